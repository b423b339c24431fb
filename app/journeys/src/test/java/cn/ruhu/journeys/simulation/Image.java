package cn.ruhu.journeys.simulation;

/// A disk as it was at one moment: kept aside, and perhaps put back.
///
/// @param <D> what works on the disk
interface Image<D> {
  /// Begins to work on it. The image itself may be put back once.
  D back() throws Exception;
}
