package cn.ruhu.device.escl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// An element of a scanner's answer. Names count in the two namespaces of eSCL only, and in either:
/// devices mix them up. No document type, no entities, nothing fetched.
record XmlTree(Element element) {
  /// Answers are a few kilobytes; this is far above.
  static final int BYTES_MAX = 1 << 20;

  static final String PWG = "http://www.pwg.org/schemas/2010/12/sm";
  static final String SCAN = "http://schemas.hp.com/imaging/escl/2011/05/03";

  private static final Set<String> SPACES = Set.of(PWG, SCAN);

  /// @param root local name the document must have
  /// @return empty when the bytes are no such document
  static Optional<XmlTree> read(byte[] bytes, String root) {
    if (bytes.length > BYTES_MAX) return Optional.empty();
    try {
      var factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Silent());
      var tree = new XmlTree(builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement());
      return tree.is(root) ? Optional.of(tree) : Optional.empty();
    } catch (SAXException | IOException _) {
      return Optional.empty();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java has these features", e);
    }
  }

  private boolean is(String name) {
    String space = element.getNamespaceURI();
    return name.equals(element.getLocalName()) && space != null && SPACES.contains(space);
  }

  /// Children with this name.
  List<XmlTree> all(String name) {
    var found = new ArrayList<XmlTree>();
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling())
      if (n instanceof Element e) {
        var child = new XmlTree(e);
        if (child.is(name)) found.add(child);
      }
    return found;
  }

  /// Everything at the end of this path of names.
  List<XmlTree> path(String... names) {
    List<XmlTree> at = List.of(this);
    for (String name : names) at = at.stream().flatMap(t -> t.all(name).stream()).toList();
    return at;
  }

  Optional<XmlTree> one(String... names) {
    return path(names).stream().findFirst();
  }

  /// Text at the end of this path, trimmed; `""` for none.
  String text(String... names) {
    return one(names).map(t -> t.element().getTextContent().strip()).orElse("");
  }

  /// Number at the end of this path, not negative.
  OptionalInt number(String... names) {
    String text = text(names);
    return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  String attribute(String name) {
    return element.getAttribute(name);
  }

  /// What does not parse is told by the answer of [#read], never on standard error.
  private static final class Silent implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) {}

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
