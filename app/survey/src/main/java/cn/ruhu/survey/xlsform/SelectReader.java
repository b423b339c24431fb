package cn.ruhu.survey.xlsform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the survey's selects: what list they choose from, in what order, with what besides. One
/// thread, one use.
final class SelectReader {
  private static final Map<String, String> COMMANDS =
      Map.ofEntries(
          Map.entry("add select one prompt using", "select one"),
          Map.entry("add select multiple prompt using", "select all that apply"),
          Map.entry("select all that apply from", "select all that apply"),
          Map.entry("select one from file", "select one"),
          Map.entry("select multiple from file", "select all that apply"),
          Map.entry("select_one_from_file", "select one"),
          Map.entry("select_multiple_from_file", "select all that apply"),
          Map.entry("select one from", "select one"),
          Map.entry("select1", "select one"),
          Map.entry("select_one", "select one"),
          Map.entry("select one", "select one"),
          Map.entry("select_multiple", "select all that apply"),
          Map.entry("select all that apply", "select all that apply"),
          Map.entry("select_one_external", "select one external"),
          Map.entry("rank", "rank"));
  private static final Pattern SELECT = pattern();
  static final Set<String> FILES = Set.of("csv", "xml", "geojson");

  /// A select's type as written, taken apart.
  ///
  /// @param command as written
  /// @param type the type it stands for
  /// @param list a list, a file or a reference
  /// @param other whether `or_other` follows
  record Select(String command, String type, String list, boolean other) {
    boolean fromFile() {
      return command.endsWith("file");
    }
  }

  private final SurveyModel model;
  private final Table table;
  private final Parameters parameters;
  private final Set<String> externalLists;
  private final List<String> sheets;
  private final Problems problems;
  private final Set<String> searching = new HashSet<>();
  private final Set<String> notSearching = new HashSet<>();
  private boolean otherSeen;

  /// The list of the table-list that is open: empty before its first select, nothing outside one.
  private @Nullable String tableList;

  SelectReader(
      SurveyModel model,
      Parameters parameters,
      Set<String> externalLists,
      List<String> sheets,
      Problems problems) {
    this.model = model;
    this.table = model.survey;
    this.parameters = parameters;
    this.externalLists = externalLists;
    this.sheets = sheets;
    this.problems = problems;
  }

  private static Pattern pattern() {
    List<String> commands = new ArrayList<>(COMMANDS.keySet());
    commands.sort((a, b) -> b.length() - a.length()); // the longest that fits
    return Pattern.compile(
        "(" + String.join("|", commands) + ") (\\S+)( (or specify other|or_other|or other))?");
  }

  void beginTableList() {
    tableList = "";
  }

  void endTableList() {
    tableList = null;
  }

  /// The type taken apart, or nothing when it is no select's.
  @Nullable Select parse(String type) {
    Matcher match = SELECT.matcher(type);
    if (!match.matches()) return null;
    String command = match.group(1);
    return new Select(
        command, COMMANDS.getOrDefault(command, command), match.group(2), match.group(3) != null);
  }

  /// Types spelt like this one, for a problem's text.
  String nearTypes(String type) {
    Set<String> names = new HashSet<>(TypeSpec.names());
    names.addAll(
        Set.of(
            "image",
            "begin_group",
            "end_group",
            "begin_repeat",
            "end_repeat",
            "csv-external",
            "xml-external"));
    String first = type.split(" ", 2)[0];
    Set<String> commands = new HashSet<>(COMMANDS.keySet());
    String near = problems.near(type, names);
    return near.equals("-") ? problems.near(first, commands) : near;
  }

  static String extension(String list) {
    int dot = list.lastIndexOf('.');
    return dot <= 0 ? "" : list.substring(dot + 1);
  }

  /// Reads a select and adds it, with what it brings along, to the section.
  void read(
      FormNode.Question question,
      Entry entry,
      Select select,
      Map<String, String> pairs,
      FormNode.Section section) {
    options(question, entry, select, pairs);
    if (!list(question, entry, select)) {
      section.add(question);
      return;
    }
    FormNode.Question other = select.other() ? other(question, entry, select) : null;
    search(question, entry, select);
    tableRow(question, entry, select, section);
    section.add(question);
    if (other != null) section.add(other);
  }

  private void options(
      FormNode.Question question, Entry entry, Select select, Map<String, String> pairs) {
    Set<String> allowed = new HashSet<>(Set.of("randomize", "seed"));
    if (select.fromFile()) allowed.addAll(Set.of("value", "label"));
    if (References.any(select.list())) allowed.add("value"); // what is kept of a roster's instance
    parameters.allow(entry, pairs, allowed);
    String randomize = pairs.getOrDefault("randomize", "");
    String seed = pairs.getOrDefault("seed", "");
    boolean goodSeed =
        seed.isEmpty()
            || References.only(seed).isPresent()
            || seed.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    if (!Set.of("", "true", "false").contains(randomize)) wrong(entry, "randomize", randomize);
    if (!goodSeed || (!seed.isEmpty() && randomize.isEmpty())) wrong(entry, "seed", seed);
    for (String key : List.of("value", "label"))
      if (pairs.containsKey(key) && !Lexer.isName(pairs.getOrDefault(key, "")))
        wrong(entry, key, pairs.getOrDefault(key, ""));
    question.parameters = pairs;
  }

  private void wrong(Entry entry, String key, String value) {
    problems.error(
        SheetProblem.Kind.PARAMETER_VALUE, table.place(entry.number(), "parameters"), key, value);
  }

