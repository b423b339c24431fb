package cn.ruhu.desktop.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.CellEditor;
import cn.ruhu.desktop.kit.Kit;
import java.util.List;
import java.util.UUID;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// A roster as a table, filled in by keys.
class RosterGridTest extends DesktopTest {
  private SurveyModel model;
  private FormPane pane;

  @Override
  protected Parent open(Kit kit) throws Exception {
    model = Rosters.opened(kit.now(), 2);
    pane = new FormPane(kit, model, new NothingAttached(), () -> new UUID(0, 2));
    pane.getStyleClass().add("density-comfortable");
    return filling(pane);
  }

  private RosterGrid grid() {
    return lookup("#table-H-person").query();
  }

  private TextField editor() {
    return ask(() ->
        lookup(".roster-input").queryAll().stream()
            .filter(n -> n.getScene() != null)
            .map(TextField.class::cast)
            .findFirst()
            .orElseThrow());
  }

  private void put(String text) {
    TextField to = editor();
    fx(() -> to.setText(text));
  }

  private void at(int row, int column) {
    fx(() -> grid().table().go(row, column));
    fx(() -> grid().refresh());
    fx(() -> grid().focus());
  }

  private String value(String path) {
    return ask(() -> Rosters.value(model, path));
  }

  private void is(String path, String expected) {
    until(path + " is " + expected, () -> Rosters.value(model, path).equals(expected));
  }

