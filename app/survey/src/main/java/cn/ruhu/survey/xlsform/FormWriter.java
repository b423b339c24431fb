package cn.ruhu.survey.xlsform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the form: head, data, lists, binds, actions and body. One thread, one use.
final class FormWriter {
  private static final Set<String> CONDITIONS =
      Set.of("readonly", "required", "relevant", "constraint", "calculate");

  private final SurveyModel model;
  private final Paths paths;
  private final Texts texts;
  private final Instances instances;
  private final Triggers triggers;
  private final Expressions expressions;

  FormWriter(
      SurveyModel model,
      Paths paths,
      Texts texts,
      Instances instances,
      Triggers triggers,
      Expressions expressions) {
    this.model = model;
    this.paths = paths;
    this.texts = texts;
    this.instances = instances;
    this.triggers = triggers;
    this.expressions = expressions;
  }

  /// The form.
  ///
  /// @param inline whether files beside the form are replaced by empty lists, so that the engine
  ///   can be asked about the form alone
  Xml form(boolean inline) {
    Settings settings = model.settings;
    Xml body = new Xml("h:body");
    if (!settings.text("style").isEmpty()) body.with("class", settings.text("style"));
    new BodyWriter(model, paths, texts, triggers, expressions).write(body);
    Xml head = new Xml("h:head").add(new Xml("h:title").text(settings.title())).add(model(inline));
    return new Xml("h:html").withAll(namespaces()).add(head).add(body);
  }

