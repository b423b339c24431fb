package cn.ruhu.server;

import cn.ruhu.server.accounts.By;
import cn.ruhu.server.accounts.Enrolments;
import cn.ruhu.server.audit.AuditCheck;
import cn.ruhu.server.backup.Restores;
import cn.ruhu.server.config.ConfigReader;
import cn.ruhu.server.config.ConfigRefused;
import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.demo.DemoDistrict;
import cn.ruhu.server.disk.Disk;
import cn.ruhu.server.forms.Publication;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.FormProblem;
import cn.ruhu.wire.Messages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The sync server's command line: `init`, `run`, `sample`, `check`, `code`, `demo`, `form`,
/// `registry`, `bundle`, `unlock`, `verify-audit`, `scrub`, and those of [DistrictMain] and
/// [BackupMain]. Each prints one line of JSON on stdout; logs go to stderr.
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT, // --help of every command
    description = "Ruhu sync server",
    subcommands = {
      Main.Init.class,
      Main.Run.class,
      Main.Sample.class,
      Main.Check.class,
      Main.Code.class,
      Main.Demo.class,
      Main.Form.class,
      DistrictMain.Agency.class,
      DistrictMain.Person.class,
      DistrictMain.Password.class,
      UnlockMain.class,
      DistrictMain.Enter.class,
      RegistryMain.class,
      BundleMain.class,
      Main.VerifyAudit.class,
      ScrubMain.class,
      Main.Rehearse.class,
      BackupMain.Backup.class,
      BackupMain.Verify.class,
      BackupMain.Restore.class,
      BackupMain.Finish.class
    })
public final class Main implements Callable<Integer> {
  static final int FAILED = 1;

  public static void main(String[] args) {
    oneLog();
    System.exit(commandLine().execute(args));
  }

