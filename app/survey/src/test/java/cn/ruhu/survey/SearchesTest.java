package cn.ruhu.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Choices that are rows of a table (`search()`, `itemsets.csv`), and screens that hear when words
/// or choices change.
final class SearchesTest {
  private static final String FRUITS =
      """
      key,label,origin,Best season,picture,sortby
      apple,Apple,north,autumn,apple.jpg,3
      mango,Mango,south,summer,,1
      pine,Pineapple,south,winter,pine.jpg,2
      apple,Apple again,north,autumn,,4
      """;

  private static FormPackage loaded(XForms form, Map<String, String> files) {
    FormLoading loading =
        FormPackage.load(
            form.xml().getBytes(StandardCharsets.UTF_8),
            name ->
                Optional.ofNullable(files.get(name)).map(t -> t.getBytes(StandardCharsets.UTF_8)));
    return assertInstanceOf(FormLoading.Loaded.class, loading, loading::toString).form();
  }

  private static XForms fruits(String appearance, String label) {
    return XForms.of("<typed/><from/><fruit/>")
        .bind("/data/typed", "type=\"string\"")
        .bind("/data/from", "type=\"string\"")
        .bind("/data/fruit", "type=\"string\"")
        .ask("input", "/data/typed", "")
        .ask("input", "/data/from", "")
        .body(
            "<select1 ref=\"/data/fruit\" appearance=\"%s\"><label>Fruit</label>"
                    .formatted(appearance)
                + "<item><label>None of these</label><value>0</value></item>"
                + "<item><label>%s</label><value>key</value></item></select1>".formatted(label));
  }

  private static List<String> codes(Scenario visit, String path) {
    return visit.question(path).options().stream().map(Question.Option::code).toList();
  }

  @Test
  void rowsOfATableAreTheChoices() {
    FormPackage form = loaded(fruits("search('fruits')", "label"), Map.of("fruits.csv", FRUITS));
    assertEquals(List.of(), form.findings());
    Scenario visit = Scenario.of(form);
    assertEquals(List.of("0", "mango", "pine", "apple"), codes(visit, "/fruit"));
    assertEquals(
        List.of("None of these", "Mango", "Pineapple", "Apple"),
        visit.question("/fruit").options().stream().map(Question.Option::label).toList());
    visit.answer("/fruit", "pine").refuses("/fruit", "key", "survey.choice");
    visit.answer("/fruit", "0").answer("/fruit", "mango");
    assertEquals("mango", visit.session.facts().get("/fruit"));
  }

