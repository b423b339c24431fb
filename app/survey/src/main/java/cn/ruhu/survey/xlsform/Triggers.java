package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which question, when its answer changes, sets which others.
final class Triggers {
  private final Map<FormNode, List<FormNode.Question>> targets = new HashMap<>();

  Triggers(SurveyModel model, Paths paths, Problems problems) {
    model.root.each(node -> {
      if (!(node instanceof FormNode.Question question)) return;
      for (String name : question.triggers) {
        SheetProblem.Place place = model.place(question, "trigger");
        FormNode trigger = paths.find(name, place);
        if (trigger == null) continue;
        if (!(trigger instanceof FormNode.Question asked) || !BodyWriter.visible(asked)) {
          problems.error(SheetProblem.Kind.TRIGGER_HIDDEN, place, name);
          continue;
        }
        targets.computeIfAbsent(trigger, _ -> new ArrayList<>()).add(question);
      }
    });
  }

  /// What a question sets when it changes, in the order of the form.
  List<FormNode.Question> of(FormNode.Question trigger) {
    return targets.getOrDefault(trigger, List.of());
  }
}
