package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.SharedCards;
import cn.ruhu.device.idcard.CardReading;
import cn.ruhu.device.idcard.CardValue;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Hears cards while a form asks who somebody is, and says what they say as fields of the record.
/// Window thread only.
final class CardEar {
  private final SharedCards cards;
  private final Background background;
  private final Supplier<LocalDate> today;
  private final Consumer<Map<String, String>> said;
  private Runnable giveBack = () -> {};

  /// @param said told of every card; of an empty one when it could not be read
  CardEar(
      SharedCards cards,
      Background background,
      Supplier<LocalDate> today,
      Consumer<Map<String, String>> said) {
    this.cards = cards;
    this.background = background;
    this.today = today;
    this.said = said;
  }

  /// Asks for cards, or leaves them to others.
  void listen(boolean yes) {
    giveBack.run();
    giveBack = () -> {};
    if (!yes) return;
    giveBack =
        cards.claim(
            new ReaderListener() {
              @Override
              public void changed(ReaderSnapshot now) {}

              @Override
              public void read(Reading reading) {
                background.window(() -> said.accept(fields(reading)));
              }
            });
  }

  /// Reads the card that lies there once more.
  void again() {
    cards.again();
  }

  private Map<String, String> fields(Reading reading) {
    if (!(reading instanceof Reading.Card(CardReading card))) return Map.of();
    var fields = new TreeMap<String, String>();
    fields.put(
        Form.NUMBER,
        IdNumber.parse(card.number(), today.get())
            .toOptional()
            .map(IdNumber::text)
            .orElse(card.number()));
    fields.put(Form.NAME, card.name());
    fields.put("address", card.addedAddress().map(CardValue::text).orElse(card.text().address()));
    fields.values().removeIf(String::isEmpty);
    return fields;
  }
}
