package cn.ruhu.desktop.work;

import cn.ruhu.device.idcard.RawBlock;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import java.util.Optional;

/// The card reader as the window needs it. The wiring puts the real reader behind it; a machine
/// without one hands in [#NONE].
public interface CardSource {
  /// No reader at this machine.
  CardSource NONE =
      new CardSource() {
        @Override
        public Runnable listen(ReaderListener listener) {
          return () -> {};
        }

        @Override
        public ReaderSnapshot snapshot() {
          return ReaderSnapshot.CLOSED;
        }

        @Override
        public void again() {}
      };

  /// Tells `listener` of every change and every card, on the reader's thread.
  ///
  /// @return run it to stop listening
  Runnable listen(ReaderListener listener);

  /// The reader's state now.
  ReaderSnapshot snapshot();

  /// The picture behind a portrait as a reader gave it, when this machine can make one. Slow: call
  /// it away from the window.
  default Optional<RawBlock> portrait(RawBlock coded) {
    return Optional.empty();
  }

  /// Reads the card that lies there once more (F2); what comes is told to the listeners.
  void again();
}
