package cn.ruhu.desktop.intake;

import java.util.Optional;
import java.util.UUID;

/// A field of a record: where the keyboard is, what a card has filled.
record Spot(UUID record, String field) {
  /// `<record id>/<field>`, as a draft keeps it.
  String text() {
    return record + "/" + field;
  }

  static Optional<Spot> read(String text) {
    int at = text.indexOf('/');
    if (at != 36) return Optional.empty();
    return Optional.of(new Spot(UUID.fromString(text.substring(0, at)), text.substring(at + 1)));
  }
}
