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
public record Slip(String title, String big, List<String> words, String code, LocalDate date) {
  public Slip {
    words = List.copyOf(words);
  }

  /// Without what it is about.
  @Override
  public String toString() {
    return "Slip[" + date + "]";
  }
}
