package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.registry.Kind;
import cn.ruhu.server.registry.RegistryImport;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.RegistryTable;
import cn.ruhu.wire.RegistryTable.Fact;
import cn.ruhu.wire.Verdict;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a window is handed to know a person by number, and what the district keeps of its queries.
@OnEachStore
class RegistrySnapshotTest {
  private static final String WANG = checked("11019919600307001");
  private static final String LI = checked("11019919610307002");
  private static final String ZHAO = checked("11019919620307003");
  private static final String NOBODY = checked("11019919630307004");

  @TempDir Path folder;
  private final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-06-01T04:00:00Z"));

  /// What this thread does when it looks at the clock, one after the other.
  private final Deque<Runnable> looks = new ArrayDeque<>();

  private final Thread mine = Thread.currentThread();
  private final Store store;
  private District district;
  private TestMachine clerk;

  RegistrySnapshotTest(Store store) {
    this.store = store;
  }

  @BeforeEach
  void open() throws Exception {
    district =
        new District(
            folder.resolve("data"), store, EmbeddedServer.Config.forTests().withClock(this::now));
    clerk = district.machine("clerk");
  }

  private Instant now() {
    if (Thread.currentThread() == mine && !looks.isEmpty()) looks.remove().run();
    return clock.get();
  }

  @AfterEach
  void close() {
    clerk.close();
    district.close();
  }

