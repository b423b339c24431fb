package cn.ruhu.survey.xlsform;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The form's item lists: those of the choices sheet, files its expressions ask, and the record
/// that was saved last. One id is one list.
final class Instances {
  private static final Pattern PULLDATA = Pattern.compile("pulldata\\s*\\(\\s*(.*?),");
  private static final Pattern ASKED = Pattern.compile("instance\\s*\\(\\s*(['\"])(.*?)\\1\\s*\\)");
  private static final List<String> ASKING =
      List.of("calculate", "constraint", "readonly", "required", "relevant");
  private static final String LAST_SAVED = "__last-saved";

  private final SurveyModel model;
  private final Problems problems;

  /// Id → source; lists of the choices sheet come after and have none.
  private final Map<String, String> sources = new LinkedHashMap<>();

  private final Map<String, SheetProblem.Place> asked = new HashMap<>();

  /// Columns of a file that a question takes for its choices' names and labels.
  private final Map<String, Set<String>> shown = new HashMap<>();

  Instances(SurveyModel model, Problems problems) {
    this.model = model;
    this.problems = problems;
    boolean[] lastSaved = {false};
    for (SurveyModel.ExternalFile file : model.externals)
      source(file.name(), file.source(), model.survey.place(file.row(), "name"));
    model.root.each(node -> lastSaved[0] |= node(node));
    for (ChoiceList list : model.lists.values())
      for (ChoiceList.Choice choice : list.choices()) lastSaved[0] |= texts(choice);
    if (lastSaved[0]) source(LAST_SAVED, "jr://instance/last-saved", SheetProblem.Place.FILE);
    for (ChoiceList list : model.lists.values()) clash(list);
    unknown();
  }

  /// Whether a file stands behind any list, or the engine cannot be asked about the form alone.
  boolean external() {
    return !sources.isEmpty();
  }

  private void source(String id, String source, SheetProblem.Place place) {
    String other = sources.putIfAbsent(id, source);
    if (other != null && !other.equals(source))
      problems.error(SheetProblem.Kind.INSTANCE_CLASH, place, id);
  }

  private void clash(ChoiceList list) {
    if (sources.containsKey(list.name()) && !list.searched())
      problems.error(
          SheetProblem.Kind.INSTANCE_CLASH, SheetProblem.Place.sheet("choices"), list.name());
  }

  /// Collects what a node asks; whether it asks the record saved last.
  private boolean node(FormNode node) {
    boolean lastSaved = false;
    for (String key : ASKING) {
      Localized bind = node.bind.get(key);
      if (bind != null) lastSaved |= expression(bind.plain(), model.place(node, "bind::" + key));
    }
    lastSaved |= texts(node);
    if (!(node instanceof FormNode.Question question)) return lastSaved;
    lastSaved |= expression(question.choiceFilter, model.place(node, "choice_filter"));
    lastSaved |= expression(question.defaultText, model.place(node, "default"));
    String extension = SelectReader.extension(question.itemset);
    if (SelectReader.FILES.contains(extension)) {
      String folder = extension.equals("csv") ? "file-csv" : "file";
      String id = question.itemset.substring(0, question.itemset.length() - extension.length() - 1);
      source(id, "jr://" + folder + "/" + question.itemset, model.place(node, "type"));
      for (String key : List.of("value", "label")) {
        String column = question.parameters.get(key);
        if (column != null) shown.computeIfAbsent(id, _ -> new HashSet<>()).add(column);
      }
    }
    return lastSaved;
  }

  /// What a node says to people, and how often a repeat repeats.
  private boolean texts(FormNode node) {
    boolean lastSaved = false;
    for (String key : node.control.keySet())
      lastSaved |=
          expression(node.control.getOrDefault(key, ""), model.place(node, "control::" + key));
    for (String key : Texts.MESSAGES)
      lastSaved |= text(node.bind.get(key), model.place(node, "bind::" + key));
    for (Map.Entry<String, Localized> media : node.media.entrySet())
      lastSaved |= text(media.getValue(), model.place(node, "media::" + media.getKey()));
    lastSaved |= text(node.label, model.place(node, "label"));
    lastSaved |= text(node.hint, model.place(node, "hint"));
    lastSaved |= text(node.guidance, model.place(node, "guidance_hint"));
    return lastSaved;
  }

  private boolean texts(ChoiceList.Choice choice) {
    SheetProblem.Place place = model.choices.place(choice.row(), "label");
    boolean lastSaved = text(choice.label(), place);
    for (Localized file : choice.media().values()) lastSaved |= text(file, place);
    return lastSaved;
  }

  private boolean text(@Nullable Localized text, SheetProblem.Place place) {
    boolean lastSaved = false;
    if (text != null)
      for (String each : text.byLanguage().values()) lastSaved |= expression(each, place);
    return lastSaved;
  }

  private boolean expression(String text, SheetProblem.Place place) {
    Matcher pulled = PULLDATA.matcher(text);
    while (pulled.find()) {
      String file = pulled.group(1).replace("'", "").replace("\"", "").strip();
      source(file, "jr://file-csv/" + file + ".csv", place);
    }
    Matcher list = ASKED.matcher(text);
    while (list.find()) asked.putIfAbsent(list.group(2), place);
    return References.anyLastSaved(text);
  }

  private void unknown() {
    Set<String> known = new HashSet<>(sources.keySet());
    for (ChoiceList list : model.lists.values()) if (!list.searched()) known.add(list.name());
    known.add(model.settings.formId());
    model.changed.forEach((list, place) -> {
      if (!known.contains(list))
        problems.error(SheetProblem.Kind.ENTITY_INSTANCE, place, list, problems.near(list, known));
    });
    asked.forEach((id, place) -> {
      if (!known.contains(id) && !id.equals(LAST_SAVED) && !model.changed.containsKey(id))
        problems.warn(SheetProblem.Kind.INSTANCE_UNKNOWN, place, id, problems.near(id, known));
    });
  }

  /// Writes the lists into the model.
  ///
  /// @param inline whether files are replaced by lists of one empty item
  void write(Xml into, boolean inline) {
    sources.forEach((id, source) -> {
      Xml instance = new Xml("instance").with("id", id);
      if (inline) instance.add(id.equals(LAST_SAVED) ? saved() : stub(id));
      else instance.with("src", source);
      into.add(instance);
    });
    for (ChoiceList list : model.lists.values())
      if (!list.searched() && !sources.containsKey(list.name())) into.add(choices(list));
  }

  private Xml saved() {
    return new Xml(model.root.name);
  }

  /// A list of one empty item that has every column somebody shows.
  private Xml stub(String id) {
    Xml item = new Xml("item");
    Set<String> columns = new LinkedHashSet<>(List.of("name", "label", "id", "title"));
    columns.addAll(shown.getOrDefault(id, Set.of()));
    for (String column : columns) item.add(new Xml(column));
    return new Xml("root").add(item);
  }

  private static Xml choices(ChoiceList list) {
    Xml root = new Xml("root");
    boolean translated = list.translated();
    for (int i = 0; i < list.choices().size(); i++) {
      ChoiceList.Choice choice = list.choices().get(i);
      Xml item = new Xml("item");
      if (translated) item.add(new Xml("itextId").text(list.textId(i)));
      item.add(new Xml("name").text(choice.name()));
      if (!translated && choice.label() != null)
        item.add(new Xml("label").text(choice.label().plain()));
      choice.extra().forEach((key, value) -> item.add(new Xml(key).text(value)));
      root.add(item);
    }
    return new Xml("instance").with("id", list.name()).add(root);
  }
}
