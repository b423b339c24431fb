package cn.ruhu.desktop.handling;

import cn.ruhu.desktop.kit.Choice;
import java.util.List;

/// One thing a deed wants to know.
///
/// @param key name of the value; words are `handling.ask.DEED.key`, else `handling.ask.key`
/// @param label words of its own where the case makes them (a named item), else empty
/// @param choices codes to choose from, for [Kind#CHOICE]
/// @param preset what stands there to begin with
record Ask(
    String key, Kind kind, boolean required, String label, List<Choice> choices, String preset) {
  enum Kind {
    LINE,
    WORDS,
    DAY,
    MONEY,
    CHOICE,
    /// a picture from file, kept as a page
    PHOTO
  }

  Ask {
    choices = List.copyOf(choices);
  }

  static Ask line(String key) {
    return new Ask(key, Kind.LINE, true, "", List.of(), "");
  }

  static Ask line(String key, String preset) {
    return new Ask(key, Kind.LINE, true, "", List.of(), preset);
  }

  static Ask words(String key) {
    return new Ask(key, Kind.WORDS, true, "", List.of(), "");
  }

  static Ask photo(String key) {
    return new Ask(key, Kind.PHOTO, true, "", List.of(), "");
  }

  static Ask choice(String key, List<Choice> choices) {
    return new Ask(
        key, Kind.CHOICE, true, "", choices, choices.size() == 1 ? choices.getFirst().code() : "");
  }

  static Ask day(String key, String preset) {
    return new Ask(key, Kind.DAY, true, "", List.of(), preset);
  }

  static Ask money(String key, String label) {
    return new Ask(key, Kind.MONEY, true, label, List.of(), "");
  }

  Ask optional() {
    return new Ask(key, kind, false, label, choices, preset);
  }

  Ask labelled(String words) {
    return new Ask(key, kind, required, words, choices, preset);
  }
}
