package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Pasted;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.SurveyLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cells of a spreadsheet and where they would go in a roster's table. Nothing is written before a
/// person has seen it. Immutable.
///
/// Cells go to the columns of their heading where the first line names columns of the table;
/// otherwise they go side by side from the cell that has the keyboard. A line that begins with what
/// a row is called goes to that row; other lines go below each other, and become new rows where the
/// roster may grow.
///
/// @param cells what goes where, in rows and columns of the table; rows beyond the last are new
/// @param strangers words that have no place: columns nobody knows or may write, lines too many
/// @param adds how many rows are new
record PastedRows(List<Cell> cells, List<String> strangers, int adds) {
  private static final int SHOWN = 24;

  /// One cell.
  ///
  /// @param below the column's path inside an instance
  /// @param value the stored form; empty when the text is none of the column's kind
  record Cell(int row, String below, String text, Optional<String> value) {
    boolean good() {
      return value.isPresent();
    }
  }

  PastedRows {
    cells = List.copyOf(cells);
    strangers = List.copyOf(strangers);
  }

  /// @param from the cell that has the keyboard
  static PastedRows read(Pasted pasted, RosterTable table, RosterTable.At from) {
    var reading = new Reading(table);
    List<List<String>> lines = pasted.rows();
    Map<Integer, Integer> heading = lines.isEmpty() ? Map.of() : reading.heading(lines.getFirst());
    int next = from.row();
    for (int i = heading.isEmpty() ? 0 : 1; i < lines.size(); i++) {
      List<String> line = lines.get(i);
      int named = reading.named(line.getFirst());
      int row = named >= 0 ? named : next;
      if (!reading.room(row)) {
        reading.stranger(String.join(" ", line));
        continue;
      }
      next = row + 1;
      for (int c = 0; c < line.size(); c++) {
        Integer column = heading.isEmpty() ? Integer.valueOf(from.column() + c) : heading.get(c);
        if (named >= 0 && c == 0 && (column == null || heading.isEmpty())) continue;
        if (named >= 0 && heading.isEmpty() && column != null) column = column - 1;
        if (column != null) reading.cell(row, column, line.get(c));
      }
    }
    int last = reading.cells.stream().mapToInt(Cell::row).max().orElse(-1);
    return new PastedRows(
        reading.cells, reading.strangers, Math.max(0, last + 1 - table.rows().size()));
  }

  private static final class Reading {
    private final RosterTable table;
    private final List<Cell> cells = new ArrayList<>();
    private final List<String> strangers = new ArrayList<>();

    private Reading(RosterTable table) {
      this.table = table;
    }

    /// Which cell of a line belongs to which column, when the line is a heading.
    private Map<Integer, Integer> heading(List<String> line) {
      var found = new HashMap<Integer, Integer>();
      var unknown = new ArrayList<String>();
      for (int c = 0; c < line.size(); c++) {
        int column = column(line.get(c));
        if (column >= 0) found.put(c, column);
        else if (!line.get(c).isEmpty()) unknown.add(line.get(c));
      }
      boolean isHeading = found.size() >= 2 || (found.size() == 1 && unknown.isEmpty());
      if (!isHeading) return Map.of();
      strangers.addAll(unknown);
      return found;
    }

    private int column(String words) {
      List<RosterTable.Column> columns = table.asked();
      for (int c = 0; c < columns.size(); c++)
        if (columns.get(c).label().strip().equals(words)
            || columns.get(c).below().endsWith("/" + words)) return c;
      return -1;
    }

    /// The row of people that has this name; -1 for none, and in rosters of lines.
    private int named(String words) {
      if (words.isEmpty() || !table.roster().owners().people()) return -1;
      for (int r = 0; r < table.rows().size(); r++)
        if (table.rows().get(r).title().equals(words)) return r;
      return -1;
    }

    private boolean room(int row) {
      if (row < table.rows().size()) return true;
      return table.roster().canChange()
          && !table.roster().owners().people()
          && row < SurveyLimits.ROSTER_MAX;
    }

    /// Said once, however often it comes.
    private void stranger(String words) {
      String said = words.length() > SHOWN ? words.substring(0, SHOWN) : words;
      if (!said.isBlank() && !strangers.contains(said)) strangers.add(said);
    }

    private void cell(int row, int column, String text) {
      if (text.isEmpty()) return;
      List<RosterTable.Column> columns = table.asked();
      int like = Math.min(row, table.rows().size() - 1);
      Optional<Question> q = table.cell(like, column);
      if (q.isEmpty() || q.get().readOnly()) {
        stranger(q.map(Question::label).orElse(text));
        return;
      }
      boolean closed = row < table.rows().size() && q.get().relevant() && !table.open(q.get());
      Optional<String> value = closed ? Optional.empty() : RosterTable.stored(q.get(), text);
      cells.add(new Cell(row, columns.get(column).below(), text, value));
    }
  }

  List<Cell> good() {
    return cells.stream().filter(Cell::good).toList();
  }

  List<Cell> wrong() {
    return cells.stream().filter(c -> !c.good()).toList();
  }
}
