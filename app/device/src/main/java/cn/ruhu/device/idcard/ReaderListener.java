package cn.ruhu.device.idcard;

/// Hears of every change, on the reader's own thread: hand over to the window's thread at once and
/// return.
public interface ReaderListener {
  /// The reader's state changed.
  void changed(ReaderSnapshot now);

  /// A card was read, or reading one failed; each laying down is told once.
  void read(Reading reading);
}
