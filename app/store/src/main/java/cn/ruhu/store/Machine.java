package cn.ruhu.store;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.paper.DocumentNumber;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.UnlockCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This machine and its data folder (`~/.ruhu`): who it is, where it is enrolled, who has a vault
/// on it. One process at a time holds the folder. Thread-safe; close it last.
///
/// Folder: `machine` (ids), `device.secret` (0600: secret that goes into every vault, and the
/// device's signing key), `enrolment`, `numbers`, `lock`, `vaults/<person id>/` with `vault`,
/// `attempts`, `store.db`, `files/`; `carried/` with bundles of other machines, `receipts/`,
/// `outgoing/` with own bundles that are being handed to a machine beside it.
public final class Machine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

  static final String DATABASE = "store.db";
  static final String VAULTS = "vaults";
  static final String FILES = "files";

  static final int SECRET = 32;

  private final Path home;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final StoreOptions options;
  private final FileChannel lockFile;
  private final MachineFile facts;
  private final byte[] deviceSecret;
  private final SigningKey signingKey;
  private final Numbers numbers;
  private final Carried carried;
  private final BadgePins badges;
  private final Ids ids;
  private final Map<UUID, LocalStore> open = new HashMap<>();
  private final Map<UUID, Attempts> attempts = new HashMap<>();
  private @Nullable Enrolment enrolment;

  private Machine(
      Path home,
      InstantSource clock,
      RandomGenerator random,
      StoreOptions options,
      FileChannel lockFile)
      throws StoreException, IOException {
    this.home = home;
    this.clock = clock;
    this.random = random;
    this.options = options;
    this.lockFile = lockFile;
    var folder = new MachineFolder(home, options.disk());
    folder.sweep();
    Path machine = home.resolve("machine");
    Optional<MachineFile> known = SafeFile.read(machine, MachineFile.class);
    if (known.isEmpty() && folder.hasVaults())
      throw new StoreException(StoreException.Code.LOST_MACHINE, "machine");
    byte[] bytes = known.isEmpty() ? folder.fresh(random) : folder.secret(known.get());
    this.deviceSecret = Arrays.copyOfRange(bytes, 0, SECRET);
    this.signingKey = SigningKey.fromBytes(Arrays.copyOfRange(bytes, SECRET, 2 * SECRET));
    this.ids = Ids.seeded(clock, random);
    if (known.isPresent()) {
      this.facts = known.get();
    } else {
      this.facts =
          new MachineFile(
              1, ids.next(), signingKey.publicHex(), Hashes.sha256Hex(bytes), clock.millis());
      SafeFile.write(options.disk(), machine, facts);
    }
    this.enrolment = SafeFile.read(home.resolve("enrolment"), Enrolment.class).orElse(null);
    this.numbers = new Numbers(home, options.disk());
    this.carried = new Carried(home.resolve("carried"), options.disk(), clock);
    this.badges = new BadgePins(this, home.resolve("badges"), options, clock);
    tidy(carried, outgoing());
  }

  private static void tidy(Carried carried, Outgoing outgoing) {
    try {
      carried.sweep();
      outgoing.sweep();
    } catch (StoreException e) {
      LOG.warn("what was carried long ago stays: {}", e.code());
    }
  }

  /// As [#open(Path, InstantSource, RandomGenerator, StoreOptions)] with the standard options; the
  /// clock handed in also serves as the clock nobody can set.
  public static Machine open(Path home, InstantSource clock, RandomGenerator random)
      throws StoreException {
    return open(home, clock, random, StoreOptions.standard("ruhu", clock::millis));
  }

  /// Opens the data folder, or makes it.
  ///
  /// @param random `SecureRandom` in the program: keys and nonces come from it
  /// @throws StoreException `IN_USE` when another process (or another `Machine`) holds the folder;
  ///   `LOST_SECRET`, `LOST_MACHINE`, `DAMAGED_FILE` when a part of it is gone or cut off
  public static Machine open(
      Path home, InstantSource clock, RandomGenerator random, StoreOptions options)
      throws StoreException {
    try {
      Permissions.folder(home);
      Permissions.folder(home.resolve(VAULTS));
      Permissions.ownerOnly(home.resolve("lock"));
      FileChannel lockFile = FileChannel.open(home.resolve("lock"), StandardOpenOption.WRITE);
      boolean done = false;
      try {
        MachineFolder.hold(lockFile);
        Machine machine = new Machine(home, clock, random, options, lockFile);
        done = true;
        return machine;
      } finally {
        if (!done) lockFile.close();
      }
    } catch (IOException e) {
      throw StoreException.of("opening the data folder", e);
    }
  }

  public UUID device() {
    return facts.device();
  }

  /// Signs requests of this machine.
  public SigningKey signingKey() {
    return signingKey;
  }

  /// Source of ids for everything made on this machine.
  public Ids ids() {
    return ids;
  }

  public Path home() {
    return home;
  }

  /// Empty before the machine is enrolled.
  public synchronized Optional<Enrolment> enrolment() {
    return Optional.ofNullable(enrolment);
  }

  /// Keeps what an enrolment brought; a newer one takes the place of the old.
  public synchronized void enrolled(Enrolment facts) throws StoreException {
    SafeFile.write(options.disk(), home.resolve("enrolment"), facts);
    enrolment = facts;
  }

  /// People who may sign in on this machine, none before enrolment.
  public synchronized List<Accounts.Person> people() {
    return enrolment == null ? List.of() : enrolment.people();
  }

  private Path folder(UUID user) {
    return home.resolve(VAULTS).resolve(user.toString());
  }

  private Vault vault(UUID user) {
    return new Vault(folder(user), options.disk(), deviceSecret, random);
  }

  /// The vault of a login name: of the person the enrolment names, else of whoever bore that name
  /// when the vault was made. Another person's damaged vault stands in nobody's way.
  private Optional<VaultFile> find(String login) throws StoreException {
    Optional<Accounts.Person> person = enrolment().flatMap(e -> e.person(login));
    if (person.isPresent()) return vault(person.get().id()).read();
    StoreException damaged = null;
    for (Path folder : vaultFolders()) {
      try {
        Optional<VaultFile> f = SafeFile.read(folder.resolve("vault"), VaultFile.class);
        if (f.isPresent() && f.get().login().equals(login)) return f;
      } catch (StoreException e) {
        damaged = e;
      }
    }
    if (damaged != null) throw damaged;
    return Optional.empty();
  }

  private List<Path> vaultFolders() throws StoreException {
    try (Stream<Path> all = Files.list(home.resolve(VAULTS))) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw StoreException.of("looking for a vault", e);
    }
  }

  /// Whether this person can sign in offline.
  public boolean hasVault(String login) throws StoreException {
    return find(login).isPresent();
  }

  private Attempts attempts(UUID user) throws StoreException {
    Attempts a = attempts.get(user);
    if (a == null) {
      a = new Attempts(folder(user), options.disk(), clock, options.monotonicMs());
      attempts.put(user, a);
    }
    return a;
  }

  private @Nullable String recoveryKey() {
    return enrolment == null ? null : enrolment.recoveryKey();
  }

  /// Opens a person's vault without the network. The caller wipes `password`.
  ///
  /// @throws StoreException `IN_USE` when the person is signed in already; `CORRUPT` and its kin
  ///   when the database is not sound
  public synchronized SignIn signIn(String login, char[] password) throws StoreException {
    Optional<VaultFile> found = find(login);
    if (found.isEmpty()) return new SignIn.NoVault();
    VaultFile f = found.get();
    if (open.containsKey(f.user()))
      throw new StoreException(StoreException.Code.IN_USE, "signed in already");
    Attempts counted = attempts(f.user());
    Instant until = counted.lockedUntil();
    if (until != null) return new SignIn.LockedOut(until);
    int left = counted.begin();
    Optional<Keyring> keys = vault(f.user()).open(f, password, recoveryKey());
    if (keys.isEmpty()) return wrong(counted, left);
    counted.right();
    return new SignIn.Opened(open(f.user(), keys.get()));
  }

  /// What somebody who is locked out reads to the district's helpdesk; empty when nobody of this
  /// name is, or the machine is not enrolled.
  public synchronized Optional<String> unlockChallenge(String login) throws StoreException {
    Optional<VaultFile> found = find(login);
    Enrolment e = enrolment;
    if (found.isEmpty() || e == null || !e.block().matches("[0-9]{3}")) return Optional.empty();
    return attempts(found.get().user())
        .challenge(Integer.parseInt(e.block()), random)
        .map(UnlockCode.Challenge::text);
  }

  /// Takes the helpdesk's answer; it opens no vault, but a password may be tried again at once.
  public synchronized Unlocking unlock(String login, String response) throws StoreException {
    Optional<VaultFile> found = find(login);
    Enrolment e = enrolment;
    if (found.isEmpty() || e == null) return Unlocking.OVER;
    UUID user = found.get().user();
    byte[] secret = UnlockCode.ofMachine(signingKey, e.recoveryKey());
    try {
      return attempts(user)
          .answer(response, c -> UnlockCode.response(secret, c, facts.device(), user));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static SignIn wrong(Attempts counted, int left) {
    Instant until = counted.lockedUntil();
    return until == null ? new SignIn.WrongPassword(left) : new SignIn.LockedOut(until);
  }

  /// Makes the vault of somebody who just signed in online, and opens it.
  ///
  /// @param recovered the person's earlier work key, when the server gave it back: with it a vault
  ///   whose password was forgotten is taken over with all its own work; pulled copies come again
  /// @throws StoreException `VAULT_EXISTS` without, `WRONG_KEY` with another person's key
  public synchronized LocalStore createVault(
      Accounts.Person person, char[] password, byte @Nullable [] recovered) throws StoreException {
    if (open.containsKey(person.id()))
      throw new StoreException(StoreException.Code.IN_USE, "signed in already");
    Vault vault = vault(person.id());
    Optional<VaultFile> old = vault.read();
    if (old.isPresent()) {
      if (recovered == null)
        throw new StoreException(StoreException.Code.VAULT_EXISTS, "sign in instead");
      if (!Vault.check(recovered).equals(old.get().workCheck()))
        throw new StoreException(StoreException.Code.WRONG_KEY, "not the key of this vault");
    }
    try {
      Permissions.folder(folder(person.id()));
      Permissions.forceFolder(home.resolve(VAULTS));
    } catch (IOException e) {
      throw StoreException.of("making the vault's folder", e);
    }
    if (old.isPresent()) LocalStore.dropCopies(folder(person.id()), options.disk(), clock.millis());
    Keyring keys =
        vault.create(
            person.id(), person.name(), password, options.passwordCost(), recoveryKey(), recovered);
    attempts(person.id()).right();
    return open(person.id(), keys);
  }

  private LocalStore open(UUID user, Keyring keys) throws StoreException {
    LocalStore store =
        LocalStore.open(
            folder(user),
            keys,
            new Journal.Author(user, facts.device(), options, clock, ids),
            this);
    open.put(user, store);
    try {
      store.takeReceipts();
    } catch (StoreException e) {
      LOG.warn("receipts of bundles wait for the next sign-in: {}", e.code());
    }
    return store;
  }

  synchronized void closed(UUID user, LocalStore store) {
    open.remove(user, store);
  }

  /// Gives the vault another password; everything inside stays as it is.
  ///
  /// @return empty when done, else why not; wrong attempts count as at sign-in
  public synchronized Optional<SignIn> changePassword(String login, char[] old, char[] replacement)
      throws StoreException {
    Optional<VaultFile> found = find(login);
    if (found.isEmpty()) return Optional.of(new SignIn.NoVault());
    VaultFile f = found.get();
    Attempts counted = attempts(f.user());
    Instant until = counted.lockedUntil();
    if (until != null) return Optional.of(new SignIn.LockedOut(until));
    int left = counted.begin();
    if (!vault(f.user()).change(f, old, replacement, options.passwordCost()))
      return Optional.of(wrong(counted, left));
    counted.right();
    return Optional.empty();
  }

  /// Wipes this machine as the district ordered: pulled copies and what opens them go, also in
  /// databases put aside; no password opens a vault. Own work stays, sealed under the key the
  /// district keeps, and comes back at an enrolment. What cannot be wiped is told behind all else.
  ///
  /// @return acts that were never acknowledged and lie sealed here
  /// @throws StoreException `IN_USE` while somebody is signed in
  public synchronized long wipe() throws StoreException {
    if (!open.isEmpty())
      throw new StoreException(StoreException.Code.IN_USE, "somebody is signed in");
    long left = 0;
    StoreException fault = null;
    for (Path folder : vaultFolders()) {
      try {
        new Vault(folder, options.disk(), deviceSecret, random).shut();
      } catch (StoreException e) {
        fault = e;
      }
      try {
        LocalStore.dropCopies(folder, options.disk(), clock.millis());
        Salvage.drop(folder);
        left += LocalStore.unacknowledged(folder);
      } catch (StoreException e) {
        fault = e;
      }
    }
    if (fault != null) throw fault;
    return left;
  }

  /// Is of no district any more, as before its enrolment; keeps its id, key and numbers.
  public synchronized void leave() throws StoreException {
    try {
      Files.deleteIfExists(home.resolve("enrolment"));
    } catch (IOException e) {
      throw StoreException.of("leaving the district", e);
    }
    enrolment = null;
  }

  /// A person's work key sealed to the server's recovery key, to be sent at the next sign-in; empty
  /// before the machine is enrolled or without a vault.
  public synchronized Optional<byte[]> recoverySealed(UUID user) throws StoreException {
    return vault(user).read().map(VaultFile::recoverySealed).map(Hashes::bytes);
  }

  /// @throws StoreException `NOT_ENROLLED` without a block
  synchronized ApplicationNumber nextNumber(String street, int year, Known known)
      throws StoreException {
    Enrolment e = enrolment;
    if (e == null) throw new StoreException(StoreException.Code.NOT_ENROLLED, "no block");
    return numbers.next(e.block(), street, year, known.sequence(e.block()));
  }

  /// @throws StoreException `NOT_ENROLLED` without a block
  synchronized DocumentNumber nextDocument(String word, int year, Known known)
      throws StoreException {
    Enrolment e = enrolment;
    if (e == null) throw new StoreException(StoreException.Code.NOT_ENROLLED, "no block");
    return numbers.nextDocument(e.block(), word, year, known.sequence(e.block()));
  }

  /// Highest sequence of a block that records already show.
  interface Known {
    int sequence(String block);
  }

  /// Badges of others that are used on this machine.
  public BadgePins badges() {
    return badges;
  }

  /// What leaves this machine sealed, of whomever.
  public Exports exports() {
    return new Exports(this, options.disk());
  }

  /// What leaves this machine sealed for a machine beside it.
  public Outgoing outgoing() {
    return new Outgoing(this, home.resolve("outgoing"), options.disk());
  }

  /// What this machine carries for others.
  public Carried carried() {
    return carried;
  }

  /// The open store of somebody who is at work.
  synchronized Optional<LocalStore> atWork(UUID user) {
    return Optional.ofNullable(open.get(user));
  }

  /// Receipts that wait for their person.
  ReceiptBox receipts() {
    return new ReceiptBox(home.resolve("receipts"), options.disk());
  }

  /// Takes bundles of others and receipts out of a folder.
  public Imports imports() {
    return new Imports(this, carried, receipts());
  }

  /// Everybody who has a vault here.
  List<UUID> users() throws StoreException {
    var out = new ArrayList<UUID>();
    for (Path folder : vaultFolders()) MachineFolder.user(folder).ifPresent(out::add);
    return out;
  }

  Path vaultFolder(UUID user) {
    return folder(user);
  }

  /// The vault whose work key a server can open; empty when it never heard of one.
  Optional<VaultFile> recovery(UUID user) throws StoreException {
    return vault(user).read().filter(f -> f.recoverySealed() != null && f.recoveryKey() != null);
  }

  /// A fresh name of 32 hex digits.
  String newName() {
    byte[] name = new byte[16];
    random.nextBytes(name);
    return Hashes.hex(name);
  }

  RandomGenerator random() {
    return random;
  }

  String app() {
    return options.app();
  }

  long now() {
    return clock.millis();
  }

  /// Closes every open store and gives the folder free.
  @Override
  public void close() throws StoreException {
    for (LocalStore store : stores()) store.close();
    try {
      lockFile.close();
    } catch (IOException e) {
      throw StoreException.of("closing the data folder", e);
    }
  }

  private synchronized List<LocalStore> stores() {
    return new ArrayList<>(open.values());
  }
}
