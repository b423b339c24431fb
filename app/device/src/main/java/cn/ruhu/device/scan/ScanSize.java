package cn.ruhu.device.scan;

/// How much of the glass or of the feeder's width is taken. Names are stable.
public enum ScanSize {
  /// all the device can
  WHOLE(Integer.MAX_VALUE, Integer.MAX_VALUE),
  A4(2480, 3508),
  A5(1748, 2480),
  A3(3508, 4961),
  /// an identity card and a margin
  CARD(1100, 720);

  private final int widthUnits;
  private final int heightUnits;

  ScanSize(int widthUnits, int heightUnits) {
    this.widthUnits = widthUnits;
    this.heightUnits = heightUnits;
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
