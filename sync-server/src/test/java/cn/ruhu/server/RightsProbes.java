package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.server.forms.Publication;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Badge;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Parcel;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/// Asks every endpoint of one server as one role after the other: three cases (own street, other
/// street, assigned), and for administrators other people and another machine to act on.
final class RightsProbes implements AutoCloseable {
  private static final byte[] NONE = new byte[0];
  private static final String WHY = "for the table";
  private static final List<RecordType> WRITTEN =
      List.of(RecordType.SUPPORTER, RecordType.GATE_FACT, RecordType.VISIT);

  private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.now());
  private final District district;

  /// by scope, in the order of the page
  private final Map<String, CaseFile> cases = new LinkedHashMap<>();

  /// who was sent to each, as it stands
  private final Map<String, CaseRecord> sent = new LinkedHashMap<>();

  private final Map<String, String> files = new LinkedHashMap<>();

  /// people acts are tried on, by role; each act can be done to them again
  private final Map<String, UUID> targets = new LinkedHashMap<>();

  private final UUID otherMachine;
  private int spare;
  private String badgeNumber = "";

  /// what each row was answered, for one role
  private Map<String, String> answers = new LinkedHashMap<>();

  RightsProbes(Path data) throws Exception {
    district = new District(data, EmbeddedServer.Config.forTests().withClock(clock::get));
    district.addOneOfEachRole();
    district.server.addPerson(
        "reviewerThere", District.PASSWORD, "r", Role.STREET_REVIEWER, District.THERE, null);
    add("warden2", Role.ADMIN_SECURITY);
    otherMachine = enrolled();
    try (TestMachine here = district.machine("clerk");
        TestMachine there = district.machine("clerkThere");
        TestMachine reviewer = district.machine("reviewerThere")) {
      cases.put("own street", withPage(here, District.HERE, "own street"));
      cases.put("other street", withPage(there, District.THERE, "other street"));
      cases.put("assigned", withPage(there, District.THERE, "assigned"));
      sent.put(
          "assigned",
          district.assign(
              reviewer, cases.get("assigned"), District.login(Role.INVESTIGATOR), "visitor2"));
    }
    UUID others = district.server.addAgency("惠民");
    for (String login : List.of("theirs1", "theirs2", "theirs3"))
      district.staff.put(
          login,
          district.server.addPerson(
              login, District.PASSWORD, login, Role.INVESTIGATOR, null, others));
    try (TestMachine here = district.machine("reviewer");
        TestMachine there = district.machine("reviewerThere")) {
      for (TestMachine machine : List.of(here, there)) machine.pull();
      sent.put("own street", given(here, cases.get("own street"), others));
      sent.put("other street", given(there, cases.get("other street"), others));
    }
  }

  /// A case that was given to another agency than that of the roles that are asked.
  private CaseRecord given(TestMachine reviewer, CaseFile file, UUID agency) throws Exception {
    CaseRecord app = file.application().orElseThrow();
    CaseRecord assignment =
        CaseRecord.of(
            RecordType.ASSIGNMENT,
            District.IDS.next(),
            app.scope(),
            app.id(),
            Map.of(
                "application", app.id().toString(),
                "agency", agency.toString(),
                "investigatorA", staff("theirs1"),
                "investigatorB", staff("theirs2"),
                "state", "ASSIGNED"));
    Verdict verdict = reviewer.save(RecordChange.create(assignment));
    if (verdict.verdict() != Verdict.Kind.APPLIED) throw new AssertionError(verdict.toString());
    return assignment;
  }

  private String staff(String login) {
    return Objects.requireNonNull(district.staff.get(login)).toString();
  }

  private CaseFile withPage(TestMachine clerk, String street, String scope) throws Exception {
    CaseFile file = District.open(clerk, street, "王芳");
    UUID app = file.application().orElseThrow().id();
    byte[] bytes = TestMachine.bytes(300);
    String address = FileAddress.of(bytes).text();
    Verdict filed =
        clerk.save(
            RecordChange.create(
                CaseRecord.of(
                    RecordType.PAGE,
                    District.IDS.next(),
                    street,
                    app,
                    Map.of("application", app.toString(), "slot", "D06", "file", address))));
    if (filed.verdict() != Verdict.Kind.APPLIED || clerk.sendFile(app, bytes).status() != 201)
      throw new AssertionError(filed.toString());
    files.put(scope, address);
    return file;
  }

  @Override
  public void close() {
    district.close();
  }

  @FunctionalInterface
  private interface Asked {
    TestMachine.Answer answer() throws Exception;
  }

  private void row(String endpoint, String on, Asked asked) throws Exception {
    clock.updateAndGet(t -> t.plusSeconds(1)); // sign-ins are counted by the second
    TestMachine.Answer answer = asked.answer();
    boolean bare = answer.body().length == 0;
    String cell =
        answer.status() < 300
            ? "✓"
            : bare ? Integer.toString(answer.status()) : answer.refusal().code();
    if (cell.equals("RIGHT")) cell = "·";
    answers.put(endpoint + "|" + on, cell);
  }

  private void cell(String endpoint, String on, String cell) {
    answers.put(endpoint + "|" + on, cell);
  }

  /// Every row's answer for a role.
  ///
  /// @param closed the account is closed after it signed in
  Map<String, String> answers(Role role, boolean closed) throws Exception {
    answers = new LinkedHashMap<>();
    String login = closed ? "clerk2" : District.login(role);
    try (TestMachine machine = district.machine(login)) {
      if (closed) district.server.setActive(machine.staff(), false);
      String token = machine.token;
      door(machine, role, login);
      machine.token = token;
      work(machine, role);
      people(machine);
      machines(machine);
      sessions(machine);
      log(machine);
      forms(machine);
    }
    return answers;
  }

  private void door(TestMachine machine, Role role, String login) throws Exception {
    row("GET /health", "", () -> machine.send("GET", "/health", NONE, Map.of()));
    row("GET /v1/hello", "", () -> machine.send("GET", Protocol.HELLO, NONE, Map.of()));
    machine.token = "";
    row("POST /v1/enrol", "a code", () -> machine.enrolAnswer(district.server.issueCode()));
    row("POST /v1/enrol", "no code", () -> machine.enrolAnswer("2222222222"));
    row("POST /v1/login", "", () -> machine.loginAnswer(login, District.PASSWORD));
    row(
        "POST /v1/recover",
        "",
        () ->
            machine.ask(
                Protocol.RECOVER,
                new Accounts.Recover(login, District.PASSWORD, machine.device, "1".repeat(64))));
    String own = "spare" + spare++;
    add(own, role);
    row(
        "POST /v1/password",
        "one's own",
        () -> machine.chooseAnswer(own, District.PASSWORD, "an-own-password"));
    row(
        "POST /v1/wiped",
        "",
        () -> machine.ask(Protocol.WIPED, new Accounts.Wiped(machine.device, 0)));
  }

  private UUID add(String login, Role role) throws Exception {
    Scopes.Kind kind = Scopes.kind(role);
    boolean outside = kind == Scopes.Kind.OWN_CASES || kind == Scopes.Kind.AGENCY_CASES;
    return district.server.addPerson(
        login,
        District.PASSWORD,
        "x",
        role,
        kind == Scopes.Kind.STREET ? District.HERE : null,
        outside ? district.agency : null);
  }

  private void work(TestMachine machine, Role role) throws Exception {
    row(
        "POST /v1/hand-in",
        "one's own",
        () -> machine.ask(Protocol.HAND_IN, new Accounts.HandIn(machine.staff(), machine.device)));
    row("POST /v1/work-key", "one's own", () -> machine.ask(Protocol.WORK_KEY, workKey(machine)));
    row("POST /v1/badge", "one's own", () -> machine.ask(Protocol.BADGE, badge(machine)));
    row(
        "POST /v1/badge/revoke",
        "one's own",
        () -> machine.ask(Protocol.BADGE_REVOKE, new Accounts.RevokeBadge(badgeNumber)));
    var whole = new Registry.SnapshotAsk(null, 0, List.of());
    row(
        "POST /v1/registry",
        "what is known by number",
        () -> machine.ask(Protocol.REGISTRY, whole));
    row(
        "POST /v1/bundles",
        "of anybody",
        () -> machine.send("POST", Protocol.BUNDLES, TestMachine.bytes(60), Map.of()));
    for (var c : cases.entrySet())
      cell("POST /v1/push", c.getKey(), pushed(machine, role, c.getValue()));
    cell("POST /v1/push", "no case", pushedToAll(machine));
    for (String scope : cases.keySet())
      cell("POST /v1/push", "another pair, " + scope, resent(machine, scope));
    TestMachine.Answer pull = machine.pullAnswer(1);
    if (pull.status() == 200) machine.pull();
    for (var c : cases.entrySet()) {
      UUID app = c.getValue().application().orElseThrow().id();
      cell("POST /v1/pull", c.getKey(), seen(pull, machine.copies.containsKey(app)));
    }
    cell("POST /v1/pull", "no case", seen(pull, !machine.seen("STAFF").isEmpty()));
    for (var c : cases.entrySet()) {
      UUID app = c.getValue().application().orElseThrow().id();
      byte[] bytes = TestMachine.bytes(200);
      String own = Protocol.FILES + FileAddress.of(bytes);
      Map<String, String> of = Map.of(Protocol.FILE_CASE, app.toString());
      row("HEAD /v1/files/{address}", c.getKey(), () -> machine.send("HEAD", own, NONE, of));
      row("PATCH /v1/files/{address}", c.getKey(), () -> machine.sendFile(app, bytes));
      cell("POST /v1/files", c.getKey(), parcel(machine, app));
      row(
          "GET /v1/files/{address}",
          c.getKey(),
          () -> machine.send("GET", Protocol.FILES + files.get(c.getKey()), NONE, Map.of()));
    }
  }

  private Accounts.NewBadge badge(TestMachine machine) {
    Badge.Made made =
        Badge.make(
            machine.staff(), "493817".toCharArray(), PasswordHash.Cost.TINY, new SecureRandom());
    badgeNumber = made.sealed().number();
    return new Accounts.NewBadge(made.sealed(), made.proof());
  }

  private Accounts.WorkKey workKey(TestMachine machine) {
    String recovery = SealedBox.publicHex(district.server.wiring().keys.recovery());
    byte[] box =
        SealedBox.seal(
            recovery, Protocol.workKeyOf(machine.staff()), new byte[32], new SecureRandom());
    return new Accounts.WorkKey(Hashes.hex(box));
  }

  private static String parcel(TestMachine machine, UUID app) throws Exception {
    byte[] bytes = TestMachine.bytes(200);
    var item = new Parcel.Item(FileAddress.of(bytes).text(), app, bytes.length);
    TestMachine.Answer answer = machine.sendParcel(new Parcel(List.of(item)), List.of(bytes));
    if (answer.status() != 200) return answer.refusal().code();
    String refused = answer.as(Parcel.Taken.class).files().getFirst().refused();
    return refused == null ? "✓" : refused;
  }

  private static String seen(TestMachine.Answer pull, boolean there) throws Exception {
    if (pull.status() != 200) return pull.refusal().code();
    return there ? "✓" : "–";
  }

  /// A record of the case, of a type the role may write if there is one.
  private String pushed(TestMachine machine, Role role, CaseFile file) throws Exception {
    CaseRecord app = file.application().orElseThrow();
    CaseRecord made = RoleTableTest.sample(WRITTEN.getFirst(), app, machine);
    for (RecordType type : WRITTEN) {
      CaseRecord tried = RoleTableTest.sample(type, app, machine);
      if (!Rights.mayApply(District.actor(machine), RecordChange.create(tried), Optional.empty()))
        continue;
      made = tried;
      break;
    }
    Verdict verdict = machine.save(RecordChange.create(made));
    return switch (verdict.verdict()) {
      case APPLIED -> "✓ " + made.type();
      case REJECTED -> String.valueOf(verdict.reason());
      default -> verdict.verdict().name();
    };
  }

  /// Somebody else goes in the second's place.
  private String resent(TestMachine machine, String scope) throws Exception {
    CaseRecord stands = Objects.requireNonNull(sent.get(scope));
    boolean own = scope.equals("assigned");
    String one = staff(own ? "visitor2" : "theirs2");
    String other = staff(own ? "visitor3" : "theirs3");
    String now = stands.text("investigatorB");
    String next = now.equals(one) ? other : one;
    Verdict verdict = machine.save(District.edit(stands, "investigatorB", now, next));
    if (verdict.verdict() == Verdict.Kind.APPLIED) {
      sent.put(scope, stands.with("investigatorB", next));
      return "✓";
    }
    return verdict.verdict() == Verdict.Kind.REJECTED
        ? String.valueOf(verdict.reason())
        : verdict.verdict().name();
  }

  private static String pushedToAll(TestMachine machine) throws Exception {
    Verdict verdict =
        machine.save(
            RecordChange.create(
                CaseRecord.of(
                    RecordType.AGENCY,
                    District.IDS.next(),
                    CaseRecord.PUBLIC,
                    null,
                    Map.of("name", "x", "active", "true"))));
    return verdict.verdict() == Verdict.Kind.APPLIED ? "✓" : String.valueOf(verdict.reason());
  }

  private void people(TestMachine machine) throws Exception {
    String path = Protocol.ADMIN_PEOPLE;
    row("POST " + path, "", () -> machine.ask(path, new Admin.ListRequest(null, 5)));
    for (var of :
        Map.of("somebody of an office", "EVALUATOR", "an administrator", "ADMIN_SECURITY")
            .entrySet()
            .stream()
            .sorted(Map.Entry.<String, String>comparingByKey().reversed())
            .toList()) {
      String on = of.getKey();
      String role = of.getValue();
      row(
          "POST " + path + "/add",
          on,
          () ->
              machine.ask(
                  path + "/add", new Admin.AddPerson("new" + spare++, "x", role, null, null)));
      row(
          "POST " + path + "/change",
          on,
          () ->
              machine.ask(
                  path + "/change",
                  new Admin.ChangePerson(target(role), "y", role, null, null, WHY)));
      for (String act : List.of("/close", "/reopen", "/unlock", "/password", "/badge"))
        row(
            "POST " + path + act,
            on,
            () -> machine.ask(path + act, new Admin.PersonAct(target(role), WHY)));
    }
  }

  private UUID target(String role) throws Exception {
    UUID known = targets.get(role);
    if (known != null) return known;
    UUID added = add("target" + spare++, Role.valueOf(role));
    targets.put(role, added);
    return added;
  }

  private void machines(TestMachine machine) throws Exception {
    String path = Protocol.ADMIN_MACHINES;
    row("POST " + path, "", () -> machine.ask(path, new Admin.ListRequest(null, 5)));
    row(
        "POST " + path + "/code",
        "a street",
        () -> machine.ask(path + "/code", new Admin.CodeRequest(District.THERE)));
    for (String act : List.of("/revoke", "/lost", "/wipe"))
      row(
          "POST " + path + act,
          "another machine",
          () -> machine.ask(path + act, new Admin.MachineAct(otherMachine, WHY)));
  }

  /// Another machine of the district; it never asks for anything, so it needs no line.
  private UUID enrolled() throws Exception {
    UUID id = District.IDS.next();
    String key = SigningKey.generate(new SecureRandom()).publicHex();
    district
        .server
        .wiring()
        .enrolments
        .enrol(new Accounts.Enrol(district.server.issueCode(), id, key, "other"));
    return id;
  }

  private void sessions(TestMachine machine) throws Exception {
    String path = Protocol.ADMIN_SESSIONS;
    row("POST " + path, "", () -> machine.ask(path, new Admin.ListRequest(null, 5)));
    for (String login : List.of("evaluator", "warden2")) {
      String session = session(login);
      row(
          "POST " + path + "/end",
          login.equals("warden2") ? "an administrator" : "somebody of an office",
          () -> machine.ask(path + "/end", new Admin.SessionAct(session, WHY)));
    }
  }

  private void log(TestMachine machine) throws Exception {
    String path = Protocol.ADMIN_AUDIT;
    var newest = new Admin.LogRequest(0, 5, null, List.of(), 0, 0);
    row("POST " + path, "", () -> machine.ask(path, newest));
    row(
        "POST " + path + "/check",
        "",
        () -> machine.ask(path + "/check", new Admin.CheckRequest(null)));
  }

  private void forms(TestMachine machine) throws Exception {
    String path = Protocol.ADMIN_FORMS;
    byte[] form = FormPackage.homeVisit(1).xform();
    UUID there =
        assertInstanceOf(Publication.Published.class, district.server.publishForm(form)).record();
    String bytes = Base64.getEncoder().encodeToString(form);
    row(
        "POST " + path + "/publish",
        "",
        () -> machine.ask(path + "/publish", new Admin.PublishForm(bytes, WHY)));
    row(
        "POST " + path + "/retire",
        "",
        () -> machine.ask(path + "/retire", new Admin.RetireForm(there, WHY)));
  }

  /// A session of somebody, as a sign-in leaves it, unless the one of before was not ended.
  private String session(String login) throws Exception {
    String session = Hashes.sha256Hex(login.getBytes(StandardCharsets.UTF_8));
    UUID staff = district.server.wiring().people.person(login).orElseThrow();
    district
        .server
        .wiring()
        .database
        .write(tx ->
            tx.run(
                """
                INSERT INTO token (hash, staff, device, since, until) VALUES (?, ?, ?, 0, ?)
                ON CONFLICT DO NOTHING
                """,
                session,
                staff,
                staff,
                Long.MAX_VALUE));
    return session;
  }
}
