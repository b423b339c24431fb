package cn.ruhu.server;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.By;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.backup.BackupException;
import cn.ruhu.server.backup.Restores;
import cn.ruhu.server.bundles.BundleDesk;
import cn.ruhu.server.bundles.BundleFolder;
import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.server.config.ServerConfig.DatabaseChoice;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.demo.DemoDistrict;
import cn.ruhu.server.forms.Publication;
import cn.ruhu.server.http.OperatorWeb;
import cn.ruhu.server.http.Web;
import cn.ruhu.server.jobs.Retention;
import cn.ruhu.server.jobs.Scrub;
import cn.ruhu.wire.CertificatePin;
import cn.ruhu.wire.PasswordHash;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole server inside a test, a journey or `installer/try`: same code, same TLS, embedded
/// database, a free port. Thread-safe.
public final class EmbeddedServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final String LOOPBACK = "127.0.0.1";

  private final Wiring wiring;
  private final Web web;
  private final Optional<OperatorWeb> operator;
  private final List<ScheduledExecutorService> jobs;

  private EmbeddedServer(
      Wiring wiring, Web web, Optional<OperatorWeb> operator, ScheduledExecutorService... jobs) {
    this.wiring = wiring;
    this.web = web;
    this.operator = operator;
    this.jobs = List.of(jobs);
  }

  /// @param port 0 for any free one
  /// @param clock server clock
  /// @param random cryptographic outside tests
  /// @param cost of password hashes
  /// @param districtName name of a district that is set up now
  /// @param database null for the embedded one in the data folder
  public record Config(
      int port,
      InstantSource clock,
      RandomGenerator random,
      PasswordHash.Cost cost,
      String districtName,
      @Nullable DatabaseChoice database) {
    /// Real clock, real randomness, real password cost; named as the demonstration district.
    public static Config standard(int port) {
      return new Config(
          port,
          InstantSource.system(),
          new SecureRandom(),
          PasswordHash.Cost.STANDARD,
          DemoDistrict.name(true),
          null);
    }

    /// As [#standard] on a free port, with passwords that cost nothing.
    public static Config forTests() {
      return new Config(
          0, InstantSource.system(), new SecureRandom(), PasswordHash.Cost.TINY, "Haidian", null);
    }

    public Config withPort(int other) {
      return new Config(other, clock, random, cost, districtName, database);
    }

    public Config withClock(InstantSource other) {
      return new Config(port, other, random, cost, districtName, database);
    }

    public Config withDatabase(@Nullable DatabaseChoice other) {
      return new Config(port, clock, random, cost, districtName, other);
    }

    Wiring.Surroundings surroundings() {
      return new Wiring.Surroundings(clock, random, cost);
    }
  }

  /// Sets the data folder up when it is empty, then serves it on loopback.
  public static EmbeddedServer start(Path data, Config config)
      throws StorageException, IOException, GeneralSecurityException {
    ServerConfig chosen =
        ServerConfig.standard(data)
            .withClients(new ServerConfig.Address(LOOPBACK, config.port()))
            .withOperator(Optional.empty());
    if (config.database() != null) chosen = chosen.withDatabase(config.database());
    if (!Wiring.hasDatabase(chosen))
      Wiring.init(chosen, config.districtName(), config.surroundings());
    return start(chosen, config.surroundings());
  }

  /// Serves a district that is set up, as its configuration says.
  static EmbeddedServer start(ServerConfig config, Wiring.Surroundings around)
      throws StorageException, IOException, GeneralSecurityException {
    Main.Where.refuseUnfinished(config);
    Wiring wiring = Wiring.district(config, around);
    Optional<OperatorWeb> operator = Optional.empty();
    try {
      Retention retention = wiring.retention();
      Scrub scrub = wiring.scrub();
      operator = wiring.watched();
      Web web = wiring.serve(); // last of what may fail: an open port has its database
      LOG.info("{} serves at port {}", config.instance(), web.port());
      return new EmbeddedServer(
          wiring,
          web,
          operator,
          Wiring.hourly(
              wiring.checkpoints(), retention, scrub, wiring.tombstones(), wiring.scopeCheck),
          Wiring.hourly(wiring.linking, wiring.staging),
          Wiring.hourly(wiring.snapshots)); // its first run takes hours of a large district
    } catch (GeneralSecurityException | IOException | StorageException | RuntimeException e) {
      operator.ifPresent(OperatorWeb::close);
      wiring.close();
      throw e;
    }
  }

  public int port() {
    return web.port();
  }

  /// `https://127.0.0.1:port`
  public String url() {
    return "https://" + LOOPBACK + ":" + port();
  }

  /// What clients pin.
  public CertificatePin pin() {
    return wiring.pin();
  }

  public X509Certificate certificate() {
    return wiring.keys.tls().certificate();
  }

  /// A code any machine may enrol with, once, within 15 minutes.
  public String issueCode() throws StorageException {
    return issueCode(null);
  }

  /// @param home street code or agency id the machine is for, null for any
  public String issueCode(@Nullable String home) throws StorageException {
    return wiring.enrolments.issue(home, By.CONSOLE).code();
  }

  /// Adds a person who has set this password already: nothing is asked at the first sign-in.
  ///
  /// @param street home street of an official of a street
  /// @param agency agency of its people
  /// @throws IllegalArgumentException when the login is taken, the password too weak, a home
  ///   missing
  public UUID addPerson(
      String login,
      String password,
      String name,
      Role role,
      @Nullable String street,
      @Nullable UUID agency)
      throws StorageException {
    Answer<UUID> answer =
        wiring.people.add(
            new People.NewPerson(login, name, role, street, agency, null), password.toCharArray());
    return switch (answer) {
      case Answer.Given<UUID>(UUID id) -> id;
      case Answer.Refused<UUID>(var refusal) -> throw new IllegalArgumentException(refusal.code());
    };
  }

  /// What an enrolment QR carries: address, pin and code, one line each.
  public static String qrText(String url, CertificatePin pin, String code) {
    return String.join("\n", "ruhu-enrol-1", url, pin.text(), code);
  }

  /// Fills an empty district with the demonstration data.
  ///
  /// @return households made
  public int fillDemo() throws StorageException, IOException {
    return wiring.fillDemo();
  }

  public UUID addAgency(String name) throws StorageException {
    return wiring.people.addAgency(name);
  }

  /// Closes or reopens an account.
  public void setActive(UUID staff, boolean active) throws StorageException {
    wiring.people.setActive(staff, active);
  }

  /// Takes a machine away, as an administrator does.
  public void revokeMachine(UUID device) throws StorageException {
    wiring.enrolments.revoke(device, By.CONSOLE);
  }

  /// Sets a password as if the person had chosen it; an administrator's is good only to choose one.
  ///
  /// @return the reason it was not taken, or empty
  public Optional<String> setPassword(String login, String password) throws StorageException {
    return wiring.people.setPassword(login, password.toCharArray());
  }

  /// Publishes a form package to every machine of the district.
  public Publication publishForm(byte[] formPackage) throws StorageException, IOException {
    return wiring.forms.publish(formPackage);
  }

  /// Takes the sealed bundles of a folder in, as the command `bundle` does.
  ///
  /// @param receipts where their receipts are laid
  public List<BundleFolder.Line> takeBundles(Path folder, Path receipts)
      throws StorageException, IOException {
    var operator = new BundleDesk.Carrier(null, null, false);
    return new BundleFolder(wiring.bundles, operator).take(folder, receipts);
  }

  /// Makes and proves a backup while serving, as the command `backup` does.
  ///
  /// @param target folder of backups
  /// @param passphrase seals the keys
  /// @return the backup's own folder
  public Path backUp(Path target, char[] passphrase)
      throws BackupException, StorageException, IOException {
    return wiring.backups().make(target, passphrase).folder();
  }

  /// Lays a backup out as a new data folder and begins its new lineage, as the commands `restore`
  /// and `restore-finish` do.
  ///
  /// @param data a folder that is not there
  public static void restore(Path backup, Path data, char[] passphrase, Config config)
      throws BackupException, StorageException, IOException, GeneralSecurityException {
    Restores.restore(backup, data, passphrase, null);
    try (Wiring wiring = Wiring.open(ServerConfig.standard(data), config.surroundings())) {
      wiring.finishRestore(0);
    }
  }

  /// Newest commit.
  public long seq() throws StorageException {
    return wiring.handouts.health();
  }

  /// Whether feed and audit chains verify from their beginning (invariant I15).
  public boolean chainsHold() throws StorageException {
    return wiring.database.read(
        tx -> wiring.feed.brokenAt(tx).isEmpty() && wiring.audit.brokenAt(tx).isEmpty());
  }

  Wiring wiring() {
    return wiring;
  }

  /// Where the operator's port listens, if it is open.
  public OptionalInt operatorPort() {
    return operator.stream().mapToInt(OperatorWeb::port).findFirst();
  }

  /// Ends in order: readiness goes, new requests are asked to come back, those under way end (for
  /// at most the configured time), then the ports close and the database last.
  @Override
  public void close() {
    LOG.info("closing");
    int cut = wiring.gate.close(wiring.config.shutdown());
    if (cut > 0) LOG.warn("{} requests did not end in time", cut);
    web.close();
    endJobs();
    wiring.checkpoints().run();
    operator.ifPresent(OperatorWeb::close);
    wiring.close();
    LOG.info("closed");
  }

  /// Begins no job any more and lets the one that runs come to its end, for a while.
  private void endJobs() {
    jobs.forEach(ScheduledExecutorService::shutdown);
    try {
      for (ScheduledExecutorService job : jobs)
        if (!job.awaitTermination(Limits.JOB_END.toMillis(), TimeUnit.MILLISECONDS))
          LOG.warn("a job did not end in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
