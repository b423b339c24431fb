package cn.ruhu.survey;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The first reading of an XForm, before the engine sees it: safe (no DOCTYPE, no entity, bounded
/// size and depth) and exact about places, which the engine's own messages are not. It finds what
/// the engine accepts silently: two nodes of one name, texts that are missing.
final class FormReader {
  /// What came of it.
  sealed interface Result {}

  record Read(FormShape shape) implements Result {}

  record Refused(List<FormProblem> problems) implements Result {}

  private static final String XFORMS = "http://www.w3.org/2002/xforms";
  private static final String JAVAROSA = "http://openrosa.org/javarosa";
  private static final Set<String> QUESTIONS =
      Set.of("input", "select", "select1", "upload", "trigger", "range", "rank", "secret");
  private static final int PROBLEMS_MAX = 50;

  private final List<FormProblem> problems = new ArrayList<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, String> nodes = new HashMap<>();
  private final Set<String> templates = new HashSet<>();
  private final Set<String> leaves = new HashSet<>();
  private final Map<String, String> factNames = new HashMap<>();
  private final Map<String, String> binds = new HashMap<>();
  private final Map<String, String> asked = new HashMap<>();
  private final Map<String, String> pointers = new HashMap<>();
  private final Set<String> calculated = new HashSet<>();
  private final Map<String, Set<String>> texts = new HashMap<>();
  private final Map<String, String> textUses = new HashMap<>();
  private final Map<String, String> messages = new HashMap<>();
  private String firstLanguage = "";
  private String language = "";
  private String id = "";
  private String version = "";
  private String title = "";
  private int instanceDepth = -1;
  private boolean instanceSeen;
  private int elements;

  private FormReader() {}

  static Result read(byte[] xform) {
    FormReader reader = new FormReader();
    if (xform.length > SurveyLimits.XFORM_BYTES_MAX) {
      reader.problem(FormProblem.Kind.TOO_LARGE, "form.xml", Integer.toString(xform.length));
      return new Refused(reader.problems);
    }
    try {
      XMLStreamReader xml = stream(xform);
      boolean more = true;
      while (more && xml.hasNext()) more = reader.event(xml, xml.next());
      if (more) reader.crossChecks();
    } catch (XMLStreamException e) {
      Location at = e.getLocation();
      String message = String.valueOf(e.getMessage()).replaceAll("(?s).*Message: ", "");
      reader.problem(FormProblem.Kind.XML, at == null ? "form.xml" : place(at), message.strip());
    }
    if (!reader.problems.isEmpty()) return new Refused(reader.problems);
    return new Read(
        new FormShape(
            reader.id,
            reader.version,
            reader.title,
            reader.calculated,
            reader.leafPaths(),
            reader.messages));
  }

  private static XMLStreamReader stream(byte[] bytes) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
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
        problem(FormProblem.Kind.DOCTYPE, place(xml.getLocation()), "");
        return false;
      }
      case XMLStreamConstants.START_ELEMENT -> {
        elements++;
        if (elements > SurveyLimits.ELEMENTS_MAX || open.size() >= SurveyLimits.DEPTH_MAX) {
          problem(
              FormProblem.Kind.TOO_LARGE, place(xml.getLocation()), elements + " / " + open.size());
          return false;
        }
        start(xml);
      }
      case XMLStreamConstants.END_ELEMENT -> {
        open.removeLast();
        if (open.size() <= instanceDepth) instanceDepth = -1;
      }
      default -> {}
    }
    return true;
  }

  private void start(XMLStreamReader xml) throws XMLStreamException {
    String name = xml.getLocalName();
    String at = place(xml.getLocation());
    if (instanceDepth >= 0) {
      instanceNode(xml, name, at);
      open.addLast(name);
      return;
    }
    if (name.equals("title") && !XFORMS.equals(xml.getNamespaceURI())) {
      title = xml.getElementText().strip(); // leaves the reader on the end tag: nothing opened
      return;
    }
    if (name.equals("instance") && !instanceSeen) {
      instanceSeen = true;
      instanceDepth = open.size();
    } else if (name.equals("bind")) {
      bind(xml, at);
    } else if (name.equals("translation")) {
      language = attribute(xml, "lang");
      if (firstLanguage.isEmpty()) firstLanguage = language;
    } else if (name.equals("text")) {
      String text = attribute(xml, "id");
      if (!texts.computeIfAbsent(language, _ -> new HashSet<>()).add(text))
        problem(FormProblem.Kind.DUPLICATE_NAME, at, text);
    } else {
      control(xml, name, at);
    }
    open.addLast(name);
  }

  private void instanceNode(XMLStreamReader xml, String name, String at) {
    List<String> inside = List.copyOf(open).subList(instanceDepth + 1, open.size());
    String parent = inside.isEmpty() ? "" : "/" + String.join("/", inside);
    String path = parent + "/" + name;
    if (parent.isEmpty()) {
      id = attribute(xml, "id");
      version = attribute(xml, "version");
    }
    String template = xml.getAttributeValue(JAVAROSA, "template");
    if (template != null) templates.add(path);
    boolean repeated = templates.stream().anyMatch(t -> path.equals(t) || path.startsWith(t + "/"));
    if (nodes.put(path, at) != null && !repeated)
      problem(FormProblem.Kind.DUPLICATE_NAME, at, path);
    leaves.remove(parent);
    leaves.add(path);
  }

  private void bind(XMLStreamReader xml, String at) {
    String nodeset = attribute(xml, "nodeset");
    if (binds.put(nodeset, at) != null) problem(FormProblem.Kind.DUPLICATE_NAME, at, nodeset);
    pointers.putIfAbsent(nodeset, at);
    if (xml.getAttributeValue(null, "calculate") != null) calculated.add(nodeset);
    String message = xml.getAttributeValue(JAVAROSA, "constraintMsg");
    if (message != null) {
      messages.put(nodeset, message);
      textUse(message, at);
    }
  }

  private void control(XMLStreamReader xml, String name, String at) {
    String ref = xml.getAttributeValue(null, "ref");
    if (ref != null && (QUESTIONS.contains(name) || name.equals("group"))) {
      if (ref.startsWith("/")) pointers.putIfAbsent(ref, at);
      if (QUESTIONS.contains(name) && asked.put(ref, at) != null)
        problem(FormProblem.Kind.DUPLICATE_NAME, at, ref);
    } else if (ref != null) {
      textUse(ref, at);
    }
    String nodeset = xml.getAttributeValue(null, "nodeset");
    if (name.equals("repeat") && nodeset != null) pointers.putIfAbsent(nodeset, at);
  }

  private void textUse(String expression, String at) {
    if (expression.startsWith("jr:itext('") && expression.endsWith("')"))
      textUses.putIfAbsent(expression.substring(10, expression.length() - 2), at);
  }

  private Map<String, String> leafPaths() {
    Map<String, String> paths = new HashMap<>();
    for (String path : leaves) paths.put(path.substring(path.lastIndexOf('/') + 1), path);
    return paths;
  }

  private void crossChecks() {
    if (!instanceSeen || nodes.isEmpty())
      problem(FormProblem.Kind.INCOMPLETE, "form.xml", "instance");
    if (id.isEmpty()) problem(FormProblem.Kind.INCOMPLETE, "instance", "id");
    if (version.isEmpty()) problem(FormProblem.Kind.INCOMPLETE, "instance", "version");
    if (title.isEmpty()) problem(FormProblem.Kind.INCOMPLETE, "head", "title");
    pointers.forEach((ref, at) -> {
      if (!nodes.containsKey(ref)) problem(FormProblem.Kind.UNKNOWN_NODE, at, ref);
    });
    Set<String> known = texts.getOrDefault(firstLanguage, Set.of());
    textUses.forEach((text, at) -> {
      if (!known.contains(text)) problem(FormProblem.Kind.UNKNOWN_TEXT, at, text);
    });
    for (String path : leaves) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (!Facts.isFact(name)) continue;
      String other = factNames.put(name, path);
      if (other != null)
        problem(FormProblem.Kind.DUPLICATE_NAME, nodes.getOrDefault(path, path), path, other);
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private static String place(Location at) {
    return at.getLineNumber() + ":" + at.getColumnNumber();
  }

  private void problem(FormProblem.Kind kind, String place, String... args) {
    if (problems.size() < PROBLEMS_MAX) problems.add(new FormProblem(kind, place, List.of(args)));
  }
}
