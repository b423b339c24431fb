package cn.ruhu.survey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.xpath.XPathException;
import org.jspecify.annotations.Nullable;

/// What keeps a form from being finished, and what somebody should look at again.
final class Completeness {
  private final FormDef def;
  private final Wording wording;
  private final Choices choices;
  private final Marks marks;
  private final Marginalia beside;
  private final SoftRules soft;

  /// what in a rule may give another answer for the same value
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "[/$]|\\.\\.|(now|today|random|uuid|position|instance|current|pulldata|once|indexed-repeat"
              + "|property|count|sum)\\s*\\(");

  /// values that a rule of its own allows, by the engine's node
  private final Map<TreeElement, String> fine = new HashMap<>();

  Completeness(
      FormDef def,
      Wording wording,
      Choices choices,
      Marks marks,
      Marginalia beside,
      SoftRules soft) {
    this.def = def;
    this.wording = wording;
    this.choices = choices;
    this.marks = marks;
    this.beside = beside;
    this.soft = soft;
  }

  Answer.Rejected rejected(String code, Object... args) {
    return new Answer.Rejected(code, wording.own(code, args));
  }

  /// Why a value cannot stand; empty when it can.
  Optional<Answer.Rejected> broken(Slot slot, String value, @Nullable IAnswerData data) {
    if (!choices.hold(slot, value))
      return Optional.of(
          rejected(slot.kind() == QuestionKind.RANK ? "survey.rank" : "survey.choice"));
    Optional<Presentation.Range> range = Overview.range(slot.question());
    if (slot.kind() == QuestionKind.RANGE && range.isPresent()) {
      var bounds = range.get();
      if (!bounds.holds(new BigDecimal(value)))
        return Optional.of(
            rejected(
                "survey.range",
                bounds.start().toPlainString(),
                bounds.end().toPlainString(),
                bounds.step().toPlainString()));
    }
    try {
      if (def.evaluateConstraint(slot.ref(), data)) return Optional.empty();
    } catch (XPathException e) {
      return Optional.of(rejected("survey.engine", String.valueOf(e.getMessage())));
    }
    return Optional.of(said("survey.constraint", slot.bind().constraintText(), slot));
  }

  /// Puts a value in. A form whose own calculation fails on it (a text computed into a date) says
  /// so and keeps the value before.
  Optional<Answer.Rejected> put(Slot slot, @Nullable IAnswerData data) {
    IAnswerData old = slot.node().getValue();
    try {
      def.setValue(data, slot.ref(), slot.node(), true);
      return Optional.empty();
    } catch (RuntimeException e) { // the engine's own kinds, whatever the form's author did
      slot.node().setAnswer(old);
      return Optional.of(rejected("survey.engine", String.valueOf(e.getMessage())));
    }
  }

  /// A refusal in the form's words, where it has some.
  private Answer.Rejected said(String code, String text, Slot slot) {
    return text.isEmpty()
        ? rejected(code)
        : new Answer.Rejected(code, wording.sentence(text, slot.ref()));
  }

  /// Whether the value that stands may. A rule that looks at nothing but the value is asked once
  /// for each value.
  Optional<Answer.Rejected> valid(Slot slot) {
    String value = slot.value();
    boolean alone = alone(slot);
    if (alone && value.equals(fine.get(slot.node()))) return Optional.empty();
    Optional<Answer.Rejected> broken = broken(slot, value, slot.node().getValue());
    if (alone && broken.isEmpty()) fine.put(slot.node(), value);
    return broken;
  }

  /// Whether a value is right or wrong whatever else was answered, and whatever day it is.
  private boolean alone(Slot slot) {
    boolean chosen =
        switch (slot.kind()) {
          case SELECT_ONE, SELECT_MULTI, RANK, BOOL ->
              // the list may hang on other answers
              slot.question().getDynamicChoices() != null || wording.searches(slot.question());
          default -> false;
        };
    return !chosen && !ELSEWHERE.matcher(slot.bind().constraint()).find();
  }

  /// Everything that keeps the form from being finished, in its order.
  List<Problem> problems(Layout layout) {
    List<Problem> problems = new ArrayList<>();
    for (Slot slot : layout.slots.values())
      problem(slot)
          .ifPresent(why ->
              problems.add(
                  new Problem(
                      slot.path(),
                      slot.section(),
                      why.code(),
                      why.message(),
                      slot.part(),
                      slot.instance().isPresent())));
    for (RosterSlot roster : layout.rosters.values()) {
      if (!roster.parent().isRelevant() || roster.instances().size() >= roster.minimum()) continue;
      Answer.Rejected few = rejected("survey.roster.few", roster.minimum());
      problems.add(
          new Problem(
              roster.path(), roster.section(), few.code(), few.message(), roster.part(), false));
    }
    return problems;
  }

  private Optional<Answer.Rejected> problem(Slot slot) {
    if (!slot.relevant() || !slot.asked()) return Optional.empty();
    if (slot.value().isEmpty()) {
      boolean open = slot.node().isRequired() && beside.noAnswer(slot).isEmpty();
      return open
          ? Optional.of(said("survey.required", slot.bind().requiredText(), slot))
          : Optional.empty();
    }
    Optional<Answer.Rejected> broken = valid(slot);
    if (broken.isPresent()) return broken;
    if (marks.origin(slot) == Question.Origin.PREFILLED)
      return Optional.of(rejected("survey.confirm"));
    Optional<String> doubt = soft.doubt(slot, wording, wording.own("survey.doubt"));
    return doubt.isPresent() && beside.reason(slot).isEmpty()
        ? Optional.of(new Answer.Rejected("survey.reason", doubt.get()))
        : Optional.empty();
  }

  /// Questions to look at again, in the form's order.
  List<Jump> jumps(Layout layout, Predicate<Slot> seen) {
    List<Jump> jumps = new ArrayList<>();
    for (Slot slot : layout.slots.values()) {
      if (!slot.relevant() || !seen.test(slot)) continue;
      why(slot).ifPresent(why -> jumps.add(new Jump(slot.path(), slot.section(), why)));
    }
    return jumps;
  }

  private Optional<Jump.Why> why(Slot slot) {
    Optional<Jump.Why> problem =
        problem(slot)
            .map(p ->
                switch (p.code()) {
                  case "survey.required" -> Jump.Why.UNANSWERED;
                  case "survey.confirm" -> Jump.Why.UNCONFIRMED;
                  case "survey.reason" -> Jump.Why.WARNED;
                  default -> Jump.Why.INVALID;
                });
    if (problem.isPresent()) return problem;
    if (!slot.warningText().isEmpty()) return Optional.of(Jump.Why.WARNED);
    if (beside.unsettled(slot)) return Optional.of(Jump.Why.REMARKED);
    return beside.noAnswer(slot).map(_ -> Jump.Why.NO_ANSWER);
  }
}
