package cn.ruhu.casefile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// An amount of money in fen (1/100 yuan), exact. Every sum in the program is one of these; nothing
/// is ever a `double`.
///
/// Immutable, thread-safe. Arithmetic that would overflow throws [ArithmeticException].
///
/// @param value fen, may be negative for differences
public record Fen(long value) implements Comparable<Fen> {
  /// Nothing.
  public static final Fen ZERO = new Fen(0);

  /// The largest amount a person may enter: 9,999,999,999.99 yuan.
  public static final Fen ENTRY_MAX = new Fen(999_999_999_999L);

  /// Why a text is no amount. Names are stable.
  public enum Problem {
    /// nothing was entered
    EMPTY,
    /// letters, Chinese numerals or signs: enter digits
    NOT_DIGITS,
    /// commas not at every third digit: perhaps a point was meant
    GROUPING,
    /// less than nothing
    NEGATIVE,
    /// more than two digits after the point
    DECIMALS,
    /// more than [Fen#ENTRY_MAX]
    TOO_LARGE;

    /// Stable code for messages and bundles, e.g. `AMOUNT_NEGATIVE`.
    public String code() {
      return "AMOUNT_" + name();
    }
  }

  /// Outcome of [#parse].
  public sealed interface Parsed permits Valid, Invalid {
    /// The amount, or empty when the text is none.
    default Optional<Fen> toOptional() {
      return switch (this) {
        case Valid v -> Optional.of(v.amount());
        case Invalid _ -> Optional.empty();
      };
    }
  }

  /// @param amount what was entered, 0 to [Fen#ENTRY_MAX]
  public record Valid(Fen amount) implements Parsed {}

  /// @param problem why not
  public record Invalid(Problem problem) implements Parsed {}

  /// Reads yuan as a person types them: `1234.5`, `1,234.50`, full-width digits, spaces, a leading
  /// or trailing yuan sign of the keyboard.
  public static Parsed parse(String yuan) {
    return FenText.parse(yuan);
  }

  /// Reads the stored form: whole fen as decimal digits, possibly with a minus.
  ///
  /// @throws NumberFormatException when it is anything else (records are checked before)
  public static Fen ofText(String fen) {
    return new Fen(Long.parseLong(fen));
  }

  /// An amount of whole yuan.
  public static Fen ofYuan(long yuan) {
    return new Fen(Math.multiplyExact(yuan, 100L));
  }

  /// Rounds an exact number of yuan to fen.
  ///
  /// @param rounding stated by the rule that computes
  /// @throws ArithmeticException when out of range
  public static Fen ofYuan(BigDecimal yuan, RoundingMode rounding) {
    return new Fen(yuan.movePointRight(2).setScale(0, rounding).longValueExact());
  }

  public Fen plus(Fen other) {
    return new Fen(Math.addExact(value, other.value));
  }

  public Fen minus(Fen other) {
    return new Fen(Math.subtractExact(value, other.value));
  }

  public Fen times(long factor) {
    return new Fen(Math.multiplyExact(value, factor));
  }

  /// Sum of all, [#ZERO] for none.
  public static Fen sum(Iterable<Fen> amounts) {
    Fen sum = ZERO;
    for (Fen f : amounts) sum = sum.plus(f);
    return sum;
  }

  public boolean isNegative() {
    return value < 0;
  }

  /// Exact yuan with two decimals.
  public BigDecimal toYuan() {
    return BigDecimal.valueOf(value, 2);
  }

  /// Stored form: whole fen as decimal digits.
  public String text() {
    return Long.toString(value);
  }

  /// `1234.50`
  public String yuan() {
    return toYuan().toPlainString();
  }

  /// `1,234.50`
  public String grouped() {
    return FenText.grouped(this);
  }

  /// Chinese capital amount as notices and receipts need it, with the zero rules of 正确填写票据: up to
  /// but not including 10^13 yuan.
  ///
  /// @throws ArithmeticException when larger
  public String capital() {
    return FenText.capital(this);
  }

  @Override
  public int compareTo(Fen other) {
    return Long.compare(value, other.value);
  }

  /// `1234.50`, like [#yuan].
  @Override
  public String toString() {
    return yuan();
  }
}
