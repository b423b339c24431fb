package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.Transitions;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A household that applies again: its last declaration is offered once, and what was taken over is
/// confirmed row by row or step by step. Window thread only.
final class EarlierViewModel {
  private final IntakeViewModel model;
  private final Set<UUID> declined = new HashSet<>();

  EarlierViewModel(IntakeViewModel model) {
    this.model = model;
  }

  /// The applicant's newest decided application, while this one is new, of this street, and says
  /// nothing of the household yet.
  Optional<Known> offered() {
    WorkingCopy copy = model.open.get();
    if (copy == null || !copy.isNew() || declined.contains(copy.application()))
      return Optional.empty();
    if (copy.isElsewhere(model.desk().actor().street())) return Optional.empty();
    if (copy.file().members().size() > 1 || !copy.file().items().isEmpty()) return Optional.empty();
    String number = copy.file().applicant().map(p -> p.text("idNumber")).orElse("");
    return model.known.here(number).stream().filter(k -> decided(k.stage())).findFirst();
  }

  private static boolean decided(Stage stage) {
    return !Transitions.UNDECIDED.contains(stage);
  }

  /// Takes the last declaration over, every value marked.
  void take() {
    WorkingCopy copy = model.open.get();
    Optional<Known> last = offered();
    if (copy == null || last.isEmpty()) return;
    UUID id = last.get().application();
    model
        .background()
        .run(() -> model.desk().store().ofCase(id), records -> taken(copy, records), model::failed);
  }

  private void taken(WorkingCopy copy, List<CaseRecord> records) {
    if (model.open.get() != copy || offered().isEmpty()) return;
    int values = Earlier.take(model.edits, copy, records);
    model.touched(model.focus.get());
    model.known.seekNew(copy);
    model.done.set(Message.of("intake.copied.done", values));
  }

  /// The household has changed so much that it is written anew.
  void decline() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    declined.add(copy.application());
    model.touched(model.focus.get());
  }

  /// What was taken over still holds: of the open row with its person, else of the whole step.
  void confirm(@Nullable UUID row) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    int values =
        row == null
            ? Copied.confirmAll(copy, at -> StepProblems.stepOf(copy, at) == model.step.get())
            : Copied.confirmAll(
                copy,
                at ->
                    at.record().equals(row)
                        || copy.text(row, "person").equals(at.record().toString()));
    if (values == 0) return;
    model.touched(model.focus.get());
    model.done.set(Message.of("intake.copied.confirmed", values));
  }
}
