package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.store.BadgePins.Tried;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.UnlockCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PINs of badges on a machine: what is wrong is counted before it is tried, whatever ends in
/// between.
final class BadgePinsTest {
  private static final UUID OWNER = new UUID(9, 4);
  private static final String PIN = "493817";
  private static final String WRONG = "806194";

  @TempDir Path folder;

  private Home home;
  private Machine machine;
  private final Badge.Made badge = made(1);

  @BeforeEach
  void enrolled() throws StoreException {
    home = new Home(folder.resolve("home"));
    machine = home.machine();
    machine.enrolled(Home.enrolment("001"));
  }

  @AfterEach
  void close() throws StoreException {
    machine.close();
  }

  private static Badge.Made made(long seed) {
    return Badge.make(OWNER, PIN.toCharArray(), PasswordHash.Cost.TINY, new Random(seed));
  }

  private Tried tried(String pin) throws StoreException {
    return tried(badge, badge.code(), pin);
  }

  private Tried tried(Badge.Made of, String code, String pin) throws StoreException {
    return machine
        .badges()
        .open(OWNER, of.sealed(), Badge.read(code).orElseThrow(), pin.toCharArray());
  }

  private void restart() throws StoreException {
    machine.close();
    machine = home.machine();
  }

  private void pass(long seconds) {
    home.mono += 1_000 * seconds;
    home.wall += 1_000 * seconds;
  }

  private void lock() throws StoreException {
    for (int left = 4; left > 0; left--) {
      assertEquals(new Tried.Wrong(left), tried(WRONG));
      pass(80);
    }
    assertEquals(new Tried.Locked(), tried(WRONG));
  }

  @Test
  void theRightPinOpensItAndTheCountBeginsAnew() throws Exception {
    assertEquals(new Tried.Wrong(4), tried(WRONG));
    var opened = assertInstanceOf(Tried.Opened.class, tried(PIN));
    assertEquals(badge.sealed().publicKey(), opened.key().publicHex());
    assertEquals(new Tried.Wrong(4), tried(WRONG));
  }

  @Test
  void thePauseBeforeTheNextGrowsAndEndsWithNoRestart() throws Exception {
    assertEquals(new Tried.Wrong(4), tried(WRONG));
    assertEquals(new Tried.Wrong(3), tried(WRONG), "one slip costs no time");
    for (long seconds : new long[] {5, 20, 80}) {
      assertEquals(new Tried.Waits(Duration.ofSeconds(seconds)), tried(PIN));
      restart();
      assertEquals(new Tried.Waits(Duration.ofSeconds(seconds)), tried(PIN), "nor by a restart");
      pass(seconds);
      if (seconds < 80) assertInstanceOf(Tried.Wrong.class, tried(WRONG));
    }
    assertInstanceOf(Tried.Opened.class, tried(PIN));
  }

  @Test
  void fiveLockItOnThisMachineWhateverTheClockSaysAndHoweverOftenItStarts() throws Exception {
    lock();
    home.wall += 100L * 365 * 86_400_000;
    restart();
    assertEquals(new Tried.Locked(), tried(PIN));
    home.wall -= 200L * 365 * 86_400_000;
    restart();
    assertEquals(new Tried.Locked(), tried(PIN));
  }

  @Test
  void aTryThatWasCutOffCounts() throws Exception {
    for (int left = 4; left > 0; left--) {
      assertEquals(new Tried.Wrong(left), tried(WRONG));
      pass(80);
      restart();
    }
    assertEquals(new Tried.Locked(), tried(WRONG));
    restart();
    assertEquals(new Tried.Locked(), tried(PIN));
  }

  @Test
  void anotherBadgeIsNotTriedAndANewOneHasNoCount() throws Exception {
    lock();
    Badge.Made anew = made(2);
    assertEquals(new Tried.Other(), tried(anew, badge.code(), PIN));
    assertEquals(new Tried.Other(), tried(badge, anew.code(), PIN));
    assertInstanceOf(Tried.Opened.class, tried(anew, anew.code(), PIN));
    assertEquals(new Tried.Locked(), tried(PIN));
  }

  @Test
  void theHelpdeskEndsALockByTelephone() throws Exception {
    assertEquals(Optional.empty(), machine.badges().challenge(badge.sealed()), "nothing is locked");
    assertEquals(new Tried.Wrong(4), tried(WRONG));
    assertEquals(new Tried.Wrong(3), tried(WRONG));
    assertEquals(Optional.empty(), machine.badges().challenge(badge.sealed()), "a pause is none");
    pass(5);
    assertEquals(new Tried.Wrong(2), tried(WRONG));
    pass(20);
    assertEquals(new Tried.Wrong(1), tried(WRONG));
    pass(80);
    assertEquals(new Tried.Locked(), tried(WRONG));
    String challenge = machine.badges().challenge(badge.sealed()).orElseThrow();
    byte[] secret = UnlockCode.ofDistrict(Home.RECOVERY_SECRET, machine.signingKey().publicHex());
    var heard = UnlockCode.parse(challenge).orElseThrow();
    String another = UnlockCode.response(secret, heard, machine.device(), new UUID(9, 9));
    assertEquals(
        Unlocking.WRONG, machine.badges().unlock(OWNER, badge.sealed(), another), "of another");
    assertEquals(new Tried.Locked(), tried(PIN));
    String answer = UnlockCode.response(secret, heard, machine.device(), OWNER);
    assertEquals(Unlocking.DONE, machine.badges().unlock(OWNER, badge.sealed(), answer));
    assertInstanceOf(Tried.Opened.class, tried(PIN));
  }

  /// A finder of the disk finds nothing of a badge beside the count.
  @Test
  void nothingOfABadgeLiesOnTheMachineInTheClear() throws Exception {
    assertInstanceOf(Tried.Opened.class, tried(PIN));
    assertEquals(new Tried.Wrong(4), tried(WRONG));
    machine.close();
    String secret = badge.code().substring(11, 43);
    try (Stream<Path> files = Files.walk(home.path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String part : new String[] {secret, badge.sealed().sealed(), PIN, WRONG})
          assertFalse(text.contains(part), () -> file + " holds a part of a badge");
      }
    }
    machine = home.machine();
  }
}
