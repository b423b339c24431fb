package cn.ruhu.survey.xlsform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the survey sheet, row by row, into the form's nodes. One thread, one use.
final class SurveyReader {
  private static final String LEVELS = "(group|lgroup|repeat|loop|looped group)";
  private static final Pattern BEGIN =
      Pattern.compile("begin[\\s_]" + LEVELS + "( (over )?(\\S+))?");
  private static final Pattern END = Pattern.compile("end[\\s_]" + LEVELS);
  private static final Map<String, String> TYPE_SPELLINGS =
      Map.of(
          "imei", "deviceid",
          "image", "photo",
          "add image prompt", "photo",
          "add photo prompt", "photo",
          "add audio prompt", "audio",
          "add video prompt", "video",
          "add file prompt", "file");
  private static final Map<String, String> SETTING_TYPES =
      Map.of(
          "set form title", "title",
          "form_title", "title",
          "set form id", "id_string",
          "form_id", "id_string");
  private static final String SAVE_TO = "bind::entities:saveto";
  private static final Set<String> DEPRECATED = Set.of("subscriberid", "simserial");

  /// An open `begin`.
  private static final class Frame {
    final FormNode.Section section;
    final String kind;
    final String list;
    final Set<String> names = new HashSet<>();
    final Set<String> namesLower = new HashSet<>();

    Frame(FormNode.Section section, String kind, String list) {
      this.section = section;
      this.kind = kind;
      this.list = list;
    }
  }

  private final SurveyModel model;
  private final Table table;
  private final Problems problems;
  private final Parameters parameters;
  private final SelectReader selects;
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Set<String> repeats = new HashSet<>();
  private final List<String> missingTypes = new ArrayList<>();

  SurveyReader(
      SurveyModel model, Set<String> externalLists, List<String> sheets, Problems problems) {
    this.model = model;
    this.table = model.survey;
    this.problems = problems;
    this.parameters = new Parameters(model, problems);
    this.selects = new SelectReader(model, parameters, externalLists, sheets, problems);
    open.push(new Frame(model.root, "", ""));
  }

  /// Reads all rows.
  void read() {
    if (!table.hasColumn("type")) {
      problems.error(
          SheetProblem.Kind.MISSING_COLUMN, SheetProblem.Place.sheet(table.name()), "type");
      return;
    }
    for (Entry entry : table.entries()) row(entry);
    while (open.size() > 1) unclosed(open.pop());
    selects.finish();
  }

  private void unclosed(Frame frame) {
    problems.error(
        SheetProblem.Kind.BEGIN_WITHOUT_END,
        table.place(frame.section.row, "type"),
        frame.kind,
        frame.section.name);
  }

  private Frame top() {
    Frame frame = open.peek();
    if (frame == null) throw new IllegalStateException("the root is never closed");
    return frame;
  }

  private void row(Entry entry) {
    if (entry.has("disabled")) {
      problems.warn(SheetProblem.Kind.DISABLED, table.place(entry.number(), "disabled"));
      if (Truth.of(entry.text("disabled")).orElse(false)) return;
    }
    String written = entry.text("type");
    if (written.isEmpty()) {
      if (entry.has("name") || entry.has("label"))
        problems.error(SheetProblem.Kind.NO_TYPE, table.place(entry.number(), "type"));
      else problems.warn(SheetProblem.Kind.ROW_SKIPPED, table.place(entry.number()), entry.shown());
      return;
    }
    String type = TYPE_SPELLINGS.getOrDefault(written, written);
    Map<String, String> pairs = parameters.parse(entry);
    if (type.equals("audit")) {
      audit(entry, pairs);
      return;
    }
    if (DEPRECATED.contains(type))
      problems.warn(SheetProblem.Kind.DEPRECATED_TYPE, table.place(entry.number(), "type"), type);
    String setting = SETTING_TYPES.get(type);
    if (setting != null) {
      model.settings.overlay(setting, entry.text("name"));
      return;
    }
    Matcher end = END.matcher(type);
    if (end.matches()) {
      end(entry, end.group(1));
      return;
    }
    String name = name(entry, type);
    if (name.isEmpty()) return;
    Matcher begin = BEGIN.matcher(type);
    if (begin.matches()) begin(entry, name, begin.group(1), begin.group(4));
    else question(entry, name, type, pairs);
  }

