package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import cn.ruhu.survey.FormLogic;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// A compiled workbook as tests look at it: by XPath over its XForm, with the XForms namespace as
/// `x`, XHTML's as `h`. Every one that needs no files was read by the engine.
final class Form {
  private static final java.util.Map<String, String> NAMESPACES =
      java.util.Map.of(
          "x", "http://www.w3.org/2002/xforms",
          "h", "http://www.w3.org/1999/xhtml",
          "jr", "http://openrosa.org/javarosa",
          "orx", "http://openrosa.org/xforms",
          "odk", "http://www.opendatakit.org/xforms",
          "entities", "http://www.opendatakit.org/xforms/entities");

  final Compiled compiled;
  private final Document document;

  private Form(Compiled compiled) {
    this.compiled = compiled;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      this.document =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(compiled.xform().getBytes(StandardCharsets.UTF_8)));
    } catch (Exception e) {
      throw new AssertionError(compiled.xform(), e);
    }
  }

  /// The form of a workbook that compiles; the engine accepts what needs no files.
  static Form of(String workbook) {
    return of(Workbooks.compile(workbook));
  }

  static Form of(Compiled compiled) {
    assertTrue(compiled.ok(), () -> said(compiled));
    Form form = new Form(compiled);
    if (form.count("//x:instance[@src]") == 0)
      assertEquals(List.of(), FormLogic.faults(compiled.xform(), false), compiled.xform());
    return form;
  }

  static String said(Compiled compiled) {
    return String.join(
        "\n", compiled.problems().stream().map(p -> p.severity() + " " + p.message("en")).toList());
  }

  private NodeList nodes(String xpath) {
    try {
      XPath path = XPathFactory.newInstance().newXPath();
      path.setNamespaceContext(
          new NamespaceContext() {
            @Override
            public String getNamespaceURI(String prefix) {
              return NAMESPACES.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
            }

            @Override
            public String getPrefix(String uri) {
              throw new UnsupportedOperationException();
            }

            @Override
            public java.util.Iterator<String> getPrefixes(String uri) {
              throw new UnsupportedOperationException();
            }
          });
      return (NodeList) path.evaluate(xpath, document, XPathConstants.NODESET);
    } catch (Exception e) {
      return fail(xpath, e);
    }
  }

  int count(String xpath) {
    return nodes(xpath).getLength();
  }

  /// The texts of all nodes an XPath finds.
  List<String> all(String xpath) {
    NodeList found = nodes(xpath);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) texts.add(found.item(i).getTextContent());
    return texts;
  }

  /// The text of the one node an XPath finds, outer spaces left out as the engine does.
  String one(String xpath) {
    List<String> texts = all(xpath);
    assertEquals(1, texts.size(), () -> xpath + "\n" + compiled.xform());
    return texts.getFirst().strip();
  }

  /// An attribute of a node's bind; empty when it has none.
  String bind(String path, String attribute) {
    List<String> found = all("//x:bind[@nodeset='" + path + "']/@" + attribute);
    return found.isEmpty() ? "" : found.getFirst().strip();
  }

  /// An attribute of the control of a node; empty when it has none.
  String control(String path, String attribute) {
    List<String> found = all("//h:body//*[@ref='" + path + "']/@" + attribute);
    return found.isEmpty() ? "" : found.getFirst().strip();
  }

  /// The name of a node's control; empty without one.
  String tag(String path) {
    NodeList found = nodes("//h:body//*[@ref='" + path + "'][not(self::x:setvalue)]");
    return found.getLength() == 0 ? "" : found.item(0).getNodeName();
  }

  /// A text in a language, each output as its path in braces.
  String text(String language, String id) {
    return one(
        "//x:translation[@lang='" + language + "']/x:text[@id='" + id + "']/x:value[not(@form)]");
  }

  /// The codes of the warnings.
  List<String> warnings() {
    return compiled.warnings().stream().map(p -> p.kind().name()).toList();
  }

  void has(String... xpaths) {
    for (String xpath : xpaths)
      assertTrue(count(xpath) > 0, () -> "none: " + xpath + "\n" + compiled.xform());
  }

  void hasNot(String... xpaths) {
    for (String xpath : xpaths)
      assertEquals(0, count(xpath), () -> xpath + "\n" + compiled.xform());
  }
}
