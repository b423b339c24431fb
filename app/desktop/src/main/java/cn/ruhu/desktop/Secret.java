package cn.ruhu.desktop;

import java.util.Arrays;

/// A password on its way: handed on once, wiped by whoever holds it last. Never printed.
final class Secret {
  private final char[] text;

  /// Takes a copy.
  Secret(char[] text) {
    this.text = text.clone();
  }

  /// A copy the caller wipes.
  char[] copy() {
    return text.clone();
  }

  void wipe() {
    Arrays.fill(text, '\0');
  }
}
