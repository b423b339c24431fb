package cn.ruhu.desktop;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.login.Office;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Trouble;
import cn.ruhu.sync.http.Result;
import cn.ruhu.sync.http.ServerAddress;
import cn.ruhu.sync.http.ServerConnection;
import cn.ruhu.sync.http.Timeouts;
import cn.ruhu.wire.Accounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sign-in's two doors over the real machine and the real server: the vault first, so that a
/// person who worked here before never waits for a network; the district for those new here.
final class MachineOffice implements Office {
  private static final Logger LOG = LoggerFactory.getLogger(MachineOffice.class);

  /// somebody waits in front of the screen
  private static final Timeouts PATIENCE =
      new Timeouts(Duration.ofSeconds(6), Duration.ofSeconds(20), Duration.ofSeconds(30));

  private final Machine machine;
  private final Surroundings surroundings;
  private final Choices choices;
  private final Way way;
  private final Runnable begins;

  /// Where an opened store goes.
  interface Way {
    /// @param login what the district said, null while it was not asked
    /// @param password a copy for the sign-in at the district, wiped by the receiver
    Runnable in(
        LocalStore store,
        Accounts.Person person,
        Accounts.@org.jspecify.annotations.Nullable LoggedIn login,
        Secret password);
  }

  /// @param begins told when somebody signs in, before anything is done for it
  MachineOffice(
      Machine machine, Surroundings surroundings, Choices choices, Way way, Runnable begins) {
    this.machine = machine;
    this.surroundings = surroundings;
    this.choices = choices;
    this.way = way;
    this.begins = begins;
  }

  @Override
  public Optional<String> district() {
    return machine.enrolment().map(Enrolment::districtName);
  }

  @Override
  public List<Person> people() {
    List<String> recent = choices.recent();
    var people = new ArrayList<>(machine.people());
    people.sort(Comparator.comparingInt(p -> place(recent, p)));
    return people.stream()
        .map(p ->
            new Person(p.name(), p.displayName(), p.role(), recent.contains(p.id().toString())))
        .toList();
  }

  private static int place(List<String> recent, Accounts.Person p) {
    int at = recent.indexOf(p.id().toString());
    return at < 0 ? Integer.MAX_VALUE : at;
  }

  @Override
  public Look look(String url) {
    return switch (ServerConnection.look(url, PATIENCE)) {
      case Result.Given<cn.ruhu.wire.CertificatePin>(var pin) -> new Look.Seen(pin.text());
      case Result.Refused<cn.ruhu.wire.CertificatePin> r -> new Look.Nobody(r.code());
      case Result.Unreachable<cn.ruhu.wire.CertificatePin> u ->
          new Look.Nobody(u.trouble().kind().name());
    };
  }

  @Override
  public Enrolling enrol(Invitation invitation) {
    Optional<ServerAddress> address = ServerAddress.parse(invitation.url(), invitation.pin());
    if (address.isEmpty()) return new Enrolling.NotDone("ADDRESS");
    try (ServerConnection server = connection(address.get(), null)) {
      return switch (server.enrol(invitation.code(), Wiring.machineName())) {
        case Result.Given<Accounts.Enrolled>(Accounts.Enrolled answer) -> {
          machine.enrolled(Enrolment.of(address.get().url().toString(), invitation.pin(), answer));
          LOG.info("enrolled, block {}", answer.block());
          yield new Enrolling.Done(answer.districtName());
        }
        case Result.Refused<Accounts.Enrolled> r -> new Enrolling.NotDone(r.code());
        case Result.Unreachable<Accounts.Enrolled> u ->
            new Enrolling.NotDone(u.trouble().kind().name());
      };
    } catch (StoreException e) {
      LOG.warn("enrolment was not kept: {}", e.code());
      return new Enrolling.NotDone(known(e));
    }
  }

  private ServerConnection connection(
      ServerAddress address, @org.jspecify.annotations.Nullable String serverKey) {
    return new ServerConnection(
        address,
        machine.device(),
        machine.signingKey(),
        serverKey,
        surroundings.random(),
        PATIENCE);
  }

