package cn.ruhu.server;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A small district on a real port: two streets, an agency, one person of each role that matters.
final class District implements AutoCloseable {
  static final String HERE = "110108007";
  static final String THERE = "110108027";
  static final String PASSWORD = "correct-horse-battery";
  static final Ids IDS = TestMachine.IDS;

  final EmbeddedServer server;
  final UUID agency;
  final Map<String, UUID> staff = new java.util.LinkedHashMap<>();

  final @Nullable String database;

  District(Path data) throws Exception {
    this(data, Store.SQLITE);
  }

  District(Path data, Store store) throws Exception {
    this(data, store, EmbeddedServer.Config.forTests());
  }

  District(Path data, EmbeddedServer.Config config) throws Exception {
    this(data, Store.SQLITE, config);
  }

  /// @param config without a database
  District(Path data, Store store, EmbeddedServer.Config config) throws Exception {
    database = store.empty();
    server = EmbeddedServer.start(data, config.withDatabase(Store.choice(database)));
    agency = server.addAgency("恒信");
    add("clerk", Role.WINDOW_CLERK, HERE);
    add("clerk2", Role.WINDOW_CLERK, HERE);
    add("clerkThere", Role.WINDOW_CLERK, THERE);
    add("reviewer", Role.STREET_REVIEWER, HERE);
    add("chief", Role.STREET_CHIEF, HERE);
    add("district", Role.DISTRICT_REVIEWER, null);
    add("evaluator", Role.EVALUATOR, null);
    add("admin", Role.ADMIN_SYSTEM, null);
    add("visitor1", Role.INVESTIGATOR, null);
    add("visitor2", Role.INVESTIGATOR, null);
    add("visitor3", Role.INVESTIGATOR, null);
    add("manager", Role.AGENCY_MANAGER, null);
  }

  /// The roles a person can have.
  static Stream<Role> roles() {
    return Stream.of(Role.values()).filter(r -> r != Role.SYSTEM);
  }

  /// Login of the person [#addOneOfEachRole] adds for the role.
  static String login(Role role) {
    return "as-" + role.name().toLowerCase(Locale.ROOT);
  }

  /// One more person of each role, at home here: what is tried for every role is tried as these.
  District addOneOfEachRole() throws Exception {
    for (Role role : roles().toList())
      add(login(role), role, Scopes.kind(role) == Scopes.Kind.STREET ? HERE : null);
    return this;
  }

  private void add(String login, Role role, String street) throws Exception {
    Scopes.Kind kind = Scopes.kind(role);
    boolean outside = kind == Scopes.Kind.OWN_CASES || kind == Scopes.Kind.AGENCY_CASES;
    UUID home = outside ? agency : null;
    staff.put(login, server.addPerson(login, PASSWORD, login, role, street, home));
  }

  TestMachine machine(String login) throws Exception {
    return TestMachine.of(server, login, PASSWORD);
  }

  /// Who a machine's person is to the server, for handing a push to an inbox without a port.
  Caller caller(TestMachine machine) throws Exception {
    return server
        .wiring()
        .database
        .read(tx -> People.caller(tx, machine.staff(), machine.device).orElseThrow());
  }

  static Actor actor(TestMachine machine) {
    var p = java.util.Objects.requireNonNull(machine.person);
    return new Actor(p.id(), Role.valueOf(p.role()), p.street() == null ? "" : p.street());
  }

  /// Does an act as the client would, on the case as the machine knows it.
  static Verdict act(TestMachine machine, CaseFile file, Act act, ActInput input) throws Exception {
    return act(machine, actor(machine), file, act, input);
  }

  static Verdict act(TestMachine machine, Actor actor, CaseFile file, Act act, ActInput input)
      throws Exception {
    Outcome done = Process.perform(file, act, actor, input, Instant.now(), IDS);
    if (!(done instanceof Performed(List<RecordChange> changes)))
      throw new AssertionError(act + ": " + done);
    return machine.take(
        machine.op(
            "act." + act.name(), true, TestMachine.wire(changes.toArray(new RecordChange[0]))));
  }