  private Map<String, String> namespaces() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("xmlns", "http://www.w3.org/2002/xforms");
    all.put("xmlns:h", "http://www.w3.org/1999/xhtml");
    all.put("xmlns:ev", "http://www.w3.org/2001/xml-events");
    all.put("xmlns:xsd", "http://www.w3.org/2001/XMLSchema");
    all.put("xmlns:jr", "http://openrosa.org/javarosa");
    all.put("xmlns:orx", "http://openrosa.org/xforms");
    all.put("xmlns:odk", "http://www.opendatakit.org/xforms");
    if (!model.entitiesVersion.isEmpty())
      all.put("xmlns:entities", "http://www.opendatakit.org/xforms/entities");
    for (String each : model.settings.text("namespaces").strip().split("\\s+", -1)) {
      String[] pair = each.split("=", -1);
      if (pair.length == 2 && Lexer.isName(pair[0]))
        all.putIfAbsent("xmlns:" + pair[0], pair[1].replace("\"", "").replace("'", ""));
    }
    return all;
  }

  private Xml model(boolean inline) {
    Xml xml = new Xml("model").with("odk:xforms-version", "1.0.0");
    if (!model.entitiesVersion.isEmpty())
      xml.with("entities:entities-version", model.entitiesVersion);
    Xml submission = submission();
    if (submission != null) xml.add(submission);
    Xml itext = texts.itext();
    if (itext != null) xml.add(itext);
    xml.add(new Xml("instance").add(data()));
    instances.write(xml, inline);
    model.root.each(node -> {
      if (!node.bind.isEmpty()) xml.add(bind(node, inline));
      actions(node, xml, inline);
    });
    return xml;
  }

  private @Nullable Xml submission() {
    Map<String, String> attributes = new LinkedHashMap<>();
    String url = model.settings.text("submission_url");
    if (!url.isEmpty()) {
      attributes.put("action", url);
      attributes.put("method", "post");
    }
    String key = model.settings.text("public_key");
    if (!key.isEmpty()) attributes.put("base64RsaPublicKey", key);
    setting(attributes, "auto_send", "orx:auto-send");
    setting(attributes, "auto_delete", "orx:auto-delete");
    if (model.settings.yes("client_editable", false)) attributes.put("odk:client-editable", "true");
    return attributes.isEmpty() ? null : new Xml("submission").withAll(attributes);
  }

  /// A setting that is yes or no, however it was spelt.
  private void setting(Map<String, String> attributes, String key, String attribute) {
    String value = model.settings.text(key);
    if (!value.isEmpty())
      attributes.put(attribute, Truth.of(value).map(String::valueOf).orElse(value));
  }

  private Xml data() {
    Settings settings = model.settings;
    Xml root = section(model.root, false);
    settings.attributes().forEach(root::with);
    root.with("id", settings.formId());
    if (!settings.text("instance_xmlns").isEmpty())
      root.with("xmlns", settings.text("instance_xmlns"));
    if (!settings.version().isEmpty()) root.with("version", settings.version());
    if (!settings.text("prefix").isEmpty()) root.with("odk:prefix", settings.text("prefix"));
    if (!settings.text("delimiter").isEmpty())
      root.with("odk:delimiter", settings.text("delimiter"));
    return root;
  }

  /// A section as it stands in the data: each repeat once as the template of what is added later
  /// and once as what is there at the beginning.
  private Xml section(FormNode.Section section, boolean insideRepeat) {
    Xml xml = new Xml(section.name).withAll(attributes(section));
    for (FormNode child : section.children) {
      switch (child) {
        case FormNode.Section inner -> {
          boolean repeat = inner.level == FormNode.Level.REPEAT;
          if (repeat && !insideRepeat) xml.add(template(inner));
          xml.add(section(inner, insideRepeat || repeat));
        }
        case FormNode.Question question -> xml.add(question(question));
        case FormNode.Mark mark -> xml.with(mark.name, mark.value);
      }
    }
    return xml;
  }

  private Xml template(FormNode.Section repeat) {
    Xml xml = new Xml(repeat.name).with("jr:template", "");
    for (FormNode child : repeat.children) {
      switch (child) {
        case FormNode.Section inner ->
            xml.add(inner.level == FormNode.Level.REPEAT ? template(inner) : section(inner, false));
        case FormNode.Question question -> xml.add(question(question));
        case FormNode.Mark mark -> xml.with(mark.name, mark.value);
      }
    }
    return xml;
  }

  private Xml question(FormNode.Question question) {
    Xml xml = new Xml(question.name).withAll(attributes(question));
    return question.dynamicDefault ? xml : xml.text(question.defaultText);
  }

  private Map<String, String> attributes(FormNode node) {
    Map<String, String> attributes = new LinkedHashMap<>();
    node.attributes.forEach((key, value) ->
        attributes.put(
            key,
            paths.resolve(value, Paths.Context.of(node, model.place(node, "instance::" + key)))));
    return attributes;
  }

  private Xml bind(FormNode node, boolean inline) {
    Xml xml = new Xml("bind").with("nodeset", node.path());
    boolean triggered = node instanceof FormNode.Question q && !q.triggers.isEmpty();
    node.bind.forEach((key, text) -> {
      if (triggered && key.equals("calculate")) return;
      if (inline && key.startsWith("jr:preload")) return; // asks a device that is not here
      String value = text.plain();
      SheetProblem.Place place = model.place(node, "bind::" + key);
      if (Texts.MESSAGES.contains(key)) {
        if (Texts.messageTranslated(key, text)) value = "jr:itext('" + node.textId(key) + "')";
      } else if (CONDITIONS.contains(key)) {
        value = paths.resolve(Truth.expression(value), Paths.Context.of(node, place));
        expressions.check(value, place);
        if (!inline) model.rules.add(new SurveyModel.RuleCell(node, key, value));
      } else {
        value = paths.resolve(value, Paths.Context.of(node, place));
      }
      xml.with(key, value);
    });
    return xml;
  }

  /// What is done when the form is begun or opened; what a new instance of a repeat does stands in
  /// the repeat.
  private void actions(FormNode node, Xml xml, boolean inline) {
    for (FormNode.Action action : actions(node)) {
      boolean device = inline && !action.element().equals("setvalue");
      if (!device && !action.event().equals(FormNode.Action.NEW_REPEAT))
        xml.add(action(node, action));
    }
  }

  static java.util.List<FormNode.Action> actions(FormNode node) {
    return switch (node) {
      case FormNode.Question question -> question.actions;
      case FormNode.Mark mark -> mark.actions;
      case FormNode.Section _ -> java.util.List.of();
    };
  }

  private Xml action(FormNode node, FormNode.Action action) {
    return action(node, action, model, paths, expressions);
  }

  static Xml action(
      FormNode node,
      FormNode.Action action,
      SurveyModel model,
      Paths paths,
      Expressions expressions) {
    Xml xml = new Xml(action.element()).with("ref", node.path()).with("event", action.event());
    if (!action.value().isEmpty()) {
      SheetProblem.Place place = model.place(node, "default");
      String value = paths.resolve(action.value(), Paths.Context.of(node, place));
      expressions.check(value, place);
      xml.with("value", value);
    }
    return xml.withAll(action.more());
  }
}
