package cn.ruhu.casefile.names;

import cn.ruhu.casefile.names.PinyinTable.Syllable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads names aloud, surnames as surnames: 单 is Shàn, 尉迟 Yùchí, 长孙 Zhǎngsūn. Works by code points,
/// so characters beyond the basic plane are read too.
///
/// Stateless and thread-safe.
public final class Pinyin {
  /// parts the names of peoples that have no surname in front
  private static final char MIDDLE_DOT = '\u00B7';

  private Pinyin() {}

  /// Reading of a person's name.
  public static Reading of(String name) {
    return read(name, true);
  }

  /// Reading of words that are no name (a street, a label): no surname rule.
  public static Reading ofWords(String words) {
    return read(words, false);
  }

  /// Every toneless reading under which search finds a character, the everyday one first; empty for
  /// a character without one.
  public static List<String> readings(int codePoint) {
    return PinyinTable.shipped().searchable(codePoint);
  }

  private static Reading read(String text, boolean name) {
    PinyinTable table = PinyinTable.shipped();
    int[] points = text.codePoints().toArray();
    boolean han = name && text.indexOf(MIDDLE_DOT) < 0;
    List<Syllable> surname = han ? table.surname(points) : List.of();
    int surnameEnd = han ? Math.max(1, surname.size()) : 0;
    var full = new StringBuilder();
    var initials = new StringBuilder();
    var toned = new StringBuilder();
    boolean word = false;
    for (int i = 0; i < points.length; i++) {
      if (i == surnameEnd && i > 0 && isHan(points[i])) toned.append(' ');
      Optional<Syllable> s =
          i < surname.size() ? Optional.of(surname.get(i)) : table.everyday(points[i]);
      if (s.isPresent()) {
        full.append(s.get().plain());
        initials.append(s.get().plain().charAt(0));
        toned.append(s.get().toned());
        word = false;
        continue;
      }
      toned.appendCodePoint(points[i]);
      if (points[i] < 128 && Character.isLetterOrDigit(points[i])) {
        String letter = Character.toString(points[i]).toLowerCase(Locale.ROOT);
        full.append(letter);
        if (!word) initials.append(letter);
        word = true;
      } else {
        word = false;
      }
    }
    return new Reading(full.toString(), initials.toString(), toned.toString());
  }

  private static boolean isHan(int codePoint) {
    return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
  }
}
