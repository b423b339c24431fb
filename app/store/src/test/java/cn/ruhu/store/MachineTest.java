package cn.ruhu.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.UnlockCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MachineTest {
  private static final char[] WRONG = "wrong".toCharArray();

  @TempDir Path folder;

  private Home home;
  private Machine machine;
  private UUID caseId;

  @BeforeEach
  void firstSignIn() throws StoreException {
    home = new Home(folder.resolve("home"));
    machine = home.machine();
    LocalStore store = home.first(machine);
    caseId = machine.ids().next();
    store.save(Home.save(RecordChange.create(Home.application(caseId, Map.of("note", "mine")))));
    store.close();
  }

  @AfterEach
  void close() throws StoreException {
    machine.close();
  }

  private StoreException.Code refusal() {
    return assertThrows(StoreException.class, home::machine).code();
  }

  @Test
  void aFolderThatStoodOpenIsShutToEverybodyElse() throws Exception {
    machine.close();
    Files.setPosixFilePermissions(machine.home(), PosixFilePermissions.fromString("rwxr-xr-x"));
    machine = home.machine();
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.home())));
  }

  @Test
  void isTheSameMachineAfterReopening() throws Exception {
    UUID device = machine.device();
    String key = machine.signingKey().publicHex();
    assertEquals(StoreException.Code.IN_USE, refusal());
    machine.close();
    machine = home.machine();
    assertEquals(device, machine.device());
    assertEquals(key, machine.signingKey().publicHex());
    assertEquals(Optional.of(Home.enrolment("001")), machine.enrolment());
    Path secret = home.path.resolve("device.secret");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)));
  }

  @Test
  void refusesASecondProcess() throws Exception {
    try (Child second = Child.start("open", home.path)) {
      assertEquals("REFUSED IN_USE", second.line());
    }
    machine.close();
    try (Child second = Child.start("open", home.path)) {
      assertEquals("OPENED", second.line());
      assertEquals(StoreException.Code.IN_USE, refusal());
    }
  }

  @Test
  void saysWhichOfItsOwnFilesIsGone() throws Exception {
    machine.close();
    Path secret = home.path.resolve("device.secret");
    byte[] kept = Files.readAllBytes(secret);
    Files.delete(secret);
    assertEquals(StoreException.Code.LOST_SECRET, refusal());
    Files.write(secret, new byte[64]);
    assertEquals(StoreException.Code.DAMAGED_FILE, refusal());
    Files.write(secret, kept);
    Path own = home.path.resolve("machine");
    byte[] facts = Files.readAllBytes(own);
    Files.delete(own);
    assertEquals(StoreException.Code.LOST_MACHINE, refusal());
    Files.write(own, facts);
    machine = home.machine();
    Home.again(machine).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"machine", "enrolment", "vaults/vault"})
  void noticesAFileThatIsCutOffAnywhere(String name) throws Exception {
    machine.close();
    Path file =
        name.startsWith("vaults")
            ? home.path.resolve("vaults/" + Home.CLERK.id() + "/vault")
            : home.path.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, 64, 65, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      var e =
          assertThrows(
              StoreException.class,
              () -> {
                try (Machine m = home.machine()) {
                  m.signIn("clerk", Home.PASSWORD);
                }
              });
      assertEquals(StoreException.Code.DAMAGED_FILE, e.code());
    }
    Files.write(file, whole);
    machine = home.machine();
    Home.again(machine).close();
  }

  @Test
  void forgetsWritesThatNeverBecameTheFile() throws Exception {
    machine.close();
    Path left = home.path.resolve("enrolment.tmp");
    Files.write(left, new byte[] {1, 2, 3});
    machine = home.machine();
    assertFalse(Files.exists(left));
    assertTrue(machine.enrolment().isPresent());
  }

  @Test
  void countsWrongPasswordsDownAndLocks() throws Exception {
    for (int left = 4; left >= 1; left--) {
      assertEquals(new SignIn.WrongPassword(left), machine.signIn("clerk", WRONG));
      if (left == 3) {
        machine.close();
        machine = home.machine();
      }
    }
    Instant until = home.instant().plusSeconds(15 * 60);
    assertEquals(new SignIn.LockedOut(until), machine.signIn("clerk", WRONG));
    assertEquals(new SignIn.LockedOut(until), machine.signIn("clerk", Home.PASSWORD));
    home.mono += 15 * 60_000;
    home.wall += 15 * 60_000;
    for (int i = 0; i < 4; i++) machine.signIn("clerk", WRONG);
    until = home.instant().plusSeconds(30 * 60);
    assertEquals(new SignIn.LockedOut(until), machine.signIn("clerk", WRONG));
    home.mono += 30 * 60_000;
    Home.again(machine).close();
    assertEquals(new SignIn.WrongPassword(4), machine.signIn("clerk", WRONG));
    assertEquals(new SignIn.NoVault(), machine.signIn("nobody", WRONG));
  }

  @Test
  void locksByTimeThatPassedWhateverTheClockSays() throws Exception {
    for (int i = 0; i < 5; i++) machine.signIn("clerk", WRONG);
    long tenYears = 10 * 365 * 86_400_000L;
    home.wall += tenYears;
    assertInstanceOf(SignIn.LockedOut.class, machine.signIn("clerk", Home.PASSWORD));
    home.wall -= 2 * tenYears;
    var locked = (SignIn.LockedOut) machine.signIn("clerk", Home.PASSWORD);
    assertEquals(home.instant().plusSeconds(15 * 60), locked.until());
    machine.close();
    home.wall -= tenYears;
    machine = home.machine();
    locked = (SignIn.LockedOut) machine.signIn("clerk", Home.PASSWORD);
    assertEquals(home.instant().plusSeconds(15 * 60), locked.until());
    home.mono += 15 * 60_000;
    Home.again(machine).close();
  }

  /// What the district's helpdesk would answer.
  private String answer(String challenge) {
    byte[] secret = UnlockCode.ofDistrict(Home.RECOVERY_SECRET, machine.signingKey().publicHex());
    return UnlockCode.response(
        secret, UnlockCode.parse(challenge).orElseThrow(), machine.device(), Home.CLERK.id());
  }

  @Test
  void aLockIsEndedOnceByTheAnswerToItsOwnChallenge() throws Exception {
    assertEquals(Optional.empty(), machine.unlockChallenge("clerk"), "nobody is locked out");
    for (int i = 0; i < 5; i++) machine.signIn("clerk", WRONG);
    String challenge = machine.unlockChallenge("clerk").orElseThrow();
    machine.close();
    machine = home.machine();
    assertEquals(challenge, machine.unlockChallenge("clerk").orElseThrow(), "it stays the same");
    String answer = answer(challenge);
    String slip = (answer.charAt(0) == '2' ? '3' : '2') + answer.substring(1);
    assertEquals(Unlocking.MISHEARD, machine.unlock("clerk", slip));
    assertEquals(Unlocking.WRONG, machine.unlock("clerk", challenge), "sound, but no answer");
    assertEquals(Unlocking.DONE, machine.unlock("clerk", answer.toLowerCase(Locale.ROOT)));
    assertEquals(new SignIn.WrongPassword(4), machine.signIn("clerk", WRONG));
    for (int i = 0; i < 4; i++) machine.signIn("clerk", WRONG);
    String next = machine.unlockChallenge("clerk").orElseThrow();
    assertNotEquals(challenge, next);
    assertEquals(Unlocking.WRONG, machine.unlock("clerk", answer), "an answer counts once");
    assertEquals(Unlocking.DONE, machine.unlock("clerk", answer(next)));
    assertInstanceOf(SignIn.Opened.class, machine.signIn("clerk", Home.PASSWORD)).store().close();
  }

  @Test
  void aChallengeLivesHalfAnHourAndFiveTriesWhateverTheClockSays() throws Exception {
    for (int i = 0; i < 5; i++) machine.signIn("clerk", WRONG);
    home.mono += 15 * 60_000 + 1;
    for (int i = 0; i < 5; i++) machine.signIn("clerk", WRONG);
    String first = machine.unlockChallenge("clerk").orElseThrow();
    for (int i = 0; i < 4; i++) assertEquals(Unlocking.WRONG, machine.unlock("clerk", first));
    assertEquals(Unlocking.OVER, machine.unlock("clerk", first));
    assertEquals(Unlocking.OVER, machine.unlock("clerk", answer(first)), "and with it its answer");
    for (int i = 0; i < 5; i++) machine.signIn("clerk", WRONG);
    String second = machine.unlockChallenge("clerk").orElseThrow();
    assertNotEquals(first, second);
    home.wall -= 10 * 365 * 86_400_000L;
    home.mono += 29 * 60_000;
    assertEquals(second, machine.unlockChallenge("clerk").orElseThrow());
    home.mono += 60_000;
    assertNotEquals(
        Unlocking.WRONG, machine.unlock("clerk", answer(second)), "the lock or the code is over");
  }

  @Test
  void changesThePasswordByRewrappingOneKey() throws Exception {
    char[] fresh = "another one".toCharArray();
    byte[] database = Files.readAllBytes(vault().resolve("store.db"));
    assertEquals(
        Optional.of(new SignIn.WrongPassword(4)), machine.changePassword("clerk", WRONG, fresh));
    assertEquals(Optional.empty(), machine.changePassword("clerk", Home.PASSWORD, fresh));
    assertArrayEquals(database, Files.readAllBytes(vault().resolve("store.db")));
    assertEquals(new SignIn.WrongPassword(4), machine.signIn("clerk", Home.PASSWORD));
    var opened = assertInstanceOf(SignIn.Opened.class, machine.signIn("clerk", fresh));
    assertEquals("mine", opened.store().record(caseId).orElseThrow().text("note"));
  }

  private Path vault() {
    return home.path.resolve("vaults").resolve(Home.CLERK.id().toString());
  }

  @Test
  void givesBackOwnWorkAfterAForgottenPassword() throws Exception {
    byte[] sealed = machine.recoverySealed(Home.CLERK.id()).orElseThrow();
    byte[] work = SealedBox.open(Home.RECOVERY_SECRET, Protocol.workKeyOf(Home.CLERK.id()), sealed);
    char[] fresh = "new password".toCharArray();
    LocalStore old = Home.again(machine);
    Home.pull(old, Home.page(1, Home.wire(Home.application(machine.ids().next(), Map.of()), 1)));
    old.close();

    assertEquals(
        StoreException.Code.VAULT_EXISTS,
        assertThrows(StoreException.class, () -> machine.createVault(Home.CLERK, fresh, null))
            .code());
    assertEquals(
        StoreException.Code.WRONG_KEY,
        assertThrows(
                StoreException.class, () -> machine.createVault(Home.CLERK, fresh, new byte[32]))
            .code());
    LocalStore store = machine.createVault(Home.CLERK, fresh, work);
    assertEquals("mine", store.record(caseId).orElseThrow().text("note"));
    assertEquals(Map.of(), store.sync().cursors());
    assertEquals(1, store.all(cn.ruhu.casefile.record.RecordType.APPLICATION).size());
  }

  @Test
  void sealsTheWorkKeyAgainForANewRecoveryKey() throws Exception {
    byte[] secret = new byte[32];
    secret[0] = 7;
    Enrolment e = Home.enrolment("001");
    machine.enrolled(
        new Enrolment(
            e.serverUrl(),
            e.certificatePin(),
            e.district(),
            e.districtName(),
            e.serverKey(),
            SealedBox.publicHex(secret),
            e.block(),
            e.people()));
    Home.again(machine).close();
    byte[] sealed = machine.recoverySealed(Home.CLERK.id()).orElseThrow();
    assertEquals(32, SealedBox.open(secret, Protocol.workKeyOf(Home.CLERK.id()), sealed).length);
  }

  @Test
  void aDamagedStoreKeepsNoOtherFromBeingWiped() throws Exception {
    machine.createVault(Home.OTHER, WRONG, null).close();
    Files.delete(vault().resolve(Machine.DATABASE));
    Files.createDirectory(vault().resolve(Machine.DATABASE));
    assertThrows(StoreException.class, machine::wipe);
    assertInstanceOf(SignIn.WrongPassword.class, machine.signIn("clerk", Home.PASSWORD));
    assertInstanceOf(SignIn.WrongPassword.class, machine.signIn("other", WRONG));
  }

  @Test
  void aWipeSalvagesAndKeepsNoDamagedDatabase() throws Exception {
    Files.write(vault().resolve(Machine.DATABASE), new byte[8_192]);
    assertEquals(0, machine.wipe());
    assertEquals(List.of(), Salvage.damaged(vault()));
    assertTrue(Files.exists(vault().resolve(Machine.DATABASE)));
  }

  @Test
  void aDamagedVaultIsRidOfItsCopiesAllTheSame() throws Exception {
    LocalStore store = Home.again(machine);
    Home.pull(store, Home.page(1, Home.wire(Home.application(machine.ids().next(), Map.of()), 1)));
    store.close();
    Files.write(vault().resolve("vault"), new byte[500]);
    assertThrows(StoreException.class, machine::wipe);
    try (Db db = Db.openToLook(vault().resolve(Machine.DATABASE))) {
      assertEquals(0, (long) db.read("copies", c -> Db.number(c, "SELECT count(*) FROM record")));
      assertEquals(
          1, (long) db.read("own work", c -> Db.number(c, "SELECT count(*) FROM journal")));
    }
  }

  @Test
  void keepsTwoPeopleApart() throws Exception {
    LocalStore other = machine.createVault(Home.OTHER, WRONG, null);
    assertEquals(Optional.empty(), other.record(caseId));
    LocalStore clerk = Home.again(machine);
    assertTrue(clerk.record(caseId).isPresent());
    String one = clerk.nextApplicationNumber(Home.STREET, 2024).text();
    String two = other.nextApplicationNumber(Home.STREET, 2024).text();
    assertFalse(one.equals(two));
    assertEquals(
        StoreException.Code.IN_USE,
        assertThrows(StoreException.class, () -> machine.signIn("clerk", Home.PASSWORD)).code());
  }

  @Test
  void opensNothingWithTheSecretOfAnotherMachine() throws Exception {
    machine.close();
    Home foreign = new Home(folder.resolve("foreign"));
    try (Machine m = foreign.machine()) {
      foreign.first(m).close();
    }
    Path mine = home.path.resolve("vaults/" + Home.CLERK.id());
    Path theirs = foreign.path.resolve("vaults/" + Home.CLERK.id());
    Files.copy(
        mine.resolve("vault"),
        theirs.resolve("vault"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    try (Machine m = foreign.machine()) {
      assertEquals(new SignIn.WrongPassword(4), m.signIn("clerk", Home.PASSWORD));
    }
    machine = home.machine();
  }

  @Test
  void refusesADatabaseOfANewerProgram() throws Exception {
    try (Db db = Db.open(vault().resolve("store.db"), 0)) {
      db.act("test", c -> Db.run(c, "PRAGMA user_version=99"));
    }
    var e = assertThrows(StoreException.class, () -> machine.signIn("clerk", Home.PASSWORD));
    assertEquals(StoreException.Code.NEWER, e.code());
  }

  @Test
  void saysThatNothingIsLeftOfADatabase() throws Exception {
    Path database = vault().resolve("store.db");
    long pages = Files.size(database) / 4096;
    try (var channel = java.nio.channels.FileChannel.open(database, StandardOpenOption.WRITE)) {
      for (long page = 1; page < pages; page++)
        channel.write(
            java.nio.ByteBuffer.wrap("damage".repeat(600).getBytes(StandardCharsets.US_ASCII)),
            page * 4096);
    }
    Salvaged told = Home.again(machine).salvages().getFirst();
    assertEquals(0, told.kept());
    assertTrue(told.openEnd(), "nobody can tell what was there");
    assertFalse(told.isWhole());
  }

  @Test
  void countsASealedRowThatWasAlteredAsMissing() throws Exception {
    try (Db db = Db.open(vault().resolve("store.db"), 0)) {
      db.act("test", c -> Db.run(c, "UPDATE journal SET body = zeroblob(length(body))"));
    }
    LocalStore store = Home.again(machine);
    assertEquals(List.of(1L), store.salvages().getFirst().missing());
    assertEquals(List.of(), store.journal().entries());
  }

  @Test
  void losesNoIdentityWhenTheFirstStartIsCut() throws IOException, StoreException {
    Home fresh = new Home(folder.resolve("fresh"));
    Files.createDirectories(fresh.path);
    Files.write(fresh.path.resolve("device.secret"), new byte[] {1, 2, 3});
    try (Machine m = fresh.machine()) {
      assertEquals(64, Files.size(fresh.path.resolve("device.secret")));
      assertEquals(m.signingKey().publicHex().length(), 64);
    }
    fresh.machine().close();
  }
}
