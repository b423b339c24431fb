package cn.ruhu.server.registry;

import java.util.List;

/// One row as the file has it.
///
/// @param number as a spreadsheet counts, from 1, headings and empty rows included
/// @param cells texts from the first column on; dates of a workbook as 2026-01-02
/// @param open the file ends in it without a line end: perhaps more was to come
record SourceRow(long number, List<String> cells, boolean open) {
  SourceRow {
    cells = List.copyOf(cells);
  }

  /// A row that ends.
  SourceRow(long number, List<String> cells) {
    this(number, cells, false);
  }

  String cell(int column) {
    return column < cells.size() ? cells.get(column) : "";
  }

  boolean blank() {
    return cells.stream().allMatch(c -> Cells.clean(c).isEmpty());
  }

  /// Not the cells.
  @Override
  public String toString() {
    return "SourceRow[" + number + "]";
  }
}
