package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.errand.ErrandClock;
import cn.ruhu.casefile.errand.LeadState;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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

/// The street's leads, read anew whenever the store changes, and the acts on the one in hand.
/// Window thread only.
final class LeadsViewModel {
  /// What the list is narrowed to.
  enum Chip {
    /// everything somebody still answers for
    OPEN,
    CONTACT,
    DISPATCHED,
    ANSWER,
    ALL;

    boolean holds(LeadRow r) {
      return switch (this) {
        case OPEN -> r.state().isOpen();
        case CONTACT -> r.awaitsContact();
        case DISPATCHED -> r.state() == LeadState.DISPATCHED;
        case ANSWER -> r.state().isOpen() && !r.unanswered().isEmpty();
        case ALL -> true;
      };
    }
  }

  private final Desk desk;
  private final Background background;
  private final Latest latest;
  private final LeadBook book;
  private final LeadWork work;
  private final LeadCase cases;
  private List<LeadRow> all = List.of();
  private @Nullable UUID wanted;

  final ObservableList<LeadRow> rows = FXCollections.observableArrayList();
  final ObjectProperty<Chip> chip = new SimpleObjectProperty<>(Chip.OPEN);
  final ObjectProperty<@Nullable LeadRow> selected = new SimpleObjectProperty<>();

  /// counts up with every reading, for the figures on the chips
  final IntegerProperty version = new SimpleIntegerProperty();

  /// leads about which something is due today or late
  final IntegerProperty due = new SimpleIntegerProperty();

  final ObservableList<CaseRecord> colleagues = FXCollections.observableArrayList();

  /// whether the list was read once
  final BooleanProperty read = new SimpleBooleanProperty();

  final BooleanProperty busy = new SimpleBooleanProperty();

  /// the last act on the lead in hand, as long as it can be taken back
  final ObjectProperty<@Nullable LeadUndo> undo = new SimpleObjectProperty<>();

  final StringProperty trouble = new SimpleStringProperty("");
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  /// why the last act was not done: somebody else went on from the lead
  final ObjectProperty<@Nullable Message> refused = new SimpleObjectProperty<>();

  LeadsViewModel(Desk desk, Background background) {
    this.desk = desk;
    this.background = background;
    this.latest = new Latest(background);
    this.book = new LeadBook(desk);
    this.work = new LeadWork(desk);
    this.cases = new LeadCase(desk);
    chip.subscribe(_ -> narrow());
  }

  Desk desk() {
    return desk;
  }

  boolean isClerk() {
    return desk.actor().role() == Role.WINDOW_CLERK;
  }

  void refresh() {
    record Read(List<LeadRow> rows, List<CaseRecord> colleagues, Map<UUID, UUID> ready) {}
    latest.read(
        () -> new Read(book.all(), book.colleagues(), cases.ready()),
        found -> {
          all = found.rows();
          if (!colleagues.equals(found.colleagues())) colleagues.setAll(found.colleagues());
          due.set((int) all.stream().filter(LeadRow::isDue).count());
          read.set(true);
          narrow();
          found.ready().forEach(this::link);
        },
        this::failed);
  }

  private void narrow() {
    @Nullable LeadRow was = selected.get();
    Optional<UUID> keep =
        Optional.ofNullable(wanted).or(() -> Optional.ofNullable(was).map(LeadRow::id));
    rows.setAll(all.stream().filter(chip.get()::holds).toList());
    version.set(version.get() + 1);
    Optional<LeadRow> now =
        keep.flatMap(id -> all.stream().filter(r -> r.id().equals(id)).findFirst());
    if (now.isPresent()) wanted = null;
    choose(now.or(() -> rows.stream().findFirst()).orElse(null));
  }

  int count(Chip c) {
    return (int) all.stream().filter(c::holds).count();
  }

  /// Another lead is looked at.
  void choose(@Nullable LeadRow row) {
    @Nullable LeadUndo last = undo.get();
    if (last != null && (row == null || !last.lead().equals(row.id()))) undo.set(null);
    selected.set(row);
  }

  /// Brings a lead into view, whatever the list is narrowed to.
  void bring(UUID lead) {
    wanted = lead;
    all.stream()
        .filter(r -> r.id().equals(lead))
        .findFirst()
        .ifPresentOrElse(
            r -> {
              if (!chip.get().holds(r)) chip.set(Chip.ALL);
              narrow();
            },
            this::refresh);
  }

