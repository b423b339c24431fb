package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The settings sheet.
final class SettingsTest {
  private static Form with(String settings) {
    return Form.of("survey\n| type | name | label |\n| text | a | A |\nsettings\n" + settings);
  }

  @Test
  void aFormWithoutSettingsIsCalledByItsFile() {
    byte[] bytes = Workbooks.bytes("survey\n| type | name | label |\n| text | a | A |\n");
    Compiled compiled = XlsForm.compile(bytes, "visit");
    assertEquals(
        List.of("visit", "visit", ""),
        List.of(compiled.formId(), compiled.title(), compiled.version()));
    assertEquals(
        "data", Workbooks.compile("survey\n| type | name | label |\n| text | a | A |\n").formId());
    assertEquals("visit", Form.of(compiled).one("//x:instance[1]/x:data/@id"));
  }

  @Test
  void namesTheFormItsVersionAndItsRoot() {
    Form form =
        with(
            "| form_title | form_id | version | name | style |\n"
                + "| T | f | 2026.1 | visit | pages |\n");
    assertEquals("T", form.one("//h:title"));
    assertEquals("f", form.one("//x:instance[1]/x:visit/@id"));
    assertEquals("2026.1", form.one("//x:instance[1]/x:visit/@version"));
    assertEquals("pages", form.one("//h:body/@class"));
    assertEquals("string", form.bind("/visit/a", "type"));
    assertEquals(
        List.of("T", "f", "2026.1"),
        List.of(form.compiled.title(), form.compiled.formId(), form.compiled.version()));
  }

  @Test
  void headersMayBeWrittenInAnyCase() {
    Form form = with("| Form_ID | Form Title |\n| My Form | Welcome! |\n");
    assertEquals("My Form", form.compiled.formId());
    assertEquals("Welcome!", form.compiled.title());
  }

  @Test
  void theFormIdWinsOverItsOldName() {
    Form form = with("| id_string | version | form_id |\n| old | 1 | new |\n");
    assertEquals("new", form.compiled.formId());
    assertEquals(List.of("SETTING_IGNORED"), form.warnings());
  }

  @Test
  void recordsMayBeNamed() {
    Form form = with("| instance_name |\n| concat('x ', ${a}) |\n");
    assertEquals("concat('x ',  /data/a )", form.bind("/data/meta/instanceName", "calculate"));
    assertEquals("uid", form.bind("/data/meta/instanceID", "jr:preload"));
  }

  @Test
  void theIdOfARecordMayBeLeftOut() {
    Form form = with("| omit_instanceID |\n| yes |\n");
    form.hasNot("//x:meta", "//x:bind[contains(@nodeset, 'instanceID')]");
  }

  @Test
  void whatOtherProductsUseIsKeptAndNamed() {
    Form form =
        with(
            "| public_key | submission_url | auto_send | auto_delete |\n"
                + "| KEY | https://example.org/s | true | false |\n");
    form.has(
        "//x:submission[@action='https://example.org/s'][@method='post']"
            + "[@base64RsaPublicKey='KEY'][@orx:auto-send='true'][@orx:auto-delete='false']");
    assertEquals(4, form.warnings().stream().filter("SETTING_IGNORED"::equals).count());
  }

  @Test
  void attributesAndNamespaces() {
    Form form =
        with(
            "| namespaces | attribute::esri:kind | instance_xmlns |\n"
                + "| esri=\"http://esri.com/x\" bad | hub | http://example.org/i |\n");
    assertTrue(form.compiled.xform().contains("xmlns:esri=\"http://esri.com/x\""));
    assertTrue(form.compiled.xform().contains("esri:kind=\"hub\""));
    assertTrue(
        form.compiled
            .xform()
            .contains("<data esri:kind=\"hub\" id=\"data\" xmlns=\"http://example.org/i\">"));
  }

  @Test
  void settingsMayStandInTheSurvey() {
    Form form =
        Form.of(
            """
            survey
            | type           | name     | label |
            | set form title | My title |       |
            | set form id    | my_id    |       |
            | text           | a        | A     |
            """);
    assertEquals(
        List.of("My title", "my_id"), List.of(form.compiled.title(), form.compiled.formId()));
  }

  @Test
  void choicesMayRepeatWhereTheSettingsSaySo() {
    Form form =
        Form.of(
            """
            survey
            | type         | name | label |
            | select_one l | a    | A     |
            choices
            | list_name | name | label |
            | l         | a    | A     |
            | l         | a    | B     |
            settings
            | allow_choice_duplicates |
            | Yes                     |
            """);
    assertEquals(List.of("a", "a"), form.all("//x:instance[@id='l']//x:name"));
  }

  @Test
  void aSheetMayBeWrittenWithACapital() {
    Form form =
        Form.of(
            "Survey\n| Type | Name | Label |\n| text | a | A |\nSettings\n| version |\n| 7 |\n");
    assertEquals("7", form.compiled.version());
  }
}