  /// A household of one, drafted at the window of a street.
  static List<CaseRecord> household(String street, UUID clerk, String name) {
    UUID app = IDS.next();
    UUID person = IDS.next();
    var out = new ArrayList<CaseRecord>();
    out.add(
        CaseRecord.of(
            RecordType.APPLICATION,
            app,
            street,
            app,
            Map.of(
                "street",
                street,
                "schemes",
                "DB",
                "applicant",
                person.toString(),
                "clerk",
                clerk.toString(),
                "receivedFor",
                street,
                "residenceAddress",
                "大慧寺路8号2号楼",
                "phone",
                "13800000001",
                "familySize",
                "1")));
    out.add(
        CaseRecord.of(
            RecordType.PERSON,
            person,
            street,
            app,
            Map.of(
                "name", name,
                "idNumber", "110199195203070013",
                "sex", "1",
                "birthDate", "1952-03-07")));
    out.add(
        CaseRecord.of(
            RecordType.MEMBER,
            IDS.next(),
            street,
            app,
            Map.of(
                "application", app.toString(),
                "person", person.toString(),
                "relation", "01",
                "livingTogether", "1",
                "authorization", "SIGNED",
                "disease", "高血压")));
    return out;
  }

  /// Opens a drafted household through the act.
  static CaseFile open(TestMachine clerk, String street, String name) throws Exception {
    return open(clerk, household(street, clerk.staff(), name));
  }

  /// Opens a household whose records were drafted before.
  static CaseFile open(TestMachine clerk, List<CaseRecord> drafted) throws Exception {
    List<RecordChange> changes = opening(clerk, drafted);
    Verdict verdict =
        clerk.take(
            clerk.op("act.OPEN", true, TestMachine.wire(changes.toArray(new RecordChange[0]))));
    if (verdict.verdict() != Verdict.Kind.APPLIED) throw new AssertionError(verdict.toString());
    return CaseFile.of(List.of()).with(changes);
  }

  /// What the act that opens a drafted household does.
  static List<RecordChange> opening(TestMachine clerk, List<CaseRecord> drafted) {
    Outcome done =
        Process.perform(
            CaseFile.of(List.of()),
            Act.OPEN,
            actor(clerk),
            ActInput.NONE.carrying(drafted),
            Instant.now(),
            IDS);
    if (!(done instanceof Performed(List<RecordChange> changes)))
      throw new AssertionError(done.toString());
    return changes;
  }

  /// One field, as an author who saw `old` writes it.
  static RecordChange edit(CaseRecord r, String field, String old, String now) {
    var set = new TreeMap<String, FieldChange>();
    set.put(field, new FieldChange(old, now));
    return new RecordChange(r.type(), r.id(), r.scope(), r.caseId(), set, false, false);
  }

  /// Sends a pair out to a case.
  CaseRecord assign(TestMachine reviewer, CaseFile file, String a, String b) throws Exception {
    UUID app = file.application().orElseThrow().id();
    CaseRecord assignment =
        CaseRecord.of(
            RecordType.ASSIGNMENT,
            IDS.next(),
            file.application().orElseThrow().scope(),
            app,
            Map.of(
                "application", app.toString(),
                "agency", agency.toString(),
                "investigatorA", java.util.Objects.requireNonNull(staff.get(a)).toString(),
                "investigatorB", java.util.Objects.requireNonNull(staff.get(b)).toString(),
                "state", "ASSIGNED",
                "visitMode", "HOME",
                "assignedBy", reviewer.staff().toString()));
    Verdict verdict = reviewer.save(RecordChange.create(assignment));
    if (verdict.verdict() != Verdict.Kind.APPLIED) throw new AssertionError(verdict.toString());
    return assignment;
  }

  @Override
  public void close() {
    server.close();
    Store.drop(database);
  }
}