  /// Sends what libraries write to `java.util.logging` to the one log, in its format and by its
  /// levels.
  static void oneLog() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /// The commands, each failure a line of JSON and exit code 1.
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Failures::told);
  }

  /// Which district a command works on: the configuration `--config` names, or the one
  /// `RUHU_CONFIG` names, or a data folder with everything else left out.
  static final class Where {
    private static final String VARIABLE = "RUHU_CONFIG";

    @Option(names = "--config", description = "configuration file (or name it in RUHU_CONFIG)")
    @Nullable Path file;

    @Option(names = "--data", description = "data folder, instead of the configuration's")
    @Nullable Path data;

    ServerConfig config() throws ConfigRefused {
      return config(Map.of());
    }

    ServerConfig config(Map<String, String> given) throws ConfigRefused {
      Map<String, String> all = new LinkedHashMap<>(given);
      if (data != null) all.put("data", data.toAbsolutePath().toString());
      String named = System.getenv(VARIABLE);
      Path from = file == null && named != null && !named.isBlank() ? Path.of(named) : file;
      return ConfigReader.read(from, all);
    }

    /// The district's parts, without its port.
    ///
    /// @throws Refused `UNFINISHED` after a restore that still waits for its end; `OWNER`
    Wiring open() throws ConfigRefused, StorageException, IOException, GeneralSecurityException {
      ServerConfig config = config();
      refuseUnfinished(config);
      return open(config);
    }

    /// As [#open], also when a restore waits for its end: for what ends it.
    Wiring openRestored()
        throws ConfigRefused, StorageException, IOException, GeneralSecurityException {
      return open(config());
    }

    private static Wiring open(ServerConfig config)
        throws StorageException, IOException, GeneralSecurityException {
      Account.refuseOther(config.data());
      return Wiring.district(config, Wiring.Surroundings.real());
    }

    static void refuseUnfinished(ServerConfig config) throws Refused {
      if (Restores.isUnfinished(config.data()))
        throw new Refused("UNFINISHED", config.data().toString());
    }
  }

  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return CommandLine.ExitCode.USAGE;
  }

  /// One line of JSON on stdout.
  static void print(Map<String, ?> line) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println(text(line));
  }

  private static String text(Map<String, ?> line) {
    return new String(Messages.write(line), StandardCharsets.UTF_8);
  }

  @Command(name = "init", description = "makes keys, database and a new district")
  static final class Init implements Callable<Integer> {
    @Mixin Where where = new Where();

    @Option(names = "--name", defaultValue = "", description = "the district's name")
    String name = "";

    @Option(names = "--demo", description = "fill it with the demonstration district")
    boolean demo;

    @Override
    public Integer call() throws Exception {
      ServerConfig config = where.config();
      Where.refuseUnfinished(config);
      Account.refuseOther(config.data());
      var around = Wiring.Surroundings.real();
      Wiring.init(config, name.isBlank() ? DemoDistrict.name(demo) : name, around);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("ok", true);
      try (Wiring wiring = Wiring.open(config, around)) {
        line.put("pin", wiring.pin().text());
        line.put("demo", demo);
        if (demo) line.put("households", wiring.fillDemo());
        Mark.write(config, wiring.pin(), demo);
        line.put("code", wiring.enrolments.issue(null, By.CONSOLE).code());
      }
      print(line);
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(name = "run", description = "serves a district until stopped")
  static final class Run implements Callable<Integer> {
    @Mixin Where where = new Where();

    @Option(names = "--port", description = "0 for any free one")
    @Nullable Integer port;

    @Option(names = "--host", description = "address to listen at")
    @Nullable String host;

    @Option(names = "--operator-port", description = "0 for any free one, or off")
    @Nullable String operatorPort;

    @Option(
        names = "--ready-file",
        description = "gets the line printed at start, with a fresh enrolment code")
    @Nullable Path readyFile;

    @Override
    public Integer call() throws Exception {
      ServerConfig config = where.config(given());
      Account.refuseOther(config.data());
      var stop = new CountDownLatch(1);
      EmbeddedServer server = EmbeddedServer.start(config, Wiring.Surroundings.real());
      Wiring.onExit(() -> {
        server.close();
        stop.countDown();
      });
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("ok", true);
      line.put("url", "https://" + config.clients().host() + ":" + server.port());
      line.put("port", server.port());
      line.put("pin", server.pin().text());
      server.operatorPort().ifPresent(operator -> line.put("operatorPort", operator));
      print(line);
      if (readyFile != null) { // whole or not there: whoever waits for it never reads half a line
        line.put("code", server.issueCode());
        if (Mark.isDemo(config.data()))
          line.put("password", DemoDistrict.accounts().getFirst().password());
        Disk.replace(readyFile, (text(line) + "\n").getBytes(StandardCharsets.UTF_8));
      }
      stop.await();
      return CommandLine.ExitCode.OK;
    }

    private Map<String, String> given() {
      Map<String, String> given = new LinkedHashMap<>();
      if (port != null) given.put("port", port.toString());
      if (host != null) given.put("host", host);
      if (operatorPort != null) given.put("operator.port", operatorPort);
      return given;
    }
  }

  @Command(name = "sample", description = "prints a configuration with every key explained")
  static final class Sample implements Callable<Integer> {
    @Override
    public Integer call() {
      new PrintStream(System.out, true, StandardCharsets.UTF_8).print(ConfigReader.sample());
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(name = "check", description = "says whether a configuration can be used")
  static final class Check implements Callable<Integer> {
    @Mixin Where where = new Where();

    @Override
    public Integer call() throws Exception {
      ServerConfig config = where.config();
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("ok", true);
      line.put("instance", config.instance());
      line.put("data", config.data().toString());
      line.put("setUp", Wiring.hasDatabase(config));
      line.put("damaged", Wiring.aside(config));
      print(line);
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(name = "code", description = "makes a one-time enrolment code, good for 15 minutes")
  static final class Code implements Callable<Integer> {
    @Mixin Where where = new Where();

    @Option(
        names = "--for",
        description = "code of the street, or name or id of the agency, the machine is for")
    @Nullable String home;

    @Option(names = "--url", defaultValue = "", description = "written into the QR text")
    String url = "";

    @Override
    public Integer call() throws Exception {
      try (Wiring wiring = where.open()) {
        String code = wiring.enrolments.issue(home(wiring), By.CONSOLE).code();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ok", true);
        line.put("code", code);
        line.put("pin", wiring.pin().text());
        if (!url.isBlank()) line.put("qr", EmbeddedServer.qrText(url, wiring.pin(), code));
        print(line);
      }
      return CommandLine.ExitCode.OK;
    }

    /// On a machine of a home that is none nobody could ever sign in.
    private @Nullable String home(Wiring wiring) throws StorageException, Refused {
      if (home == null || Enrolments.isStreet(home)) return home;
      Optional<UUID> agency = wiring.people.agency(home.strip());
      return agency.orElseThrow(() -> new Refused("HOME_UNKNOWN", String.valueOf(home))).toString();
    }
  }

  @Command(name = "demo", description = "fills an empty district with the demonstration data")
  static final class Demo implements Callable<Integer> {
    @Mixin Where where = new Where();

    @Override
    public Integer call() throws Exception {
      try (Wiring wiring = where.open()) {
        print(Map.of("ok", true, "households", wiring.fillDemo()));
      }
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(name = "form", description = "publishes a form package to every machine")
  static final class Form implements Callable<Integer> {
    @Mixin Where where = new Where();

    @Parameters(paramLabel = "FILE", description = "a zip archive, or the bare XForm")
    @Nullable Path file;

    @Override
    public Integer call() throws Exception {
      byte[] bytes = Files.readAllBytes(Objects.requireNonNull(file));
      Map<String, Object> line = new LinkedHashMap<>();
      try (Wiring wiring = where.open()) {
        switch (wiring.forms.publish(bytes)) {
          case Publication.Published(_, FormPackage form) -> {
            line.put("ok", true);
            line.put("id", form.id());
            line.put("version", form.version());
            line.put("hash", form.hash());
          }
          case Publication.VersionTaken _ -> throw new Refused("FORM_VERSION", "");
          case Publication.NotAllowed _ -> throw new Refused("RIGHT", "");
          case Publication.Unusable(List<FormProblem> problems) -> {
            line.putAll(Failures.refusal(new Refused("FORM", Integer.toString(problems.size()))));
            line.put("problems", problems.stream().map(Form::told).toList());
            print(line);
            return FAILED;
          }
        }
      }
      print(line);
      return CommandLine.ExitCode.OK;
    }

    private static Map<String, String> told(FormProblem problem) {
      Map<String, String> told = new LinkedHashMap<>();
      told.put("kind", problem.kind().name());
      told.put("place", problem.place());
      told.put("zh", problem.message("zh"));
      told.put("en", problem.message("en"));
      return told;
    }
  }

  /// Runs once through everything a start needs and through a morning's requests ([Rehearsal]), on
  /// a folder of its own, so that the virtual machine can write down what it loaded and what was
  /// hot (`installer/server prepare`).
  @Command(name = "rehearse", hidden = true, description = "plays a morning on a passing folder")
  static final class Rehearse implements Callable<Integer> {
    private final Rehearsal.Size size;

    Rehearse() {
      this(Rehearsal.Size.STANDARD);
    }

    Rehearse(Rehearsal.Size size) {
      this.size = size;
    }

    @Override
    public Integer call() throws Exception {
      Path folder = Files.createTempDirectory("ruhu-rehearsal");
      try {
        ServerConfig config =
            ConfigReader.read(
                null, Map.of("data", folder.toString(), "port", "0", "operator.port", "0"));
        var around = Wiring.Surroundings.real();
        Wiring.init(config, DemoDistrict.name(false), around);
        try (EmbeddedServer server = EmbeddedServer.start(config, around)) {
          Rehearsal.play(server, around.clock(), size);
        }
      } finally {
        Disk.delete(folder);
      }
      print(Map.of("ok", true));
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(
      name = "verify-audit",
      description =
          "checks the hash chains of feed and audit log, the log's signed checkpoints, and what"
              + " every scope should hold")
  static final class VerifyAudit implements Callable<Integer> {
    @Mixin Where where = new Where();

    @Option(
        names = "--checkpoints",
        description = "a file of checkpoints that was shipped elsewhere (audit-checkpoints.jsonl)")
    @Nullable Path checkpoints;

    @Override
    public Integer call() throws Exception {
      List<String> shipped =
          checkpoints == null
              ? List.of()
              : Files.readAllLines(checkpoints).stream().filter(l -> !l.isBlank()).toList();
      try (Wiring wiring = where.open()) {
        long feed = wiring.database.read(wiring.feed::brokenAt).orElse(0L);
        var check = new AuditCheck(wiring.keys.signing().publicHex());
        AuditCheck.Outcome audit = wiring.database.read(tx -> check.check(tx, shipped));
        var scopes = wiring.scopeCheck.all().values();
        int damaged = scopes.stream().mapToInt(s -> s.lost().size()).sum();
        Map<String, Object> line = new LinkedHashMap<>();
        boolean ok = feed == 0 && audit.good() && damaged == 0;
        line.put("ok", ok);
        line.put("feedBrokenAt", feed);
        line.put("auditBrokenAt", audit.row());
        line.put("checkpoints", audit.checkpoints());
        line.put("recordsPutBack", scopes.stream().mapToInt(s -> s.mended().size()).sum());
        line.put("recordsDamaged", damaged);
        audit.fault().ifPresent(f -> line.putAll(Failures.found(told(f, audit.row()))));
        print(line);
        return ok ? CommandLine.ExitCode.OK : FAILED;
      }
    }

    private static Refused told(AuditCheck.Fault fault, long row) {
      String at = Long.toString(row);
      return switch (fault) {
        case CHAIN -> new Refused("AUDIT_CHAIN", at);
        case CUT -> new Refused("AUDIT_CUT", at);
        case REWRITTEN -> new Refused("AUDIT_REWRITTEN", at);
        case SIGNATURE -> new Refused("AUDIT_SIGNATURE", at);
        case CHECKPOINT -> new Refused("AUDIT_CHECKPOINT", at);
      };
    }
  }
}
