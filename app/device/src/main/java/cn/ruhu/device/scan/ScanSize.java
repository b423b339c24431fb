package cn.ruhu.device.scan;

import java.util.ArrayList;
import java.util.List;

/// How much of the glass or of the feeder's width is taken. Names are stable.
public enum ScanSize {
  /// all the device can
  WHOLE(Integer.MAX_VALUE, Integer.MAX_VALUE),
  A4(2480, 3508),
  A5(1748, 2480),
  A3(3508, 4961),
  /// an identity card and a margin
  CARD(1100, 720);

  /// what devices add to a sheet or lack of it: 6 mm
  private static final int SLACK = 71;

  private final int widthUnits;
  private final int heightUnits;

  ScanSize(int widthUnits, int heightUnits) {
    this.widthUnits = widthUnits;
    this.heightUnits = heightUnits;
  }

  /// Sizes to choose from at a device: A4, and what it can beyond it. A5 and cards are cut out of
  /// those afterwards, by their edges.
  public static List<ScanSize> offered(InputCaps caps) {
    boolean a3 = A3.fits(caps);
    boolean more =
        caps.widthUnits() > A4.widthUnits + SLACK || caps.heightUnits() > A4.heightUnits + SLACK;
    boolean same =
        a3
            && caps.widthUnits() <= A3.widthUnits + SLACK
            && caps.heightUnits() <= A3.heightUnits + SLACK;
    var all = new ArrayList<>(List.of(A4));
    if (a3) all.add(A3);
    if (more && !same) all.add(WHOLE);
    return List.copyOf(all);
  }

  private boolean fits(InputCaps caps) {
    return caps.widthUnits() >= widthUnits - SLACK && caps.heightUnits() >= heightUnits - SLACK;
  }

  /// Width in 1/300 inch, at most what the device has.
  public int widthUnits(InputCaps caps) {
    return Math.min(widthUnits, caps.widthUnits());
  }

  /// Height in 1/300 inch, at most what the device has.
  public int heightUnits(InputCaps caps) {
    return Math.min(heightUnits, caps.heightUnits());
  }
}
