package cn.ruhu.desktop.holders;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.KeptRows;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// Who works on which case; a case is taken over with a reason, by a clerk for themselves, by the
/// street's reviewer for a clerk. It is an act like any other: it waits in the journal while there
/// is no network. Window thread only.
final class HoldersViewModel {
  static final String REASON = "reason";
  static final String TAKER = "taker";

  private final Desk desk;
  private final Background background;
  private final Holdings reader;
  private boolean reading;
  private boolean again;
  private List<Holding> shown = List.of();

  /// whether the cases were read once: before that nobody knows that there is none
  final BooleanProperty read = new SimpleBooleanProperty();

  final ObservableList<Holding> rows = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable Holding> selected = new SimpleObjectProperty<>();
  final ObservableList<CaseRecord> clerks = FXCollections.observableArrayList();

  /// cases that were taken over from this person
  final IntegerProperty lost = new SimpleIntegerProperty();

  final StringProperty reason = new SimpleStringProperty("");

  /// id of the clerk who is to get the case; the reviewer's choice alone
  final StringProperty taker = new SimpleStringProperty("");

  final ObservableMap<String, Message> problems = FXCollections.observableHashMap();
  final StringProperty trouble = new SimpleStringProperty("");
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();
  final BooleanProperty busy = new SimpleBooleanProperty();

  HoldersViewModel(Desk desk, Background background, Text text) {
    this.desk = desk;
    this.background = background;
    this.reader = new Holdings(desk, text);
  }

  /// Whether this person gives cases to clerks instead of taking them.
  boolean gives() {
    return desk.actor().role() == Role.STREET_REVIEWER;
  }

  private record Read(List<Holding> rows, List<CaseRecord> clerks) {}

  /// Reads the cases again, now or as soon as those being read are there: in a large store the
  /// first read may take minutes. The selected one stays selected.
  void refresh() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    background.run(
        KeptRows.DEADLINE,
        this::read,
        found -> {
          reading = false;
          show(found);
          readAgain();
        },
        cause -> {
          reading = false;
          failed(cause);
          readAgain();
        });
  }

  private void readAgain() {
    if (!again) return;
    again = false;
    refresh();
  }

  private Read read() throws StoreException {
    return of(
        reader.all(until -> {
          Read sofar = of(until);
          background.window(() -> {
            if (reading) show(sofar);
          });
        }));
  }

  private Read of(List<Holding> holdings) {
    return new Read(holdings, gives() ? reader.clerks() : List.of());
  }

  @SuppressWarnings("ReferenceEquality") // the same list says the same
  private void show(Read found) {
    read.set(true);
    @Nullable Holding was = selected.get();
    if (shown != found.rows()) rows.setAll(found.rows());
    shown = found.rows();
    if (!clerks.equals(found.clerks())) clerks.setAll(found.clerks());
    lost.set((int) found.rows().stream().filter(Holding::lost).count());
    choose(
        found.rows().stream()
            .filter(h -> was != null && h.application().equals(was.application()))
            .findFirst()
            .orElse(found.rows().isEmpty() ? null : found.rows().getFirst()));
  }

  /// Another case is looked at: what was begun for the last one is forgotten.
  void choose(@Nullable Holding holding) {
    @Nullable Holding was = selected.get();
    boolean same =
        was != null && holding != null && was.application().equals(holding.application());
    if (!same) {
      reason.set("");
      taker.set("");
      problems.clear();
    }
    selected.set(holding);
  }

  /// Takes the case in hand over, or gives it.
  ///
  /// @return false when something is missing; [#problems] says what
  boolean takeOver() {
    @Nullable Holding h = selected.get();
    if (h == null || !h.may() || h.window().isEmpty() || busy.get()) return false;
    problems.clear();
    trouble.set("");
    UUID former = h.window().get().id();
    if (gives() && taker.get().isEmpty()) problems.put(TAKER, Message.of("holders.problem.taker"));
    else if (gives() && taker.get().equals(former.toString()))
      problems.put(TAKER, Message.of("holders.problem.same"));
    if (reason.get().isBlank()) problems.put(REASON, Message.of("holders.problem.reason"));
    if (!problems.isEmpty()) return false;
    UUID holder = gives() ? UUID.fromString(taker.get()) : desk.actor().staff();
    String why = reason.get().strip();
    busy.set(true);
    background.perform(
        () -> save(h, former, holder, why),
        () -> {
          busy.set(false);
          reason.set("");
          taker.set("");
          trouble.set("");
          done.set(Message.of("holders.done", h.applicant(), desk.staffName(holder)));
          refresh();
        },
        cause -> {
          busy.set(false);
          failed(cause);
        });
    return true;
  }

  private void save(Holding h, UUID former, UUID holder, String why) throws StoreException {
    CaseRecord application = desk.store().record(h.application()).orElseThrow();
    UUID me = desk.actor().staff();
    var fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            desk.newId(),
            application.scope(),
            application.id(),
            Map.of(
                "application", application.id().toString(),
                "kind", GateKind.TAKEN_OVER.name(),
                "subject", Takeovers.subject(holder, me),
                "value", former.toString(),
                "reason", why,
                "by", me.toString(),
                "at", desk.now().toString()));
    var changes = new ArrayList<RecordChange>();
    changes.add(RecordChange.create(fact));
    RecordChange.between(application, application.with("clerk", holder.toString()))
        .ifPresent(changes::add);
    desk.save("takeover", why, false, changes);
  }

  private void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }
}
