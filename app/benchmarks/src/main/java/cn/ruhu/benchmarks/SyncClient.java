package cn.ruhu.benchmarks;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.NewOp;
import cn.ruhu.store.Saved;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.PullsAhead;
import cn.ruhu.sync.PushesAhead;
import cn.ruhu.sync.Step;
import cn.ruhu.sync.StoreAdapter;
import cn.ruhu.sync.SyncCore;
import cn.ruhu.sync.SyncLoop;
import cn.ruhu.sync.Transport;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerAddress;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.sync.http.Timeouts;
import cn.ruhu.wire.Accounts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One enrolled machine with one clerk signed in: the client's own store, core and transport, as
/// the program wires them. The loop around the core is this class's, so that a round begins when a
/// figure wants it and its requests can be counted; [#loop] is the program's own.
final class SyncClient implements AutoCloseable {
  private static final int LOOP_MINUTES = 15;
  private static final int LOOK_MS = 10;

  private final Machine machine;
  private final ServerConnection connection;
  private final LocalStore store;
  private final StoreAdapter adapter;
  private final SyncCore core;
  private final UUID clerk;
  private final String pin;
  private final String serverKey;
  private final String token;
  private Transport transport;
  private Step.@org.jspecify.annotations.Nullable Send held; // handed out, and not sent yet
  private long requests;
  private long sendingNs;

  /// @param home an empty folder
  /// @param number which of the server's clerks
  SyncClient(Path home, SyncServer server, int number) throws StoreException, IOException {
    this.machine = Homes.machine(home);
    this.pin = server.pin();
    Accounts.Enrolled enrolled;
    try (ServerConnection first = connection(server.url(), null)) {
      enrolled = given(first.enrol(server.code(), "bench"));
    }
    machine.enrolled(Enrolment.of(server.url(), server.pin(), enrolled));
    this.serverKey = enrolled.serverKey();
    this.connection = connection(server.url(), serverKey);
    char[] password = Homes.password();
    Accounts.LoggedIn in = given(connection.login(SyncServerMain.login(number), password));
    this.store = machine.createVault(in.person(), password, null);
    Arrays.fill(password, ' ');
    store.sync().granted(in.scopes(), in.grantUntil(), in.serverTime());
    this.clerk = in.person().id();
    this.token = in.token();
    this.adapter = new StoreAdapter(store, task -> Thread.ofVirtual().start(task));
    this.transport = ahead(connection.transport(token));
    this.core = new SyncCore(adapter, new SecureRandom());
  }

  /// As the program's loop wires it.
  private Transport ahead(Transport to) {
    return new PullsAhead(
        new PushesAhead(to, adapter::behind, task -> Thread.ofVirtual().start(task)),
        task -> Thread.ofVirtual().start(task));
  }

  private ServerConnection connection(String url, @org.jspecify.annotations.Nullable String key) {
    return new ServerConnection(
        ServerAddress.parse(url, pin).orElseThrow(),
        machine.device(),
        machine.signingKey(),
        key,
        new SecureRandom(),
        Timeouts.STANDARD);
  }

  private static <T> T given(Result<T> result) throws IOException {
    if (result instanceof Result.Given<T>(T answer)) return answer;
    throw new IOException("the server gave no answer: " + result.getClass().getSimpleName());
  }

  LocalStore store() {
    return store;
  }

  UUID clerk() {
    return clerk;
  }

  UUID newId() {
    return machine.ids().next();
  }

  /// Saves one new record as an act of its own.
  void save(CaseRecord made, String... files) throws StoreException {
    save(RecordChange.create(made), files);
  }

  void save(RecordChange change, String... files) throws StoreException {
    save(store, change, files);
  }

  static Saved save(LocalStore store, RecordChange change, String... files) throws StoreException {
    return store.save(new NewOp("save", null, false, List.of(change), List.of(files)));
  }

  /// A whole round: everything out, everything in.
  ///
  /// @throws IOException when anything stood in the way, as no figure is taken of half a round
  void round() throws StoreException, IOException {
    steps(_ -> true);
  }