  /// The district's server as enrolled; empty before that.
  Optional<ServerConnection> server() {
    return machine
        .enrolment()
        .flatMap(e ->
            ServerAddress.parse(e.serverUrl(), e.certificatePin())
                .map(a -> connection(a, e.serverKey())));
  }

  @Override
  public Entry signIn(String login, char[] password) {
    begins.run();
    try {
      if (!machine.hasVault(login)) return atTheDistrict(login, password);
      return switch (machine.signIn(login, password)) {
        case SignIn.Opened(LocalStore store) -> opened(store, login, password);
        case SignIn.WrongPassword(int left) -> forgotten(login, password, left);
        case SignIn.LockedOut(var until) -> new Entry.LockedOut(until);
        case SignIn.NoVault _ -> atTheDistrict(login, password);
      };
    } catch (StoreException e) {
      LOG.warn("sign-in failed: {}", e.code());
      return new Entry.Refused(known(e));
    }
  }

  @Override
  public Optional<String> challenge(String login) {
    try {
      return machine.unlockChallenge(login);
    } catch (StoreException e) {
      LOG.warn("no code for the helpdesk: {}", e.code());
      return Optional.empty();
    }
  }

  @Override
  public Unlocking unlock(String login, String response) {
    try {
      return switch (machine.unlock(login, response)) {
        case DONE -> Unlocking.DONE;
        case MISHEARD -> Unlocking.MISHEARD;
        case WRONG -> Unlocking.WRONG;
        case OVER -> Unlocking.OVER;
      };
    } catch (StoreException e) {
      LOG.warn("the helpdesk's answer was not taken: {}", e.code());
      return Unlocking.TROUBLE;
    }
  }

  private Entry opened(LocalStore store, String login, char[] password) throws StoreException {
    Optional<Accounts.Person> person = machine.enrolment().flatMap(e -> e.person(login));
    if (person.isEmpty()) {
      store.close();
      return new Entry.Refused("DEVICE");
    }
    choices.signedIn(person.get().id());
    Accounts.Person now = asPublished(store, person.get());
    return new Entry.Opened(way.in(store, now, null, new Secret(password)));
  }

  /// Role and home may have changed since the machine learnt of its people: the directory's record
  /// says what they are now.
  private static Accounts.Person asPublished(LocalStore store, Accounts.Person known) {
    return store
        .record(known.id())
        .filter(r -> Arrays.stream(Role.values()).anyMatch(x -> x.name().equals(r.text("role"))))
        .map(r ->
            new Accounts.Person(
                known.id(),
                known.name(),
                r.text("name"),
                r.text("role"),
                r.get("street").orElse(null)))
        .orElse(known);
  }

  private Entry atTheDistrict(String login, char[] password) throws StoreException {
    Optional<ServerConnection> server = server();
    if (server.isEmpty()) return new Entry.Refused("DEVICE");
    try (ServerConnection s = server.get()) {
      return switch (s.login(login, password)) {
        case Result.Given<Accounts.LoggedIn>(Accounts.LoggedIn in) -> welcome(in, password, null);
        case Result.Refused<Accounts.LoggedIn> r -> r.code().equals("WIPE") ? wipe(s) : refused(r);
        case Result.Unreachable<Accounts.LoggedIn> u -> unreachable(u.trouble().kind());
      };
    }
  }

  /// The district told this machine to wipe itself: what opens the pulled copies goes, people's own
  /// work stays under the key the district keeps. Blocks.
  Entry wipe(ServerConnection server) throws StoreException {
    long left = machine.wipe();
    if (server.wiped(left) instanceof Result.Given<Accounts.Wiped>) machine.leave();
    LOG.warn("this machine wiped itself as the district told it to; not sent: {}", left);
    return new Entry.Refused("WIPED");
  }

  /// As [#wipe(ServerConnection)], outside a sign-in.
  void wipe() throws StoreException {
    Optional<ServerConnection> server = server();
    if (server.isEmpty()) return;
    try (ServerConnection s = server.get()) {
      wipe(s);
    }
  }

