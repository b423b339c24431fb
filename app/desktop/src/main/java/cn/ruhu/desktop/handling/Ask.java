package cn.ruhu.desktop.handling;

import cn.ruhu.desktop.kit.Choice;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// One thing a deed wants to know.
///
/// @param key name of the value; words are `handling.ask.DEED.key`, else `handling.ask.key`
/// @param label words of its own where the case makes them (a named item), else empty
/// @param choices codes to choose from, for [Kind#CHOICE]
/// @param preset what stands there to begin with
/// @param earliest first day that can be named, for [Kind#DAY]; no day after today can
/// @param only asked only while another ask has this value, `key=code`; empty for always
record Ask(
    String key,
    Kind kind,
    boolean required,
    String label,
    List<Choice> choices,
    String preset,
    Optional<LocalDate> earliest,
    String only) {
  enum Kind {
    LINE,
    WORDS,
    DAY,
    MONEY,
    CHOICE,
    /// a page filed already, or a picture from file that is kept as one
    PHOTO
  }

  Ask {
    choices = List.copyOf(choices);
  }

  private static Ask of(String key, Kind kind, String label, List<Choice> choices, String preset) {
    return new Ask(key, kind, true, label, choices, preset, Optional.empty(), "");
  }

  static Ask line(String key) {
    return of(key, Kind.LINE, "", List.of(), "");
  }

  static Ask line(String key, String preset) {
    return of(key, Kind.LINE, "", List.of(), preset);
  }

  static Ask words(String key) {
    return of(key, Kind.WORDS, "", List.of(), "");
  }

  static Ask photo(String key) {
    return of(key, Kind.PHOTO, "", List.of(), "");
  }

  static Ask choice(String key, List<Choice> choices) {
    return of(key, Kind.CHOICE, "", choices, choices.size() == 1 ? choices.getFirst().code() : "");
  }

  /// @param earliest no day before it can be named
  static Ask day(String key, String preset, Optional<LocalDate> earliest) {
    return new Ask(key, Kind.DAY, true, "", List.of(), preset, earliest, "");
  }

  static Ask money(String key, String label) {
    return of(key, Kind.MONEY, label, List.of(), "");
  }

  /// With this to begin with; nothing where it is empty.
  Ask preset(String text) {
    return text.isEmpty()
        ? this
        : new Ask(key, kind, required, label, choices, text, earliest, only);
  }

  /// Under words the case makes.
  Ask named(String words) {
    return new Ask(key, kind, required, words, choices, preset, earliest, only);
  }

  Ask optional() {
    return new Ask(key, kind, false, label, choices, preset, earliest, only);
  }

  /// Asked only while that ask has that value.
  Ask onlyFor(String other, String code) {
    return new Ask(key, kind, required, label, choices, preset, earliest, other + "=" + code);
  }
}
