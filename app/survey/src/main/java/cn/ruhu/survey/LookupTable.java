package cn.ruhu.survey;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A table of a form package that values are looked up in, indexed by each column that is asked
/// for. Immutable to callers; safe for any thread.
final class LookupTable {
  private final Map<String, Integer> columns = new HashMap<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final Map<String, Map<String, List<String>>> byColumn = new ConcurrentHashMap<>();

  /// @param csv UTF-8, the first row names the columns, separated by commas or, when there is none
  ///   in it, by semicolons; no bytes for an empty table
  LookupTable(byte[] csv) {
    String text = new String(csv, StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) text = text.substring(1);
    int end = text.indexOf('\n');
    String head = end < 0 ? text : text.substring(0, end);
    char delimiter = head.indexOf(',') < 0 && head.indexOf(';') >= 0 ? ';' : ',';
    try (CSVParser parser =
        CSVFormat.DEFAULT.withDelimiter(delimiter).parse(new StringReader(text))) {
      for (CSVRecord record : parser) {
        List<String> row = new ArrayList<>(record.size());
        record.forEach(row::add);
        if (columns.isEmpty())
          for (int i = 0; i < row.size(); i++) columns.putIfAbsent(row.get(i).strip(), i);
        else rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory only
    }
  }

  /// The value of `column` in the first row whose `keyColumn` is `key`; empty for none.
  String look(String column, String keyColumn, String key) {
    Integer wanted = columns.get(column.strip());
    Integer keys = columns.get(keyColumn.strip());
    if (wanted == null || keys == null) return "";
    List<String> row =
        byColumn.computeIfAbsent(keyColumn.strip(), _ -> index(keys)).get(key.strip());
    return row == null || wanted >= row.size() ? "" : row.get(wanted);
  }

  private Map<String, List<String>> index(int column) {
    Map<String, List<String>> index = HashMap.newHashMap(rows.size());
    for (List<String> row : rows)
      if (column < row.size()) index.putIfAbsent(row.get(column).strip(), row);
    return index;
  }
}
