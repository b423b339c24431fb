package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldChange;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Four instances on one PostgreSQL under load, one killed each second in the middle of what it
/// does: every record that was acknowledged is handed out exactly once, to one who pulls all the
/// while too, and the chains hold.
class FourInstancesTest {
  private static final int INSTANCES = 4;
  private static final int MACHINES = 4;
  private static final int OPS = 50;
  private static final int PUSHES_OF_A_JOURNAL = 40;

  @TempDir Path data;
  private District district;
  private final AtomicReferenceArray<EmbeddedServer> instances =
      new AtomicReferenceArray<>(INSTANCES);

  /// where the living ones are
  private final AtomicReferenceArray<String> urls = new AtomicReferenceArray<>(INSTANCES);

  private final AtomicBoolean over = new AtomicBoolean();
  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void start() throws Exception {
    district = new District(data, Store.POSTGRES);
    for (int i = 0; i < INSTANCES; i++) open(i);
  }

  private void open(int i) throws Exception {
    EmbeddedServer server = instance(i);
    instances.set(i, server);
    urls.set(i, server.url());
  }

  @AfterEach
  void stop() {
    over.set(true);
    threads.shutdownNow();
    for (int i = 0; i < INSTANCES; i++) instances.get(i).close();
    district.close();
  }

  private EmbeddedServer instance(int i) throws Exception {
    String url = district.database;
    String named = url + (String.valueOf(url).contains("?") ? "&" : "?") + "ApplicationName=";
    return EmbeddedServer.start(
        data, EmbeddedServer.Config.forTests().withDatabase(Store.choice(named + name(i))));
  }

  private static String name(int i) {
    return "instance_" + i;
  }

  @Test
  void nothingIsLostOfTenThousandRecords() throws Exception {
    run(10_000);
  }

  @Test
  @Tag("soak")
  void nothingIsLostOfAMillionRecords() throws Exception {
    int records = Integer.getInteger("ruhu.rows", 1_000_000);
    int killed = run(records);
    Soak.atLeast(
        "records by four instances on PostgreSQL, one killed each second, lost none",
        records,
        "records",
        1_000_000);
    Soak.probe("four instances: instances killed", killed, "kills");
  }

  /// @return instances killed meanwhile
  private int run(int records) throws Exception {
    var machines = new ArrayList<TestMachine>();
    List<String> logins = List.of("clerk", "clerk2", "clerk", "clerk2");
    for (int i = 0; i < MACHINES; i++) machines.add(district.machine(logins.get(i)));
    CaseFile shared = District.open(machines.getFirst(), District.HERE, "王芳");
    var work = new ArrayList<Future<Integer>>();
    for (TestMachine machine : machines)
      work.add(threads.submit(() -> load(machine, shared, records / MACHINES)));
    int killed;
    Future<Integer> kills = threads.submit(this::killOneEachSecond);
    try (TestMachine reader = district.machine("reviewer")) {
      Future<Set<UUID>> pulled = threads.submit(() -> follow(reader));
      int made = 0;
      for (Future<Integer> one : work) made += one.get(2, TimeUnit.HOURS);
      over.set(true);
      killed = kills.get(1, TimeUnit.MINUTES);
      assertTrue(killed > 0, "instances were killed");
      Set<UUID> seen = pulled.get(10, TimeUnit.MINUTES);
      var lost = new HashSet<>(acknowledged);
      lost.removeAll(seen);
      assertEquals(Set.of(), lost, "lost of " + made);
      assertEquals(records, acknowledged.size());
    }
    for (TestMachine machine : machines) machine.close();
    assertTrue(district.server.chainsHold());
    return killed;
  }

  /// Makes records in its own case, now and then a change of a case everybody works on.
  private int load(TestMachine machine, CaseFile shared, int records) throws Exception {
    int made = 0;
    CaseFile own = District.open(machine, District.HERE, "李强");
    for (int push = 1; made < records; push++) {
      if (push % PUSHES_OF_A_JOURNAL == 0) {
        machine.journal = Hashes.hex(TestMachine.bytes(16));
        machine.lines.clear();
      }
      int from = machine.lines.size() + 1;
      var ids = new ArrayList<UUID>();
      for (int i = 0; i < OPS && made < records; i++, made++) {
        CaseRecord one = supporter(own.application().orElseThrow());
        ids.add(one.id());
        machine.add(machine.op("save", false, TestMachine.wire(RecordChange.create(one))));
      }
      if (push % 8 == 0)
        machine.add(machine.op("save", false, TestMachine.wire(note(shared, push))));
      PushReply reply = pushed(machine, machine.body(from, machine.lines.size()));
      for (int i = 0; i < ids.size(); i++) {
        assertEquals(Verdict.Kind.APPLIED, reply.verdicts().get(i).verdict());
        acknowledged.add(ids.get(i));
      }
    }
    return made;
  }

  private static CaseRecord supporter(CaseRecord app) {
    Map<String, String> fields =
        Map.of("application", app.id().toString(), "name", "宋佳", "relation", "31", "duty", "1");
    return CaseRecord.of(RecordType.SUPPORTER, District.IDS.next(), app.scope(), app.id(), fields);
  }

  private static RecordChange note(CaseFile file, int n) {
    CaseRecord app = file.application().orElseThrow();
    var set = new TreeMap<String, FieldChange>();
    set.put("note", new FieldChange(null, "第" + n));
    return new RecordChange(app.type(), app.id(), app.scope(), app.caseId(), set, false, false);
  }

  /// Sends a push to one instance after another until one answers, as a client does.
  private PushReply pushed(TestMachine machine, PushBody body) throws Exception {
    return anywhere(machine, () -> machine.pushAnswer(body)).as(PushReply.class);
  }

  private TestMachine.Answer anywhere(TestMachine machine, Callable<TestMachine.Answer> request)
      throws Exception {
    for (int tries = 0; tries < 1_000; tries++) {
      String url = urls.get(ThreadLocalRandom.current().nextInt(INSTANCES));
      if (url == null) continue;
      machine.url = url;
      try {
        TestMachine.Answer answer = request.call();
        boolean later = answer.status() >= 500 || answer.status() == 429;
        if (!later) return answer;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(5); // its instance is gone
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    throw new AssertionError("no instance answers");
  }

  /// Pulls while the others push, and once more to the end.
  private Set<UUID> follow(TestMachine reader) throws Exception {
    var seen = new HashSet<UUID>();
    var handed = new HashSet<String>();
    boolean last = false;
    while (true) {
      PullReply page = anywhere(reader, () -> reader.pullAnswer(500)).as(PullReply.class);
      for (WireRecord record : page.records()) {
        String version = record.id() + " at " + record.seq();
        assertTrue(handed.add(version), () -> version + " is handed out a second time");
        seen.add(record.id());
      }
      reader.cursors = new TreeMap<>(page.cursors());
      reader.witness = page.witness();
      if (page.more()) continue;
      if (last) return seen;
      last = over.get();
      if (!last) TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /// Ends an instance's connections where they are, then the instance, and starts another in its
  /// place.
  private int killOneEachSecond() throws Exception {
    int kills = 0;
    for (int i = 0; !over.get(); i = (i + 1) % INSTANCES, kills++) {
      TimeUnit.MILLISECONDS.sleep(1_000);
      urls.set(i, null);
      Postgres.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
              + name(i)
              + "'");
      instances.get(i).close();
      open(i);
    }
    return kills;
  }
}
