package cn.ruhu.server.registry;

import cn.ruhu.server.words.Words;
import java.util.List;

/// Headings and codes as lists spell them, and all else that is said about a list.
final class Spellings {
  static final Words WORDS = Words.of(Spellings.class, "words.properties");

  private Spellings() {}

  /// Spellings of one thing, the one we use first.
  static List<String> of(String name) {
    return List.of(WORDS.text(name).split("\\|", -1));
  }
}
