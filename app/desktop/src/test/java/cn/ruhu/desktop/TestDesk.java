package cn.ruhu.desktop;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.People;
import cn.ruhu.store.Batch;
import cn.ruhu.store.Disk;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.StoreOptions;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/// A real machine with a real vault and one person at it, for tests of view models. The clock
/// stands still until it is moved; what the district would send is handed in with [#receive].
public final class TestDesk implements AutoCloseable {
  public static final String STREET = "110108007";
  public static final UUID AGENCY = new UUID(7, 1);
  public static final UUID CLERK = new UUID(9, 1);
  public static final UUID REVIEWER = new UUID(9, 2);
  public static final UUID FIRST = new UUID(9, 3);
  public static final UUID SECOND = new UUID(9, 4);
  public static final char[] PASSWORD = "correct horse".toCharArray();

  /// copies that are all held in memory; more than any test has
  private static final int HELD = 60_000;

  private final Path home;
  private final Accounts.Person person;
  private final Role role;
  private final long pages;
  private final Disk disk;
  private int held = HELD;
  private Instant now = Instant.parse("2026-11-23T01:30:00Z");
  private long seq;
  private Machine machine;
  private LocalStore store;
  private Desk desk;

  private TestDesk(Path home, UUID staff, String name, Role role, long pages, Disk disk)
      throws StoreException {
    this.disk = disk;
    this.home = home;
    this.role = role;
    this.pages = pages;
    this.person =
        new Accounts.Person(
            staff, "p" + staff.getLeastSignificantBits(), name, role.name(), STREET);
    this.machine = machine();
    if (machine.enrolment().isEmpty()) machine.enrolled(enrolment());
    this.store = machine.createVault(person, PASSWORD, null);
    this.desk = sit();
    receive(people());
  }

  /// The desk of somebody who worked here before, as the last program left it, however it ended.
  public static TestDesk again(Path home, UUID staff, String name, Role role)
      throws StoreException {
    return new TestDesk(home, staff, name, role);
  }

  private TestDesk(Path home, UUID staff, String name, Role role) throws StoreException {
    this.disk = Disk.real();
    this.home = home;
    this.role = role;
    this.pages = 0;
    this.person =
        new Accounts.Person(
            staff, "p" + staff.getLeastSignificantBits(), name, role.name(), STREET);
    this.machine = machine();
    if (!(machine.signIn(person.name(), PASSWORD) instanceof SignIn.Opened(LocalStore there)))
      throw new AssertionError("not opened");
    this.store = there;
    this.seq = new SecureRandom().nextInt(1, 1 << 24);
    this.desk = sit();
  }

  public static TestDesk open(Path home, UUID staff, String name, Role role) throws StoreException {
    return new TestDesk(home, staff, name, role, 0, Disk.real());
  }

  /// A desk whose database may take only so many pages of 4 KiB.
  public static TestDesk small(Path home, UUID staff, String name, Role role, long pages)
      throws StoreException {
    return new TestDesk(home, staff, name, role, pages, Disk.real());
  }

  /// A desk whose files lie on this disk.
  public static TestDesk on(Disk disk, Path home, UUID staff, String name, Role role)
      throws StoreException {
    return new TestDesk(home, staff, name, role, 0, disk);
  }

  public static TestDesk clerk(Path home) throws StoreException {
    return open(home, CLERK, "周敏", Role.WINDOW_CLERK);
  }

  public static TestDesk reviewer(Path home) throws StoreException {
    return open(home, REVIEWER, "何志强", Role.STREET_REVIEWER);
  }

  public static TestDesk investigator(Path home) throws StoreException {
    return open(home, FIRST, "林晓东", Role.INVESTIGATOR);
  }

  private Machine machine() throws StoreException {
    return Machine.open(
        home,
        clock(),
        new SecureRandom(),
        new StoreOptions(
            "test", () -> now.toEpochMilli(), PasswordHash.Cost.TINY, disk, pages, held));
  }

  private Enrolment enrolment() {
    return new Enrolment(
        "https://127.0.0.1:1",
        "pin",
        "110108",
        "海淀区",
        "00".repeat(32),
        SealedBox.publicHex(new byte[32]),
        "001",
        List.of(person));
  }

  private Desk sit() {
    return new Desk(
        store,
        new Actor(person.id(), role, STREET),
        person.displayName(),
        clock(),
        ZoneId.of("Asia/Shanghai"),
        Ids.seeded(clock(), new Random(person.id().getLeastSignificantBits() + seq)),
        () -> {},
        new People(store, Runnable::run));
  }

  public InstantSource clock() {
    return () -> now;
  }

  public Desk desk() {
    return desk;
  }

  /// Another desk of the same person over the same store, as after a switch of the language.
  public Desk anotherDesk() {
    return sit();
  }

  public LocalStore store() {
    return store;
  }

