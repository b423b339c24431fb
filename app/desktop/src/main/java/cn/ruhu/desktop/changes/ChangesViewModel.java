package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.change.ChangeCourse;
import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.change.ChangeState;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Words;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import org.jspecify.annotations.Nullable;

/// The reports of the street and what this person does with them: judge, take back, write into the
/// file. Window thread only.
final class ChangesViewModel {
  private final ReportDesk reports;
  private final Background background;
  private final Latest latest;
  private final Latest opening;
  private List<ChangeRow> all = List.of();

  final ObservableList<ChangeRow> rows = FXCollections.observableArrayList();

  /// households a report was begun for
  final ObservableList<FoundHome> begun = FXCollections.observableArrayList();

  /// whether only what waits for this person is listed
  final BooleanProperty open = new SimpleBooleanProperty(false);

  final IntegerProperty waiting = new SimpleIntegerProperty();
  final ObjectProperty<@Nullable ChangeRow> selected = new SimpleObjectProperty<>();

  /// file of the chosen report, read anew whenever it changed
  final ObjectProperty<@Nullable CaseFile> file = new SimpleObjectProperty<>();

  /// why the report is judged so, or taken back; the number of the case that follows
  final StringProperty words = new SimpleStringProperty("");

  /// what it is judged to be, name of a [ChangeState]
  final StringProperty ruling = new SimpleStringProperty("");

  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();
  final StringProperty trouble = new SimpleStringProperty("");
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();
  private boolean busy;

  ChangesViewModel(ReportDesk reports, Background background) {
    this.reports = reports;
    this.background = background;
    this.latest = new Latest(background);
    this.opening = new Latest(background);
    open.set(reports.judges());
    open.subscribe(_ -> list());
  }

  boolean judges() {
    return reports.judges();
  }

  ReportDesk reports() {
    return reports;
  }

  void refresh() {
    record Read(List<ChangeRow> rows, List<FoundHome> begun) {}
    latest.read(
        () -> new Read(reports.all(), judges() ? List.of() : reports.begun()),
        read -> {
          all = read.rows();
          if (!begun.equals(read.begun())) begun.setAll(read.begun());
          waiting.set((int) all.stream().filter(reports::mine).count());
          list();
        },
        this::failed);
  }

  private void list() {
    @Nullable ChangeRow was = selected.get();
    rows.setAll(all.stream().filter(r -> !open.get() || reports.mine(r)).toList());
    if (was == null) return;
    all.stream().filter(r -> r.id().equals(was.id())).findFirst().ifPresent(this::choose);
  }

  long count(boolean mine) {
    return mine ? all.stream().filter(reports::mine).count() : all.size();
  }

  /// Another report is looked at: what was begun for the last one is forgotten.
  void choose(@Nullable ChangeRow row) {
    @Nullable ChangeRow was = selected.get();
    boolean same = was != null && row != null && was.id().equals(row.id());
    if (!same) {
      words.set("");
      ruling.set("");
      problem.set(null);
      file.set(null);
    }
    selected.set(row);
    if (row == null) return;
    opening.read(
        () -> reports.file(row.application()),
        found -> {
          if (isChosen(row)) file.set(found);
        },
        this::failed);
  }

  private boolean isChosen(ChangeRow row) {
    @Nullable ChangeRow now = selected.get();
    return now != null && now.id().equals(row.id());
  }

  /// What the street may make of the chosen report, the likely one first.
  List<ChangeState> rulings() {
    @Nullable ChangeRow row = selected.get();
    @Nullable CaseFile read = file.get();
    if (row == null || read == null || !judges() || row.state() != ChangeState.TOLD)
      return List.of();
    return ChangeKind.of(row.report().text("kind"))
        .map(k -> ChangeCourse.rulings(k, Process.stage(read)))
        .orElse(List.of());
  }

  /// Whether the window may still take it back: nobody judged it and nothing is written.
  boolean mayTakeBack() {
    @Nullable ChangeRow row = selected.get();
    return row != null && !judges() && row.state() == ChangeState.TOLD && !row.written();
  }

  boolean mayEnter() {
    @Nullable ChangeRow row = selected.get();
    return row != null && !judges() && row.awaited();
  }

  /// Whether the number of the successor's case is still to be named.
  boolean mayFollow() {
    @Nullable ChangeRow row = selected.get();
    return row != null
        && !judges()
        && row.written()
        && row.report().get("successor").isPresent()
        && row.report().get("nextCase").isEmpty()
        && ChangeKind.of(row.report().text("kind")).filter(ChangeKind::leaves).isPresent();
  }

  /// Judges the chosen report.
  ///
  /// @return false when something is missing; [#problem] says what
  boolean rule() {
    @Nullable ChangeRow row = selected.get();
    List<ChangeState> may = rulings();
    if (row == null || may.isEmpty() || busy) return false;
    Optional<ChangeState> to = may.stream().filter(s -> s.name().equals(ruling.get())).findFirst();
    if (to.isEmpty()) return missing("changes.problem.ruling");
    String why = words.get().strip();
    if (why.length() < 2) return missing("changes.problem.words");
    act(
        () -> reports.rule(row, to.get(), why),
        Message.of("changes.done." + to.get().name(), row.applicant()));
    return true;
  }

  boolean takeBack() {
    @Nullable ChangeRow row = selected.get();
    if (row == null || !mayTakeBack() || busy) return false;
    String why = words.get().strip();
    if (why.length() < 2) return missing("changes.problem.back");
    act(
        () -> {
          reports.takeBack(row, why);
          return List.of();
        },
        Message.of("changes.done.TAKEN_BACK", row.applicant()));
    return true;
  }

  boolean enter() {
    @Nullable ChangeRow row = selected.get();
    if (row == null || !mayEnter() || busy) return false;
    act(
        () -> {
          reports.enter(row);
          return List.of();
        },
        Message.of("changes.done.entered", row.applicant()));
    return true;
  }

  /// Whether the window may say that a missing paper was brought.
  boolean mayBring() {
    @Nullable ChangeRow row = selected.get();
    return row != null && !judges() && row.state() != ChangeState.TAKEN_BACK;
  }

  /// A paper that was missing is here now.
  void bring(String paper) {
    @Nullable ChangeRow row = selected.get();
    if (row == null || !mayBring() || busy) return;
    act(
        () -> {
          reports.paper(row, paper);
          return List.of();
        },
        Message.of("changes.done.paper", CodeTables.label("docType", paper)));
  }

  boolean follow() {
    @Nullable ChangeRow row = selected.get();
    if (row == null || !mayFollow() || busy) return false;
    String number = words.get();
    busy = true;
    background.run(
        () -> reports.followedBy(row, number),
        found -> {
          busy = false;
          if (!found) missing("changes.problem.next");
          else finished(Message.of("changes.done.followed", row.applicant()));
        },
        this::failed);
    return true;
  }

  private boolean missing(String key) {
    problem.set(Message.of(key));
    return false;
  }

  private void act(Callable<List<Hindrance>> work, Message said) {
    busy = true;
    problem.set(null);
    background.run(
        work,
        against -> {
          busy = false;
          if (against.isEmpty()) finished(said);
          else problem.set(Words.of(against.getFirst()));
        },
        this::failed);
  }

  private void finished(Message said) {
    words.set("");
    ruling.set("");
    problem.set(null);
    done.set(said);
    refresh();
  }

  private void failed(Throwable cause) {
    busy = false;
    trouble.set("");
    trouble.set(Words.troubleCode(cause));
  }
}
