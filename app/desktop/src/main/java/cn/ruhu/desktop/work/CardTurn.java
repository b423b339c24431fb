package cn.ruhu.desktop.work;

import cn.ruhu.device.idcard.RawBlock;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whose a card is that is laid down: usually everybody's who hears the reader; while a form that
/// fills itself from a card stands in front, that form's alone, so that no application begins
/// behind it. Thread-safe.
public final class CardTurn {
  private final CardSource cards;
  private final AtomicBoolean taken = new AtomicBoolean();

  public CardTurn(CardSource cards) {
    this.cards = cards;
  }

  /// Cards are the form's in front from now on.
  public void take() {
    taken.set(true);
  }

  /// Cards are everybody's again.
  public void give() {
    taken.set(false);
  }

  /// Every card, for who takes the turn.
  public CardSource own() {
    return cards;
  }

  /// The cards nobody took the turn for.
  public CardSource rest() {
    return new CardSource() {
      @Override
      public Runnable listen(ReaderListener listener) {
        return cards.listen(
            new ReaderListener() {
              @Override
              public void changed(ReaderSnapshot now) {
                listener.changed(now);
              }

              @Override
              public void read(Reading read) {
                if (!taken.get()) listener.read(read);
              }
            });
      }

      @Override
      public ReaderSnapshot snapshot() {
        return cards.snapshot();
      }

      @Override
      public Optional<RawBlock> portrait(RawBlock coded) {
        return cards.portrait(coded);
      }

      @Override
      public void again() {
        cards.again();
      }
    };
  }
}
