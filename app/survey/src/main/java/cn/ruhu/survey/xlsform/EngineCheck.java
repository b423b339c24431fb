package cn.ruhu.survey.xlsform;

import cn.ruhu.survey.FormLogic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Has the engine read the finished form, and tells what it refuses by the rows of the workbook: it
/// knows circles among calculations and conditions, which no single cell shows.
final class EngineCheck {
  private static final int TOLD_MAX = 300;
  private static final int FAULTS_MAX = 200;

  /// A path as the engine writes it.
  private static final Pattern PATH =
      Pattern.compile("(?:/[^\\s/\\[\\]'\"(){}=,;]++(?:\\[\\d+\\])?)++");

  /// What shows when a form is opened and is a mistake for certain; the rest may be for want of a
  /// device.
  private static final Pattern WRONG =
      Pattern.compile("function|instance referenced|does not exist");

  private final SurveyModel model;
  private final Problems problems;
  private final Map<String, FormNode> byPath = new HashMap<>();
  private final List<FormLogic.Rule> rules = new ArrayList<>();
  private final IdentityHashMap<FormLogic.Rule, SurveyModel.RuleCell> cells =
      new IdentityHashMap<>();

  private EngineCheck(SurveyModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
    model.root.each(node -> {
      if (node != model.root) byPath.put(node.path(), node);
    });
    for (SurveyModel.RuleCell cell : model.rules) {
      if (cell.key().equals("constraint")) continue; // nothing hangs on it
      FormLogic.Rule rule =
          new FormLogic.Rule(cell.node().path(), kind(cell.key()), cell.expression());
      rules.add(rule);
      cells.put(rule, cell);
    }
  }

  /// @param xform the form with empty lists in the place of files
  /// @param external whether it asks files or functions that are not here, so that opening it would
  ///   prove nothing
  static void run(String xform, SurveyModel model, boolean external, Problems problems) {
    new EngineCheck(model, problems).run(xform, !external);
  }

  private static FormLogic.Rule.Kind kind(String key) {
    return switch (key) {
      case "calculate" -> FormLogic.Rule.Kind.CALCULATE;
      case "relevant" -> FormLogic.Rule.Kind.RELEVANT;
      default -> FormLogic.Rule.Kind.STATE;
    };
  }

  private void run(String xform, boolean open) {
    FormLogic.Order order = FormLogic.order(rules);
    if (order.tooLong()) {
      FormLogic.Rule end = order.end().orElseThrow();
      problems.error(
          SheetProblem.Kind.CHAIN, place(end), named(end), Integer.toString(order.links()));
      order.circles().forEach(this::circle);
      return;
    }
    boolean told = false;
    for (FormLogic.Fault fault :
        FormLogic.faults(xform, open).stream().limit(FAULTS_MAX).toList()) {
      String text = fault.message().strip().replaceAll("\\s+", " ");
      String lower = text.toLowerCase(Locale.ROOT);
      boolean circle = lower.contains("cycle") || lower.contains("self-reference");
      if (circle && !order.circles().isEmpty()) {
        if (!told) order.circles().forEach(this::circle);
        told = true;
        continue;
      }
      List<FormNode> nodes = nodes(text);
      SheetProblem.Place place =
          nodes.isEmpty()
              ? SheetProblem.Place.sheet(model.survey.name())
              : model.place(nodes.getFirst(), circle ? column(nodes.getFirst()) : "name");
      String shown = text.substring(0, Math.min(TOLD_MAX, text.length()));
      if (circle) problems.error(SheetProblem.Kind.CYCLE, place, named(nodes));
      else if (!fault.opening() || WRONG.matcher(lower).find())
        problems.error(SheetProblem.Kind.ENGINE, place, shown);
      else problems.warn(SheetProblem.Kind.ENGINE, place, shown);
    }
  }

  /// A circle is told at each of its cells: any of them may be the one to mend.
  private void circle(List<FormLogic.Rule> circle) {
    List<String> all = new ArrayList<>();
    for (FormLogic.Rule rule : circle.stream().limit(XlsLimits.CIRCLE_TOLD_MAX).toList())
      all.add(named(rule));
    if (circle.size() > all.size()) all.add("… " + circle.size());
    String names = String.join(" → ", all);
    for (FormLogic.Rule rule : circle.stream().limit(XlsLimits.CIRCLE_TOLD_MAX).toList())
      problems.error(SheetProblem.Kind.CYCLE, place(rule), names);
  }

  private SheetProblem.Place place(FormLogic.Rule rule) {
    SurveyModel.RuleCell cell = cells.get(rule);
    return cell == null
        ? SheetProblem.Place.sheet(model.survey.name())
        : model.place(cell.node(), "bind::" + cell.key());
  }

  /// A rule's name and cell: `income (D14)`.
  private String named(FormLogic.Rule rule) {
    String name = rule.node().substring(rule.node().lastIndexOf('/') + 1);
    SheetProblem.Place place = place(rule);
    return place.row() == 0 ? name : name + " (" + place.letter() + place.row() + ")";
  }

  private static String column(FormNode node) {
    return node.bind.containsKey("calculate") ? "bind::calculate" : "bind::relevant";
  }

  private static String named(List<FormNode> nodes) {
    List<String> names = new ArrayList<>();
    for (FormNode node : nodes)
      names.add(node.row == 0 ? node.name : node.name + " (" + node.row + ")");
    return names.isEmpty() ? "-" : String.join(" → ", names);
  }

  /// The nodes a message names, in the order of the form.
  private List<FormNode> nodes(String text) {
    Set<FormNode> found = new LinkedHashSet<>();
    Matcher match = PATH.matcher(text);
    while (match.find()) {
      String path = match.group().replaceAll("\\[\\d+\\]", "");
      FormNode node = byPath.get(path);
      while (node == null && path.lastIndexOf('/') > 0) { // a full stop may follow it, or a child
        path = path.substring(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('.')));
        node = byPath.get(path);
      }
      if (node != null) found.add(node);
    }
    return found.stream().sorted(Comparator.comparingInt(n -> n.row)).toList();
  }
}
