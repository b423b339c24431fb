package cn.ruhu.device.idcard;

/// Something about a card that does not fit together. The words live in the window's bundles under
/// `work.card.warning.<code>`.
///
/// @param code what
/// @param field where
/// @param detail a fact for the sentence that is no personal data: a code point (`U+E123`), a code,
///   a date of expiry; or empty
public record CardWarning(Code code, CardField field, String detail) {
  /// What can be wrong (DEVICES §1.9).
  public enum Code {
    /// The number has a wrong check digit or impossible parts.
    NUMBER_INVALID,
    /// The birth date differs from the one in the number.
    BIRTH_DIFFERS,
    /// The birth field is no date, or lies in the future.
    BIRTH_INVALID,
    /// The sex differs from the one in the number.
    SEX_DIFFERS,
    /// Expired; detail: last day.
    EXPIRED,
    /// Its validity begins after today; detail: first day.
    NOT_YET_VALID,
    /// First or last day of validity is no date.
    VALIDITY_INVALID,
    /// The term does not follow from the age at issue; detail: years expected, or `LONG`.
    TERM_UNUSUAL,
    NAME_EMPTY,
    /// A private-use character; detail: code points.
    PRIVATE_USE,
    /// The field's bytes are no text; they are kept as hexadecimal.
    CORRUPT,
    /// GB/T 3304 has no such code; detail: the code.
    ETHNICITY_UNKNOWN,
    /// The type character is unknown to us; detail: its code point.
    TYPE_UNKNOWN,
    /// The number is of another kind than the card: a permit with a citizen's number.
    NUMBER_KIND_DIFFERS,
    /// Whether the card holds a newer address could not be found out.
    ADDRESS_UNREAD
  }
}
