package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Pasted;
import cn.ruhu.desktop.work.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cells copied from a spreadsheet (lines of text, cells between tabs) and where they would go in
/// the table of months. Nothing is written before a person has seen it. Immutable.
///
/// A line that begins with the name of a member, or with a name and a source, goes to that line; a
/// line of amounts alone goes below the one before it, from the cell the keyboard is in. A
/// thirteenth amount is a sum and is left out.
///
/// @param cells what goes where
/// @param strangers beginnings of lines that fit no line of the table
record PastedMonths(List<Cell> cells, List<String> strangers) {
  /// characters of a stranger that are shown
  private static final int SHOWN = 20;

  PastedMonths {
    cells = List.copyOf(cells);
    strangers = List.copyOf(strangers);
  }

  /// @param line as it stood when it was pasted
  /// @param month 0 to 11
  /// @param problem why the text is no amount; empty when it is one
  record Cell(Months.Line line, int month, String text, Optional<Message> problem) {}

  /// @param lines the table as it is
  /// @param line where the keyboard is
  /// @param month where the keyboard is
  static PastedMonths read(String text, List<Months.Line> lines, int line, int month) {
    var cells = new ArrayList<Cell>();
    var strangers = new ArrayList<String>();
    int next = line;
    for (List<String> parts : Pasted.of(text).rows()) {
      int names = names(parts, lines);
      boolean heading = names > 0 && parts.stream().skip(names).noneMatch(PastedMonths::amount);
      if (heading && find(parts, names, lines) < 0) continue;
      int at = names > 0 ? find(parts, names, lines) : next++;
      if (at < 0 || at >= lines.size()) {
        String words = String.join(" ", parts);
        strangers.add(words.length() > SHOWN ? words.substring(0, SHOWN) : words);
        continue;
      }
      if (names > 0) next = at + 1;
      add(cells, parts.subList(names, parts.size()), lines.get(at), names > 0 ? 0 : month);
    }
    return new PastedMonths(cells, strangers);
  }

  private static boolean amount(String text) {
    return !text.isEmpty() && Amounts.problem(text).isEmpty();
  }

  /// How many cells at the beginning say whose the line is. A line of a name and twelve months says
  /// it even when nobody here has that name.
  private static int names(List<String> parts, List<Months.Line> lines) {
    String first = parts.getFirst();
    if (amount(first) || first.isEmpty()) return 0;
    boolean known = lines.stream().anyMatch(l -> l.who().equals(first));
    if (!known && parts.size() <= Months.COUNT) return 0;
    boolean source = parts.size() > 1 && !parts.get(1).isEmpty() && !amount(parts.get(1));
    boolean sourceKnown = source && lines.stream().anyMatch(l -> l.what().equals(parts.get(1)));
    return sourceKnown || (source && parts.size() > Months.COUNT + 1) ? 2 : 1;
  }

  private static int find(List<String> parts, int names, List<Months.Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      boolean who = lines.get(i).who().equals(parts.getFirst());
      if (who && (names < 2 || lines.get(i).what().equals(parts.get(1)))) return i;
    }
    return -1;
  }

  private static void add(List<Cell> cells, List<String> parts, Months.Line line, int from) {
    for (int i = 0; i < parts.size() && from + i < Months.COUNT; i++)
      cells.add(new Cell(line, from + i, parts.get(i), Amounts.problem(parts.get(i))));
  }

  List<Cell> good() {
    return cells.stream().filter(c -> c.problem().isEmpty()).toList();
  }

  List<Cell> wrong() {
    return cells.stream().filter(c -> c.problem().isPresent()).toList();
  }
}
