package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A sheet with its columns understood.
///
/// @param name the sheet's name as it stands in the workbook
/// @param columns what each header means, in order
/// @param entries its rows
record Table(String name, List<Column> columns, List<Entry> entries) {
  private static final Map<Character, Character> SMART_QUOTES =
      Map.of('\u2018', '\'', '\u2019', '\'', '\u201C', '"', '\u201D', '"');
  private static final int SIMILAR_MAX = 2;

  /// A header and what it means.
  record Column(Book.Header header, Columns.Meaning meaning) {}

  Table {
    columns = List.copyOf(columns);
    entries = List.copyOf(entries);
  }

  static Table empty(String name) {
    return new Table(name, List.of(), List.of());
  }

  /// Understands a sheet.
  ///
  /// @param collapse whether runs of spaces count as one, as in the survey
  static Table of(Book.Sheet sheet, Columns names, boolean collapse, Problems problems) {
    boolean doubled = sheet.headers().stream().anyMatch(h -> h.text().contains("::"));
    List<Column> columns = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    for (Book.Header header : sheet.headers()) {
      Columns.Meaning meaning = names.meaning(header.text(), doubled);
      String other = seen.putIfAbsent(meaning.key() + "\n" + meaning.language(), header.text());
      if (other != null && meaning.key().equals("id_string")) { // the older name gives way
        problems.warn(
            SheetProblem.Kind.SETTING_IGNORED,
            new SheetProblem.Place(sheet.name(), 1, header.letter(), header.text()),
            "id_string");
        if (header.text().equals("id_string")) continue;
        columns.removeIf(c -> c.meaning().key().equals("id_string"));
      } else if (other != null) {
        problems.error(
            SheetProblem.Kind.DUPLICATE_COLUMN,
            new SheetProblem.Place(sheet.name(), 1, header.letter(), header.text()),
            other,
            header.text());
        continue;
      }
      columns.add(new Column(header, meaning));
    }
    List<Entry> entries = new ArrayList<>();
    for (Book.Line line : sheet.lines()) {
      Map<String, Localized> cells = new LinkedHashMap<>();
      for (Column column : columns) {
        String raw = line.cells().get(column.header().index());
        if (raw == null) continue;
        String text = clean(raw, collapse);
        Columns.Meaning meaning = column.meaning();
        Localized before = cells.get(meaning.key());
        cells.put(
            meaning.key(),
            before == null
                ? new Localized(Map.of(meaning.language(), text))
                : before.with(meaning.language(), text));
      }
      if (!cells.isEmpty()) entries.add(new Entry(line.number(), cells));
    }
    return new Table(sheet.name(), columns, entries);
  }

  private static String clean(String raw, boolean collapse) {
    StringBuilder text = new StringBuilder();
    for (char c : (collapse ? raw.replaceAll(" +", " ") : raw).toCharArray())
      text.append(SMART_QUOTES.getOrDefault(c, c));
    return text.toString();
  }

  boolean hasColumn(String key) {
    return columns.stream().anyMatch(c -> c.meaning().key().equals(key));
  }

  /// Where a column's cell of a row is.
  SheetProblem.Place place(int row, String key) {
    return place(row, key, "");
  }

  SheetProblem.Place place(int row, String key, String language) {
    Optional<Column> column =
        columns.stream()
            .filter(c -> c.meaning().key().equals(key))
            .filter(c -> language.isEmpty() || c.meaning().language().equals(language))
            .findFirst();
    return new SheetProblem.Place(
        name,
        row,
        column.map(c -> c.header().letter()).orElse(""),
        column.map(c -> c.header().text()).orElse(""));
  }

  /// Where a row is.
  SheetProblem.Place place(int row) {
    return new SheetProblem.Place(name, row, "", "");
  }

  /// Warns of headers the standard does not know but that look like one it does.
  void similar(Columns names, Set<String> used, Problems problems) {
    for (Column column : columns) {
      String text = column.header().text().toLowerCase(Locale.ROOT);
      if (column.meaning().known() || used.contains(text)) continue;
      String head = text.split(":", 2)[0];
      java.util.stream.Stream.concat(names.known().stream(), names.aliases().keySet().stream())
          .filter(n -> n.length() > SIMILAR_MAX + 2 && Spelling.distance(n, head) <= SIMILAR_MAX)
          .sorted()
          .findFirst()
          .ifPresent(name ->
              problems.warn(
                  SheetProblem.Kind.COLUMN_SIMILAR,
                  new SheetProblem.Place(
                      this.name, 1, column.header().letter(), column.header().text()),
                  name));
    }
  }
}
