package cn.ruhu.survey;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;

/// What a question says and offers, as far as other answers change it: words with values in them,
/// and lists that are filtered or searched. Of any other question nothing, so that thousands of
/// them cost nothing.
final class Telling {
  private final Wording wording;
  private final Marks marks;
  private final SoftRules soft;
  private final Map<QuestionDef, Boolean> talking = new HashMap<>();
  private String language = "";

  Telling(Wording wording, Marks marks, SoftRules soft) {
    this.wording = wording;
    this.marks = marks;
    this.soft = soft;
  }

  /// All that a screen shows of each question and that another answer can change, by path.
  Map<String, Slot.State> states(Layout layout) {
    Map<String, Slot.State> now = LinkedHashMap.newLinkedHashMap(layout.slots.size());
    layout.slots.forEach((path, slot) ->
        now.put(path, slot.state(marks.origin(slot), (soft.broken(slot) ? "!" : "") + told(slot))));
    return now;
  }

  /// A text that is another one when the question's words or choices are.
  private String told(Slot slot) {
    if (!slot.relevant()) return "";
    String spoken = wording.spoken();
    if (!spoken.equals(language)) talking.clear();
    language = spoken;
    QuestionDef question = slot.question();
    boolean words = talking.computeIfAbsent(question, wording::filledIn);
    boolean list = Counts.filtered(slot) || wording.searches(question);
    if (!words && !list) return "";
    StringBuilder told = new StringBuilder();
    if (words)
      told.append(wording.label(question, slot.ref()))
          .append('\n')
          .append(wording.hint(question, slot.ref()));
    if (list) told.append('\n').append(list(wording.choices(slot)));
    return told.toString();
  }

  private static int list(List<SelectChoice> choices) {
    if (choices.size() > SurveyLimits.OPTIONS_SHOWN_MAX) return System.identityHashCode(choices);
    int hash = choices.size();
    for (SelectChoice choice : choices) hash = hash * 31 + choice.getValue().hashCode();
    return hash;
  }
}
