package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Labels, hints, media and their languages.
final class TextsTest {
  @Test
  void oneLanguageStandsWhereItIsUsed() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | hint |
            | text | a | A < B & C | h "x" |
            """);
    assertEquals("A < B & C", form.one("//x:input/x:label"));
    assertEquals("h \"x\"", form.one("//x:input/x:hint"));
    assertFalse(form.compiled.xform().contains("itext"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"label::English (en)", "label :: English (en)", "LABEL::English (en)"})
  void languagesStandBehindTwoColons(String header) {
    Form form =
        Form.of(
            "survey\n| type | name | %s | label::中文 (zh) |\n| text | a | A | 甲 |\n"
                .formatted(header));
    assertEquals("A", form.text("English (en)", "/data/a:label"));
    assertEquals("甲", form.text("中文 (zh)", "/data/a:label"));
    assertEquals("jr:itext('/data/a:label')", form.one("//x:input/x:label/@ref"));
    form.hasNot("//x:translation[@default]");
  }

  @Test
  void oneColonWillDoWhereNoneIsDoubled() {
    Form form =
        Form.of("survey\n| type | name | label:English | hint:English |\n| text | a | A | H |\n");
    assertEquals("A", form.text("English", "/data/a:label"));
    assertEquals("H", form.text("English", "/data/a:hint"));
  }

  @Test
  void theDefaultLanguageTakesWhatNamesNone() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | label::zh | hint |
            | text | a | A | 甲 | H |
            | text | b | B | | |
            settings
            | default_language |
            | en |
            """);
    assertEquals("true()", form.one("//x:translation[@lang='en']/@default"));
    assertEquals("A", form.text("en", "/data/a:label"));
    assertEquals("甲", form.text("zh", "/data/a:label"));
    assertEquals("H", form.one("//x:input[@ref='/data/a']/x:hint"));
    assertEquals("B", form.one("//x:input[@ref='/data/b']/x:label"));
  }

  @Test
  void theNamedTextWinsOverTheUnnamed() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | label::en |
            | text | a | plain | named |
            settings
            | default_language |
            | en |
            """);
    assertEquals(List.of("named"), form.all("//x:text[@id='/data/a:label']/x:value"));
  }

  @Test
  void whatIsNotTranslatedShowsADash() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label::en | label::zh | hint::en | constraint | constraint_message::zh |
            | integer | a | A | | H | . > 1 | 太小 |
            """);
    assertEquals("-", form.text("zh", "/data/a:label"));
    assertEquals("-", form.text("zh", "/data/a:hint"));
    assertEquals("-", form.text("en", "/data/a:jr:constraintMsg"));
    assertEquals("jr:itext('/data/a:jr:constraintMsg')", form.bind("/data/a", "jr:constraintMsg"));
    assertEquals(List.of("MISSING_TRANSLATION", "MISSING_TRANSLATION"), form.warnings());
  }

  @Test
  void guidanceGoesWithTheHint() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | hint | guidance_hint |
            | text | a | A | H | Look ${b} |
            | text | b | B | | More |
            """);
    assertEquals("jr:itext('/data/a:hint')", form.one("//x:input[@ref='/data/a']/x:hint/@ref"));
    assertEquals("H", form.text("default", "/data/a:hint"));
    form.has("//x:text[@id='/data/a:hint']/x:value[@form='guidance']/x:output[@value=' /data/b ']");
    assertEquals("More", form.one("//x:text[@id='/data/b:hint']/x:value[@form='guidance']"));
    assertEquals("jr:itext('/data/b:hint')", form.one("//x:input[@ref='/data/b']/x:hint/@ref"));
  }

  @Test
  void picturesSoundsAndFilms() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | image | media::big-image | audio | video | image::en |
            | note | a | A | a.png | A.png | a.mp3 | a.mp4 | e.png |
            | note | b | | b.png | | | | |
            | begin group | g | G | g.png | | | | |
            | text | t | T | | | | |
            | end group | | | | | | |
            """);
    String id = "//x:translation[@lang='default']/x:text[@id='/data/a:label']/x:value";
    assertEquals("jr://images/a.png", form.one(id + "[@form='image']"));
    assertEquals("jr://images/A.png", form.one(id + "[@form='big-image']"));
    assertEquals("jr://audio/a.mp3", form.one(id + "[@form='audio']"));
    assertEquals(
        "jr://images/e.png",
        form.one("//x:translation[@lang='en']/x:text[@id='/data/a:label']/x:value[@form='image']"));
    assertEquals("jr://video/a.mp4", form.one(id + "[@form='video']"));
    assertEquals("jr:itext('/data/b:label')", form.one("//x:input[@ref='/data/b']/x:label/@ref"));
    assertEquals("jr:itext('/data/g:label')", form.one("//x:group/x:label/@ref"));
  }

  @Test
  void referencesAreOutputsInEveryText() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | hint | constraint | constraint_message | required | required_message |
            | text | a | A | | | | | |
            | text | b | Dear ${a}, < 3 | Not ${a}! | . != ${a} | Never ${a} | yes | ${a} must |
            """);
    form.has(
        "//x:input[@ref='/data/b']/x:label/x:output[@value=' /data/a ']",
        "//x:input[@ref='/data/b']/x:hint/x:output",
        "//x:text[@id='/data/b:jr:constraintMsg']/x:value/x:output",
        "//x:text[@id='/data/b:jr:requiredMsg']/x:value/x:output");
    assertEquals("Dear , < 3", form.one("//x:input[@ref='/data/b']/x:label"));
  }

  @Test
  void listsCanBeAskedInALabel() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label |
            | select_one l | a | A |
            | note | n | You said instance('l')/root/item[name = ${a}]/label in full |
            | note | m | Both instance('l')/root/item[name=${a}]/label ${a} |
            choices
            | list_name | name | label |
            | l | x | X |
            """);
    assertEquals(
        "instance('l')/root/item[name =  /data/a ]/label",
        form.one("//x:input[@ref='/data/n']/x:label/x:output/@value"));
    assertEquals("You said  in full", form.one("//x:input[@ref='/data/n']/x:label"));
    assertEquals(2, form.count("//x:input[@ref='/data/m']/x:label/x:output"));
  }

  @Test
  void aHintAloneStillHasALabelElement() {
    Form form = Form.of("survey\n| type | name | hint |\n| text | a | H |\n");
    form.has("//x:input/x:label[not(node())]", "//x:input/x:hint[.='H']");
  }

  @Test
  void quotesBecomePlainAndSpacesOne() {
    Form form =
        Form.of(
            "survey\n"
                + "| type | name | label | relevant |\n"
                + "| text | a | it’s  “two”   words | 1 = ‘1’ |\n");
    assertEquals("it's \"two\" words", form.one("//x:label"));
    assertEquals("1 = '1'", form.bind("/data/a", "relevant"));
    form =
        Form.of(
            """
            survey
            | type | name | label |
            | text | a | two   words |
            settings
            | clean_text_values |
            | no |
            """);
    assertEquals("two   words", form.one("//x:label"));
  }

  @Test
  void linesOfALabelStay() {
    Form form = Form.of("survey\n| type | name | label |\n| note | a | one\\ntwo |\n");
    assertEquals("one\ntwo", form.one("//x:label"));
    assertTrue(form.compiled.ok());
  }

  @Test
  void groupsMayHaveNoLabel() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label | appearance | relevant |
            | begin_group | g | | field-list | 1 = 1 |
            | text | a | A | | |
            | end_group | | | | |
            | begin_repeat | r | | compact | |
            | text | b | B | | |
            | end_repeat | | | | |
            """);
    form.has(
        "//x:group[@ref='/data/g'][@appearance='field-list'][not(x:label)]",
        "//x:group[@ref='/data/r']/x:repeat[@nodeset='/data/r'][@appearance='compact']");
    assertEquals("1 = 1", form.bind("/data/g", "relevant"));
    assertEquals(List.of("NO_LABEL"), form.warnings());
  }

  /// Our own column for what is unusual speaks every language, as the standard's messages do.
  @Test
  void whatIsUnusualIsSaidInEveryLanguage() {
    Form form =
        Form.of(
            """
            survey
            | type | name | label::zh | label::en | bind::ruhu:warn | bind::ruhu:warnMsg::zh | bind::ruhu:warnMsg::en |
            | integer | rooms | 房间 | Rooms | | | |
            | integer | beds | 床 | Beds | . <= 3 * ${rooms} | ${rooms} 间放不下 | too many for ${rooms} |
            settings
            | namespaces | default_language |
            | ruhu="http://ruhu.cn/xforms" | zh |
            """);
    assertEquals(
        "jr:itext('/data/beds:ruhu:warnMsg')",
        form.one("//x:bind[@nodeset='/data/beds']/@*[local-name()='warnMsg']"));
    assertEquals(
        ". <= 3 *  /data/rooms",
        form.one("//x:bind[@nodeset='/data/beds']/@*[local-name()='warn']"));
    form.has("//x:text[@id='/data/beds:ruhu:warnMsg']/x:value/x:output[@value=' /data/rooms ']");
    assertEquals(List.of(), form.warnings());
  }
}
