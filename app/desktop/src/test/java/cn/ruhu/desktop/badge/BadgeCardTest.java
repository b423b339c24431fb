package cn.ruhu.desktop.badge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.printing.InMemoryPrinters;
import cn.ruhu.desktop.printing.Outlets;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.wire.PasswordHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadgeCardTest extends DesktopTest {
  private static final String PIN = "493817";

  @TempDir static Path home;
  private final InMemoryPrinters printers = new InMemoryPrinters("事务所打印机");
  private final InMemoryBadgeOffice office = new InMemoryBadgeOffice();
  private TestDesk at;
  private Printing printing;

  @Override
  protected Parent open(Kit kit) throws Exception {
    at = TestDesk.investigator(home.resolve("m" + System.nanoTime()));
    printing =
        new Printing(
            kit,
            at.desk(),
            new Outlets(printers, (_, _, name, _) -> Optional.of(home.resolve(name))));
    return new VBox(kit.notices().strip(), new Page("今日入户").subtitle("恒信社会调查事务所"));
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  private void shown() {
    fx(() -> BadgeCard.open(kit, office, printing, PasswordHash.Cost.TINY, new SecureRandom()));
    until("the card", () -> lookup("#badge-pin-input").tryQuery().isPresent());
  }

  private String words(String id) {
    return ask(() -> lookup(id).<Labeled>query().getText());
  }

  private void pins(String pin, String again) {
    clickOn("#badge-pin-input");
    fx(() -> lookup("#badge-pin-input").queryTextInputControl().setText(pin));
    clickOn("#badge-again-input");
    fx(() -> lookup("#badge-again-input").queryTextInputControl().setText(again));
    push(KeyCode.ENTER);
  }

  /// The words of the question stand there without being scrolled.
  private boolean askedWhole() {
    return lookup(".dialog-body").queryAll().stream()
        .map(ScrollPane.class::cast)
        .allMatch(s ->
            s.getContent().getBoundsInParent().getHeight()
                <= s.getViewportBounds().getHeight() + 1);
  }

  @Test
  void itsOwnerMakesItPrintsItAndTakesItBack() throws Exception {
    shown();
    pictures("badge-card");
    assertEquals(List.of(), AccessibleNames.missing(lookup("#dialog").query()));
    pins("800412", "800412");
    until("refused", () -> lookup("#badge-pin-problem").query().isVisible());
    pictures("badge-birthday");
    assertEquals(List.of(), cutAtTwice("badge-birthday"));
    pins(PIN, PIN);
    until("made", () -> lookup("#badge-print").tryQuery().isPresent());
    String number = office.made.getFirst().sealed().number();
    assertTrue(words("#badge-number").contains(number), words("#badge-number"));
    push(KeyCode.ENTER); // the keyboard is where the next step is
    until("printed", () -> printers.printed.size() == 1);
    until("told", () -> words("#badge-told").contains("事务所打印机"));
    clickOn("#badge-save");
    Path saved = home.resolve("badge-" + number + ".pdf");
    until("saved", () -> Files.exists(saved) && words("#badge-told").contains("删掉"));
    pictures("badge-made");
    assertEquals(List.of(), cutAtTwice("badge-made"));
    assertEquals(List.of(), AccessibleNames.missing(lookup("#dialog").query()));
    push(KeyCode.ESCAPE);
    until("closed", () -> lookup("#badge-card").tryQuery().isEmpty());

    office.number = Optional.of(number);
    shown();
    assertTrue(lookup("#badge-print").tryQuery().isEmpty(), "printed once, then nowhere");
    clickOn("#badge-revoke");
    until("asked", () -> lookup("#dialog-act-0").tryQuery().isPresent());
    pictures("badge-revoke");
    assertTrue(ask(this::askedWhole), "what is asked is read whole");
    clickOn("#dialog-act-0");
    until("revoked", () -> office.revoked.equals(List.of(number)));
    until("told", () -> words("#badge-done").contains(number));
  }

  /// Esc while the district is asked: what came of it is told at the window.
  @Test
  void aCardClosedTooEarlySaysWhatBecameOfTheBadge() {
    var asked = new CompletableFuture<Boolean>();
    var answer = new CompletableFuture<Boolean>();
    office.meanwhile =
        () -> {
          asked.complete(true);
          answer.join();
        };
    shown();
    pins(PIN, PIN);
    until("the district is asked", asked::isDone);
    push(KeyCode.ESCAPE);
    until("closed", () -> lookup("#badge-card").tryQuery().isEmpty());
    answer.complete(true);
    until("told", () -> lookup("#trouble-BADGE").tryQuery().isPresent());
    pictures("badge-unprinted");
    assertEquals(1, office.made.size());
    assertEquals(List.of(), printers.printed);
  }
}
