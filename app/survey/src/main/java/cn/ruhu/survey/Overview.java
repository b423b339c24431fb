package cn.ruhu.survey;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.javarosa.core.model.instance.TreeElement;

/// Makes the records a screen reads from the form as it is laid out now.
final class Overview {
  private final FormShape shape;
  private final Wording wording;
  private final Marks marks;

  Overview(FormShape shape, Wording wording, Marks marks) {
    this.shape = shape;
    this.wording = wording;
    this.marks = marks;
  }

  /// A section with its counts over the slots the viewer may see.
  Section section(Layout.SectionSlot section, List<Slot> slots) {
    int questions = 0;
    int answered = 0;
    int open = 0;
    int warned = 0;
    int unconfirmed = 0;
    for (Slot slot : slots) {
      if (!slot.relevant()) continue;
      if (!slot.warningText().isEmpty()) warned++;
      if (!slot.asked()) continue;
      questions++;
      Question.Origin origin = marks.origin(slot);
      boolean unsure = origin == Question.Origin.PREFILLED;
      if (unsure) unconfirmed++;
      else if (origin != Question.Origin.EMPTY) answered++;
      if (unsure || (slot.node().isRequired() && origin == Question.Origin.EMPTY)) open++;
    }
    return new Section(
        section.id(),
        wording.title(section.group(), section.node().getRef()),
        section.part(),
        section.node().isRelevant(),
        questions,
        answered,
        open,
        warned,
        unconfirmed,
        section.tokens().contains("confirm-section"));
  }

  /// A roster; of the investigators' rosters only the viewer's own instance.
  Roster roster(RosterSlot slot, UUID viewer) {
    List<Roster.Instance> instances =
        slot.instances().stream()
            .filter(
                i -> slot.owners() != Roster.Owners.STAFF || i.owner().equals(viewer.toString()))
            .map(i -> instance(slot, i))
            .toList();
    return new Roster(
        slot.path(),
        slot.section(),
        wording.title(slot.group(), slot.parent().getRef()),
        slot.owners(),
        slot.parent().isRelevant(),
        slot.minimum(),
        canChange(slot),
        instances);
  }

  private Roster.Instance instance(RosterSlot slot, RosterSlot.InstanceSlot instance) {
    Optional<UUID> owner =
        instance.owner().isEmpty()
            ? Optional.empty()
            : Optional.of(UUID.fromString(instance.owner()));
    String title = PartWriter.title(wording, slot, instance);
    return new Roster.Instance(instance.path(), owner, title, asks(instance.node()));
  }

  /// Whether anything of an instance is asked now: its questions may all hang on a condition.
  private static boolean asks(TreeElement node) {
    if (!node.isRelevant()) return false;
    if (node.isLeaf()) return Facts.isFact(node.getName());
    for (int i = 0; i < node.getNumChildren(); i++)
      if (node.getChildAt(i).getMult() >= 0 && asks(node.getChildAt(i))) return true;
    return false;
  }

  /// Whether people add and remove instances: of lines always, of people where the form says so.
  static boolean canChange(RosterSlot slot) {
    return slot.owners() == Roster.Owners.LINES
        || (slot.owners().people() && slot.tokens().contains("open-roster"));
  }

  /// A question with its texts and state.
  Question question(Slot slot) {
    String message = shape.messages().getOrDefault(slot.generic(), "");
    String warning = slot.warningText();
    return new Question(
        slot.path(),
        slot.id(),
        slot.section(),
        slot.instance(),
        slot.part(),
        wording.label(slot.question(), slot.ref()),
        wording.hint(slot.question(), slot.ref()),
        slot.kind(),
        wording.options(slot),
        slot.node().isRequired(),
        !slot.asked(),
        slot.relevant(),
        slot.value(),
        marks.origin(slot),
        message.isEmpty() ? "" : wording.sentence(message, slot.ref()),
        slot.tokens(),
        slot.has("must-ask"),
        warning.isEmpty() ? List.of() : List.of(wording.text(warning, warning, slot.ref())));
  }
}
