package cn.ruhu.wire;

/// Bytes from outside that cannot be taken: the one checked exception of this module. Its message
/// never carries any of the bytes, so it may be logged.
public final class WireException extends Exception {
  private static final long serialVersionUID = 1;

  /// Stable reasons; [Refusal#code] carries the name to the other end.
  public enum Code {
    /// not JSON, not gzip, cut off, a required field missing, nested too deep
    MALFORMED,
    /// more bytes or ops than the limits allow, also after unpacking
    TOO_LARGE,
    /// the lines do not hash to what the header says
    CHAIN,
    /// a protocol or algorithm this program does not speak
    VERSION,
    /// a signature or a sealed box does not open
    SIGNATURE
  }

  private final Code code;

  public WireException(Code code, String detail) {
    super(code + ": " + detail);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
