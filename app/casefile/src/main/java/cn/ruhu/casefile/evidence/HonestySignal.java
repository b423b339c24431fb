package cn.ruhu.casefile.evidence;

import java.util.List;

/// A sign that a person should look how a visit was made (DOMAIN X21). It blocks nothing and proves
/// nothing: a family of one is quick, a building has one door.
///
/// @param args figures for its words: counts, seconds, metres; no names
public record HonestySignal(Code code, List<String> args) {
  public HonestySignal {
    args = List.copyOf(args);
  }

  /// What was noticed.
  public enum Code {
    /// first part under eight minutes: seconds
    SHORT,
    /// many answers within a second of the one before: how many, of how many
    FAST,
    /// answers of the table part changed after the household had signed: how many
    CHANGED,
    /// far from where another visit of the same household was: metres
    FAR,
    /// more than three visits an hour by the same pair: how many
    BUSY,
    /// a picture that was taken for another household, or looks the same: how many
    PHOTO,
    /// the same words in three households and more: how many
    TEXT,
    /// the visit reached the district before its own end, the clock was ahead: minutes
    CLOCK
  }

  static HonestySignal of(Code code, Object... args) {
    return new HonestySignal(code, java.util.Arrays.stream(args).map(Object::toString).toList());
  }
}
