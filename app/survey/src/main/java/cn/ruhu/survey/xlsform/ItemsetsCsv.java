package cn.ruhu.survey.xlsform;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The sheet of external choices as the file `itemsets.csv` that goes beside the form.
final class ItemsetsCsv {
  private ItemsetsCsv() {}

  static String of(Book.Sheet sheet) {
    StringBuilder csv = new StringBuilder();
    csv.append(sheet.headers().stream().map(h -> quoted(h.text())).collect(Collectors.joining(",")))
        .append('\n');
    for (Book.Line line : sheet.lines()) {
      Map<Integer, String> cells = new TreeMap<>(line.cells());
      csv.append(
              sheet.headers().stream()
                  .map(h -> quoted(cells.getOrDefault(h.index(), "")))
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
