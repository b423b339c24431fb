package cn.ruhu.desktop;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Cores;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.desktop.work.People;
import cn.ruhu.store.Carried;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.StoreAdapter;
import cn.ruhu.sync.SyncLoop;
import cn.ruhu.sync.SyncState;
import cn.ruhu.sync.Trouble;
import cn.ruhu.sync.http.HandIn;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.wire.Accounts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A person at work: the open store, the rounds with the district, and the password check of the
/// lock. The password itself is kept only until the district has answered for it. Thread-safe where
/// the shell calls it.
final class SignedIn implements Session, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignedIn.class);
  private static final long AGAIN_SECONDS = 45;

  private final LocalStore store;
  private final Accounts.Person person;
  private final Role role;
  private final Optional<ServerConnection> server;
  private final SyncLoop loop;
  private final ScheduledExecutorService executor;
  private final People people;
  final Searches searches;
  private final RegistryFetch registry;
  private final LockCheck check;
  private final ObjectProperty<SyncFacts> facts = new SimpleObjectProperty<>();
  private final ObjectProperty<List<Lamp>> devices = new SimpleObjectProperty<>(List.of());
  private final Object lock = new Object();
  private @Nullable Secret password;
  private final HandIn hands;
  private final AtomicBoolean carrying = new AtomicBoolean();
  private final List<Runnable> carryListeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable String token;
  private boolean asking;
  private boolean closed;

  /// the district only takes in what was done here, and shows nothing any more
  private volatile boolean closedOff;

  /// What a session is made of.
  ///
  /// @param login the district's answer when it was asked already
  /// @param password owned by the session from now on
  /// @param executor one thread, ended by the session
  /// @param besides a thread for files that are sent beside others
  /// @param metered whether the line is paid by the byte
  /// @param carried bundles of other machines, handed in between the rounds
  /// @param vault of the person
  /// @param wipe the district wants this machine wiped, and its work is handed in; any thread
  record Parts(
      LocalStore store,
      Accounts.Person person,
      Accounts.@Nullable LoggedIn login,
      Secret password,
      Optional<ServerConnection> server,
      ScheduledExecutorService executor,
      Executor besides,
      boolean metered,
      Carried carried,
      Vault vault,
      Runnable wipe) {}

  /// Gives the person's vault another password.
  interface Vault {
    /// @return false when `old` does not open it
    boolean rewrap(char[] old, char[] fresh) throws StoreException;
  }

  private final Runnable wipe;
  private final Surroundings surroundings;
  private final Vault vault;

  SignedIn(Parts parts, Surroundings surroundings, Background background) {
    this.store = parts.store();
    this.person = parts.person();
    this.role = Role.valueOf(person.role());
    this.server = parts.server();
    this.wipe = parts.wipe();
    this.executor = parts.executor();
    this.hands = new HandIn(parts.carried());
    this.people =
        new People(
            store,
            work ->
                background.perform(
                    work::run, () -> {}, e -> LOG.warn("people are not all found", e)));
    var cases = new CaseSearch(store, people, home(role));
    this.searches = new Searches(cases, store, this::actor);
    this.registry =
        new RegistryFetch(
            store.registry(), surroundings.clock(), executor, role == Role.WINDOW_CLERK);
    registry.warm(background);
    this.surroundings = surroundings;
    this.vault = parts.vault();
    this.check =
        new LockCheck(surroundings.passwordCost(), surroundings.random(), parts.password());
    this.loop =
        new SyncLoop(
            new StoreAdapter(store, parts.besides()),
            surroundings.clock(),
            surroundings.random(),
            executor,
            parts.besides(),
            SyncLoop.Rhythm.STANDARD);
    loop.metered(parts.metered());
    facts.set(facts(loop.state()));
    loop.onState(s -> {
      SyncFacts now = facts(s);
      background.window(() -> facts.set(now));
      if (!s.running()) {
        carry();
        registry.round(loop.state(), server, token);
      }
    });
    loop.onState(this::wipeWhenDue);
    Accounts.LoggedIn login = parts.login();
    if (login != null) {
      parts.password().wipe();
      online(login.token());
    } else {
      password = parts.password();
      ask(0);
    }
  }

  /// The first screen stands there: what the sign-in put off is done now, behind it.
  void settle() {
    people.begin();
    Cores.threads().execute(check::make);
  }

  /// The feature that opens a case for a role.
  static String home(Role role) {
    return switch (role) {
      case WINDOW_CLERK -> "intake";
      case INVESTIGATOR -> "visit";
      case DISTRICT_INSPECTOR -> "handling";
      case TEAM_LEADER -> "dispatch";
      default -> "review";
    };
  }

  private SyncFacts facts(SyncState s) {
    boolean shownNothing = s.lastSync().isPresent() && store.sync().scopes().isEmpty();
    Optional<String> trouble = s.trouble().map(t -> t.kind().name());
    if (trouble.isEmpty() && (closedOff || shownNothing)) trouble = Optional.of("CLOSED");
    return new SyncFacts(
        s.online(),
        s.lastSync(),
        s.opsWaiting(),
        s.filesWaiting(),
        s.bytesWaiting(),
        s.left(),
        s.metered(),
        trouble);
  }

  /// A round with the district ended well after `since`, and nothing of this person waits here.
  boolean upToDate(Instant since) {
    SyncFacts now = facts.get();
    boolean fresh = now.lastSync().filter(at -> at.isAfter(since)).isPresent();
    return fresh
        && now.online()
        && now.trouble().isEmpty()
        && now.opsWaiting() == 0
        && now.filesWaiting() == 0;
  }

  LocalStore store() {
    return store;
  }

  Accounts.Person person() {
    return person;
  }

  Actor actor() {
    return new Actor(person.id(), role, person.street() == null ? "" : person.street());
  }

  SyncLoop loop() {
    return loop;
  }

  ObjectProperty<List<Lamp>> lamps() {
    return devices;
  }

  private void wipeWhenDue(SyncState s) {
    String why =
        s.trouble().filter(t -> t.kind() == Trouble.Kind.SIGN_IN).map(Trouble::detail).orElse("");
    boolean empty = s.opsWaiting() == 0 && s.filesWaiting() == 0;
    if (why.equals(Trouble.WIPE_NOW) || (why.equals(Trouble.WIPE) && empty)) wipe.run();
  }

  /// Asks the district for an administrator, or for something of one's own.
  <T> Result<T> administer(String path, Object message, Class<T> answer) {
    String now = token;
    if (server.isEmpty() || now == null)
      return new Result.Unreachable<>(new Trouble(Trouble.Kind.OFFLINE, "not signed in"));
    return server.get().administer(now, path, message, answer);
  }

  private void online(String token) {
    this.token = token;
    server.ifPresent(s -> {
      loop.use(s.transport(token));
      try {
        executor.execute(() -> keepWorkKey(s, token));
      } catch (RejectedExecutionException e) {
        LOG.info("the work key is kept next time: the person left");
      }
    });
    loop.start();
  }

  /// Hands in what is carried for other machines, piece by piece between the rounds, while there is
  /// a line that costs nothing.
  void carry() {
    SyncState now = loop.state();
    boolean may = now.online() && !now.metered() && now.trouble().isEmpty();
    if (may && token != null && carrying.compareAndSet(false, true)) nextPiece();
  }

  private void nextPiece() {
    try {
      executor.execute(this::handIn);
    } catch (RejectedExecutionException e) {
      LOG.info("carried bundles go next time: the person left");
    }
  }

  private void handIn() {
    boolean more = false;
    String with = token;
    try {
      if (with != null && server.isPresent() && !loop.state().metered())
        more = hands.step(server.get(), with) == HandIn.Step.SENT;
    } catch (StoreException e) {
      LOG.warn("carried bundles wait: {}", e.code());
    } finally {
      if (!more) carrying.set(false);
    }
    if (!more) return;
    carryListeners.forEach(Runnable::run);
    nextPiece();
  }

  /// Finds people of every case this person may see.
  People people() {
    return people;
  }

  /// Calls back, on any thread, when a carried bundle moved on. Run the result to stop.
  Runnable onCarried(Runnable changed) {
    carryListeners.add(changed);
    return () -> carryListeners.remove(changed);
  }

  /// At each sign-in, so that a password forgotten tomorrow costs no work of today.
  private void keepWorkKey(ServerConnection district, String token) {
    try {
      if (!(keptWorkKey(district, token) instanceof Result.Given<Accounts.WorkKey>))
        LOG.warn("the district did not keep the work key");
    } catch (StoreException e) {
      LOG.warn("the work key was not kept: {}", e.code());
    }
  }

  private Result<Accounts.WorkKey> keptWorkKey(ServerConnection district, String token)
      throws StoreException {
    Optional<byte[]> sealed = store.recoverySealed();
    return sealed.isEmpty()
        ? new Result.Refused<>("WORK_KEY", null, 0)
        : district.keepWorkKey(token, sealed.get(), store.user(), store.signingKey());
  }

  @Override
  public Changed changePassword(char[] old, char[] fresh) {
    String now = token;
    if (server.isEmpty() || now == null || closedOff) return new Changed.Away();
    ServerConnection s = server.get();
    var district =
        new OwnPassword.District() {
          @Override
          public Result<Accounts.WorkKey> keepWorkKey() throws StoreException {
            return keptWorkKey(s, now);
          }

          @Override
          public Result<Accounts.LoggedIn> choose(char[] old, char[] fresh) {
            return s.choose(person.name(), old, fresh);
          }

          @Override
          public Result<Accounts.LoggedIn> login(char[] password) {
            return s.login(person.name(), password);
          }
        };
    var here =
        new OwnPassword.Here() {
          @Override
          public boolean isRight(char[] typed) {
            return check.isRight(typed);
          }

          @Override
          public boolean rewrap(char[] old, char[] fresh) throws StoreException {
            return vault.rewrap(old, fresh);
          }
        };
    return new OwnPassword(district, here, in -> goOn(in, fresh)).change(old, fresh);
  }

  /// The district began another session under the new password, and the lock asks for that one.
  private void goOn(Accounts.LoggedIn in, char[] fresh) {
    forget();
    check.use(fresh);
    granted(in);
    online(in.token());
  }

  private void granted(Accounts.LoggedIn in) {
    try {
      store.sync().granted(in.scopes(), in.grantUntil(), in.serverTime());
    } catch (StoreException e) {
      LOG.warn("grants were not kept: {}", e.code());
    }
  }

  /// Signs in at the district as soon as it can be reached.
  private void ask(long delaySeconds) {
    synchronized (lock) {
      if (closed || asking || password == null || server.isEmpty()) return;
      asking = true;
    }
    try {
      var _ = executor.schedule(this::askNow, delaySeconds, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      LOG.info("no sign-in at the district: the person left");
    }
  }

  private void askNow() {
    char[] copy;
    synchronized (lock) {
      asking = false;
      if (closed || password == null) return;
      copy = password.copy();
    }
    Result<Accounts.LoggedIn> answer;
    try {
      answer = server.orElseThrow().login(person.name(), copy);
    } finally {
      Arrays.fill(copy, '\0');
    }
    switch (answer) {
      case Result.Given<Accounts.LoggedIn>(Accounts.LoggedIn in) -> {
        forget();
        granted(in);
        online(in.token());
      }
      case Result.Refused<Accounts.LoggedIn> r -> {
        LOG.info("the district refused the sign-in: {}", r.code());
        forget();
        if (r.code().equals("WIPE")) wipe.run();
        else handInClosed();
      }
      case Result.Unreachable<Accounts.LoggedIn> _ -> ask(AGAIN_SECONDS);
    }
  }

  /// Where nobody may sign in any more, because this machine or the account was closed, what was
  /// done here still goes to the district: nothing else does, and nothing comes back but verdicts.
  private void handInClosed() {
    Result<Accounts.LoggedIn> answer = server.orElseThrow().handIn(person.id());
    if (!(answer instanceof Result.Given<Accounts.LoggedIn>(Accounts.LoggedIn in))) return;
    LOG.info("what waits here is handed in");
    closedOff = true;
    loop.use(server.orElseThrow().transport(in.token()));
    loop.start();
  }

  private void forget() {
    synchronized (lock) {
      if (password != null) password.wipe();
      password = null;
    }
  }

  @Override
  public String personName() {
    return person.displayName();
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public String place() {
    String street = person.street();
    return street == null || street.isEmpty() ? "" : CodeTables.label("street", street);
  }

  @Override
  public ObservableValue<SyncFacts> sync() {
    return facts;
  }

  @Override
  public ObservableValue<List<Lamp>> devices() {
    return devices;
  }

  @Override
  public void syncNow() {
    ask(0);
    var _ = loop.syncNow();
  }

  @Override
  public boolean unlocks(char[] typed) {
    boolean right = check.isRight(typed);
    boolean signInAgain =
        loop.state().trouble().map(t -> t.kind() == Trouble.Kind.SIGN_IN).orElse(false);
    if (right && signInAgain) {
      synchronized (lock) {
        password = new Secret(typed);
      }
      ask(0);
    }
    return right;
  }

  @Override
  public List<Hit> search(String typed) {
    return searches.find(typed);
  }

  @Override
  public boolean mayAskDistrict() {
    return role == Role.WINDOW_CLERK;
  }

  @Override
  public DistrictSaid askDistrict(String number, Why why) {
    if (!mayAskDistrict()) return new DistrictSaid.NotHere();
    return new DistrictQuestion(store, surroundings.clock()).ask(number, why);
  }

  /// Signs out: the rounds end, the store is closed cleanly.
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
    }
    forget();
    check.close();
    loop.close();
    executor.shutdownNow();
    server.ifPresent(ServerConnection::close);
    people.close();
    try {
      store.close();
    } catch (StoreException e) {
      LOG.warn("the store did not close cleanly: {}", e.code());
    }
  }
}
