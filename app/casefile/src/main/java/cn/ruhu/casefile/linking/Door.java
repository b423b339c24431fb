package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.tables.Tsv;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// An address brought to its place and its numbers (building, unit, room), however it is written:
/// words and figures, hyphens and full forms of one door come to the same.
///
/// @param place characters of the road, village or estate, without province, district and street
/// @param numbers in order, Chinese numerals before a counter read as figures
record Door(String place, List<Integer> numbers) {
  static final Door NONE = new Door("", List.of());

  private static final int NUMBER_MAX = 99_999;
  private static final List<String> ABOVE = words("ABOVE");
  private static final List<String> KEPT = words("KEPT");
  private static final List<String> KIND = words("KIND");

  /// one to nine, by code point: they do not stand in order
  private static final String NUMERALS = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d";

  private static final char TEN = '\u5341';

  private static final Pattern NUMERAL =
      Pattern.compile(
          "(?:([%1$s]?)%2$s([%1$s]?)|([%1$s]))(?=%3$s)"
              .formatted(NUMERALS, TEN, String.join("|", words("COUNTER"))));

  Door {
    numbers = List.copyOf(numbers);
  }

  private static List<String> words(String role) {
    return Tsv.rows(Door.class, "addressWords.tsv").stream()
        .filter(row -> row.get(1).equals(role))
        .map(List::getFirst)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  static Door of(String address) {
    String text = figures(LinkText.folded(address));
    if (text.isEmpty()) return NONE;
    int first = 0;
    while (first < text.length() && !figure(text.charAt(first))) first++;
    return new Door(place(text.substring(0, first)), numbers(text, first));
  }

  private static boolean figure(char c) {
    return c >= '0' && c <= '9';
  }

  private static List<Integer> numbers(String text, int from) {
    var numbers = new ArrayList<Integer>();
    int number = -1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (figure(c)) number = Math.min(NUMBER_MAX, Math.max(0, number) * 10 + (c - '0'));
      else if (number >= 0) {
        numbers.add(number);
        number = -1;
      }
    }
    if (number >= 0) numbers.add(number);
    return numbers;
  }

  /// What stands behind the last word for an area above it, without the word for its kind.
  private static String place(String text) {
    int from = 0;
    for (int i = 0; i < text.length(); ) {
      int kept = length(KEPT, text, i);
      int above = kept > 0 ? 0 : length(ABOVE, text, i);
      i += Math.max(1, kept + above);
      if (above > 0 && i < text.length()) from = i;
    }
    String place = text.substring(from);
    for (String kind : KIND)
      if (place.length() > kind.length() + 1 && place.endsWith(kind))
        return place.substring(0, place.length() - kind.length());
    return place;
  }

  /// @return length of the word of the list that stands there, 0 for none
  private static int length(List<String> words, String text, int at) {
    for (String word : words) if (text.startsWith(word, at)) return word.length();
    return 0;
  }

  private static String figures(String text) {
    boolean some = text.chars().anyMatch(c -> c == TEN || NUMERALS.indexOf(c) >= 0);
    return some ? NUMERAL.matcher(text).replaceAll(Door::figures) : text;
  }

  private static String figures(MatchResult found) {
    String one = found.group(3);
    if (one != null) return Integer.toString(value(one, 0));
    return Integer.toString(value(found.group(1), 1) * 10 + value(found.group(2), 0));
  }

  private static int value(String numeral, int none) {
    return numeral.isEmpty() ? none : NUMERALS.indexOf(numeral) + 1;
  }

  /// Whether both name the same place, one perhaps with more words in front or behind.
  private boolean near(Door other) {
    if (place.length() < 2 || other.place.length() < 2) return false;
    return place.contains(other.place) || other.place.contains(place);
  }

  /// Whether both are one door; an address without a number is none.
  boolean same(Door other) {
    return !numbers.isEmpty() && numbers.equals(other.numbers) && near(other);
  }

  /// Whether both stand in one building.
  boolean sameBuilding(Door other) {
    return !numbers.isEmpty()
        && !other.numbers.isEmpty()
        && numbers.getFirst().equals(other.numbers.getFirst())
        && near(other);
  }
}
