package cn.ruhu.survey.xlsform;

import java.util.HashSet;
import java.util.Set;

/// What shows only when all nodes are there, those the compiler made among them: two of one name
/// under one parent, a name no element can have, a question nobody could tell from its neighbours.
final class NodeCheck {
  private final SurveyModel model;
  private final Problems problems;

  private NodeCheck(SurveyModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
  }

  static void run(SurveyModel model, Set<String> entities, Problems problems) {
    NodeCheck check = new NodeCheck(model, problems);
    check.geometries(entities);
    model.root.each(node -> {
      if (node instanceof FormNode.Section section) check.names(section);
      if (node instanceof FormNode.Question question) {
        check.label(question);
        check.list(question);
      }
    });
  }

  private void names(FormNode.Section section) {
    Set<String> names = new HashSet<>();
    for (FormNode child : section.children) {
      SheetProblem.Place place = model.place(child, "name");
      boolean reserved = child.row == 0 && child.name.equals("meta"); // told already
      if (!names.add(child.step()) && !reserved)
        problems.error(SheetProblem.Kind.DUPLICATE_NAME, place, child.name);
      if (!Lexer.isName(child.name)) problems.error(SheetProblem.Kind.BAD_NAME, place, child.name);
      else if (!read(child.name)) problems.error(SheetProblem.Kind.NAME_SCRIPT, place, child.name);
    }
  }

  private static boolean read(String name) {
    return name.chars().allMatch(c -> c < 0x80) || Expressions.readsName(name);
  }

  /// A question of position may show shapes: of a list, of a file, of a list of records, or of a
  /// repeat's instances.
  ///
  /// @param entities names of the lists of records the form makes or changes
  private void geometries(Set<String> entities) {
    Set<String> repeats = new HashSet<>();
    Set<String> files = new HashSet<>();
    model.root.each(node -> {
      if (node instanceof FormNode.Section s
          && s.level == FormNode.Level.REPEAT
          && s.children.stream().anyMatch(c -> c.name.equals(BodyWriter.GEOMETRY)))
        repeats.add(s.name);
      if (node instanceof FormNode.Question q
          && SelectReader.FILES.contains(SelectReader.extension(q.itemset)))
        files.add(q.itemset.substring(0, q.itemset.lastIndexOf('.')));
    });
    for (SurveyModel.ExternalFile file : model.externals) files.add(file.name());
    model.geometries.forEach((question, target) -> {
      boolean known =
          files.contains(target)
              || model.lists.containsKey(target)
              || entities.contains(target)
              || References.only(target).filter(repeats::contains).isPresent();
      if (!known)
        problems.error(
            SheetProblem.Kind.PARAMETER_GEOMETRY, model.place(question, "parameters"), target);
    });
  }

  /// What a person sees needs words or a picture; what is only computed is seen by nobody without.
  private void label(FormNode.Question question) {
    boolean wordless = question.label == null && question.hint == null && question.media.isEmpty();
    if (question.row > 0 && wordless && BodyWriter.visible(question))
      problems.error(
          SheetProblem.Kind.NO_QUESTION_LABEL, model.place(question, "label"), question.name);
  }

  /// The engine looks at the first choice for the labels of all.
  private void list(FormNode.Question question) {
    String shapes = model.geometries.getOrDefault(question, "");
    ChoiceList list = model.lists.get(question.itemset.isEmpty() ? shapes : question.itemset);
    if (list == null || list.translated() || list.choices().isEmpty()) return;
    ChoiceList.Choice first = list.choices().getFirst();
    if (first.label() == null)
      problems.error(
          SheetProblem.Kind.LIST_NO_LABEL, model.choices.place(first.row(), "label"), list.name());
  }
}
