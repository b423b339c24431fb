package cn.ruhu.server.registry;

import cn.ruhu.casefile.IdNumber;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row that was read.
///
/// @param id whose it is; null only beside a flaw
/// @param values what is kept, in the form it is kept in; what the file left empty is not there
/// @param flaws empty for a good row
record CheckedRow(
    long number, @Nullable IdNumber id, Map<Column, String> values, List<RowFlaw> flaws) {
  CheckedRow {
    values = Map.copyOf(values);
    flaws = List.copyOf(flaws);
  }

  /// Without names and values.
  @Override
  public String toString() {
    return "CheckedRow[" + number + ", " + flaws + "]";
  }
}
