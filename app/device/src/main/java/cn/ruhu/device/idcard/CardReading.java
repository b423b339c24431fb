package cn.ruhu.device.idcard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One card, read once: its fields, and what proves where they came from. Immutable; `toString`
/// shows no person.
///
/// @param origin who cut the fields: we out of the chip's bytes, or a vendor's service
/// @param text the fields
/// @param raw the 256 bytes as the chip gave them, or every field of a service's reply as it came;
///   never altered
/// @param photo the coded portrait of the chip (WLT, usually 1024 bytes), or the picture a service
///   sent; kept as it is; may be empty
/// @param addedAddress the newest address added after issue; newer than the printed one
/// @param samId serial number of the reader's module; `""` when it gave none
/// @param at when it was read
/// @param readMs from the module's card-found reply to the finished fields, milliseconds
/// @param warnings what does not fit together; never a reason not to show the card
public record CardReading(
    Origin origin,
    CardText text,
    RawBlock raw,
    RawBlock photo,
    Optional<CardValue> addedAddress,
    String samId,
    Instant at,
    long readMs,
    List<CardWarning> warnings) {

  /// How far the fields can be proved.
  public enum Origin {
    /// the raw bytes of the chip are kept and say the same
    CHIP,
    /// a program of the vendor says so; its word is kept, not the chip's
    VENDOR_API
  }

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
