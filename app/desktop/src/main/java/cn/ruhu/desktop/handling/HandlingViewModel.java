package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
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

/// Cases that wait for a step between the visit and the filed decision, what each offers this
/// person, and the batches to draw. Window thread only.
final class HandlingViewModel {
  /// Working days a batch may stay open after its first case (C5).
  private static final int DRAW_WITHIN = 2;

  private record Read(List<HandlingRow> rows, List<Batch> batches) {}

  private final HandlingWork work;
  private final Background background;

  final ObservableList<HandlingRow> rows = FXCollections.observableArrayList();
  final ObservableList<Batch> batches = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable HandlingRow> selected = new SimpleObjectProperty<>();
  final IntegerProperty waiting = new SimpleIntegerProperty();
  final BooleanProperty busy = new SimpleBooleanProperty();

  /// what stood in the way of the last deed, in words
  final ObservableList<Message> hindrances = FXCollections.observableArrayList();

  /// a failure of the disk: code, empty for none
  final StringProperty trouble = new SimpleStringProperty("");

  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  HandlingViewModel(Desk desk, Background background) {
    this.work = new HandlingWork(desk);
    this.background = background;
    selected.subscribe(_ -> hindrances.clear());
  }

  Desk desk() {
    return work.desk();
  }

  /// Reads the cases again; the selected one stays selected.
  void refresh() {
    background.run(this::read, this::show, this::failed);
  }

  private Read read() {
    Desk desk = work.desk();
    List<HandlingRow> found =
        desk.applications().stream()
            .flatMap(a -> HandlingRow.of(desk, a).stream())
            .sorted(
                Comparator.comparing((HandlingRow r) -> !r.mine())
                    .thenComparing(r -> r.due().isEmpty())
                    .thenComparingInt(HandlingRow::daysLeft)
                    .thenComparing(HandlingRow::number))
            .toList();
    return new Read(found, batches(desk));
  }

  private static List<Batch> batches(Desk desk) {
    if (!Rights.mayRecord(desk.actor().role(), GateKind.DRAW_DONE)) return List.of();
    record Key(String street, String month) {}
    var open =
        new TreeMap<Key, List<CaseFile>>(
            Comparator.comparing(Key::street).thenComparing(Key::month));
    for (CaseRecord a : desk.applications()) {
      if (!a.text("stage").equals(Stage.REPORTED.name())) continue;
      CaseFile file = desk.caseFile(a.id());
      if (!file.gateFacts(GateKind.DRAW_DONE).isEmpty()) continue;
      String month = since(desk, a).toString().substring(0, 7);
      open.computeIfAbsent(new Key(a.text("street"), month), _ -> new ArrayList<>()).add(file);
    }
    LocalDate today = desk.today();
    return open.entrySet().stream()
        .map(e -> {
          var cases = e.getValue().stream().map(HandlingViewModel::id).toList();
          var forced = new LinkedHashSet<UUID>();
          e.getValue().stream().filter(f -> Draw.forced(f, today)).forEach(f -> forced.add(id(f)));
          LocalDate first =
              e.getValue().stream()
                  .map(f -> since(desk, f.application().orElseThrow()))
                  .min(Comparator.naturalOrder())
                  .orElse(today);
          return new Batch(
              e.getKey().street(),
              e.getKey().month(),
              cases,
              forced,
              WorkingDays.due(first, DRAW_WITHIN));
        })
        .toList();
  }

  private static LocalDate since(Desk desk, CaseRecord a) {
    Instant at = CaseFile.instant(a, "stageSince").orElse(desk.now());
    return LocalDate.ofInstant(at, desk.zone());
  }

  private static UUID id(CaseFile file) {
    return file.application().orElseThrow().id();
  }

  private void show(Read read) {
    trouble.set("");
    @Nullable HandlingRow was = selected.get();
    if (!rows.equals(read.rows())) rows.setAll(read.rows());
    if (!batches.equals(read.batches())) batches.setAll(read.batches());
    waiting.set(
        (int) read.rows().stream().filter(HandlingRow::mine).count() + read.batches().size());
    @Nullable HandlingRow now =
        read.rows().stream()
            .filter(r -> was != null && r.application().equals(was.application()))
            .findFirst()
            .orElse(read.rows().isEmpty() ? null : read.rows().getFirst());
    selected.set(now);
  }

  /// What a deed asks for on the selected case.
  List<Ask> asks(Deed deed) {
    @Nullable HandlingRow row = selected.get();
    if (row == null) return List.of();
    return Asks.of(deed, desk().caseFile(row.application()), desk().today());
  }

  /// Facts recorded on the selected case so far, newest first.
  List<CaseRecord> facts() {
    @Nullable HandlingRow row = selected.get();
    if (row == null) return List.of();
    CaseFile file = desk().caseFile(row.application());
    return java.util.Arrays.stream(GateKind.values())
        .filter(k -> k.compareTo(GateKind.VERIFICATION_REQUESTED) >= 0)
        .flatMap(k -> file.gateFacts(k).stream())
        .sorted(Comparator.comparing((CaseRecord f) -> f.text("at")).reversed())
        .toList();
  }

  /// What the program would still ask before the selected case goes on, in words.
  List<Message> ahead() {
    @Nullable HandlingRow row = selected.get();
    if (row == null) return List.of();
    return row.offers().stream()
        .flatMap(o -> o.blocked().stream())
        .map(Words::of)
        .distinct()
        .toList();
  }

  /// Does a deed on the selected case.
  ///
  /// @param finished called on the window's thread when it is done, to close its card
  void perform(Deed deed, Map<String, String> values, Map<String, Path> photos, Runnable finished) {
    @Nullable HandlingRow row = selected.get();
    if (row == null || busy.get()) return;
    busy.set(true);
    background.run(
        () -> work.perform(row.application(), deed, values, photos),
        result -> {
          busy.set(false);
          switch (result) {
            case HandlingWork.Result.Done() -> {
              hindrances.clear();
              finished.run();
              done.set(Message.of("handling.done." + deed.name()));
              refresh();
            }
            case HandlingWork.Result.Refused(List<Hindrance> why) ->
                hindrances.setAll(why.stream().map(Words::of).toList());
            case HandlingWork.Result.BadFile(var _, var reason) ->
                hindrances.setAll(Message.of("handling.file." + reason.name()));
          }
        },
        this::failed);
  }

  /// Draws a batch by hand (C5), with the public seed and the reason.
  void draw(Batch batch, String seed, String reason) {
    if (busy.get()) return;
    busy.set(true);
    background.run(
        () -> work.draw(batch, seed, reason),
        draw -> {
          busy.set(false);
          done.set(
              Message.of(
                  "handling.done.DRAW",
                  batch.cases().size(),
                  draw.byLot().size(),
                  draw.forced().size()));
          refresh();
        },
        this::failed);
  }

  /// Where the case stands, for who asks by its id.
  Optional<Stage> stage(UUID application) {
    return Process.stage(desk().caseFile(application));
  }

  private void failed(Throwable cause) {
    busy.set(false);
    trouble.set(Words.troubleCode(cause));
  }
}