  // acts -------------------------------------------------------------------------------------

  void contact(String note) {
    act(id -> () -> work.contact(id, note), Message.of("leads.done.contact"));
  }

  void dispatch(String to, String facts, String due) {
    act(id -> () -> work.dispatch(id, to, facts, due), Message.of("leads.done.dispatch"));
  }

  void close(String reason) {
    act(id -> () -> work.close(id, reason), Message.of("leads.done.close"));
  }

  void answer(UUID slip, String receivedBy, String reply, String day) {
    act(
        _ -> () -> work.answer(slip, receivedBy, reply, day),
        Message.of(reply.isBlank() ? "leads.done.received" : "leads.done.answer"));
  }

  void recall(UUID slip, String why) {
    act(_ -> () -> work.recall(slip, why), Message.of("leads.done.recall"));
  }

  /// @param printed told of the saved slip, which is to be printed
  void refer(
      String department, String name, String facts, String due, Consumer<CaseRecord> printed) {
    @Nullable LeadRow row = selected.get();
    if (row == null || busy.get()) return;
    run(
        () -> work.refer(row.id(), department, name, facts, due),
        made -> {
          undo.set(made);
          done.set(Message.of("leads.done.refer"));
          refresh();
          printed.accept(made.changed().getFirst().after());
        });
  }

  void move(String street, String streetName, String reason) {
    @Nullable LeadRow row = selected.get();
    if (row == null || busy.get()) return;
    run(
        () -> work.move(row.id(), street, reason) ? Optional.of(street) : Optional.empty(),
        _ -> {
          undo.set(null);
          done.set(Message.of("leads.done.move", streetName));
          refresh();
        });
  }

  void reopen() {
    @Nullable LeadRow row = selected.get();
    if (row == null || busy.get()) return;
    run(
        () -> work.reopen(row.id()) ? Optional.of(row) : Optional.empty(),
        _ -> {
          undo.set(null);
          done.set(Message.of("leads.done.reopen"));
          refresh();
        });
  }

  /// Takes the last act back.
  ///
  /// @param why what is written on a slip that is recalled by it
  void undo(String why) {
    @Nullable LeadUndo last = undo.get();
    if (last == null || busy.get()) return;
    run(
        () -> work.back(last, why) ? Optional.of(last) : Optional.empty(),
        _ -> {
          undo.set(null);
          done.set(Message.of("leads.done.undo"));
          refresh();
        });
  }

  /// Opens a case for the person of the lead in hand.
  ///
  /// @param opened told of the application the intake shall show
  void openCase(Consumer<UUID> opened) {
    @Nullable LeadRow row = selected.get();
    if (row == null || busy.get()) return;
    run(() -> Optional.of(cases.begin(row.lead())), opened);
  }

  private void link(UUID lead, UUID application) {
    if (busy.get()) return; // the next reading finds it again
    run(
        () -> {
          if (!work.link(lead, application, LeadCase.key(lead)))
            desk.store().drafts().remove(LeadCase.key(lead));
          return Optional.of(lead);
        },
        _ -> {
          done.set(Message.of("leads.done.case"));
          refresh();
        });
  }

  private interface Act {
    Callable<Optional<LeadUndo>> on(UUID lead);
  }

  private void act(Act act, Message told) {
    @Nullable LeadRow row = selected.get();
    if (row == null || busy.get()) return;
    run(
        act.on(row.id()),
        made -> {
          undo.set(made);
          done.set(told);
          refresh();
        });
  }

  private <T> void run(Callable<Optional<T>> write, Consumer<T> then) {
    busy.set(true);
    refused.set(null);
    trouble.set("");
    background.run(
        write,
        made -> {
          busy.set(false);
          if (made.isPresent()) {
            then.accept(made.get());
          } else {
            refused.set(Message.of("leads.refused"));
            refresh();
          }
        },
        cause -> {
          busy.set(false);
          failed(cause);
        });
  }

  void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }

  /// Usual day for an answer to something handed on today.
  String usualDue(String kind) {
    return ErrandClock.answerDue(kind, desk.today()).date().toString();
  }
}
