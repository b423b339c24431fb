package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.time.LocalDate;
import java.util.Comparator;
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

/// Cases that wait for a visit: 核对 requested and answered (recorded by hand until the papers
/// travel), agency and pair chosen, visit started. Window thread only.
final class DispatchViewModel {
  /// Somebody or something to choose.
  record Option(UUID id, String name) {}

  private final Desk desk;
  private final Background background;
  private final Latest latest;

  /// the case the form was filled for; what is typed outlives a fresh look at the same case
  private @Nullable UUID filled;

  /// whether the cases were read once: before that nobody knows that none waits
  final BooleanProperty read = new SimpleBooleanProperty();

  final ObservableList<WaitingCase> rows = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable WaitingCase> selected = new SimpleObjectProperty<>();
  final ObservableList<Option> agencies = FXCollections.observableArrayList();
  final ObservableList<Option> investigators = FXCollections.observableArrayList();
  final StringProperty agency = new SimpleStringProperty("");
  final StringProperty first = new SimpleStringProperty("");
  final StringProperty second = new SimpleStringProperty("");
  final StringProperty due = new SimpleStringProperty("");
  final StringProperty note = new SimpleStringProperty("");
  final BooleanProperty busy = new SimpleBooleanProperty();
  final IntegerProperty unassigned = new SimpleIntegerProperty();

  /// what stands in the way of the last act, in words
  final ObservableList<Message> hindrances = FXCollections.observableArrayList();

  /// a failure of the disk: code, empty for none
  final StringProperty trouble = new SimpleStringProperty("");

  /// what was just done, for a short notice
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  DispatchViewModel(Desk desk, Background background) {
    this.desk = desk;
    this.background = background;
    this.latest = new Latest(background);
    selected.subscribe(this::fill);
    agency.subscribe(this::listInvestigators);
  }

  /// Reads the cases again; the selected one stays selected.
  void refresh() {
    latest.read(this::read, this::show, this::failed);
  }

  private List<WaitingCase> read() {
    LocalDate today = desk.today();
    return desk.applications().stream()
        .filter(a -> WaitingCase.HERE.stream().anyMatch(s -> s.name().equals(a.text("stage"))))
        .flatMap(a -> WaitingCase.of(desk.caseFile(a.id()), today, this::nameOf).stream())
        .sorted(
            Comparator.comparing(WaitingCase::assigned)
                .thenComparing(WaitingCase::due)
                .thenComparing(WaitingCase::number))
        .toList();
  }

  private String nameOf(UUID id) {
    String staff = desk.staffName(id);
    return staff.isEmpty() ? desk.store().record(id).map(r -> r.text("name")).orElse("") : staff;
  }

  private void show(List<WaitingCase> found) {
    read.set(true);
    @Nullable WaitingCase was = selected.get();
    if (!rows.equals(found)) rows.setAll(found);
    unassigned.set((int) found.stream().filter(r -> !r.assigned()).count());
    agencies.setAll(
        desk.store().all(RecordType.AGENCY).stream()
            .filter(a -> !a.text("active").equals("false"))
            .map(a -> new Option(a.id(), a.text("name")))
            .toList());
    selected.set(
        found.stream()
            .filter(r -> was != null && r.application().equals(was.application()))
            .findFirst()
            .orElse(found.isEmpty() ? null : found.getFirst()));
  }

  private void fill(@Nullable WaitingCase row) {
    hindrances.clear();
    if (row == null) return;
    Optional<CaseRecord> standing = WaitingCase.active(desk.caseFile(row.application()));
    boolean typing = standing.isEmpty() && row.application().equals(filled);
    filled = row.application();
    if (typing) return;
    agency.set(
        standing
            .map(a -> a.text("agency"))
            .orElse(agencies.size() == 1 ? agencies.getFirst().id().toString() : ""));
    first.set(standing.map(a -> a.text("investigatorA")).orElse(""));
    second.set(standing.map(a -> a.text("investigatorB")).orElse(""));
    due.set(standing.map(a -> a.text("due")).orElse(row.due().toString()));
    note.set(standing.map(a -> a.text("note")).orElse(""));
  }

  private void listInvestigators(String agencyId) {
    investigators.setAll(
        desk.staff(Role.INVESTIGATOR).stream()
            .filter(s -> s.text("agency").equals(agencyId))
            .map(s -> new Option(s.id(), s.text("name")))
            .toList());
  }