  /// The beginning of a round, until every saved act has its verdict. The next [#round] goes on
  /// behind it.
  void push() throws StoreException, IOException {
    steps(step -> step instanceof Step.Push);
  }

  /// The round goes on with what others sent, until everything is here.
  void pull() throws StoreException, IOException {
    steps(step -> step instanceof Step.Push || step instanceof Step.Pull);
  }

  /// The round goes on with files, until every one has its receipt.
  void files() throws StoreException, IOException {
    steps(step ->
        step instanceof Step.FileHead
            || step instanceof Step.FilePatch
            || step instanceof Step.FileParcel);
  }

  /// Hands steps out until one is not wanted any more or none is left.
  private void steps(Predicate<Step.Send> wanted) throws StoreException, IOException {
    core.begin();
    while (true) {
      Step next = held == null ? core.next(System.currentTimeMillis()) : held;
      held = null;
      switch (next) {
        case Step.Send send -> {
          if (!wanted.test(send)) {
            held = send;
            return;
          }
          long begun = System.nanoTime();
          Answer answer = transport.send(send);
          sendingNs += System.nanoTime() - begun;
          requests++;
          core.on(send, answer, System.currentTimeMillis());
        }
        case Step.Wait wait -> throw new IOException("the round waits: " + wait.trouble());
        case Step.Done _ -> {
          if (core.trouble().isPresent()) throw new IOException("trouble: " + core.trouble());
          return;
        }
      }
    }
  }

  /// A whole round of a machine that was away, over a connection of its own: where the server asks
  /// for time it gets it.
  ///
  /// @return how long each request took, in nanoseconds
  List<Long> patiently(String url) throws StoreException, IOException {
    var took = new ArrayList<Long>();
    try (ServerConnection back = connection(url, serverKey)) {
      Transport line = ahead(back.transport(token));
      core.begin();
      while (true) {
        switch (core.next(System.currentTimeMillis())) {
          case Step.Send send -> {
            long begun = System.nanoTime();
            Answer answer = line.send(send);
            took.add(System.nanoTime() - begun);
            core.on(send, answer, System.currentTimeMillis());
          }
          case Step.Wait wait ->
              TimeUnit.MILLISECONDS.sleep(Math.max(1, wait.until() - System.currentTimeMillis()));
          case Step.Done _ -> {
            if (core.trouble().isPresent()) throw new IOException("trouble: " + core.trouble());
            return took;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Everything out by the program's own loop, which sends a second file beside and rests when
  /// something stands in the way.
  void loop() throws StoreException, IOException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LOOP_MINUTES);
    try (var executor = Executors.newSingleThreadScheduledExecutor();
        var loop =
            new SyncLoop(
                new StoreAdapter(store, task -> Thread.ofVirtual().start(task)),
                InstantSource.system(),
                new SecureRandom(),
                executor,
                task -> Thread.ofVirtual().start(task),
                SyncLoop.Rhythm.STANDARD)) {
      loop.use(transport);
      loop.start();
      while (store.waiting().ops() > 0 || !store.files().pendingUploads().isEmpty()) {
        if (System.nanoTime() > end) throw new IOException("not through: " + loop.state());
        TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Does something over another way to the same server.
  ///
  /// @param url of a [Relay]
  void through(String url, Work work) throws StoreException, IOException {
    Transport direct = transport;
    try (ServerConnection other = connection(url, serverKey)) {
      transport = ahead(other.transport(token));
      work.run();
    } finally {
      transport = direct;
    }
  }

  /// What is measured.
  interface Work {
    void run() throws StoreException, IOException;
  }

  /// Requests since the machine was made.
  long requests() {
    return requests;
  }

  /// Time in which a request was under way, of all rounds so far.
  double sendingMs() {
    return sendingNs / 1e6;
  }

  @Override
  public void close() throws StoreException {
    connection.close();
    machine.close();
  }
}
