package cn.ruhu.device.idcard;

/// The one byte a process around a vendor's library says before the first frame; neither can begin
/// a frame.
public final class VendorGreeting {
  /// The library is loaded and its port open.
  public static final int READY = 'R';

  /// It cannot be loaded, lacks a function, or does not open its port.
  public static final int UNUSABLE = 'L';

  private VendorGreeting() {}
}
