package cn.ruhu.survey;

import cn.ruhu.survey.FormReader.Attributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything a form names, held against each other at the end: nodes, binds, controls, texts,
/// files. In one of our visit forms two of one name are an error, as answers are facts by name; in
/// any other form only what the engine cannot read is.
final class FormCensus {
  private static final Set<String> QUESTIONS =
      Set.of("input", "select", "select1", "upload", "trigger", "range", "rank", "secret");
  private static final int PROBLEMS_MAX = 200;

  private final List<FormProblem> problems = new ArrayList<>();
  private final Map<String, String> nodes = new HashMap<>();
  private final Map<String, String> doubles = new LinkedHashMap<>();
  private final Set<String> leaves = new HashSet<>();
  private final Set<String> templates = new HashSet<>();
  private final Set<String> repeats = new HashSet<>();
  private final Map<String, String> factNames = new HashMap<>();
  private final Map<String, FormShape.Bind> binds = new LinkedHashMap<>();
  private final Map<String, String> bindIds = new HashMap<>();
  private final Map<String, String> bound = new LinkedHashMap<>();
  private final Map<String, String> asked = new LinkedHashMap<>();
  private final Map<String, String> named = new LinkedHashMap<>();
  private final Set<String> calculated = new HashSet<>();
  private final Set<String> given = new HashSet<>();
  private final Map<String, Set<String>> texts = new LinkedHashMap<>();
  private final Map<String, Set<String>> keys = new HashMap<>();
  private final Map<String, String> textUses = new LinkedHashMap<>();
  private final Map<String, String> saidTexts = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Set<String> lists = new HashSet<>();
  private final Set<String> tables = new HashSet<>();
  private final List<String> entities = new ArrayList<>();
  private final Map<String, String> pathsNamed = new LinkedHashMap<>();
  private final Set<FormProblem> doubts = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private final Map<String, String> accepts = new HashMap<>();
  private final FormRules rules = new FormRules();
  private final TableColumns columns = new TableColumns();
  private boolean lastSaved;
  private boolean visit;
  private boolean filed;
  private String root = "";
  private String id = "";
  private String space = "";
  private String version = "";
  private String title = "";
  private String language = "";
  private String mainLanguage = "";
  private String textId = "";

  /// An open element of the body and the node its relative references start from.
  private record Scope(String name, String node) {}

  // ---- the main instance

  void node(List<String> inside, String name, String at, Attributes attributes) {
    String parent = inside.isEmpty() ? "" : "/" + String.join("/", inside);
    String path = parent + "/" + name;
    if (parent.isEmpty()) {
      root = path;
      id = attributes.get("id");
      version = attributes.get("version");
      space = attributes.elementSpace();
    }
    if (attributes.has(Features.JAVAROSA, "template")) templates.add(path);
    if (nodes.putIfAbsent(path, at) != null) doubles.putIfAbsent(path, at);
    leaves.remove(parent);
    leaves.add(path);
    if (name.equals("entity") && parent.endsWith("/meta")) entities.add(path);
    if (name.equals("audit") && parent.endsWith("/meta")) note(at, "survey.feature.audit", "audit");
  }

  /// A second or later instance: rows of choices, or a file of them.
  void instance(String at, Attributes attributes) {
    String source = attributes.get("src");
    if (source.isEmpty()) return;
    String file = fileName(source);
    if (source.toLowerCase(Locale.ROOT).equals("jr://instance/last-saved")) lastSaved = true;
    else if (source.startsWith("jr://file/") || source.startsWith("jr://file-csv/")) {
      files.putIfAbsent(file, at);
      lists.add(file);
      columns.list(attributes.get("id"), source);
    } else unsupported(at, "survey.feature.source", source);
  }

  void title(String words) {
    if (title.isEmpty()) title = words;
  }

  // ---- texts

