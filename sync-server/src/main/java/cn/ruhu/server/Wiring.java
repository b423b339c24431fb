package cn.ruhu.server;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.server.accounts.Administration;
import cn.ruhu.server.accounts.BundleMakers;
import cn.ruhu.server.accounts.Directory;
import cn.ruhu.server.accounts.Enrolments;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.accounts.SignIns;
import cn.ruhu.server.accounts.Unlocks;
import cn.ruhu.server.accounts.WorkKeys;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.audit.Checkpoints;
import cn.ruhu.server.backup.BackupException;
import cn.ruhu.server.backup.Backups;
import cn.ruhu.server.backup.Restores;
import cn.ruhu.server.bundles.BundleDesk;
import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.server.config.ServerConfig.DatabaseChoice;
import cn.ruhu.server.config.ServerConfig.FilesChoice;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.demo.DemoDistrict;
import cn.ruhu.server.demo.DemoRegistry;
import cn.ruhu.server.disk.DataFolder;
import cn.ruhu.server.disk.Disk;
import cn.ruhu.server.district.DecisionStaging;
import cn.ruhu.server.district.PageKeys;
import cn.ruhu.server.district.Standards;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.feed.Pulls;
import cn.ruhu.server.files.FileDesk;
import cn.ruhu.server.files.FileStock;
import cn.ruhu.server.files.FileStore;
import cn.ruhu.server.files.FolderStock;
import cn.ruhu.server.files.Pause;
import cn.ruhu.server.forms.FormDesk;
import cn.ruhu.server.forms.Forms;
import cn.ruhu.server.handout.Handouts;
import cn.ruhu.server.http.Endpoints;
import cn.ruhu.server.http.Gate;
import cn.ruhu.server.http.OperatorWeb;
import cn.ruhu.server.http.Web;
import cn.ruhu.server.inbox.Inbox;
import cn.ruhu.server.jobs.Retention;
import cn.ruhu.server.jobs.ScopeCheck;
import cn.ruhu.server.jobs.Scrub;
import cn.ruhu.server.jobs.Tombstones;
import cn.ruhu.server.keys.KeyFolder;
import cn.ruhu.server.linking.Linking;
import cn.ruhu.server.registry.RegistryImport;
import cn.ruhu.server.registry.Snapshots;
import cn.ruhu.server.s3.S3Files;
import cn.ruhu.server.s3.S3Place;
import cn.ruhu.server.watch.Figures;
import cn.ruhu.server.watch.Meters;
import cn.ruhu.server.watch.Readiness;
import cn.ruhu.wire.CertificatePin;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.SealedBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Puts the server together from its data folder ([DataFolder]). The only place that knows every
/// part.
final class Wiring implements AutoCloseable {
  static final String DISTRICT = "110108";

  /// What the parts take from the world around them.
  ///
  /// @param cost of password hashes
  record Surroundings(InstantSource clock, RandomGenerator random, PasswordHash.Cost cost) {
    static Surroundings real() {
      return new Surroundings(
          InstantSource.system(), new SecureRandom(), PasswordHash.Cost.STANDARD);
    }
  }

