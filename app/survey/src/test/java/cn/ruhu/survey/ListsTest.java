package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of choices inside and outside the form, tables that are looked up in, files that belong to
/// a form.
final class ListsTest {
  private static final String CSV =
      "name,label,district\nwsl,万寿路街道,hd\nxyl,学院路街道,hd\nhpl,和平里街道,dc\n";
  private static final String XML =
      """
      <root>
        <item><name>wsl</name><label>万寿路街道</label><district>hd</district></item>
        <item><name>xyl</name><label>学院路街道</label><district>hd</district></item>
        <item><name>hpl</name><label>和平里街道</label><district>dc</district></item>
      </root>
      """;
  private static final String GEOJSON =
      """
      {"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [116.29, 39.9]},
         "properties": {"name": "wsl", "label": "万寿路街道", "district": "hd"}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [116.35, 39.98]},
         "properties": {"name": "xyl", "label": "学院路街道", "district": "hd"}},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [116.42, 39.95]},
         "properties": {"name": "hpl", "label": "和平里街道", "district": "dc"}}]}
      """;

  private static FormLoading load(XForms form, Map<String, String> files) {
    Map<String, byte[]> bytes = new HashMap<>();
    files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return FormPackage.load(
        form.xml().getBytes(StandardCharsets.UTF_8), name -> Optional.ofNullable(bytes.get(name)));
  }

  private static FormPackage loaded(XForms form, Map<String, String> files) {
    FormLoading loading = load(form, files);
    return assertInstanceOf(FormLoading.Loaded.class, loading, loading::toString).form();
  }

  /// A district and its streets, from a file.
  private static XForms streets(String source, String filter) {
    return XForms.of("<district/><street/>")
        .model("<instance id=\"streets\" src=\"" + source + "\"/>")
        .bind("/data/district", "type=\"string\"")
        .bind("/data/street", "type=\"string\"")
        .ask("input", "/data/district", "")
        .body(
            "<select1 ref=\"/data/street\"><label>街道</label><itemset"
                + " nodeset=\"instance('streets')/root/item"
                + filter
                + "\"><value ref=\"name\"/><label ref=\"label\"/></itemset></select1>");
  }

