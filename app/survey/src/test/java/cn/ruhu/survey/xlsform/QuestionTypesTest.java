package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every question type becomes its control and its bind.
final class QuestionTypesTest {
  @ParameterizedTest
  @CsvSource({
    "text, input, string, ''",
    "string, input, string, ''",
    "integer, input, int, ''",
    "int, input, int, ''",
    "decimal, input, decimal, ''",
    "date, input, date, ''",
    "time, input, time, ''",
    "dateTime, input, dateTime, ''",
    "datetime, input, dateTime, ''",
    "geopoint, input, geopoint, ''",
    "location, input, geopoint, ''",
    "geotrace, input, geotrace, ''",
    "geoshape, input, geoshape, ''",
    "barcode, input, barcode, ''",
    "note, input, string, ''",
    "range, range, int, ''",
    "image, upload, binary, image/*",
    "photo, upload, binary, image/*",
    "add image prompt, upload, binary, image/*",
    "audio, upload, binary, audio/*",
    "video, upload, binary, video/*",
    "file, upload, binary, application/*",
    "acknowledge, trigger, string, ''",
    "trigger, trigger, string, ''",
    "select_one l, select1, string, ''",
    "select one l, select1, string, ''",
    "select one from l, select1, string, ''",
    "select1 l, select1, string, ''",
    "add select one prompt using l, select1, string, ''",
    "select_multiple l, select, string, ''",
    "select all that apply l, select, string, ''",
    "select all that apply from l, select, string, ''",
    "rank l, odk:rank, odk:rank, ''",
    "select_one_from_file l.csv, select1, string, ''",
    "select_multiple_from_file l.xml, select, string, ''",
    "select_one_from_file l.geojson, select1, string, ''",
  })
  void becomesItsControl(String type, String tag, String bind, String media) {
    Form form = of(type);
    assertEquals(tag, form.tag("/data/q"));
    assertEquals(bind, form.bind("/data/q", "type"));
    assertEquals(media, form.control("/data/q", "mediatype"));
    assertEquals(type.equals("note") ? "true()" : "", form.bind("/data/q", "readonly"));
  }

  @ParameterizedTest
  @CsvSource({
    "start, dateTime, timestamp, start",
    "end, dateTime, timestamp, end",
    "today, date, date, today",
    "deviceid, string, property, deviceid",
    "imei, string, property, deviceid",
    "phonenumber, string, property, phonenumber",
    "username, string, property, username",
    "email, string, property, email",
    "simserial, string, property, simserial",
    "subscriberid, string, property, subscriberid",
    "get today, date, date, today",
    "start time, dateTime, timestamp, start",
    "uri:deviceid, string, property, uri:deviceid",
  })
  void preloadsWhatTheDeviceKnows(String type, String bind, String preload, String params) {
    Form form = of(type);
    assertEquals("", form.tag("/data/q"));
    assertEquals(
        List.of(bind, preload, params),
        List.of(
            form.bind("/data/q", "type"),
            form.bind("/data/q", "jr:preload"),
            form.bind("/data/q", "jr:preloadParams")));
  }

  private static Form of(String type) {
    return Form.of(
        """
        survey
        | type | name | label |
        | %s   | q    | Q     |
        choices
        | list_name | name | label |
        | %s        | a    | A     |
        """
            .formatted(type, type.contains("file") ? "other" : "l"));
  }

  @Test
  void hiddenAndComputedNodesAreNotShown() {
    Form form =
        Form.of(
            """
            survey
            | type      | name | label | calculation |
            | hidden    | h    |       |             |
            | calculate | c    | C     | 1 + 1       |
            | integer   | i    |       | 2 * 2       |
            | integer   | j    | J     | 3 * 3       |
            """);
    for (String hidden : List.of("h", "c", "i")) assertEquals("", form.tag("/data/" + hidden));
    assertEquals("input", form.tag("/data/j"));
    assertEquals("1 + 1", form.bind("/data/c", "calculate"));
    assertEquals("int", form.bind("/data/i", "type"));
  }

  @Test
  void numberTypesOfOldBringTheirRule() {
    Form form = of("percentage");
    assertEquals("0 <= . and . <= 100", form.bind("/data/q", "constraint"));
    form = of("phone number");
    assertEquals("regex(., '^\\d*$')", form.bind("/data/q", "constraint"));
    assertEquals("Enter numbers only.", form.one("//x:input/x:hint"));
  }

  @Test
  void rangesHaveEndsAndSteps() {
    Form form =
        Form.of(
            """
            survey
            | type  | name | label | parameters              |
            | range | a    | A     |                         |
            | range | b    | B     | start=0 end=5 step=0.5  |
            | range | c    | C     | start=1; end=9; step=2  |
            | range | d    | D     | START = -3, end=3       |
            """);
    assertEquals("1", form.control("/data/a", "start"));
    assertEquals("10", form.control("/data/a", "end"));
    assertEquals("1", form.control("/data/a", "step"));
    assertEquals("decimal", form.bind("/data/b", "type"));
    assertEquals("0.5", form.control("/data/b", "step"));
    assertEquals("int", form.bind("/data/c", "type"));
    assertEquals("2", form.control("/data/c", "step"));
    assertEquals("-3", form.control("/data/d", "start"));
  }

