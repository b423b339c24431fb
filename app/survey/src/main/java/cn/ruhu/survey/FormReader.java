package cn.ruhu.survey;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The first reading of an XForm, before the engine sees it: safe (no DOCTYPE, no entity, bounded
/// size and depth) and exact about places, which the engine's own messages are not. What it finds
/// goes to a {@link FormCensus}, which knows what the engine accepts silently.
final class FormReader {
  /// The reader's limit to the nesting of elements.
  static final String ELEMENT_DEPTH = "jdk.xml.maxElementDepth";

  /// What came of it.
  sealed interface Result {}

  /// It can be shown to the engine; the findings are bearable.
  record Read(FormShape shape, List<FormProblem> findings) implements Result {}

  record Refused(List<FormProblem> problems) implements Result {}

  /// Where the reader is.
  private enum Region {
    HEAD,
    MAIN_INSTANCE,
    OTHER_INSTANCE,
    ITEXT,
    BODY
  }

  private final FormCensus census = new FormCensus();
  private final Deque<String> open = new ArrayDeque<>();
  private Region region = Region.HEAD;
  private int regionDepth = -1;
  private boolean instanceSeen;
  private int elements;

  private FormReader() {}

  /// @param published whether the form is in use already: then what only now is known to fail when
  ///   it is asked does not shut it
  static Result read(byte[] xform, boolean published) {
    FormReader reader = new FormReader();
    if (xform.length > SurveyLimits.XFORM_BYTES_MAX) {
      reader.census.error(FormProblem.Kind.TOO_LARGE, "form.xml", Integer.toString(xform.length));
      return new Refused(reader.census.problems());
    }
    try {
      XMLStreamReader xml = stream(xform);
      boolean more = true;
      while (more && xml.hasNext()) more = reader.event(xml, xml.next());
      if (more) reader.census.crossChecks();
    } catch (XMLStreamException e) {
      Location at = e.getLocation();
      String message = String.valueOf(e.getMessage()).replaceAll("(?s).*Message: ", "");
      reader.census.error(
          FormProblem.Kind.XML, at == null ? "form.xml" : place(at), message.strip());
    }
    List<FormProblem> problems =
        reader.census.problems().stream().map(p -> published ? borne(p) : p).toList();
    List<FormProblem> errors = problems.stream().filter(p -> !p.bearable()).toList();
    return errors.isEmpty() ? new Read(reader.census.shape(), problems) : new Refused(errors);
  }

  private static FormProblem borne(FormProblem problem) {
    return problem.kind() == FormProblem.Kind.UNDOABLE
        ? new FormProblem(
            problem.kind(), FormProblem.Severity.WARNING, problem.place(), problem.args())
        : problem;
  }

  private static XMLStreamReader stream(byte[] bytes) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // Our own limit is told with its place; the reader's is lower.
    factory.setProperty(ELEMENT_DEPTH, Integer.toString(SurveyLimits.DEPTH_MAX + 2));
    return factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
  }

  /// Whether saved data may be given to the engine: well formed, bounded, without a DOCTYPE.
  static boolean safe(byte[] xml) {
    if (xml.length > SurveyLimits.XFORM_BYTES_MAX) return false;
    try {
      XMLStreamReader reader = stream(xml);
      int depth = 0;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE)
          return false;
        if (event == XMLStreamConstants.START_ELEMENT) depth++;
        if (event == XMLStreamConstants.END_ELEMENT) depth--;
        if (depth > SurveyLimits.DEPTH_MAX) return false;
      }
      return true;
    } catch (XMLStreamException _) {
      return false;
    }
  }

  private boolean event(XMLStreamReader xml, int event) throws XMLStreamException {
    switch (event) {
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
        census.error(FormProblem.Kind.DOCTYPE, place(xml.getLocation()), "");
        return false;
      }
      case XMLStreamConstants.START_ELEMENT -> {
        elements++;
        if (elements > SurveyLimits.ELEMENTS_MAX || open.size() >= SurveyLimits.DEPTH_MAX) {
          census.error(
              FormProblem.Kind.TOO_LARGE, place(xml.getLocation()), elements + " / " + open.size());
          return false;
        }
        start(xml);
      }
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
        if (region == Region.ITEXT) census.words(xml.getText());
      }
      case XMLStreamConstants.END_ELEMENT -> {
        open.removeLast();
        if (region == Region.BODY) census.left();
        if (open.size() <= regionDepth) {
          region = Region.HEAD;
          regionDepth = -1;
        }
      }
      default -> {}
    }
    return true;
  }

  private void start(XMLStreamReader xml) throws XMLStreamException {
    String name = xml.getLocalName();
    String at = place(xml.getLocation());
    switch (region) {
      case MAIN_INSTANCE ->
          census.node(
              List.copyOf(open).subList(regionDepth + 1, open.size()), name, at, attributes(xml));
      case OTHER_INSTANCE -> {}
      case ITEXT -> census.text(name, at, attributes(xml));
      case BODY -> census.control(name, space(xml), at, attributes(xml));
      case HEAD -> {
        if (name.equals("title") && !Features.XFORMS.equals(xml.getNamespaceURI())) {
          census.title(xml.getElementText().strip()); // leaves the reader on the end tag
          return;
        }
        head(name, at, attributes(xml));
      }
    }
    open.addLast(name);
  }

  private void head(String name, String at, Attributes attributes) {
    switch (name) {
      case "instance" -> {
        enter(instanceSeen ? Region.OTHER_INSTANCE : Region.MAIN_INSTANCE);
        if (instanceSeen) census.instance(at, attributes);
        instanceSeen = true;
      }
      case "itext" -> enter(Region.ITEXT);
      case "body" -> enter(Region.BODY);
      case "bind" -> census.bind(at, attributes);
      default -> census.inModel(name, at, attributes, open.contains("model"));
    }
  }

  private void enter(Region where) {
    region = where;
    regionDepth = open.size();
  }

  private static Attributes attributes(XMLStreamReader xml) {
    return new Attributes(xml);
  }

  private static String space(XMLStreamReader xml) {
    return Optional.ofNullable(xml.getNamespaceURI()).orElse("");
  }

  /// The attributes of the element the reader stands on; good until it moves on.
  record Attributes(XMLStreamReader xml) {
    /// An attribute without a namespace, empty when it is not there.
    String get(String name) {
      return Optional.ofNullable(xml.getAttributeValue("", name))
          .orElse(Optional.ofNullable(xml.getAttributeValue(null, name)).orElse(""));
    }

    String get(String space, String name) {
      return Optional.ofNullable(xml.getAttributeValue(space, name)).orElse("");
    }

    /// Whether there is such an attribute without a namespace, whatever it says.
    boolean has(String name) {
      return xml.getAttributeValue("", name) != null || xml.getAttributeValue(null, name) != null;
    }

    boolean has(String space, String name) {
      return xml.getAttributeValue(space, name) != null;
    }

    int count() {
      return xml.getAttributeCount();
    }

    String space(int i) {
      return Optional.ofNullable(xml.getAttributeNamespace(i)).orElse("");
    }

    String name(int i) {
      return xml.getAttributeLocalName(i);
    }

    String value(int i) {
      return xml.getAttributeValue(i);
    }

    /// The namespace of the element itself.
    String elementSpace() {
      return Optional.ofNullable(xml.getNamespaceURI()).orElse("");
    }
  }

  private static String place(Location at) {
    return at.getLineNumber() + ":" + at.getColumnNumber();
  }
}
