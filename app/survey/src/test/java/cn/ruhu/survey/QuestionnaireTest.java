package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// The form against the policy's table of 200 questions: each is asked, with its type, its choices
/// and its skip rule, or stands here with the reason why not.
final class QuestionnaireTest {
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "V16", "C23: no recording by contractors",
          "R02", "C19: the street's act",
          "R03", "C19: the street's act",
          "R04", "C19: the street's act",
          "R12", "the seal's manifest holds times, machine and form");

  /// Questions that are one or several nodes of another name.
  private static final Map<String, List<String>> NODES =
      Map.ofEntries(
          Map.entry("V09", List.of("V09D", "V09")),
          Map.entry("V13", List.of("V13", "V13P")),
          Map.entry("M05", List.of("M05", "M05A")),
          Map.entry("H18", List.of("H18A", "H18B", "H18C")),
          Map.entry("A01", List.of("A00")), // C20
          Map.entry("A04", List.of("A00")),
          Map.entry("A05", List.of("A00")),
          Map.entry("A06", List.of("A00")),
          Map.entry("E01", List.of("E00")), // C20
          Map.entry("E03", List.of("E00")),
          Map.entry("E05", List.of("E00")),
          Map.entry("E04", List.of("E04", "E04P")),
          Map.entry("I06", List.of("I06M01", "I06M12")),
          Map.entry("I09", List.of("I09", "I09E")),
          Map.entry("I13", List.of("I13", "I13R")),
          Map.entry("P07", List.of("P07", "P07T")),
          Map.entry("P09", List.of("P09A", "P09B", "P09C", "P09D", "P09E", "P09F")),
          Map.entry("P11", List.of("P11", "P11T")),
          Map.entry("P12", List.of("P12", "P12T")),
          Map.entry("D02", List.of("D02", "D02T", "D02C")),
          Map.entry("D14", List.of("D14", "D14M")),
          Map.entry("F01", List.of("F01", "F01N")),
          Map.entry("N09", List.of("N09S", "N09")),
          Map.entry("C10", List.of("C10X02", "C10X04", "C10X08", "C10X16")),
          Map.entry("C11", List.of("C11A", "C11B")),
          Map.entry("R07", List.of("R07", "R07A", "R07B", "R07C")));

  /// Controls a type of the table may become.
  private static final Map<String, Set<String>> CONTROLS =
      Map.ofEntries(
          Map.entry("one", Set.of("select1")),
          Map.entry("scale", Set.of("select1", "select")),
          Map.entry("scale5", Set.of("select1")),
          Map.entry("bool", Set.of("select1")),
          Map.entry("multi", Set.of("select")),
          Map.entry("photo", Set.of("upload")),
          Map.entry("sign", Set.of("upload", "select1", "input")));

  private static final Pattern CODE = Pattern.compile("([A-Z]|\\d+)\\D.*");

  /// Who it is stands on the list of members.
  private static final Set<String> OF_MEMBERS = Set.of("V15", "D14");

  private static final Map<String, Element> CONTROL = new HashMap<>();
  private static final Map<String, Element> BIND = new HashMap<>();
  private static final Map<String, String> PATH = new TreeMap<>();

  /// the codes of each list, by its name
  private static final Map<String, Set<String>> LISTS = new HashMap<>();

  @BeforeAll
  static void read() throws Exception {
    FormPackage form = FormPackage.homeVisit();
    PATH.putAll(form.shape().leaves());
    Document doc =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(form.xform()));
    for (String tag : List.of("input", "select", "select1", "upload"))
      each(doc.getElementsByTagName(tag)).forEach(e -> CONTROL.put(e.getAttribute("ref"), e));
    each(doc.getElementsByTagName("bind")).forEach(e -> BIND.put(e.getAttribute("nodeset"), e));
    for (Element list : each(doc.getElementsByTagName("instance")))
      each(list.getElementsByTagName("name"))
          .forEach(e ->
              LISTS
                  .computeIfAbsent(list.getAttribute("id"), _ -> new TreeSet<>())
                  .add(e.getTextContent()));
  }

  /// The list a select chooses from: `instance('LIST')/root/item`.
  private static String list(Element control) {
    Element items = (Element) control.getElementsByTagName("itemset").item(0);
    return items.getAttribute("nodeset").replaceAll("instance\\('(.*?)'\\).*", "$1");
  }

  private static List<Element> each(NodeList nodes) {
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) all.add((Element) nodes.item(i));
    return all;
  }

  private static List<String> nodes(String id) {
    return NODES.getOrDefault(id, List.of(id));
  }

  private static Element control(String node) {
    String path = PATH.get(node);
    assertNotNull(path, node + " is not in the form");
    Element control = CONTROL.get(path);
    assertNotNull(control, node + " is not asked");
    return control;
  }

  private static List<String[]> asked() {
    return SkipRulesTest.table("questionnaire.tsv").stream()
        .filter(q -> !LEFT_OUT.containsKey(q[0]))
        .toList();
  }

  @Test
  void everyQuestionOfTheTableIsInTheFormOrLeftOutForAReason() {
    assertEquals(200, SkipRulesTest.table("questionnaire.tsv").size());
    assertEquals(195, asked().size());
    for (String[] q : asked()) nodes(q[0]).forEach(QuestionnaireTest::control);
    LEFT_OUT.keySet().forEach(id -> assertTrue(!PATH.containsKey(id), id));
  }

  @Test
  void typesAreThoseOfTheTable() {
    for (String[] q : asked()) {
      Element control = control(nodes(q[0]).getFirst());
      String type = BIND.get(control.getAttribute("ref")).getAttribute("type");
      Set<String> controls = CONTROLS.getOrDefault(q[1].split("[+/]")[0], Set.of());
      if (!controls.isEmpty()) assertTrue(controls.contains(control.getTagName()), q[0]);
      if (q[1].startsWith("money")) assertEquals("long", type, q[0]);
      if (q[1].equals("int")) assertEquals("int", type, q[0]);
      if (q[1].startsWith("dec")) assertEquals("decimal", type, q[0]);
      if (q[1].startsWith("date")) assertTrue(type.startsWith("date"), q[0]);
      boolean computed = q[1].equals("calc");
      boolean calculates = BIND.get(control.getAttribute("ref")).hasAttribute("calculate");
      boolean known = Set.of("M04", "M05").contains(q[0]); // from the card, before the visit
      if (computed && !known) assertTrue(calculates, q[0]);
    }
  }

  @Test
  void choicesAreThoseOfTheTable() {
    int compared = 0;
    for (String[] q : asked()) {
      if (!q[1].matches("one|multi") || OF_MEMBERS.contains(q[0]) || q[0].startsWith("C0"))
        continue;
      Set<String> wanted = new TreeSet<>();
      for (String option : q[2].split(";")) {
        var code = CODE.matcher(option);
        if (code.matches()) wanted.add(code.group(1));
      }
      if (q[2].contains("GB/T") || q[2].contains("代码表") || wanted.isEmpty()) continue;
      Set<String> has = new TreeSet<>();
      has.addAll(LISTS.getOrDefault(list(control(nodes(q[0]).getFirst())), Set.of()));
      has.removeAll(q[1].equals("multi") && !wanted.contains("0") ? Set.of("0") : Set.of());
      assertEquals(wanted, has, q[0]);
      compared++;
    }
    assertTrue(compared > 40, "compared " + compared);
  }

  /// Each rule of the table hangs on what the table names; [SkipRulesTest] walks it.
  @Test
  void skipRulesReadTheQuestionsTheTableNames() {
    Pattern named = Pattern.compile("[A-Z]\\d\\d");
    for (String[] q : asked()) {
      if (q[3].isEmpty()) continue;
      String path = PATH.get(nodes(q[0]).getFirst());
      StringBuilder rules = new StringBuilder();
      for (String at = path; at.lastIndexOf('/') > 0; at = at.substring(0, at.lastIndexOf('/')))
        if (BIND.containsKey(at)) rules.append(BIND.get(at).getAttribute("relevant")).append(' ');
      assertTrue(!rules.toString().isBlank(), q[0]);
      var names = named.matcher(q[3]);
      while (names.find()) {
        String name = names.group();
        boolean read =
            rules.indexOf(name) >= 0
                || (name.equals("M15") && rules.indexOf("health") >= 0)
                || (name.equals("V09") && rules.indexOf("V15") >= 0)
                || (name.equals("E16") && rules.indexOf("E15") >= 0)
                || (q[0].equals("R08") && rules.indexOf("R07A") >= 0)
                || q[0].equals("V17"); // C23: nobody records, a file may be handed over
        assertTrue(read, q[0] + " reads " + name + ": " + rules);
      }
    }
  }

  @Test
  void chineseTextsCarryFullWidthPunctuation() {
    String form =
        new String(FormPackage.homeVisit().xform(), java.nio.charset.StandardCharsets.UTF_8);
    String zh = form.substring(form.indexOf("(zh)\""), form.indexOf("(en)\""));
    var text = Pattern.compile("<value>(.*?)</value>").matcher(zh);
    while (text.find()) {
      String words = text.group(1).replaceAll("<[^>]*>|&[a-z]+;", "");
      assertTrue(!words.matches(".*[,;:?()].*"), words);
    }
  }
}
