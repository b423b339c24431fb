package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Selects and where their choices come from.
final class SelectsTest {
  private static final String YN =
      """
      choices
      | list_name | name | label | region |
      | yn        | y    | Yes   | n      |
      | yn        | n    | No    | s      |
      """;

  @Test
  void choicesLieInAListWithTheirColumns() {
    Form form = Form.of("survey\n| type | name | label |\n| select_one yn | q | Q |\n" + YN);
    assertEquals(List.of("y", "n"), form.all("//x:instance[@id='yn']/x:root/x:item/x:name"));
    assertEquals(List.of("Yes", "No"), form.all("//x:instance[@id='yn']//x:label"));
    assertEquals(List.of("n", "s"), form.all("//x:instance[@id='yn']//x:region"));
    assertEquals("instance('yn')/root/item", form.one("//x:itemset/@nodeset"));
    assertEquals("name", form.one("//x:itemset/x:value/@ref"));
    assertEquals("label", form.one("//x:itemset/x:label/@ref"));
    form.hasNot("//x:itext", "//x:itextId");
  }

  @Test
  void translatedChoicesLieAmongTheTexts() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label::English | label::中文 |
            | select_one yn | q | Q | 问 |
            choices
            | list name | value | label::English | label::中文 | image::English |
            | yn | y | Yes | 是 | y.png |
            | yn | n | No | | |
            """);
    assertEquals(List.of("yn-0", "yn-1"), form.all("//x:instance[@id='yn']//x:itextId"));
    form.hasNot("//x:instance[@id='yn']//x:label");
    assertEquals("jr:itext(itextId)", form.one("//x:itemset/x:label/@ref"));
    assertEquals("是", form.text("中文", "yn-0"));
    assertEquals("-", form.text("中文", "yn-1"));
    assertEquals(
        "jr://images/y.png",
        form.one("//x:translation[@lang='English']/x:text[@id='yn-0']/x:value[@form='image']"));
    form.hasNot("//x:translation[@lang='中文']/x:text[@id='yn-0']/x:value[@form='image']");
  }

  @Test
  void labelsWithReferencesAreTranslatedToo() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label |
            | text | who | Who |
            | select_one l | q | Q |
            choices
            | list_name | name | label |
            | l | a | Ask ${who} |
            | l | b | Nobody |
            """);
    assertEquals("/data/who", form.one("//x:text[@id='l-0']/x:value/x:output/@value").strip());
    assertEquals("Nobody", form.text("default", "l-1"));
    assertEquals("jr:itext(itextId)", form.one("//x:itemset/x:label/@ref"));
  }

  @Test
  void mediaAloneMakesTexts() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label |
            | select_one l | q | Q |
            choices
            | list_name | name | label | media::image | audio |
            | l | a | A | a.png | a.mp3 |
            """);
    assertEquals(
        List.of("A", "jr://images/a.png", "jr://audio/a.mp3"),
        form.all("//x:text[@id='l-0']/x:value"));
  }

  @Test
  void filesAndTheirColumns() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | parameters | choice_filter |
            | select_one_from_file towns.csv | a | A | | |
            | select_one_from_file streets.xml | b | B | value=Id label=Title | town = ${a} |
            | select_multiple_from_file places.geojson | c | C | | |
            | select_one towns.csv | d | D | randomize=true | |
            """);
    assertEquals(
        List.of(
            "instance('towns')/root/item",
            "instance('streets')/root/item[town =  /data/a ]",
            "instance('places')/root/item",
            "randomize(instance('towns')/root/item)"),
        form.all("//x:itemset/@nodeset"));
    assertEquals(List.of("name", "Id", "id", "name"), form.all("//x:itemset/x:value/@ref"));
    assertEquals(List.of("label", "Title", "title", "label"), form.all("//x:itemset/x:label/@ref"));
    assertEquals(
        List.of("jr://file-csv/towns.csv", "jr://file/streets.xml", "jr://file/places.geojson"),
        form.all("//x:instance/@src"));
  }

  @Test
  void externalDataAndPulledDataAreLists() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | calculation |
            | csv-external | people | | |
            | xml-external | places | | |
            | text | id | Id | |
            | calculate | nm | | pulldata('people', 'name', 'id', ${id}) |
            | calculate | ag | | concat(pulldata("ages", 'age', 'id', ${id}), pulldata('people', 'x', 'id', 1)) |
            """);
    assertEquals(List.of("people", "places", "ages"), form.all("//x:instance[@src]/@id"));
    assertEquals(
        List.of("jr://file-csv/people.csv", "jr://file/places.xml", "jr://file-csv/ages.csv"),
        form.all("//x:instance/@src"));
    form.hasNot("//x:instance[1]//x:people");
  }

  /// Ours beyond the standard: two people may have one name, so the one chosen may be kept by
  /// another of its fields.
  @Test
  void aChosenInstanceMayBeKeptByAnotherOfItsFields() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | choice_filter | parameters |
            | begin repeat | person | P | | |
            | text | code | C | | |
            | text | called | N | | |
            | integer | age | A | | |
            | end repeat | person | | | |
            | select_one ${called} | who | Who | ${age} > 17 | value=code |
            | select_one ${called} | any | Any | | |
            """);
    assertEquals(
        List.of("/data/person[ ./age  > 17]", "/data/person[./called != '']"),
        form.all("//x:itemset/@nodeset"));
    assertEquals(List.of("code", "called"), form.all("//x:itemset/x:value/@ref"));
    assertEquals(List.of("called", "called"), form.all("//x:itemset/x:label/@ref"));
  }

  @Test
  void orderAtRandomMayHaveASeed() {
    Form form =
        Form.of(
            "survey\n| type | name | label | parameters |\n| integer | s | S | |\n"
                + "| select_one yn | a | A | randomize=true |\n"
                + "| select_one yn | b | B | randomize=true seed=42 |\n"
                + "| select_one yn | c | C | randomize=true, seed=${s} |\n"
                + "| select_one yn | d | D | randomize=false |\n"
                + YN);
    assertEquals(
        List.of(
            "randomize(instance('yn')/root/item)",
            "randomize(instance('yn')/root/item, 42)",
            "randomize(instance('yn')/root/item, /data/s)",
            "instance('yn')/root/item"),
        form.all("//x:itemset/@nodeset"));
  }

  @Test
  void orOtherAddsAChoiceAndAQuestion() {
    Form form =
        Form.of("survey\n| type | name | label |\n| select_one yn or_other | q | Q |\n" + YN);
    assertEquals(List.of("y", "n", "other"), form.all("//x:instance[@id='yn']//x:name"));
    assertEquals(List.of("Yes", "No", "Other"), form.all("//x:instance[@id='yn']//x:label"));
    assertEquals("selected(../q, 'other')", form.bind("/data/q_other", "relevant"));
    assertEquals("Specify other.", form.one("//x:input[@ref='/data/q_other']/x:label"));
  }

  @Test
  void orOtherSpeaksEveryLanguageOfTheList() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label::en | label::zh |
            | select_multiple l or specify other | q | Q | 问 |
            choices
            | list_name | name | label::en | label::zh |
            | l | a | A | 甲 |
            """);
    assertEquals("Other", form.text("en", "l-1"));
    assertEquals("Other", form.text("zh", "l-1"));
    assertTrue(form.warnings().contains("OR_OTHER_TRANSLATED"));
  }

  @Test
  void searchedListsHaveTheirItemsInTheQuestion() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | appearance |
            | select_one l | q | Q | minimal search('towns') |
            choices
            | list_name | name | label |
            | l | id_key | town |
            """);
    assertEquals("id_key", form.one("//x:select1/x:item/x:value"));
    assertEquals("town", form.one("//x:select1/x:item/x:label"));
    form.hasNot("//x:itemset", "//x:instance[@id='l']");
  }

  @Test
  void externalChoicesAreAskedByQuery() {
    Compiled compiled =
        Workbooks.compile(
            """
            survey
            | type | name | label | choice_filter |
            | select_one states | state | State | |
            | select_one_external cities | city | City | state=${state} |
            choices
            | list_name | name | label |
            | states | tx | Texas |
            external_choices
            | list_name | name | label | state |
            | cities | aus | Austin, "TX" | tx |
            """);
    Form form = Form.of(compiled);
    assertEquals("input", form.tag("/data/city"));
    assertEquals(
        "instance('cities')/root/item[state= /data/state ]", form.control("/data/city", "query"));
    assertEquals(
        "\"list_name\",\"name\",\"label\",\"state\"\n"
            + "\"cities\",\"aus\",\"Austin, \"\"TX\"\"\",\"tx\"\n",
        compiled.files().get("itemsets.csv"));
  }

  @Test
  void tableListsShowTheirLabelsOnce() {
    Form form =
        Form.of(
            "survey\n| type | name | label | hint | appearance |\n"
                + "| begin group | g | Table | How | table-list w3 |\n"
                + "| select_one yn | a | A | | |\n| select_one yn | b | B | | minimal |\n"
                + "| end group | | | | |\n| select_one yn | c | C | | |\n"
                + YN);
    assertEquals("field-list w3", form.control("/data/g", "appearance"));
    assertEquals(
        "Table", form.one("//x:input[@ref='/data/g/generated_table_list_label_2']/x:label"));
    assertEquals(
        "label", form.control("/data/g/reserved_name_for_field_list_labels_3", "appearance"));
    assertEquals("list-nolabel", form.control("/data/g/a", "appearance"));
    assertEquals("list-nolabel", form.control("/data/g/b", "appearance"));
    assertEquals("", form.control("/data/c", "appearance"));
  }

  @Test
  void columnsThatAreNoNamesAreLeftOut() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label |
            | select_one l | q | Q |
            choices
            | list_name | name | label | my notes | 2nd | ok_col |
            | l | a | A | n | 2 | 3 |
            """);
    assertEquals(
        List.of("name", "label", "ok_col"),
        java.util.stream.Stream.of("name", "label", "ok_col", "2nd", "my")
            .filter(n -> form.count("//x:instance[@id='l']//*[local-name()='" + n + "']") > 0)
            .toList());
    assertEquals(List.of("COLUMN_IGNORED", "COLUMN_IGNORED"), form.warnings());
  }

  @Test
  void loopsAreUnrolled() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label |
            | begin loop over yn | each | Each |
            | integer | count | How many %(label)s? |
            | text | why | Why, %(name)s? |
            | end loop | | |
            choices
            | list_name | name | label |
            | yn | y | Yes |
            | yn | none | None |
            | yn | n | No |
            """);
    assertEquals("How many Yes?", form.one("//x:input[@ref='/data/each/y/count']/x:label"));
    assertEquals("How many No?", form.one("//x:input[@ref='/data/each/n/count']/x:label"));
    assertEquals("Why, n?", form.one("//x:input[@ref='/data/each/n/why']/x:label"));
    assertEquals("", form.tag("/data/each/none/count"));
  }
}
