package cn.ruhu.survey.xlsform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the form's body: the controls, in the order of the form.
final class BodyWriter {
  /// The question of a repeat that keeps an instance's shape.
  static final String GEOMETRY = "geometry";

  private final SurveyModel model;
  private final Paths paths;
  private final Texts texts;
  private final Triggers triggers;
  private final Expressions expressions;

  BodyWriter(
      SurveyModel model, Paths paths, Texts texts, Triggers triggers, Expressions expressions) {
    this.model = model;
    this.paths = paths;
    this.texts = texts;
    this.triggers = triggers;
    this.expressions = expressions;
  }

  /// Whether somebody sees a question: what is only computed needs a label or a hint for that.
  static boolean visible(FormNode.Question question) {
    if (question.spec.control().isEmpty()) return false;
    boolean computed = question.bind.containsKey("calculate") || !question.triggers.isEmpty();
    return !computed || question.label != null || question.hint != null;
  }

  void write(Xml body) {
    children(model.root, body);
  }

  private void children(FormNode.Section section, Xml into) {
    for (FormNode child : section.children) {
      switch (child) {
        case FormNode.Section inner -> section(inner, into);
        case FormNode.Question question -> {
          if (visible(question)) into.add(control(question));
        }
        case FormNode.Mark _ -> {}
      }
    }
  }

  private void section(FormNode.Section section, Xml into) {
    if (section.bodyless || section.level == FormNode.Level.ENTITY) return;
    Xml group = new Xml("group").with("ref", section.path());
    boolean labelled = section.label != null || !section.media.isEmpty();
    Map<String, String> attributes = attributes(section);
    if (labelled) group.add(texts.label(section));
    if (section.level != FormNode.Level.REPEAT) {
      children(section, group.withAll(attributes));
      into.add(group);
      return;
    }
    Xml repeat = new Xml("repeat").with("nodeset", section.path()).withAll(attributes);
    if (!labelled) {
      Map<String, String> outer = new LinkedHashMap<>(attributes);
      outer.remove("jr:count");
      group.withAll(outer);
    }
    children(section, repeat);
    newInstance(section, section, repeat);
    into.add(group.add(repeat));
  }

  /// What a new instance of a repeat sets in itself; inner repeats do their own.
  private void newInstance(FormNode.Section repeat, FormNode.Section section, Xml into) {
    for (FormNode child : section.children) {
      for (FormNode.Action action : FormWriter.actions(child))
        if (action.event().equals(FormNode.Action.NEW_REPEAT))
          into.add(FormWriter.action(child, action, model, paths, expressions));
      if (child instanceof FormNode.Section inner && inner.level != FormNode.Level.REPEAT)
        newInstance(repeat, inner, into);
    }
  }

  private Map<String, String> attributes(FormNode node) {
    Map<String, String> attributes = new LinkedHashMap<>();
    node.control.forEach((key, value) -> {
      if (key.equals("tag") || key.equals("bodyless")) return;
      SheetProblem.Place place = model.place(node, "control::" + key);
      attributes.put(key, paths.resolve(value, Paths.Context.of(node, place)));
    });
    return attributes;
  }

  private Xml control(FormNode.Question question) {
    String tag = question.control.getOrDefault("tag", question.spec.control());
    Xml xml = new Xml(tag).with("ref", question.path());
    if (!question.spec.mediaType().isEmpty()) xml.with("mediatype", question.spec.mediaType());
    xml.withAll(attributes(question));
    xml.add(texts.label(question));
    Xml hint = texts.hint(question);
    if (hint != null) xml.add(hint);
    if (!question.query.isEmpty()) xml.with("query", query(question));
    if (!question.itemset.isEmpty()) xml.add(itemset(question));
    String shapes = model.geometries.get(question);
    if (shapes != null) xml.add(shapes(question, shapes));
    ChoiceList inline = question.inline;
    if (inline != null) items(inline, xml);
    ChoiceList tags = question.tags;
    if (tags != null) tags(tags, xml);
    for (FormNode.Question target : triggers.of(question)) xml.add(set(question, target));
    return xml;
  }

  /// Tags of a map feature; one that has a list of its own on that sheet is chosen from it.
  private void tags(ChoiceList tags, Xml into) {
    for (ChoiceList.Choice tag : tags.choices()) {
      Xml xml = new Xml("tag").with("key", tag.name()).add(plain(tag));
      ChoiceList values = model.tags.get(tag.name());
      if (values != null)
        for (ChoiceList.Choice value : values.choices()) xml.add(item(value, plain(value)));
      into.add(xml);
    }
  }

  private static Xml plain(ChoiceList.Choice choice) {
    Xml label = new Xml("label");
    return choice.label() == null ? label : label.text(choice.label().plain());
  }

  private static Xml item(ChoiceList.Choice choice, Xml label) {
    return new Xml("item").add(label).add(new Xml("value").text(choice.name()));
  }

