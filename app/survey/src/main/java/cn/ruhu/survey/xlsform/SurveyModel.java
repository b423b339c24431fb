package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A workbook understood: the form's nodes, its lists and its settings. Built by {@link
/// SurveyReader}, finished by {@link Entities}, written by {@link FormWriter}. One thread.
final class SurveyModel {
  /// A file beside the form that its expressions ask (`csv-external`, `xml-external`).
  record ExternalFile(String name, String extension, int row) {
    String source() {
      return "jr://" + (extension.equals("csv") ? "file-csv/" : "file/") + name + "." + extension;
    }
  }

  final Settings settings;
  final Table survey;
  final Table choices;
  final Map<String, ChoiceList> lists;

  /// The tags a map feature may be asked for, by list.
  final Map<String, ChoiceList> tags = new HashMap<>();

  final FormNode.Section root;
  final List<ExternalFile> externals = new ArrayList<>();

  /// The nodes that belong under `meta` at the end of the form.
  final List<FormNode> meta = new ArrayList<>();

  /// Where an entity saves to, by the question: `list#property` as written.
  final Map<FormNode.Question, String> saves = new java.util.LinkedHashMap<>();

  /// The lists of records the form changes, which it must be able to ask, and where that is said.
  final Map<String, SheetProblem.Place> changed = new java.util.LinkedHashMap<>();

  /// Version of the entities' specification the form follows; empty without entities.
  String entitiesVersion = "";

  /// Nodes that loops were unrolled to.
  long looped;

  /// Where a position question takes the shapes on its map from, as written.
  final Map<FormNode.Question, String> geometries = new java.util.LinkedHashMap<>();

  /// The conditions and calculations of the form as it was written, for whoever looks for circles.
  final List<RuleCell> rules = new ArrayList<>();

  /// A condition or calculation and the cell it stands in.
  record RuleCell(FormNode node, String key, String expression) {}

  /// Where the settings and entities sheets' expressions stand, by the node that carries them.
  final Map<FormNode, SheetProblem.Place> elsewhere = new HashMap<>();

  SurveyModel(Settings settings, Table survey, Table choices, Map<String, ChoiceList> lists) {
    this.settings = settings;
    this.survey = survey;
    this.choices = choices;
    this.lists = lists;
    this.root = new FormNode.Section(settings.rootName(), 0, FormNode.Level.ROOT);
  }

  /// Where a column's cell of a node is in the workbook.
  SheetProblem.Place place(FormNode node, String key) {
    for (FormNode at = node; at != null; at = at.parent) {
      SheetProblem.Place place = elsewhere.get(at);
      if (place != null) return place;
    }
    return node.row == 0 ? SheetProblem.Place.sheet(survey.name()) : survey.place(node.row, key);
  }
}