  public Machine machineInUse() {
    return machine;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /// The power goes and comes back: what was on the disk is there, nothing else.
  public void restart() throws StoreException {
    machine.close();
    machine = machine();
    if (!(machine.signIn(person.name(), PASSWORD) instanceof SignIn.Opened(LocalStore again)))
      throw new AssertionError("not opened");
    store = again;
    desk = sit();
  }

  /// As [#restart], after which the cases of this machine are too many to be held in memory.
  public void restartLarge() throws StoreException {
    held = 1;
    restart();
  }

  /// Straight to the database of this machine's only vault, beside the program.
  public void sql(String statement) throws IOException, SQLException {
    try (Stream<Path> all = Files.walk(home)) {
      Path file = all.filter(f -> f.endsWith("store.db")).findFirst().orElseThrow();
      try (var c = DriverManager.getConnection("jdbc:sqlite:" + file);
          var s = c.createStatement()) {
        s.execute(statement);
      }
    }
  }

  /// Colleagues and the agency, as the district publishes them.
  private static CaseRecord[] people() {
    return new CaseRecord[] {
      pub(RecordType.AGENCY, AGENCY, Map.of("name", "海淀安民社会调查中心", "active", "true")),
      staff(CLERK, "周敏", Role.WINDOW_CLERK),
      staff(REVIEWER, "何志强", Role.STREET_REVIEWER),
      investigator(FIRST, "林晓东"),
      investigator(SECOND, "孟玉兰"),
    };
  }

  public static CaseRecord staff(UUID id, String name, Role role) {
    return pub(
        RecordType.STAFF,
        id,
        Map.of("name", name, "role", role.name(), "street", STREET, "active", "true"));
  }

  private static CaseRecord investigator(UUID id, String name) {
    return pub(
        RecordType.STAFF,
        id,
        Map.of(
            "name",
            name,
            "role",
            Role.INVESTIGATOR.name(),
            "agency",
            AGENCY.toString(),
            "active",
            "true"));
  }

  private static CaseRecord pub(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, CaseRecord.PUBLIC, null, fields);
  }

  /// A page of the district arrives with these records.
  public void receive(CaseRecord... records) throws StoreException {
    receive(List.of(), records);
  }

  /// A page arrives with these records, and word that these files are in the district.
  public void receive(List<String> files, CaseRecord... records) throws StoreException {
    pulled(files, false, records);
  }

  /// The district took these away.
  public void remove(CaseRecord... records) throws StoreException {
    pulled(List.of(), true, records);
  }

  private void pulled(List<String> files, boolean gone, CaseRecord... records)
      throws StoreException {
    seq++;
    var cursor = new Cursor(seq, "%064x".formatted(seq));
    var scopes = new TreeSet<>(List.of(STREET, CaseRecord.PUBLIC));
    scopes.addAll(store.sync().scopes());
    for (CaseRecord r : records) if (r.scope().startsWith(CaseRecord.AGENCY)) scopes.add(r.scope());
    var cursors = new TreeMap<String, Cursor>();
    scopes.forEach(s -> cursors.put(s, cursor));
    var page =
        new PullReply(
            Arrays.stream(records)
                .map(r ->
                    new WireRecord(
                        r.type().name(),
                        r.id(),
                        r.scope(),
                        r.caseId(),
                        seq,
                        gone,
                        gone ? Map.of() : r.fields()))
                .toList(),
            List.of(),
            cursors,
            List.copyOf(scopes),
            files,
            List.of(),
            new Witness("e1", seq, "%064x".formatted(seq)),
            0,
            now.toEpochMilli(),
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of());
    store.sync().pulled(store.sync().ticket(), page);
  }

  /// The district takes a case from this machine: it is no longer this person's to have.
  public void leaves(UUID caseId) throws StoreException {
    seq++;
    var cursor = new Cursor(seq, "%064x".formatted(seq));
    var scopes = new TreeSet<>(List.of(STREET, CaseRecord.PUBLIC));
    scopes.addAll(store.sync().scopes());
    var cursors = new TreeMap<String, Cursor>();
    scopes.forEach(s -> cursors.put(s, cursor));
    List<PullReply.Exit> exits =
        store.ofCase(caseId).stream().map(r -> new PullReply.Exit(r.scope(), r.id(), seq)).toList();
    var page =
        new PullReply(
            List.of(),
            exits,
            cursors,
            List.copyOf(scopes),
            List.of(),
            List.of(),
            new Witness("e1", seq, "%064x".formatted(seq)),
            0,
            now.toEpochMilli(),
            false,
            List.of(),
            List.of(),
            Map.of(),
            List.of());
    store.sync().pulled(store.sync().ticket(), page);
  }

  /// The district takes everything that waits.
  public void answered() throws StoreException {
    Batch batch = store.journal().pending(200, 1 << 20).orElseThrow();
    var verdicts = new ArrayList<Verdict>();
    for (UUID op : batch.opIds())
      verdicts.add(new Verdict(op, Verdict.Kind.APPLIED, ++seq, null, null, null, List.of()));
    long last = batch.fromSeq() + verdicts.size() - 1;
    var witness = new Witness("e1", seq, "%064x".formatted(seq));
    store
        .sync()
        .pushed(
            store.sync().ticket(),
            new PushReply(verdicts, last, witness, 0, now.toEpochMilli(), null));
  }

  @Override
  public void close() throws StoreException {
    machine.close();
  }
}
