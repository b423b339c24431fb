package cn.ruhu.desktop.badge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.access.BadgePin;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.papers.BadgeSheet;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.PasswordHash;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BadgeViewModelTest {
  private static final String PIN = "493817";
  private static final Text WORDS = Text.chinese();

  private final InMemoryBadgeOffice office = new InMemoryBadgeOffice();
  private final Random random = new Random(1);
  private final BadgeViewModel model =
      new BadgeViewModel(
          office,
          office.owner().orElseThrow(),
          Background.inline(),
          pin -> Badge.make(InMemoryBadgeOffice.ME, pin, PasswordHash.Cost.TINY, random),
          () -> LocalDate.of(2026, 11, 30),
          WORDS::has);

  private void make(String pin, String again) {
    model.make(pin.toCharArray(), again.toCharArray());
  }

  @Test
  void aBadgeIsMadeKnownBeforeItCanBePrinted() throws Exception {
    make(PIN, PIN);
    BadgeSheet sheet = Objects.requireNonNull(model.sheet.get());
    Badge.Made made = office.made.getFirst();
    assertEquals(made.sealed().number(), sheet.number());
    assertEquals(made.code(), sheet.code());
    assertEquals("孟玉兰", sheet.name());
    assertEquals(sheet.number(), model.number.get());
    Badge.Code code = Badge.read(sheet.code()).orElseThrow();
    assertNotNull(
        Badge.open(InMemoryBadgeOffice.ME, made.sealed(), code, PIN.toCharArray()).publicHex());
    model.close();
    assertNull(model.sheet.get(), "closed, its code is nowhere");
  }

  @Test
  void thePinIsWiped() {
    char[] pin = PIN.toCharArray();
    char[] again = PIN.toCharArray();
    model.make(pin, again);
    assertArrayEquals(new char[6], pin);
    assertArrayEquals(new char[6], again);
    char[] bad = "123456".toCharArray();
    model.make(bad, "123456".toCharArray());
    assertArrayEquals(new char[6], bad);
  }

  @Test
  void whatIsGuessedFirstIsRefusedBesideItsFieldAndAsksNobody() {
    make("123456", "123456");
    assertEquals(Message.of("badge.pin.why.SEQUENCE"), model.pin.get());
    make("138027", "138027");
    assertEquals(Message.of("badge.pin.why.PHONE"), model.pin.get());
    make(PIN, "493818");
    assertNull(model.pin.get());
    assertEquals(Message.of("badge.again.differs"), model.again.get());
    assertEquals(List.of(), office.made);
    for (BadgePin.Problem p : BadgePin.Problem.values())
      assertTrue(WORDS.has("badge.pin.why." + p), p.name());
  }

  @Test
  void withoutTheDistrictNothingIsPrintedAndTheNextTryIsAnotherBadge() {
    office.says = new BadgeOffice.Told.Away();
    make(PIN, PIN);
    assertEquals(Message.of("badge.away"), model.problem.get());
    assertNull(model.sheet.get());
    assertEquals("", model.number.get());
    office.says = new BadgeOffice.Told.Done();
    make(PIN, PIN);
    String first = Objects.requireNonNull(model.sheet.get()).code();
    make(PIN, PIN);
    assertNotEquals(first, Objects.requireNonNull(model.sheet.get()).code());
  }

  @Test
  void whatTheDistrictRefusesIsSaid() {
    office.says = new BadgeOffice.Told.Refused("RIGHT");
    make(PIN, PIN);
    assertEquals(Message.of("badge.why.RIGHT"), model.problem.get());
    office.says = new BadgeOffice.Told.Refused("STRANGE");
    make(PIN, PIN);
    assertEquals(Message.of("badge.refused", "STRANGE"), model.problem.get());
    assertNull(model.sheet.get());
  }

  /// He made another and lost it, and this machine had not heard of it: that one still holds.
  @Test
  void nothingIsCalledRevokedWhileAnotherHolds() {
    make(PIN, PIN);
    office.says = new BadgeOffice.Told.Another("7K3M-Q9TA");
    model.revoke();
    assertNull(model.done.get());
    assertEquals("7K3M-Q9TA", model.number.get());
    assertEquals(Message.of("badge.revoke.other", "7K3M-Q9TA"), model.problem.get());
    office.says = new BadgeOffice.Told.Done();
    model.revoke();
    assertEquals(List.of("7K3M-Q9TA"), office.revoked);
    make(PIN, PIN);
    office.says = new BadgeOffice.Told.Another("");
    model.revoke();
    assertEquals("", model.number.get(), "none holds");
    assertEquals(Message.of("badge.why.BADGE_NONE"), model.problem.get());
    assertNull(model.sheet.get());
    assertTrue(WORDS.has("badge.revoke.other"));
  }

  /// The answer may have been lost on its way back.
  @Test
  void anAnswerThatWasLostIsNotCalledNothing() {
    for (String key : List.of("badge.away", "badge.failed"))
      assertTrue(WORDS.of(key).contains("旧的工作证可能已经作废"), key);
    for (String key : List.of("badge.revoke.away", "badge.revoke.failed"))
      assertTrue(WORDS.of(key).contains("可能还有效"), key);
    office.fails = true;
    make(PIN, PIN);
    assertEquals(Message.of("badge.failed"), model.problem.get());
    model.number.set("7K3M-Q9TA");
    model.revoke();
    assertEquals(Message.of("badge.revoke.failed"), model.problem.get());
    assertEquals("7K3M-Q9TA", model.number.get());
    office.fails = false;
    office.says = new BadgeOffice.Told.Away();
    office.meanwhile = model::close;
    make(PIN, PIN);
    assertEquals(Message.of("badge.away"), model.missed.get());
  }

  /// Esc while the district is asked: the badge holds there, and nobody can print it any more.
  @Test
  void aBadgeThatIsMadeAfterItsCardClosedIsTold() {
    model.open();
    office.meanwhile = model::close;
    make(PIN, PIN);
    assertNull(model.sheet.get(), "its code is nowhere");
    assertEquals(Message.of("badge.unprinted"), model.missed.get());
    assertTrue(WORDS.has("badge.unprinted"));
    office.meanwhile = () -> {};
    model.open(); // a curtain was drawn back
    make(PIN, PIN);
    assertNotNull(model.sheet.get());
  }

  @Test
  void aBadgeIsTakenBack() {
    make(PIN, PIN);
    String number = model.number.get();
    office.says = new BadgeOffice.Told.Away();
    model.revoke();
    assertEquals(Message.of("badge.revoke.away"), model.problem.get());
    assertEquals(number, model.number.get());
    office.says = new BadgeOffice.Told.Done();
    model.revoke();
    assertEquals(List.of(number), office.revoked);
    assertEquals("", model.number.get());
    assertNull(model.sheet.get());
    assertEquals(Message.of("badge.revoked", number), model.done.get());
  }
}
