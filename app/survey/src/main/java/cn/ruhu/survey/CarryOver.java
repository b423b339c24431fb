package cn.ruhu.survey;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.javarosa.core.model.instance.TreeElement;

/// Brings a visit begun with one version of a form to another, by the keys of its facts. What the
/// new form asks differently, does not ask now or does not take is kept beside it ({@link
/// SurveySession#aside()}): no answer is lost. Signatures are over a part of the old form and are
/// among what is carried; their hash no longer fits, so the household signs again.
public final class CarryOver {
  private static final int PASSES = 8;

  private final SurveySession from;
  private final SurveySession to;
  private final SortedMap<String, Slot> answers;

  private CarryOver(SurveySession from, SurveySession to, SortedMap<String, Slot> answers) {
    this.from = from;
    this.to = to;
    this.answers = answers;
  }

  /// Opens `form` with everything `from` holds; `from` stays as it is.
  ///
  /// @param viewer the person at the keyboard afterwards
  /// @param log hears the new session's acts, its opening first
  public static SurveySession to(
      FormPackage form,
      SurveySession from,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log) {
    SortedMap<String, Slot> answers = new TreeMap<>();
    SortedMap<String, String> before = new TreeMap<>();
    Map<TreeElement, Slot> slots = new LinkedHashMap<>();
    from.layout().slots.values().forEach(s -> slots.put(s.node(), s));
    Facts.leaves(from.def().getMainInstance().getRoot(), from.layout())
        .forEach((key, leaf) -> {
          String value = AnswerText.read(leaf.getValue());
          Slot slot = slots.get(leaf);
          if (value.isEmpty() || (slot != null && slot.calculated())) return;
          if (slot != null && slot.kind() != QuestionKind.NOTE) answers.put(key, slot);
          boolean open = slot == null || from.origin(slot) != Question.Origin.ANSWERED;
          if (open && !own(leaf)) before.put(key, value);
        });
    Opening opening =
        new Opening(
            owners(from, Roster.Owners.MEMBER),
            owners(from, Roster.Owners.SUPPORTER),
            owners(from, Roster.Owners.STAFF),
            before,
            from.language());
    SurveySession to = SurveySession.open(form, opening, viewer, clock, log);
    CarryOver carry = new CarryOver(from, to, answers);
    for (int i = 0; i < PASSES && carry.pass(); i++) {}
    carry.rest();
    from.aside().forEach(to::keepAside);
    to.viewAs(viewer);
    return to;
  }

  /// The form's own: whose an instance is, its name, the id of a warning.
  private static boolean own(TreeElement leaf) {
    return leaf.getName().equals("uuid")
        || leaf.getName().equals("title")
        || leaf.getName().endsWith("_warn");
  }

  private static List<UUID> owners(SurveySession from, Roster.Owners owners) {
    LinkedHashSet<UUID> ids = new LinkedHashSet<>();
    for (RosterSlot roster : from.layout().rosters.values())
      if (roster.owners() == owners)
        roster.instances().forEach(i -> ids.add(UUID.fromString(i.owner())));
    return List.copyOf(ids);
  }

  /// Gives each answer that is not there yet; answers may open further questions.
  private boolean pass() {
    boolean moved = lines();
    for (Map.Entry<String, Slot> one : answers.entrySet()) {
      Slot slot = one.getValue();
      Optional<Slot> place = place(one.getKey());
      if (place.isEmpty()) continue;
      String staff = place.get().staff();
      if (staff != null) to.viewAs(UUID.fromString(staff));
      String path = place.get().path();
      Question.Origin was = from.origin(slot);
      boolean same = place.get().value().equals(slot.value());
      if (same && was == to.origin(place.get())) continue;
      if (was == Question.Origin.CONFIRMED && same)
        moved |= to.confirm(path) instanceof Answer.Answered;
      else if (!same) moved |= to.answer(path, slot.value()) instanceof Answer.Answered;
    }
    return moved;
  }

  private Optional<Slot> place(String key) {
    return to.pathOf(key).map(p -> to.layout().slots.get(p));
  }

  /// Rosters of lines grow to what they were.
  private boolean lines() {
    boolean moved = false;
    for (RosterSlot old : from.layout().rosters.values()) {
      if (old.owners() != Roster.Owners.LINES) continue;
      for (RosterSlot now : new ArrayList<>(to.layout().rosters.values())) {
        boolean it = now.generic().equals(old.generic()) && now.suffix().equals(old.suffix());
        if (!it) continue;
        for (int n = now.instances().size(); n < old.instances().size(); n++)
          moved |= to.add(now.path(), Optional.empty()) instanceof Answer.Answered;
      }
    }
    return moved;
  }

  private void rest() {
    answers.forEach((key, slot) -> {
      boolean there = place(key).filter(s -> s.value().equals(slot.value())).isPresent();
      if (!there) to.keepAside(key, slot.value());
    });
  }
}
