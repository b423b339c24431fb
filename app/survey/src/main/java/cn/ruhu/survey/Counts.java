package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.ItemsetBinding;
import org.javarosa.core.model.instance.InvalidReferenceException;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;

/// Keeps a form in step with its own answers where the engine leaves that to its clients: rosters
/// whose number of instances is an answer, and choices that another answer took off their list.
///
/// A number that is lowered by mistake loses nothing: answers of instances that go are put aside by
/// their path and come back with the instance.
final class Counts {
  private static final int PASSES_MAX = 12;

  private final FormDef form;
  private final FormShape shape;
  private final SortedMap<String, String> aside;

  Counts(FormDef form, FormShape shape, SortedMap<String, String> aside) {
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
      now = Layout.of(form, shape);
      comeBack(now, here);
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
      if (slot.asked() && slot.path().startsWith(instance + "/") && !slot.value().isEmpty())
        aside.put(slot.path(), slot.value());
  }

  private void comeBack(Layout layout, List<String> rosters) {
    if (aside.isEmpty()) return;
    for (Slot slot : layout.slots.values()) {
      boolean inside = rosters.stream().anyMatch(r -> slot.path().startsWith(r + "["));
      String value = inside ? aside.get(slot.path()) : null;
      if (value == null) continue;
      if (AnswerText.parse(slot.kind(), slot.node().getDataType(), value)
          instanceof AnswerText.Value(var data)) {
        form.setValue(data, slot.ref(), slot.node(), true);
        aside.remove(slot.path());
      }
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
