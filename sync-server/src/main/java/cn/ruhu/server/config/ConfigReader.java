package cn.ruhu.server.config;

import cn.ruhu.server.config.Problem.Code;
import cn.ruhu.server.config.ServerConfig.Address;
import cn.ruhu.server.config.ServerConfig.BackupChoice;
import cn.ruhu.server.config.ServerConfig.ChosenLimits;
import cn.ruhu.server.config.ServerConfig.DatabaseChoice;
import cn.ruhu.server.config.ServerConfig.FilesChoice;
import cn.ruhu.server.config.ServerConfig.Retention;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a [ServerConfig] of a file and what the command line says beside it, which wins. Every
/// problem is found before any is told.
public final class ConfigReader {
  /// Value that opens no operator's port.
  static final String OFF = "off";

  private static final int NUMBER_DIGITS_MAX = 15;

  private final Map<Key, ConfigFile.Entry> entries;
  private final Path folder;
  private final List<Problem> problems;

  private ConfigReader(Map<Key, ConfigFile.Entry> entries, Path folder, List<Problem> problems) {
    this.entries = entries;
    this.folder = folder;
    this.problems = problems;
  }

  /// Reads a configuration.
  ///
  /// @param file null when only the command line speaks
  /// @param given from the command line, by key
  /// @throws ConfigRefused with everything that is wrong with it
  public static ServerConfig read(@Nullable Path file, Map<String, String> given)
      throws ConfigRefused {
    var problems = new ArrayList<Problem>();
    Map<Key, ConfigFile.Entry> entries = new EnumMap<>(Key.class);
    if (file != null) entries.putAll(ConfigFile.read(file, problems));
    given.forEach((name, value) ->
        entries.put(
            Key.of(name).orElseThrow(() -> new IllegalArgumentException(name)),
            new ConfigFile.Entry(0, value)));
    Path here = file == null ? Path.of("") : file.toAbsolutePath().getParent();
    Optional<ServerConfig> config =
        new ConfigReader(entries, here == null ? Path.of("") : here, problems).config();
    if (!problems.isEmpty() || config.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::line));
      throw new ConfigRefused(problems);
    }
    return config.get();
  }

  static ServerConfig standard(Path data) {
    try {
      return read(null, Map.of(Key.DATA.text(), data.toString()));
    } catch (ConfigRefused e) {
      throw new IllegalStateException("what is left out is always right", e);
    }
  }

  /// The sample file: every key, explained.
  public static String sample() {
    try (InputStream in = ConfigReader.class.getResourceAsStream("server.conf")) {
      if (in == null) throw new IllegalStateException("server.conf is missing");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<ServerConfig> config() {
    String data = text(Key.DATA);
    if (data.isEmpty() && !entries.containsKey(Key.DATA)) missing(Key.DATA);
    Address clients = new Address(host(Key.HOST), (int) number(Key.PORT));
    Optional<Address> operator = operator(clients);
    DatabaseChoice database = database();
    FilesChoice files = new FilesReader(this).files();
    ChosenLimits limits = limits();
    var retention =
        new Retention(
            Duration.ofDays(number(Key.RETENTION_PARTS)),
            Duration.ofDays(number(Key.RETENTION_CODES)),
            Duration.ofDays(number(Key.RETENTION_BACKUPS)),
            Duration.ofDays(number(Key.RETENTION_AUDIT)),
            Duration.ofDays(number(Key.RETENTION_TOMBSTONES)));
    var backup = new BackupChoice(path(Key.BACKUP_FOLDER), secret(Key.BACKUP_PASSPHRASE_FILE));
    String instance = text(Key.INSTANCE);
    if (!instance.matches("[a-z0-9-]{1,40}")) refuse(Key.INSTANCE, Code.INSTANCE, instance);
    Duration scrub = Duration.ofDays(number(Key.SCRUB_DAYS));
    long diskFree = number(Key.DISK_FREE) << 20;
    Duration shutdown = Duration.ofSeconds(number(Key.SHUTDOWN));
    if (!problems.isEmpty()) return Optional.empty();
    return Optional.of(
        new ServerConfig(
            instance,
            clients,
            operator,
            folder.resolve(data),
            database,
            files,
            limits,
            retention,
            backup,
            scrub,
            diskFree,
            shutdown));
  }

  private ChosenLimits limits() {
    return new ChosenLimits(
        (int) number(Key.LIMIT_SIGN_INS),
        (int) number(Key.LIMIT_ENROLMENTS),
        (int) number(Key.LIMIT_PUSHES),
        (int) number(Key.LIMIT_FILES),
        Duration.ofSeconds(number(Key.LIMIT_IDLE)),
        Duration.ofSeconds(number(Key.LIMIT_BODY)),
        Duration.ofSeconds(number(Key.LIMIT_BUSY_RETRY)),
        (int) number(Key.LIMIT_ATTEMPTS),
        Duration.ofMinutes(number(Key.LIMIT_LOCK_OUT)),
        Duration.ofMinutes(number(Key.LIMIT_CODE)),
        Duration.ofHours(number(Key.LIMIT_TOKEN)),
        Duration.ofDays(number(Key.LIMIT_GRANT)),
        (int) number(Key.LIMIT_BLOCKS));
  }

  private Optional<Address> operator(Address clients) {
    if (text(Key.OPERATOR_PORT).equals(OFF)) return Optional.empty();
    var operator = new Address(host(Key.OPERATOR_HOST), (int) number(Key.OPERATOR_PORT));
    if (operator.port() != 0 && operator.port() == clients.port())
      refuse(Key.OPERATOR_PORT, Code.SAME_PORT, operator.port());
    return Optional.of(operator);
  }

  private DatabaseChoice database() {
    String choice = text(Key.DATABASE);
    int readers = (int) number(Key.DATABASE_READERS);
    int connections = (int) number(Key.DATABASE_CONNECTIONS);
    if (choice.startsWith("jdbc:postgresql:")) {
      if (choice.contains("@") || choice.matches("(?i).*[?&](user|password)=.*"))
        refuse(Key.DATABASE, Code.PASSWORD_IN_URL);
      for (Key needed : List.of(Key.DATABASE_USER, Key.DATABASE_PASSWORD_FILE))
        if (!entries.containsKey(needed)) missing(needed);
      Optional<Path> password = secret(Key.DATABASE_PASSWORD_FILE);
      return new DatabaseChoice.Postgres(
          choice, text(Key.DATABASE_USER), password.orElse(folder), connections);
    }
    if (!choice.equals("embedded")) {
      // not told in full: a mistyped address may hold a password
      refuse(Key.DATABASE, Code.DATABASE, choice.split("[:/@?]", 2)[0]);
      return new DatabaseChoice.Embedded(readers);
    }
    for (Key foreign :
        List.of(Key.DATABASE_USER, Key.DATABASE_PASSWORD_FILE, Key.DATABASE_CONNECTIONS))
      if (entries.containsKey(foreign)) refuse(foreign, Code.NEEDS_POSTGRES);
    return new DatabaseChoice.Embedded(readers);
  }

  boolean isGiven(Key key) {
    return entries.containsKey(key);
  }

  String text(Key key) {
    ConfigFile.Entry entry = entries.get(key);
    return entry == null ? key.standard() : entry.value();
  }

  private long number(Key key) {
    String text = text(key);
    if (!text.matches("-?[0-9]+")) {
      refuse(key, Code.NUMBER, text, key.min(), key.max());
      return key.min();
    }
    long value = text.length() > NUMBER_DIGITS_MAX ? Long.MAX_VALUE : Long.parseLong(text);
    if (value < key.min() || value > key.max()) {
      refuse(key, Code.RANGE, text, key.min(), key.max());
      return key.min();
    }
    return value;
  }

  private String host(Key key) {
    String host = text(key);
    if (!host.matches("[A-Za-z0-9.-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}\\]?"))
      refuse(key, Code.HOST, host);
    return host;
  }

  private Optional<Path> path(Key key) {
    String text = text(key);
    return text.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(text));
  }

  /// A file with a secret: there, and closed to others.
  Optional<Path> secret(Key key) {
    Optional<Path> path = path(key);
    if (path.isEmpty()) return path;
    if (!Files.isReadable(path.get()) || !Files.isRegularFile(path.get()))
      refuse(key, Code.NO_FILE, path.get());
    else if (isOpen(path.get())) refuse(key, Code.OPEN_SECRET, path.get());
    return path;
  }

  private static boolean isOpen(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream()
          .anyMatch(
              Set.of(
                      PosixFilePermission.GROUP_WRITE,
                      PosixFilePermission.OTHERS_READ,
                      PosixFilePermission.OTHERS_WRITE)
                  ::contains);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // Windows keeps rights elsewhere
    }
  }

  void missing(Key key) {
    refuse(key, Code.MISSING, key.text());
  }

  void refuse(Key key, Code code, Object... details) {
    ConfigFile.Entry entry = entries.get(key);
    problems.add(Problem.of(entry == null ? 0 : entry.line(), key.text(), code, details));
  }
}