  final Database database;
  final Feed feed;
  final Pulls pulls;
  final Audit audit;
  final People people;
  final Enrolments enrolments;
  final Administration administration;
  final Directory directory;
  final Unlocks unlocks;
  final SignIns signIns;
  final WorkKeys workKeys;
  final Inbox inbox;
  final FileDesk files;
  private final FileStore store;
  private final Optional<S3Files> s3;
  final BundleDesk bundles;
  final Forms forms;
  final Standards standards;
  final PageKeys pageKeys;
  final RegistryImport registry;
  final Snapshots snapshots;
  final Linking linking;
  final DecisionStaging staging;
  final Handouts handouts;
  final ScopeCheck scopeCheck;
  final KeyFolder keys;
  final Ids ids;
  final Surroundings surroundings;
  final ServerConfig config;
  final Gate gate = new Gate();
  final Meters meters = new Meters();
  private final ExecutorService safekeeping =
      FileDesk.safekeeping(Thread.ofPlatform().daemon().name("safe").factory());
  private final ExecutorService besides = // looks for the operator's port; each ends soon or hangs
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("beside").factory());

  private Wiring(ServerConfig config, KeyFolder keys, Surroundings around)
      throws StorageException, IOException {
    this.config = config;
    this.keys = keys;
    this.surroundings = around;
    var clock = around.clock();
    this.ids = Ids.seeded(clock, around.random());
    var vault = new Vault(keys.column(), around.random());
    this.database = Databases.open(config, vault);
    this.feed = new Feed(clock);
    this.pulls = new Pulls(feed, ViewTable::project, clock);
    this.audit = new Audit(clock);
    var rules = Limits.accounts(around.cost(), config.limits());
    var shared = new Enrolments.Parts(database, feed, audit, rules, clock, around.random());
    this.people = new People(shared, ids);
    var publicKeys =
        new Enrolments.PublicKeys(keys.signing().publicHex(), SealedBox.publicHex(keys.recovery()));
    this.enrolments = new Enrolments(shared, vault, publicKeys);
    this.administration = new Administration(shared, people, enrolments);
    this.directory = new Directory(shared, publicKeys.server());
    this.unlocks = new Unlocks(shared, keys.recovery());
    this.workKeys = new WorkKeys(shared, keys.recovery());
    this.signIns = new SignIns(shared, workKeys);
    this.inbox = new Inbox(database.ledger(), feed, ids, clock, keys.signing());
    this.s3 = s3(config);
    this.store = store(around);
    var desk = new FileDesk.Parts(database.ledger(), feed, pulls, clock, safekeeping);
    this.files = new FileDesk(desk, store, Limits.files());
    this.bundles =
        new BundleDesk(
            new BundleDesk.Parts(
                database,
                feed,
                inbox,
                files,
                new BundleMakers(database, workKeys),
                audit,
                keys.signing(),
                keys.recovery(),
                clock,
                around.random()));
    this.forms =
        new Forms(new Forms.Parts(database, feed, audit, keys.signing(), ids, clock), files);
    this.standards = new Standards(database, feed, audit, ids);
    this.pageKeys = new PageKeys(new PageKeys.Parts(database, feed, audit, ids, around.random()));
    var lists =
        RegistryWiring.of(new RegistryWiring.Ground(database, vault, feed, audit, gate), around);
    this.registry = lists.registry();
    this.snapshots = lists.snapshots();
    this.linking = lists.linking();
    this.staging = lists.staging();
    this.scopeCheck = new ScopeCheck(database, feed, clock, meters::differed);
    this.handouts =
        new Handouts(
            new Handouts.Parts(
                database.ledger(),
                feed,
                pulls,
                inbox,
                Handouts.Log.into(database, audit),
                publicKeys,
                clock,
                scopeCheck::doubted));
  }

  /// Whether an `init` got as far as the keys.
  static boolean hasKeys(Path data) {
    return KeyFolder.exists(data.resolve(DataFolder.KEYS));
  }

  /// Whether the district has its database, as far as can be seen without opening one.
  static boolean hasDatabase(ServerConfig config) {
    return hasKeys(config.data()) && Databases.hasTables(config);
  }

  /// Makes keys, database and a new lineage; what a fault left of an earlier try is gone on with.
  /// Keys come to their place only when the database has no district yet: one that has was begun
  /// with others.
  ///
  /// @throws Refused `ALREADY_SET_UP` when the district has begun, `KEYS` when it has and its keys
  ///   are not here, `LOST` when it had and its database is gone
  static void init(ServerConfig config, String districtName, Surroundings around)
      throws StorageException, IOException, GeneralSecurityException {
    Path data = config.data();
    Mark.refuseOther(config);
    refuseLost(config);
    Disk.ownFolder(data);
    if (hasKeys(data)) {
      try (Wiring wiring = open(config, around)) {
        if (!wiring.begin(districtName)) throw new Refused("ALREADY_SET_UP", data.toString());
      }
      return;
    }
    Path keys =
        data.resolve(DataFolder.KEYS + ".new"); // nothing was ever sealed with what lies here
    Disk.delete(keys);
    KeyFolder.create(keys, around.random(), around.clock().instant());
    boolean begun = false;
    try (Wiring wiring = new Wiring(config, KeyFolder.open(keys), around)) {
      if (!wiring.hasBegun()) {
        keys = Files.move(keys, data.resolve(DataFolder.KEYS), StandardCopyOption.ATOMIC_MOVE);
        Disk.force(data);
        begun = wiring.begin(districtName);
      }
    }
    if (begun) return;
    Disk.delete(keys);
    throw new Refused("KEYS", data.resolve(DataFolder.KEYS).toString());
  }

  private boolean hasBegun() throws StorageException {
    return database.read(tx -> tx.feed().head().isPresent());
  }

  /// @return false when the district has begun before
  private boolean begin(String districtName) throws StorageException {
    return database.write(tx -> {
      if (tx.feed().head().isPresent()) return false;
      Feed.begin(tx, DISTRICT, districtName, ids.next());
      return true;
    });
  }

  private static void refuseLost(ServerConfig config) throws Refused {
    Path data = config.data();
    if (!Mark.isThere(data) || hasDatabase(config)) return;
    if (!hasKeys(data) && Databases.hasTables(config))
      throw new Refused("KEYS", data.resolve(DataFolder.KEYS).toString());
    throw new Refused("LOST", data.toString());
  }

  /// Opens a district that was set up.
  ///
  /// @throws Refused `NOT_SET_UP`; `LOST` when it was, and its database is gone, `KEYS` when only
  ///   its keys are; `DATABASE_OTHER`
  static Wiring district(ServerConfig config, Surroundings around)
      throws StorageException, IOException, GeneralSecurityException {
    Mark.refuseOther(config);
    refuseLost(config);
    if (!hasDatabase(config)) throw new Refused("NOT_SET_UP", config.data().toString());
    Wiring wiring = open(config, around);
    boolean begun = false;
    try {
      begun = wiring.hasBegun();
    } finally {
      if (!begun) wiring.close();
    }
    if (!begun) throw new Refused("NOT_SET_UP", config.data().toString());
    return wiring;
  }

  static Wiring open(ServerConfig config, Surroundings around)
      throws StorageException, IOException, GeneralSecurityException {
    return new Wiring(config, KeyFolder.open(config.data().resolve(DataFolder.KEYS)), around);
  }

  /// The connections to the store of files the configuration names; empty for a folder.
  static Optional<S3Files> s3(ServerConfig config) throws IOException {
    return switch (config.files()) {
      case FilesChoice.Folder _ -> Optional.empty();
      case FilesChoice.S3 at ->
          Optional.of(
              new S3Files(
                  new S3Place(
                      at.endpoint(),
                      at.region(),
                      at.bucket(),
                      at.bucketInHost(),
                      at.prefix(),
                      at.accessKey(),
                      Files.readString(at.secretFile()).strip()),
                  InstantSource.system()));
    };
  }

  private FileStore store(Surroundings around) throws IOException {
    return s3.isPresent()
        ? s3.get().store(database, around.clock(), around.random(), Limits.partsInMemory())
        : FileStore.folder(config.data().resolve(DataFolder.FILES));
  }

  /// Opens the port of a district that has its page key.
  Web serve() throws GeneralSecurityException, StorageException {
    pageKeys.makeFirst();
    var endpoints =
        new Endpoints(
            new Endpoints.Parts(
                keys.signing(),
                handouts,
                enrolments,
                signIns,
                administration,
                directory,
                new FormDesk(forms),
                inbox,
                files,
                bundles,
                snapshots,
                Limits.web(config.limits()),
                surroundings.clock(),
                gate,
                meters));
    ServerConfig.Address at = config.clients();
    return Web.open(
        at.host(), at.port(), keys.tls().context(), endpoints, Limits.web(config.limits()));
  }

  /// Opens the operator's port, if there is to be one.
  Optional<OperatorWeb> watched() throws StorageException, IOException {
    if (config.operator().isEmpty()) return Optional.empty();
    var asking = new Readiness.Asking(besides, Limits.LOOK);
    var readiness =
        new Readiness(database, config.data(), config.diskFree(), gate::closing, asking);
    Scrub scrub = scrub();
    var figures =
        new Figures(
            new Figures.Parts(
                config.instance(),
                database,
                meters,
                readiness,
                new Figures.Folder(
                    store.uploads()::count, store.stock()::aside, () -> scrub.behind().toSeconds()),
                gate::running,
                asking));
    ServerConfig.Address at = config.operator().get();
    return Optional.of(OperatorWeb.open(at.host(), at.port(), readiness, figures));
  }

  /// Throws away what is over.
  Retention retention() throws IOException {
    ServerConfig.Retention chosen = config.retention();
    return new Retention(
        database,
        store.uploads(),
        new Retention.Terms(Limits.NONCE_LIFE, chosen.codes(), chosen.parts(), chosen.audit()),
        surroundings.clock());
  }

  /// Signs the audit log.
  Checkpoints checkpoints() {
    return new Checkpoints(
        database,
        keys.signing(),
        config.data().resolve(DataFolder.CHECKPOINTS),
        surroundings.clock());
  }

  /// Takes old tombstones out of the feed.
  Tombstones tombstones() {
    return new Tombstones(database.ledger(), config.retention().tombstones(), surroundings.clock());
  }

  /// Reads the files again, a share each hour, and ends when the server closes.
  Scrub scrub() throws IOException {
    return scrub(() -> gate.rest(Limits.SCRUB_PAUSE_MS));
  }

  Scrub scrub(Pause pause) throws IOException {
    return new Scrub(
        new Scrub.Parts(
            database,
            store.stock(),
            Disk.ownFolder(config.data().resolve(DataFolder.FILES)),
            audit,
            surroundings.clock()),
        Limits.scrub(config.scrub(), pause),
        scrubbed ->
            scrubbed.files().forEach((found, files) -> meters.scrubbed(found.label(), files)));
  }

  /// Where whole files lie.
  FileStock stock() {
    return store.stock();
  }

  /// Damaged files that lie aside, for who does not open the district.
  static int aside(ServerConfig config) throws IOException {
    Optional<S3Files> s3 = s3(config);
    if (s3.isEmpty()) return FolderStock.aside(config.data().resolve(DataFolder.FILES));
    try (S3Files at = s3.get()) {
      return at.stock().aside();
    }
  }

  /// Runs jobs every hour, one after the other, the first time in a minute, until the executor is
  /// ended.
  static ScheduledExecutorService hourly(Runnable... jobs) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    for (Runnable job : jobs) {
      var _ = executor.scheduleWithFixedDelay(job, 1, 60, TimeUnit.MINUTES);
    }
    return executor;
  }

  /// Makes backups.
  ///
  /// @throws BackupException `POSTGRES` when the database is not the embedded one
  Backups backups() throws BackupException, IOException {
    if (!(config.database() instanceof DatabaseChoice.Embedded))
      throw new BackupException("POSTGRES", "");
    return new Backups(
        new Backups.Parts(
            database,
            config.data().resolve(DataFolder.DATABASE),
            store.stock(),
            config.data().resolve(DataFolder.KEYS),
            audit,
            surroundings.clock(),
            surroundings.random(),
            surroundings.cost()),
        new Backups.Rules(
            config.instance(), config.limits().blocks(), config.retention().backups()));
  }

  /// Begins a new lineage after a restore.
  ///
  /// @param blocksAbove highest number block known to be printed somewhere, 0 for none
  Restores.Finished finishRestore(long blocksAbove)
      throws BackupException, StorageException, IOException {
    Restores.Finished finished =
        Restores.finish(
            new Restores.Finishing(
                database,
                store.stock(),
                audit,
                config.data(),
                config.backup().folder(),
                ids.next()),
            blocksAbove);
    if (!Mark.isThere(config.data())) Mark.write(config, pin(), false);
    return finished;
  }

  /// Makes the demonstration district through the inbox.
  int fillDemo() throws StorageException, IOException {
    int households =
        new DemoDistrict(
                new DemoDistrict.Parts(
                    database,
                    people,
                    enrolments,
                    inbox,
                    files,
                    surroundings.clock(),
                    surroundings.random(),
                    ids),
                forms,
                standards)
            .fill();
    DemoRegistry.fill(registry, snapshots);
    return households;
  }

  /// Runs when the process is asked to end.
  static void onExit(Runnable last) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(last));
  }

  CertificatePin pin() {
    return keys.pin();
  }

  @Override
  public void close() {
    besides.shutdownNow();
    safekeeping.shutdownNow();
    database.close();
    s3.ifPresent(S3Files::close);
  }
}
