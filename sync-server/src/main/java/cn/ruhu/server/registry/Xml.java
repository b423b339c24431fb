package cn.ruhu.server.registry;

import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A part of a workbook, element by element. No entities, no document types.
final class Xml {
  private final XMLStreamReader in;

  Xml(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // &amp; and its like count too, and a large workbook has any number of them; entities of its
    // own
    // it cannot have without a document type
    factory.setProperty("jdk.xml.entityExpansionLimit", "0");
    factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    this.in = factory.createXMLStreamReader(in);
  }

  /// Goes to the next element.
  ///
  /// @return its name without prefix, empty at the end
  Optional<String> element() throws XMLStreamException {
    while (in.hasNext())
      if (in.next() == XMLStreamConstants.START_ELEMENT) return Optional.of(in.getLocalName());
    return Optional.empty();
  }

  /// Goes to the next element of a name inside another one; ends behind that one.
  boolean elementWithin(String name, String outer) throws XMLStreamException {
    while (in.hasNext()) {
      int event = in.next();
      if (event == XMLStreamConstants.START_ELEMENT && in.getLocalName().equals(name)) return true;
      if (event == XMLStreamConstants.END_ELEMENT && in.getLocalName().equals(outer)) return false;
    }
    return false;
  }

  /// An attribute of the element it stands at, empty when it has none.
  String attribute(String name) {
    for (int i = 0; i < in.getAttributeCount(); i++)
      if (in.getAttributeLocalName(i).equals(name)) return in.getAttributeValue(i);
    return "";
  }

  /// Text of `t` and `v` inside the element it stands at, readings of characters (`rPh`) and
  /// formulas aside; ends behind it.
  ///
  /// @throws XMLStreamException also when there is more than `charsMax`
  String content(int charsMax) throws XMLStreamException {
    String outer = in.getLocalName();
    var out = new StringBuilder();
    String inside = "";
    boolean reading = false;
    while (true) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          inside = in.getLocalName();
          reading |= inside.equals("rPh");
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (in.getLocalName().equals(outer)) return out.toString();
          if (in.getLocalName().equals("rPh")) reading = false;
          inside = "";
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!reading && (inside.equals("t") || inside.equals("v"))) out.append(in.getText());
          if (out.length() > charsMax) throw new XMLStreamException("too long");
        }
        default -> {}
      }
    }
  }
}
