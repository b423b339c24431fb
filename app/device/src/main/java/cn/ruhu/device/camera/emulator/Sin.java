package cn.ruhu.device.camera.emulator;

/// What cameras do to a stream (DEVICES 2.1).
public enum Sin {
  /// `Content-Length` is not said
  NO_LENGTH,
  /// it says half of what follows
  SHORT_LENGTH,
  /// it says more than follows
  LONG_LENGTH,
  /// parts begin with another boundary than the one announced
  OTHER_BOUNDARY,
  /// lines end with LF alone
  BARE_LINES,
  /// the body comes in chunks of HTTP/1.1, which cut through pictures
  CHUNKED,
  /// pictures follow each other with nothing between them, and no type is said
  RAW,
  /// the Huffman tables are left out
  NO_TABLES,
  /// zeros and a stray start of a marker follow each picture
  JUNK,
  /// every second picture stops in its middle
  CUT,
  /// every picture stops in its middle
  ALL_CUT,
  /// bytes come a few at a time
  DRIPS,
  /// after ten pictures nothing more is said, in the middle of one
  STALLS,
  /// after ten pictures the line is closed, in the middle of one
  HANGS_UP,
  /// boundaries come and never a picture
  NO_PICTURES,
  /// a page of words instead
  WORDS,
  /// asks for a password
  DENIED,
  /// another client has it
  BUSY,
  /// one picture at each asking
  SINGLE
}
