package cn.ruhu.papers;

import java.time.LocalDate;
import java.util.List;

/// A sheet that belongs to no case: something handed over on paper, once. Immutable.
///
/// @param title what it is and for whom
/// @param big what it is about, in large letters
/// @param words what to do with it, line by line
/// @param code text of its QR, empty for none
/// @param date day it is printed on
/// @param large in letters for eyes that are not young
public record Slip(
    String title, String big, List<String> words, String code, LocalDate date, boolean large) {
  public Slip {
    words = List.copyOf(words);
  }

  /// In ordinary letters.
  public Slip(String title, String big, List<String> words, String code, LocalDate date) {
    this(title, big, words, code, date, false);
  }

  /// The same in letters of 20 pt.
  public Slip inLargePrint() {
    return new Slip(title, big, words, code, date, true);
  }

  /// Without what it is about.
  @Override
  public String toString() {
    return "Slip[" + date + "]";
  }
}
