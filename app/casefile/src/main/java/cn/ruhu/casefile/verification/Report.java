package cn.ruhu.casefile.verification;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeEntry;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.casefile.tables.Tsv;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A report of the city (Policy §13), read from the cells of its table: a line for each person and
/// item. Lines that cannot be used are named by their row; too many of them refuse the whole table,
/// for it may be another one.
///
/// @param rows lines that can be used, in the order of the file
/// @param bad lines that cannot, in the order of the file
/// @param missing headings that must be there and are not
/// @param doubtful of whom a line could not be used, where its number could be read
/// @param tooMany more lines are bad than a report may have: nothing of it is used
public record Report(
    List<ReportRow> rows,
    List<RowProblem> bad,
    List<String> missing,
    Set<IdNumber> doubtful,
    boolean tooMany) {
  /// bad lines a report may have, in percent of all, and one in any
  public static final int BAD_PERCENT_MAX = 1;

  /// what a household can have of a thing that is counted
  private static final int COUNT_MAX = 99;

  private static final int HEADING_ROWS = 5;
  private static final Map<String, String> COLUMNS = Tsv.pairs(Report.class, "reportColumns.tsv");
  private static final Map<String, String> WORDS = Tsv.pairs(Report.class, "reportWords.tsv");
  private static final Map<String, CodeEntry> ITEMS = items();

  public Report {
    rows = List.copyOf(rows);
    bad = List.copyOf(bad);
    missing = List.copyOf(missing);
    doubtful = Set.copyOf(doubtful);
  }

  private enum Column {
    NAME,
    NUMBER,
    ITEM,
    VALUE,
    /// the value of an income, a month
    MONTH,
    SOURCE,
    DAY;

    /// What must be there; a month's value is one too.
    boolean missing(Map<Column, Integer> at) {
      return switch (this) {
        case NAME, NUMBER, ITEM -> !at.containsKey(this);
        case VALUE -> !at.containsKey(VALUE) && !at.containsKey(MONTH);
        case MONTH, SOURCE, DAY -> false;
      };
    }
  }

  private static Map<String, CodeEntry> items() {
    var all = new HashMap<String, CodeEntry>();
    for (String table : List.of("income", "asset"))
      for (CodeEntry e : CodeTables.table(table).entries()) {
        all.put(e.code(), e);
        all.putIfAbsent(e.label(), e);
      }
    return Map.copyOf(all);
  }

  private static boolean income(CodeEntry entry) {
    return CodeTables.table("income").has(entry.code());
  }

  /// Whether anything of it may be used.
  public boolean usable() {
    return missing.isEmpty() && !tooMany && !rows.isEmpty();
  }

  /// Reads a table.
  ///
  /// @param cells rows of cells as they stand in the file
  /// @param today day no birth and no value lies behind
  public static Report read(List<List<String>> cells, LocalDate today) {
    for (int i = 0; i < Math.min(HEADING_ROWS, cells.size()); i++) {
      Map<Column, Integer> at = columns(cells.get(i));
      if (at.size() < 2) continue;
      List<String> missing = missing(at);
      if (!missing.isEmpty()) return refused(missing);
      return new Reading(at, today).read(cells, i + 1);
    }
    return refused(missing(Map.of()));
  }

  private static Report refused(List<String> missing) {
    return new Report(List.of(), List.of(), missing, Set.of(), false);
  }

  private static Map<Column, Integer> columns(List<String> headings) {
    var at = new EnumMap<Column, Integer>(Column.class);
    for (int i = 0; i < headings.size(); i++) {
      String column = COLUMNS.get(plain(headings.get(i)));
      for (Column c : Column.values()) if (c.name().equals(column)) at.putIfAbsent(c, i);
    }
    return at;
  }

  /// Without remarks in brackets and stars.
  private static String plain(String heading) {
    return heading.strip().replace("*", "").replaceAll("[(\uff08].*[)\uff09]$", "");
  }

  private static List<String> missing(Map<Column, Integer> at) {
    var missing = new ArrayList<String>();
    for (Column c : Column.values())
      if (c.missing(at))
        COLUMNS.entrySet().stream()
            .filter(e -> e.getValue().equals(c.name()))
            .findFirst()
            .ifPresent(e -> missing.add(e.getKey()));
    return missing;
  }

  /// One table while it is read.
  private static final class Reading {
    private final Map<Column, Integer> at;
    private final LocalDate today;
    private final Map<String, ReportRow> said = new HashMap<>();
    private final List<ReportRow> rows = new ArrayList<>();
    private final List<RowProblem> bad = new ArrayList<>();
    private final Set<ReportRow> taken = new HashSet<>();
    private final Set<IdNumber> doubtful = new HashSet<>();

    Reading(Map<Column, Integer> at, LocalDate today) {
      this.at = at;
      this.today = today;
    }

    Report read(List<List<String>> cells, int from) {
      int all = 0;
      for (int i = from; i < cells.size(); i++) {
        List<String> row = cells.get(i);
        if (row.stream().allMatch(String::isBlank)) continue;
        all++;
        line(row, i + 1);
      }
      rows.removeAll(taken);
      bad.sort(Comparator.comparingLong(RowProblem::row));
      long badRows = new TreeSet<>(bad.stream().map(RowProblem::row).toList()).size();
      boolean tooMany = badRows > 1 && badRows * 100 > (long) all * BAD_PERCENT_MAX;
      return new Report(rows, bad, List.of(), doubtful, tooMany);
    }

    private String cell(List<String> row, Column column) {
      Integer i = at.get(column);
      return i == null || i >= row.size() ? "" : row.get(i).strip();
    }

    private void line(List<String> row, long number) {
      String name = cell(row, Column.NAME);
      Optional<IdNumber> id = IdNumber.parse(cell(row, Column.NUMBER), today).toOptional();
      String item = cell(row, Column.ITEM);
      boolean income = Optional.ofNullable(ITEMS.get(item)).filter(Report::income).isPresent();
      String month = cell(row, Column.MONTH);
      boolean monthly = income && !month.isEmpty();
      String told = cell(row, Column.VALUE);
      String value = monthly || told.isEmpty() ? month : told;
      boolean none = WORDS.containsKey(value) || WORDS.containsKey(item);
      Optional<CodeEntry> entry = Optional.ofNullable(ITEMS.get(item));
      Optional<String> stored = none ? Optional.of("") : entry.flatMap(e -> stored(e, value));
      String day = cell(row, Column.DAY);
      Optional<LocalDate> on = day.isEmpty() ? Optional.empty() : day(day);
      boolean known = entry.isPresent() || (none && (item.isEmpty() || WORDS.containsKey(item)));
      RowProblem.@Nullable Why why = null;
      if (name.isEmpty() || name.indexOf('?') >= 0) why = RowProblem.Why.NAME;
      else if (id.isEmpty()) why = RowProblem.Why.NUMBER;
      else if (!known) why = RowProblem.Why.ITEM;
      else if (stored.isEmpty()) why = RowProblem.Why.VALUE;
      else if (!day.isEmpty() && on.isEmpty()) why = RowProblem.Why.DAY;
      if (why != null) {
        bad.add(new RowProblem(number, why));
        id.ifPresent(doubtful::add);
        return;
      }
      add(
          new ReportRow(
              number,
              name,
              id.orElseThrow(),
              entry.map(CodeEntry::code).orElse(""),
              stored.orElseThrow(),
              monthly && !none ? "MONTHLY" : "",
              cell(row, Column.SOURCE),
              on.map(LocalDate::toString).orElse("")));
    }

    /// Of two lines about one person and item that differ, neither is right by itself. What two
    /// offices say of money is no contradiction: each bank knows its own account.
    private void add(ReportRow row) {
      CodeEntry entry = ITEMS.get(row.code());
      boolean money = entry != null && (income(entry) || entry.extra().equals("MONEY"));
      String whose = row.number().text() + " " + row.code();
      ReportRow before = said.putIfAbsent(money ? whose + " " + row.source() : whose, row);
      if (before == null) {
        rows.add(row);
        return;
      }
      boolean same = before.value().equals(row.value()) && before.name().equals(row.name());
      bad.add(
          new RowProblem(row.row(), same ? RowProblem.Why.DOUBLED : RowProblem.Why.CONTRADICTS));
      if (!same) doubtful.add(row.number());
      if (!same && taken.add(before))
        bad.add(new RowProblem(before.row(), RowProblem.Why.CONTRADICTS));
    }

    /// Money comes in yuan and is kept in fen.
    private static Optional<String> stored(CodeEntry entry, String value) {
      if (value.isEmpty()) return Optional.empty();
      return switch (entry.extra()) {
        case "COUNT" ->
            Texts.whole(value).filter(n -> n >= 0 && n <= COUNT_MAX).map(n -> Long.toString(n));
        case "TEXT" -> Optional.of(value);
        default ->
            Fen.parse(value) instanceof Fen.Valid(Fen fen)
                ? Optional.of(Long.toString(fen.value()))
                : Optional.empty();
      };
    }

    private Optional<LocalDate> day(String text) {
      return Texts.date(text.replace('/', '-').replace('.', '-')).filter(d -> !d.isAfter(today));
    }
  }
}
