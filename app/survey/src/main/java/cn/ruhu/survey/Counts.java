package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.ItemsetBinding;
import org.javarosa.core.model.instance.InvalidReferenceException;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;

/// Keeps a form in step with its own answers where the engine leaves that to its clients: rosters
/// whose number of instances is an answer, and choices that another answer took off their list.
///
/// A number that is lowered by mistake loses nothing: answers of instances that go are put aside by
/// their path, under a prefix of their own, and come back with the instance. Nothing that stands
/// aside or in the form is overwritten by it.
final class Counts {
  /// begins the keys of what waits aside for its instance
  static final String PREFIX = SurveySession.COUNTED;

  /// before the number of what waits no more; in no path
  private static final String RETIRED = "~";

  private static final int PASSES_MAX = 12;

  private final FormDef form;
  private final FormShape shape;
  private final SortedMap<String, String> aside;
  private final Marks marks;

  Counts(FormDef form, FormShape shape, SortedMap<String, String> aside, Marks marks) {
    this.marks = marks;
    this.form = form;
    this.shape = shape;
    this.aside = aside;
  }

  /// Makes instances what they are counted to be. Answers the rosters that changed; the layout is
  /// then to be made anew.
  List<String> settle(Layout layout) {
    List<String> changed = new ArrayList<>();
    Layout now = layout;
    for (int pass = 0; pass < PASSES_MAX; pass++) {
      List<String> here = pass(now);
      if (here.isEmpty()) break;
      changed.addAll(here);
      Layout before = now;
      now = Layout.of(form, shape);
      comeBack(before, now, here);
    }
    return changed;
  }

  private List<String> pass(Layout layout) {
    List<String> changed = new ArrayList<>();
    for (RosterSlot roster : layout.rosters.values()) {
      if (!roster.counted() || !roster.parent().isRelevant()) continue;
      // An outer roster that changed moves its inner ones: they take their turn in the next pass.
      if (changed.stream().anyMatch(c -> roster.path().startsWith(c + "["))) continue;
      int has = roster.instances().size();
      int wanted = wanted(roster);
      if (has == wanted) continue;
      for (int n = has; n < wanted; n++) add(roster, n);
      for (int n = has - 1; n >= wanted; n--) {
        putAside(layout, roster.instances().get(n).path());
        form.deleteRepeat(roster.index(form, n));
      }
      changed.add(roster.path());
    }
    return changed;
  }

  private void add(RosterSlot roster, int n) {
    try {
      form.createNewRepeat(roster.index(form, n));
    } catch (InvalidReferenceException e) {
      throw new IllegalStateException(e); // the layout came from this very form
    }
  }

  /// How many instances the form counts; without an answer none, and never more than the limit.
  private int wanted(RosterSlot roster) {
    String name = roster.generic().substring(roster.generic().lastIndexOf('/') + 1);
    TreeReference here = roster.parent().getRef().extendRef(name, 0);
    TreeElement count =
        form.getMainInstance()
            .resolveReference(roster.group().getConextualizedCountReference(here));
    String text = count == null ? "" : AnswerText.read(count.getValue());
    try {
      double number = text.isEmpty() ? 0 : Double.parseDouble(text);
      return (int) Math.clamp(Math.floor(number), 0, SurveyLimits.ROSTER_MAX);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private void putAside(Layout layout, String instance) {
    for (Slot slot : layout.slots.values())
      if (slot.asked() && slot.path().startsWith(instance + "/") && !slot.value().isEmpty()) {
        String key = PREFIX + slot.path();
        retire(key);
        aside.put(key, slot.value());
        marks.wait(key, slot);
      }
  }

  /// What waits for instances of rosters whose instances moved will not come back: under the same
  /// path there may be somebody else now. It stays aside.
  void retire(List<String> rosters) {
    for (String key : List.copyOf(aside.keySet()))
      if (rosters.stream().anyMatch(r -> key.startsWith(PREFIX + r + "["))) retire(key);
  }

  /// Moves what waits under a key to a free one, from where nothing comes back.
  private void retire(String key) {
    if (key.contains(RETIRED)) return;
    String value = aside.remove(key);
    if (value == null) return;
    int n = 2;
    while (aside.containsKey(key + RETIRED + n)) n++;
    aside.put(key + RETIRED + n, value);
  }

  private void comeBack(Layout before, Layout layout, List<String> rosters) {
    if (aside.isEmpty()) return;
    for (Slot slot : layout.slots.values()) {
      boolean inside = rosters.stream().anyMatch(r -> slot.path().startsWith(r + "["));
      String key = PREFIX + slot.path();
      String value = inside ? aside.get(key) : null;
      boolean stood = before.slots.containsKey(slot.path()) && slot.node().getValue() != null;
      if (value == null || stood) continue;
      if (AnswerText.parse(slot.kind(), slot.node().getDataType(), value)
          instanceof AnswerText.Value(var data)) {
        form.setValue(data, slot.ref(), slot.node(), true);
        aside.remove(key);
        marks.back(key, slot);
      }
    }
  }

  /// Takes away choices that another answer took off their list. A list whose question is not asked
  /// now cannot be told: there every choice stays.
  ///
  /// @param changed hears the question, and its value before
  void close(Layout layout, Wording wording, BiConsumer<Slot, String> changed) {
    for (Slot slot : layout.filtered()) {
      if (slot.node().getValue() == null || !slot.relevant()) continue;
      String before = slot.value();
      wording.choices(slot);
      if (!slot.value().equals(before)) changed.accept(slot, before);
    }
  }

  /// Whether a question's list depends on other answers.
  static boolean filtered(Slot slot) {
    ItemsetBinding itemset = slot.question().getDynamicChoices();
    if (itemset == null || itemset.nodesetRef == null) return false;
    for (int i = 0; i < itemset.nodesetRef.size(); i++) {
      var predicates = itemset.nodesetRef.getPredicate(i);
      if (predicates != null && !predicates.isEmpty()) return true;
    }
    return false;
  }
}
