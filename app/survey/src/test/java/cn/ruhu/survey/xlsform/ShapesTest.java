package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What questions of position show on their map (`reference-geometry`) and ask of map features
/// (`osm`): not drawn here, but in the form as everywhere.
final class ShapesTest {
  private static final String CHOICES =
      """
      choices
      | list_name | name | label | label::中文 (zh) | geometry    |
      | plots     | a    | A     |                 | 39.9 116.3  |
      | wells     | b    | B     | 乙              | 39.8 116.2  |
      """;

  private static Form shapes(String type, String source, String filter) {
    return Form.of(
        """
        survey
        | type         | name     | label | parameters            | choice_filter |
        | csv-external | sites    |       |                       |               |
        | text         | owner    | O     |                       |               |
        | begin repeat | field    | F     |                       |               |
        | geoshape     | geometry | G     |                       |               |
        | text         | crop     | C     |                       |               |
        | end repeat   |          |       |                       |               |
        | %s           | where    | W     | reference-geometry=%s | %s            |
        """
                .formatted(type, source, filter)
            + CHOICES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "geopoint ~ sites ~ `` ~ instance('sites')/root/item ~ name ~ label",
        "geotrace ~ sites ~ area = 1 ~ instance('sites')/root/item[area = 1] ~ name ~ label",
        "geoshape ~ wells ~ name = ${owner} ~ instance('wells')/root/item[name =  /data/owner ]"
            + " ~ name ~ jr:itext(itextId)",
        "geopoint ~ ${field} ~ `` ~ /data/field[./geometry != ''] ~ geometry ~ geometry",
        "geopoint ~ ${field} ~ ${crop} = 'x' ~ /data/field[ ./crop  = 'x'] ~ geometry ~ geometry",
      })
  void shapesComeFromListsFilesAndRepeats(
      String type, String source, String filter, String nodeset, String value, String label) {
    Form form = shapes(type, source, filter);
    String at = "//x:input[@ref='/data/where']/x:itemset";
    assertEquals(nodeset, form.one(at + "/@nodeset"));
    assertEquals(value, form.one(at + "/x:value/@ref"));
    assertEquals(label, form.one(at + "/x:label/@ref"));
    assertEquals(type, form.bind("/data/where", "type"));
    assertEquals("", form.control("/data/where", "reference-geometry"));
  }

  @Test
  void aMapFeatureKeepsItsTags() {
    Form form =
        Form.of(
            """
            survey
            | type      | name  | label |
            | osm       | road  | Road  |
            | osm built | house | House |
            osm
            | list name | name      | label |
            | built     | building  | Kind  |
            | built     | addr:city | City  |
            | building  | barn      | Barn  |
            | building  | shed      | Shed  |
            """);
    assertEquals(
        List.of("building", "addr:city"),
        form.all("//x:upload[@ref='/data/house'][@mediatype='osm/*']/x:tag/@key"));
    assertEquals("City", form.one("//x:tag[@key='addr:city']/x:label"));
    assertEquals(List.of("barn", "shed"), form.all("//x:tag[@key='building']/x:item/x:value"));
    assertEquals("Shed", form.one("//x:tag[@key='building']/x:item[2]/x:label"));
    form.hasNot("//x:tag[@key='addr:city']/x:item");
    form.hasNot("//x:upload[@ref='/data/road']/x:tag");
    assertEquals(List.of("OSM_TAGS"), form.warnings().stream().distinct().toList());
  }

  /// The record saved last is there for whoever only reads it out, too.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "label ~ Last time ${last-saved#n}",
        "hint ~ Last time ${last-saved#n}",
        "required_message ~ {{ ${last-saved#n} + 1 }}",
        "media::image ~ ${last-saved#n}.png",
        "repeat_count ~ ${last-saved#n}",
      })
  void textsAskForWhatWasSavedLast(String column, String text) {
    boolean count = column.equals("repeat_count");
    Form form =
        Form.of(
            """
            survey
            | type         | name | media::audio | %s |
            | integer      | n    | n.mp3        |    |
            | begin repeat | r    | r.mp3        | %s |
            | text         | t    | t.mp3        | %s |
            | end repeat   |      |              |    |
            """
                .formatted(column, count ? text : "", count ? "" : text));
    form.has("//x:instance[@id='__last-saved'][@src='jr://instance/last-saved']");
  }
}
