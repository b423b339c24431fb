package cn.ruhu.casefile;

import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Number of an application, 21 characters: `{6 region}{2 street serial}{4 year}{3 block}{5
/// sequence}{1 check}` (DOMAIN §4.14, §0.2 C2). Issued offline from the machine's block, printed at
/// once, never renumbered; it carries no scheme. The check character is ISO 7064 MOD 11-2 over the
/// twenty digits.
///
/// Immutable, thread-safe.
public final class ApplicationNumber implements Comparable<ApplicationNumber> {
  /// Last number of a block in a year and street.
  public static final int SEQUENCE_MAX = 99_999;

  /// Length in characters.
  public static final int LENGTH = 21;

  /// Why a text is no application number. Names are stable.
  public enum Problem {
    EMPTY,
    /// not 21 characters
    LENGTH,
    /// something other than digits and a last `X`
    CHARACTER,
    /// the first two digits are no province
    REGION,
    /// a year before 2014 or after 2099
    YEAR,
    /// sequences start at 1
    SEQUENCE,
    /// the last character does not fit the others
    CHECK_DIGIT;

    /// Stable code for messages and bundles, e.g. `NUMBER_CHECK_DIGIT`.
    public String code() {
      return "NUMBER_" + name();
    }
  }

  /// Outcome of [#parse].
  public sealed interface Parsed permits Valid, Invalid {
    /// The number, or empty when the text is none.
    default Optional<ApplicationNumber> toOptional() {
      return switch (this) {
        case Valid v -> Optional.of(v.number());
        case Invalid _ -> Optional.empty();
      };
    }
  }

  /// @param number the number
  public record Valid(ApplicationNumber number) implements Parsed {}

  /// @param problems at least one, the first is the one to show
  public record Invalid(List<Problem> problems) implements Parsed {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  private final String text;

  private ApplicationNumber(String text) {
    this.text = text;
  }

  /// A number of a block.
  ///
  /// @param street nine digits of the street; its two-digit serial is the table's, or the last two
  ///   digits of a street the table does not know
  /// @param year 2014 to 2099
  /// @param block three digits: the machine's share of the numbers
  /// @param sequence 1 to [#SEQUENCE_MAX]
  /// @throws IllegalArgumentException when a part is out of its range
  public static ApplicationNumber of(String street, int year, String block, int sequence) {
    if (street.length() != 9 || !Typed.digits(street))
      throw new IllegalArgumentException("street is nine digits");
    if (year < 2014 || year > 2099) throw new IllegalArgumentException("year " + year);
    if (block.length() != 3 || !Typed.digits(block))
      throw new IllegalArgumentException("block is three digits");
    if (sequence < 1 || sequence > SEQUENCE_MAX)
      throw new IllegalArgumentException("sequence " + sequence);
    String serial =
        CodeTables.table("street").entry(street).map(CodeEntry::extra).orElse(street.substring(7));
    String body = street.substring(0, 6) + serial + year + block + String.format("%05d", sequence);
    return new ApplicationNumber(body + Mod11.check(body));
  }

  /// Reads a number as typed or scanned; spaces, hyphens, full-width digits and a small `x` are
  /// forgiven.
  public static Parsed parse(String raw) {
    String text = Typed.narrow(raw).replace("-", "");
    if (text.isEmpty()) return new Invalid(List.of(Problem.EMPTY));
    if (text.length() != LENGTH) return new Invalid(List.of(Problem.LENGTH));
    String body = text.substring(0, LENGTH - 1);
    char last = text.charAt(LENGTH - 1);
    if (!Typed.digits(body) || !(last == 'X' || Typed.digits(text.substring(LENGTH - 1))))
      return new Invalid(List.of(Problem.CHARACTER));
    List<Problem> problems = new ArrayList<>();
    if (!CodeTables.table("province").has(body.substring(0, 2))) problems.add(Problem.REGION);
    int year = Integer.parseInt(body, 8, 12, 10);
    if (year < 2014 || year > 2099) problems.add(Problem.YEAR);
    if (body.endsWith("00000")) problems.add(Problem.SEQUENCE);
    if (Mod11.check(body) != last) problems.add(Problem.CHECK_DIGIT);
    return problems.isEmpty() ? new Valid(new ApplicationNumber(text)) : new Invalid(problems);
  }

  /// The number after this one, or empty when the block is used up for this street and year.
  public Optional<ApplicationNumber> next() {
    if (sequence() == SEQUENCE_MAX) return Optional.empty();
    String body = text.substring(0, 15) + String.format("%05d", sequence() + 1);
    return Optional.of(new ApplicationNumber(body + Mod11.check(body)));
  }

  /// Six digits of the district.
  public String region() {
    return text.substring(0, 6);
  }

  /// Two digits of the street within the district.
  public String streetSerial() {
    return text.substring(6, 8);
  }

  /// Nine digits of the street, or empty when the table has no such serial.
  public Optional<String> street() {
    return CodeTables.table("street").entries().stream()
        .filter(e -> e.code().startsWith(region()) && e.extra().equals(streetSerial()))
        .map(CodeEntry::code)
        .findFirst();
  }

  /// Year of application.
  public int year() {
    return Integer.parseInt(text, 8, 12, 10);
  }

  /// Three digits of the machine's block.
  public String block() {
    return text.substring(12, 15);
  }

  /// 1 to [#SEQUENCE_MAX].
  public int sequence() {
    return Integer.parseInt(text, 15, 20, 10);
  }

  /// The 21 characters as stored.
  public String text() {
    return text;
  }

  /// For the eye and for print: `110108 07 2017 001 00042 5`.
  public String grouped() {
    return String.join(
        " ",
        region(),
        streetSerial(),
        text.substring(8, 12),
        block(),
        text.substring(15, 20),
        text.substring(20));
  }

  @Override
  public int compareTo(ApplicationNumber other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ApplicationNumber other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
