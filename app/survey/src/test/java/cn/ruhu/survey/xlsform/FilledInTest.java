package cn.ruhu.survey.xlsform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Compiled workbooks are filled in with the engine: what is asked, accepted, shown and computed.
@ResourceLock("javarosa")
final class FilledInTest {
  private FormDef def;
  private FormEntryController controller;

  private void open(String workbook) throws Exception {
    Form form = Form.of(workbook);
    new XFormsModule().registerModule();
    def = new XFormParser(new StringReader(form.compiled.xform())).parse();
    def.initialize(true, new InstanceInitializationFactory());
    controller = new FormEntryController(new FormEntryModel(def));
  }

  /// The names of what would be asked now, a new repeat as `+name`.
  private List<String> asked() {
    List<String> names = new ArrayList<>();
    controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
    int event = controller.stepToNextEvent();
    while (event != FormEntryController.EVENT_END_OF_FORM) {
      FormIndex index = controller.getModel().getFormIndex();
      String name = index.getReference().getNameLast();
      if (event == FormEntryController.EVENT_QUESTION) names.add(name);
      if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT) names.add("+" + name);
      event = controller.stepToNextEvent();
    }
    return names;
  }

  private void go(String name, int time) {
    controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
    int seen = 0;
    int event = controller.stepToNextEvent();
    while (event != FormEntryController.EVENT_END_OF_FORM) {
      FormIndex index = controller.getModel().getFormIndex();
      if (index.getReference().getNameLast().equals(name)
          && (event == FormEntryController.EVENT_QUESTION
              || event == FormEntryController.EVENT_PROMPT_NEW_REPEAT)
          && ++seen == time) return;
      event = controller.stepToNextEvent();
    }
    throw new AssertionError("not asked: " + name);
  }

  private boolean answer(String name, int time, IAnswerData data) {
    go(name, time);
    return controller.answerQuestion(controller.getModel().getFormIndex(), data, false)
        == FormEntryController.ANSWER_OK;
  }

  private List<String> choices(String name) {
    go(name, 1);
    var prompt = controller.getModel().getQuestionPrompt();
    return prompt.getSelectChoices().stream()
        .map(c -> c.getValue() + "=" + prompt.getSelectChoiceText(c))
        .toList();
  }

  private String value(String... path) {
    TreeElement at = def.getMainInstance().getRoot();
    for (String step : path) {
      String[] parts = step.split("#", 2);
      at = at.getChild(parts[0], parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
    }
    return at.getValue() == null ? "" : at.getValue().getDisplayText();
  }

  @Test
  void skipsComputesAndRefuses() throws Exception {
    open(
        """
        survey
        | type        | name  | label       | relevant    | constraint | required | calculation | default |
        | integer     | age   | Age         |             | . < 120    | yes      |             |         |
        | text        | job   | Job         | ${age} > 15 |            |          |             | none    |
        | begin group | grown | Grown       | ${age} > 17 |            |          |             |         |
        | integer     | kids  | Kids        |             | . <= ${age} |         |             |         |
        | end group   |       |             |             |            |          |             |         |
        | calculate   | twice |             |             |            |          | ${age} * 2  |         |
        | note        | told  | ${twice}    |             |            |          |             |         |
        """);
    assertEquals(List.of("age", "told"), asked());
    assertFalse(answer("age", 1, new IntegerData(130)));
    assertTrue(answer("age", 1, new IntegerData(16)));
    assertEquals(List.of("age", "job", "told"), asked());
    assertEquals("none", value("job"));
    assertTrue(answer("age", 1, new IntegerData(40)));
    assertEquals(List.of("age", "job", "kids", "told"), asked());
    assertFalse(answer("kids", 1, new IntegerData(41)));
    assertEquals("80", value("twice"));
    go("told", 1);
    assertEquals("80", controller.getModel().getQuestionPrompt().getLongText());
  }

  @Test
  void listsFollowTheAnswerBefore() throws Exception {
    open(
        """
        survey
        | type              | name   | label::en | label::zh | choice_filter         |
        | select_one county | county | County    | 区        |                       |
        | select_one town   | town   | Town      | 街道      | county = ${county}    |
        choices
        | list_name | name | label::en | label::zh | county |
        | county    | hd   | Haidian   | 海淀      |        |
        | county    | xc   | Xicheng   | 西城      |        |
        | town      | wsl  | Wanshoulu | 万寿路    | hd     |
        | town      | zgc  | Zhongguancun | 中关村 | hd     |
        | town      | xjk  | Xinjiekou | 新街口    | xc     |
        settings
        | default_language |
        | zh               |
        """);
    assertEquals(List.of("hd=海淀", "xc=西城"), choices("county"));
    assertEquals(List.of(), choices("town"));
    assertTrue(answer("county", 1, new SelectOneData(new Selection("hd"))));
    assertEquals(List.of("wsl=万寿路", "zgc=中关村"), choices("town"));
    controller.setLanguage("en");
    assertEquals(List.of("wsl=Wanshoulu", "zgc=Zhongguancun"), choices("town"));
  }

  @Test
  void repeatsAskTheirOwnNeighbours() throws Exception {
    open(
        """
        survey
        | type         | name  | label      | relevant       | calculation     | default      |
        | text         | head  | Head       |                |                 |              |
        | begin repeat | child | Child      |                |                 |              |
        | text         | nm    | Name       |                |                 | ${head}      |
        | integer      | age   | Age        |                |                 |              |
        | text         | school | ${nm} learns | ${age} > 5   |                 |              |
        | calculate    | pos   |            |                | position(..)    |              |
        | end repeat   |       |            |                |                 |              |
        | calculate    | all   |            |                | sum(${age})     |              |
        """);
    assertEquals(List.of("head", "nm", "age", "+child"), asked());
    answer("head", 1, new StringData("Li"));
    answer("age", 1, new IntegerData(7));
    go("child", 1);
    controller.newRepeat();
    assertEquals("Li", value("child#1", "nm"));
    answer("age", 2, new IntegerData(3));
    assertEquals(List.of("head", "nm", "age", "school", "nm", "age", "+child"), asked());
    assertEquals("10", value("all"));
    assertEquals("2", value("child#1", "pos"));
    answer("nm", 1, new StringData("An"));
    go("school", 1);
    assertEquals("An learns", controller.getModel().getQuestionPrompt().getLongText());
  }

  @Test
  void aRepeatHasAsManyAsWereCounted() throws Exception {
    open(
        """
        survey
        | type         | name | label | repeat_count |
        | integer      | n    | N     |              |
        | begin repeat | r    | R     | ${n} + 1     |
        | text         | x    | X     |              |
        | end repeat   |      |       |              |
        """);
    answer("n", 1, new IntegerData(2));
    assertEquals(List.of("n", "x", "x", "x"), asked());
  }

  @Test
  void aTriggerComputesWhenItsQuestionChanges() throws Exception {
    open(
        """
        survey
        | type    | name | label | calculation          | trigger |
        | integer | a    | A     |                      |         |
        | integer | b    | B     |                      |         |
        | integer | c    |       | coalesce(${a}, 0) + coalesce(${b}, 0) | ${a} |
        """);
    answer("b", 1, new IntegerData(5));
    assertEquals("", value("c"));
    answer("a", 1, new IntegerData(2));
    assertEquals("7", value("c"));
    answer("b", 1, new IntegerData(9));
    assertEquals("7", value("c"));
  }

  @Test
  void orOtherAsksWhich() throws Exception {
    open(
        """
        survey
        | type                   | name | label |
        | select_one l or_other  | q    | Q     |
        choices
        | list_name | name | label |
        | l         | a    | A     |
        """);
    assertEquals(List.of("a=A", "other=Other"), choices("q"));
    answer("q", 1, new SelectOneData(new Selection("a")));
    assertEquals(List.of("q"), asked());
    answer("q", 1, new SelectOneData(new Selection("other")));
    assertEquals(List.of("q", "q_other"), asked());
  }

  @Test
  void namesTypedBeforeAreChoicesLater() throws Exception {
    open(
        """
        survey
        | type             | name | label |
        | begin repeat     | r    | R     |
        | text             | nm   | Name  |
        | end repeat       |      |       |
        | select_one ${nm} | head | Head  |
        """);
    answer("nm", 1, new StringData("Wang"));
    go("r", 1);
    controller.newRepeat();
    answer("nm", 2, new StringData("Li"));
    assertEquals(List.of("Wang=Wang", "Li=Li"), choices("head"));
  }

  @Test
  void aCompiledWorkbookIsAFormPackage() {
    Compiled compiled =
        Workbooks.compile(
            """
            survey
            | type                 | name | label::zh | label::en | relevant | constraint | constraint_message::zh | hint::zh |
            | select_one l         | q    | 问       | Q         |          |            |                        |          |
            | select_multiple l    | m    | 多       | M         | ${q} = 'a' |          |                        |          |
            | rank l               | k    | 排       | K         |          |            |                        |          |
            | begin repeat         | r    | 循       | R         |          |            |                        |          |
            | integer              | n    | 数       | N         |          | . > 0      | 太小                     | 填        |
            | begin repeat         | s    | 内       | S         |          |            |                        |          |
            | text                 | t    | ${n}      | T         |          |            |                        |          |
            | end repeat           |      |           |           |          |            |                        |          |
            | end repeat           |      |           |           |          |            |                        |          |
            | range                | g    | 范       | G         |          |            |                        |          |
            | acknowledge          | ok   | 好       | OK        |          |            |                        |          |
            choices
            | list_name | name | label::zh | label::en |
            | l         | a    | 甲       | A         |
            settings
            | form_id | form_title | version |
            | f       | T          | 3       |
            """);
    assertTrue(compiled.ok(), () -> Form.said(compiled));
    var loading =
        cn.ruhu.survey.FormPackage.load(
            compiled.xform().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertTrue(loading instanceof cn.ruhu.survey.FormLoading.Loaded, () -> "refused: " + loading);
  }

  @Test
  void theLastWordOfAnInstanceIsItsName() throws Exception {
    open(
        """
        survey
        | type | name | label |
        | text | nm   | Name  |
        settings
        | instance_name       |
        | concat('户 ', ${nm}) |
        """);
    answer("nm", 1, new StringData("Wang"));
    assertEquals("户 Wang", value("meta", "instanceName"));
    assertTrue(value("meta", "instanceID").startsWith("uuid:"));
  }

  @Test
  void aLabelShowsWhatItComputes() throws Exception {
    open(
        """
        survey
        | type    | name | label                                       |
        | integer | n    | 人数                                        |
        | note    | sum  | 合计 {{ ${n} * 1000 }} 元，\\{{另计\\}} |
        """);
    answer("n", 1, new IntegerData(3));
    go("sum", 1);
    assertEquals(
        "合计 3000 元，{{另计}}", controller.getModel().getQuestionPrompt().getQuestionText().strip());
  }
}
