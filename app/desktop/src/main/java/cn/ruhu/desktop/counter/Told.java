package cn.ruhu.desktop.counter;

import java.util.List;

/// What is read out to an applicant, in words. Immutable.
///
/// @param number of the application, in groups; `""` before it has one
/// @param name of the applicant
/// @param headline where the case stands, in one line
/// @param parts the rest, in the order it is told
record Told(String number, String name, String headline, List<Part> parts) {
  Told {
    parts = List.copyOf(parts);
  }

  /// @param id of the part, for tests and for those who look for it
  /// @param title what it is about
  /// @param lines sentences
  record Part(String id, String title, List<String> lines) {
    Part {
      lines = List.copyOf(lines);
    }
  }
}
