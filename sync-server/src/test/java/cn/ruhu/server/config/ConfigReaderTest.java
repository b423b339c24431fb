package cn.ruhu.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigReaderTest {
  @TempDir Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("server.conf"), text);
  }

  private ServerConfig read(String text) throws Exception {
    return ConfigReader.read(file(text), Map.of());
  }

  private List<Problem> problems(String text) throws Exception {
    Path file = file(text);
    return assertThrows(ConfigRefused.class, () -> ConfigReader.read(file, Map.of())).problems();
  }

  private Path secret(String name, String permissions) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "secret\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void theSampleNamesEveryKeyOnceWithItsDefaultAndAnExplanation() throws Exception {
    Pattern line = Pattern.compile("#?([a-z][a-z.-]*) = (.+)");
    List<String> named = new ArrayList<>();
    boolean explained = false;
    for (String text : ConfigReader.sample().lines().toList()) {
      Matcher m = line.matcher(text);
      if (!m.matches()) {
        explained = text.startsWith("# ") || (explained && !text.isBlank());
        continue;
      }
      assertTrue(explained, m.group(1) + " stands without a word");
      Key key = Key.of(m.group(1)).orElseThrow(() -> new AssertionError(text));
      named.add(key.text());
      boolean commented = text.startsWith("#");
      assertEquals(
          !commented || key == Key.DATABASE_CONNECTIONS,
          m.group(2).equals(key.standard()),
          "default of " + key.text());
    }
    List<String> all = java.util.Arrays.stream(Key.values()).map(Key::text).toList();
    assertEquals(all, named, "the order of the code is the order of the sample");
    String filled = ConfigReader.sample().replace("#data = /var/lib/ruhu", "data = /x");
    assertEquals(ServerConfig.standard(Path.of("/x")), read(filled));
  }

  @Test
  void everyProblemHasItsWordsInBothLanguagesAndUsesAllDetails() {
    for (Problem.Code code : Problem.Code.values()) {
      String chinese = Problem.of(3, "port", code, "A0", "A1", "A2").chinese();
      String english = Problem.of(3, "port", code, "A0", "A1", "A2").english();
      assertTrue(chinese.matches("(?s).*[\\u4e00-\\u9fff].*请.*"), code + " says what to do next");
      assertFalse(english.matches("(?s).*[\\u4e00-\\u9fff].*"), code.name());
      assertEquals(chinese.contains("A1"), english.contains("A1"), code.name());
      assertEquals(chinese.contains("A2"), english.contains("A2"), code.name());
      assertFalse(chinese.contains("{") || english.contains("{"), code.name());
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "prot = 8443, UNKNOWN, prot",
        "retention.backup-days = 3, UNKNOWN, retention.backup-days",
        "port 8443, LINE, \"\"",
        "= 8443, LINE, \"\"",
        "port =, EMPTY, port",
        "port = 84a3, NUMBER, port",
        "port = 1.5, NUMBER, port",
        "port = 65536, RANGE, port",
        "port = -1, RANGE, port",
        "port = 99999999999999999999, RANGE, port",
        "limit.token-hours = 24, RANGE, limit.token-hours",
        "host = bad host, HOST, host",
        "host = h:1/x, HOST, host",
        "instance = Haidian Nr 1, INSTANCE, instance",
        "database = mysql://x, DATABASE, database",
        "database.user = x, NEEDS_POSTGRES, database.user",
        "operator.port = 8443, SAME_PORT, operator.port",
        "operator.port = no, NUMBER, operator.port",
        "backup.passphrase-file = nowhere, NO_FILE, backup.passphrase-file",
      })
  void eachFaultIsRefusedWithItsLineKeyReasonAndNextStep(String line, String code, String key)
      throws Exception {
    List<Problem> problems = problems("data = d\n\n# a comment\n" + line + "\n");
    assertEquals(1, problems.size(), problems.toString());
    Problem problem = problems.getFirst();
    assertEquals(4, problem.line());
    assertEquals(code, problem.code().name());
    assertEquals(key, problem.key());
    assertTrue(problem.toString().startsWith("4: " + (key.isEmpty() ? "" : key + ": ")));
    assertTrue(problem.toString().contains(problem.chinese() + " / " + problem.english()));
  }

  @Test
  void everyFaultOfAFileIsToldAtOnceAndANearWordIsOffered() throws Exception {
    List<Problem> problems = problems("prot = 1\nport = x\nport = 2\nhost = h\nhost = h\n");
    assertEquals(
        List.of(
            "0 data MISSING",
            "1 prot UNKNOWN",
            "2 port NUMBER",
            "3 port DOUBLED",
            "5 host DOUBLED"),
        problems.stream().map(p -> p.line() + " " + p.key() + " " + p.code()).toList());
    assertTrue(problems.get(1).english().contains("You may mean port"));
    assertTrue(problems.get(3).chinese().contains("第 2 行"));
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void bothSidesOfEveryNumbersBoundsAreHeld(Key key) throws Exception {
    if (key.max() == 0) return;
    String database =
        key == Key.DATABASE_CONNECTIONS
            ? "database = jdbc:postgresql:x\ndatabase.user = u\ndatabase.password-file = "
                + secret("p", "rw-------")
                + "\n"
            : "";
    String other = key == Key.PORT ? "operator.port = off\n" : "";
    String before = "data = d\n" + database + other + key.text() + " = ";
    read(before + key.min());
    read(before + key.max());
    assertEquals(Problem.Code.RANGE, problems(before + (key.min() - 1)).getFirst().code());
    assertEquals(Problem.Code.RANGE, problems(before + (key.max() + 1)).getFirst().code());
  }

  @Test
  void aFileThatIsMissingTooLargeOrInAnotherEncodingIsRefused() throws Exception {
    Path missing = folder.resolve("nowhere.conf");
    var refused =
        assertThrows(ConfigRefused.class, () -> ConfigReader.read(missing, Map.of("data", "d")));
    assertEquals(Problem.Code.FILE, refused.problems().getFirst().code());
    Path gb = Files.write(folder.resolve("gb.conf"), "# 中文".getBytes(Charset.forName("GB18030")));
    refused = assertThrows(ConfigRefused.class, () -> ConfigReader.read(gb, Map.of("data", "d")));
    assertEquals(Problem.Code.ENCODING, refused.problems().getFirst().code());
    byte[] large = "#".repeat((64 << 10) + 1).getBytes(StandardCharsets.US_ASCII);
    Path big = Files.write(folder.resolve("big.conf"), large);
    refused = assertThrows(ConfigRefused.class, () -> ConfigReader.read(big, Map.of("data", "d")));
    assertEquals(Problem.Code.SIZE, refused.problems().getFirst().code());
    Files.write(big, java.util.Arrays.copyOf(large, 64 << 10));
    ConfigReader.read(big, Map.of("data", "d"));
  }

  @Test
  void aFileOfAWindowsEditorIsRead() throws Exception {
    assertEquals(9, read("\uFEFFport = 9\r\ndata = d\r\n").clients().port());
  }

  @Test
  void theCommandLineWinsAndPathsBeginAtTheFile() throws Exception {
    Path file = file("data = d\nport = 1\nbackup.folder = b\ninstance = haidian-1\n");
    ServerConfig config = ConfigReader.read(file, Map.of("port", "2"));
    assertEquals(2, config.clients().port());
    assertEquals(folder.resolve("d"), config.data());
    assertEquals(Optional.of(folder.resolve("b")), config.backup().folder());
    assertEquals("haidian-1", config.instance());
    assertEquals(Duration.ofDays(30), config.retention().backups());
  }

  @Test
  void aJdbcAddressChoosesPostgresAndKeepsItsPasswordOutOfTheFile() throws Exception {
    Path password = secret("database.password", "rw-------");
    String jdbc = "data = d\ndatabase = jdbc:postgresql://db:5432/ruhu\n";
    String user = "database.user = ruhu\ndatabase.password-file = database.password\n";
    assertEquals(
        new ServerConfig.DatabaseChoice.Postgres(
            "jdbc:postgresql://db:5432/ruhu", "ruhu", password, 16),
        read(jdbc + user).database());
    assertEquals(
        List.of("database.user MISSING", "database.password-file MISSING"),
        problems(jdbc).stream().map(p -> p.key() + " " + p.code()).toList());
    for (String leak : List.of("?user=a&password=hunter2", "?password=hunter2")) {
      List<Problem> refused = problems(jdbc.strip() + leak + "\n" + user);
      assertEquals(Problem.Code.PASSWORD_IN_URL, refused.getFirst().code());
      assertFalse(refused.toString().contains("hunter2"));
    }
    List<Problem> typo = problems("data = d\ndatabase = jdbc:postgre://u:hunter2@db/ruhu\n");
    assertFalse(typo.toString().contains("hunter2"));
    secret("database.password", "rw-r--r--");
    assertEquals(Problem.Code.OPEN_SECRET, problems(jdbc + user).getFirst().code());
  }

  @Test
  void theOperatorsPortCanBeLeftShut() throws Exception {
    assertEquals(Optional.empty(), read("data = d\noperator.port = off\n").operator());
    assertEquals(
        Optional.of(new ServerConfig.Address("127.0.0.1", 8444)), read("data = d\n").operator());
  }
}
