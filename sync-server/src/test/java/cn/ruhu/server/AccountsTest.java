package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class AccountsTest {
  @Parameter Store store;
  @TempDir Path data;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
  private District district;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store, EmbeddedServer.Config.forTests().withClock(clock::get));
  }

  @AfterEach
  void stop() {
    district.close();
  }

  private void later(Duration time) {
    clock.updateAndGet(t -> t.plus(time));
  }

  private TestMachine fresh() throws Exception {
    return new TestMachine(district.server.url(), district.server.certificate());
  }

  @Test
  void aCodeWorksOnceAndForFifteenMinutes() throws Exception {
    String code = district.server.issueCode();
    try (TestMachine first = fresh();
        TestMachine second = fresh()) {
      assertEquals("ENROL_CODE", first.enrolAnswer("AAAAAAAAAA").refusal().code());
      assertEquals("001", first.enrol(code).block());
      assertEquals("001", first.enrol(code).block(), "a lost answer may be asked for again");
      assertEquals("ENROL_CODE", second.enrolAnswer(code).refusal().code());
      String old = district.server.issueCode();
      later(Duration.ofMinutes(16));
      assertEquals("ENROL_CODE", second.enrolAnswer(old).refusal().code());
      assertEquals("002", second.enrol(district.server.issueCode()).block());
    }
  }

  @Test
  void aNameNoDatabaseHoldsIsRefusedByItsField() throws Exception {
    try (TestMachine machine = fresh()) {
      for (String bad : List.of("cl\0erk", "cl\ud800erk")) {
        Refusal unnamed = machine.enrolAnswer(district.server.issueCode(), bad).refusal();
        assertEquals("MALFORMED deviceName", unnamed.code() + " " + unnamed.detail());
        machine.enrol(district.server.issueCode());
        Refusal nobody = machine.loginAnswer(bad, District.PASSWORD).refusal();
        assertEquals("MALFORMED name", nobody.code() + " " + nobody.detail());
      }
    }
  }

  @Test
  void aStreetsMachineKnowsOnlyTheStreetsPeople() throws Exception {
    try (TestMachine machine = fresh()) {
      Accounts.Enrolled enrolled = machine.enrol(district.server.issueCode(District.HERE));
      List<String> names = enrolled.people().stream().map(Accounts.Person::name).toList();
      assertTrue(names.contains("clerk"));
      assertTrue(!names.contains("clerkThere") && !names.contains("visitor1"));
      assertEquals("MACHINE", machine.loginAnswer("visitor1", District.PASSWORD).refusal().code());
      machine.login("clerk", District.PASSWORD);
    }
  }

  @Test
  void fiveWrongPasswordsLockTheAccountForAQuarterHour() throws Exception {
    try (TestMachine machine = fresh()) {
      machine.enrol(district.server.issueCode());
      for (int left = 4; left >= 1; left--) {
        Refusal refusal = machine.loginAnswer("clerk", "wrong-password").refusal();
        assertEquals("PASSWORD", refusal.code());
        assertEquals(left, refusal.attemptsLeft());
        later(Duration.ofSeconds(1));
      }
      assertEquals("LOCKED", machine.loginAnswer("clerk", "wrong-password").refusal().code());
      later(Duration.ofSeconds(1));
      Refusal locked = machine.loginAnswer("clerk", District.PASSWORD).refusal();
      assertEquals("LOCKED", locked.code(), "also with the right password");
      assertTrue(java.util.Objects.requireNonNull(locked.retryAfterMs()) > 0);
      later(Duration.ofMinutes(15));
      machine.login("clerk", District.PASSWORD);
      assertTrue(district.server.chainsHold());
    }
  }

  @Test
  void anUnknownNameLooksLikeAWrongPassword() throws Exception {
    try (TestMachine machine = fresh()) {
      machine.enrol(district.server.issueCode());
      assertEquals("PASSWORD", machine.loginAnswer("nobody", "whatever-it-is").refusal().code());
    }
  }

  @Test
  void signInsBeyondFiveASecondAreTurnedAway() throws Exception {
    try (TestMachine machine = fresh()) {
      machine.enrol(district.server.issueCode());
      String last = "";
      for (int i = 0; i < 6; i++)
        last = machine.loginAnswer("nobody", "whatever-it-is").refusal().code();
      assertEquals("TOO_MANY", last);
    }
  }

  @Test
  void weakPasswordsAreNotTaken() {
    for (String weak : List.of("short", "password123", "aaaaaaaaaaaa", "newbie-newbie", "88888888"))
      assertThrows(
          IllegalArgumentException.class,
          () ->
              district.server.addPerson(
                  "newbie", weak, "x", Role.WINDOW_CLERK, District.HERE, null),
          weak);
  }

  @Test
  void aTokenEndsAfterTwelveHoursAndIsBoundToItsMachine() throws Exception {
    try (TestMachine clerk = district.machine("clerk");
        TestMachine other = district.machine("clerk2")) {
      clerk.pull();
      String own = other.token;
      other.token = clerk.token;
      assertEquals("TOKEN", other.pullAnswer(10).refusal().code(), "another machine's token");
      other.token = own;
      later(Duration.ofHours(12));
      assertEquals("TOKEN", clerk.pullAnswer(10).refusal().code());
      clerk.login("clerk", District.PASSWORD);
      clerk.pull();
    }
  }

  @Test
  void aRequestIsTakenOnceAndOnlyFromTheMachineThatSignedIt() throws Exception {
    try (TestMachine clerk = district.machine("clerk");
        TestMachine other = district.machine("clerk2")) {
      byte[] body = Messages.write(new PullRequest(1, null, Map.of(), 10));
      String nonce = Hashes.hex(TestMachine.bytes(16));
      assertEquals(200, clerk.send("POST", Protocol.PULL, body, Map.of(), nonce).status());
      assertEquals(
          "REPLAY", clerk.send("POST", Protocol.PULL, body, Map.of(), nonce).refusal().code());
      clerk.claims = other.device;
      assertEquals("SIGNATURE", clerk.pullAnswer(10).refusal().code());
      clerk.claims = District.IDS.next();
      assertEquals("DEVICE", clerk.pullAnswer(10).refusal().code());
    }
  }

  @Test
  void secretsLieInFilesOnlyTheServerReads() throws Exception {
    try (Stream<Path> keys = Files.list(data.resolve("keys"))) {
      for (Path key : keys.toList())
        assertEquals(
            "rw-------",
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(key)));
    }
  }

  @Test
  void identityNumbersAndAnswersAreNowhereReadableInTheDatabase() throws Exception {
    try (TestMachine clerk = district.machine("clerk")) {
      District.open(clerk, District.HERE, "王芳");
    }
    for (var file : rawDatabase().entrySet()) {
      assertTrue(file.getValue().contains("PERSON"), file.getKey() + " was read");
      for (String secret : List.of("110199195203070013", "高血压", District.PASSWORD)) {
        assertTrue(!file.getValue().contains(secret), file.getKey());
        String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        assertTrue(!file.getValue().contains(hex), file.getKey());
      }
    }
  }

  private Map<String, String> rawDatabase() throws Exception {
    String url = district.database;
    if (url != null) return Map.of("tables", Postgres.dump(url));
    district.close();
    var files = new TreeMap<String, String>();
    for (String file : List.of("district.db", "district.db-wal")) {
      Path path = data.resolve(file);
      if (Files.exists(path))
        files.put(file, new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    }
    return files;
  }
}
