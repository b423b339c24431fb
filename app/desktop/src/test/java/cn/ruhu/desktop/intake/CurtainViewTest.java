package cn.ruhu.desktop.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestCards;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.TestRegistry;
import cn.ruhu.desktop.counter.CopyShelf;
import cn.ruhu.desktop.counter.Counter;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.shell.InMemorySession;
import cn.ruhu.desktop.shell.ShellView;
import cn.ruhu.desktop.shell.ShellViewModel;
import cn.ruhu.wire.RegistryTable.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The intake in the whole window, with people behind the counter.
class CurtainViewTest extends DesktopTest {
  @TempDir static Path home;
  private TestDesk at;
  private TestCards cards;
  private final IntakePage page = new IntakePage(this);

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.clerk(home.resolve("m" + System.nanoTime()));
    at.receive(IntakeViewTest.standard());
    cards = new TestCards(at.clock());
    var outlets =
        new Outlets(
            new InMemoryPrinters("\u7a97\u53e3\u6253\u5370\u673a"),
            (_, _, name, _) -> Optional.of(home.resolve(name)));
    var printing = new Printing(kit, at.desk(), outlets);
    var counter = new Counter(kit, at.desk(), printing, CopyShelf.NONE);
    var features =
        List.of(IntakeFeature.of(kit, at.desk(), cards, printing, counter, Optional::empty));
    var session = new InMemorySession(Role.WINDOW_CLERK);
    var shell =
        new ShellView(
            kit,
            session,
            new ShellViewModel(session, kit.background(), features),
            new ShellView.Exits(() -> {}, () -> {}, () -> {}));
    shell.start();
    return shell.node();
  }

  /// Every text that can be seen, outside of the fields.
  private List<String> words() {
    return ask(() -> {
      var out = new ArrayList<String>();
      collect(stage.getScene().getRoot(), out);
      return out;
    });
  }

  private static void collect(Node node, List<String> out) {
    if (!node.isVisible() || node instanceof TextInputControl) return;
    if (node instanceof Labeled l && l.getText() != null) out.add(l.getText());
    if (node instanceof Text t) out.add(t.getText());
    if (node instanceof Parent p) p.getChildrenUnmodifiable().forEach(n -> collect(n, out));
  }

  private boolean says(String part) {
    return words().stream().anyMatch(w -> w.contains(part));
  }

  private void laid() {
    cards.lay(
        TestCards.resident(
            "\u9648\u5fd7\u5f3a", "1", "19780512", "\u5317\u4eac\u5e02\u6d77\u6dc0\u533a", 11));
    page.opened();
    until("filled", () -> page.value("name").equals("\u9648\u5fd7\u5f3a"));
  }

  @Test
  void onlyTheFieldsOfTheStepStay() throws Exception {
    laid();
    page.next();
    until("something is in the way", () -> page.hindrances() > 0);
    assertTrue(says("\u9648\u5fd7\u5f3a"), "the live card names the applicant");
    pictures("intake-tools");
    fx(() -> lookup("#intake-phone-input").<TextInputControl>query().requestFocus());
    write("1381001");
    push(KeyCode.F6);
    page.waitFor("#shell-curtain-bar").waitFor("#intake-veiled");
    assertFalse(says("\u9648\u5fd7\u5f3a"), () -> words().toString());
    assertFalse(page.shows("#intake-live"));
    assertFalse(page.shows("#intake-hindrances"));
    assertFalse(page.shows("#step-1"));
    assertFalse(page.shows("#rail"));
    assertFalse(page.shows("#status-strip"));
    assertTrue(page.shows("#intake-phone-input"));
    pictures("curtain-intake");
    write("2345");
    push(KeyCode.ENTER);
    assertEquals("13810012345", page.value("phone"));
    push(KeyCode.F6);
    page.waitFor("#intake-live").waitFor("#rail").waitFor("#intake-hindrances");
    assertFalse(page.shows("#intake-veiled"));
    assertTrue(says("\u9648\u5fd7\u5f3a"));
  }

  @Test
  void whatTheDistrictAnswersLateIsReadAfterwards() throws Exception {
    laid();
    push(KeyCode.F6);
    page.waitFor("#shell-curtain-bar");
    new TestRegistry()
        .knows(TestCards.number("19780512", 11), Kind.BENEFIT, TestRegistry.month(2024, 3))
        .give(at.store().registry(), at.desk().now(), at.desk().now(), Set.of());
    at.receive(); // a round with the district ended
    // a card of somebody else asks a question, which waits too
    cards.lay(
        TestCards.resident("\u6b27\u9633\u79c0\u5170", "2", "19800307", "\u5317\u4eac\u5e02", 22));
    page.waitFor("#intake-veiled");
    assertFalse(page.shows("#intake-question-1"), () -> words().toString());
    assertFalse(says("2024"), () -> words().toString());
    push(KeyCode.F6);
    page.waitFor("#intake-question-1").waitFor("#intake-known-age");
    until("known", () -> says("2024"));
    until("the question has the keyboard", () -> lookup("#intake-question-1").query().isFocused());
  }

  @Test
  void theLockKeepsTheHalfTypedFieldOfADraft() throws Exception {
    laid();
    fx(() -> lookup("#intake-reason-input").<TextInputControl>query().requestFocus());
    write("half of a reason");
    push(KeyCode.LEFT);
    push(KeyCode.CONTROL, KeyCode.L);
    page.waitFor("#lock");
    assertFalse(says("\u9648\u5fd7\u5f3a"));
    push(KeyCode.CONTROL, KeyCode.ENTER);
    push(KeyCode.F7);
    assertTrue(page.shows("#lock"), "no key of the screen works behind the lock");
    clickOn("#lock-password-input").write(InMemorySession.PASSWORD);
    push(KeyCode.ENTER);
    page.waitFor("#intake-reason-input");
    TextInputControl field = lookup("#intake-reason-input").query();
    until("back in the field", field::isFocused);
    write("X");
    assertEquals("half of a reasoXn", page.value("reason"));
    assertEquals(0, page.hindrances());
  }
}
