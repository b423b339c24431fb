package cn.ruhu.desktop.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.Screenshots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

/// Every control once, on one page: how they behave, and how they look in each theme and size.
class GalleryTest extends DesktopTest {
  private static final List<Choice> RELATIONS =
      List.of(
          new Choice("01", "本人", "br"),
          new Choice("10", "配偶", "po"),
          new Choice("20", "子", "z"),
          new Choice("30", "女", "n"),
          new Choice("51", "父亲", "fq"));

  private record Row(String name, String id, String fen, Where where) {}

  private final List<String> left = new ArrayList<>();
  private final List<String> chosen = new ArrayList<>();
  private int unmasked;
  private Field name;
  private Field money;
  private Field date;
  private Field relation;
  private Field phone;
  private Field number;

  @Override
  protected Parent open(Kit kit) {
    var fields = new Fields(kit);
    name = fields.text("g-name", "姓名").required().onLeft(left::add);
    number = fields.idNumber("g-number", "证件号码");
    money = fields.money("g-money", "月工资（元）").onLeft(left::add);
    date = fields.date("g-date", "出生日期");
    relation = fields.choice("g-relation", "与申请人关系", RELATIONS).onLeft(left::add);
    phone =
        fields
            .phone("g-phone", "联系电话")
            .check(v -> v.length() < 5 ? Optional.of("太短") : Optional.empty());
    name.source(Field.Source.CHIP);
    money.source(Field.Source.HAND);
    var form = Page.card("家庭成员", line(name, number), line(money, date), line(relation, phone));
    var glyph = new StandingGlyph(kit.text());
    glyph.setId("g-standing");
    glyph.where(Where.SAVED);
    glyph.story(() -> List.of("2017-11-20 09:12 保存在本机", "等待网络恢复后上报"));
    var id = new MaskedId(kit.text(), () -> unmasked++);
    id.setId("g-id");
    id.number("110199199003077758");
    var lamps = new Lamps();
    lamps.add("入户", Lamps.State.GOOD, "");
    lamps.add("核对", Lamps.State.OPEN, "等待区里回复");
    lamps.add("疑点", Lamps.State.BAD, "");
    lamps.add("公示", Lamps.State.OFF, "");
    var badges = new Bar(8);
    for (var tone : Badges.Tone.values()) badges.getChildren().add(Badges.of("在保", tone));
    var facts = Page.card("这一户", new Bar(16, glyph, id), lamps, badges);
    var steps = new Steps(kit.text(), List.of("申请人", "家庭成员", "收入", "财产"), i -> chosen.add("" + i));
    steps.current(1);
    steps.state(0, Steps.State.DONE, 0);
    steps.state(2, Steps.State.WARNED, 2);
    var tables = new Tables(kit);
    var table =
        tables.<Row>table(
            "g-table", new Empty(Icon.INBOX, "没有待办", "受理后会出现在这里。"), r -> chosen.add(r.name()));
    table.getColumns().add(tables.name("姓名", 120, Row::name));
    table.getColumns().add(tables.money("月收入（元）", 120, Row::fen));
    table
        .getColumns()
        .add(
            tables.node(
                "现在何处", 170, () -> new StandingGlyph(kit.text()), (g, r) -> g.where(r.where())));
    for (int i = 0; i < 4; i++)
      table
          .getItems()
          .add(new Row("王\uD842\uDFB7" + i, "", "" + (9 - i) * 123_456, Where.values()[i + 1]));
    table.setPrefHeight(190);
    var act = Buttons.keyed(Buttons.main("g-act", "受理", () -> chosen.add("act")), "Ctrl+Enter");
    var danger = Buttons.danger("g-danger", "退回补正", () -> {});
    var side = new VBox(14, facts, Page.card("步骤", steps));
    side.setPrefWidth(430);
    side.setMinWidth(380);
    var main = new VBox(14, form, table);
    HBox.setHgrow(main, Priority.ALWAYS);
    return new Page("样张")
        .subtitle("每个控件一次")
        .actions(danger)
        .body(new Bar(14, main, side))
        .foot(act);
  }

