package cn.ruhu.journeys.road;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.evidence.SealText;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DistrictPages;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.People;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.store.Disk;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.StoreOptions;
import cn.ruhu.sync.StoreAdapter;
import cn.ruhu.sync.SyncLoop;
import cn.ruhu.sync.SyncState;
import cn.ruhu.sync.http.HandIn;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerAddress;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.sync.http.Timeouts;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Verdict;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// One person at one machine, as the program wires it, without the window.
@SuppressWarnings("try") // what a closing interrupts is the test itself
public final class Place implements AutoCloseable {
  public static final String PASSWORD = "ruhu-2026-demo";

  /// the street all cases are of
  public static final String STREET = "110108007";

  /// What a household answers at the table that owns nothing and rents.
  public static final Map<String, String> OWNS_NOTHING =
      Map.ofEntries(
          Map.entry("P01", "0"),
          Map.entry("P02", "0"),
          Map.entry("P03", "0"),
          Map.entry("P04", "0"),
          Map.entry("P05", "0"),
          Map.entry("P08", "0"),
          Map.entry("P10", "0"),
          Map.entry("P11", "false"),
          Map.entry("H04", "3"),
          Map.entry("H17", "0"),
          Map.entry("H19", "false"));

  private final Accounts.Person person;
  private final Machine machine;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final SyncLoop loop;
  private final ServerConnection connection;
  private String token;
  public final Desk desk;

  private Place(
      InstantSource clock,
      Machine machine,
      ServerConnection connection,
      LocalStore store,
      Accounts.LoggedIn in)
      throws Exception {
    this.person = in.person();
    this.machine = machine;
    this.connection = connection;
    this.token = in.token();
    given(
        connection.keepWorkKey(
            token, store.recoverySealed().orElseThrow(), store.user(), store.signingKey()));
    store.sync().granted(in.scopes(), in.grantUntil(), in.serverTime());
    loop =
        new SyncLoop(
            new StoreAdapter(store, task -> Thread.ofVirtual().start(task)),
            clock,
            new Random(7),
            executor,
            task -> Thread.ofVirtual().start(task),
            SyncLoop.Rhythm.STANDARD);
    loop.use(connection.transport(in.token()));
    Accounts.Person p = in.person();
    String street = p.street() == null ? "" : p.street();
    desk =
        new Desk(
            store,
            new Actor(p.id(), Role.valueOf(p.role()), street),
            p.displayName(),
            clock,
            ZoneId.of("Asia/Shanghai"),
            Ids.seeded(clock, new SecureRandom()),
            () -> {},
            new People(store, Runnable::run));
  }

  /// Enrols a new machine at the server and signs a person in there.
  public static Place open(Path home, EmbeddedServer server, InstantSource clock, String login)
      throws Exception {
    return open(home, server, clock, login, PASSWORD);
  }

  /// As [#open(Path, EmbeddedServer, InstantSource, String)], where everybody has another password.
  public static Place open(
      Path home, EmbeddedServer server, InstantSource clock, String login, String password)
      throws Exception {
    var random = new SecureRandom();
    Machine machine =
        Machine.open(
            home,
            clock,
            random,
            new StoreOptions("journey", clock::millis, PasswordHash.Cost.TINY, Disk.real(), 0));
    ServerAddress address =
        ServerAddress.parse(
                "https://"
                    + InetAddress.getLoopbackAddress().getHostAddress()
                    + ":"
                    + server.port(),
                server.pin().text())
            .orElseThrow();
    var enrolling =
        new ServerConnection(
            address, machine.device(), machine.signingKey(), null, random, Timeouts.STANDARD);
    Accounts.Enrolled enrolled = given(enrolling.enrol(server.issueCode(), "journey"));
    enrolling.close();
    machine.enrolled(Enrolment.of(address.url().toString(), server.pin().text(), enrolled));
    var connection =
        new ServerConnection(
            address,
            machine.device(),
            machine.signingKey(),
            enrolled.serverKey(),
            random,
            Timeouts.STANDARD);
    Accounts.LoggedIn in = given(connection.login(login, password.toCharArray()));
    LocalStore store =
        machine.hasVault(login)
            ? ((SignIn.Opened) machine.signIn(login, password.toCharArray())).store()
            : machine.createVault(in.person(), password.toCharArray(), null);
    return new Place(clock, machine, connection, store, in);
  }

  private static <T> T given(Result<T> result) {
    if (result instanceof Result.Given<T>(T value)) return value;
    throw new AssertionError("the server did not agree: " + result);
  }

  /// The first investigator's signature under a seal, made here and now.
  public String signedFirst(UUID who, String seal) {
    Instant at = desk.now();
    byte[] text = SealText.of(SealText.Place.A, who, seal, at);
    return desk.store().signingKey().sign(text) + " " + at;
  }

  /// A new record of a case, written here.
  public CaseRecord of(RecordType type, UUID application, Map<String, String> fields) {
    CaseRecord r = CaseRecord.of(type, desk.newId(), STREET, application, fields);
    return type.field("application").isPresent()
        ? r.with("application", application.toString())
        : r;
  }

  /// A fact this person records now.
  public CaseRecord fact(UUID application, GateKind kind, Map<String, String> more) {
    return of(RecordType.GATE_FACT, application, more)
        .with("kind", kind.name())
        .with("by", desk.actor().staff().toString())
        .with("at", desk.now().toString());
  }

  /// Acts the district did not take as they were, with its reasons.
  public List<String> refused() {
    return desk.store().journal().entries().stream()
        .filter(e -> e.verdict() != null && e.verdict().verdict() != Verdict.Kind.APPLIED)
        .map(e -> e.op().kind() + " " + e.verdict())
        .toList();
  }

  /// The morning after: the token of yesterday is over, the person signs in again.
  public void signIn() throws Exception {
    Accounts.LoggedIn in = given(connection.login(person.name(), PASSWORD.toCharArray()));
    desk.store().sync().granted(in.scopes(), in.grantUntil(), in.serverTime());
    token = in.token();
    loop.use(connection.transport(token));
  }

  Machine machine() {
    return machine;
  }

  /// Hands in what this machine carries for others.
  void carry() throws Exception {
    var hands = new HandIn(machine.carried());
    while (hands.step(connection, token) == HandIn.Step.SENT) continue;
  }

  /// What the program does when nobody may sign in here any more.
  void handIn() throws Exception {
    loop.use(connection.transport(given(connection.handIn(person.id())).token()));
  }

  /// Why the district signs nobody in here.
  String refusal() {
    return connection.login(person.name(), PASSWORD.toCharArray())
            instanceof Result.Refused<Accounts.LoggedIn> no
        ? no.code()
        : "";
  }

  UUID device() {
    return machine.device();
  }

  /// Pages of other machines, over this place's rounds.
  DistrictPages pages() {
    return new DistrictPages(loop, Background.inline());
  }

  /// One whole exchange with the district.
  public SyncState sync() throws Exception {
    return loop.syncNow().get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    loop.close();
    executor.shutdownNow();
    connection.close();
    machine.close();
  }
}
