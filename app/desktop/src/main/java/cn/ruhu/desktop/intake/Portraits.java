package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.device.idcard.CardReading;
import cn.ruhu.device.idcard.RawBlock;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Portraits of cards: their bytes lie sealed among the files a moment after the fields stand on
/// the screen, and nothing here decodes them. Window thread only.
final class Portraits {
  private final IntakeViewModel model;
  private final CardSource cards;

  /// the picture of the card read last, null for none
  final ObjectProperty<@Nullable RawBlock> shown = new SimpleObjectProperty<>();

  Portraits(IntakeViewModel model, CardSource cards) {
    this.model = model;
    this.cards = cards;
    model.card.subscribe(this::look);
  }

  private void look(@Nullable CardReading card) {
    shown.set(null);
    if (card == null || card.photo().size() == 0) return;
    if (card.origin() == CardReading.Origin.VENDOR_API) {
      shown.set(card.photo());
      return;
    }
    model
        .background()
        .run(
            () -> cards.portrait(card.photo()),
            picture -> {
              if (card.equals(model.card.get())) shown.set(picture.orElse(null));
            },
            model::failed);
  }

  /// Keeps a reading's portrait, if it has one, and notes its address in the reading. A reading
  /// that was saved meanwhile stays as it is.
  void keep(UUID application, UUID reading, CardReading read) {
    if (read.photo().size() == 0) return;
    model
        .background()
        .run(
            () ->
                model
                    .desk()
                    .store()
                    .files()
                    .put(read.photo().toArray(), application, CardFacts.portraitType(read)),
            address -> {
              WorkingCopy now = model.open.get();
              if (now == null || !now.application().equals(application)) return;
              if (now.get(reading).isEmpty() || !now.addedSince(reading)) return;
              now.set(reading, "photo", address);
              model.touched(model.focus.get());
            },
            model::failed);
  }
}