  private static HBox line(Field a, Field b) {
    HBox.setHgrow(a, Priority.ALWAYS);
    HBox.setHgrow(b, Priority.ALWAYS);
    a.setPrefWidth(200);
    b.setPrefWidth(200);
    return new HBox(14, a, b);
  }

  @Test
  void theChosenRowStaysWithItsRecordWhenTheListIsReadAnew() {
    var seen = new ArrayList<String>();
    fx(() -> {
      var rows = FXCollections.observableArrayList("张", "李", "王");
      var tables = new Tables(kit);
      TableView<String> table = tables.table("g-follow", new HBox(), _ -> {});
      tables.shows(table, rows, r -> r);
      table.getSelectionModel().select("李");
      rows.setAll("赵", "张", "李");
      seen.add(table.getSelectionModel().getSelectedItem());
      rows.setAll("赵", "张", "钱");
      seen.add(table.getSelectionModel().getSelectedItem());
    });
    assertEquals(Arrays.asList("李", null), seen);
  }

  @Test
  void enterMovesOnInTheOrderOfThePaper() {
    clickOn("#g-name-input").write("王芳").push(KeyCode.ENTER);
    assertTrue(ask(() -> lookup("#g-number-input").query().isFocused()));
    assertEquals(List.of("王芳"), left);
  }

  @Test
  void leavingFormatsMoneyAndKeepsFen() {
    clickOn("#g-money-input").write("12345.6").push(KeyCode.TAB);
    assertEquals("1234560", money.value());
    assertEquals(
        "12,345.60", ask(() -> lookup("#g-money-input").queryTextInputControl().getText()));
    assertEquals(List.of("1234560"), left);
  }

  @Test
  void wrongTextStaysAndSaysWhatToDo() {
    clickOn("#g-money-input").write("abc").push(KeyCode.TAB);
    assertTrue(money.hasProblem());
    assertEquals("abc", ask(() -> lookup("#g-money-input").queryTextInputControl().getText()));
    assertEquals("", money.value());
    clickOn("#g-money-input").push(KeyCode.CONTROL, KeyCode.A).write("1800").push(KeyCode.TAB);
    assertFalse(money.hasProblem());
    assertEquals("180000", money.value());
  }

  @Test
  void datesAreTypedAsDigits() {
    clickOn("#g-date-input").write("19900307").push(KeyCode.TAB);
    assertEquals("1990-03-07", date.value());
    clickOn("#g-date-input").eraseText(10).write("19900231").push(KeyCode.TAB);
    assertTrue(date.hasProblem());
  }

  @Test
  void initialsChooseAndEnterMovesOn() {
    clickOn("#g-relation-input").write("po").push(KeyCode.ENTER);
    assertEquals("10", relation.value());
    assertTrue(ask(() -> lookup("#g-phone-input").query().isFocused()));
    assertEquals(List.of("10"), left);
    assertEquals("配偶", ask(() -> lookup("#g-relation-input").queryTextInputControl().getText()));
  }

  @Test
  void escapeInAChoiceChangesNothing() {
    fx(() -> relation.valueProperty().set("51"));
    clickOn("#g-relation-input").write("po").push(KeyCode.ESCAPE);
    assertEquals("父亲", ask(() -> lookup("#g-relation-input").queryTextInputControl().getText()));
    assertEquals("51", relation.value());
  }

  @Test
  void valuesSetFromOutsideAreShownAndNotReportedAsTyped() {
    fx(() -> money.valueProperty().set("99900"));
    assertEquals("999.00", ask(() -> lookup("#g-money-input").queryTextInputControl().getText()));
    clickOn("#g-money-input").push(KeyCode.TAB);
    assertEquals(List.of(), left);
  }

  @Test
  void submitMarksTheFirstProblemAndGoesThere() {
    assertFalse(ask(() -> Fields.allFine(List.of(phone, name))));
    assertTrue(name.hasProblem());
    assertTrue(ask(() -> lookup("#g-name-input").query().isFocused()));
  }