  private void audit(Entry entry, Map<String, String> pairs) {
    if (entry.has("name") && !entry.text("name").equals("audit"))
      problems.error(
          SheetProblem.Kind.AUDIT_NAME, table.place(entry.number(), "name"), entry.text("name"));
    FormNode.Question audit = made("audit", entry.number(), "audit");
    entry.each("bind", audit.bind::put);
    parameters.audit(audit, entry, pairs);
    model.meta.add(audit);
  }

  /// The row's name, or empty when it cannot be used; checked against its neighbours.
  private String name(Entry entry, String type) {
    SheetProblem.Place place = table.place(entry.number(), "name");
    String name = entry.text("name");
    if (name.isEmpty()) {
      if (type.equals("note")) return "generated_note_name_" + entry.number();
      boolean begins = BEGIN.matcher(type).matches();
      problems.error(SheetProblem.Kind.NO_NAME, place, type);
      // The group is opened all the same, so that its end is not another problem.
      if (begins) open.push(new Frame(section("_", entry, "group"), kind(type), ""));
      return "";
    }
    if (!Lexer.isName(name)) problems.error(SheetProblem.Kind.BAD_NAME, place, name);
    else if (!Expressions.readsName(name))
      problems.error(SheetProblem.Kind.NAME_SCRIPT, place, name);
    if (name.equals("meta")) problems.error(SheetProblem.Kind.RESERVED_NAME, place, name);
    unique(name, place);
    return name;
  }

  private void unique(String name, SheetProblem.Place place) {
    Frame frame = top();
    boolean lowerIsNew = frame.namesLower.add(name.toLowerCase(Locale.ROOT));
    if (!frame.names.add(name)) problems.error(SheetProblem.Kind.DUPLICATE_NAME, place, name);
    else if (!lowerIsNew) problems.warn(SheetProblem.Kind.SIMILAR_NAME, place, name);
  }

  private static String kind(String type) {
    Matcher begin = BEGIN.matcher(type);
    return begin.matches() ? kindOf(begin.group(1)) : "";
  }

  private static String kindOf(String level) {
    return switch (level) {
      case "lgroup", "looped group" -> "repeat";
      default -> level;
    };
  }

  private void end(Entry entry, String level) {
    String kind = kindOf(level);
    boolean known = open.stream().anyMatch(f -> f.kind.equals(kind));
    if (!known) {
      problems.error(
          SheetProblem.Kind.END_WITHOUT_BEGIN,
          table.place(entry.number(), "type"),
          kind,
          entry.text("name").isEmpty() ? "-" : entry.text("name"));
      return;
    }
    if (entry.has(SAVE_TO))
      problems.error(SheetProblem.Kind.SAVE_TO_GROUP, table.place(entry.number(), SAVE_TO));
    while (!top().kind.equals(kind)) unclosed(open.pop());
    Frame frame = open.pop();
    selects.endTableList();
    if (frame.kind.equals("loop") && open.size() <= XlsLimits.NESTING_MAX)
      new Loops(model, top().section, problems).expand(frame.section, frame.list);
  }

  private void begin(Entry entry, String name, String level, @Nullable String list) {
    String kind = kindOf(level);
    if (kind.equals("repeat")) {
      SheetProblem.Place place = table.place(entry.number(), "name");
      if (name.equals(model.root.name) || !repeats.add(name))
        problems.error(SheetProblem.Kind.REPEAT_NAME, place, name);
      if (open.stream().anyMatch(f -> f.kind.equals("loop")))
        problems.error(SheetProblem.Kind.LOOP_REPEAT, table.place(entry.number(), "type"), name);
    }
    if (kind.equals("loop") && (list == null || !model.lists.containsKey(list))) {
      problems.error(
          SheetProblem.Kind.LOOP_LIST, table.place(entry.number(), "type"), String.valueOf(list));
    }
    FormNode.Section section = section(name, entry, kind);
    count(section);
    boolean unnamed =
        section.label == null
            && section.media.isEmpty()
            && !(kind.equals("group")
                && section.control.getOrDefault("appearance", "").equals("field-list"));
    if (unnamed)
      problems.warn(SheetProblem.Kind.NO_LABEL, table.place(entry.number(), "label"), kind, name);
    if (section.bind.containsKey("required") && Truth.of(entry.text("bind::required")).orElse(true))
      problems.error(
          SheetProblem.Kind.REQUIRED_GROUP,
          table.place(entry.number(), "bind::required"),
          kind,
          name);
    if (entry.has(SAVE_TO))
      problems.error(SheetProblem.Kind.SAVE_TO_GROUP, table.place(entry.number(), SAVE_TO));
    tableList(section, entry);
    boolean tooDeep = open.size() == XlsLimits.NESTING_MAX + 1;
    if (tooDeep) deep(entry);
    else if (kind.equals("loop")) section.parent = top().section;
    else top().section.add(section);
    open.push(new Frame(section, kind, list == null ? "" : list));
  }

