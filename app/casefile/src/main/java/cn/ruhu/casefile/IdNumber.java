package cn.ruhu.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A checked identity number: resident (GB 11643), residence permit of Hong Kong, Macao and Taiwan
/// people, or permanent residence of foreigners, new and old. Sources: DEVICES §1.9, DOMAIN §10.
///
/// Immutable, thread-safe. [#toString] masks, so that no log, message or assertion shows a number.
public final class IdNumber implements Comparable<IdNumber> {
  /// What kind of number it is.
  public enum Kind {
    /// 18 characters of GB 11643; old ones of 15 digits are brought to 18
    RESIDENT("1"),
    /// residence permit, first six digits 810000, 820000 or 830000
    HMT_PERMIT("2"),
    /// foreigner's permanent residence card since 2023, 18 characters, first one 9
    FOREIGNER("3"),
    /// foreigner's permanent residence card before 2023, three letters and twelve digits
    FOREIGNER_OLD("4");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /// Code of the table `idKind`.
    public String code() {
      return code;
    }
  }

  /// Why a text is no identity number. Names are stable.
  public enum Reason {
    /// nothing was entered
    EMPTY,
    /// neither 15 nor 18 characters
    LENGTH,
    /// a character that cannot stand at its place
    CHARACTER,
    /// the first two digits are no province
    PROVINCE,
    /// the day of birth is not in the calendar
    BIRTH_IMPOSSIBLE,
    /// the day of birth is after today
    BIRTH_FUTURE,
    /// born before 1900
    BIRTH_TOO_EARLY,
    /// the last character does not fit the others
    CHECK_DIGIT;

    /// Stable code for messages and bundles, e.g. `ID_CHECK_DIGIT`.
    public String code() {
      return "ID_" + name();
    }
  }

  /// What a clerk should look at although the number is accepted. Names are stable.
  public enum Warning {
    /// the region was abolished; numbers keep it for life
    REGION_ABOLISHED,
    /// the region is not in the list (also the synthetic people of 110199)
    REGION_UNKNOWN,
    /// born before 1910
    BIRTH_EARLY,
    /// an old number of 15 digits was brought to 18
    UPGRADED,
    /// sequence 996 to 999 of an old number: perhaps born before 1900, ask
    CENTENARIAN,
    /// an old foreigner's number whose check digit does not fit (such cards exist)
    CHECK_MISMATCH,
    /// an old foreigner's number whose two-digit year fits two centuries
    BIRTH_CENTURY;

    /// Stable code for messages and bundles, e.g. `ID_REGION_ABOLISHED`.
    public String code() {
      return "ID_" + name();
    }
  }

  /// Outcome of [#parse].
  public sealed interface Parsed permits Valid, Invalid {
    /// The number, or empty when the text is none.
    default Optional<IdNumber> toOptional() {
      return switch (this) {
        case Valid v -> Optional.of(v.number());
        case Invalid _ -> Optional.empty();
      };
    }
  }

  /// @param number the number in its stored form
  /// @param warnings what to look at, empty for nothing
  public record Valid(IdNumber number, List<Warning> warnings) implements Parsed {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /// @param reasons at least one, the first is the one to show
  public record Invalid(List<Reason> reasons) implements Parsed {
    public Invalid {
      reasons = List.copyOf(reasons);
    }
  }

  private final String text;
  private final Kind kind;
  private final LocalDate birthDate;
  private final Sex sex;

  IdNumber(String text, Kind kind, LocalDate birthDate, Sex sex) {
    this.text = text;
    this.kind = kind;
    this.birthDate = birthDate;
    this.sex = sex;
  }

  /// Reads what was typed, scanned or sent. Full-width characters, spaces and a small `x` are
  /// forgiven; abolished regions are never refused.
  ///
  /// @param raw the text as it came
  /// @param today day against which a future birth is judged
  public static Parsed parse(String raw, LocalDate today) {
    return IdNumberReading.read(raw, today);
  }

  /// Kind of number.
  public Kind kind() {
    return kind;
  }

  /// Day of birth as the number has it.
  public LocalDate birthDate() {
    return birthDate;
  }

  /// Sex as digit 17 has it; [Sex#UNSTATED] for old foreigners' numbers, which have none.
  public Sex sex() {
    return sex;
  }

  /// Full number in stored form, upper case, no spaces. Personal data of class S3: never log it.
  public String text() {
    return text;
  }

  /// First six characters: the region where the number was given (empty for old foreigners'
  /// numbers), for statistics only.
  public Optional<String> region() {
    return kind == Kind.RESIDENT ? Optional.of(text.substring(0, 6)) : Optional.empty();
  }

  /// `110199********0013`: first six and last four characters.
  public String masked() {
    return mask(text);
  }

  /// Full number in groups for the eye: `110199 19520307 0013`.
  public String grouped() {
    int middle = kind == Kind.FOREIGNER_OLD ? 13 : 14;
    int first = kind == Kind.FOREIGNER_OLD ? 7 : 6;
    return text.substring(0, first)
        + ' '
        + text.substring(first, middle)
        + ' '
        + text.substring(middle);
  }

  /// Masks any text that was meant to be an identity number, valid or not: first six and last four
  /// stay when there are 15 characters or more, otherwise nothing stays.
  public static String mask(String number) {
    int n = number.length();
    if (n < 15) return "*".repeat(n);
    return number.substring(0, 6) + "*".repeat(n - 10) + number.substring(n - 4);
  }

  /// The number a foreigner had on the card before 2023, from what the new card says (DEVICES
  /// §1.9).
  ///
  /// @param country three letters of the card
  /// @param link the card's three-digit link to the earlier number
  /// @return empty when this is no new foreigner's number or the parts do not fit
  public Optional<String> formerForeignerNumber(String country, String link) {
    if (kind != Kind.FOREIGNER || !country.matches("[A-Z]{3}") || !link.matches("[0-9]{3}"))
      return Optional.empty();
    String body =
        country
            + text.substring(1, 3)
            + link.substring(0, 2)
            + text.substring(8, 14)
            + link.charAt(2);
    return Optional.of(body + IdNumberReading.foreignerCheck(body));
  }

  @Override
  public int compareTo(IdNumber other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof IdNumber other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// Masked, like [#masked].
  @Override
  public String toString() {
    return masked();
  }
}
