package cn.ruhu.casefile.names;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody typed, in every way it may be meant.
///
/// @param folded in search form, written code points (`U+20164`) turned into their characters
/// @param letters typed pinyin without tones and separators, `ü` as `v`; `""` when it is none
/// @param digits at least four digits without the groups they are written in, `X` large; `""`
/// @param sounds readings of each character, of two or more; empty when it is not characters only
record Query(String folded, String letters, String digits, List<List<String>> sounds) {
  private static final Pattern CODE_POINT =
      Pattern.compile("(?:u\\+?|\\\\u|0x)([0-9a-f]{4,6})", Pattern.CASE_INSENSITIVE);
  private static final Pattern GROUPS = Pattern.compile("[\\s-]");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s'’·-]");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{3,29}[0-9X]");
  private static final Pattern LETTERS = Pattern.compile("[a-z]+");

  /// longest name whose sound is looked for, in characters
  private static final int SOUNDS_MAX = 6;

  static Query of(String typed) {
    String query = typed.strip();
    String wide = Normalizer.normalize(query, Normalizer.Form.NFKC);
    String bare = GROUPS.matcher(wide).replaceAll("").toUpperCase(Locale.ROOT);
    String folded = NameText.searchForm(decoded(query));
    return new Query(
        folded, letters(wide), DIGITS.matcher(bare).matches() ? bare : "", sounds(folded));
  }

  boolean isEmpty() {
    return folded.isEmpty();
  }

  /// Whether it may be a piece of a place.
  boolean isPlace() {
    return folded.length() >= 2;
  }

  private static List<List<String>> sounds(String folded) {
    int[] points = folded.codePoints().toArray();
    if (points.length < 2 || points.length > SOUNDS_MAX) return List.of();
    var sounds = new ArrayList<List<String>>();
    for (int c : points) {
      List<String> readings = c < 128 ? List.of() : Pinyin.readings(c);
      if (readings.isEmpty()) return List.of();
      sounds.add(readings);
    }
    return sounds;
  }

  private static String decoded(String query) {
    Matcher m = CODE_POINT.matcher(query);
    var b = new StringBuilder();
    while (m.find()) {
      int c = Integer.parseInt(m.group(1), 16);
      boolean letter = Character.isValidCodePoint(c) && (c >= 0x3007);
      m.appendReplacement(b, Matcher.quoteReplacement(letter ? Character.toString(c) : m.group()));
    }
    return m.appendTail(b).toString();
  }

  private static String letters(String wide) {
    String plain =
        SEPARATORS.matcher(PinyinTable.plain(wide.toLowerCase(Locale.ROOT))).replaceAll("");
    String v = plain.replace("lyu", "lv").replace("nyu", "nv");
    return LETTERS.matcher(v).matches() ? v : "";
  }
}
