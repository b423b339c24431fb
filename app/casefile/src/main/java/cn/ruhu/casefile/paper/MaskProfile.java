package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.tables.Tsv;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How a name stands on a public notice (DOMAIN §6.5). Which profile a board uses is the district's
/// policy; the web always masks.
public enum MaskProfile {
  /// the board at the place of residence, full names
  BOARD_FULL,
  /// the board, names masked
  BOARD_MASKED,
  /// public web page: masked always
  WEB;

  private static final Set<String> DOUBLE_SURNAMES =
      Tsv.rows(Pinyin.class, "surnames.tsv").stream()
          .map(List::getFirst)
          .filter(s -> s.codePointCount(0, s.length()) == 2)
          .collect(Collectors.toUnmodifiableSet());

  /// Schemes whose beneficiaries are shielded: only the family name is shown.
  private static final Set<String> SHIELDED = Set.of("ET", "YB");

  /// Whether a scheme's names are always cut to the family name.
  public static boolean shielded(String scheme) {
    return SHIELDED.contains(scheme);
  }

  /// The name as it may be posted: two characters keep the first, longer ones the first and the
  /// last, double surnames the surname, names with a middle dot the first character.
  ///
  /// @param shielded minors and shielded schemes: family name and two stars whatever the profile
  public String name(String name, boolean shielded) {
    if (name.isEmpty()) return "";
    int[] c = name.codePoints().toArray();
    String first = new String(c, 0, 1);
    boolean dotted = name.indexOf('\u00B7') > 0;
    boolean twice = !dotted && c.length > 2 && DOUBLE_SURNAMES.contains(new String(c, 0, 2));
    String surname = twice ? new String(c, 0, 2) : first;
    if (shielded) return surname + "**";
    if (this == BOARD_FULL) return name;
    if (dotted) return first + "**";
    if (twice) return surname + "*".repeat(c.length - 2);
    if (c.length <= 2) return first + "*";
    return first + "*".repeat(c.length - 2) + new String(c, c.length - 1, 1);
  }
}
