package cn.ruhu.device.idcard;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The text of a card, cut into fields. Immutable; `toString` shows no person.
///
/// @param type which layout it was
/// @param mark the character at byte 248, for the record
/// @param values every field of that layout, empty ones included
public record CardText(CardType type, char mark, Map<CardField, CardValue> values) {
  static final String LONG_TERM = "长期";

  public CardText {
    var copy = new EnumMap<CardField, CardValue>(CardField.class);
    copy.putAll(values);
    values = Collections.unmodifiableMap(copy);
  }

  /// The field's characters; `""` when the layout lacks it, it is blank, or its bytes are no text.
  public String text(CardField field) {
    var value = values.get(field);
    return value == null ? "" : value.text();
  }

  /// What to call the person: the Chinese name, or the English one where there is none.
  public String name() {
    return text(CardField.NAME).isEmpty() ? text(CardField.ENGLISH_NAME) : text(CardField.NAME);
  }

  /// GB/T 2261.1 code, one digit.
  public String sex() {
    return text(CardField.SEX);
  }

  /// GB/T 3304 code, two digits; `""` on cards without it.
  public String ethnicity() {
    return text(CardField.ETHNICITY);
  }

  /// Empty when the eight digits are no date.
  public Optional<LocalDate> birthDate() {
    return date(CardField.BIRTH);
  }

  public String address() {
    return text(CardField.ADDRESS);
  }

  public String number() {
    return text(CardField.NUMBER);
  }

  public String issuer() {
    return text(CardField.ISSUER);
  }

  public Optional<LocalDate> validFrom() {
    return date(CardField.VALID_FROM);
  }

  /// Last day of validity; empty when long term or no date.
  public Optional<LocalDate> validTo() {
    return date(CardField.VALID_TO);
  }

  /// True when the card does not expire.
  public boolean longTerm() {
    return text(CardField.VALID_TO).equals(LONG_TERM);
  }

  private Optional<LocalDate> date(CardField field) {
    String digits = text(field);
    if (digits.length() != 8 || !digits.chars().allMatch(c -> c >= '0' && c <= '9'))
      return Optional.empty();
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(digits, 0, 4, 10),
              Integer.parseInt(digits, 4, 6, 10),
              Integer.parseInt(digits, 6, 8, 10)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "CardText[" + type + " " + values + "]";
  }
}