  /// What lies deeper than a form may is left out, so that nothing goes through it by recursion.
  private void deep(Entry entry) {
    problems.error(
        SheetProblem.Kind.NESTING,
        table.place(entry.number(), "type"),
        Integer.toString(open.size()),
        Integer.toString(XlsLimits.NESTING_MAX));
  }

  private FormNode.Section section(String name, Entry entry, String kind) {
    FormNode.Section section =
        new FormNode.Section(
            name,
            entry.number(),
            kind.equals("repeat") ? FormNode.Level.REPEAT : FormNode.Level.GROUP);
    section.label = entry.cells().get("label");
    section.hint = entry.cells().get("hint");
    common(section, entry);
    if (entry.has("intent")) section.control.put("intent", entry.text("intent"));
    return section;
  }

  private void common(FormNode node, Entry entry) {
    entry.each("bind", node.bind::put);
    entry.each("control", (key, text) -> node.control.put(key, text.plain()));
    entry.each("instance", (key, text) -> node.attributes.put(key, text.plain()));
    entry.each("media", node.media::put);
    for (String kind : node.media.keySet())
      if (!Texts.MEDIA.contains(kind))
        problems.error(
            SheetProblem.Kind.MEDIA_TYPE, table.place(entry.number(), "media::" + kind), kind);
    if (node.media.containsKey("big-image") && !node.media.containsKey("image"))
      problems.error(SheetProblem.Kind.BIG_IMAGE, table.place(entry.number(), "media::big-image"));
  }

  /// A repeat's count that is no plain reference gets a node of its own, so that it may be any
  /// expression.
  private void count(FormNode.Section section) {
    String count = section.control.get("jr:count");
    if (count == null || References.only(count).isPresent()) return;
    FormNode.Question counter = made(section.name + "_count", section.row, "calculate");
    counter.bind.put("readonly", Localized.of("true()"));
    counter.bind.put("calculate", Localized.of(count));
    top().section.add(counter);
    section.control.put("jr:count", "${" + counter.name + "}");
  }

  /// The appearance `table-list`: a field list whose first row shows the choices' labels.
  private void tableList(FormNode.Section section, Entry entry) {
    String appearance = section.control.getOrDefault("appearance", "");
    List<String> words = new ArrayList<>(List.of(appearance.strip().split("\\s+", -1)));
    if (!words.remove("table-list")) return;
    words.removeIf(w -> w.equals("table-list"));
    words.addFirst("field-list");
    section.control.put("appearance", String.join(" ", words));
    selects.beginTableList();
    if (section.label == null && section.hint == null) return;
    FormNode.Question note =
        made("generated_table_list_label_" + entry.number(), entry.number(), "note");
    note.label = section.label;
    note.hint = section.hint;
    section.label = null;
    section.hint = null;
    section.add(note);
  }

  /// A question the compiler makes.
  private static FormNode.Question made(String name, int row, String type) {
    TypeSpec spec = TypeSpec.of(type).orElseThrow();
    FormNode.Question question = new FormNode.Question(name, row, type, spec);
    spec.bind().forEach((key, value) -> question.bind.put(key, Localized.of(value)));
    return question;
  }