  @Test
  void unmaskingIsReportedEachTime() {
    clickOn("#g-id .toggle-button");
    assertEquals(1, unmasked);
    assertEquals(
        "110199 19900307 7758", ask(() -> lookup("#g-id .label").<Labeled>query().getText()));
    clickOn("#g-id .toggle-button");
    assertEquals(1, unmasked);
    assertEquals(
        "110199 ******** 7758", ask(() -> lookup("#g-id .label").<Labeled>query().getText()));
  }

  @Test
  void enterOpensARow() {
    clickOn("#g-table");
    fx(() -> lookup("#g-table").queryTableView().getSelectionModel().select(0));
    push(KeyCode.ENTER);
    assertEquals(1, chosen.size());
  }

  @Test
  void stepsAndDialogsAnswerToTheKeyboard() {
    clickOn("#step-3");
    assertEquals(List.of("2"), chosen);
    fx(() ->
        kit.dialogs()
            .ask(
                "退回这一户？",
                "核查员会收到 2 个问题，期限 3 个工作日。",
                List.of(
                    Dialogs.Act.plain("先不退回", () -> chosen.add("plain")),
                    Dialogs.Act.main("退回补查", () -> chosen.add("main")))));
    pictures("dialog");
    push(KeyCode.ESCAPE);
    until("closed", () -> lookup("#dialog").tryQuery().isEmpty());
    assertEquals(List.of("2"), chosen, "Esc changes nothing");
  }

  @Test
  void clearedCardsStayAwayAlsoThoseBehindTheLock() {
    fx(() -> kit.dialogs().ask("一", "等在锁屏后面。", List.of()));
    Runnable back = ask(() -> kit.layers().aside());
    fx(() -> kit.dialogs().ask("二", "来得晚，也等在后面。", List.of()));
    assertFalse(ask(() -> kit.layers().hasCard()));
    assertEquals(1, ask(() -> kit.layers().late().get()));
    fx(() -> {
      kit.layers().clear();
      back.run();
    });
    assertTrue(lookup("#dialog").tryQuery().isEmpty());
    assertFalse(ask(() -> kit.layers().hasCard()));
  }

  @Test
  void choiceShowsThatItOpens() {
    var icon = lookup("#g-relation .code-box-open .icon").query();
    assertTrue(ask(() -> icon.getBoundsInParent().getWidth() > 8 && icon.isVisible()));
  }

  @Test
  void storyIsToldByAPress() {
    clickOn("#g-standing");
    until("story", () -> lookup("#standing-story").tryQuery().isPresent());
    Screenshots.take(stage, Path.of("target/screens/story-1280-light.png"));
  }

  @Test
  void noWordIsCutOffAtTwoHundredPerCent() {
    fx(() -> kit.theme().zoom().set(Theme.Zoom.Z200));
    fx(() -> stage.setWidth(1920));
    fx(() -> stage.setHeight(1080));
    Screenshots.take(stage, Path.of("target/screens/gallery-200.png"));
    var cut = ask(() -> CutWords.in(stage.getScene().getRoot()));
    assertEquals(List.of(), cut);
  }

  @Test
  void everyControlHasAName() {
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
  }

  @Test
  void pictures() {
    fx(() -> {
      name.valueProperty().set("王芳");
      number.valueProperty().set("110199199003077758");
      money.valueProperty().set("350000");
      relation.valueProperty().set("10");
    });
    clickOn("#g-date-input").write("19900231").push(KeyCode.TAB);
    fx(() -> kit.notices().trouble("DISK-LOW", "磁盘快满了；已保存的内容都在本机。", Optional.empty()));
    pictures("gallery");
    fx(() -> kit.theme().look().set(Theme.Look.CONTRAST));
    Screenshots.take(stage, Path.of("target/screens/gallery-1280-contrast.png"));
  }

  @Test
  void latinFieldsRefuseCompositions() {
    var input = lookup("#g-money-input").queryAs(TextInputControl.class);
    fx(() ->
        input.fireEvent(
            new javafx.scene.input.InputMethodEvent(
                javafx.scene.input.InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                List.of(
                    new javafx.scene.input.InputMethodTextRun(
                        "yi", javafx.scene.input.InputMethodHighlight.UNSELECTED_RAW)),
                "",
                0)));
    assertEquals("", ask(input::getText));
    assertEquals(null, ask(input::getInputMethodRequests));
  }
}
