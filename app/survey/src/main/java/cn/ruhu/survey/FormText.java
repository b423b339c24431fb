package cn.ruhu.survey;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// An XForm as the engine is given it. What it would ask of a file that must not be, or not at all,
/// is made part of the form:
///
/// - The answers of the visit saved before are put where the form asks for them. They are
///   somebody's and never lie in a file of their own.
/// - A text question with a `query` chooses from `itemsets.csv` (`select_one_external`): it becomes
///   a choice, each list of that file a list of the form.
///
/// @param text the XML
/// @param lists files that belong beside it, by name
record FormText(String text, Map<String, byte[]> lists) {
  /// The file that holds the lists of all such questions of a form.
  static final String ITEMSETS = "itemsets.csv";

  private static final Pattern BETWEEN_BINDS = Pattern.compile("/>\\s+<bind\\b");
  private static final Pattern LIST = Pattern.compile("instance\\(\\s*(['\"])(.*?)\\1");
  private static final String SAVED = "jr://instance/last-saved";

  /// @param lastSaved the answers of the visit saved before as instance XML, empty for none
  static FormText of(FormPackage form, String lastSaved) {
    boolean asks = form.shape().tables().contains(ITEMSETS);
    if (!asks && (lastSaved.isEmpty() || !form.shape().lastSaved()))
      return new FormText(dense(new String(form.xform(), StandardCharsets.UTF_8)), Map.of());
    try {
      Document document = builder().parse(new InputSource(new ByteArrayInputStream(form.xform())));
      if (!lastSaved.isEmpty()) saved(document, lastSaved);
      Map<String, byte[]> lists = asks ? choices(document, form.table(ITEMSETS)) : Map.of();
      return new FormText(dense(written(document)), lists);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory only
    } catch (SAXException | ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException(e); // the first reading took it
    }
  }

  /// The engine takes binds away one by one, and the white space between them, each time moving all
  /// that follows: of thousands of binds that was a fifth of the reading.
  private static String dense(String xml) {
    String text = xml.startsWith("\uFEFF") ? xml.substring(1) : xml; // the byte order mark
    return BETWEEN_BINDS.matcher(text).replaceAll("/><bind");
  }

  private static DocumentBuilder builder() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setAttribute(FormReader.ELEMENT_DEPTH, Integer.toString(SurveyLimits.DEPTH_MAX + 2));
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder();
  }

  private static String written(Document document) throws TransformerException {
    Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter text = new StringWriter();
    transformer.transform(new DOMSource(document), new StreamResult(text));
    return text.toString();
  }

  private static List<Element> elements(Document document, String name) {
    NodeList found = document.getElementsByTagNameNS("*", name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) elements.add((Element) found.item(i));
    return elements;
  }

  private static void saved(Document document, String lastSaved)
      throws IOException, SAXException, ParserConfigurationException {
    Node root = builder().parse(new InputSource(new StringReader(lastSaved))).getDocumentElement();
    for (Element instance : elements(document, "instance")) {
      if (!instance.getAttribute("src").equalsIgnoreCase(SAVED)) continue;
      instance.removeAttribute("src");
      while (instance.getFirstChild() != null) instance.removeChild(instance.getFirstChild());
      instance.appendChild(document.importNode(root, true));
    }
  }

  /// Turns questions with a query into choices. Answers the lists they choose from.
  private static Map<String, byte[]> choices(Document document, LookupTable table) {
    Map<String, byte[]> lists = new TreeMap<>();
    Map<String, String> ids = new HashMap<>();
    List<Element> instances = elements(document, "instance");
    for (Element question : elements(document, "input")) {
      String query = question.getAttribute("query");
      Matcher list = LIST.matcher(query);
      if (query.isEmpty() || !list.find()) continue;
      String name = list.group(2);
      String id = ids.get(name);
      if (id == null && !table.holds(name) && instances.stream().anyMatch(i -> serves(i, name))) {
        id = name; // the form's own list, there is no other
        ids.put(name, id);
      } else if (id == null) {
        id = unused(name, instances);
        ids.put(name, id);
        String file = "itemsets-" + ids.size() + ".csv";
        instances.add(list(document, instances.getFirst(), id, file));
        lists.put(file, table.list(name).getBytes(StandardCharsets.UTF_8));
      }
      query = query.substring(0, list.start(2)) + id + query.substring(list.end(2));
      Element itemset = made(document, question, "itemset");
      itemset.setAttribute("nodeset", query);
      for (String part : List.of("value", "label")) {
        Element child = made(document, question, part);
        child.setAttribute("ref", part.equals("value") ? "name" : "label");
        itemset.appendChild(child);
      }
      question.removeAttribute("query");
      question.appendChild(itemset);
      String prefix = question.getPrefix() == null ? "" : question.getPrefix() + ":";
      document.renameNode(question, question.getNamespaceURI(), prefix + "select1");
    }
    return lists;
  }

  /// Whether it is the form's own list of this name, and has words to choose by.
  private static boolean serves(Element instance, String name) {
    if (!instance.getAttribute("id").equals(name)) return false;
    return !instance.getAttribute("src").isEmpty()
        || instance.getElementsByTagNameNS("*", "label").getLength() > 0;
  }

  /// A list of the file and one of the form may have one name and be two.
  private static String unused(String name, List<Element> instances) {
    Set<String> taken = new HashSet<>();
    for (Element instance : instances) taken.add(instance.getAttribute("id"));
    String id = name;
    while (taken.contains(id)) id += "-";
    return id;
  }

  private static Element list(Document document, Element main, String id, String file) {
    Element instance = made(document, main, "instance");
    instance.setAttribute("id", id);
    instance.setAttribute("src", "jr://file-csv/" + file);
    main.getParentNode().insertBefore(instance, main.getNextSibling());
    return instance;
  }

  private static Element made(Document document, Element like, String name) {
    String prefix = like.getPrefix() == null ? "" : like.getPrefix() + ":";
    return document.createElementNS(like.getNamespaceURI(), prefix + name);
  }
}
