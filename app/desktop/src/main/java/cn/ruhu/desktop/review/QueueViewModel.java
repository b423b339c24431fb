package cn.ruhu.desktop.review;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Cases that are the reviewer's business, the most pressing first. Window thread only.
final class QueueViewModel {
  /// What the chips above the table choose.
  enum Chip {
    ALL,
    WAITING,
    DOUBTS,
    /// papers or a number are missing
    PAPERS,
    RETURNED,
    CONFLICTS,
    BY_ME;

    boolean keeps(QueueRow row) {
      return switch (this) {
        case ALL -> true;
        case WAITING -> row.mine();
        case DOUBTS -> row.must() > 0;
        case PAPERS -> !row.missing().isEmpty() || row.pending() > 0;
        case RETURNED -> row.returned();
        case CONFLICTS -> row.conflict();
        case BY_ME -> row.returnedByMe();
      };
    }
  }

  private static final Comparator<QueueRow> PRESSING =
      Comparator.comparing((QueueRow r) -> !r.mine())
          .thenComparing(r -> r.due().isEmpty())
          .thenComparingInt(QueueRow::daysLeft)
          .thenComparing(QueueRow::number);

  private final QueueRows queue;
  private final Latest latest;
  private List<QueueRow> all = List.of();

  final ObservableList<QueueRow> rows = FXCollections.observableArrayList();
  final ObjectProperty<Chip> chip = new SimpleObjectProperty<>(Chip.ALL);
  final IntegerProperty waiting = new SimpleIntegerProperty();
  final IntegerProperty dueToday = new SimpleIntegerProperty();
  final IntegerProperty overdue = new SimpleIntegerProperty();
  final IntegerProperty returned = new SimpleIntegerProperty();
  final IntegerProperty conflicts = new SimpleIntegerProperty();

  /// whether the cases were read once: before that nobody knows that there are none
  final BooleanProperty read = new SimpleBooleanProperty();

  /// a failure of the disk: code, empty for none
  final StringProperty trouble = new SimpleStringProperty("");

  QueueViewModel(Desk desk, Background background) {
    this.queue = new QueueRows(desk);
    this.latest = new Latest(background);
    chip.subscribe(_ -> filter());
  }

  /// Reads the cases again.
  void refresh() {
    latest.read(this::read, this::show, e -> trouble.set(Words.troubleCode(e)));
  }

  private List<QueueRow> read() {
    return queue.read().stream().sorted(PRESSING).toList();
  }

  private void show(List<QueueRow> found) {
    trouble.set("");
    read.set(true);
    all = found;
    waiting.set(count(Chip.WAITING));
    returned.set(count(Chip.RETURNED));
    conflicts.set(count(Chip.CONFLICTS));
    dueToday.set((int) all.stream().filter(r -> r.due().isPresent() && r.daysLeft() == 0).count());
    overdue.set((int) all.stream().filter(r -> r.due().isPresent() && r.daysLeft() < 0).count());
    filter();
  }

  QueueRows queue() {
    return queue;
  }

  /// How many cases a chip would show.
  int count(Chip which) {
    return (int) all.stream().filter(which::keeps).count();
  }

  private void filter() {
    List<QueueRow> kept = all.stream().filter(chip.get()::keeps).toList();
    if (!rows.equals(kept)) rows.setAll(kept);
  }
}
