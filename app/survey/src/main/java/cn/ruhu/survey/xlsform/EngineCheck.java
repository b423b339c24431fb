package cn.ruhu.survey.xlsform;

import cn.ruhu.survey.FormLogic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Has the engine read the finished form, and tells what it refuses by the rows of the workbook: it
/// knows circles among calculations and conditions, which no single cell shows.
final class EngineCheck {
  private static final int TOLD_MAX = 300;

  /// What shows when a form is opened and is a mistake for certain; the rest may be for want of a
  /// device.
  private static final Pattern WRONG =
      Pattern.compile("function|instance referenced|does not exist");

  private EngineCheck() {}

  /// @param xform the form with empty lists in the place of files
  /// @param external whether it asks files or functions that are not here, so that opening it would
  ///   prove nothing
  static void run(String xform, SurveyModel model, boolean external, Problems problems) {
    for (FormLogic.Fault fault : FormLogic.faults(xform, !external)) {
      String text = fault.message().strip().replaceAll("\\s+", " ");
      List<FormNode> nodes = nodes(text, model);
      String lower = text.toLowerCase(Locale.ROOT);
      boolean circle = lower.contains("cycle") || lower.contains("self-reference");
      SheetProblem.Place place =
          nodes.isEmpty()
              ? SheetProblem.Place.sheet(model.survey.name())
              : model.place(nodes.getFirst(), circle ? circleColumn(nodes.getFirst()) : "name");
      String shown = text.substring(0, Math.min(TOLD_MAX, text.length()));
      if (circle) problems.error(SheetProblem.Kind.CYCLE, place, named(nodes));
      else if (!fault.opening() || WRONG.matcher(lower).find())
        problems.error(SheetProblem.Kind.ENGINE, place, shown);
      else problems.warn(SheetProblem.Kind.ENGINE, place, shown);
    }
  }

  private static String circleColumn(FormNode node) {
    return node.bind.containsKey("calculate") ? "bind::calculate" : "bind::relevant";
  }

  private static String named(List<FormNode> nodes) {
    List<String> names = new ArrayList<>();
    for (FormNode node : nodes)
      names.add(node.row == 0 ? node.name : node.name + " (" + node.row + ")");
    return names.isEmpty() ? "-" : String.join(" → ", names);
  }

  /// The nodes a message names, longest paths first taken, in the order of the form.
  private static List<FormNode> nodes(String text, SurveyModel model) {
    Map<String, FormNode> byPath = new LinkedHashMap<>();
    model.root.each(node -> {
      if (node != model.root) byPath.put(node.path(), node);
    });
    List<String> paths = new ArrayList<>(byPath.keySet());
    paths.sort(Comparator.comparingInt(String::length).reversed());
    String rest = text.replaceAll("\\[\\d+\\]", "");
    List<FormNode> found = new ArrayList<>();
    for (String path : paths) {
      if (!rest.contains(path)) continue;
      rest = rest.replace(path, " ");
      FormNode node = byPath.get(path);
      if (node != null) found.add(node);
    }
    found.sort(Comparator.comparingInt(n -> n.row));
    return found;
  }
}
