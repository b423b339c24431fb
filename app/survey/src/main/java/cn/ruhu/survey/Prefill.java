package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.jspecify.annotations.Nullable;

/// Brings what is known before the visit into a fresh form: people become roster instances, keyed
/// values become prefilled answers. What the form says is never prefilled (`no-prefill`, each
/// investigator's own section) stays empty, whatever is handed in.
final class Prefill {
  private static final Pattern INSTANCE = Pattern.compile("\\[(\\d{1,4})]");
  private static final Pattern KEY = Pattern.compile("(\\w+)((?:@[0-9a-f-]{36})?)(?:#(\\d{1,2}))?");

  private final FormDef form;
  private final FormShape shape;
  private final List<String> refused = new ArrayList<>();
  private Layout layout;

  Prefill(FormDef form, FormShape shape) {
    this.form = form;
    this.shape = shape;
    this.layout = Layout.of(form, shape);
  }

  /// Applies an opening; `marked` hears of each question that now holds a value to confirm. Answers
  /// the keys that found no place or no valid value.
  List<String> apply(Opening opening, BiConsumer<Slot, Question.Origin> marked) {
    if (shape.visit()) empty();
    for (var member : opening.members()) addOwner(Roster.Owners.MEMBER, member.toString());
    for (var supporter : opening.supporters())
      addOwner(Roster.Owners.SUPPORTER, supporter.toString());
    for (var observer : opening.observers()) addOwner(Roster.Owners.STAFF, observer.toString());
    opening.values().keySet().forEach(this::addLines);
    Map<String, TreeElement> leaves = Facts.leaves(form.getMainInstance().getRoot(), layout);
    Map<TreeElement, Slot> slots = new java.util.HashMap<>();
    layout.slots.values().forEach(slot -> slots.put(slot.node(), slot));
    opening
        .values()
        .forEach((key, value) -> {
          if (key.startsWith(Opening.PROPERTY)) return;
          TreeElement leaf = leaves.get(key);
          Slot slot = leaf == null ? null : slots.get(leaf);
          if (leaf == null || value.isEmpty() || forbidden(slot) || !set(leaf, slot, value))
            refused.add(key);
          else if (slot != null) marked.accept(slot, Question.Origin.PREFILLED);
        });
    form.initialize(false, new InstanceInitializationFactory()); // calculates once, not per value
    return List.copyOf(refused);
  }

  /// A workbook's repeats begin with an instance each; the rosters of a visit begin with the people
  /// there are and with no line.
  private void empty() {
    for (RosterSlot roster : List.copyOf(layout.rosters.values())) {
      boolean ours = roster.tokens().stream().anyMatch(t -> t.startsWith("roster-"));
      if (!ours || roster.path().contains("[")) continue;
      for (int n = roster.instances().size(); n > 0; n--)
        form.deleteRepeat(roster.index(form, n - 1));
    }
    layout = Layout.of(form, shape);
  }

  private boolean forbidden(@Nullable Slot slot) {
    if (slot == null) return false;
    return slot.staff() != null
        || slot.calculated()
        || slot.has("no-prefill")
        || closed(slot.section());
  }

  private boolean closed(String section) {
    Layout.SectionSlot slot = layout.sections.get(section);
    return slot != null && slot.tokens().contains("no-prefill");
  }

  private boolean set(TreeElement leaf, @Nullable Slot slot, String value) {
    QuestionKind kind = slot == null ? QuestionKind.TEXT : slot.kind();
    return switch (AnswerText.parse(kind, leaf.getDataType(), value)) {
      case AnswerText.Bad _ -> false;
      case AnswerText.Value(var data) -> {
        leaf.setAnswer(data);
        yield true;
      }
    };
  }

  private void addOwner(Roster.Owners owners, String owner) {
    for (RosterSlot roster : List.copyOf(layout.rosters.values()))
      if (roster.owners() == owners) add(form, roster, Optional.of(owner));
    layout = Layout.of(form, shape);
  }

  /// Makes the instances that a key like `I04@member#2` needs.
  private void addLines(String key) {
    if (!shape.visit()) {
      addByPath(key);
      return;
    }
    Matcher parts = KEY.matcher(key);
    if (!parts.matches() || parts.group(3) == null) return;
    String leaf = shape.leaves().get(parts.group(1));
    int wanted = Integer.parseInt(parts.group(3));
    if (leaf == null || wanted > SurveyLimits.ROSTER_MAX) return;
    for (RosterSlot roster : List.copyOf(layout.rosters.values())) {
      boolean mine =
          roster.owners() == Roster.Owners.LINES
              && leaf.startsWith(roster.generic() + "/")
              && roster.suffix().equals(parts.group(2))
              && !closed(roster.section());
      if (!mine) continue;
      RosterSlot now = roster;
      while (now != null && now.instances().size() < wanted) {
        add(form, now, Optional.empty());
        layout = Layout.of(form, shape);
        now = layout.rosters.get(roster.path());
      }
    }
  }

  /// Makes the instances on the way to `/group/line[2]/part[1]/name`.
  private void addByPath(String key) {
    Matcher instance = INSTANCE.matcher(key);
    while (instance.find()) {
      int wanted = Integer.parseInt(instance.group(1));
      RosterSlot roster = layout.rosters.get(key.substring(0, instance.start()));
      if (wanted > SurveyLimits.ROSTER_MAX) return;
      while (roster != null && !roster.counted() && roster.instances().size() < wanted) {
        add(form, roster, Optional.empty());
        layout = Layout.of(form, shape);
        roster = layout.rosters.get(roster.path());
      }
    }
  }

  /// Adds one instance to a roster, its owner written in.
  static void add(FormDef form, RosterSlot roster, Optional<String> owner) {
    try {
      int n = roster.instances().size();
      form.createNewRepeat(roster.index(form, n));
      String name = roster.generic().substring(roster.generic().lastIndexOf('/') + 1);
      TreeElement node = roster.parent().getChild(name, n);
      TreeElement uuid = node == null ? null : node.getFirstChild("uuid");
      if (owner.isPresent() && uuid != null)
        form.setValue(
            new org.javarosa.core.model.data.StringData(owner.get()), uuid.getRef(), uuid, true);
    } catch (org.javarosa.core.model.instance.InvalidReferenceException e) {
      throw new IllegalStateException(e); // the layout came from this very form
    }
  }
}