  private static List<String> labels(Scenario visit, String path) {
    return visit.question(path).options().stream().map(Question.Option::label).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jr://file-csv/s.csv", "jr://file/s.xml", "jr://file/s.geojson"})
  void listsComeFromFilesAndAreFiltered(String source) {
    Map<String, String> files = Map.of("s.csv", CSV, "s.xml", XML, "s.geojson", GEOJSON);
    FormPackage form = loaded(streets(source, "[district = /data/district]"), files);
    assertEquals(List.of(), form.findings());
    Scenario visit = Scenario.of(form).answer("/district", "hd");
    assertEquals(List.of("万寿路街道", "学院路街道"), labels(visit, "/street"));
    visit.answer("/street", "xyl").refuses("/street", "hpl", "survey.choice");
    visit.answer("/district", "dc");
    assertEquals(List.of("和平里街道"), labels(visit, "/street"));
    visit.is("/street", ""); // what is no longer on the list is no answer
    assertTrue(((Answer.Answered) visit.last).changedPaths().contains("/street"), "and told");
  }

  /// Words under the marks of a scale, and shapes on a map, are shown; no answer is chosen from
  /// them.
  @Test
  void aListThatIsOnlyShownTakesNoAnswerAway() {
    String items =
        "<instance id=\"marks\"><root>"
            + "<item><name>0</name><label>不好</label></item>"
            + "<item><name>10</name><label>好</label></item></root></instance>";
    String marks =
        "<itemset nodeset=\"instance('marks')/root/item\"><value ref=\"name\"/><label"
            + " ref=\"label\"/></itemset>";
    FormPackage form =
        loaded(
            XForms.of("<health/><door/>")
                .model(items)
                .bind("/data/health", "type=\"int\"")
                .bind("/data/door", "type=\"geopoint\"")
                .body(
                    "<range ref=\"/data/health\" start=\"0\" end=\"10\" step=\"1\">"
                        + "<label>健康</label>"
                        + marks
                        + "</range><input ref=\"/data/door\"><label>门口</label>"
                        + marks
                        + "</input>"),
            Map.of());
    assertEquals(
        List.of(FormProblem.Kind.UNSUPPORTED),
        form.findings().stream().map(FormProblem::kind).toList(),
        "shapes on a map are named");
    Scenario visit = Scenario.of(form).answer("/health", "3").answer("/door", "39.9 116.3 0 5");
    assertEquals(List.of(), visit.question("/door").options());
    visit.question("/health");
    visit.is("/health", "3").is("/door", "39.9 116.3 0.0 5.0");
  }

  @Test
  void aListThatIsNotThereIsNamedAndTheFormOpens() {
    FormPackage form = loaded(streets("jr://file-csv/s.csv", ""), Map.of());
    FormProblem missing = form.findings().getFirst();
    assertEquals(FormProblem.Kind.MISSING_MEDIUM, missing.kind());
    assertEquals("s.csv", missing.place());
    Scenario visit = Scenario.of(form);
    assertEquals(List.of(), visit.question("/street").options());
    visit.answer("/district", "hd").refuses("/street", "wsl", "survey.choice");
  }

  @Test
  void aDamagedListIsRefused() {
    FormLoading loading =
        load(streets("jr://file/s.xml", ""), Map.of("s.xml", "<root><item></root>"));
    assertEquals(
        FormProblem.Kind.LOGIC,
        assertInstanceOf(FormLoading.Broken.class, loading).problems().getFirst().kind());
  }

  @Test
  void aRowOfTheVeryKeyComesBeforeOneThatDiffersByCapitals() {
    XForms form =
        XForms.of("<key/><it/>")
            .bind("/data/key", "type=\"string\"")
            .bind("/data/it", "calculate=\"pulldata('t', 'it', 'key', /data/key)\"")
            .ask("input", "/data/key", "");
    FormPackage loaded = loaded(form, Map.of("t.csv", "key,it\nab,low\nAB,high\n"));
    for (List<String> pair :
        List.of(List.of("AB", "high"), List.of("ab", "low"), List.of("Ab", "low"))) {
      Scenario visit = Scenario.of(loaded).answer("/key", pair.getFirst());
      assertEquals(pair.getLast(), visit.session.facts().get("/it"));
    }
  }

  @Test
  void aDamagedTableIsRefused() {
    XForms form =
        XForms.of("<key/><it/>")
            .bind("/data/it", "calculate=\"pulldata('t', 'it', 'key', /data/key)\"")
            .ask("input", "/data/key", "");
    FormLoading loading = load(form, Map.of("t.csv", "key,it\n1,\"open"));
    FormProblem problem = assertInstanceOf(FormLoading.Broken.class, loading).problems().getFirst();
    assertEquals(
        List.of(FormProblem.Kind.LOGIC, "t.csv"), List.of(problem.kind(), problem.place()));
  }

  @Test
  void listsInsideTheFormNeedNoFile() {
    Scenario visit =
        XForms.of("<kind/><animal/>")
            .model(
                """
                <instance id="animals"><root>
                  <item><name>cat</name><itextId>a-0</itextId><kind>home</kind></item>
                  <item><name>wolf</name><itextId>a-1</itextId><kind>wild</kind></item>
                </root></instance>
                """)
            .texts(
                "<translation lang=\"中文 (zh)\" default=\"true()\"><text"
                    + " id=\"a-0\"><value>猫</value></text><text"
                    + " id=\"a-1\"><value>狼</value></text></translation>")
            .bind("/data/kind", "type=\"string\"")
            .ask("input", "/data/kind", "")
            .body(
                "<select ref=\"/data/animal\"><label>动物</label><itemset"
                    + " nodeset=\"instance('animals')/root/item[kind = current()/../kind]\"><value"
                    + " ref=\"name\"/><label ref=\"jr:itext(itextId)\"/></itemset></select>")
            .open()
            .answer("/kind", "wild");
    assertEquals(List.of("狼"), labels(visit, "/animal"));
    visit.answer("/animal", "wolf");
  }

  @Test
  void aChoiceThatIsNotAskedNowStaysAndOneThatIsTakenAwayIsInTheHistory() {
    Scenario visit =
        XForms.of("<asked/><county/><commune/>")
            .model(
                "<instance id=\"communes\"><root><item><county>a</county><name>a1</name></item>"
                    + "<item><county>b</county><name>b1</name></item></root></instance>")
            .bind("/data/asked", "type=\"string\"")
            .bind("/data/county", "type=\"string\" relevant=\"/data/asked = 'yes'\"")
            .bind("/data/commune", "type=\"string\" relevant=\"/data/asked = 'yes'\"")
            .ask("input", "/data/asked", "")
            .ask("input", "/data/county", "")
            .body(
                "<select1 ref=\"/data/commune\"><label>乡</label><itemset"
                    + " nodeset=\"instance('communes')/root/item[county = /data/county]\"><value"
                    + " ref=\"name\"/><label ref=\"name\"/></itemset></select1>")
            .open()
            .answer("/asked", "yes")
            .answer("/county", "a")
            .answer("/commune", "a1")
            .answer("/asked", "no");
    assertEquals("a1", visit.question("/commune").value(), "read while it is not asked");
    visit.answer("/asked", "yes").is("/county", "a").is("/commune", "a1");
    visit.answer("/county", "b").is("/commune", "");
    Change last = visit.session.margin().history("/commune").getLast();
    assertEquals(List.of("a1", ""), List.of(last.before(), last.after()));
  }

  @Test
  void choicesMayBeInstancesOfARepeat() {
    Scenario visit =
        XForms.of("<r jr:template=\"\"><name/></r><who/>")
            .body("<group><label>人</label><repeat nodeset=\"/data/r\">")
            .ask("input", "/data/r/name", "")
            .body("</repeat></group>")
            .body(
                "<select1 ref=\"/data/who\"><label>谁</label><itemset nodeset=\"/data/r[./name !="
                    + " '']\"><value ref=\"name\"/><label ref=\"name\"/></itemset></select1>")
            .open()
            .add("/r")
            .answer("/r[1]/name", "甲")
            .add("/r")
            .answer("/r[2]/name", "乙");
    assertEquals(List.of("甲", "乙"), labels(visit, "/who"));
    visit.answer("/who", "乙");
  }

  @Test
  void valuesAreLookedUpInTables() {
    XForms form =
        XForms.of("<key/><street/>")
            .bind("/data/key", "type=\"string\"")
            .bind(
                "/data/street",
                "type=\"string\" readonly=\"true()\" calculate=\"pulldata('streets', 'label',"
                    + " 'name', /data/key)\"")
            .ask("input", "/data/key", "")
            .ask("input", "/data/street", "");
    Scenario visit = Scenario.of(loaded(form, Map.of("streets.csv", "\uFEFF" + CSV)));
    visit.answer("/key", "hpl").is("/street", "和平里街道").answer("/key", "none").is("/street", "");
    visit.answer("/key", "HPL").is("/street", "和平里街道");
    assertEquals(
        List.of("streets.csv"),
        loaded(form, Map.of()).findings().stream().map(FormProblem::place).toList());
  }

  /// The column of the very name comes before one that is only like it; what is no letter and no
  /// digit is all the same.
  @ParameterizedTest
  @CsvSource({"Name,one", "NAME,one", "name,two", "full-name,three", "Full name,three", "age,''"})
  void columnsOfATableAreFoundByWhatTheyMean(String column, String value) {
    LookupTable table =
        new LookupTable(
            "id,Name,name,full_name\nA1,one,two,three\n".getBytes(StandardCharsets.UTF_8));
    assertEquals(value, table.look(column, "ID", " a1 "));
  }

  @Test
  void aLongListIsSearchedAndNeverShownWhole() {
    StringBuilder csv = new StringBuilder("name,label,district\n");
    int rows = 5_000;
    for (int i = 0; i < rows; i++)
      csv.append("c").append(i).append(",第").append(i).append("社区居委会,hd\n");
    csv.append("Lily,Lily Garden 百合园,hd\n");
    FormPackage form = loaded(streets("jr://file-csv/s.csv", ""), Map.of("s.csv", csv.toString()));
    Scenario visit = Scenario.of(form);
    Question street = visit.question("/street");
    assertTrue(street.look().searched());
    assertEquals(List.of(), street.options());
    SurveySession session = visit.session;
    assertEquals("c0", session.search("/street", "", 3).getFirst().code());
    assertEquals(
        List.of("c42", "c420", "c421"),
        session.search("/street", "c42", 3).stream().map(Question.Option::code).toList());
    assertEquals(
        List.of("Lily"),
        session.search("/street", "garden lily", 9).stream().map(Question.Option::code).toList());
    assertEquals("第77社区居委会", session.search("/street", "第77社", 1).getFirst().label());
    assertEquals(List.of(), session.search("/street", "没有的字", 9));
    visit.answer("/street", "c4999").refuses("/street", "c5000", "survey.choice");
    assertEquals("第4999社区居委会", visit.question("/street").options().getFirst().label());
  }

  @Test
  void wordsPicturesAndSoundsComeInTheLanguageSpoken() {
    XForms form =
        XForms.of("<q/>")
            .bind("/data/q", "type=\"string\"")
            .texts(
                """
                <translation lang="English (en)">
                  <text id="q:label"><value>Door</value><value form="image">jr://images/door-en.png</value></text>
                  <text id="q:hint"><value>Look</value><value form="guidance">Stand two steps away</value></text>
                </translation>
                <translation lang="中文 (zh)" default="true()">
                  <text id="q:label"><value>门</value><value form="image">jr://images/door.png</value><value form="audio">jr://audio/door.mp3</value></text>
                  <text id="q:hint"><value>看一看</value></text>
                </translation>
                """)
            .body(
                "<input ref=\"/data/q\"><label ref=\"jr:itext('q:label')\"/><hint"
                    + " ref=\"jr:itext('q:hint')\"/></input>");
    FormPackage pack = loaded(form, Map.of("door.png", "图", "door.mp3", "音"));
    assertEquals(List.of("door-en.png"), pack.findings().stream().map(FormProblem::place).toList());
    assertEquals("图", new String(pack.medium("door.png"), StandardCharsets.UTF_8));
    Scenario visit = Scenario.of(pack);
    Question zh = visit.question("/q");
    assertEquals(List.of("门", "看一看"), List.of(zh.label(), zh.hint()));
    assertEquals(new Media("door.png", "", "door.mp3", ""), zh.look().media());
    assertEquals("中文 (zh)", visit.session.spoken());
    assertEquals(List.of("English (en)", "中文 (zh)"), visit.session.languages());
    assertTrue(visit.session.speak("en"));
    Question en = visit.question("/q");
    assertEquals(List.of("Door", "Look"), List.of(en.label(), en.hint()));
    assertEquals("Stand two steps away", en.look().guidance());
    assertEquals("door-en.png", en.look().media().image());
    assertEquals(
        "No such question", ((Answer.Rejected) visit.session.answer("/none", "1")).message());
    assertTrue(visit.session.speak("中文 (zh)") && !visit.session.speak("français"));
    assertEquals("门", visit.question("/q").label());
  }

  @Test
  void aLanguageIsFoundUnderTheNameAnotherVersionOfAFormGivesIt() {
    Scenario older = Scenario.of(FormPackage.homeVisit(2));
    assertEquals(Set.of("zh", "en"), Set.copyOf(older.session.languages()));
    assertTrue(older.session.speak("English (en)"));
    assertEquals("en", older.session.spoken());
    assertTrue(older.session.speak("中文 (zh)"));
    assertEquals("zh", older.session.spoken());
    assertFalse(older.session.speak("Français (fr)"));
    assertEquals("没有这道题", ((Answer.Rejected) older.session.answer("/none", "1")).message());
    Scenario newer = Scenario.of(FormPackage.homeVisit());
    assertTrue(newer.session.speak("en"));
    assertEquals("English (en)", newer.session.spoken());
  }
}
