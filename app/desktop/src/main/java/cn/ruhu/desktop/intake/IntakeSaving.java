package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Saving, parking and handing on the application on the desk. A save is one op, in which its draft
/// ends. Window thread only.
final class IntakeSaving {
  private final IntakeViewModel model;
  private final Desk desk;
  private final Background background;

  /// an act is on its way to the disk
  final BooleanProperty busy = new SimpleBooleanProperty();

  /// what stood in the way of the last act
  final ObservableList<Message> hindrances = FXCollections.observableArrayList();

  IntakeSaving(IntakeViewModel model) {
    this.model = model;
    desk = model.desk();
    background = model.background();
    model.open.subscribe(_ -> hindrances.clear());
  }

  /// Where the case on the desk stands; a new one stands before its first save.
  Optional<Stage> stage() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return Optional.empty();
    return copy.get(copy.application()).filter(a -> a.get("stage").isPresent()).map(Known::stage);
  }

  /// F7: saves what is fine, keeps what is not as a draft, and clears the desk.
  void park() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    int wrong = problems();
    if (wrong > 0) {
      model.keepThenClose();
      model.done.set(Message.of("intake.done.draft", wrong));
      return;
    }
    save(() -> {
      model.keepThenClose();
      model.done.set(Message.of("intake.done.parked"));
    });
  }

  /// Saves and stays.
  void saveNow() {
    if (problems() > 0) {
      model.done.set(Message.of("intake.kept.problems", problems()));
      return;
    }
    save(() -> model.done.set(Message.of("intake.done.saved")));
  }

  /// Saves, then goes on; what must be corrected first is said instead.
  void saved(Runnable then) {
    if (model.open.get() == null || busy.get()) return;
    if (problems() > 0) {
      hindrances.setAll(Message.of("intake.kept.problems", problems()));
      return;
    }
    hindrances.clear();
    save(then);
  }

  /// The case as the store has it now, under what is being typed: papers that went out, pages that
  /// came home meanwhile.
  void reread() {
    WorkingCopy copy = model.open.get();
    if (copy == null || copy.isNew()) return;
    model.replaced(copy.onto(copy.base(), model.finder().saved(copy)));
    hold();
  }

  /// What was left in a field while the disk was busy goes into a draft again: the one it was in
  /// ended with the save. What is saved of another street's case is known from its draft alone,
  /// which goes along.
  private void hold() {
    WorkingCopy copy = model.open.get();
    if (copy != null && (elsewhere() || copy.changed())) model.touched(model.focus.get());
  }

  /// Whether the case on the desk is another street's.
  boolean elsewhere() {
    WorkingCopy copy = model.open.get();
    return copy != null && copy.isElsewhere(desk.actor().street());
  }

  /// Whether papers may still be asked for: the case is not accepted yet.
  boolean takesNotice() {
    if (elsewhere()) return false; // the street that handles it asks
    Stage now = stage().orElse(Stage.DRAFT);
    return now == Stage.DRAFT || now == Stage.SUBMITTED || now == Stage.SUPPLEMENT;
  }

  /// The household was told what is missing: a case that was handed in waits for its papers.
  void asked() {
    reread();
    if (stage().equals(Optional.of(Stage.SUBMITTED))) perform(Act.ASK_PAPERS);
  }

  /// The next act of the window at the case's stage: hand in, papers complete, accept.
  Optional<Act> nextAct() {
    return switch (stage().orElse(Stage.DRAFT)) {
      case DRAFT -> Optional.of(Act.SUBMIT);
      case SUBMITTED -> Optional.of(Act.ACCEPT);
      case SUPPLEMENT -> Optional.of(Act.COMPLETE_PAPERS);
      default -> Optional.empty();
    };
  }

  /// Saves, then does the next act; everything in its way is named beside it.
  void actNow() {
    Optional<Act> act = nextAct();
    WorkingCopy copy = model.open.get();
    if (act.isEmpty() || copy == null || busy.get()) return;
    if (problems() > 0) {
      hindrances.setAll(Message.of("intake.kept.problems", problems()));
      return;
    }
    int copied = Copied.count(copy);
    if (copied > 0) {
      hindrances.setAll(Message.of("intake.copied.first", copied));
      return;
    }
    save(() -> {
      if (elsewhere()) handOver();
      else perform(act.get());
    });
  }

  /// Hands another street's case over: from now on it is theirs, and the facts of the receipt are
  /// all that stays. They are on the disk before the case goes.
  private void handOver() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    busy.set(true);
    model.keeper.whenQuiet(() -> handOver(copy));
  }

  private void handOver(WorkingCopy copy) {
    String street = copy.text(copy.application(), "street");
    background.run(
        () -> handedOver(copy.application()),
        outcome -> {
          busy.set(false);
          if (outcome.isEmpty()) {
            hindrances.setAll(Message.of("intake.street.receipt"));
          } else if (outcome.get() instanceof Ruling.Refused(var found)) {
            hindrances.setAll(found.stream().map(Words::of).toList());
          } else {
            hindrances.clear();
            model.handedOver();
            // a field that was left in this very moment must not bring the draft back
            model.keeper.whenQuiet(() ->
                background.perform(
                    () -> desk.store().drafts().remove(IntakeDraft.key(copy.application())),
                    () -> {},
                    this::failed));
            model.done.set(Message.of("intake.done.handed", CodeTables.label("street", street)));
          }
        },
        this::failed);
  }

  /// @return empty while no receipt was printed
  private Optional<Outcome> handedOver(UUID application) throws StoreException {
    CaseFile file = desk.caseFile(application);
    if (desk.check(application, Act.SUBMIT, ActInput.NONE) instanceof Ruling.Refused refused)
      return Optional.of(refused);
    Optional<CaseRecord> receipt = ReceivedCase.receipt(file);
    if (receipt.isEmpty()) return Optional.empty();
    ReceivedCase facts = ReceivedCase.of(file, receipt.get(), desk.now().toEpochMilli());
    facts.keep(desk.store());
    return Optional.of(
        desk.act(application, Act.SUBMIT, ActInput.NONE, IntakeDraft.key(application)));
  }

  private int problems() {
    LiveFacts now = model.live.get();
    return now == null ? 0 : now.problems().size();
  }

  private void perform(Act act) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    busy.set(true);
    background.run(
        () -> desk.act(copy.application(), act, ActInput.NONE),
        outcome -> {
          busy.set(false);
          if (outcome instanceof Ruling.Refused(List<Hindrance> found)) {
            hindrances.setAll(found.stream().map(Words::of).toList());
            return;
          }
          if (act == Act.ACCEPT && copy.application().equals(model.application())) {
            model.keepThenClose();
          } else {
            reread();
            hindrances.clear();
          }
          model.done.set(Message.of("intake.done." + act.name()));
        },
        this::failed);
  }

  /// One op with everything that differs; the draft ends in it. Nothing happens when nothing does.
  private void save(Runnable then) {
    if (busy.get()) return;
    busy.set(true);
    model.keeper.whenQuiet(() -> write(then));
  }

  private void write(Runnable then) {
    WorkingCopy copy = model.open.get();
    if (copy == null) {
      busy.set(false);
      return;
    }
    List<CaseRecord> saved = List.copyOf(copy.work());
    List<RecordChange> changes = copy.changes();
    boolean fresh = copy.isNew();
    background.run(
        () -> store(copy, changes, fresh),
        outcome -> {
          busy.set(false);
          if (outcome.isPresent() && outcome.get() instanceof Ruling.Refused(var found)) {
            hindrances.setAll(found.stream().map(Words::of).toList());
            return;
          }
          model.replaced(copy.onto(saved, model.finder().saved(copy)));
          hold();
          then.run();
        },
        this::failed);
  }

  private Optional<Outcome> store(WorkingCopy copy, List<RecordChange> changes, boolean fresh)
      throws StoreException {
    // the draft of another street's case ends when it is handed over
    boolean held = copy.isElsewhere(desk.actor().street());
    String[] draft = held ? new String[0] : new String[] {IntakeDraft.key(copy.application())};
    if (changes.isEmpty()) {
      for (String key : draft) desk.store().drafts().remove(key);
      return Optional.empty();
    }
    if (!fresh) {
      desk.save("save", "", false, changes, draft);
      return Optional.empty();
    }
    return Optional.of(
        desk.act(
            copy.application(), Act.OPEN, ActInput.NONE.withCarried(numbered(changes)), draft));
  }

  /// A case that could get no number when it was begun gets one now.
  private List<RecordChange> numbered(List<RecordChange> changes) throws StoreException {
    for (RecordChange c : changes) {
      if (c.type() != cn.ruhu.casefile.record.RecordType.APPLICATION) continue;
      CaseRecord app = c.applyTo(null);
      if (app.get("number").isPresent()) return changes;
      String number = model.number(app.text("street"));
      return changes.stream()
          .map(x -> x.equals(c) ? RecordChange.create(app.with("number", number)) : x)
          .toList();
    }
    return changes;
  }

  private void failed(Throwable cause) {
    busy.set(false);
    model.failed(cause);
  }
}