  @Override
  public Entry choose(String login, char[] given, char[] fresh) {
    Optional<ServerConnection> server = server();
    if (server.isEmpty()) return new Entry.Refused("DEVICE");
    try (ServerConnection s = server.get()) {
      return switch (s.choose(login, given, fresh)) {
        // a vault that is here opens with the key the district keeps
        case Result.Given<Accounts.LoggedIn>(Accounts.LoggedIn in) ->
            machine.hasVault(login) ? forgotten(login, fresh, 0) : welcome(in, fresh, null);
        case Result.Refused<Accounts.LoggedIn> r -> refused(r);
        case Result.Unreachable<Accounts.LoggedIn> u -> unreachable(u.trouble().kind());
      };
    } catch (StoreException e) {
      LOG.warn("sign-in failed: {}", e.code());
      return new Entry.Refused(known(e));
    }
  }

  /// The vault has another password. Was it set anew at the district? Then the work key the
  /// district keeps opens the vault, with everything of the person's own in it.
  private Entry forgotten(String login, char[] password, int left) throws StoreException {
    Optional<ServerConnection> server = server();
    if (server.isEmpty()) return new Entry.WrongPassword(left);
    try (ServerConnection s = server.get()) {
      return switch (s.recover(login, password)) {
        case Result.Given<ServerConnection.Recovered>(ServerConnection.Recovered r) -> {
          if (r.workKey().isEmpty()) yield new Entry.Refused("PASSWORD_CHANGED");
          byte[] key = r.workKey().get();
          try {
            LOG.info("the vault is taken over under the new password");
            yield welcome(r.login(), password, key);
          } finally {
            java.util.Arrays.fill(key, (byte) 0);
          }
        }
        case Result.Refused<ServerConnection.Recovered> r ->
            switch (r.code()) {
              case "PASSWORD_FIRST" -> new Entry.OneTime();
              case "PASSWORD_OVER", "DEVICE" -> new Entry.Refused(r.code());
              case "WIPE" -> wipe(s);
              default -> new Entry.WrongPassword(left);
            };
        case Result.Unreachable<ServerConnection.Recovered> _ -> new Entry.WrongPassword(left);
      };
    }
  }

  private Entry refused(Result.Refused<Accounts.LoggedIn> r) {
    Integer left = r.attemptsLeft();
    if (r.code().equals("PASSWORD_FIRST")) return new Entry.OneTime();
    if (r.code().equals("LOCKED"))
      return new Entry.LockedOut(surroundings.clock().instant().plusMillis(r.retryAfterMs()));
    if (r.code().equals("PASSWORD") && left != null && left > 0)
      return new Entry.WrongPassword(left);
    return new Entry.Refused(r.code());
  }

  private static Entry unreachable(Trouble.Kind kind) {
    return switch (kind) {
      case OFFLINE, TIMEOUT -> new Entry.NeedsNetwork(kind.name());
      default -> new Entry.Refused(kind.name());
    };
  }

  /// @param workKey of an earlier vault of this person here, null for none
  private Entry welcome(
      Accounts.LoggedIn in, char[] password, byte @org.jspecify.annotations.Nullable [] workKey)
      throws StoreException {
    Accounts.Person person = in.person();
    Optional<Enrolment> enrolment = machine.enrolment();
    boolean news =
        enrolment.isPresent() && !enrolment.get().person(person.name()).equals(Optional.of(person));
    if (news) {
      var people = new ArrayList<>(enrolment.get().people());
      people.removeIf(p -> p.name().equals(person.name()));
      people.add(person);
      machine.enrolled(enrolment.get().withPeople(people));
    }
    LocalStore store = machine.createVault(person, password, workKey);
    store.sync().granted(in.scopes(), in.grantUntil(), in.serverTime());
    choices.signedIn(person.id());
    return new Entry.Opened(way.in(store, person, in, new Secret(password)));
  }

  /// Words exist for these codes; every other failure of the disk is said as one.
  private static String known(StoreException e) {
    return switch (e.code()) {
      case IN_USE, DISK_FULL, READ_ONLY, CORRUPT, DAMAGED_FILE, LOST_SECRET, LOST_MACHINE, NEWER ->
          e.code().name();
      default -> "STORAGE";
    };
  }

  static String words(StoreException e) {
    return "login.why." + known(e);
  }
}