  private String query(FormNode.Question question) {
    String items = "instance('" + question.query + "')/root/item";
    String filter = filter(question, false);
    return filter == null ? items : items + "[" + filter + "]";
  }

  private @Nullable String filter(FormNode.Question question, boolean toParent) {
    if (question.choiceFilter.isEmpty()) return null;
    SheetProblem.Place place = model.place(question, "choice_filter");
    String filter =
        paths.resolve(question.choiceFilter, new Paths.Context(question, place, true, toParent));
    expressions.check(filter, place);
    return filter;
  }

  /// The items a select chooses from.
  private Xml itemset(FormNode.Question question) {
    String list = question.itemset;
    String extension = SelectReader.extension(list);
    boolean file = SelectReader.FILES.contains(extension);
    boolean geo = extension.equals("geojson");
    String value = question.parameters.getOrDefault("value", geo ? "id" : "name");
    String label = question.parameters.getOrDefault("label", geo ? "title" : "label");
    ChoiceList choices = file ? null : model.lists.get(list);
    if (choices != null && choices.translated()) label = "jr:itext(itextId)";
    String nodeset;
    String filter;
    if (References.any(list)) {
      SheetProblem.Place place = model.place(question, "type");
      String path = paths.resolve(list, new Paths.Context(question, place, false, true)).strip();
      int slash = path.lastIndexOf('/');
      nodeset = path.substring(0, slash);
      label = path.substring(slash + 1);
      value = question.parameters.getOrDefault("value", label);
      filter = filter(question, true);
      filter = filter == null ? "./" + label + " != ''" : ofInstance(filter, nodeset);
    } else {
      String id = file ? list.substring(0, list.length() - extension.length() - 1) : list;
      nodeset = "instance('" + id + "')/root/item";
      filter = filter(question, false);
    }
    if (filter != null) nodeset += "[" + filter + "]";
    return new Xml("itemset")
        .with("nodeset", ordered(question, nodeset))
        .add(new Xml("value").with("ref", value))
        .add(new Xml("label").with("ref", label));
  }

  /// The shapes a question of position shows on its map: of a list, a file, or a repeat whose
  /// instances keep theirs in a question called `geometry`.
  private Xml shapes(FormNode.Question question, String source) {
    Optional<String> name = References.only(source);
    if (name.isEmpty()) {
      ChoiceList choices = model.lists.get(source);
      boolean translated = choices != null && choices.translated();
      String filter = filter(question, false);
      String nodeset = "instance('" + source + "')/root/item";
      return new Xml("itemset")
          .with("nodeset", filter == null ? nodeset : nodeset + "[" + filter + "]")
          .add(new Xml("value").with("ref", "name"))
          .add(new Xml("label").with("ref", translated ? "jr:itext(itextId)" : "label"));
    }
    FormNode repeat = paths.find(name.get(), model.place(question, "parameters"));
    String nodeset = repeat == null ? model.root.path() : repeat.path();
    String filter = filter(question, true);
    return new Xml("itemset")
        .with(
            "nodeset",
            nodeset
                + "["
                + (filter == null ? "./" + GEOMETRY + " != ''" : ofInstance(filter, nodeset))
                + "]")
        .add(new Xml("value").with("ref", GEOMETRY))
        .add(new Xml("label").with("ref", GEOMETRY));
  }

  /// A filter of a repeat's instances, its paths begun at the instance.
  private static String ofInstance(String filter, String nodeset) {
    return filter.replace("current()/" + nodeset, ".").replace(nodeset, ".");
  }

  private String ordered(FormNode.Question question, String nodeset) {
    if (!question.parameters.getOrDefault("randomize", "").equals("true")) return nodeset;
    String seed = question.parameters.getOrDefault("seed", "");
    if (seed.isEmpty()) return "randomize(" + nodeset + ")";
    SheetProblem.Place place = model.place(question, "parameters");
    return "randomize("
        + nodeset
        + ", "
        + paths.resolve(seed, Paths.Context.of(question, place)).strip()
        + ")";
  }

  private void items(ChoiceList list, Xml into) {
    boolean translated = list.translated();
    for (int i = 0; i < list.choices().size(); i++) {
      ChoiceList.Choice choice = list.choices().get(i);
      Xml label =
          translated
              ? new Xml("label").with("ref", "jr:itext('" + list.textId(i) + "')")
              : plain(choice);
      into.add(item(choice, label));
    }
  }

  /// What a question sets when it changes: a value, or the place where one stands.
  private Xml set(FormNode.Question trigger, FormNode.Question target) {
    boolean place = target.type.equals("background-geopoint");
    Xml xml =
        new Xml(place ? "odk:setgeopoint" : "setvalue")
            .with("ref", target.path())
            .with("event", FormNode.Action.CHANGED);
    Localized value = target.bind.get("calculate");
    if (value == null || place) return xml;
    SheetProblem.Place at = model.place(target, "bind::calculate");
    String expression = paths.resolve(value.plain(), Paths.Context.of(trigger, at));
    expressions.check(expression, at);
    return xml.with("value", expression);
  }
}
