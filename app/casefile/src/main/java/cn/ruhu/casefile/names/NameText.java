package cn.ruhu.casefile.names;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a stored name contains. The name itself is kept exactly as it came, code point by code
/// point: the middle dot U+00B7 of minority names, inner spaces of foreigners' names, characters
/// beyond the basic plane and private characters of the card all stay (DEVICES §1.5, DOMAIN §0.1).
///
/// Immutable, thread-safe.
///
/// @param text the name as stored
/// @param codePoints length in characters (not UTF-16 units)
/// @param problems why the name cannot be stored, empty for none
/// @param privateUse characters of the private use areas, in order: the clerk confirms each
/// @param rare characters beyond the basic plane, in order: perhaps no font shows them
public record NameText(
    String text,
    int codePoints,
    List<Problem> problems,
    List<Integer> privateUse,
    List<Integer> rare) {

  /// Longest name, in code points.
  public static final int LENGTH_MAX = 60;

  /// Why a name is refused. Names are stable.
  public enum Problem {
    EMPTY,
    /// more than [NameText#LENGTH_MAX] code points
    TOO_LONG,
    /// half of a surrogate pair: the bytes were damaged
    UNPAIRED_SURROGATE,
    /// a control character, line break or non-character
    CONTROL,
    /// a question mark or replacement character: some program lost a character on the way
    LOST_CHARACTER,
    /// white space at the beginning or end
    OUTER_SPACE;

    /// Stable code for messages and bundles, e.g. `NAME_TOO_LONG`.
    public String code() {
      return "NAME_" + name();
    }
  }

  /// What the screen shows beside a name. Names are stable.
  public enum Badge {
    /// holds private characters
    PRIVATE_USE,
    /// holds characters beyond the basic plane
    RARE;

    /// Stable code for bundles, e.g. `NAME_PRIVATE_USE`.
    public String code() {
      return "NAME_" + name();
    }
  }

  public NameText {
    problems = List.copyOf(problems);
    privateUse = List.copyOf(privateUse);
    rare = List.copyOf(rare);
  }

  /// Looks at a name; changes nothing in it.
  public static NameText of(String name) {
    int[] points = name.codePoints().toArray();
    List<Problem> problems = new ArrayList<>();
    List<Integer> privateUse = new ArrayList<>();
    List<Integer> rare = new ArrayList<>();
    boolean unpaired = false;
    boolean control = false;
    boolean lost = false;
    for (int c : points) {
      switch (Character.getType(c)) {
        case Character.SURROGATE -> unpaired = true;
        case Character.PRIVATE_USE -> privateUse.add(c);
        case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
            control = true;
        case Character.UNASSIGNED -> control |= (c & 0xFFFE) == 0xFFFE;
        default -> {}
      }
      lost |= c == '?' || c == 0xFF1F || c == 0xFFFD;
      if (c > 0xFFFF && Character.getType(c) != Character.PRIVATE_USE) rare.add(c);
    }
    if (name.isBlank()) problems.add(Problem.EMPTY);
    else if (!name.equals(name.strip())) problems.add(Problem.OUTER_SPACE);
    if (points.length > LENGTH_MAX) problems.add(Problem.TOO_LONG);
    if (unpaired) problems.add(Problem.UNPAIRED_SURROGATE);
    if (control) problems.add(Problem.CONTROL);
    if (lost) problems.add(Problem.LOST_CHARACTER);
    return new NameText(name, points.length, problems, privateUse, rare);
  }

  /// What is to be shown beside the name.
  public List<Badge> badges() {
    List<Badge> badges = new ArrayList<>();
    if (!privateUse.isEmpty()) badges.add(Badge.PRIVATE_USE);
    if (!rare.isEmpty()) badges.add(Badge.RARE);
    return badges;
  }

  /// Code points as people write them: `U+E1A3 U+20164`.
  public static String codes(List<Integer> points) {
    return String.join(
        " ", points.stream().map(c -> String.format(Locale.ROOT, "U+%04X", c)).toList());
  }

  /// Whether two names are the same character by character, the way a card is compared with what
  /// stands in the file. No normalisation: a variant character is another character.
  public static boolean sameCharacters(String a, String b) {
    return a.equals(b);
  }

  /// Form for search only, never stored: compatibility characters and full-width letters folded,
  /// lower case, without dots of any kind, spaces and invisible marks.
  public static String searchForm(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var b = new StringBuilder(folded.length());
    folded
        .codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
        .filter(c -> Character.getType(c) != Character.FORMAT && !isDot(c))
        .forEach(b::appendCodePoint);
    return b.toString();
  }

  /// The dots with which people write the separator of minority names.
  private static boolean isDot(int c) {
    return switch (c) {
      case '.', 0x00B7, 0x2022, 0x2027, 0x22C5, 0x30FB, 0x3002, 0x2219 -> true;
      default -> false;
    };
  }
}