  /// Records that 核对 was requested for everybody who signed.
  void verificationRequested() {
    record(GateKind.VERIFICATION_REQUESTED, "dispatch.done.requested");
  }

  /// Records that the city's answer was "no record".
  void verificationNoRecord() {
    record(GateKind.VERIFICATION_NO_RECORD, "dispatch.done.norecord");
  }

  private void record(GateKind kind, String doneKey) {
    @Nullable WaitingCase row = selected.get();
    if (row == null) return;
    work(
        () -> {
          CaseRecord fact = fact(row.application(), kind);
          desk.save("save", "", false, List.of(RecordChange.create(fact)));
          finishInvestigation(row.application());
          return new Performed(List.of());
        },
        doneKey,
        row);
  }

  /// When both halves are there, the case goes on by itself.
  private void finishInvestigation(UUID application) throws Exception {
    if (desk.caseFile(application)
        .application()
        .map(a -> a.text("stage"))
        .orElse("")
        .equals(Stage.VISITING.name())) desk.systemAct(application, Act.BOTH_DONE, ActInput.NONE);
  }

  private CaseRecord fact(UUID application, GateKind kind) {
    CaseRecord a = desk.caseFile(application).application().orElseThrow();
    return CaseRecord.of(
        RecordType.GATE_FACT,
        desk.newId(),
        a.scope(),
        application,
        Map.of(
            "application", application.toString(),
            "kind", kind.name(),
            "by", desk.actor().staff().toString(),
            "at", desk.now().toString()));
  }

  /// Assigns the pair and starts the visit; a standing assignment is changed instead of doubled.
  void dispatch() {
    @Nullable WaitingCase row = selected.get();
    if (row == null || busy.get()) return;
    hindrances.clear();
    if (agency.get().isEmpty()) {
      hindrances.setAll(Message.of("dispatch.problem.agency"));
      return;
    }
    if (first.get().isEmpty() || second.get().isEmpty() || first.get().equals(second.get())) {
      hindrances.setAll(Message.of("dispatch.problem.pair"));
      return;
    }
    work(() -> assign(row), "dispatch.done.assigned", row);
  }

  private Outcome assign(WaitingCase row) throws Exception {
    CaseFile file = desk.caseFile(row.application());
    CaseRecord application = file.application().orElseThrow();
    Optional<CaseRecord> standing = WaitingCase.active(file);
    CaseRecord before =
        standing.orElseGet(() ->
            CaseRecord.of(
                RecordType.ASSIGNMENT,
                desk.newId(),
                application.scope(),
                application.id(),
                Map.of("application", application.id().toString())));
    var fields = new TreeMap<>(before.fields());
    fields.put("agency", agency.get());
    fields.put("investigatorA", first.get());
    fields.put("investigatorB", second.get());
    fields.put("due", due.get());
    fields.put("note", note.get());
    fields.put("state", "ASSIGNED");
    fields.putIfAbsent("visitMode", "HOME");
    fields.put("assignedBy", desk.actor().staff().toString());
    fields.put("assignedAt", desk.now().toString());
    CaseRecord after =
        CaseRecord.of(before.type(), before.id(), before.scope(), before.caseId(), fields);
    boolean starts = row.stage() == Stage.ACCEPTED || row.stage() == Stage.REVIEW_DUE;
    if (starts && standing.isEmpty())
      return desk.systemAct(row.application(), Act.START, ActInput.NONE.carrying(List.of(after)));
    List<RecordChange> changes =
        standing.isEmpty()
            ? List.of(RecordChange.create(after))
            : RecordChange.between(before, after).stream().toList();
    desk.save("save", "", false, changes);
    if (starts) return desk.systemAct(row.application(), Act.START, ActInput.NONE);
    return new Performed(changes);
  }

  private void work(java.util.concurrent.Callable<Outcome> act, String doneKey, WaitingCase row) {
    busy.set(true);
    background.run(
        act,
        outcome -> {
          busy.set(false);
          trouble.set("");
          if (outcome instanceof Ruling.Refused(List<Hindrance> found)) {
            hindrances.setAll(found.stream().map(Words::of).toList());
          } else {
            hindrances.clear();
            done.set(Message.of(doneKey, row.number()));
            refresh();
          }
        },
        this::failed);
  }

  private void failed(Throwable cause) {
    busy.set(false);
    trouble.set(Words.troubleCode(cause));
  }
}
