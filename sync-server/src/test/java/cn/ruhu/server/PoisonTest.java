package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// An op that cannot be kept is refused and blocks nothing; what the disk or the network did to a
/// push is no op's fault.
@OnEachStore
class PoisonTest {
  @Parameter Store store;
  @TempDir Path data;
  private District district;
  private TestMachine clerk;
  private CaseRecord app;

  @BeforeEach
  void start() throws Exception {
    district = new District(data, store);
    clerk = district.machine("clerk");
    app = District.open(clerk, District.HERE, "王芳").application().orElseThrow();
  }

  @AfterEach
  void stop() throws Exception {
    assertTrue(district.server.chainsHold());
    clerk.close();
    district.close();
  }

  private Database database() {
    return district.server.wiring().database;
  }

  private void run(String sql) throws Exception {
    database().write(tx -> tx.run(sql));
  }

  /// Adds a line that makes a supporter of this name.
  private byte[] supporter(String name) throws Exception {
    Map<String, String> fields =
        Map.of("application", app.id().toString(), "name", name, "relation", "31", "duty", "1");
    CaseRecord made =
        CaseRecord.of(RecordType.SUPPORTER, District.IDS.next(), app.scope(), app.id(), fields);
    return clerk.add(clerk.op("save", false, TestMachine.wire(RecordChange.create(made))));
  }

  private List<Verdict> pushFrom(int from) throws Exception {
    return clerk.push(from, clerk.lines.size()).verdicts();
  }

  private List<String> names() throws Exception {
    clerk.pull();
    return clerk.seen("SUPPORTER").stream()
        .map(r -> String.valueOf(r.fields().get("name")))
        .sorted()
        .toList();
  }

  /// No table holds a record with this word.
  private void banned(String word) throws Exception {
    if (store == Store.POSTGRES)
      run("ALTER TABLE record ADD CONSTRAINT banned CHECK (fields NOT LIKE '%" + word + "%')");
    else
      run(
          "CREATE TRIGGER banned BEFORE INSERT ON record WHEN NEW.fields LIKE '%"
              + word
              + "%' BEGIN SELECT RAISE(ABORT, 'banned'); END");
  }

  @Test
  void anOpThatCannotBeKeptIsRefusedWithItsBodyAndTheOpsAroundItAreTaken() throws Exception {
    banned("poison");
    supporter("a");
    byte[] line = supporter("poison");
    supporter("b");
    List<Verdict> verdicts = pushFrom(2);
    assertEquals(
        List.of(Verdict.Kind.APPLIED, Verdict.Kind.REJECTED, Verdict.Kind.APPLIED),
        verdicts.stream().map(Verdict::verdict).toList());
    assertEquals("internal", verdicts.get(1).reason());
    assertEquals(List.of("a", "b"), names());
    UUID refused = verdicts.get(1).opId();
    assertArrayEquals(line, database().read(tx -> tx.journals().body(refused)));
    assertEquals(verdicts, pushFrom(2), "for good");
    supporter("c");
    assertEquals(Verdict.Kind.APPLIED, pushFrom(5).getFirst().verdict());
  }

  @Test
  void aCaseThatCannotGoOnByItselfHoldsUpNoPush() throws Exception {
    var refused = new RefusedCase(district, clerk);
    refused.records(clerk, GateKind.DELIVERED, Map.of("reason", "DB"));
    banned("REFUSAL_LETTER");
    refused.records(clerk, GateKind.DELIVERED, Map.of("reason", "DS"));
    assertEquals(List.of(), refused.finished(), "nothing of it is kept");
    run(
        store == Store.POSTGRES
            ? "ALTER TABLE record DROP CONSTRAINT banned"
            : "DROP TRIGGER banned");
    refused.records(clerk, GateKind.DELIVERED, Map.of("reason", "DS"));
    assertEquals(1, refused.finished().size(), "it goes on with the next fact");
  }

  @Test
  void wordsNoDatabaseHoldsAreRefusedByName() throws Exception {
    for (String bad : List.of("sa\0ve", "sa\ud800ve")) {
      var set = new TreeMap<String, List<String>>();
      set.put("colour", Arrays.asList(null, "blue"));
      UUID id = District.IDS.next();
      clerk.add(clerk.op(bad, false, List.of(loose("HOLOGRAM", id, set))));
      clerk.add(clerk.op("save", false, List.of(loose("HOLO" + bad, id, set))));
      supporter("a");
      List<Verdict> verdicts = pushFrom(clerk.lines.size() - 2);
      assertEquals(
          Arrays.asList("KIND", "CHANGE", null), verdicts.stream().map(Verdict::reason).toList());
    }
  }

  private static Change loose(String type, UUID id, TreeMap<String, List<String>> set) {
    return new Change(type, id, District.HERE, null, set, true, false);
  }

  @Test
  void aFullDiskRefusesNoOp() throws Exception {
    supporter("a");
    supporter(letters(90_000)); // nothing a push could be packed into less room by
    PushBody body = clerk.body(2, 3);
    long pages = full();
    assertEquals(StorageException.Kind.WORLD, pushed(body));
    emptied(pages);
    assertEquals(Verdict.Kind.APPLIED, pushFrom(2).getFirst().verdict(), "as if nothing had been");
  }

  private static String letters(int count) {
    return new Random(1)
        .ints(count, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private StorageException.Kind pushed(PushBody body) throws Exception {
    var by = district.caller(clerk);
    var inbox = district.server.wiring().inbox;
    return assertThrows(StorageException.class, () -> inbox.push(by, body)).kind();
  }

  private long full() throws Exception {
    if (store == Store.POSTGRES) {
      trigger("RAISE EXCEPTION 'no space left' USING ERRCODE = '53100';");
      return 0;
    }
    return database()
        .write(tx -> {
          long pages = tx.one("PRAGMA page_count", row -> row.number("page_count")).orElseThrow();
          String limit = "PRAGMA max_page_count = " + pages;
          return tx.one(limit, row -> row.number("max_page_count")).orElseThrow();
        });
  }

  private void emptied(long pages) throws Exception {
    if (store == Store.POSTGRES) run("DROP TRIGGER fault ON record");
    else database().write(tx -> tx.one("PRAGMA max_page_count = " + 2 * pages, row -> pages));
  }

  /// What the world does to a database: the line to it breaks, or its disk takes nothing.
  private void broken() throws Exception {
    if (store == Store.POSTGRES) trigger("PERFORM pg_terminate_backend(pg_backend_pid());");
    else run("PRAGMA query_only = ON");
  }

  private void mended() throws Exception {
    run(store == Store.POSTGRES ? "DROP TRIGGER fault ON record" : "PRAGMA query_only = OFF");
  }

  private void trigger(String does) throws Exception {
    run(
        "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            + does
            + " RETURN NEW; END $$");
    run("CREATE TRIGGER fault BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION fault()");
  }

  @Test
  void aLostConnectionOrADiskThatTakesNothingRefusesNoOp() throws Exception {
    supporter("a");
    broken();
    assertEquals(StorageException.Kind.WORLD, pushed(clerk.body(2, 2)));
    mended();
    assertEquals(Verdict.Kind.APPLIED, pushFrom(2).getFirst().verdict());
  }

  @Test
  void aCloggedJournalFlowsAgainInBothReplies() throws Exception {
    banned("poison");
    supporter("poison");
    var by = district.caller(clerk);
    Answer<PushReply> answer = district.server.wiring().inbox.push(by, clerk.body(1, 2));
    assertEquals(2, ((Answer.Given<PushReply>) answer).value().journalLast());
  }
}