  void text(String name, String at, Attributes attributes) {
    switch (name) {
      case "translation" -> {
        language = attributes.get("lang");
        boolean first = mainLanguage.isEmpty() && texts.isEmpty();
        if (first || attributes.has("default")) mainLanguage = language;
        texts.computeIfAbsent(language, _ -> new HashSet<>());
      }
      case "text" -> {
        textId = attributes.get("id");
        if (!texts.computeIfAbsent(language, _ -> new HashSet<>()).add(textId)) twice(at, textId);
      }
      case "value" -> {
        String form = attributes.get("form");
        filed = Set.of("image", "audio", "video", "big-image").contains(form);
        keys.computeIfAbsent(language, _ -> new HashSet<>())
            .add(form.isEmpty() ? textId : textId + ";" + form);
      }
      case "output" -> output(at, attributes);
      default -> {}
    }
  }

  /// Words of a text; of media these are the file's address.
  void words(String words) {
    if (!filed || words.isBlank()) return;
    files.putIfAbsent(fileName(words.strip()), textId);
    filed = false;
  }

  private void output(String at, Attributes attributes) {
    String value = attributes.get("value");
    expression(at, value.isEmpty() ? attributes.get("ref") : value);
  }

  static String fileName(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  // ---- the model

  void bind(String at, Attributes attributes) {
    String nodeset = attributes.get("nodeset");
    if (nodeset.isEmpty()) nodeset = attributes.get("ref");
    String node = Expressions.node(nodeset, root);
    if (!nodeset.isEmpty()) readable(at, nodeset);
    if (bound.putIfAbsent(node, at) != null) twice(at, nodeset);
    if (!attributes.get("id").isEmpty()) bindIds.put(attributes.get("id"), node);
    for (int i = 0; i < attributes.count(); i++)
      if (!Features.bindAttribute(attributes.space(i), attributes.name(i)))
        unsupported(at, "survey.feature.attribute", attributes.name(i));
    for (String rule : List.of("relevant", "required", "readonly", "constraint", "calculate"))
      expression(nodeset, attributes.get(rule));
    rules.bind(node, attributes);
    String calculate = attributes.get("calculate");
    if (attributes.has("", "calculate") || !calculate.isEmpty()) calculated.add(node);
    if (Expressions.changing(calculate)) given.add(node);
    String type = attributes.get("type");
    if (!type.isEmpty() && !Features.type(type)) unsupported(at, "survey.feature.type", type);
    String preload = attributes.get(Features.JAVAROSA, "preload");
    if (!preload.isEmpty()) {
      given.add(node);
      String parameters = attributes.get(Features.JAVAROSA, "preloadParams");
      if (!Features.preload(preload, parameters))
        unsupported(at, "survey.feature.preload", preload + " " + parameters);
    }
    String warn = attributes.get(Features.RUHU, "warn");
    expression(nodeset, warn);
    binds.put(
        node,
        new FormShape.Bind(
            attributes.get("constraint"),
            said(attributes.get(Features.JAVAROSA, "constraintMsg"), at),
            said(attributes.get(Features.JAVAROSA, "requiredMsg"), at),
            warn,
            said(attributes.get(Features.RUHU, "warnMsg"), at),
            NoAnswer.of(attributes.get(Features.RUHU, "no-answer")),
            attributes.get("readonly").strip().equals("true()"),
            attributes.get(Features.ENTITIES, "saveto"),
            pixels(attributes)));
  }

  private static int pixels(Attributes attributes) {
    String asked = attributes.get("max-pixels");
    return asked.matches("[1-9]\\d{0,5}") ? Integer.parseInt(asked) : 0;
  }

  private String said(String written, String at) {
    String text = written.strip();
    String id = itext(text);
    if (id != null) saidTexts.putIfAbsent(id, at);
    return text;
  }

  /// Something in the head that is no instance, text or bind.
  void inModel(String name, String at, Attributes attributes, boolean model) {
    if (name.equals("setvalue")) {
      setValue(attributes, root);
    } else if (name.equals("setgeopoint") || name.equals("setlocation")) {
      note(at, "survey.feature.setgeopoint", name);
    } else if (name.equals("recordaudio")) {
      unsupported(at, "survey.feature.action", name);
    } else if (name.equals("submission")) {
      note(at, "survey.feature.submission", attributes.get("action"));
      if (!attributes.get("base64RsaPublicKey").isEmpty())
        unsupported(at, "survey.feature.encrypted", "base64RsaPublicKey");
      for (String auto : List.of("auto-send", "auto-delete"))
        if (attributes.has(Features.OPENROSA, auto))
          unsupported(at, "survey.feature.attribute", auto);
    } else if (model && !Features.element(name)) {
      unsupported(at, "survey.feature.element", name);
    }
  }

  private void setValue(Attributes attributes, String from) {
    String ref = attributes.get("ref");
    String node =
        ref.isEmpty()
            ? bindIds.getOrDefault(attributes.get("bind"), "")
            : Expressions.node(ref, from);
    String value = attributes.get("value");
    if (!value.isEmpty()) expression(ref, value);
    if (attributes.get("event").contains("odk-instance-first-load")) given.add(node);
  }

  // ---- the body

  void control(String name, String ownSpace, String at, Attributes attributes) {
    Scope around = scopes.isEmpty() ? new Scope("body", root) : scopes.getLast();
    boolean markup = ownSpace.equals(Features.HTML);
    boolean question = QUESTIONS.contains(name);
    boolean holder = name.equals("group") || name.equals("repeat");
    String node = around.node();
    String ref = attributes.get("ref");
    String nodeset = attributes.get("nodeset");
    if (question || holder) {
      String target = holder && ref.isEmpty() ? nodeset : ref;
      String bind = attributes.get("bind");
      if (!bind.isEmpty()) node = bindIds.getOrDefault(bind, node);
      else if (!target.isEmpty()) node = Expressions.node(target, node);
      boolean pointed = !target.isEmpty() || !bind.isEmpty();
      if (pointed) named.putIfAbsent(node, at);
      if (!target.isEmpty()) readable(at, target);
      if (question && !pointed) error(FormProblem.Kind.INCOMPLETE, at, name + "/@ref");
      if (question && pointed && asked.putIfAbsent(node, at) != null) twice(at, target);
      if (name.equals("repeat")) repeats.add(node);
      if (name.equals("upload")) accepts.put(node, attributes.get("mediatype"));
      looks(name, at, attributes);
      String count = attributes.get(Features.JAVAROSA, "count");
      expression(target, count);
    } else if (name.equals("setvalue")) {
      setValue(attributes, around.node());
    } else if (name.equals("setgeopoint")) {
      note(at, "survey.feature.setgeopoint", name);
    } else if (name.equals("output")) {
      output(at, attributes);
    } else if (name.equals("itemset")) {
      if (around.name().equals("input")) note(at, "survey.feature.map", "reference-geometry");
      expression(around.node(), nodeset);
    } else if (!markup && !Features.element(name)) {
      unsupported(at, "survey.feature.element", name);
    }
    String text = itext(ref);
    if (text != null && (name.equals("label") || name.equals("hint")))
      textUses.putIfAbsent(text, at);
    scopes.addLast(new Scope(name, node));
  }

  /// The element of the body read last is over.
  void left() {
    if (!scopes.isEmpty()) scopes.removeLast();
  }

  private void looks(String name, String at, Attributes attributes) {
    String appearance = attributes.get("appearance").strip();
    Optional<SearchCall> search = SearchCall.of(appearance);
    search.ifPresent(call -> {
      table(call.table(), at);
      columns.search(at, call);
    });
    if (search.isPresent()) appearance = SearchCall.rest(appearance).strip();
    if (attributes.has("query")) table(FormText.ITEMSETS, at);
    int arguments = appearance.indexOf('(');
    if (arguments >= 0) {
      unsupported(at, "survey.feature.appearance", appearance);
      String word = appearance.substring(0, arguments);
      appearance = word.substring(0, Math.max(0, word.lastIndexOf(' ')));
    }
    for (String token : appearance.split("\\s+", -1)) {
      if (token.isEmpty()) continue;
      if (Features.part(token)) visit = true;
      if (!Features.appearance(token)) unsupported(at, "survey.feature.appearance", token);
      Features.anotherWay(token).ifPresent(how -> note(at, how, token));
    }
    for (int i = 0; i < attributes.count(); i++)
      if (!Features.controlAttribute(attributes.name(i)))
        unsupported(at, "survey.feature.attribute", name + "/@" + attributes.name(i));
    if (attributes.get("mediatype").startsWith("osm"))
      unsupported(at, "survey.feature.type", "osm");
  }

  // ---- what expressions say

  private void expression(String place, String expression) {
    if (expression.isBlank() || expression.startsWith("jr:itext(")) return;
    if (!readable(place, expression)) return;
    for (String function : Expressions.unknownFunctions(expression))
      add(
          new FormProblem(
              FormProblem.Kind.UNKNOWN_FUNCTION,
              place,
              List.of(function + "()", shortened(expression))));
    for (String table : Expressions.tables(expression)) table(table, place);
    columns.expression(place, expression);
    for (String path : Expressions.paths(expression)) pathsNamed.putIfAbsent(path, place);
  }

  private boolean readable(String place, String expression) {
    Optional<String> why = Expressions.unreadable(expression);
    if (why.isPresent()) {
      logic(FormProblem.Kind.LOGIC, place, expression, why.get());
      return false;
    }
    why = Expressions.uncomputed(expression);
    why.ifPresent(w -> logic(FormProblem.Kind.UNDOABLE, place, expression, w));
    return why.isEmpty();
  }

  private void logic(FormProblem.Kind kind, String place, String expression, String why) {
    add(new FormProblem(kind, place, List.of(shortened(expression), why)));
  }

  private void table(String file, String place) {
    files.putIfAbsent(file, place);
    tables.add(file);
  }

  private static String shortened(String expression) {
    String line = expression.strip().replaceAll("\\s+", " ");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  private static @Nullable String itext(String expression) {
    return expression.startsWith("jr:itext('") && expression.endsWith("')")
        ? expression.substring(10, expression.length() - 2)
        : null;
  }

  // ---- the end

  /// Holds everything against each other; call once, when the form was read to its end.
  void crossChecks() {
    if (nodes.isEmpty()) error(FormProblem.Kind.INCOMPLETE, "form.xml", "instance");
    lacking(id, "instance", "id");
    lacking(version, "instance", "version");
    lacking(title, "head", "title");
    doubles.forEach((path, at) -> {
      boolean repeated = within(templates, path) || within(repeats, path);
      if (!repeated) doubtful(FormProblem.Kind.DUPLICATE_NAME, at, path);
    });
    bound.forEach((node, at) -> {
      if (!there(node)) doubtful(FormProblem.Kind.UNKNOWN_NODE, at, node);
    });
    named.forEach((node, at) -> {
      if (!there(node)) error(FormProblem.Kind.UNKNOWN_NODE, at, node);
    });
    pathsNamed.forEach((path, place) -> {
      boolean ours = path.equals(root) || path.startsWith(root + "/");
      if (ours && !there(path)) warn(FormProblem.Kind.UNKNOWN_NODE, place, path);
    });
    Set<String> known = texts.getOrDefault(mainLanguage, Set.of());
    textUses.forEach((text, at) -> {
      boolean nowhere = texts.values().stream().noneMatch(t -> t.contains(text));
      if (nowhere) error(FormProblem.Kind.UNKNOWN_TEXT, at, text);
    });
    saidTexts.forEach((text, at) -> {
      if (!known.contains(text)) doubtful(FormProblem.Kind.UNKNOWN_TEXT, at, text);
    });
    rules
        .tooLong()
        .flatMap(order -> order.end().map(end -> chain(end.node(), order.links())))
        .ifPresent(this::add);
    if (visit) facts();
  }

  private static FormProblem chain(String node, int links) {
    return new FormProblem(FormProblem.Kind.CHAIN, node, List.of(Integer.toString(links)));
  }

  private void facts() {
    for (String path : leaves) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (!Facts.isFact(name)) continue;
      String other = factNames.put(name, path);
      if (other != null)
        add(
            new FormProblem(
                FormProblem.Kind.DUPLICATE_NAME,
                nodes.getOrDefault(path, path),
                List.of(path, other)));
    }
  }

  private boolean there(String node) {
    int attribute = node.indexOf("/@");
    return nodes.containsKey(attribute < 0 ? node : node.substring(0, attribute));
  }

  private static boolean within(Set<String> tops, String path) {
    return tops.stream().anyMatch(t -> path.equals(t) || path.startsWith(t + "/"));
  }

  private void lacking(String value, String place, String what) {
    if (value.isEmpty()) doubtful(FormProblem.Kind.INCOMPLETE, place, what);
  }

  private void twice(String at, String name) {
    doubtful(FormProblem.Kind.DUPLICATE_NAME, at, name);
  }

  /// What was found, in order.
  List<FormProblem> problems() {
    return problems.stream().map(p -> visit ? stern(p) : p).toList();
  }

  /// In a visit form what would only be doubtful elsewhere is an error.
  private FormProblem stern(FormProblem p) {
    return doubts.contains(p) ? new FormProblem(p.kind(), p.place(), p.args()) : p;
  }

  FormShape shape() {
    Map<String, String> paths = new HashMap<>();
    for (String path : leaves) paths.put(path.substring(path.lastIndexOf('/') + 1), path);
    boolean spaced = !space.isEmpty() && !space.equals(Features.XFORMS);
    String fallback = spaced ? space : root.substring(1);
    return new FormShape(
        id.isEmpty() ? fallback : id,
        version,
        title.isEmpty() ? (id.isEmpty() ? fallback : id) : title,
        visit,
        calculated,
        paths,
        binds,
        given,
        files.keySet(),
        lists,
        tables,
        columns.all(),
        accepts,
        lastSaved,
        entities,
        strangers());
  }

  /// Texts that other languages have and the main one has not.
  private Set<String> strangers() {
    Set<String> all = new HashSet<>();
    keys.values().forEach(all::addAll);
    all.removeAll(keys.getOrDefault(mainLanguage, Set.of()));
    return all;
  }

  void error(FormProblem.Kind kind, String place, String arg) {
    add(new FormProblem(kind, place, List.of(arg)));
  }

  private void warn(FormProblem.Kind kind, String place, String arg) {
    add(new FormProblem(kind, FormProblem.Severity.WARNING, place, List.of(arg)));
  }

  /// An error in one of our visit forms, a warning in any other.
  private void doubtful(FormProblem.Kind kind, String place, String arg) {
    warn(kind, place, arg);
    doubts.add(new FormProblem(kind, FormProblem.Severity.WARNING, place, List.of(arg)));
  }

  private void unsupported(String place, String what, String name) {
    said(FormProblem.Severity.WARNING, place, what, name);
  }

  private void note(String place, String what, String name) {
    said(FormProblem.Severity.NOTE, place, what, name);
  }

  /// Once for each name: the first place stands for all.
  private void said(FormProblem.Severity severity, String place, String what, String name) {
    if (told.add(what + " " + name))
      add(new FormProblem(FormProblem.Kind.UNSUPPORTED, severity, place, List.of(what, name)));
  }

  private void add(FormProblem problem) {
    if (problems.size() < PROBLEMS_MAX) problems.add(problem);
  }
}
