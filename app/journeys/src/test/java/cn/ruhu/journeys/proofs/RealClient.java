package cn.ruhu.journeys.proofs;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.Disk;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.NewOp;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.StoreOptions;
import cn.ruhu.sync.StoreAdapter;
import cn.ruhu.sync.SyncLoop;
import cn.ruhu.sync.SyncState;
import cn.ruhu.sync.Trouble;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerAddress;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.sync.http.Timeouts;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.PasswordHash;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The client without its window: store, rounds and transport, wired as the program wires them. One
/// person at a machine that is enrolled.
final class RealClient implements AutoCloseable {
  static final String PASSWORD = "ruhu-2026-demo";
  static final String STREET = "110108007";
  static final int PAGE_BYTES = 100_000;
  static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(20));

  private static final SyncLoop.Rhythm OFTEN =
      new SyncLoop.Rhythm(Duration.ofMillis(200), Duration.ZERO);

  /// An act that was saved.
  ///
  /// @param page address of the page it names, empty for none
  record Saved(UUID op, UUID application, String page) {}

  final Machine machine;
  final LocalStore store;
  final SyncLoop loop;
  private final String login;
  private final ServerConnection connection;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

  private RealClient(Machine machine, LocalStore store, String login, String url, Timeouts times) {
    this.machine = machine;
    this.store = store;
    this.login = login;
    Enrolment enrolment = machine.enrolment().orElseThrow();
    this.connection =
        new ServerConnection(
            ServerAddress.parse(url, enrolment.certificatePin()).orElseThrow(),
            machine.device(),
            machine.signingKey(),
            enrolment.serverKey(),
            new SecureRandom(),
            times);
    this.loop =
        new SyncLoop(
            new StoreAdapter(store, task -> Thread.ofVirtual().start(task)),
            InstantSource.system(),
            new Random(),
            executor,
            task -> Thread.ofVirtual().start(task),
            OFTEN);
  }

  private static Machine machine(Path home, Disk disk) throws StoreException {
    return Machine.open(
        home,
        InstantSource.system(),
        new SecureRandom(),
        new StoreOptions("proof", System::currentTimeMillis, PasswordHash.Cost.TINY, disk, 0));
  }

  /// Enrols a new machine and makes its person's vault.
  static void enrol(Path home, String url, String pin, String code, String login) throws Exception {
    try (Machine made = machine(home, Disk.real())) {
      var random = new SecureRandom();
      ServerAddress at = ServerAddress.parse(url, pin).orElseThrow();
      Accounts.Enrolled enrolled;
      try (var first =
          new ServerConnection(at, made.device(), made.signingKey(), null, random, SHORT)) {
        enrolled = given(first.enrol(code, "proof"));
      }
      made.enrolled(Enrolment.of(url, pin, enrolled));
      try (var next =
          new ServerConnection(
              at, made.device(), made.signingKey(), enrolled.serverKey(), random, SHORT)) {
        Accounts.LoggedIn in = given(next.login(login, PASSWORD.toCharArray()));
        made.createVault(in.person(), PASSWORD.toCharArray(), null);
      }
    }
  }

  private static <T> T given(Result<T> result) {
    if (result instanceof Result.Given<T>(T value)) return value;
    throw new AssertionError("the server did not agree: " + result);
  }

  /// Opens the vault as without a network.
  ///
  /// @param url where the server is, or what stands before it
  static RealClient open(Path home, String login, String url, Timeouts times)
      throws StoreException {
    return open(home, login, url, times, Disk.real());
  }

  static RealClient open(Path home, String login, String url, Timeouts times, Disk disk)
      throws StoreException {
    Machine machine = machine(home, disk);
    if (machine.signIn(login, PASSWORD.toCharArray()) instanceof SignIn.Opened(LocalStore store))
      return new RealClient(machine, store, login, url, times);
    throw new AssertionError("the vault does not open");
  }

  /// Signs in at the server, however long that takes, and goes on sending.
  void online() throws Exception {
    while (!(connection.login(login, PASSWORD.toCharArray())
            instanceof Result.Given<Accounts.LoggedIn>(Accounts.LoggedIn in))
        || !taken(in)) TimeUnit.MILLISECONDS.sleep(50);
  }

  private boolean taken(Accounts.LoggedIn in) throws StoreException {
    store.sync().granted(in.scopes(), in.grantUntil(), in.serverTime());
    loop.use(connection.transport(in.token()));
    return true;
  }

  /// Opens a case, with a page or without.
  Saved save(boolean withPage, Random random) throws StoreException {
    UUID id = machine.ids().next();
    var fields = new java.util.TreeMap<>(Map.of("street", STREET, "schemes", "DB"));
    List<RecordChange> changes =
        new java.util.ArrayList<>(
            List.of(
                RecordChange.create(
                    CaseRecord.of(RecordType.APPLICATION, id, STREET, id, fields))));
    String address = "";
    if (withPage) {
      byte[] bytes = new byte[PAGE_BYTES];
      random.nextBytes(bytes);
      address = store.files().put(bytes, id, "image/jpeg");
      var page =
          Map.of(
              "application",
              id.toString(),
              "slot",
              "D06",
              "file",
              address,
              "mime",
              "image/jpeg",
              "length",
              Integer.toString(PAGE_BYTES));
      changes.add(
          RecordChange.create(
              CaseRecord.of(RecordType.PAGE, machine.ids().next(), STREET, id, page)));
    }
    List<String> files = address.isEmpty() ? List.of() : List.of(address);
    UUID op = store.save(new NewOp("save", null, false, changes, files)).opId();
    loop.saved();
    return new Saved(op, id, address);
  }

  /// Whether everything has come home.
  boolean drained() throws StoreException {
    return store.waiting().ops() == 0 && store.waiting().files() == 0;
  }

  /// Rounds until everything has come home.
  SyncState drain() throws Exception {
    SyncState state = loop.syncNow().get(10, TimeUnit.MINUTES);
    for (int i = 0; i < 2_000 && !drained(); i++) {
      if (state.trouble().map(Trouble::kind).filter(Trouble.Kind.SIGN_IN::equals).isPresent())
        online();
      TimeUnit.MILLISECONDS.sleep(20);
      state = loop.syncNow().get(10, TimeUnit.MINUTES);
    }
    if (!drained()) throw new AssertionError("not drained: " + state);
    return state;
  }

  @Override
  public void close() throws StoreException {
    loop.close();
    executor.close(); // waits for the step under way
    connection.close();
    machine.close();
  }
}
