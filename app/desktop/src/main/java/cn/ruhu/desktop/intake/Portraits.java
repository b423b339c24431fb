package cn.ruhu.desktop.intake;

import cn.ruhu.device.idcard.CardReading;
import java.util.UUID;

/// Portraits of cards: their bytes lie sealed among the files a moment after the fields stand on
/// the screen, and nothing here decodes them. Window thread only.
final class Portraits {
  private final IntakeViewModel model;

  Portraits(IntakeViewModel model) {
    this.model = model;
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