  @Test
  void parametersOfEachTypeReachTheirPlace() {
    Form form =
        Form.of(
            """
            survey
            | type     | name | label | parameters                                             | appearance |
            | image    | p    | P     | max-pixels=1000                                        |            |
            | image    | pa   | P     | app=com.example.camera                                 | annotate   |
            | text     | t    | T     | rows=5                                                 |            |
            | audio    | a    | A     | quality=voice-only                                     |            |
            | geopoint | g    | G     | capture-accuracy=10 warning-accuracy=5.5 allow-mock-accuracy=true | |
            | geotrace | gt   | G     | allow-mock-accuracy=false incremental=true             |            |
            """);
    assertEquals("1000", form.bind("/data/p", "orx:max-pixels"));
    assertEquals("com.example.camera", form.control("/data/pa", "intent"));
    assertEquals("5", form.control("/data/t", "rows"));
    assertEquals("voice-only", form.bind("/data/a", "odk:quality"));
    assertEquals("10", form.control("/data/g", "accuracyThreshold"));
    assertEquals("5.5", form.control("/data/g", "unacceptableAccuracyThreshold"));
    assertEquals("true", form.bind("/data/g", "odk:allow-mock-accuracy"));
    assertEquals("false", form.bind("/data/gt", "odk:allow-mock-accuracy"));
    assertEquals("true", form.control("/data/gt", "incremental"));
  }

  @Test
  void whatRunsByItselfIsAnAction() {
    Form form =
        Form.of(
            """
            survey
            | type                | name | label | parameters  | trigger |
            | start-geopoint      | sg   |       |             |         |
            | background-audio    | ba   |       | quality=low |         |
            | text                | t    | T     |             |         |
            | background-geopoint | bg   |       |             | ${t}    |
            """);
    form.has(
        "//x:model/odk:setgeopoint[@ref='/data/sg'][@event='odk-instance-first-load']",
        "//x:model/odk:recordaudio[@ref='/data/ba'][@event='odk-instance-load'][@odk:quality='low']",
        "//x:input[@ref='/data/t']/odk:setgeopoint[@ref='/data/bg'][@event='xforms-value-changed']");
    assertEquals("geopoint", form.bind("/data/sg", "type"));
    assertEquals("binary", form.bind("/data/ba", "type"));
    assertEquals("geopoint", form.bind("/data/bg", "type"));
  }

  @Test
  void anAuditLiesUnderMeta() {
    Form form =
        Form.of(
            """
            survey
            | type  | name  | label | parameters                                                                                     |
            | text  | t     | T     |                                                                                                |
            | audit | audit |       | track-changes=true identify-user=true location-priority=balanced location-min-interval=60 location-max-age=120 |
            """);
    assertEquals("binary", form.bind("/data/meta/audit", "type"));
    assertEquals("true", form.bind("/data/meta/audit", "odk:track-changes"));
    assertEquals("true", form.bind("/data/meta/audit", "odk:identify-user"));
    assertEquals("balanced", form.bind("/data/meta/audit", "odk:location-priority"));
    assertEquals("60", form.bind("/data/meta/audit", "odk:location-min-interval"));
    form.has("//x:instance[1]/*/x:meta/x:audit", "//x:instance[1]/*/x:meta/x:instanceID");
  }

  @Test
  void aNoteWithoutANameGetsOne() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label |
            | note |      | Hello |
            """);
    assertEquals("input", form.tag("/data/generated_note_name_2"));
  }

  @Test
  void bindAndBodyColumnsBecomeAttributes() {
    Form form =
        Form.of(
            """
            survey
            | type    | name | label | bind::type | bind::odk:length | body::accuracyThreshold | control::kind | instance::hxl |
            | text    | a    | A     | date       | 12               | 3                       | k             | #adm1         |
            """);
    assertEquals("date", form.bind("/data/a", "type"));
    assertEquals("12", form.bind("/data/a", "odk:length"));
    assertEquals("3", form.control("/data/a", "accuracyThreshold"));
    assertEquals("k", form.control("/data/a", "kind"));
    assertEquals("#adm1", form.one("//x:instance[1]/*/x:a/@hxl"));
  }

  @ParameterizedTest
  @CsvSource({
    "yes, true()",
    "Yes, true()",
    "TRUE, true()",
    "true, true()",
    "true(), true()",
    "no, false()",
    "NO, false()",
    "False, false()",
    "${b} = 1, /data/b  = 1",
  })
  void conditionsSayYesInManyWays(String written, String bind) {
    Form form =
        Form.of(
            """
            survey
            | type    | name | label | required | read_only | relevance |
            | integer | b    | B     |          |           |           |
            | text    | a    | A     | %1$s     | %1$s      | %1$s      |
            """
                .formatted(written));
    for (String attribute : List.of("required", "readonly", "relevant"))
      assertEquals(bind, form.bind("/data/a", attribute));
  }

  @Test
  void messagesGoWithTheirRules() {
    Form form =
        Form.of(
            """
            survey
            | type    | name | label | constraint | constraint_message | required | required message |
            | integer | a    | A     | . > 0      | Positive!          | yes      | Needed           |
            """);
    assertEquals("Positive!", form.bind("/data/a", "jr:constraintMsg"));
    assertEquals("Needed", form.bind("/data/a", "jr:requiredMsg"));
    assertEquals(". > 0", form.bind("/data/a", "constraint"));
    assertFalse(form.compiled.xform().contains("itext"));
  }

  @Test
  void disabledRowsAreLeftOut() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | disabled |
            | text | a    | A     | yes      |
            | text | b    | B     | no       |
            """);
    assertEquals("", form.tag("/data/a"));
    assertEquals("input", form.tag("/data/b"));
    assertEquals(List.of("DISABLED", "DISABLED"), form.warnings());
  }
}
