package cn.ruhu.survey.xlsform;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A workbook as texts: what the spreadsheet holds, before anybody asks what it means.
///
/// @param names the names of all its sheets, in order
/// @param sheets those that belong to the standard, by the standard's name
record Book(List<String> names, Map<String, Sheet> sheets) {
  Book {
    names = List.copyOf(names);
    sheets = Map.copyOf(sheets);
  }

  Optional<Sheet> sheet(String name) {
    return Optional.ofNullable(sheets.get(name));
  }

  /// One sheet.
  ///
  /// @param name as it stands in the workbook
  /// @param headers the texts of its first row
  /// @param lines the rows below, empty ones left out
  record Sheet(String name, List<Header> headers, List<Line> lines) {
    Sheet {
      headers = List.copyOf(headers);
      lines = List.copyOf(lines);
    }
  }

  /// A column's header.
  ///
  /// @param text stripped, spaces collapsed
  /// @param index the column's index from 0
  record Header(String text, int index) {
    String letter() {
      return letters(index);
    }
  }

  /// One row.
  ///
  /// @param number as the spreadsheet shows it, from 1
  /// @param cells texts by column index; empty cells are not there
  record Line(int number, Map<Integer, String> cells) {
    Line {
      cells = Map.copyOf(cells);
    }
  }

  /// A column's letters: 0 is `A`, 26 is `AA`.
  static String letters(int index) {
    StringBuilder letters = new StringBuilder();
    for (int rest = index; rest >= 0; rest = rest / 26 - 1)
      letters.insert(0, (char) ('A' + rest % 26));
    return letters.toString();
  }
}
