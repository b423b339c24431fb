package cn.ruhu.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.work.KnownWords;
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
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
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
    private final Page page = new Page("first").body(field());

    private static TextField field() {
      var made = new TextField();
      made.setId("first-field");
      made.setAccessibleText("first");
      return made;
    }

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
    public boolean onCurtain(boolean drawn) {
      return true;
    }
  }

  private static Screen second() {
    var field = new TextField();
    field.setId("second-field");
    field.setAccessibleText("second");
    var page = new Page("second").body(field);
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

  private static final String NUMBER = TestCards.number("19780512", 11);

  @Test
  void aNumberNobodyHereKnowsIsAskedOfTheDistrictWithAReason() {
    session.district =
        new Session.DistrictSaid.Said(
            List.of(
                new KnownWords.Said(
                    KnownWords.Tone.RED,
                    Message.of(
                        "work.known.BENEFIT",
                        "\u4f4e\u4fdd \u00b7 \u56db\u5b63\u9752 \u00b7 2024-03"),
                    Message.of("work.known.next.BENEFIT", "\u56db\u5b63\u9752"))),
            Message.of("work.known.age", "2017-11-18"),
            true);
    page().quickOpen(NUMBER.substring(0, 17));
    until("searched", () -> lookup("#quick-list").queryListView().getItems().isEmpty());
    write(NUMBER.substring(17));
    until("offered", () -> lookup("#quick-list").queryListView().getItems().size() == 1);
    page().press(KeyCode.ENTER).waitFor("#ask-reason-input");
    assertEquals(List.of(), session.asked);
    clickOn("#dialog-act-0");
    until("a reason is needed", () -> lookup("#ask-reason-problem").query().isVisible());
    assertEquals(List.of(), session.asked);
    fx(() -> lookup("#ask-reason-input").query().requestFocus());
    write("lrzx");
    push(KeyCode.ENTER);
    fx(() -> lookup("#dialog-act-0").queryButton().fire());
    page().waitFor("#ask-age");
    assertEquals(List.of(NUMBER + " Reason[code=CONSULT]"), session.asked);
    pictures("ask-district");
    assertEquals(List.of(), AccessibleNames.missing(lookup("#dialog").query()));
    // people come to the counter: nothing of it stays in sight
    page().press(KeyCode.F6);
    assertFalse(page().shows("#ask-age"));
    page().press(KeyCode.F6).waitFor("#ask-age");
    session.district = new Session.DistrictSaid.NoSuchCase();
    fx(() -> lookup("#ask-case-input").query().requestFocus());
    write("110108007 2017 9");
    push(KeyCode.ENTER);
    until("no such case", () -> lookup("#ask-case-problem").query().isVisible());
    assertEquals(NUMBER + " Case[number=110108007 2017 9]", session.asked.getLast());
  }

  @Test
  void aNumberThatIsKnownHereOrNoneIsNotAskedOfTheDistrict() {
    assertEquals(
        java.util.Optional.empty(),
        AskDistrictViewModel.number(NUMBER.substring(1), java.time.LocalDate.of(2017, 11, 20)));
    assertEquals(
        java.util.Optional.of(NUMBER),
        AskDistrictViewModel.number(
            NUMBER.substring(0, 6) + " " + NUMBER.substring(6, 14) + " " + NUMBER.substring(14),
            java.time.LocalDate.of(2017, 11, 20)));
    page().quickOpen("zs");
    until("hit", () -> lookup("#quick-list").queryListView().getItems().size() == 1);
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
    page().waitFor("#shell-cover");
    pictures("curtain-cover");
    page().press(KeyCode.F6);
    page().waitFor("#rail").waitFor("#screen-second");
    assertFalse(page().shows("#shell-cover"));
  }

  private TextField focused(String id) {
    TextField field = lookup(id).query();
    until("the keyboard is in " + id, field::isFocused);
    return field;
  }

  @Test
  void theKeyboardIsWhereItWasWhenTheCurtainIsLifted() {
    page().goTo("second");
    clickOn("#second-field").write("half typed");
    push(KeyCode.LEFT);
    push(KeyCode.LEFT);
    page().press(KeyCode.F6).waitFor("#shell-cover");
    write("zz");
    page().press(KeyCode.ESCAPE).waitFor("#rail");
    TextField field = focused("#second-field");
    assertEquals("half typed", field.getText());
    assertEquals(8, field.getCaretPosition());
    assertEquals("", field.getSelectedText());
  }

  @Test
  void theStepGoesOnBehindTheCurtainAndKeepsTheKeyboard() {
    clickOn("#first-field").write("ab");
    page().press(KeyCode.F6).waitFor("#shell-curtain-bar");
    write("c");
    assertEquals("abc", focused("#first-field").getText());
    clickOn("#shell-curtain-lift");
    page().waitFor("#rail");
    assertEquals(3, focused("#first-field").getCaretPosition());
    // drawn by the mouse, which takes the keyboard along
    clickOn("#shell-curtain");
    page().waitFor("#shell-curtain-bar");
    assertEquals("abc", focused("#first-field").getText());
  }

  @Test
  void whatComesWhileTheCurtainIsDrawnWaitsBehindIt() {
    clickOn("#first-field");
    page().press(KeyCode.F6).waitFor("#shell-curtain-bar");
    assertFalse(page().shows("#shell-curtain-late"));
    fx(() -> kit.notices().done("\u738b\u82b3"));
    fx(() -> kit.dialogs().ask("\u738b\u82b3", "is she of this household?", List.of()));
    assertFalse(page().shows(".toast"));
    assertFalse(page().shows("#dialog"));
    assertTrue(page().text("#shell-curtain-late").contains("2"));
    pictures("curtain-step");
    push(KeyCode.F6);
    page().waitFor("#dialog").waitFor(".toast");
    push(KeyCode.ESCAPE);
    until("answered", () -> lookup("#dialog").tryQuery().isEmpty());
    focused("#first-field");
  }

  @Test
  void whatWasLookedForStandsThereAfterTheCurtain() {
    page().quickOpen("zs");
    // the curtain is no decision: a card that is open does not keep it away
    fx(() -> model.curtain.set(true));
    assertFalse(page().shows("#quick-list"));
    push(KeyCode.F6);
    page().waitFor("#quick-list");
    until("hit", () -> lookup("#quick-list").queryListView().getItems().size() == 1);
    assertEquals("zs", focused("#quick-input").getText());
    push(KeyCode.CONTROL, KeyCode.K);
    push(KeyCode.F6);
    page().waitFor("#shell-curtain-bar");
    assertFalse(page().shows("#quick-list"));
  }

  @Test
  void noKeyWorksBehindTheLock() {
    clickOn("#rail-first");
    page().lock();
    push(KeyCode.F5);
    push(KeyCode.F1);
    push(KeyCode.F6);
    push(KeyCode.ALT, KeyCode.DIGIT2);
    assertEquals(0, session.syncs);
    assertFalse(page().shows("#keys"));
    assertFalse(model.curtain.get());
    page().unlock(InMemorySession.PASSWORD).waitFor("#screen-first");
  }

  @Test
  void whatIsHalfTypedIsThereAfterTheLockWithItsCaret() {
    clickOn("#first-field").write("half");
    push(KeyCode.LEFT);
    TextField field = focused("#first-field");
    fx(() ->
        javafx.event.Event.fireEvent(
            field,
            new InputMethodEvent(
                InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                List.of(new InputMethodTextRun("wang", InputMethodHighlight.UNSELECTED_RAW)),
                "",
                4)));
    String typed = ask(field::getText);
    int caret = ask(field::getCaretPosition);
    page().lock();
    fx(() -> kit.dialogs().ask("\u738b\u82b3", "laid a card", List.of()));
    assertFalse(page().shows("#dialog"));
    page().unlock(InMemorySession.PASSWORD).waitFor("#shell").waitFor("#dialog");
    push(KeyCode.ESCAPE);
    until("answered", () -> lookup("#dialog").tryQuery().isEmpty());
    assertEquals(typed, focused("#first-field").getText());
    assertEquals(caret, field.getCaretPosition());
    // the composition ended with the keyboard: single keys work again
    clickOn("#rail-first");
    push(KeyCode.J);
    assertEquals(1, bare);
  }

  @Test
  void theCurtainStaysDrawnBehindTheLock() {
    page().quickOpen("zs");
    fx(() -> model.curtain.set(true));
    page().lock().unlock(InMemorySession.PASSWORD).waitFor("#shell-curtain-bar");
    assertFalse(page().shows("#quick-list"));
    push(KeyCode.F6);
    page().waitFor("#quick-list");
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