  @Test
  void aHouseholdIsFilledInWithoutAMouse() {
    at(0, 0);
    put("王建国");
    push(KeyCode.ENTER);
    is("/H/person[1]/name", "王建国");
    push(KeyCode.DIGIT1);
    is("/H/person[1]/sex", "m");
    push(KeyCode.ENTER);
    write("19610302");
    push(KeyCode.TAB);
    is("/H/person[1]/born", "1961-03-02");
    push(KeyCode.DIGIT2);
    is("/H/person[1]/work", "w2");
    until("a wage is asked now", () -> grid().table().asked().size() == 5);
    push(KeyCode.ENTER);
    write("60000");
    push(KeyCode.ENTER);
    assertEquals("", value("/H/person[1]/wage"));
    until("on to the next row", () -> grid().table().place().equals(new RosterTable.At(1, 0)));
    pictures("forms-table");
    push(KeyCode.UP);
    until("back", () -> grid().table().place().row() == 0);
    at(0, 4);
    until("the reason stands below", () -> shows("50000"));
    write("4200");
    push(KeyCode.ENTER);
    is("/H/total", "4200");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("forms-table"));
  }

  private boolean shows(String words) {
    return lookup(".field-problem").queryAll().stream()
        .anyMatch(n -> inSight(n) && ((Labeled) n).getText().contains(words));
  }

  @Test
  void aLineComesGoesAndComesBackByKeys() {
    at(1, 0);
    put("李秀英");
    push(KeyCode.INSERT);
    until("three", () -> Rosters.roster(model).instances().size() == 3);
    is("/H/person[2]/name", "李秀英");
    until("there", () -> grid().table().place().equals(new RosterTable.At(2, 0)));
    at(1, 0);
    press(KeyCode.CONTROL).push(KeyCode.DELETE).release(KeyCode.CONTROL);
    until("two", () -> Rosters.roster(model).instances().size() == 2);
    press(KeyCode.CONTROL).push(KeyCode.Z).release(KeyCode.CONTROL);
    until("three again", () -> Rosters.roster(model).instances().size() == 3);
    is("/H/person[3]/name", "李秀英");
  }

  @Test
  void aRowsOtherQuestionsStandBelowWithWhatLiesInside() {
    at(1, 0);
    push(KeyCode.UP);
    push(KeyCode.DOWN);
    until("of the second", () -> !lookup("#q-story-2-field-input").queryAll().isEmpty());
    fx(() -> lookup("#add--H-person-2--aid").<ButtonBase>query().fire());
    until("a line inside", () -> !lookup("#q-what-2-1-field-input").queryAll().isEmpty());
    Node story = lookup("#q-story-2").query();
    fx(() -> lookup("#add--H-person-2--aid").<ButtonBase>query().fire());
    until("two inside", () -> !lookup("#q-what-2-2-field-input").queryAll().isEmpty());
    assertSame(story, lookup("#q-story-2").query(), "what did not change is not made again");
    assertTrue(lookup("#q-story-1").queryAll().isEmpty());
    fx(() -> lookup("#as-table-H-person-2--aid").<ButtonBase>query().fire());
    until("a table inside", () -> !lookup("#table-H-person-2--aid").queryAll().isEmpty());
    pictures("forms-table-inside");
    fx(() -> lookup("#one-by-one-H-person").<ButtonBase>query().fire());
    until("one by one", () -> !lookup("#q-name-1-field-input").queryAll().isEmpty());
    pictures("forms-one-by-one");
  }

  @Test
  void copiedCellsAreSeenBeforeTheyAreTaken() {
    at(0, 0);
    copy("姓名\t性别\t出生日期\n王建国\t男\t1961-3-2\n李秀英\t女\t前年\n王芳\t女\t19900501\n");
    paste();
    until("seen", () -> inSight(lookup("#paste-H-person").query()));
    pictures("forms-table-paste");
    assertEquals("", value("/H/person[1]/name"), "nothing is written yet");
    push(KeyCode.ESCAPE);
    until("dropped", () -> !inSight(lookup("#paste-H-person").query()));
    paste();
    push(KeyCode.ENTER);
    is("/H/person[3]/born", "1990-05-01");
    is("/H/person[1]/name", "王建国");
    assertEquals("", value("/H/person[2]/born"));
  }

  private void copy(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    fx(() -> Clipboard.getSystemClipboard().setContent(content));
  }

  private void paste() {
    press(KeyCode.CONTROL).push(KeyCode.V).release(KeyCode.CONTROL);
  }

  @Test
  void whileAWordIsComposedKeysAreTheInputMethods() {
    at(0, 0);
    compose("wang");
    push(KeyCode.ENTER);
    push(KeyCode.DOWN);
    assertEquals(new RosterTable.At(0, 0), ask(() -> grid().table().place()));
    compose("");
    push(KeyCode.DOWN);
    until("moved", () -> grid().table().place().row() == 1);
  }

  private void compose(String text) {
    var runs =
        text.isEmpty()
            ? List.<InputMethodTextRun>of()
            : List.of(new InputMethodTextRun(text, InputMethodHighlight.UNSELECTED_RAW));
    TextField to = editor();
    var event =
        new InputMethodEvent(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, runs, "", text.length());
    fx(() -> to.fireEvent(event));
  }

  @Test
  void anAnswerIsRemarkedToldAndFoundAgain() {
    fx(() -> lookup("#q-address-field-input").<TextInputControl>query().requestFocus());
    write("8 号");
    push(KeyCode.TAB);
    is("/H/address", "8 号");
    fx(() -> lookup("#q-address-field-input").<TextInputControl>query().requestFocus());
    press(KeyCode.CONTROL).push(KeyCode.B).release(KeyCode.CONTROL);
    until("a box", () -> !lookup("#q-address-note-input").queryAll().isEmpty());
    fx(() -> lookup("#q-address-note-input").<TextInputControl>query().setText("门牌看不清"));
    push(KeyCode.TAB);
    until("a remark", () -> !lookup("#q-address-settle-1").queryAll().isEmpty());
    fx(() -> lookup("#q-address-field-input").<TextInputControl>query().requestFocus());
    press(KeyCode.CONTROL).push(KeyCode.H).release(KeyCode.CONTROL);
    until("told", () -> !lookup("#answer-history").queryAll().isEmpty());
    pictures("forms-history");
    push(KeyCode.ESCAPE);
    until("closed", () -> lookup("#answer-history").queryAll().isEmpty());
    pictures("forms-remark");
    fx(() -> pane.jumps());
    until("listed", () -> !lookup("#jumps").queryAll().isEmpty());
    pictures("forms-jumps");
    assertTrue(inSight(lookup("#jumps-REMARKED").query()));
    push(KeyCode.ENTER);
    until("there", () -> lookup("#jumps").queryAll().isEmpty());
    fx(() -> lookup("#q-address-settle-1").<ButtonBase>query().fire());
    until("settled", () -> lookup("#q-address-settle-1").queryAll().isEmpty());
  }

  @Test
  void theFormSpeaksAnotherLanguageAndStaysWhereItIs() {
    fx(() -> lookup("#language-en").<ButtonBase>query().fire());
    until(
        "in English",
        () ->
            pane.lookupAll(".page-title").stream()
                .anyMatch(n -> ((Labeled) n).getText().equals("Household")));
    pictures("forms-english");
    assertFalse(lookup("#table-H-person").queryAll().isEmpty());
  }

  @Test
  void whatIsTypedStaysWithItsLine() {
    fx(() -> Rosters.add(model));
    fx(() -> lookup("#one-by-one-H-person").<ButtonBase>query().fire());
    until("one by one", () -> !lookup("#q-name-3-field-input").queryAll().isEmpty());
    fx(() -> model.answer("/H/person[1]/name", "甲"));
    fx(() -> model.answer("/H/person[3]/name", "丙"));
    fx(() -> model.answer("/H/person[2]/work", "w1"));
    until("a wage", () -> !lookup("#q-wage-2-field-input").queryAll().isEmpty());
    fx(() -> model.answer("/H/person[3]/work", "w1"));
    fx(() -> lookup("#q-wage-2-field-input").<TextInputControl>query().requestFocus());
    write("60000");
    push(KeyCode.TAB);
    until("refused", () -> shows("50000"));
    fx(() -> model.remove("/H/person[2]"));
    is("/H/person[2]/name", "丙");
    until("it went with its line", () -> typed("#q-wage-2-field-input").isEmpty());
    assertFalse(ask(() -> shows("50000")));
    assertEquals("甲", ask(() -> typed("#q-name-1-field-input")));
    assertEquals("", value("/H/person[2]/wage"));
  }

  private String typed(String id) {
    return lookup(id).<TextInputControl>query().getText();
  }

  @Test
  void passingThroughACellChangesNothing() {
    fx(() -> {
      CellEditor cell = CellEditor.text();
      for (String stored : List.of("王\n建国", " 王建国", "王建国\t")) {
        cell.show(stored);
        assertFalse(cell.changed(), "nobody typed");
        cell.input().setText("王芳");
        assertTrue(cell.changed());
        cell.undo();
        assertFalse(cell.changed());
      }
    });
  }

  @Test
  void whatWasSeenIsDroppedWhenLinesMove() {
    fx(() -> Rosters.add(model));
    fx(() -> model.answer("/H/person[2]/name", "乙"));
    at(0, 0);
    copy("姓名\t性别\n王建国\t男\n李秀英\t女\n王芳\t女\n");
    paste();
    until("seen", () -> inSight(lookup("#paste-H-person").query()));
    fx(() -> model.remove("/H/person[1]"));
    until("dropped", () -> !inSight(lookup("#paste-H-person").query()));
    is("/H/person[1]/name", "乙");
  }

  @Test
  void whatIsBeingTypedOutlivesWhatHappensElsewhere() {
    at(0, 0);
    write("wang");
    fx(() -> Rosters.add(model));
    until("three", () -> grid().table().rows().size() == 3);
    assertEquals("wang", editor().getText());
    fx(() -> model.answer("/H/person[2]/work", "w1"));
    until("a wage", () -> grid().table().asked().size() == 5);
    assertEquals("wang", editor().getText());
    write("fang");
    push(KeyCode.ENTER);
    is("/H/person[1]/name", "wangfang");
  }
}
