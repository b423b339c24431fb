package cn.ruhu.server.registry;

import java.util.Arrays;
import java.util.List;

/// Why a whole file is not taken. The words carry figures and headings, never a value of a row.
///
/// @param details what the words speak of
/// @param missing headings that must be there
/// @param unknown headings nobody knows; one that might be a value is named by its column only
public record Refusal(Code code, List<String> details, List<String> missing, List<String> unknown) {
  public Refusal {
    details = List.copyOf(details);
    missing = List.copyOf(missing);
    unknown = List.copyOf(unknown);
  }

  /// Kinds of refusal. Names are stable.
  public enum Code {
    /// cannot be read
    FILE,
    /// larger than any registry
    SIZE,
    /// more texts than this program has memory for
    TEXTS,
    /// xls, or encrypted
    OLD_EXCEL,
    /// no sound workbook
    BROKEN,
    /// days counted from 1904
    DATE1904,
    /// an encoding nobody knows
    CHARSET,
    /// bytes that are none of the encoding
    ENCODING,
    /// quotation marks that do not close
    QUOTES,
    /// no row of headings
    NO_HEADINGS,
    /// headings missing or unknown
    COLUMNS,
    /// a heading twice
    DOUBLED,
    /// nothing below the headings
    NO_ROWS,
    /// more bad rows than allowed
    TOO_MANY_BAD,
    /// the last line breaks off
    TORN,
    /// other bytes than when it was begun
    CHANGED,
    /// far fewer rows than the list it replaces
    FEWER,
    /// more bad rows are to be tolerated than any list may have
    MAX_BAD,
    /// another import of the kind began meanwhile
    OVERTAKEN
  }

  static Refusal of(Code code, Object... details) {
    List<String> texts = Arrays.stream(details).map(String::valueOf).toList();
    return new Refusal(code, texts, List.of(), List.of());
  }

  /// Reason and next step in Chinese.
  public String chinese() {
    return Spellings.WORDS.chinese("refusal." + code, details);
  }

  /// Reason and next step in English.
  public String english() {
    return Spellings.WORDS.english("refusal." + code, details);
  }
}
