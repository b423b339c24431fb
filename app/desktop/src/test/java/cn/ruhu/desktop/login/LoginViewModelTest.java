package cn.ruhu.desktop.login;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.InlineBackground;
import cn.ruhu.desktop.kit.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginViewModelTest {
  private final InMemoryOffice office = new InMemoryOffice();
  private final InlineBackground background = Background.inline();
  private Instant now = Instant.parse("2017-11-20T01:30:00Z");
  private final LoginViewModel model =
      new LoginViewModel(office, background, () -> now, Optional.empty());

  @Test
  void whoWorkedHereLastStandsInTheField() {
    assertEquals("chuangkou", model.login.get());
    assertEquals(3, model.recent().size());
  }

  @Test
  void wrongPasswordSaysHowManyAttemptsAreLeft() {
    char[] typed = "wrong".toCharArray();
    model.signIn(typed);
    assertEquals(Message.of("login.problem.wrong", "4"), model.problem.get());
    assertArrayEquals(new char[5], typed, "wiped");
  }

  @Test
  void lockOutCountsDownAndOpensAgain() {
    office.entry = InMemoryOffice.lockedUntil(now.plusSeconds(90));
    model.signIn("x".toCharArray());
    assertTrue(model.locked.get());
    assertEquals(Message.of("login.problem.locked", "01:30"), model.problem.get());
    now = now.plusSeconds(30);
    background.pass(Duration.ofSeconds(1));
    assertEquals(Message.of("login.problem.locked", "01:00"), model.problem.get());
    model.signIn("y".toCharArray());
    assertEquals(1, office.asked.size(), "no password is tried while locked");
    now = now.plusSeconds(61);
    background.pass(Duration.ofSeconds(1));
    assertFalse(model.locked.get());
    assertNull(model.problem.get());
  }

  @Test
  void aGivenPasswordOpensOnlyTheWayToAnOwnOne() {
    office.entry = new Office.Entry.OneTime();
    model.signIn("given-once".toCharArray());
    assertTrue(model.choosing.get());
    model.choose("one-password".toCharArray(), "another-one".toCharArray());
    assertEquals(Message.of("login.problem.differ"), model.problem.get());
    office.entry = new Office.Entry.Refused("PASSWORD_COMMON");
    model.choose("password123".toCharArray(), "password123".toCharArray());
    assertTrue(model.choosing.get(), "another one may be tried");
    assertEquals(Message.of("login.why.PASSWORD_COMMON"), model.problem.get());
    var entered = new boolean[1];
    office.entry = new Office.Entry.Opened(() -> entered[0] = true);
    model.choose("an-own-password".toCharArray(), "an-own-password".toCharArray());
    assertEquals("choose chuangkou given-once an-own-password", office.asked.getLast());
    assertTrue(entered[0]);
    assertFalse(model.choosing.get());
  }

  @Test
  void whoIsLockedOutGetsACodeForTheHelpdeskAndTheAnswerEndsTheLock() {
    office.entry = InMemoryOffice.lockedUntil(now.plusSeconds(900));
    office.challenge = Optional.of("ABCDE-FGHJK");
    model.signIn("x".toCharArray());
    assertEquals("ABCDE-FGHJK", model.challenge.get());
    model.unlock();
    assertEquals(Message.of("login.unlock.empty"), model.responseProblem.get());
    model.response.set("23456-789AB");
    model.unlock();
    assertEquals(Message.of("login.unlock.WRONG"), model.responseProblem.get());
    assertTrue(model.locked.get());
    office.unlocking = Office.Unlocking.OVER;
    office.challenge = Optional.of("KKKKK-22222");
    model.unlock();
    assertEquals("KKKKK-22222", model.challenge.get(), "another code is read out");
    assertEquals("", model.response.get());
    office.unlocking = Office.Unlocking.DONE;
    model.response.set("34567-89ABC");
    model.unlock();
    assertFalse(model.locked.get());
    assertEquals("", model.challenge.get());
    assertEquals(Message.of("login.unlock.done"), model.problem.get());
    assertEquals("unlock chuangkou 34567-89ABC", office.asked.getLast());
  }

  @Test
  void aLockOfOnePersonKeepsNobodyElseOut() {
    office.entry = InMemoryOffice.lockedUntil(now.plusSeconds(900));
    office.challenge = Optional.of("ABCDE-FGHJK");
    model.signIn("x".toCharArray());
    model.login.set("shenhe");
    assertFalse(model.locked.get());
    assertEquals("", model.challenge.get(), "it is the other's code");
    assertNull(model.problem.get());
    background.pass(Duration.ofSeconds(5));
    assertNull(model.problem.get(), "nothing counts down any more");
    model.signIn("y".toCharArray());
    assertEquals("in shenhe y", office.asked.getLast());
  }

  @Test
  void aLockOfTheDistrictsHasNoCode() {
    office.entry = InMemoryOffice.lockedUntil(now.plusSeconds(900));
    model.signIn("x".toCharArray());
    assertEquals("", model.challenge.get());
    assertTrue(model.locked.get());
  }

  @Test
  void firstSignInWithoutNetworkSaysWhatItNeeds() {
    office.entry = new Office.Entry.NeedsNetwork("OFFLINE");
    model.signIn("x".toCharArray());
    assertEquals(Message.of("login.problem.network"), model.problem.get());
  }

  @Test
  void emptyPasswordAsksNobody() {
    model.signIn(new char[0]);
    assertEquals(Message.of("login.problem.empty"), model.problem.get());
    model.login.set(" ");
    model.signIn("x".toCharArray());
    assertEquals(Message.of("login.problem.who"), model.problem.get());
    assertEquals(List.of(), office.asked);
  }

  @Test
  void openedRunsTheWayIn() {
    var entered = new boolean[1];
    office.entry = new Office.Entry.Opened(() -> entered[0] = true);
    model.signIn("x".toCharArray());
    assertTrue(entered[0]);
  }
}
