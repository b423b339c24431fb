package cn.ruhu.casefile.process;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Comparator;

/// The order in which a pair walks: community by community, then by the address as its numbers
/// count, so that 2号楼 comes before 10号楼 and 402 after 302. No map is asked: what the address does
/// not say is not known. Stateless, thread-safe.
public final class WalkingOrder {
  private WalkingOrder() {}

  /// Addresses as their words and numbers count; full-width digits are digits.
  public static Comparator<String> addresses() {
    return (a, b) -> compare(plain(a), plain(b));
  }

  private static String plain(String address) {
    return Normalizer.normalize(address, Normalizer.Form.NFKC).replace(" ", "");
  }

  /// Everything up to the building, which a day is grouped by: the address up to and with its first
  /// 号楼, 号院, 号 or 栋, else all of it.
  public static String building(String address) {
    String text = plain(address);
    for (String end : new String[] {"\u53F7\u697C", "\u53F7\u9662", "\u680B", "\u53F7"}) {
      int at = text.indexOf(end);
      if (at > 0) return text.substring(0, at + end.length());
    }
    return text;
  }

  private static int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      boolean digits = digit(a, i) && digit(b, j);
      int endA = digits ? end(a, i) : i + 1;
      int endB = digits ? end(b, j) : j + 1;
      String partA = a.substring(i, endA);
      String partB = b.substring(j, endB);
      int c =
          digits ? new BigInteger(partA).compareTo(new BigInteger(partB)) : partA.compareTo(partB);
      if (c != 0) return c;
      i = endA;
      j = endB;
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static boolean digit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static int end(String text, int from) {
    int at = from;
    while (at < text.length() && digit(text, at)) at++;
    return at;
  }
}
