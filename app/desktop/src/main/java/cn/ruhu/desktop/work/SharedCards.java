package cn.ruhu.desktop.work;

import cn.ruhu.device.idcard.RawBlock;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The reader of one machine among several counters of its window: while one of them asks for a
/// card, a card goes to nobody else, so that it opens no application behind a form that wanted only
/// a name. Thread-safe.
public final class SharedCards implements CardSource {
  private final CardSource source;
  private final AtomicReference<@Nullable ReaderListener> claimed = new AtomicReference<>();

  /// @param source the reader itself
  public SharedCards(CardSource source) {
    this.source = source;
  }

  @Override
  public Runnable listen(ReaderListener listener) {
    return source.listen(
        new ReaderListener() {
          @Override
          public void changed(ReaderSnapshot now) {
            listener.changed(now);
          }

          @Override
          public void read(Reading reading) {
            if (claimed.get() == null) listener.read(reading);
          }
        });
  }

  /// Has every card until it is given back, or until somebody else asks.
  ///
  /// @return run it to give the reader back
  public Runnable claim(ReaderListener listener) {
    claimed.set(listener);
    Runnable stop =
        source.listen(
            new ReaderListener() {
              @Override
              public void changed(ReaderSnapshot now) {
                listener.changed(now);
              }

              @Override
              public void read(Reading reading) {
                if (listener.equals(claimed.get())) listener.read(reading);
              }
            });
    return () -> {
      claimed.compareAndSet(listener, null);
      stop.run();
    };
  }

  @Override
  public ReaderSnapshot snapshot() {
    return source.snapshot();
  }

  @Override
  public Optional<RawBlock> portrait(RawBlock coded) {
    return source.portrait(coded);
  }

  @Override
  public void again() {
    source.again();
  }
}
