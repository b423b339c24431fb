package cn.ruhu.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

class ShellViewTest extends DesktopTest {
  private final InMemorySession session = new InMemorySession(Role.WINDOW_CLERK);
  private final List<String> arguments = new ArrayList<>();
  private final SimpleBooleanProperty filled = new SimpleBooleanProperty(true);
  private int bare;
  private ShellViewModel model;

  private final class First implements Screen {
    private final Page page = new Page("first").body(new TextField());

    @Override
    public Node node() {
      page.setId("screen-first");
      return page;
    }

    @Override
    public List<Shortcut> shortcuts() {
      return List.of(new Shortcut("J", "shell.key.sync", () -> bare++));
    }

    @Override
    public Optional<Side> side() {
      return Optional.of(new Side("side", new Label("side"), filled, false));
    }

    @Override
    public void onShown(String argument) {
      arguments.add(argument);
    }

    /// A step: it is what stays.
    @Override
    public void onCurtain(boolean drawn) {}
  }

  private static Screen second() {
    var page = new Page("second");
    page.setId("screen-second");
    return () -> page;
  }

  @Override
  protected Parent open(Kit kit) {
    var features =
        List.of(
            Feature.of("shell.keys", Icon.TODAY, Set.of(Role.INVESTIGATOR), _ -> new First()),
            new Feature(
                "first",
                Icon.HOME,
                Set.of(Role.WINDOW_CLERK),
                _ -> new First(),
                new SimpleIntegerProperty(7),
                Feature.Place.WORK),
            Feature.of("second", Icon.SETTINGS, Set.of(Role.WINDOW_CLERK), _ -> second()).atFoot());
    model = new ShellViewModel(session, kit.background(), features);
    var view =
        new ShellView(kit, session, model, new ShellView.Exits(() -> {}, () -> {}, () -> {}));
    view.start();
    return view.node();
  }

  private ShellPage page() {
    return new ShellPage(this);
  }

  @Test
  void opensTheHomeOfTheRoleAndHidesOthersPlaces() {
    assertTrue(page().shows("#screen-first"));
    assertFalse(page().shows("#rail-shell.keys"));
    assertEquals(List.of(""), arguments);
    page().goTo("second");
    assertTrue(page().shows("#screen-second"));
    page().press(KeyCode.ALT, KeyCode.DIGIT1);
    assertTrue(page().shows("#screen-first"));
  }

  @Test
  void lockHidesEverythingUntilThePasswordIsRight() {
    page().lock();
    assertFalse(page().shows("#shell"));
    page().unlock("wrong");
    until("problem", () -> lookup("#lock-password-problem").query().isVisible());
    fx(() -> lookup("#lock-password-input").queryAs(TextField.class).clear());
    page().unlock(InMemorySession.PASSWORD);
    page().waitFor("#shell");
  }

  @Test
  void aCardThatIsOpenWaitsBehindTheLock() {
    page().quickOpen("zs").lock();
    assertFalse(page().shows("#quick-input"));
    page().unlock(InMemorySession.PASSWORD).waitFor("#shell").waitFor("#quick-input");
    page().press(KeyCode.ESCAPE);
    until("closed", () -> lookup("#quick-input").tryQuery().isEmpty());
  }

  @Test
  void quickOpenFindsARecordAndHandsItOver() {
    page().quickOpen("zs");
    until("hit", () -> !lookup("#quick-list").queryListView().getItems().isEmpty());
    page().press(KeyCode.ENTER);
    until("opened", () -> arguments.contains("case-1"));
  }

  @Test
  void theNextScanTakesThePlaceOfTheLast() {
    kit.wedge().install(stage);
    fx(() -> kit.wedge().use(true));
    clickOn("#rail-first");
    scan("RH1ABCDEF");
    scan("RH1UVWXYZ");
    assertEquals(
        List.of("RH1UVWXYZ"),
        ask(() ->
            lookup("#quick-input").queryAllAs(TextField.class).stream()
                .map(TextField::getText)
                .toList()));
    page().press(KeyCode.ESCAPE);
    until("closed", () -> lookup("#quick-input").tryQuery().isEmpty());
    fx(() -> kit.wedge().use(false));
  }

  @Test
  void aScanThatLeadsToOnePlaceGoesThere() {
    kit.wedge().install(stage);
    fx(() -> kit.wedge().use(true));
    clickOn("#rail-first");
    scan(InMemorySession.CODE);
    until("opened", () -> arguments.contains("case-1"));
    assertTrue(lookup("#quick-input").tryQuery().isEmpty(), "nothing is left open over it");
    fx(() -> kit.wedge().use(false));
  }

  /// As a gun types it.
  private void scan(String code) {
    fx(() -> {
      for (char c : code.toCharArray()) {
        key(KeyEvent.KEY_PRESSED, KeyCode.UNDEFINED, c);
        key(KeyEvent.KEY_TYPED, KeyCode.UNDEFINED, c);
      }
      key(KeyEvent.KEY_PRESSED, KeyCode.ENTER, '\r');
    });
  }

