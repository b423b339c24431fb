package cn.ruhu.survey;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A table of a form package that values are looked up in, indexed by each column that is asked
/// for. Immutable to callers; safe for any thread.
final class LookupTable {
  /// A column that filters can ask for: its name is an element's.
  private static final Pattern COLUMN =
      Pattern.compile("(?!list_name$)[\\p{L}_][\\p{L}\\p{N}_.-]*");

  private static final Pattern LABEL = Pattern.compile("label\\s*::?\\s*(.+)");
  private static final Pattern SIGN = Pattern.compile("[^\\p{L}\\p{N}_]");

  private final Map<String, Integer> columns = new HashMap<>();
  private final List<List<String>> rows = new ArrayList<>();
  private final Map<String, Integer> loose = new HashMap<>();
  private final Map<Integer, Map<String, List<String>>> byColumn = new ConcurrentHashMap<>();
  private final Map<Integer, Map<String, List<String>>> alikeByColumn = new ConcurrentHashMap<>();

  /// Reads a table, or throws an {@link UncheckedIOException}.
  ///
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
      for (CSVRecord record : parser.getRecords()) {
        List<String> row = new ArrayList<>(record.size());
        record.forEach(row::add);
        if (columns.isEmpty()) for (int i = 0; i < row.size(); i++) head(row.get(i).strip(), i);
        else rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.valueOf(e.getMessage()), e); // no such table: what is said of it is in the cause
    }
  }

  /// The value of `column` in the first row whose `keyColumn` is `key`, or where none is, is it but
  /// for capitals; empty for none.
  String look(String column, String keyColumn, String key) {
    int wanted = column(column);
    int keys = column(keyColumn);
    if (wanted < 0 || keys < 0) return "";
    List<String> row =
        byColumn.computeIfAbsent(keys, c -> index(c, String::strip)).get(key.strip());
    if (row == null)
      row = alikeByColumn.computeIfAbsent(keys, c -> index(c, LookupTable::alike)).get(alike(key));
    return row == null || wanted >= row.size() ? "" : row.get(wanted);
  }

  /// What two cells that count as equal have in common: a table's text is compared without regard
  /// to capitals.
  static String alike(String cell) {
    return cell.strip().toLowerCase(Locale.ROOT);
  }

  /// The rows below the head. Not to be changed.
  List<List<String>> rows() {
    return Collections.unmodifiableList(rows);
  }

  /// A column's place, -1 for none. One of the very name comes first; then capitals count for
  /// nothing, and signs that are neither letters nor digits are all one.
  int column(String name) {
    String wanted = name.strip();
    Integer exact = columns.get(wanted);
    return exact != null ? exact : loose.getOrDefault(loosely(wanted), -1);
  }

  /// Whether there is a column of this very name.
  boolean has(String name) {
    return columns.containsKey(name);
  }

  private static String loosely(String name) {
    return SIGN.matcher(alike(name)).replaceAll("_");
  }

  /// The column a list's labels of one language are in.
  static String labelIn(String language) {
    return "label-" + HexFormat.of().toHexDigits(alike(language).hashCode());
  }

  /// One list of a file that holds several (`list_name`), as a table of its own: names, labels and
  /// what filters ask for. Of labels in several languages each has a column ({@link #labelIn}); for
  /// whoever speaks none of them the one without a language counts, else the first. A table without
  /// any row has its head alone.
  String list(String name) {
    Integer lists = columns.get("list_name");
    List<String> heads = new ArrayList<>(List.of("name", "label"));
    List<Integer> from = new ArrayList<>(List.of(columns.getOrDefault("name", -1), label()));
    columns.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .filter(c -> !heads.contains(c.getKey()) && COLUMN.matcher(c.getKey()).matches())
        .forEach(c -> {
          heads.add(c.getKey());
          from.add(c.getValue());
        });
    columns.forEach((head, column) -> {
      Matcher words = LABEL.matcher(head);
      if (!words.matches()) return;
      heads.add(labelIn(words.group(1)));
      from.add(column);
    });
    StringBuilder csv = new StringBuilder(String.join(",", heads)).append('\n');
    for (List<String> row : rows) {
      if (lists == null || lists >= row.size() || !row.get(lists).strip().equals(name)) continue;
      csv.append(
              from.stream()
                  .map(i -> i < 0 || i >= row.size() ? "" : row.get(i))
                  .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    return csv.toString();
  }

  /// Whether there is a row of this list.
  boolean holds(String name) {
    Integer lists = columns.get("list_name");
    if (lists == null) return false;
    return rows.stream().anyMatch(r -> lists < r.size() && r.get(lists).strip().equals(name));
  }

  private int label() {
    Integer plain = columns.get("label");
    if (plain != null) return plain;
    return columns.entrySet().stream()
        .filter(c -> c.getKey().startsWith("label"))
        .mapToInt(Map.Entry::getValue)
        .min()
        .orElse(-1);
  }

  private void head(String name, int column) {
    columns.putIfAbsent(name, column);
    loose.putIfAbsent(loosely(name), column);
  }

  private Map<String, List<String>> index(int column, UnaryOperator<String> as) {
    Map<String, List<String>> index = HashMap.newHashMap(rows.size());
    for (List<String> row : rows)
      if (column < row.size()) index.putIfAbsent(as.apply(row.get(column)), row);
    return index;
  }
}
