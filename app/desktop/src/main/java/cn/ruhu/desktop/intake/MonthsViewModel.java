package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Message;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The table of months: the cell the keyboard is in, what is pasted and waits for a word. Window
/// thread only.
final class MonthsViewModel {
  private final IntakeViewModel model;

  /// line and month the keyboard is in
  record At(int line, int month) {}

  final ObjectProperty<At> at = new SimpleObjectProperty<>(new At(0, 0));

  /// cells of a spreadsheet that wait to be taken or dropped, null for none
  final ObjectProperty<@Nullable PastedMonths> pasted = new SimpleObjectProperty<>();

  MonthsViewModel(IntakeViewModel model) {
    this.model = model;
    model.open.subscribe((before, now) -> {
      if (before != null && now != null && before.application().equals(now.application())) return;
      at.set(new At(0, 0));
      pasted.set(null);
    });
  }

  List<Months.Line> lines() {
    WorkingCopy copy = model.open.get();
    return copy == null ? List.of() : Months.lines(copy);
  }

  List<YearMonth> window() {
    WorkingCopy copy = model.open.get();
    return copy == null ? List.of() : Months.window(copy, model.desk().today());
  }

  /// Moves by lines and months, never off the table.
  void move(int lines, int months) {
    int last = Math.max(0, lines().size() - 1);
    At now = at.get();
    at.set(
        new At(
            Math.clamp((long) now.line() + lines, 0, last),
            Math.clamp((long) now.month() + months, 0, Months.COUNT - 1)));
  }

  /// The next cell, at the end of a line the first of the next one.
  ///
  /// @return false at the end of the table
  boolean next() {
    At now = at.get();
    if (now.month() < Months.COUNT - 1) move(0, 1);
    else if (now.line() < lines().size() - 1) at.set(new At(now.line() + 1, 0));
    else return false;
    return true;
  }

  /// The cell the keyboard is in was left with this text.
  void leave(At cell, String text) {
    WorkingCopy copy = model.open.get();
    List<Months.Line> lines = lines();
    if (copy == null || cell.line() >= lines.size()) return;
    Months.Line line = lines.get(cell.line());
    if (line.cells().get(cell.month()).equals(text.strip())) return;
    Months.leave(copy, line.item(), cell.month(), text.strip());
    model.touched(new Spot(line.item(), "declared"));
  }

  /// What is wrong with the cell the keyboard is in.
  Optional<Message> problem() {
    List<Months.Line> lines = lines();
    At now = at.get();
    if (now.line() >= lines.size()) return Optional.empty();
    return cn.ruhu.desktop.work.Amounts.problem(lines.get(now.line()).cells().get(now.month()));
  }

  /// A text of the clipboard is shown where it would go.
  void paste(String text) {
    pasted.set(PastedMonths.read(text, lines(), at.get().line(), at.get().month()));
  }

  /// Takes every pasted amount; what is none stays out, and so does what was pasted for a line that
  /// is gone.
  void take() {
    PastedMonths found = pasted.get();
    WorkingCopy copy = model.open.get();
    pasted.set(null);
    if (found == null || copy == null) return;
    List<UUID> there = lines().stream().map(Months.Line::item).toList();
    List<PastedMonths.Cell> good =
        found.good().stream().filter(c -> there.contains(c.line().item())).toList();
    if (good.isEmpty()) return;
    for (PastedMonths.Cell c : good) Months.leave(copy, c.line().item(), c.month(), c.text());
    model.touched(new Spot(good.getLast().line().item(), "declared"));
    model.done.set(Message.of("intake.paste.done", good.size()));
  }

  void drop() {
    pasted.set(null);
  }
}
