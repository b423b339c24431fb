package cn.ruhu.papers.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.ruhu.papers.template.TemplateException.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TemplateTest {
  private static Template of(String text) {
    return Template.parse("t", name -> name.equals("t") ? Optional.of(text) : Optional.empty());
  }

  private static String fill(String text, Fields fields) {
    return of(text).fill(fields, Template::escape);
  }

  @Test
  void fillsFieldsListsAndChoices() {
    var fields =
        new Fields()
            .put("title", "表")
            .put("empty", "")
            .put("on", true)
            .put("rows", List.of(new Fields().put("name", "甲"), new Fields().put("name", "乙")));
    assertEquals(
        "<h1>表</h1>甲/表;乙/表;yes-no",
        fill(
            "<h1>{{title}}</h1>{{#each rows}}{{name}}/{{title}};{{/each}}"
                + "{{#if on}}yes{{else}}x{{/if}}-{{#if empty}}x{{else}}no{{/if}}",
            fields));
  }

  @Test
  void aRowHidesTheOuterValueOfTheSameName() {
    var fields =
        new Fields().put("a", "outer").put("rows", List.of(new Fields().put("a", "inner")));
    assertEquals("innerouter", fill("{{#each rows}}{{a}}{{/each}}{{a}}", fields));
  }

  @Test
  void escapesWhatAValueBringsAlong() {
    assertEquals(
        "&lt;b&gt;&amp;&quot;&#39;\uFFFD{{x}}",
        fill("{{v}}", new Fields().put("v", "<b>&\"'\u0000{{x}}")));
    assertEquals("\uFFFD", Template.escape("\uD842"));
    assertEquals("𠮷", Template.escape("𠮷"));
  }

  @Test
  void namesTemplateFieldAndLineOfAnUnknownField() {
    var e =
        assertThrows(TemplateException.class, () -> fill("one\ntwo\n{{ missing }}", new Fields()));
    assertEquals(Fault.UNKNOWN_FIELD, e.fault());
    assertEquals("t", e.template());
    assertEquals("missing", e.field());
    assertEquals(3, e.line());
  }

  @Test
  void anErrorInAPartNamesThePart() {
    var parts = Map.of("t", "a\n\n{{> p}}", "p", "x\n{{gone}}");
    var template = Template.parse("t", n -> Optional.ofNullable(parts.get(n)));
    var e = assertThrows(TemplateException.class, () -> template.fill(new Fields(), s -> s));
    assertEquals("p", e.template());
    assertEquals(2, e.line());
  }

  @Test
  void aValueNeverStandsInTheMessage() {
    var fields = new Fields().put("name", "SECRET").put("rows", List.of());
    var e = assertThrows(TemplateException.class, () -> fill("{{rows}}{{name}}", fields));
    assertEquals(Fault.WRONG_KIND, e.fault());
    assertFalse(e.toString().contains("SECRET"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{#each a}}",
        "{{/each}}",
        "{{#if a}}{{/each}}",
        "{{else}}",
        "{{a b}}",
        "{{a",
        "{{}}",
        "{{#while a}}{{/while}}"
      })
  void refusesTagsThatAreNoneOfTheLanguage(String text) {
    assertEquals(Fault.BAD_TAG, assertThrows(TemplateException.class, () -> of(text)).fault());
  }

  @Test
  void refusesAMissingPartAndPartsInACircle() {
    assertEquals(
        Fault.NO_TEMPLATE, assertThrows(TemplateException.class, () -> of("{{> other}}")).fault());
    assertEquals(Fault.BAD_TAG, assertThrows(TemplateException.class, () -> of("{{> t}}")).fault());
  }

  @Test
  void aListIsNoTextAndATextIsNoList() {
    var fields = new Fields().put("name", "x");
    var e = assertThrows(TemplateException.class, () -> fill("{{#each name}}{{/each}}", fields));
    assertEquals(Fault.WRONG_KIND, e.fault());
  }
}
