package cn.ruhu.device.idcard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One card, read once: its fields, and what proves where they came from. Immutable; `toString`
/// shows no person.
///
/// @param text the fields
/// @param raw the 256 bytes as the chip gave them; their SHA-256 goes with every field
/// @param photo the 1024 bytes of the coded portrait (WLT), kept as they are; may be empty
/// @param addedAddress the newest address added after issue; newer than the printed one
/// @param samId serial number of the reader's module; `""` when it gave none
/// @param at when it was read
/// @param readMs from the module's card-found reply to the finished fields, milliseconds
/// @param warnings what does not fit together; never a reason not to show the card
public record CardReading(
    CardText text,
    RawBlock raw,
    RawBlock photo,
    Optional<CardValue> addedAddress,
    String samId,
    Instant at,
    long readMs,
    List<CardWarning> warnings) {

  public CardReading {
    warnings = List.copyOf(warnings);
  }

  public CardType type() {
    return text.type();
  }

  /// What to call the person; see [CardText#name()].
  public String name() {
    return text.name();
  }

  public String number() {
    return text.number();
  }

  /// True when this warning was raised.
  public boolean warns(CardWarning.Code code) {
    return warnings.stream().anyMatch(w -> w.code() == code);
  }

  @Override
  public String toString() {
    return "CardReading[" + text + ", sam " + samId + ", " + at + ", " + warnings + "]";
  }
}
