package cn.ruhu.casefile;

import cn.ruhu.casefile.Fen.Invalid;
import cn.ruhu.casefile.Fen.Parsed;
import cn.ruhu.casefile.Fen.Problem;
import cn.ruhu.casefile.Fen.Valid;
import cn.ruhu.casefile.tables.Tsv;
import java.util.Map;
import java.util.regex.Pattern;

/// Amounts as people write them: reading digits, grouping, and the capital characters of notices.
final class FenText {
  private static final Pattern NUMBER = Pattern.compile("[0-9,]*(\\.[0-9]*)?");
  private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(,[0-9]{3})*");
  private static final Map<String, String> CAPITAL = Tsv.pairs(FenText.class, "capital.tsv");
  private static final long CAPITAL_YUAN_LIMIT = 10_000_000_000_000L;

  private FenText() {}

  static Parsed parse(String raw) {
    String text = bare(Typed.narrow(raw));
    if (text.isEmpty()) return new Invalid(Problem.EMPTY);
    boolean negative = text.startsWith("-") || text.startsWith("\u2212");
    String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
    if (!NUMBER.matcher(unsigned).matches() || !unsigned.chars().anyMatch(Character::isDigit))
      return new Invalid(Problem.NOT_DIGITS);
    int point = unsigned.indexOf('.');
    String whole = point < 0 ? unsigned : unsigned.substring(0, point);
    String part = point < 0 ? "" : unsigned.substring(point + 1);
    if (whole.contains(",") && !GROUPED.matcher(whole).matches())
      return new Invalid(Problem.GROUPING);
    if (part.length() > 2) return new Invalid(Problem.DECIMALS);
    String digits = (whole.replace(",", "") + part + "0".repeat(2 - part.length()));
    String significant = digits.replaceFirst("^0+(?=.)", "");
    if (significant.length() > 12) return new Invalid(Problem.TOO_LARGE);
    long fen = Long.parseLong(significant);
    if (negative && fen != 0) return new Invalid(Problem.NEGATIVE);
    return new Valid(new Fen(fen));
  }

  /// Without a yuan sign in front or the word behind.
  private static String bare(String text) {
    String t = text;
    for (String sign : new String[] {"\u00A5", "\uFFE5"})
      if (t.startsWith(sign)) t = t.substring(1);
    String word = CAPITAL.getOrDefault("yuanWord", "");
    return !word.isEmpty() && t.endsWith(word) ? t.substring(0, t.length() - word.length()) : t;
  }

  static String grouped(Fen fen) {
    String yuan = fen.yuan();
    int from = fen.isNegative() ? 1 : 0;
    var b = new StringBuilder(yuan);
    for (int i = yuan.length() - 6; i > from; i -= 3) b.insert(i, ',');
    return b.toString();
  }

  static String capital(Fen fen) {
    long value = Math.absExact(fen.value());
    long yuan = value / 100;
    if (yuan >= CAPITAL_YUAN_LIMIT) throw new ArithmeticException("amount too large to spell");
    int jiao = (int) (value / 10 % 10);
    int cent = (int) (value % 10);
    var b = new StringBuilder();
    if (fen.isNegative()) b.append(word("minus"));
    if (yuan > 0) b.append(whole(yuan)).append(word("yuan"));
    if (jiao == 0 && cent == 0) {
      if (yuan == 0) b.append(word("0")).append(word("yuan"));
      return b.append(word("exact")).toString();
    }
    if (jiao > 0) b.append(digit(jiao)).append(word("jiao"));
    else if (yuan > 0) b.append(word("0"));
    if (cent > 0) b.append(digit(cent)).append(word("fen"));
    else b.append(word("exact"));
    return b.toString();
  }

  /// Whole yuan in groups of four digits; one zero word stands for each run of missing digits.
  private static String whole(long yuan) {
    String[] groups = {"", word("wan"), word("yi"), word("wan") + word("yi")};
    var b = new StringBuilder();
    boolean gap = false;
    for (int g = 3; g >= 0; g--) {
      int four = (int) (yuan / (long) Math.pow(10, 4 * g) % 10_000);
      if (four == 0) {
        gap = !b.isEmpty();
        continue;
      }
      if (!b.isEmpty() && (gap || four < 1000)) b.append(word("0"));
      b.append(four(four)).append(groups[g]);
      gap = false;
    }
    return b.toString();
  }

  private static String four(int value) {
    String[] units = {"", word("shi"), word("bai"), word("qian")};
    var b = new StringBuilder();
    boolean gap = false;
    for (int i = 3; i >= 0; i--) {
      int d = value / (int) Math.pow(10, i) % 10;
      if (d == 0) {
        gap = !b.isEmpty();
        continue;
      }
      if (gap) b.append(word("0"));
      b.append(digit(d)).append(units[i]);
      gap = false;
    }
    return b.toString();
  }

  private static String digit(int d) {
    return word(Integer.toString(d));
  }

  private static String word(String key) {
    String w = CAPITAL.get(key);
    if (w == null) throw new IllegalStateException("capital.tsv lacks " + key);
    return w;
  }
}
