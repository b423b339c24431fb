package cn.ruhu.survey;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.RangeQuestion;
import org.javarosa.core.model.instance.TreeElement;

/// Makes the records a screen reads from the form as it is laid out now.
final class Overview {
  private final FormPackage form;
  private final Wording wording;
  private final Choices choices;
  private final Marks marks;
  private final Marginalia beside;
  private final SoftRules soft;

  Overview(
      FormPackage form,
      Wording wording,
      Choices choices,
      Marks marks,
      Marginalia beside,
      SoftRules soft) {
    this.form = form;
    this.wording = wording;
    this.choices = choices;
    this.marks = marks;
    this.beside = beside;
    this.soft = soft;
  }

  /// The sections in the form's order, counted over the slots that may be seen.
  List<Section> sections(Layout layout, Predicate<Slot> seen) {
    Map<String, List<Slot>> bySection =
        layout.slots.values().stream().filter(seen).collect(Collectors.groupingBy(Slot::section));
    return layout.sections.values().stream()
        .map(s -> section(s, bySection.getOrDefault(s.id(), List.of())))
        .toList();
  }

  /// A section with its counts over the slots the viewer may see.
  private Section section(Layout.SectionSlot section, List<Slot> slots) {
    int questions = 0;
    int answered = 0;
    int open = 0;
    int warned = 0;
    int unconfirmed = 0;
    for (Slot slot : slots) {
      if (!slot.relevant()) continue;
      if (!slot.warningText().isEmpty() || soft.broken(slot)) warned++;
      if (!slot.asked()) continue;
      questions++;
      Question.Origin origin = marks.origin(slot);
      boolean unsure = origin == Question.Origin.PREFILLED;
      boolean empty = origin == Question.Origin.EMPTY && beside.noAnswer(slot).isEmpty();
      if (unsure) unconfirmed++;
      else if (!empty) answered++;
      if (unsure || (slot.node().isRequired() && empty)) open++;
    }
    return new Section(
        section.id(),
        section.group() == null
            ? form.title()
            : wording.title(section.group(), section.node().getRef()),
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
        slot.tokens().contains("roster-table"),
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
  private boolean asks(TreeElement node) {
    if (!node.isRelevant()) return false;
    if (node.isLeaf()) return !form.shape().visit() || Facts.isFact(node.getName());
    for (int i = 0; i < node.getNumChildren(); i++)
      if (node.getChildAt(i).getMult() >= 0 && asks(node.getChildAt(i))) return true;
    return false;
  }

  /// Whether people add and remove instances: of lines always, of people where the form says so.
  static boolean canChange(RosterSlot slot) {
    if (slot.counted() || slot.group().noAddRemove) return false;
    return slot.owners() == Roster.Owners.LINES
        || (slot.owners().people() && slot.tokens().contains("open-roster"));
  }

  /// A group as it stands.
  Group group(Layout.GroupSlot slot) {
    return new Group(
        slot.path(),
        slot.parent(),
        slot.section(),
        wording.title(slot.group(), slot.ref()),
        Look.of(slot.tokens()),
        slot.node().isRelevant());
  }

  /// A question with its texts and state.
  Question question(Slot slot) {
    String message = slot.bind().constraintText();
    String warning = slot.warningText();
    List<Question.Option> options = choices.shown(slot);
    String hint = wording.hint(slot.question(), slot.ref());
    if (slot.kind() == QuestionKind.RANGE) { // words under its marks; nothing to choose from
      hint = marks(hint, options);
      options = List.of();
    }
    return new Question(
        slot.path(),
        slot.id(),
        slot.section(),
        slot.instance(),
        slot.part(),
        wording.label(slot.question(), slot.ref()),
        hint,
        slot.kind(),
        options,
        slot.node().isRequired(),
        !slot.asked(),
        slot.relevant(),
        slot.value(),
        marks.origin(slot),
        message.isEmpty() ? "" : wording.sentence(message, slot.ref()),
        slot.tokens(),
        slot.has("must-ask"),
        warning.isEmpty() ? List.of() : List.of(wording.text(warning, warning, slot.ref())),
        presentation(slot),
        new Standing(
            slot.bind().noAnswer(),
            beside.noAnswer(slot),
            soft.doubt(slot, wording, wording.own("survey.doubt"))
                .map(sentence -> new Standing.Doubt(sentence, beside.reason(slot))),
            beside.remarks(slot)));
  }

  /// A hint with the words of a scale's marks below it: `0 none · 10 very much`.
  private static String marks(String hint, List<Question.Option> marks) {
    String words =
        marks.stream()
            .map(m -> (m.code() + " " + m.label()).strip())
            .collect(Collectors.joining(" · "));
    return hint.isEmpty() || words.isEmpty() ? hint + words : hint + "\n" + words;
  }

  private Presentation presentation(Slot slot) {
    QuestionDef question = slot.question();
    String rows = question.getAdditionalAttribute("", "rows");
    String accepts = form.shape().accepts().getOrDefault(slot.generic(), "");
    String usual =
        switch (slot.kind()) {
          case PHOTO, SIGNATURE -> "image/*";
          case AUDIO -> "audio/*";
          case VIDEO -> "video/*";
          default -> "";
        };
    return new Presentation(
        Look.of(slot.tokens()),
        slot.tokens().stream().mapToInt(Look::columns).max().orElse(0),
        range(question),
        wording.media(question.getTextID()),
        wording.guidance(question, slot.ref()),
        slot.group(),
        rows != null && rows.matches("\\d{1,2}") ? Integer.parseInt(rows) : 0,
        slot.bind().pixelsMax(),
        accepts.isEmpty() ? usual : accepts,
        choices.searched(slot));
  }

  /// The bounds of a range, when the question is one and they make sense.
  static Optional<Presentation.Range> range(QuestionDef question) {
    if (!(question instanceof RangeQuestion range)) return Optional.empty();
    BigDecimal start = range.getRangeStart();
    BigDecimal end = range.getRangeEnd();
    BigDecimal step = range.getRangeStep();
    if (start == null || end == null || step == null || step.signum() == 0) return Optional.empty();
    BigDecimal ticks = range.getTickInterval() == null ? step : range.getTickInterval();
    return Optional.of(
        new Presentation.Range(
            start, end, step.abs(), ticks, Optional.ofNullable(range.getPlaceholder())));
  }
}
