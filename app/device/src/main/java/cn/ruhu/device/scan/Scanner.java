package cn.ruhu.device.scan;

/// A source of scans as the window sees it. It never throws at the window: a file comes, comes
/// again, or there is a trouble with a code. All methods may be called from any thread.
public interface Scanner extends AutoCloseable {
  /// Begins to look. Once only; the listener is called on the scanner's own thread.
  void start(ScanListener listener);

  /// The state now.
  ScannerState state();

  /// Stops looking and waits up to a second for the thread to end.
  @Override
  void close();
}
