package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.KeptRows;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/// Cases that wait for a visit: 核对 requested and answered (recorded by hand until the papers
/// travel), agency and pair chosen, visit started. Window thread only.
final class DispatchViewModel {
  /// Somebody or something to choose.
  record Option(UUID id, String name) {}

  private final Desk desk;
  private final KeptRows<DispatchList.Of> kept;
  private final Background background;
  private boolean reading;
  private boolean again;

  /// the case the form was filled for; what is typed outlives a fresh look at the same case
  private @Nullable UUID filled;

  private String filledNote = "";
  private String filledDue = "";

  /// cases that are sent out together
  final ObservableSet<UUID> marked = FXCollections.observableSet(new LinkedHashSet<>());

  /// what pairs reported and nobody answered yet
  final ObservableList<FieldAlerts.Open> alerts = FXCollections.observableArrayList();

  /// what other streets ask about households that live here
  final ObservableList<Inquiries.Incoming> inquiries = FXCollections.observableArrayList();

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
  final StringProperty mode = new SimpleStringProperty("HOME");
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
    this.kept = new KeptRows<>(desk, new DispatchList(desk));
    this.background = background;
    selected.subscribe(this::fill);
    agency.subscribe(this::listInvestigators);
  }

  /// Reads the cases again, now or as soon as those being read are there: in a large store a read
  /// may take minutes, and a second one beside it makes both slower. The selected one stays
  /// selected.
  void refresh() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    background.run(
        KeptRows.DEADLINE,
        this::read,
        look -> {
          reading = false;
          show(look);
          readAgain();
        },
        cause -> {
          reading = false;
          trouble.set(Words.troubleCode(cause));
          readAgain();
        });
  }

  private void readAgain() {
    if (!again) return;
    again = false;
    refresh();
  }

  private record Look(
      List<WaitingCase> rows, List<FieldAlerts.Open> alerts, List<Inquiries.Incoming> inquiries) {}

  private Look read() throws StoreException {
    return of(
        kept.all(sofar -> {
          Look until = of(sofar);
          background.window(() -> {
            if (reading) show(until);
          });
        }));
  }

  private Look of(List<DispatchList.Of> all) {
    var found = new ArrayList<WaitingCase>();
    var open = new ArrayList<FieldAlerts.Open>();
    for (DispatchList.Of of : all) {
      of.waiting().filter(w -> w.isShown(desk.now())).ifPresent(found::add);
      of.alerts().stream().filter(o -> o.due(desk.now())).forEach(open::add);
    }
    found.sort(
        Comparator.comparing(WaitingCase::visited)
            .thenComparing(WaitingCase::assigned)
            .thenComparing(WaitingCase::due)
            .thenComparing(WaitingCase::number));
    open.sort(Comparator.comparing(FieldAlerts.Open::at));
    return new Look(found, open, Inquiries.incoming(desk));
  }

  private void show(Look look) {
    List<WaitingCase> found = look.rows();
    read.set(true);
    if (!alerts.equals(look.alerts())) alerts.setAll(look.alerts());
    if (!inquiries.equals(look.inquiries())) inquiries.setAll(look.inquiries());
    if (!marked.isEmpty())
      marked.retainAll(found.stream().map(WaitingCase::application).collect(Collectors.toSet()));
    @Nullable WaitingCase was = selected.get();
    if (!rows.equals(found)) rows.setAll(found);
    unassigned.set((int) found.stream().filter(WaitingCase::waits).count());
    agencies.setAll(
        desk.store().all(RecordType.AGENCY).stream()
            .filter(a -> !a.text("active").equals("false"))
            .filter(a -> !isLeader() || ownAgency().equals(Optional.of(a.id())))
            .map(a -> new Option(a.id(), a.text("name")))
            .toList());
    selected.set(
        found.stream()
            .filter(r -> was != null && r.application().equals(was.application()))
            .findFirst()
            .orElse(found.isEmpty() ? null : found.getFirst()));
  }

  private Optional<UUID> ownAgency() {
    return desk.staff(desk.actor().staff()).flatMap(s -> s.ref("agency"));
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
    filledNote = standing.map(a -> a.text("note")).orElse("");
    first.set(standing.map(a -> a.text("investigatorA")).orElse(""));
    second.set(standing.map(a -> a.text("investigatorB")).orElse(""));
    filledDue = standing.map(a -> a.text("due")).orElse(row.due().toString());
    due.set(filledDue);
    note.set(filledNote);
    mode.set(standing.flatMap(a -> a.get("visitMode")).orElse("HOME"));
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
    if (!mayAssign()) {
      hindrances.setAll(Message.of("dispatch.problem.right"));
      return;
    }
    if (agency.get().isEmpty()) {
      hindrances.setAll(Message.of("dispatch.problem.agency"));
      return;
    }
    boolean whole =
        !first.get().isEmpty() && !second.get().isEmpty() && !first.get().equals(second.get());
    if (!whole && !leaves()) {
      hindrances.setAll(Message.of("dispatch.problem.pair"));
      return;
    }
    List<WaitingCase> all = chosen();
    // others than the one in hand: each has its own limit, unless somebody typed one for them
    boolean alone = alone(all, row);
    boolean own = !alone && due.get().equals(filledDue);
    boolean typed = alone || noteTyped();
    var order =
        new Sending.Order(
            agency.get(),
            first.get(),
            second.get(),
            own ? "" : due.get(),
            typed ? Optional.of(note.get()) : Optional.empty(),
            alone ? Optional.of(mode.get()) : Optional.empty());
    busy.set(true);
    background.run(() -> new Sending(desk).all(all, order), this::sent, this::failed);
  }

  /// Whether the case in hand goes to the agency as it is: nobody is named, and somebody there
  /// names them.
  boolean leaves() {
    return !isLeader()
        && first.get().isEmpty()
        && second.get().isEmpty()
        && desk.staff(Role.TEAM_LEADER).stream()
            .anyMatch(s -> !agency.get().isEmpty() && s.text("agency").equals(agency.get()));
  }

  /// Whether who sits here may send anybody: whoever signs for the street reads this list only.
  boolean mayAssign() {
    return Rights.mayWrite(desk.actor().role(), RecordType.ASSIGNMENT, "investigatorA");
  }

  /// Whether this is the leader of an agency's investigators, who sends out what the street gave
  /// the agency.
  boolean isLeader() {
    return desk.actor().role() == Role.TEAM_LEADER;
  }

  private static boolean alone(List<WaitingCase> all, WaitingCase row) {
    return all.size() == 1 && all.getFirst().application().equals(row.application());
  }

  /// A note that stood with the case in hand is not meant for the others.
  private boolean noteTyped() {
    return !note.get().equals(filledNote);
  }

  private void sent(Sending.Result result) {
    busy.set(false);
    trouble.set("");
    boolean several = result.sent().size() + result.kept().size() > 1;
    var why = new ArrayList<Message>();
    for (Sending.Kept k : result.kept())
      for (Hindrance h : k.why())
        why.add(
            several ? Message.of("dispatch.kept", k.row().applicant(), Words.of(h)) : Words.of(h));
    hindrances.setAll(why);
    result.sent().forEach(r -> marked.remove(r.application()));
    if (result.sent().size() > 1)
      done.set(Message.of("dispatch.done.several", result.sent().size()));
    else if (!result.sent().isEmpty())
      done.set(Message.of("dispatch.done.assigned", result.sent().getFirst().number()));
    if (!result.sent().isEmpty()) refresh();
  }

  // ---- several at once

  /// Takes a case into what is sent out together, or out of it.
  void mark(WaitingCase row, boolean yes) {
    if (yes) marked.add(row.application());
    else marked.remove(row.application());
  }

  /// What the next dispatch sends out: the marked cases, or the one in hand.
  List<WaitingCase> chosen() {
    List<WaitingCase> found = rows.stream().filter(r -> marked.contains(r.application())).toList();
    @Nullable WaitingCase row = selected.get();
    return !found.isEmpty() ? found : row == null ? List.of() : List.of(row);
  }

  /// The one case that goes out though another is in hand; empty when none or several do.
  Optional<WaitingCase> elsewhere() {
    List<WaitingCase> all = chosen();
    @Nullable WaitingCase row = selected.get();
    boolean other = all.size() == 1 && row != null && !alone(all, row);
    return other ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /// Households these two have in hand now, of all that are listed here.
  int load(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) return 0;
    return (int) rows.stream().filter(r -> r.pairIds().equals(Set.of(one, other))).count();
  }

  /// Households one investigator has in hand now.
  int load(UUID one) {
    return (int) rows.stream().filter(r -> r.pairIds().contains(one.toString())).count();
  }

  // ---- alerts from the field

  /// The street took note of an alert.
  void answer(FieldAlerts.Open alert, String words) {
    background.perform(
        () -> FieldAlerts.answer(desk, alert, words.strip()), this::refresh, this::failed);
  }

  // ---- households that live elsewhere

  /// The street this is, as its code.
  String street() {
    return desk.actor().street();
  }

  /// Asks another street about the household.
  void ask(WaitingCase row, String street, String what) {
    work(() -> Inquiries.ask(desk, row.application(), street, what), "dispatch.apart.done", row);
  }

  /// Whether this person may answer another street.
  boolean mayAnswer() {
    return Rights.mayRecord(desk.actor().role(), GateKind.OTHER_PLACE_REPLY);
  }

  /// Answers another street.
  void reply(Inquiries.Incoming inquiry, String first, String second, String found) {
    if (!mayAnswer()) {
      hindrances.setAll(Message.of("dispatch.problem.right"));
      return;
    }
    background.perform(
        () -> Inquiries.answer(desk, inquiry, first, second, found),
        () -> {
          done.set(Message.of("dispatch.inquiry.done", inquiry.applicant()));
          refresh();
        },
        this::failed);
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
