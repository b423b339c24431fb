package cn.ruhu.device.scan;

/// A device that is asked for pages: a network scanner, a program that drives one (DEVICES 6.1). It
/// never throws at its caller: what it can do and how a job ended are sealed answers with a code.
///
/// Calls block until they are done and are bounded by the driver's own deadlines, so they belong in
/// the background. One caller at a time; only [ScanStop] may come from another thread.
public interface PageSource extends AutoCloseable {
  /// Asks the device what it can do and how it stands.
  SourceLook look();

  /// Runs one job to its end. Each page is handed over as soon as it is whole, as the device sent
  /// it; what was handed over stays whatever happens later.
  ///
  /// @param settings as the device can do them, see [ScanSettings#fitting]
  /// @param sink called on this thread, in the order of the paper
  /// @param stop ends the job early: the page under way is given up, the device is told
  ScanEnd scan(ScanSettings settings, PageSink sink, ScanStop stop);

  /// Frees what the driver holds. No job may be running.
  @Override
  void close();
}
