package cn.ruhu.server.registry;

import cn.ruhu.casefile.IdNumber;
import java.util.List;

/// Why a cell makes its row bad. Names are stable; the words stand in a resource file.
enum Flaw {
  /// must be there
  EMPTY,
  /// a value under no heading
  CELLS,
  /// longer than anything of its kind
  TOO_LONG,
  /// a question mark, a replacement or a control character: the text was damaged before
  BROKEN_CHARACTER,
  /// no name of a person
  NAME,
  /// an identity number outside its column, where it would lie open
  NUMBER_INSIDE,
  /// neither 15 nor 18 characters
  ID_LENGTH,
  /// a character that cannot stand at its place
  ID_CHARACTER,
  /// no province
  ID_PROVINCE,
  /// a day that is not in the calendar
  ID_BIRTH_IMPOSSIBLE,
  /// born after today
  ID_BIRTH_FUTURE,
  /// born before 1900
  ID_BIRTH_TOO_EARLY,
  /// the last character does not fit
  ID_CHECK_DIGIT,
  /// kept as a floating-point figure: the last digits are gone
  ID_LOST,
  /// asterisks in it
  ID_MASKED,
  /// no date
  DATE,
  /// before 1900, or too far ahead
  DATE_RANGE,
  /// ends before it begins
  DATE_ORDER,
  /// no count of members
  WHOLE,
  /// no amount of money
  MONEY,
  /// no benefit
  CODE,
  /// neither code nor name of a street
  STREET,
  /// neither male nor female
  SEX,
  /// not the day of birth of the number
  BIRTH_DIFFERS,
  /// not the sex of the number
  SEX_DIFFERS,
  /// said by an earlier row
  DUPLICATE,
  /// an earlier row of the same says something else
  CONTRADICTS;

  static Flaw of(IdNumber.Reason reason) {
    return switch (reason) {
      case EMPTY -> EMPTY;
      case LENGTH -> ID_LENGTH;
      case CHARACTER -> ID_CHARACTER;
      case PROVINCE -> ID_PROVINCE;
      case BIRTH_IMPOSSIBLE -> ID_BIRTH_IMPOSSIBLE;
      case BIRTH_FUTURE -> ID_BIRTH_FUTURE;
      case BIRTH_TOO_EARLY -> ID_BIRTH_TOO_EARLY;
      case CHECK_DIGIT -> ID_CHECK_DIGIT;
    };
  }

  /// Reason and next step in Chinese.
  String chinese(List<String> details) {
    return Spellings.WORDS.chinese("flaw." + name(), details);
  }

  /// Reason and next step in English.
  String english(List<String> details) {
    return Spellings.WORDS.english("flaw." + name(), details);
  }
}
