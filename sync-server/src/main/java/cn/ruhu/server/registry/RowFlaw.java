package cn.ruhu.server.registry;

import java.util.List;

/// What is wrong with a row, without any value of it.
///
/// @param row as a spreadsheet counts, from 1
/// @param column place, from 0
/// @param title heading we use for the column, empty for a column without one
/// @param details what the flaw's words speak of
record RowFlaw(long row, int column, String title, Flaw flaw, List<String> details) {
  RowFlaw {
    details = List.copyOf(details);
  }

  /// A flaw whose words speak of nothing else.
  RowFlaw(long row, int column, String title, Flaw flaw) {
    this(row, column, title, flaw, List.of());
  }
}