  private void key(EventType<KeyEvent> type, KeyCode code, char c) {
    var to = stage.getScene().getFocusOwner();
    Event.fireEvent(to, new KeyEvent(type, "" + c, "", code, false, false, false, false));
  }

  @Test
  void escapeClosesTheSheetOfKeysAndChangesNothing() {
    page().press(KeyCode.F1).waitFor("#keys");
    page().press(KeyCode.ESCAPE);
    until("gone", () -> lookup("#keys").tryQuery().isEmpty());
    assertEquals(0, session.syncs);
    page().press(KeyCode.F5);
    assertEquals(1, session.syncs);
  }

  @Test
  void bareKeysRestWhileSomebodyTypes() {
    clickOn("#rail-first");
    push(KeyCode.J);
    assertEquals(1, bare);
    clickOn(".text-field");
    push(KeyCode.J);
    assertEquals(1, bare);
  }

  @Test
  void curtainLeavesOnlyTheStep() {
    page().press(KeyCode.F6);
    until("rail gone", () -> lookup("#rail").tryQuery().isEmpty());
    assertTrue(page().shows("#screen-first"));
    page().press(KeyCode.ALT, KeyCode.DIGIT2);
    until("second is no step", () -> lookup("#screen-second").tryQuery().isPresent());
    assertFalse(page().shows("#screen-second"));
    page().press(KeyCode.F6);
    page().waitFor("#rail").waitFor("#screen-second");
  }

  @Test
  void sidePanelStaysOpenOnWideWindows() {
    assertTrue(page().shows("#side-panel"));
    clickOn("#side-close");
    assertFalse(page().shows("#side-panel"));
    fx(() -> stage.setWidth(1920));
    until("open again", () -> lookup("#side-panel").tryQuery().isPresent());
  }

  @Test
  void anEmptySidePanelTakesNoRoomUntilItIsAskedFor() {
    fx(() -> filled.set(false));
    assertFalse(page().shows("#side-panel"));
    page().press(KeyCode.F10);
    assertTrue(page().shows("#side-panel"));
    page().press(KeyCode.F10);
    assertFalse(page().shows("#side-panel"));
    fx(() -> filled.set(true));
    page().press(KeyCode.F10);
    assertTrue(page().shows("#side-panel"));
  }

  @Test
  void everyControlHasAName() {
    assertEquals(
        List.of(),
        ask(() -> AccessibleNames.missing(stage.getScene().getRoot())).stream()
            .filter(s -> !s.contains("TextField#null"))
            .toList());
  }

  @Test
  void theOwnPasswordIsChangedFromThePersonsMenu() {
    clickOn("#status-person");
    until("the menu", () -> lookup("#shell-password").tryQuery().isPresent());
    clickOn("#shell-password");
    page().waitFor("#password-old-input");
    write("wrong");
    push(KeyCode.ENTER);
    write("short");
    push(KeyCode.ENTER);
    write("shorter");
    push(KeyCode.ENTER);
    until("differs", () -> lookup("#password-again-problem").query().isVisible());
    fx(() -> lookup("#password-again-input").queryAs(TextField.class).setText("short"));
    clickOn("#dialog-act-0");
    until("wrong", () -> lookup("#password-old-problem").query().isVisible());
    pictures("password");
    assertEquals(List.of(), AccessibleNames.missing(lookup("#dialog").query()));
    fx(() ->
        lookup("#password-old-input").queryAs(TextField.class).setText(InMemorySession.PASSWORD));
    clickOn("#dialog-act-0");
    until("done", () -> lookup("#trouble-PASSWORD").tryQuery().isPresent());
    assertTrue(lookup("#dialog").tryQuery().isEmpty());
    assertEquals(InMemorySession.PASSWORD + " > short", session.changes.getLast());
  }

  @Test
  void thePasswordIsReachedByAKeyAndLeftByEscape() {
    page().press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P).waitFor("#password-old-input");
    page().press(KeyCode.ESCAPE);
    until("closed", () -> lookup("#password-old-input").tryQuery().isEmpty());
    assertEquals(List.of(), session.changes);
  }

  @Test
  void pictures() {
    pictures("shell");
    fx(() -> kit.theme().zoom().set(cn.ruhu.desktop.kit.Theme.Zoom.Z200));
    cn.ruhu.desktop.Screenshots.take(stage, java.nio.file.Path.of("target/screens/shell-200.png"));
    fx(() -> kit.theme().zoom().set(cn.ruhu.desktop.kit.Theme.Zoom.Z100));
    page().press(KeyCode.F1).waitFor("#keys");
    cn.ruhu.desktop.Screenshots.take(
        stage, java.nio.file.Path.of("target/screens/keys-1280-light.png"));
  }
}
