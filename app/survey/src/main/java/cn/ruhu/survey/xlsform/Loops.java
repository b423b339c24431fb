package cn.ruhu.survey.xlsform;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Unrolls a `begin loop over LIST`: a group for each choice, its questions repeated in each, with
/// `%(name)s` and `%(label)s` standing for the choice.
final class Loops {
  private final SurveyModel model;
  private final FormNode.Section parent;
  private final Problems problems;

  Loops(SurveyModel model, FormNode.Section parent, Problems problems) {
    this.model = model;
    this.parent = parent;
    this.problems = problems;
  }

  void expand(FormNode.Section loop, String list) {
    ChoiceList choices = model.lists.get(list);
    parent.add(loop);
    if (choices == null) return;
    java.util.List<FormNode> template = java.util.List.copyOf(loop.children);
    loop.children.clear();
    long[] nodes = {0};
    template.forEach(node -> count(node, nodes));
    model.looped += nodes[0] * choices.choices().size();
    if (model.looped > XlsLimits.LOOP_NODES_MAX) {
      problems.error(
          SheetProblem.Kind.LOOP_LARGE,
          model.survey.place(loop.row, "type"),
          Long.toString(model.looped),
          Integer.toString(XlsLimits.LOOP_NODES_MAX));
      return;
    }
    for (ChoiceList.Choice choice : choices.choices()) {
      if (choice.name().equals("none")) continue;
      FormNode.Section column = new FormNode.Section(choice.name(), loop.row, FormNode.Level.GROUP);
      column.label = choice.label();
      column.media.putAll(choice.media());
      loop.add(column);
      for (FormNode child : template) column.add(copy(child, choice));
    }
  }

  private static void count(FormNode node, long[] into) {
    if (node instanceof FormNode.Section section) section.each(_ -> into[0]++);
    else into[0]++;
  }

  private FormNode copy(FormNode node, ChoiceList.Choice choice) {
    UnaryOperator<String> fill = text -> filled(text, choice, "");
    FormNode copy =
        switch (node) {
          case FormNode.Section section -> {
            FormNode.Section made =
                new FormNode.Section(fill.apply(section.name), section.row, section.level);
            for (FormNode child : section.children) made.add(copy(child, choice));
            yield made;
          }
          case FormNode.Question question -> question(question, fill);
          case FormNode.Mark mark -> mark;
        };
    copy.label = filled(node.label, choice);
    copy.hint = filled(node.hint, choice);
    copy.guidance = filled(node.guidance, choice);
    node.bind.forEach((key, value) -> copy.bind.put(key, value.map(fill)));
    node.control.forEach((key, value) -> copy.control.put(key, fill.apply(value)));
    node.attributes.forEach((key, value) -> copy.attributes.put(key, fill.apply(value)));
    node.media.forEach((key, value) -> copy.media.put(key, value.map(fill)));
    return copy;
  }

  private static FormNode.Question question(FormNode.Question from, UnaryOperator<String> fill) {
    FormNode.Question made =
        new FormNode.Question(fill.apply(from.name), from.row, from.type, from.spec);
    made.actions.addAll(from.actions);
    made.triggers.addAll(from.triggers);
    made.parameters = from.parameters;
    made.defaultText = fill.apply(from.defaultText);
    made.dynamicDefault = from.dynamicDefault;
    made.choiceFilter = fill.apply(from.choiceFilter);
    made.itemset = from.itemset;
    made.inline = from.inline;
    made.tags = from.tags;
    made.query = from.query;
    return made;
  }

  private static @Nullable Localized filled(@Nullable Localized text, ChoiceList.Choice choice) {
    if (text == null) return null;
    Map<String, String> filled = new java.util.LinkedHashMap<>();
    text.byLanguage()
        .forEach((language, each) -> filled.put(language, filled(each, choice, language)));
    return new Localized(filled);
  }

  private static String filled(String text, ChoiceList.Choice choice, String language) {
    if (!text.contains("%(")) return text;
    Localized label = choice.label();
    String shown =
        label == null ? choice.name() : label.byLanguage().getOrDefault(language, label.plain());
    return text.replace("%(name)s", choice.name()).replace("%(label)s", shown);
  }
}