  private void question(Entry entry, String name, String type, Map<String, String> pairs) {
    if (type.equals("xml-external") || type.equals("csv-external")) {
      external(entry, name, type);
      return;
    }
    SelectReader.Select select = selects.parse(type);
    boolean osm = type.startsWith("osm ") || type.equals("osm");
    String plain = select != null ? select.type() : osm ? "osm" : type;
    TypeSpec spec = TypeSpec.of(plain).orElse(null);
    if (spec == null) {
      if (!missingTypes.contains(type)) missingTypes.add(type);
      problems.error(
          SheetProblem.Kind.UNKNOWN_TYPE,
          table.place(entry.number(), "type"),
          type,
          selects.nearTypes(type));
      return;
    }
    FormNode.Question question = new FormNode.Question(name, entry.number(), plain, spec);
    if (osm) {
      problems.warn(SheetProblem.Kind.OSM_TAGS, table.place(entry.number(), "type"), name);
      question.tags = model.tags.get(type.substring("osm".length()).strip());
    }
    fill(question, entry);
    if (select != null) {
      selects.read(question, entry, select, pairs, top().section);
      return;
    }
    parameters.apply(question, entry, pairs);
    if (plain.equals("start-geopoint"))
      question.actions.add(
          new FormNode.Action("odk:setgeopoint", FormNode.Action.FIRST_LOAD, "", Map.of()));
    if (plain.equals("background-geopoint")
        && (question.triggers.isEmpty() || question.bind.containsKey("calculate")))
      problems.error(
          SheetProblem.Kind.TRIGGER, table.place(entry.number(), "trigger"), entry.text("trigger"));
    if (plain.equals("calculate") && !question.dynamicDefault && !entry.has("bind::calculate"))
      problems.error(
          SheetProblem.Kind.NO_CALCULATION, table.place(entry.number(), "bind::calculate"), name);
    top().section.add(question);
  }

  private void external(Entry entry, String name, String type) {
    if (open.stream().anyMatch(f -> f.kind.equals("repeat")))
      problems.error(
          SheetProblem.Kind.EXTERNAL_IN_REPEAT, table.place(entry.number(), "type"), name);
    SurveyModel.ExternalFile file =
        new SurveyModel.ExternalFile(name, type.substring(0, 3), entry.number());
    if (model.externals.stream().anyMatch(e -> e.name().equals(name)))
      problems.error(SheetProblem.Kind.INSTANCE_CLASH, table.place(entry.number(), "name"), name);
    model.externals.add(file);
  }

  private void fill(FormNode.Question question, Entry entry) {
    Map<String, Localized> bind = new LinkedHashMap<>();
    question.spec.bind().forEach((key, value) -> bind.put(key, Localized.of(value)));
    question.bind.putAll(bind);
    question.label = entry.cells().get("label");
    question.hint = entry.cells().get("hint");
    if (question.hint == null && !question.spec.hint().isEmpty())
      question.hint = Localized.of(question.spec.hint());
    question.guidance = entry.cells().get("guidance_hint");
    common(question, entry);
    if (question.label == null && question.control.getOrDefault("appearance", "").equals("label"))
      question.label = Localized.of(" ");
    question.choiceFilter = entry.text("choice_filter");
    initial(question, entry);
    for (String trigger : triggers(entry)) question.triggers.add(trigger);
    String save = entry.text(SAVE_TO);
    if (!save.isEmpty()) model.saves.put(question, save);
  }

  private void initial(FormNode.Question question, Entry entry) {
    String text = entry.text("default");
    if (text.isEmpty()) return;
    question.dynamicDefault = Lexer.isDynamic(text, question.type);
    boolean picture = question.type.equals("photo") && !question.dynamicDefault;
    question.defaultText = picture && !text.contains("jr://images/") ? "jr://images/" + text : text;
    if (!question.dynamicDefault) return;
    question.actions.add(FormNode.Action.set(FormNode.Action.FIRST_LOAD, text));
    if (open.stream().anyMatch(f -> f.kind.equals("repeat")))
      question.actions.add(FormNode.Action.set(FormNode.Action.NEW_REPEAT, text));
  }

  private List<String> triggers(Entry entry) {
    List<String> names = new ArrayList<>();
    String text = entry.text("trigger");
    if (text.isEmpty()) return names;
    for (String each : text.split(",", -1)) {
      References.only(each.strip())
          .ifPresentOrElse(
              names::add,
              () ->
                  problems.error(
                      SheetProblem.Kind.TRIGGER,
                      table.place(entry.number(), "trigger"),
                      each.strip()));
    }
    return names;
  }
}