  private static String checked(String seventeen) {
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) sum += weights[i] * (seventeen.charAt(i) - '0');
    return seventeen + "10X98765432".charAt(sum % 11);
  }

  private void list(Kind kind, String csv) throws Exception {
    Path file = Files.writeString(folder.resolve(kind + ".csv"), csv);
    var taken =
        district
            .server
            .wiring()
            .registry
            .run(
                new RegistryImport.Request(
                    kind, file, Optional.empty(), BigDecimal.ONE, folder, Set.of()));
    assertTrue(taken instanceof RegistryImport.Outcome.Taken, taken.toString());
  }

  private void lists() throws Exception {
    list(Kind.HOUSEHOLD, "户编号,户主姓名,户主证件号码,人数,街道\nH1,王芳," + WANG + ",2,110108007\n");
    list(Kind.PERSON, "姓名,证件号码,户编号,死亡日期\n王芳," + WANG + ",H1,\n李雷," + LI + ",H1,2025-11-03\n");
    list(
        Kind.BENEFIT,
        "姓名,证件号码,救助类别,开始日期,停止日期\n王芳,"
            + WANG
            + ",低保,2024-03-01,\n李雷,"
            + LI
            + ",低保,2019-01-01,2020-06-30\n");
    list(Kind.OFFICIAL, "姓名,证件号码,单位,职务\n赵云," + ZHAO + ",街道,经办人\n");
  }

  private Registry.SnapshotTold ask(TestMachine machine, Registry.SnapshotAsk ask)
      throws Exception {
    TestMachine.Answer answer = machine.ask(Protocol.REGISTRY, ask);
    assertEquals(200, answer.status());
    return Messages.read(answer.body(), Registry.SnapshotTold.class);
  }

  private static Registry.SnapshotAsk nothing() {
    return new Registry.SnapshotAsk(null, 0, List.of());
  }

  private byte[] fetched(Registry.SnapshotHead head) throws Exception {
    var table = new ByteArrayOutputStream();
    for (long n = 0; n < head.pieces(); n++) {
      var told = ask(clerk, new Registry.SnapshotAsk(head.id(), n, List.of()));
      assertEquals(n, told.n());
      table.writeBytes(Base64.getDecoder().decode(told.piece()));
    }
    var end = ask(clerk, new Registry.SnapshotAsk(head.id(), head.pieces(), List.of()));
    assertNull(end.piece());
    assertNull(ask(clerk, new Registry.SnapshotAsk(null, -1, List.of())).piece());
    assertEquals(head.sha256(), Hashes.sha256Hex(table.toByteArray()));
    return table.toByteArray();
  }

  private static Optional<List<Fact>> look(
      Registry.SnapshotHead head, byte[] table, String number) {
    byte[] key = RegistryTable.key(number, Hashes.bytes(head.salt()), head.cost());
    return RegistryTable.find(table, key, head.id());
  }

  private static int month(int year, int month) {
    return (year - 1970) * 12 + month - 1;
  }

  @Test
  void aWindowKnowsByNumberWhatTheListsSay() throws Exception {
    assertNull(ask(clerk, nothing()).head(), "no snapshot was made yet");
    lists();
    Registry.SnapshotHead head = district.server.wiring().snapshots.make().orElseThrow();
    assertEquals(head, ask(clerk, nothing()).head());
    assertEquals(3, head.rows());
    assertEquals(Set.of(), head.missing());
    assertEquals(clock.get().toEpochMilli(), head.asOf());
    byte[] table = fetched(head);
    List<Fact> wang = look(head, table, WANG).orElseThrow();
    assertEquals(RegistryTable.Kind.BENEFIT, wang.getFirst().kind());
    assertEquals(month(2024, 3), wang.getFirst().value());
    assertTrue(head.codes().get(wang.getFirst().code()).startsWith("benefit."));
    assertEquals(RegistryTable.Kind.HOUSEHOLD, wang.getLast().kind());
    List<Fact> li = look(head, table, LI).orElseThrow();
    assertEquals(
        List.of(RegistryTable.Kind.DIED, RegistryTable.Kind.ENDED, RegistryTable.Kind.HOUSEHOLD),
        li.stream().map(Fact::kind).toList());
    assertEquals(month(2025, 11), li.getFirst().value());
    assertEquals(month(2020, 6), li.get(1).value());
    assertEquals(wang.getLast().value(), li.getLast().value(), "of one household");
    assertEquals("110108007", head.places().get(wang.getFirst().place()));
    assertEquals(
        RegistryTable.Kind.OFFICIAL, look(head, table, ZHAO).orElseThrow().getFirst().kind());
    assertEquals(Optional.empty(), look(head, table, NOBODY));
  }

  /// A case of somebody with the number [#NOBODY].
  private static CaseRecord opened(TestMachine there) throws Exception {
    var file = District.open(there, District.THERE, "王芳");
    CaseRecord person =
        file.records().stream()
            .filter(r -> r.type() == RecordType.PERSON)
            .findFirst()
            .orElseThrow();
    there.save(RecordChange.between(person, person.with("idNumber", NOBODY)).orElseThrow());
    return file.application().orElseThrow();
  }

  private static void edited(TestMachine there, CaseRecord application) {
    RecordChange edit =
        RecordChange.between(application, application.with("phone", "13800000009")).orElseThrow();
    Verdict verdict = assertDoesNotThrow(() -> there.save(edit));
    assertEquals(Verdict.Kind.APPLIED, verdict.verdict());
  }

  @Test
  void aCaseThatIsWorkedOnWhileASnapshotIsMadeIsInItAllTheSame() throws Exception {
    try (TestMachine there = district.machine("clerkThere")) {
      CaseRecord application = opened(there);
      looks.add(() -> {}); // for the salt
      looks.add(() -> edited(there, application)); // for the day of today
      Registry.SnapshotHead head = district.server.wiring().snapshots.make().orElseThrow();
      assertTrue(looks.isEmpty());
      assertTrue(look(head, fetched(head), NOBODY).isPresent());
    }
  }

  @Test
  @Timeout(60)
  void nobodyWaitsWhileASnapshotIsLaidDown() throws Exception {
    try (TestMachine there = district.machine("clerkThere")) {
      CaseRecord application = opened(there);
      looks.add(() -> {}); // for the salt
      looks.add(() -> {}); // for the day of today
      looks.add(() -> {}); // for the table
      looks.add(() -> { // for the log, when all else is written; SQLite has one writer
        if (store == Store.POSTGRES) edited(there, application);
      });
      assertTrue(district.server.wiring().snapshots.make().isPresent());
      assertTrue(looks.isEmpty());
    }
  }

  @Test
  void openCasesOfEveryStreetAreInIt() throws Exception {
    try (TestMachine there = district.machine("clerkThere")) {
      opened(there);
    }
    Registry.SnapshotHead head = district.server.wiring().snapshots.make().orElseThrow();
    assertEquals(Set.of("PERSON", "HOUSEHOLD", "BENEFIT", "OFFICIAL"), head.missing());
    assertEquals(0, head.asOf());
    Fact found = look(head, fetched(head), NOBODY).orElseThrow().getFirst();
    assertEquals(RegistryTable.Kind.CASE, found.kind());
    assertEquals(District.THERE, head.places().get(found.place()));
    assertTrue(head.codes().get(found.code()).startsWith("stage."), head.codes().toString());
  }

  @Test
  void aSnapshotIsMadeAnewOnlyForSomethingNew() throws Exception {
    lists();
    Registry.SnapshotHead first = district.server.wiring().snapshots.make().orElseThrow();
    assertEquals(Optional.empty(), district.server.wiring().snapshots.make());
    District.open(clerk, District.HERE, "王芳");
    assertEquals(Optional.empty(), district.server.wiring().snapshots.make(), "not yet a day");
    clock.updateAndGet(t -> t.plus(Duration.ofDays(1)));
    Registry.SnapshotHead second = district.server.wiring().snapshots.make().orElseThrow();
    assertEquals(first.salt(), second.salt());
    assertFalse(first.id().equals(second.id()));
    clock.updateAndGet(t -> t.plus(Duration.ofDays(100)));
    list(Kind.OFFICIAL, "姓名,证件号码,单位,职务\n赵云," + ZHAO + ",街道,主任\n");
    Registry.SnapshotHead third = district.server.wiring().snapshots.make().orElseThrow();
    assertFalse(first.salt().equals(third.salt()), "a salt lives for some months");
    long kept =
        district
            .server
            .wiring()
            .database
            .read(tx -> tx.number("SELECT COUNT(*) AS n FROM registry_snapshot"));
    assertEquals(2, kept);
    long digests =
        district
            .server
            .wiring()
            .database
            .read(tx ->
                tx.number(
                    "SELECT COUNT(*) AS n FROM registry_digest WHERE salt = ?", third.salt()));
    assertEquals(third.rows(), digests);
  }

  @Test
  void onlyAWindowIsHandedIt() throws Exception {
    district.addOneOfEachRole();
    for (Role role : District.roles().toList())
      try (TestMachine machine = district.machine(District.login(role))) {
        TestMachine.Answer answer = machine.ask(Protocol.REGISTRY, nothing());
        clock.updateAndGet(t -> t.plusSeconds(1));
        if (role == Role.WINDOW_CLERK) assertEquals(200, answer.status());
        else assertEquals("RIGHT", answer.refusal().code(), role.name());
      }
  }

  private static Registry.RegistryQuery asked(long no, String application, String reason) {
    return new Registry.RegistryQuery(no, 7, application, reason, "ab".repeat(16), true);
  }

  private List<String> log() throws Exception {
    return district
        .server
        .wiring()
        .database
        .read(tx ->
            tx.all(
                "SELECT staff, subject, detail FROM audit WHERE what = 'REGISTRY_ASKED' ORDER BY"
                    + " seq",
                row -> row.text("staff") + "|" + row.text("subject") + "|" + row.text("detail")));
  }

  @Test
  void everyQueryIsNotedOnceAndWithoutTheNumber() throws Exception {
    String app = new UUID(1, 2).toString();
    var first =
        new Registry.SnapshotAsk(null, 0, List.of(asked(1, app, null), asked(2, null, "CONSULT")));
    assertEquals(2, ask(clerk, first).noted());
    assertEquals(2, ask(clerk, first).noted(), "the answer was lost");
    assertEquals(2, ask(clerk, nothing()).noted());
    var next =
        new Registry.SnapshotAsk(null, 0, List.of(asked(2, null, "CONSULT"), asked(3, app, null)));
    assertEquals(3, ask(clerk, next).noted());
    String snapshot = "ab".repeat(16);
    String who = clerk.staff().toString();
    assertEquals(
        List.of(
            who + "|" + app + "|no 1 at 7 known in " + snapshot,
            who + "||no 2 at 7 CONSULT known in " + snapshot,
            who + "|" + app + "|no 3 at 7 known in " + snapshot),
        log());
  }

  @Test
  void aQueryNeedsACaseOrAReasonAndCarriesNoWords() throws Exception {
    for (Registry.RegistryQuery bad :
        List.of(
            asked(1, null, null),
            asked(0, null, "CONSULT"),
            asked(1, "no id", null),
            asked(1, null, WANG),
            asked(1, null, "王芳来问"),
            new Registry.RegistryQuery(1, 7, null, "CONSULT", WANG, true))) {
      TestMachine.Answer answer =
          clerk.ask(Protocol.REGISTRY, new Registry.SnapshotAsk(null, 0, List.of(bad)));
      assertEquals("MALFORMED", answer.refusal().code(), bad.toString());
    }
    assertEquals(List.of(), log());
  }

  @Test
  void whatOneNumberCostsIsSaid() {
    assertEquals(RegistryTable.COST, Limits.snapshots(PasswordHash.Cost.STANDARD).cost());
    assertEquals(PasswordHash.Cost.TINY, Limits.snapshots(PasswordHash.Cost.TINY).cost());
  }
}
