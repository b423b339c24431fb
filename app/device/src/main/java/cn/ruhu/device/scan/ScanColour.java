package cn.ruhu.device.scan;

/// How colours are taken, from the poorest. Names are stable: they are kept in settings.
public enum ScanColour {
  /// black or white
  BITONAL,
  /// 256 grays
  GRAY,
  COLOUR
}
