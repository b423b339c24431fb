package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A visit under way and a new version of its form, at the window.
class ChangePaneTest extends DesktopTest {
  @TempDir static Path home;
  @TempDir static Path pictures;
  private TestDesk at;
  private VisitViewModel model;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.investigator(home.resolve("m" + System.nanoTime()));
    at.receive(Household.records(4));
    var machine = FieldMachine.of(at.machineInUse());
    var forms = VisitForms.published(at.store(), VisitForms.builtIn());
    model = new VisitViewModel(at.desk(), kit.background(), forms, machine);
    var day = new MyDayViewModel(at.desk(), kit.background(), forms, machine);
    var view = new VisitView(kit, day, model);
    view.onShown("");
    return (Parent) view.node();
  }

  @AfterEach
  void close() throws Exception {
    fx(model::leave);
    at.close();
  }

  private String text(String id) {
    return ask(() -> lookup(id).<Labeled>query().getText());
  }

  @Test
  void whatWouldBecomeOfEveryAnswerIsSeenBeforeAPersonChooses() throws Exception {
    fx(() -> model.open(Household.ASSIGNMENT));
    until("open", () -> model.visit.get() != null);
    fx(() -> {
      try {
        new Teller(model, pictures).table(4);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
    until("kept", () -> model.kept.get());
    Editions.published(at, Editions.edited("5"), "5", "PUBLISHED");
    fx(model::leave);
    fx(() -> model.open(Household.ASSIGNMENT));
    until("offered", () -> !lookup("#visit-change-look").queryAll().isEmpty());
    assertEquals("4", ask(() -> model.visit.get().form.version()));
    pictures("visit-change-offer");
    clickOn("#visit-change-look");
    until("looked at", () -> !lookup("#visit-change-rows").queryAll().isEmpty());
    pictures("visit-change-look");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    int changed = ask(() -> lookup("#visit-change-rows").<TableView<?>>query().getItems().size());
    clickOn("#visit-change-KEPT");
    until(
        "all of them",
        () -> lookup("#visit-change-rows").<TableView<?>>query().getItems().size() > changed + 50);
    clickOn("#visit-change-go");
    until(
        "changed over",
        () -> model.visit.get() != null && model.visit.get().form.version().equals("5"));
    until("said", () -> !lookup("#visit-aside").queryAll().isEmpty());
    assertTrue(text("#visit-aside").contains("1"), text("#visit-aside"));
    clickOn("#visit-aside");
    until("shown", () -> !lookup("#dialog").queryAll().isEmpty());
    pictures("visit-change-aside");
    clickOn("#dialog-close");
  }
}
