package cn.ruhu.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Idle;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShellViewModelTest {
  private final InMemorySession session = new InMemorySession(Role.STREET_REVIEWER);
  private final ShellViewModel model =
      new ShellViewModel(
          session,
          Background.inline(),
          List.of(feature("intake", Role.WINDOW_CLERK), feature("review", Role.STREET_REVIEWER)));

  private static Feature feature(String id, Role role) {
    return Feature.of(id, Icon.HOME, Set.of(role), _ -> (Screen) () -> null);
  }

  @Test
  void homeIsTheFirstPlaceOfTheRole() {
    model.home();
    assertEquals(new ShellViewModel.Place("review", ""), model.place().get());
  }

  @Test
  void aPlaceOfAnotherRoleIsNotReached() {
    model.go("intake", "case");
    assertNull(model.place().get());
  }

  @Test
  void aShortNumberOpensTheLockUntilItWasWrongThreeTimes() {
    char[] fresh = "2580".toCharArray();
    model.pin(fresh);
    assertArrayEquals(new char[4], fresh);
    model.lock();
    model.unlock("2580".toCharArray());
    assertFalse(model.locked.get());
    model.lock();
    for (int i = 0; i < 3; i++) model.unlock("1234".toCharArray());
    assertFalse(model.hasPin.get());
    model.unlock("2580".toCharArray());
    assertTrue(model.locked.get(), "only the password counts now");
    model.unlock(InMemorySession.PASSWORD.toCharArray());
    assertFalse(model.locked.get());
  }

  @Test
  void whatIsTooEasyIsNoShortNumber() {
    assertTrue(LockPin.fits("2580"));
    for (String no : List.of("", "258", "1111", "123456789", "12a4"))
      assertFalse(LockPin.fits(no), no);
  }

  @Test
  void aWindowNobodyTouchesIsLockedOnce() {
    var idle = new Idle(ShellViewModel.LOCK_AFTER, model::lock);
    for (int i = 0; i < 29; i++) idle.look();
    assertFalse(model.locked.get());
    idle.touched();
    for (int i = 0; i < 29; i++) idle.look();
    assertFalse(model.locked.get());
    idle.look();
    assertTrue(model.locked.get());
    model.unlock(InMemorySession.PASSWORD.toCharArray());
    for (int i = 0; i < 90; i++) idle.look();
    assertFalse(model.locked.get(), "told once until somebody touches it");
  }

  @Test
  void lockOpensWithThePasswordOnlyAndWipesIt() {
    model.lock();
    char[] wrong = "wrong".toCharArray();
    model.unlock(wrong);
    assertTrue(model.locked.get());
    assertEquals(Message.of("shell.lock.wrong"), model.lockProblem.get());
    assertArrayEquals(new char[5], wrong);
    model.unlock(InMemorySession.PASSWORD.toCharArray());
    assertFalse(model.locked.get());
  }

  @Test
  void aMissingHolidayCalendarIsAnnouncedFromNovemberOn() {
    assertEquals(Optional.empty(), ShellViewModel.missingCalendar(LocalDate.of(2026, 10, 31)));
    assertEquals(Optional.of(2027), ShellViewModel.missingCalendar(LocalDate.of(2026, 11, 1)));
    assertEquals(Optional.of(2027), ShellViewModel.missingCalendar(LocalDate.of(2026, 12, 31)));
    assertEquals(
        Optional.empty(), ShellViewModel.missingCalendar(LocalDate.of(2017, 11, 20)), "known");
  }

  @Test
  void stripSaysOnlineOfflineAndWhatWaits() {
    var at = Optional.of(Instant.parse("2017-11-20T01:12:00Z"));
    var waiting =
        new Session.SyncFacts(false, at, 2, 0, 10, Optional.empty(), false, Optional.empty());
    assertEquals(
        Message.of("shell.network.offline", "11-20 09:12"), ShellViewModel.network(waiting));
    assertEquals(Message.of("shell.outbox.ops", "2"), ShellViewModel.outbox(waiting));
    var none =
        new Session.SyncFacts(
            true, Optional.empty(), 0, 0, 0, Optional.empty(), false, Optional.empty());
    assertEquals(Message.of("shell.network.online.never"), ShellViewModel.network(none));
    assertEquals(Message.of("shell.outbox.none"), ShellViewModel.outbox(none));
    var left = Optional.of(Duration.ofMinutes(4));
    var sends = new Session.SyncFacts(true, at, 2, 3, 4_718_592, left, false, Optional.empty());
    assertEquals(
        "2 待上报 · 3 个文件（4.5 MB） · 还需约 4 分钟", Text.chinese().of(ShellViewModel.outbox(sends)));
    var paid =
        new Session.SyncFacts(true, at, 0, 3, 4_718_592, Optional.empty(), true, Optional.empty());
    assertEquals("0 待上报 · 3 个文件（4.5 MB） · 文件等免费网络", Text.chinese().of(ShellViewModel.outbox(paid)));
  }
}