  /// Finds the list; false when there is none, which is told.
  private boolean list(FormNode.Question question, Entry entry, Select select) {
    SheetProblem.Place place = table.place(entry.number(), "type");
    String list = select.list();
    question.itemset = list;
    boolean file = FILES.contains(extension(list));
    if (select.fromFile() && !file) {
      problems.error(SheetProblem.Kind.LIST_EXTENSION, place, list);
      return false;
    }
    if (select.type().equals("select one external")) return external(question, entry, select);
    if (file || References.any(list)) return true;
    ChoiceList choices = model.lists.get(list);
    if (choices == null) {
      if (model.lists.isEmpty())
        problems.error(
            SheetProblem.Kind.NO_CHOICES_SHEET, place, list, problems.near("choices", sheets));
      else
        problems.error(
            SheetProblem.Kind.NO_LIST, place, list, problems.near(list, model.lists.keySet()));
      return false;
    }
    if (select.type().equals("select all that apply"))
      for (ChoiceList.Choice choice : choices.choices())
        if (choice.name().contains(" "))
          problems.error(SheetProblem.Kind.CHOICE_SPACE, place, choice.name(), list);
    return true;
  }

  private boolean external(FormNode.Question question, Entry entry, Select select) {
    SheetProblem.Place place = table.place(entry.number(), "type");
    question.itemset = "";
    if (externalLists.isEmpty()) {
      problems.error(
          SheetProblem.Kind.NO_EXTERNAL_CHOICES,
          place,
          select.list(),
          problems.near("external_choices", sheets));
      return false;
    }
    if (!externalLists.contains(select.list())) {
      problems.error(
          SheetProblem.Kind.NO_LIST,
          place,
          select.list(),
          problems.near(select.list(), externalLists));
      return false;
    }
    if (question.choiceFilter.isEmpty())
      problems.warn(SheetProblem.Kind.EXTERNAL_WITHOUT_FILTER, place, select.list());
    question.query = select.list();
    return true;
  }

  private FormNode.@Nullable Question other(
      FormNode.Question question, Entry entry, Select select) {
    SheetProblem.Place place = table.place(entry.number(), "type");
    ChoiceList choices = model.lists.get(select.list());
    if (!question.choiceFilter.isEmpty()) {
      problems.error(
          SheetProblem.Kind.OR_OTHER_FILTER, table.place(entry.number(), "choice_filter"));
      return null;
    }
    if (choices == null) {
      problems.error(SheetProblem.Kind.OR_OTHER_LIST, place, select.list());
      return null;
    }
    otherSeen = true;
    choices.addOther();
    TypeSpec text = TypeSpec.of("text").orElseThrow();
    FormNode.Question other =
        new FormNode.Question(question.name + "_other", entry.number(), "text", text);
    other.bind.put("type", Localized.of("string"));
    other.bind.put("relevant", Localized.of("selected(../" + question.name + ", 'other')"));
    other.label = Localized.of("Specify other.");
    return other;
  }

  /// A select whose appearance searches a file has its items in itself.
  private void search(FormNode.Question question, Entry entry, Select select) {
    String appearance = question.control.getOrDefault("appearance", "");
    ChoiceList choices = model.lists.get(select.list());
    if (!appearance.contains("search(") || !appearance.contains(")")) {
      notSearching.add(select.list());
      return;
    }
    if (FILES.contains(extension(select.list())))
      problems.error(
          SheetProblem.Kind.SEARCH_FILE,
          table.place(entry.number(), "control::appearance"),
          question.name);
    if (choices == null) return;
    searching.add(select.list());
    choices.search();
    question.inline = choices;
    question.itemset = "";
  }

  private void tableRow(
      FormNode.Question question, Entry entry, Select select, FormNode.Section section) {
    if (tableList == null) return;
    String list = select.list();
    if (tableList.isEmpty()) {
      tableList = list;
      if (!question.choiceFilter.isEmpty())
        problems.error(
            SheetProblem.Kind.TABLE_LIST,
            table.place(entry.number(), "choice_filter"),
            list,
            question.choiceFilter);
      FormNode.Question header =
          new FormNode.Question(
              "reserved_name_for_field_list_labels_" + entry.number(),
              entry.number(),
              select.type(),
              question.spec);
      header.bind.put("type", Localized.of(select.type().equals("rank") ? "odk:rank" : "string"));
      header.control.put("appearance", "label");
      header.label = Localized.of(" ");
      header.itemset = list;
      section.add(header);
    }
    if (!tableList.equals(list))
      problems.error(
          SheetProblem.Kind.TABLE_LIST, table.place(entry.number(), "type"), tableList, list);
    question.control.put("appearance", "list-nolabel");
  }

  /// What can be said only when all rows are read.
  void finish() {
    for (String list : searching)
      if (notSearching.contains(list))
        problems.error(
            SheetProblem.Kind.SEARCH_SHARED, SheetProblem.Place.sheet(table.name()), list);
    boolean translated =
        table.columns().stream().anyMatch(c -> !c.meaning().language().isEmpty())
            || model.lists.values().stream()
                .flatMap(l -> l.choices().stream())
                .anyMatch(c -> c.label() != null && c.label().translated());
    if (otherSeen && translated)
      problems.warn(SheetProblem.Kind.OR_OTHER_TRANSLATED, SheetProblem.Place.sheet(table.name()));
  }
}
