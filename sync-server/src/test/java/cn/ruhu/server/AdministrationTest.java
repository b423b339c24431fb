package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.accounts.Administration;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// People, machines and sessions, run over HTTP by those who may.
@OnEachStore
class AdministrationTest {
  private static final String WHY = "left the office";

  @Parameter Store store;
  @TempDir Path data;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
  private District district;
  private TestMachine system;
  private TestMachine security;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store, EmbeddedServer.Config.forTests().withClock(clock::get));
    district.staff.put("warden", add("warden", Role.ADMIN_SECURITY));
    district.staff.put("watcher", add("watcher", Role.ADMIN_AUDIT));
    system = district.machine("admin");
    security = district.machine("warden");
  }

  @AfterEach
  void stop() throws Exception {
    assertTrue(district.server.chainsHold());
    system.close();
    security.close();
    district.close();
  }

  private UUID add(String login, Role role) throws Exception {
    return district.server.addPerson(login, District.PASSWORD, login, role, null, null);
  }

  private UUID id(String login) {
    return java.util.Objects.requireNonNull(district.staff.get(login));
  }

  private void later(Duration time) {
    clock.updateAndGet(t -> t.plus(time));
  }

  private static String people(String act) {
    return Protocol.ADMIN_PEOPLE + act;
  }

  private static String machines(String act) {
    return Protocol.ADMIN_MACHINES + act;
  }

  private static void done(TestMachine.Answer answer) throws Exception {
    assertEquals(200, answer.status(), () -> new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static void refused(String code, TestMachine.Answer answer) throws Exception {
    assertEquals(code, answer.refusal().code());
  }

  private Admin.PersonAct on(String login) {
    return new Admin.PersonAct(id(login), WHY);
  }

  private static Admin.MachineAct on(TestMachine machine) {
    return new Admin.MachineAct(machine.device, WHY);
  }

  private List<String> audited() throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx ->
            tx.all(
                "SELECT what, staff, device, subject, detail FROM audit ORDER BY seq",
                row ->
                    String.join(
                        " ",
                        row.text("what"),
                        row.text("staff"),
                        row.text("device"),
                        row.text("subject"),
                        row.text("detail"))));
  }

  @Test
  void somebodyAddedSetsAnOwnPasswordBeforeAnythingElse() throws Exception {
    Admin.OneTime given =
        system
            .ask(
                people("/add"),
                new Admin.AddPerson("wang", "王芳", "WINDOW_CLERK", District.HERE, null))
            .as(Admin.OneTime.class);
    try (TestMachine wang = new TestMachine(district.server.url(), district.server.certificate())) {
      wang.enrol(district.server.issueCode());
      refused("PASSWORD_FIRST", wang.loginAnswer("wang", given.password()));
      for (String path : List.of(Protocol.PUSH, Protocol.PULL, Protocol.WORK_KEY))
        refused("TOKEN", wang.send("POST", path, new byte[0], Map.of()));
      refused("PASSWORD_SHORT", wang.chooseAnswer("wang", given.password(), "short"));
      refused("PASSWORD_COMMON", wang.chooseAnswer("wang", given.password(), "password123"));
      later(Duration.ofSeconds(1));
      refused("PASSWORD_HAS_LOGIN", wang.chooseAnswer("wang", given.password(), "wang-fang-1"));
      later(Duration.ofSeconds(1));
      refused("PASSWORD_SAME", wang.chooseAnswer("wang", given.password(), given.password()));
      refused("PASSWORD", wang.chooseAnswer("wang", "another-password", "an-own-password"));
      later(Duration.ofSeconds(1));
      wang.choose("wang", given.password(), "an-own-password");
      wang.pull();
      assertEquals("王芳", wang.seen(given.staff(), "name"));
      refused("PASSWORD", wang.loginAnswer("wang", given.password()));
      wang.login("wang", "an-own-password");
      wang.choose("wang", "an-own-password", "a-newer-password");
      wang.pull();
    }
  }

  @Test
  void aOneTimePasswordIsOverAfterTenDays() throws Exception {
    Admin.OneTime given = system.ask(people("/password"), on("clerk")).as(Admin.OneTime.class);
    try (TestMachine clerk =
        new TestMachine(district.server.url(), district.server.certificate())) {
      clerk.enrol(district.server.issueCode());
      later(Duration.ofDays(10));
      refused("PASSWORD_OVER", clerk.loginAnswer("clerk", given.password()));
      refused("PASSWORD_OVER", clerk.chooseAnswer("clerk", given.password(), "an-own-password"));
    }
  }

  @Test
  void aResetEndsEverySessionAtOnce() throws Exception {
    try (TestMachine clerk = district.machine("clerk")) {
      clerk.pull();
      done(system.ask(people("/password"), on("clerk")));
      refused("TOKEN", clerk.pullAnswer(10));
      refused("PASSWORD", clerk.loginAnswer("clerk", District.PASSWORD));
    }
  }

  @Test
  void whatWasTakenAwayIsGoneAtTheNextRequest() throws Exception {
    try (TestMachine clerk = district.machine("clerk")) {
      District.open(clerk, District.HERE, "王芳");
      clerk.pull();
      assertFalse(clerk.seen("APPLICATION").isEmpty());
      done(
          system.ask(
              people("/change"),
              new Admin.ChangePerson(
                  id("clerk"), "clerk", "WINDOW_CLERK", District.THERE, null, WHY)));
      refused("TOKEN", clerk.pullAnswer(10));
      clerk.login("clerk", District.PASSWORD);
      clerk.pull();
      assertTrue(clerk.seen("APPLICATION").isEmpty());
      assertEquals(District.THERE, clerk.seen(id("clerk"), "street"));
      done(system.ask(people("/close"), on("clerk")));
      refused("PASSWORD", clerk.loginAnswer("clerk", District.PASSWORD));
      done(system.ask(people("/reopen"), new Admin.PersonAct(id("clerk"), "")));
      clerk.login("clerk", District.PASSWORD);
    }
  }

  @Test
  void aLockOutIsEndedByHand() throws Exception {
    try (TestMachine clerk =
        new TestMachine(district.server.url(), district.server.certificate())) {
      clerk.enrol(district.server.issueCode());
      for (int i = 0; i < 5; i++) {
        clerk.loginAnswer("clerk", "wrong-password");
        later(Duration.ofSeconds(1));
      }
      refused("LOCKED", clerk.loginAnswer("clerk", District.PASSWORD));
      done(system.ask(people("/unlock"), new Admin.PersonAct(id("clerk"), "")));
      later(Duration.ofSeconds(1));
      clerk.login("clerk", District.PASSWORD);
    }
  }

  @Test
  void nobodyGivesOrTouchesWhatMayDoMoreThanThey() throws Exception {
    for (String role : List.of("ADMIN_SECURITY", "ADMIN_AUDIT", "SYSTEM", "NONE"))
      refused(
          "ROLE", system.ask(people("/add"), new Admin.AddPerson("new1", "x", role, null, null)));
    done(system.ask(people("/add"), new Admin.AddPerson("new2", "x", "ADMIN_SYSTEM", null, null)));
    done(
        security.ask(people("/add"), new Admin.AddPerson("new3", "x", "ADMIN_SYSTEM", null, null)));
    for (String act : List.of("/close", "/password", "/unlock", "/reopen")) {
      refused("ROLE", system.ask(people(act), on("warden")));
      refused("ROLE", security.ask(people(act), on("watcher")));
    }
    refused(
        "ROLE",
        system.ask(
            people("/change"),
            new Admin.ChangePerson(id("clerk"), "x", "ADMIN_SECURITY", null, null, WHY)));
    refused(
        "ROLE",
        system.ask(
            people("/change"),
            new Admin.ChangePerson(id("warden"), "x", "EVALUATOR", null, null, WHY)));
  }

  @Test
  void theLastAdministratorCannotLeave() throws Exception {
    refused("LAST_ADMIN", security.ask(people("/close"), on("warden")));
    refused(
        "LAST_ADMIN",
        security.ask(
            people("/change"),
            new Admin.ChangePerson(id("warden"), "x", "EVALUATOR", null, null, WHY)));
    refused("SELF", security.ask(people("/password"), on("warden")));
    refused("SELF", security.ask(machines("/revoke"), on(security)));
    district.staff.put("warden2", add("warden2", Role.ADMIN_SECURITY));
    done(security.ask(people("/close"), on("warden2")));
    refused("LAST_ADMIN", security.ask(people("/close"), on("warden")));
    done(security.ask(people("/reopen"), on("warden2")));
    done(security.ask(people("/close"), on("warden")));
    refused("RIGHT", security.ask(people("/close"), on("clerk")));
  }

  @Test
  void whoIsClosedWhileTheyAskDoesNothing() throws Exception {
    Caller asking = district.caller(system);
    done(security.ask(people("/close"), on("admin")));
    Administration administration = district.server.wiring().administration;
    var session = new Admin.SessionAct("0".repeat(64), WHY);
    List<Answer<?>> answers =
        List.of(
            administration.add(asking, new Admin.AddPerson("new1", "x", "EVALUATOR", null, null)),
            administration.close(asking, on("clerk")),
            administration.password(asking, on("clerk")),
            administration.code(asking, new Admin.CodeRequest(null)),
            administration.revoke(asking, on(security)),
            administration.end(asking, session));
    for (Answer<?> answer : answers)
      assertEquals("RIGHT", assertInstanceOf(Answer.Refused.class, answer).refusal().code());
  }

  @Test
  void onAMachineOfAnotherOfficeNoPasswordIsSet() throws Exception {
    Admin.OneTime given = system.ask(people("/password"), on("clerk")).as(Admin.OneTime.class);
    try (TestMachine clerk =
        new TestMachine(district.server.url(), district.server.certificate())) {
      clerk.enrol(district.server.issueCode(District.THERE));
      refused("MACHINE", clerk.loginAnswer("clerk", given.password()));
      refused("MACHINE", clerk.chooseAnswer("clerk", given.password(), "an-own-password"));
    }
    try (TestMachine clerk =
        new TestMachine(district.server.url(), district.server.certificate())) {
      clerk.enrol(district.server.issueCode(District.HERE));
      clerk.choose("clerk", given.password(), "an-own-password");
    }
  }

  @Test
  void whatIsTakenAwayHasAReasonWithoutNumbers() throws Exception {
    for (String why :
        List.of("", " ", "x", "a".repeat(201), "see 110199195203070013", "two\nlines")) {
      refused("REASON", system.ask(people("/close"), new Admin.PersonAct(id("clerk"), why)));
      refused("REASON", system.ask(people("/password"), new Admin.PersonAct(id("clerk"), why)));
      refused("REASON", system.ask(machines("/lost"), new Admin.MachineAct(security.device, why)));
      refused(
          "REASON", system.ask(Protocol.ADMIN_SESSIONS + "/end", new Admin.SessionAct("0", why)));
    }
    done(system.ask(people("/close"), on("clerk")));
    String expected =
        String.join(
            " ",
            "PERSON_CLOSED",
            id("admin").toString(),
            system.device.toString(),
            id("clerk").toString(),
            WHY);
    assertTrue(audited().contains(expected), () -> expected);
  }

  @Test
  void entriesThatFitNoHomeAreRefusedByName() throws Exception {
    Map<String, Admin.AddPerson> wrong =
        Map.of(
            "LOGIN_FORM", new Admin.AddPerson("a b", "x", "EVALUATOR", null, null),
            "LOGIN_TAKEN", new Admin.AddPerson("clerk", "x", "EVALUATOR", null, null),
            "NAME_MISSING", new Admin.AddPerson("neu", " ", "EVALUATOR", null, null),
            "NAME_LONG", new Admin.AddPerson("neu", "名".repeat(61), "EVALUATOR", null, null),
            "HOME_MISSING", new Admin.AddPerson("neu", "x", "WINDOW_CLERK", null, null),
            "HOME_UNFIT", new Admin.AddPerson("neu", "x", "EVALUATOR", District.HERE, null),
            "STREET_UNKNOWN", new Admin.AddPerson("neu", "x", "WINDOW_CLERK", "1", null),
            "AGENCY_UNKNOWN",
                new Admin.AddPerson("neu", "x", "INVESTIGATOR", null, District.IDS.next()));
    for (var entry : wrong.entrySet())
      refused(entry.getKey(), system.ask(people("/add"), entry.getValue()));
    for (String login : List.of("", "-", " "))
      refused(
          "LOGIN_FORM",
          system.ask(people("/add"), new Admin.AddPerson(login, "x", "EVALUATOR", null, null)));
    for (String act : List.of("/close", "/password"))
      refused("NOBODY", system.ask(people(act), new Admin.PersonAct(system.device, WHY)));
    for (String home : List.of("nowhere", "\0"))
      refused("HOME_UNKNOWN", system.ask(machines("/code"), new Admin.CodeRequest(home)));
    refused("MALFORMED", system.ask(people(""), new Admin.ListRequest("\0", 5)));
    refused(
        "NOBODY", system.ask(Protocol.ADMIN_SESSIONS + "/end", new Admin.SessionAct("\0", WHY)));
  }

  @Test
  void listsComePageByPageAndTellNoTelephone() throws Exception {
    var logins = new ArrayList<String>();
    String after = null;
    do {
      Admin.StaffList page =
          system.ask(people(""), new Admin.ListRequest(after, 5)).as(Admin.StaffList.class);
      page.people().forEach(p -> logins.add(p.login()));
      assertEquals(1, page.agencies().size());
      after = page.next();
    } while (after != null);
    assertEquals(district.staff.keySet().stream().sorted().toList(), logins);
    TestMachine.Answer all = system.ask(people(""), new Admin.ListRequest(null, 500));
    assertFalse(new String(all.body(), StandardCharsets.UTF_8).contains("phone"));
    try (TestMachine watcher = district.machine("watcher")) {
      done(watcher.ask(people(""), new Admin.ListRequest(null, 1)));
      refused("RIGHT", watcher.ask(people("/close"), on("clerk")));
    }
    try (TestMachine chief = district.machine("chief")) {
      refused("RIGHT", chief.ask(people(""), new Admin.ListRequest(null, 1)));
    }
  }

  private Admin.MachineEntry entry(TestMachine machine) throws Exception {
    return system
        .ask(machines(""), new Admin.ListRequest(null, 500))
        .as(Admin.MachineList.class)
        .machines()
        .stream()
        .filter(m -> m.id().equals(machine.device))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aCodeFromTheWindowEnrolsAMachineOfItsHome() throws Exception {
    Admin.EnrolCode code =
        system
            .ask(machines("/code"), new Admin.CodeRequest(District.HERE))
            .as(Admin.EnrolCode.class);
    assertEquals(Duration.ofMinutes(15).toMillis(), code.until() - clock.get().toEpochMilli());
    try (TestMachine clerk =
        new TestMachine(district.server.url(), district.server.certificate())) {
      clerk.enrol(code.code());
      clerk.login("clerk", District.PASSWORD);
      assertEquals(District.HERE, entry(clerk).home());
      assertEquals(clock.get().toEpochMilli(), entry(clerk).seenAt());
    }
  }

  @Test
  void aRevokedMachineIsHeardNoMoreUntilItEnrolsAnewAndThenItsWorkIsTaken() throws Exception {
    try (TestMachine clerk = district.machine("clerk")) {
      done(system.ask(machines("/revoke"), on(clerk)));
      refused("DEVICE", clerk.pullAnswer(10));
      refused("DEVICE", clerk.loginAnswer("clerk", District.PASSWORD));
      assertEquals("REVOKED", entry(clerk).state());
      refused("ENROL_CODE", clerk.enrolAnswer("2222222222"));
      String block = clerk.block;
      clerk.enrol(district.server.issueCode());
      assertEquals(block, clerk.block);
      clerk.login("clerk", District.PASSWORD);
      District.open(clerk, District.HERE, "王芳");
      assertEquals("ENROLLED", entry(clerk).state());
    }
  }

  @Test
  void aMachineToBeWipedHandsInItsWorkFirstAndSaysWhatIsLeft() throws Exception {
    try (TestMachine clerk = district.machine("clerk")) {
      clerk.pull();
      done(system.ask(machines("/wipe"), on(clerk)));
      refused("WIPE", clerk.pullAnswer(10));
      District.open(clerk, District.HERE, "王芳");
      refused("WIPE", clerk.loginAnswer("clerk", District.PASSWORD));
      assertEquals(0, entry(clerk).wipedAt());
      done(clerk.ask(Protocol.WIPED, new Accounts.Wiped(clerk.device, 2)));
      done(clerk.ask(Protocol.WIPED, new Accounts.Wiped(clerk.device, 0)));
      assertEquals(2, entry(clerk).wipeLeft());
      assertEquals("REVOKED", entry(clerk).state());
      refused("DEVICE", clerk.pullAnswer(10));
      clerk.enrol(district.server.issueCode());
      clerk.login("clerk", District.PASSWORD);
      clerk.pull();
    }
  }

  @Test
  void aLostMachineIsShutOutAndToldToWipeItself() throws Exception {
    try (TestMachine clerk = district.machine("clerk")) {
      done(system.ask(machines("/lost"), on(clerk)));
      refused("WIPE", clerk.pullAnswer(10));
      refused("TOKEN", clerk.send("POST", Protocol.PUSH, new byte[0], Map.of()));
      refused("WIPE", clerk.loginAnswer("clerk", District.PASSWORD));
      done(clerk.ask(Protocol.WIPED, new Accounts.Wiped(clerk.device, 0)));
      assertEquals("LOST", entry(clerk).state());
      refused("DEVICE", clerk.loginAnswer("clerk", District.PASSWORD));
      refused("MALFORMED", clerk.ask(Protocol.WIPED, Map.of("left", 1)));
    }
    try (TestMachine other = district.machine("clerk2")) {
      done(other.ask(Protocol.WIPED, new Accounts.Wiped(other.device, 0)));
      assertEquals("ENROLLED", entry(other).state(), "nobody told it to");
      other.pull();
    }
  }

  @Test
  void aSessionIsSeenAndEnded() throws Exception {
    try (TestMachine clerk = district.machine("clerk")) {
      clerk.pull();
      String session = Hashes.sha256Hex(clerk.token.getBytes(StandardCharsets.UTF_8));
      Admin.SessionEntry seen =
          system
              .ask(Protocol.ADMIN_SESSIONS, new Admin.ListRequest(null, 100))
              .as(Admin.SessionList.class)
              .sessions()
              .stream()
              .filter(s -> s.staff().equals(clerk.staff()))
              .findFirst()
              .orElseThrow();
      assertEquals(session, seen.id());
      assertEquals(clock.get().toEpochMilli(), seen.since());
      done(system.ask(Protocol.ADMIN_SESSIONS + "/end", new Admin.SessionAct(session, WHY)));
      refused("TOKEN", clerk.pullAnswer(10));
      refused(
          "NOBODY",
          system.ask(Protocol.ADMIN_SESSIONS + "/end", new Admin.SessionAct(session, WHY)));
      clerk.login("clerk", District.PASSWORD);
    }
  }

  @Test
  void anAdministratorReadsNoCase() throws Exception {
    try (TestMachine clerk = district.machine("clerk");
        TestMachine watcher = district.machine("watcher")) {
      District.open(clerk, District.HERE, "王芳");
      for (TestMachine admin : List.of(system, security, watcher)) {
        admin.pull();
        assertTrue(admin.seen("APPLICATION").isEmpty());
        assertTrue(admin.seen("PERSON").isEmpty());
        assertNull(admin.scopes.stream().filter(s -> !s.equals("pub")).findFirst().orElse(null));
      }
    }
  }
}
