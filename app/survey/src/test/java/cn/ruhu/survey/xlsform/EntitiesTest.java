package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Records a form makes and changes.
final class EntitiesTest {
  private static final String SURVEY =
      """
      survey
      | type | name | label | save_to |
      | text | a    | A     | colour  |
      | text | id   | Id    |         |
      """;
  private static final String ENTITY = "/data/meta/entity";

  @Test
  void makesARecord() {
    Form form =
        Form.of(
            SURVEY
                + "entities\n| list_name | label |\n| trees | Tree ${a} |\n"
                    .replace("Tree ${a}", "concat('T', ${a})"));
    assertEquals("trees", form.one("//x:instance[1]//x:entity/@dataset"));
    assertEquals("1", form.one("//x:instance[1]//x:entity/@create"));
    assertEquals("", form.one("//x:instance[1]//x:entity/@id"));
    form.hasNot("//x:entity/@update", "//x:entity/@baseVersion");
    assertEquals("string", form.bind(ENTITY + "/@id", "type"));
    assertEquals("true()", form.bind(ENTITY + "/@id", "readonly"));
    assertEquals("concat('T',  /data/a )", form.bind(ENTITY + "/label", "calculate"));
    assertEquals("colour", form.bind("/data/a", "entities:saveto"));
    form.has(
        "//x:setvalue[@ref='/data/meta/entity/@id'][@event='odk-instance-first-load'][@value='uuid()']",
        "//x:model[@entities:entities-version='2024.1.0']",
        "//x:instance[1]/*/x:meta/x:instanceID");
  }

  @Test
  void makesARecordOnACondition() {
    Form form =
        Form.of(SURVEY + "entities\n| dataset | label | create_if |\n| trees | a | ${a} != '' |\n");
    assertEquals("/data/a  != ''", form.bind(ENTITY + "/@create", "calculate"));
  }

  @Test
  void changesARecord() {
    Form form =
        Form.of(
            SURVEY.replace(
                    "| text | id   | Id    |         |",
                    "| csv-external | trees | | |\n| text | id | Id | |")
                + "entities\n"
                + "| dataset | entity_id | update_if |\n"
                + "| trees | ${id} | ${a} = 'x' |\n");
    assertEquals("1", form.one("//x:entity/@update"));
    assertEquals("/data/a  = 'x'", form.bind(ENTITY + "/@update", "calculate"));
    assertEquals("/data/id", form.bind(ENTITY + "/@id", "calculate"));
    assertEquals(
        "instance('trees')/root/item[name= current()/../../../id ]/__version"
            .replace("current()/../../../id", "/data/id"),
        form.bind(ENTITY + "/@baseVersion", "calculate"));
    form.has(
        "//x:bind[@nodeset='/data/meta/entity/@trunkVersion']",
        "//x:bind[@nodeset='/data/meta/entity/@branchId']");
    form.hasNot("//x:entity/@create", "//x:setvalue", "//x:entity/x:label");
  }

  @Test
  void aRecordOfEachInstance() {
    Form form =
        Form.of(
            """
            survey
            | type         | name | label | save_to |
            | begin repeat | r    | R     |         |
            | text         | a    | A     | colour  |
            | end repeat   |      |       |         |
            entities
            | list_name | label |
            | trees     | ${a}  |
            """);
    form.has(
        "//x:model[@entities:entities-version='2025.1.0']",
        "//x:instance[1]/*/x:r[not(@jr:template)]/x:meta/x:entity[@dataset='trees']",
        "//x:instance[1]/*/x:meta/x:instanceID",
        "//x:repeat/x:setvalue[@ref='/data/r/meta/entity/@id'][@event='odk-new-repeat']");
    assertEquals("../../../a", form.bind("/data/r/meta/entity/label", "calculate"));
  }

  @Test
  void twoListsHaveTwoPlaces() {
    Form form =
        Form.of(
            """
            survey
            | type        | name | label | save_to |
            | text        | a    | A     | x#p     |
            | begin group | g    | G     |         |
            | text        | b    | B     | y#p     |
            | end group   |      |       |         |
            entities
            | list_name | label |
            | x         | ${a}  |
            | y         | ${b}  |
            """);
    form.has(
        "//x:instance[1]/*/x:meta/x:entity[@dataset='x']",
        "//x:instance[1]/*/x:g/x:meta/x:entity[@dataset='y']",
        "//x:model[@entities:entities-version='2025.1.0']");
    assertEquals("p", form.bind("/data/g/b", "entities:saveto"));
  }

  @Test
  void saysWhatAnEntityLacks() {
    assertEquals(List.of("ENTITY_LABEL"), errors(SURVEY + "entities\n| list_name |\n| trees |\n"));
    assertEquals(
        List.of("ENTITY_ID"),
        errors(SURVEY + "entities\n| list_name | label | update_if |\n| trees | a | 1 |\n"));
    assertEquals(
        List.of("ENTITY_UPDATE_IF"),
        errors(
            SURVEY
                + "| csv-external | trees | | |\n"
                + "entities\n"
                + "| list_name | label | entity_id | create_if |\n"
                + "| trees | a | ${id} | 1 |\n"));
    assertEquals(
        List.of("ENTITY_INSTANCE"),
        errors(
            SURVEY
                + "| csv-external | shrubs | | |\n"
                + "entities\n"
                + "| list_name | entity_id |\n"
                + "| trees | ${id} |\n"));
    assertEquals(
        List.of("ENTITY_NAME"), errors(SURVEY + "entities\n| list_name | label |\n| __x | a |\n"));
    assertEquals(
        List.of("ENTITY_NAME"), errors(SURVEY + "entities\n| list_name | label |\n| a.b | a |\n"));
    assertEquals(
        List.of("ENTITY_COLUMN"),
        errors(SURVEY + "entities\n| list_name | label | what |\n| t | a | ! |\n"));
    assertEquals(List.of("SAVE_TO_WITHOUT_ENTITY"), errors(SURVEY));
    String entity = "entities\n| list_name | label |\n| t | a |\n";
    assertEquals(List.of("SAVE_TO_NAME"), errors(SURVEY.replace("colour", "Label") + entity));
    assertEquals(List.of("SAVE_TO_NAME"), errors(SURVEY.replace("colour", "a#b#c") + entity));
    assertEquals(List.of("SAVE_TO_LIST"), errors(SURVEY.replace("colour", "other#c") + entity));
    assertEquals(
        List.of("SAVE_TO_DUPLICATE"), errors(SURVEY + "| text | z | Z | colour |\n" + entity));
    assertEquals(
        List.of("SAVE_TO_GROUP"),
        errors(
            SURVEY
                + "| begin group | z | Z | colour |\n| text | y | Y | |\n| end group | | | |\n"
                + entity));
    assertEquals(
        List.of("SAVE_TO_GROUP"),
        errors(
            SURVEY
                + "| begin group | z | Z | |\n| text | y | Y | |\n| end group | | | size |\n"
                + entity));
    assertEquals(
        List.of("ENTITY_DUPLICATE"),
        errors(SURVEY.replace("colour", "t#c") + entity + "| t | b |\n"));
    assertEquals(
        List.of("UNKNOWN_REFERENCE"),
        errors(SURVEY + "entities\n| list_name | label |\n| t | ${nobody} |\n"));
  }

  private static List<String> errors(String workbook) {
    return Workbooks.compile(workbook).errors().stream().map(p -> p.kind().name()).toList();
  }
}
