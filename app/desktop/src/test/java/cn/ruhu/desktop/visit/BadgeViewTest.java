package cn.ruhu.desktop.visit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.wire.Badge;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signing by badge as the two of them see it: by keys alone, as a gun types and a hand.
class BadgeViewTest extends DesktopTest {
  @TempDir static Path home;
  @TempDir static Path pictures;
  private final Badge.Made badge = BadgeSealTest.made(TestDesk.SECOND);
  private TestDesk at;
  private VisitViewModel model;

  /// who looks through the camera; null while nobody does
  private volatile BadgeEye.Watcher watching;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.investigator(home.resolve("m" + System.nanoTime()));
    at.receive(Household.records(2));
    at.receive(BadgeSealTest.record(TestDesk.SECOND, badge));
    var machine = FieldMachine.of(at.machineInUse());
    model = new VisitViewModel(at.desk(), kit.background(), VisitForms.builtIn(), machine);
    var day = new MyDayViewModel(at.desk(), kit.background(), VisitForms.builtIn(), machine);
    var none = Outdoors.NOTHING;
    BadgeEye eye =
        watcher -> {
          watching = watcher;
          return () -> watching = null;
        };
    var view =
        new VisitView(
            kit,
            day,
            model,
            new Outdoors(none.place(), none.cards(), none.sheets(), eye, none.camera()));
    kit.shortcuts().use("visit.title", view.shortcuts());
    view.onShown("");
    return (Parent) view.node();
  }

  @AfterEach
  void close() throws Exception {
    fx(model::leave);
    at.close();
  }

  private void atTheSeal() {
    until("the household is shown", () -> !lookup(".visit-card").queryAll().isEmpty());
    var page = new MyDayPage(this).open(Household.ASSIGNMENT);
    until("the visit is open", () -> !lookup("#q-V09D-1").queryAll().isEmpty());
    fx(() -> {
      try {
        new Teller(model, pictures).table(2).household(2);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
    until("the sections are there", () -> model.stations.size() > 5);
    page.station("O");
    until("the second", () -> lookup("#visit-badge-open").tryQuery().isPresent());
  }

  private boolean focused(String id) {
    return ask(() -> {
      Node at = stage.getScene().getFocusOwner();
      return at != null && id.equals(at.getId());
    });
  }

  private void typed(String code, String pin) {
    clickOn("#visit-badge-code-input");
    push(KeyCode.CONTROL, KeyCode.A);
    write(code);
    push(KeyCode.ENTER); // a gun ends so
    until("the PIN is next", () -> focused("visit-badge-pin-input"));
    write(pin);
    push(KeyCode.ENTER);
  }

  private String said() {
    return ask(() ->
        lookup(".visit-problem").queryAll().stream()
            .map(n -> ((Labeled) n).getText())
            .findFirst()
            .orElse(""));
  }

  @Test
  void aGunAndAPinSignTheSecondIn() {
    atTheSeal();
    pictures("badge-second");
    assertEquals(List.of(), cutAtTwice("badge-second"));
    SurveyPage.press(this, "#visit-badge-open");
    until("the code is asked for", () -> focused("visit-badge-code-input"));
    pictures("badge-asked");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("badge-asked"));
    typed(badge.code(), "806194");
    until("wrong", () -> said().contains("还可以试 4 次"));
    pictures("badge-wrong-pin");
    typed(badge.code(), BadgeSealTest.PIN);
    until("here", () -> model.proven.get());
    until("its number is shown", () -> lookup("#visit-badge-sign").tryQuery().isEmpty());
    pictures("badge-here");
  }

  /// Ends with CR and LF, and reads once more while the cursor is in the PIN already.
  @Test
  void aGunThatTypesTooMuchTriesNoPin() {
    atTheSeal();
    SurveyPage.press(this, "#visit-badge-open");
    until("the code is asked for", () -> focused("visit-badge-code-input"));
    write(badge.code());
    push(KeyCode.ENTER);
    until("the PIN is next", () -> focused("visit-badge-pin-input"));
    push(KeyCode.ENTER);
    until("not counted", () -> said().contains("不算错"));
    clickOn("#visit-badge-pin-input");
    write(badge.code());
    push(KeyCode.ENTER);
    until("put where it belongs", () -> value("#visit-badge-pin-input").isEmpty());
    assertEquals(badge.code(), value("#visit-badge-code-input"));
    assertTrue(said().contains("不算错"), said());
    write(BadgeSealTest.PIN);
    push(KeyCode.ENTER);
    until("here", () -> model.proven.get());
  }

  private String value(String id) {
    return ask(() -> lookup(id).queryTextInputControl().getText());
  }

  @Test
  void aBadgeHeldBeforeTheCameraIsReadAndTheCameraEnds() {
    atTheSeal();
    SurveyPage.press(this, "#visit-badge-open");
    until("the code is asked for", () -> focused("visit-badge-code-input"));
    SurveyPage.press(this, "#visit-badge-look");
    until("it looks", () -> watching != null);
    fx(() -> watching.picture(grey()));
    until("the picture", () -> lookup("#visit-badge-picture").query().isVisible());
    fx(() -> watching.code("https://example.org"));
    until("another code", () -> seen().contains("不是工作证"));
    pictures("badge-camera");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    fx(() -> watching.blind());
    until("no picture", () -> seen().contains("没有画面"));
    fx(() -> watching.code(badge.code()));
    until("the PIN is next", () -> focused("visit-badge-pin-input"));
    assertNull(watching, "nothing is looked at any more");
    write(BadgeSealTest.PIN);
    push(KeyCode.ENTER);
    until("here", () -> model.proven.get());
  }

  @Test
  void nobodyIsWatchedOnceTheBoxIsLeft() {
    atTheSeal();
    SurveyPage.press(this, "#visit-badge-open");
    until("the code is asked for", () -> focused("visit-badge-code-input"));
    SurveyPage.press(this, "#visit-badge-look");
    until("it looks", () -> watching != null);
    SurveyPage.press(this, "#visit-badge-back");
    until("it ended", () -> watching == null);
  }

  private String seen() {
    return ask(() -> lookup("#visit-badge-seen").<Labeled>query().getText());
  }

  private static Pixels grey() {
    int[] argb = new int[640 * 360];
    Arrays.fill(argb, 0xFF8A8F94);
    return new Pixels(640, 360, argb);
  }

  @Test
  void whatToDoStandsWhereTheBadgeIsLocked() {
    atTheSeal();
    fx(() -> {
      for (int i = 0; i < 5; i++) {
        var inline =
            new VisitViewModel(
                at.desk(),
                Background.inline(),
                VisitForms.builtIn(),
                FieldMachine.of(at.machineInUse()));
        inline.open(Household.ASSIGNMENT);
        inline.partner().byBadge(badge.code(), "806194".toCharArray());
        inline.leave();
        at.pass(Duration.ofMinutes(2));
      }
    });
    SurveyPage.press(this, "#visit-badge-open");
    until("locked", () -> lookup("#visit-badge-challenge").tryQuery().isPresent());
    pictures("badge-locked");
    assertEquals(List.of(), AccessibleNames.missing(stage.getScene().getRoot()));
    assertEquals(List.of(), cutAtTwice("badge-locked"));
    clickOn("#visit-badge-answer-input");
    write("22222-22222");
    push(KeyCode.ENTER);
    until("refused", () -> said().contains("不是"));
    SurveyPage.press(this, "#visit-badge-back");
    until("the password again", () -> lookup("#visit-second-input").tryQuery().isPresent());
    assertTrue(lookup("#visit-second-later").tryQuery().isPresent(), "nothing is blocked by it");
  }
}
