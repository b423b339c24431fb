package cn.ruhu.device.scan;

import java.util.Objects;

/// What a job shall be.
///
/// @param dpi dots per inch in both directions
public record ScanSettings(ScanInput input, int dpi, ScanColour colour, ScanSize size) {
  /// What papers with codes are scanned with.
  public static final ScanSettings USUAL =
      new ScanSettings(ScanInput.FEEDER, 300, ScanColour.COLOUR, ScanSize.A4);

  /// The nearest this device can do.
  public ScanSettings fitting(ScanCaps caps) {
    ScanInput from = caps.near(input);
    InputCaps can = Objects.requireNonNull(caps.inputs().get(from));
    return new ScanSettings(from, can.dpiNear(dpi), can.colourNear(colour), size);
  }
}
