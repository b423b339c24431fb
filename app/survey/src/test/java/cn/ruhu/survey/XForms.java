package cn.ruhu.survey;

/// XForms for tests, put together from their parts.
final class XForms {
  private String head = "";
  private String itext = "";
  private String nodes = "";
  private String more = "";
  private String binds = "";
  private String body = "";

  private XForms() {}

  /// A form whose data is `nodes`.
  static XForms of(String nodes) {
    XForms form = new XForms();
    form.nodes = nodes;
    return form;
  }

  /// One question of a type: `<input ref="/data/q">` unless another control is given.
  static XForms question(String type, String control) {
    return of("<q/>").bind("/data/q", "type=\"" + type + "\"").body(control);
  }

  XForms bind(String nodeset, String attributes) {
    binds += "<bind nodeset=\"" + nodeset + "\" " + attributes + "/>\n";
    return this;
  }

  XForms body(String controls) {
    body += controls + "\n";
    return this;
  }

  /// A question with the control's name and the node's own as its label.
  XForms ask(String control, String ref, String attributes) {
    String label = ref.substring(ref.lastIndexOf('/') + 1);
    return body(
        "<%s ref=\"%s\" %s><label>%s</label></%s>"
            .formatted(control, ref, attributes, label, control));
  }

  /// A second instance, an action, a submission.
  XForms model(String xml) {
    more += xml + "\n";
    return this;
  }

  XForms texts(String translations) {
    itext = "<itext>" + translations + "</itext>";
    return this;
  }

  XForms html(String xml) {
    head += xml;
    return this;
  }

  String xml() {
    return """
    <?xml version="1.0"?>
    <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
        xmlns:odk="http://www.opendatakit.org/xforms" xmlns:ruhu="http://ruhu.cn/xforms"
        xmlns:entities="http://www.opendatakit.org/xforms/entities"
        xmlns:xsd="http://www.w3.org/2001/XMLSchema">
      <h:head>
        <h:title>试验</h:title>
        %s
        <model>
          %s
          <instance><data id="trial" version="1">%s</data></instance>
          %s
          %s
        </model>
      </h:head>
      <h:body>
        %s
      </h:body>
    </h:html>
    """
        .formatted(head, itext, nodes, more, binds, body)
        .strip();
  }

  FormPackage load() {
    return Forms.loaded(xml());
  }

  Scenario open() {
    return Scenario.of(load());
  }
}