  /// A space divides names of columns where the table has none of that very name.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "label, origin,best season ~ Mango (origin: south) (best season: summer)",
        "label origin best_season ~ Mango (origin: south) (best_season: summer)",
        "label origin,best season ~ Mango (origin: south) (best season: summer)",
        "label ~ Mango",
      })
  void severalColumnsMakeALabel(String columns, String label) {
    Scenario visit =
        Scenario.of(
            loaded(fruits("minimal search('fruits.csv')", columns), Map.of("fruits.csv", FRUITS)));
    assertEquals(label, visit.question("/fruit").options().get(1).label());
    assertTrue(visit.question("/fruit").look().has(Look.MINIMAL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "'contains', 'label', /data/typed ~ app ~ 0 pine apple",
        "'startswith', 'label', /data/typed ~ PINE ~ 0 pine",
        "'endswith', 'label', /data/typed ~ go ~ 0 mango",
        "'matches', 'label', /data/typed ~ mango ~ 0 mango",
        "'matches', 'label', /data/typed ~ mang ~ 0",
        "'contains', 'best season,origin', /data/typed ~ south ~ 0 mango pine",
        "'contains', 'label', /data/typed, 'origin', 'south' ~ app ~ 0 pine",
        "'contains', 'label', /data/typed, 'Origin', 'SOUTH' ~ app ~ 0 pine",
        "'contains', 'label', /data/typed, 'origin', 'east' ~ app ~ 0",
        "'contains', 'LABEL', /data/typed ~ app ~ 0 pine apple",
      })
  void whatIsTypedElsewhereFindsRows(String arguments, String typed, String expected) {
    FormPackage form =
        loaded(
            fruits("quick search('fruits', %s)".formatted(arguments), "label"),
            Map.of("fruits.csv", FRUITS));
    Scenario visit = Scenario.of(form);
    List<String> before = codes(visit, "/fruit");
    visit.answer("/typed", typed);
    assertEquals(expected, String.join(" ", codes(visit, "/fruit")));
    assertEquals(
        !codes(visit, "/fruit").equals(before),
        ((Answer.Answered) visit.last).changedPaths().contains("/fruit"),
        "a screen hears of it");
  }

  @Test
  void aChoiceThatIsNoLongerOfferedIsAProblem() {
    FormPackage form =
        loaded(
            fruits("search('fruits', 'contains', 'label', /data/typed)", "label"),
            Map.of("fruits.csv", FRUITS));
    Scenario visit = Scenario.of(form).answer("/typed", "pp").answer("/fruit", "apple");
    assertEquals(List.of(), visit.session.validate());
    visit.answer("/typed", "mango");
    assertEquals(
        List.of("/fruit survey.choice"),
        visit.session.validate().stream().map(p -> p.path() + " " + p.code()).toList());
  }

  @Test
  void aSearchIsWalkedReplayedAndRestored() throws SurveyException {
    FormPackage form =
        loaded(
            fruits("search('fruits', 'contains', 'label', /data/typed)", "label"),
            Map.of("fruits.csv", FRUITS));
    Scenario visit = Scenario.of(form).answer("/typed", "pp").answer("/fruit", "apple");
    for (SurveySession again :
        List.of(
            SurveySession.replay(form, visit.log, Scenario.JIA, Scenario.CLOCK, _ -> {}),
            SurveySession.restore(
                form, visit.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {}))) {
      assertEquals(visit.session.facts(), again.facts());
      assertEquals(List.of(), again.validate());
    }
    FormCheck.Result walked = FormCheck.run(form, true, "zh", Scenario.CLOCK);
    assertEquals(
        List.of(true, List.of(), List.of()),
        List.of(walked.ok(), walked.warnings(), walked.errors()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "search() ~ UNSUPPORTED",
        "search('fruits', 'contains') ~ UNSUPPORTED",
        "search('nowhere') ~ MISSING_MEDIUM"
      })
  void whatCannotBeSearchedIsNamed(String appearance, String kind) {
    FormPackage form = loaded(fruits(appearance, "label"), Map.of("fruits.csv", FRUITS));
    assertEquals(List.of(kind), form.findings().stream().map(f -> f.kind().name()).toList());
  }

  private static final String ITEMSETS =
      """
      list_name,name,label,state,county
      states,wa,Washington,,
      states,tx,Texas,,
      counties,king,King,wa,
      counties,cameron,Cameron,tx,
      cities,seattle,Seattle,wa,king
      cities,redmond,"Redmond, WA",wa,king
      cities,harlingen,Harlingen,tx,cameron
      """;

  private static XForms cities() {
    return XForms.of("<state/><county/><city/>")
        .bind("/data/state", "type=\"string\"")
        .bind("/data/county", "type=\"string\"")
        .bind("/data/city", "type=\"string\" required=\"true()\"")
        .body(
            "<input ref=\"/data/state\""
                + " query=\"instance('states')/root/item\"><label>S</label></input>")
        .body(
            "<input ref=\"/data/county\" query=\"instance('counties')/root/item[state= /data/state"
                + " ]\"><label>C</label></input>")
        .body(
            "<input ref=\"/data/city\" query=\"instance('cities')/root/item[state= /data/state and"
                + " county= /data/county ]\"><label>T</label></input>");
  }

  @Test
  void itemsetsOfAFileAreChosenFrom() throws SurveyException {
    FormPackage form = loaded(cities(), Map.of("itemsets.csv", ITEMSETS));
    assertEquals(List.of(), form.findings());
    Scenario visit = Scenario.of(form).answer("/state", "wa").answer("/county", "king");
    assertEquals(QuestionKind.SELECT_ONE, visit.question("/city").kind());
    assertEquals(List.of("seattle", "redmond"), codes(visit, "/city"));
    assertEquals("Redmond, WA", visit.question("/city").options().getLast().label());
    visit.answer("/city", "redmond").refuses("/city", "harlingen", "survey.choice");
    visit.answer("/state", "tx");
    visit.is("/county", "").is("/city", "");
    SurveySession again =
        SurveySession.restore(
            form, visit.session.snapshot(), Scenario.JIA, Scenario.CLOCK, _ -> {});
    assertEquals(visit.session.facts(), again.facts());
  }

  @Test
  void itemsetsThatAreNotThereAreNamed() {
    FormPackage form = loaded(cities(), Map.of());
    assertEquals(
        List.of("itemsets.csv"), form.findings().stream().map(FormProblem::place).toList());
    assertEquals(List.of(), Scenario.of(form).question("/state").options());
  }

  /// A column's language is the form's, capitals or not; who speaks another hears the first.
  @Test
  void labelsOfAFileAreInTheLanguageSpoken() {
    String file =
        "list_name,name,label::English (en),label::español (es)\n"
            + "states,wa,Washington,Wáshington\nstates,tx,Texas,\n";
    XForms form =
        cities()
            .texts(
                "<translation lang=\"English (en)\"/><translation lang=\"Español (es)\"/>"
                    + "<translation lang=\"Français (fr)\"/>");
    Scenario visit = Scenario.of(loaded(form, Map.of("itemsets.csv", file)));
    assertEquals(List.of("Washington", "Texas"), labels(visit));
    visit.session.speak("Español (es)");
    assertEquals(List.of("Wáshington", "Texas"), labels(visit));
    visit.session.speak("Français (fr)");
    assertEquals(List.of("Washington", "Texas"), labels(visit));
  }

  private static List<String> labels(Scenario visit) {
    return visit.question("/state").options().stream().map(Question.Option::label).toList();
  }

  @Test
  void aFormWithoutLanguagesShowsTheFirstOfAFile() {
    String file =
        "list_name,name,label::English (en),label::Español (es)\nstates,wa,Washington,W\n";
    Scenario visit = Scenario.of(loaded(cities(), Map.of("itemsets.csv", file)));
    assertEquals(List.of("Washington"), labels(visit));
  }

  /// The name stands for the file's list in one question and for the form's own in another.
  @Test
  void aListOfAFileAndOneOfTheFormMayHaveOneName() {
    XForms form =
        cities()
            .model(
                "<instance id=\"states\"><root><item><name>here</name><words>Here</words></item>"
                    + "</root></instance>")
            .body(
                "<select1 ref=\"/data/county\"><label>C</label><itemset"
                    + " nodeset=\"instance('states')/root/item\"><value ref=\"name\"/>"
                    + "<label ref=\"words\"/></itemset></select1>");
    Scenario visit = Scenario.of(loaded(form, Map.of("itemsets.csv", ITEMSETS)));
    assertEquals(List.of("Washington", "Texas"), labels(visit));
    assertEquals(List.of(), labels(Scenario.of(loaded(form, Map.of()))));
  }

  @Test
  void wordsOfAScaleAreReadAndNotChosenFrom() {
    Scenario visit =
        XForms.of("<q/>")
            .model(
                "<instance id=\"ticks\"><root><item><name>0</name><label>None</label></item>"
                    + "<item><name>10</name><label>Much</label></item></root></instance>")
            .bind("/data/q", "type=\"int\"")
            .body(
                "<range ref=\"/data/q\" start=\"0\" end=\"10\" step=\"5\"><label>Q</label>"
                    + "<hint>How much?</hint><itemset nodeset=\"instance('ticks')/root/item\">"
                    + "<value ref=\"name\"/><label ref=\"label\"/></itemset></range>")
            .open();
    Question scale = visit.question("/q");
    assertEquals("How much?\n0 None · 10 Much", scale.hint());
    assertEquals(List.of(), scale.options());
    visit.answer("/q", "5").refuses("/q", "3", "survey.range");
  }

  @Test
  void wordsWithValuesInThemAreToldWhenTheyChange() {
    Scenario visit =
        XForms.of("<name/><age/>")
            .bind("/data/name", "type=\"string\"")
            .bind("/data/age", "type=\"int\"")
            .ask("input", "/data/name", "")
            .body(
                "<input ref=\"/data/age\"><label>Age of <output"
                    + " value=\"/data/name\"/></label></input>")
            .open()
            .answer("/name", "王芳");
    assertTrue(((Answer.Answered) visit.last).changedPaths().contains("/age"));
    assertEquals("Age of 王芳", visit.question("/age").label());
  }

  @Test
  void filteredChoicesAreToldWhenTheyChange() {
    Scenario visit =
        XForms.of("<kind/><animal/>")
            .model(
                "<instance"
                    + " id=\"a\"><root><item><name>cat</name><label>Cat</label><kind>h</kind></item>"
                    + "<item><name>wolf</name><label>Wolf</label><kind>w</kind></item></root></instance>")
            .bind("/data/kind", "type=\"string\"")
            .bind("/data/animal", "type=\"string\"")
            .ask("input", "/data/kind", "")
            .body(
                "<select1 ref=\"/data/animal\"><label>A</label><itemset"
                    + " nodeset=\"instance('a')/root/item[kind = /data/kind]\"><value"
                    + " ref=\"name\"/><label ref=\"label\"/></itemset></select1>")
            .open()
            .answer("/kind", "h");
    assertTrue(((Answer.Answered) visit.last).changedPaths().contains("/animal"));
  }
}
