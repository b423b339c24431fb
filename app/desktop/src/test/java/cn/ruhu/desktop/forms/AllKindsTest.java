package cn.ruhu.desktop.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.FormLoading;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Opening;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.SurveySession;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javafx.scene.Parent;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// Every way of asking, answered by keys.
class AllKindsTest extends DesktopTest {
  private SurveyModel model;
  private FormPane pane;

  @Override
  protected Parent open(Kit kit) throws Exception {
    try (InputStream in = AllKindsTest.class.getResourceAsStream("all-kinds.xml")) {
      FormLoading loading = FormPackage.load(Objects.requireNonNull(in).readAllBytes());
      FormPackage form =
          assertInstanceOf(FormLoading.Loaded.class, loading, loading::toString).form();
      var opening = Opening.of(List.of(), List.of(), Map.of());
      var session = SurveySession.open(form, opening, new UUID(0, 1), kit.now(), _ -> {});
      model = new SurveyModel(session, _ -> false);
    }
    pane = new FormPane(kit, model, new NothingAttached(), () -> new UUID(0, 2));
    pane.getStyleClass().add("density-comfortable");
    return filling(pane);
  }

  private String value(String name) {
    return ask(() -> model.session().question("/A/" + name).map(Question::value).orElse("none"));
  }

  private void typed(String name, String text, String expected) {
    fx(() -> lookup("#q-" + name + "-field-input").<TextInputControl>query().requestFocus());
    fx(() -> lookup("#q-" + name + "-field-input").<TextInputControl>query().setText(text));
    push(KeyCode.TAB);
    until(name + " is " + expected, () -> value(name).equals(expected));
  }

  @Test
  void everyKindIsAnsweredWithoutAMouse() {
    pictures("forms-kinds");
    assertEquals(0, ask(() -> model.session().sections().getFirst().answered()), "by itself");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    typed("t", "老张", "老张");
    typed("n", "3", "3");
    typed("d", "45.5", "45.5");
    typed("day", "20260311", "2026-03-11");
    typed("mon", "2026-05", "2026-05-01");
    typed("tim", "830", "08:30:00");
    typed("dt", "2026-12-01 09:30", "2026-12-01T09:30:00+08:00");
    fx(() -> lookup("#q-rng-slider").<Slider>query().requestFocus());
    push(KeyCode.RIGHT);
    push(KeyCode.RIGHT);
    until("moved", () -> value("rng").equals("2"));
    fx(() -> lookup("#q-star-4").<ToggleButton>query().requestFocus());
    push(KeyCode.SPACE);
    until("stars", () -> value("star").equals("4"));
    fx(() -> lookup("#q-one-gas").<ToggleButton>query().requestFocus());
    push(KeyCode.DIGIT3);
    until("by its digit", () -> value("one").equals("el"));
    fx(() -> lookup("#q-lik-1").<ToggleButton>query().requestFocus());
    push(KeyCode.DIGIT4);
    until("scale", () -> value("lik").equals("4"));
    fx(() -> lookup("#q-col-rice").<ToggleButton>query().requestFocus());
    push(KeyCode.DIGIT1);
    push(KeyCode.DIGIT3);
    until("two of them", () -> value("col").equals("rice meat"));
    fx(() -> lookup("#q-ack-input").<ToggleButton>query().requestFocus());
    push(KeyCode.ENTER);
    until("said yes", () -> value("ack").equals("OK"));
    pictures("forms-answered");
  }

  @Test
  void longListsAreSearchedAndOrdersAreMadeByKeys() {
    fx(() -> lookup("#q-auto-input").<TextInputControl>query().requestFocus());
    write("42");
    until("found", () -> lookup("#q-auto-list").query().isVisible());
    pictures("forms-search");
    push(KeyCode.ENTER);
    until("taken", () -> value("auto").equals("c42"));
    fx(() -> lookup("#q-multi-input").<TextInputControl>query().requestFocus());
    write("mgy");
    push(KeyCode.ENTER);
    write("hy");
    push(KeyCode.ENTER);
    until("two languages", () -> value("multi").equals("zh mn"));
    fx(() -> lookup("#q-rk-med").query().requestFocus());
    fx(() -> lookup("#q-rk-house").query().requestFocus());
    push(KeyCode.DIGIT1);
    until("first", () -> value("rk").equals("house med edu job"));
    fx(() -> lookup("#q-geo-latitude-input").<TextInputControl>query().requestFocus());
    fx(() -> lookup("#q-geo-latitude-input").<TextInputControl>query().setText("39.9912"));
    push(KeyCode.TAB);
    assertEquals("", value("geo"), "one of two says nothing");
    fx(() -> lookup("#q-geo-longitude-input").<TextInputControl>query().setText("116.31"));
    push(KeyCode.TAB);
    until("a place", () -> value("geo").startsWith("39.9912 116.31"));
    typed("code", "110108-7", "110108-7");
    pictures("forms-rank");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
  }

  @Test
  void aListOfLinesGrowsAndItsGroupHasItsName() {
    fx(() -> pane.go("B"));
    until("the list", () -> !lookup("#add--B-line").queryAll().isEmpty());
    clickOn("#add--B-line");
    until("a line", () -> model.session().rosters("B").getFirst().instances().size() == 1);
    pictures("forms-lines");
    assertTrue(ask(() -> model.problems().size()) > 0);
    fx(() -> pane.previous());
    fx(() -> pane.nextProblem());
    until("at the open question", () -> !lookup("#q-what-1-field-input").queryAll().isEmpty());
  }
}
