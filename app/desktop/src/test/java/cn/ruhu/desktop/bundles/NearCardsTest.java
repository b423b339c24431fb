package cn.ruhu.desktop.bundles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.AccessibleNames;
import cn.ruhu.desktop.CutWords;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.sync.lan.MeetingException;
import cn.ruhu.sync.lan.Reception;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// Two colleagues side by side, each at their card, by keyboard alone.
class NearCardsTest extends DesktopTest {
  private final InMemoryCarrying carrying = new InMemoryCarrying();
  private final InMemoryNearby nearby = new InMemoryNearby();

  @Override
  protected Parent open(Kit kit) {
    var model = new CarryingViewModel(carrying, kit.background());
    var pane = new CarryingPane(kit, model, new NearCards(kit, nearby, carrying));
    pane.open();
    return filling(pane.node());
  }

  private String said(String id) {
    return ask(() -> lookup("#" + id).<Labeled>query().getText());
  }

  private void opened(String button) {
    fx(() -> lookup("#" + button).query().requestFocus());
    push(KeyCode.SPACE);
    until("the card", () -> lookup("#dialog").tryQuery().isPresent());
  }

  private void state(Reception.State state) {
    fx(() -> nearby.changed.accept(state));
  }

  private void assertSound(String picture) {
    pictures(picture);
    assertEquals(List.of(), ask(() -> AccessibleNames.missing(stage.getScene().getRoot())));
    assertEquals(List.of(), ask(() -> CutWords.in(stage.getScene().getRoot())));
  }

  @Test
  void oneWaits() {
    pictures("bundles-near-acts");
    opened("bundles-receive");
    until("listens", () -> nearby.asked.contains("listen"));
    state(InMemoryNearby.waiting(NOW, null));
    assertEquals("48 217 360", said("receive-code"));
    assertSound("receive-waiting");
    assertEquals(List.of(), cutAtTwice("receive-waiting"));
    state(new Reception.State.Met(InMemoryNearby.HE, 7_340_032, 14_680_064));
    assertSound("receive-coming");
    state(
        InMemoryNearby.waiting(
            NOW, InMemoryNearby.exchange(2, 0, 3_145_728, 0, MeetingException.Code.CUT)));
    assertSound("receive-cut");
    state(new Reception.State.Shut(Reception.Why.GUESSED, java.util.Optional.empty()));
    assertSound("receive-guessed");
    until("the keyboard is where it goes on", () -> focused("receive-again"));
    push(KeyCode.SPACE);
    until("asked for", () -> nearby.asked.contains("again"));
    push(KeyCode.ESCAPE);
    until("listens no more", () -> nearby.asked.getLast().equals("close"));
  }

  @Test
  void nothingListensBehindALockedWindow() {
    opened("bundles-receive");
    until("listens", () -> nearby.asked.contains("listen"));
    Runnable back = ask(() -> kit.layers().aside());
    until("listens no more", () -> nearby.asked.getLast().equals("close"));
    fx(back);
    until("listens again", () -> nearby.asked.getLast().equals("listen"));
  }

  @Test
  void theOtherHandsOver() {
    opened("bundles-handover");
    until("on the code", () -> focused("handover-code-input"));
    write("4821").push(KeyCode.ENTER);
    until("said", () -> shown("handover-code-problem"));
    assertSound("handover-typing");
    write("7360");
    nearby.refusal = MeetingException.Code.NOT_FOUND;
    push(KeyCode.ENTER);
    until("not found", () -> shown("handover-problem"));
    until("the keyboard is where it goes on", () -> focused("handover-address-input"));
    assertSound("handover-not-found");
    assertEquals(List.of(), cutAtTwice("handover-not-found"));
    nearby.refusal = null;
    fx(() -> lookup("#handover-code-input").query().requestFocus());
    push(KeyCode.ENTER);
    until("met", () -> focused("handover-send"));
    assertTrue(said("handover-who").contains("何志强"));
    assertSound("handover-met");
    push(KeyCode.SPACE);
    until("done", () -> shown("handover-told"));
    assertSound("handover-done");
    push(KeyCode.ESCAPE);
    until("closed", () -> lookup("#dialog").tryQuery().isEmpty());
  }

  private boolean focused(String id) {
    return lookup("#" + id).tryQuery().map(Node::isFocused).orElse(false);
  }

  private boolean shown(String id) {
    return lookup("#" + id).tryQuery().map(DesktopTest::inSight).orElse(false);
  }
}
