package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.inbox.Inbox;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Two instances on one PostgreSQL, and transactions that meet in an order a test wants.
abstract class TwoInstances {
  static final String LAST_LOCK = "lockedHead";

  @TempDir static Path data;
  static District district;
  static EmbeddedServer other;
  TestMachine clerk;
  TestMachine clerk2;
  final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeAll
  static void startBoth() throws Exception {
    district = new District(data, Store.POSTGRES);
    var config = EmbeddedServer.Config.forTests().withDatabase(Store.choice(district.database));
    other = EmbeddedServer.start(data, config);
  }

  @AfterAll
  static void stopBoth() {
    other.close();
    district.close();
  }

  @BeforeEach
  void start() throws Exception {
    clerk = newcomer();
    clerk2 = newcomer();
  }

  /// Somebody nobody else works as.
  static TestMachine newcomer() throws Exception {
    String login = "w" + District.IDS.next();
    district.server.addPerson(
        login, District.PASSWORD, login, Role.WINDOW_CLERK, District.HERE, null);
    return district.machine(login);
  }

  @AfterEach
  void stop() throws Exception {
    threads.shutdownNow();
    clerk.close();
    clerk2.close();
    assertTrue(district.server.chainsHold());
  }

  static Inbox inbox(EmbeddedServer server, Ledger ledger) {
    Wiring wiring = server.wiring();
    return new Inbox(ledger, wiring.feed, wiring.ids, wiring.surroundings.clock());
  }

  Inbox there() {
    return other.wiring().inbox;
  }

  static PushReply given(Answer<PushReply> answer) {
    if (answer instanceof Answer.Given<PushReply>(PushReply reply)) return reply;
    throw new AssertionError(answer.toString());
  }

  /// Hands the last line of a machine's journal to an inbox.
  Callable<Verdict> last(Inbox inbox, TestMachine machine) throws Exception {
    PushBody body = machine.body(machine.lines.size(), machine.lines.size());
    Caller by = district.caller(machine);
    return () -> given(inbox.push(by, body)).verdicts().getFirst();
  }

  /// Runs the first until the gate, then the second until it is done or waits for the first, then
  /// both to their end.
  <A, B> Both<A, B> meet(Gate gate, Callable<A> first, Callable<B> second) throws Exception {
    Future<A> a = threads.submit(first);
    gate.reached();
    Future<B> b = threads.submit(second);
    boolean waited = false;
    while (!b.isDone() && !waited) {
      waited = Postgres.waiting(String.valueOf(district.database)) > 0;
      if (!waited) TimeUnit.MILLISECONDS.sleep(10);
    }
    gate.open();
    return new Both<>(a.get(30, TimeUnit.SECONDS), b.get(30, TimeUnit.SECONDS), waited);
  }

  /// Holds locks until so many others wait for them: they meet there, and go on together.
  static AutoCloseable crowd(int size, String... locks) throws Exception {
    String url = String.valueOf(district.database);
    AutoCloseable held = Postgres.held(url, locks);
    return () -> {
      try (held) {
        while (Postgres.waiting(url) < size) TimeUnit.MILLISECONDS.sleep(10);
      }
    };
  }

  /// @param waited the second had to wait for the first
  record Both<A, B>(A first, B second, boolean waited) {}

  /// A record of a type this program does not know, of no case: nothing but itself is locked.
  static Change loose(UUID id, boolean create, String old, String now) {
    var set = new TreeMap<String, List<String>>();
    set.put("colour", Arrays.asList(old, now));
    return new Change("HOLOGRAM", id, District.HERE, null, new TreeMap<>(set), create, false);
  }

  static void journal(TestMachine machine, Change... changes) throws Exception {
    machine.add(machine.op("save", false, List.of(changes)));
  }
}
