package cn.ruhu.casefile.linking;

import cn.ruhu.casefile.names.NameText;
import cn.ruhu.casefile.tables.Tsv;
import java.util.List;

/// Brings texts to one form before they are compared; nothing brought to it is ever stored.
final class LinkText {
  private static final int FIRST = 0x3400;

  /// a character's form of the mainland, by code point from [#FIRST]; 0 for itself
  private static final char[] VARIANTS = variants();

  private LinkText() {}

  private static char[] variants() {
    var table = new char[0xA000 - FIRST];
    for (List<String> row : Tsv.rows(LinkText.class, "variants.tsv")) {
      int to = row.get(1).codePointAt(0);
      if (to <= 0xFFFF) table[row.get(0).codePointAt(0) - FIRST] = (char) to;
    }
    return table;
  }

  /// NFKC, small letters, no spaces, no dots of any kind, characters in the mainland's form.
  static String folded(String text) {
    if (text.isEmpty()) return text;
    String form = plain(text) ? text : NameText.searchForm(text);
    for (int i = 0; i < form.length(); i++) if (variant(form.charAt(i)) != 0) return mapped(form);
    return form;
  }

  /// Nearly every name and address: characters and figures that fold to themselves.
  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean same = (c >= FIRST && c < 0xA000) || (c >= '0' && c <= '9') || c == '-';
      if (!same) return false;
    }
    return true;
  }

  private static char variant(char c) {
    return c >= FIRST && c < 0xA000 ? VARIANTS[c - FIRST] : 0;
  }

  private static String mapped(String form) {
    var out = new StringBuilder(form);
    for (int i = 0; i < out.length(); i++) {
      char to = variant(out.charAt(i));
      if (to != 0) out.setCharAt(i, to);
    }
    return out.toString();
  }

  /// Figures of a telephone number without country code; `""` when there are too few to tell people
  /// apart.
  static String phone(String text) {
    String form = NameText.searchForm(text);
    var out = new StringBuilder();
    form.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> out.append((char) c));
    if (out.length() > 11 && out.substring(0, 2).equals("86")) out.delete(0, 2);
    return out.length() < 8 ? "" : out.toString();
  }
}
