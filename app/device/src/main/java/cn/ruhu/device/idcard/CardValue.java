package cn.ruhu.device.idcard;

import java.util.List;

/// One field as the card had it, trailing spaces and zeros removed.
///
/// @param text the characters; empty when the bytes are no text
/// @param hex the field's bytes in upper-case hexadecimal when they are no text (an unpaired
///   surrogate, a control character), else empty
/// @param privateUse private-use code points in the text, in order: the clerk must confirm what
///   they stand for
public record CardValue(String text, String hex, List<Integer> privateUse) {
  public CardValue {
    privateUse = List.copyOf(privateUse);
  }

  /// True when the bytes are no text; they are kept in [#hex()].
  public boolean corrupt() {
    return !hex.isEmpty();
  }

  /// Says how much there is, never what.
  @Override
  public String toString() {
    return corrupt() ? "corrupt" : text.codePointCount(0, text.length()) + " characters";
  }
}
