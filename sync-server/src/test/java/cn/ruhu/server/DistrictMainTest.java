package cn.ruhu.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.ConfiguredServerTest.Ran;
import cn.ruhu.server.config.ConfigReader;
import cn.ruhu.wire.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// From an empty folder to people at work, by the commands of the operator's page alone.
class DistrictMainTest {
  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void configure() throws Exception {
    config =
        Files.writeString(
            folder.resolve("server.conf"), "data = data\nport = 0\noperator.port = off\n");
  }

  private Ran command(String... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--config", config.toString()));
    return ConfiguredServerTest.run(all.toArray(String[]::new));
  }

  private Map<?, ?> done(String... words) throws Exception {
    Ran ran = command(words);
    assertEquals(0, ran.exit(), ran.out());
    return Messages.read(ran.out().getBytes(UTF_8), Map.class);
  }

  private void refused(String code, String... words) throws Exception {
    Ran ran = command(words);
    assertEquals(1, ran.exit(), ran.out());
    Map<?, ?> line = Messages.read(ran.out().getBytes(UTF_8), Map.class);
    assertEquals(code, line.get("error"));
    assertFalse(String.valueOf(line.get("zh")).isBlank());
    assertFalse(String.valueOf(line.get("en")).isBlank());
  }

  private String person(String login, String role, String... home) throws Exception {
    var words = new ArrayList<>(List.of("person", "add", "--login", login, "--name", "王芳"));
    words.addAll(List.of("--role", role));
    words.addAll(List.of(home));
    return (String) done(words.toArray(String[]::new)).get("password");
  }

  private EmbeddedServer serve() throws Exception {
    return EmbeddedServer.start(ConfigReader.read(config, Map.of()), ConfiguredServerTest.around());
  }

  private TestMachine machine(EmbeddedServer server) throws Exception {
    var machine = new TestMachine(server.url(), server.certificate());
    machine.enrol((String) done("code", "--for", District.HERE).get("code"));
    return machine;
  }

  @Test
  void aDistrictMadeByTheCommandsAloneIsWorkedIn() throws Exception {
    done("init", "--name", "海淀区");
    String agency = (String) done("agency", "add", "--name", "恒信").get("agency");
    String clerk = person("chuangkou", "window_clerk", "--street", District.HERE);
    person("hecha", "INVESTIGATOR", "--agency", "恒信", "--phone", "13800000001");
    person("quji", "DISTRICT_REVIEWER");
    Map<?, ?> standard =
        done(
            with(
                new String[] {"standard", "--name", "dibao", "--from", "2026-07"},
                "--yuan",
                "1,550.5",
                "--source",
                "京民社救发〔2026〕1号"));
    assertEquals("1550.50", standard.get("yuan"));
    try (EmbeddedServer server = serve();
        TestMachine machine = machine(server)) {
      assertEquals("PASSWORD_FIRST", machine.loginAnswer("chuangkou", clerk).refusal().code());
      machine.choose("chuangkou", clerk, District.PASSWORD);
      District.open(machine, District.HERE, "李强");
      machine.pull();
      assertEquals("恒信", machine.seen(UUID.fromString(agency), "name"));
      assertEquals(3, machine.seen("STAFF").size());
      assertEquals("155050", machine.seen("STANDARD").getFirst().fields().get("valueFen"));
      assertEquals("true", machine.seen("STANDARD").getFirst().fields().get("confirmed"));
    }
    done("verify-audit");
  }

  @Test
  void aClosedAccountIsShutOutBesideARunningServerUntilItIsOpenedAgain() throws Exception {
    done("init");
    String first = person("chuangkou", "WINDOW_CLERK", "--street", District.HERE);
    assertTrue(first.matches("[a-z2-9]{4}(-[a-z2-9]{4}){2}"), "made here, and shown once");
    try (EmbeddedServer server = serve();
        TestMachine machine = machine(server)) {
      machine.choose("chuangkou", first, District.PASSWORD);
      done("person", "close", "--login", "chuangkou");
      assertEquals(401, machine.loginAnswer("chuangkou", District.PASSWORD).status());
      done("person", "reopen", "--login", "chuangkou");
      machine.login("chuangkou", District.PASSWORD);
    }
  }

  @Test
  void aPasswordMayComeAsALineOfStandardInputAndAForgottenOneIsMadeAnew() throws Exception {
    done("init");
    String[] add = {"person", "add", "--login", "quji", "--name", "刘", "--role", "EVALUATOR"};
    Ran ran =
        ConfiguredServerTest.told(
            District.PASSWORD, with(add, "--password-stdin", "--config", config.toString()));
    assertEquals(0, ran.exit(), ran.out());
    assertFalse(ran.out().contains("password"), "never printed when somebody chose it");
    try (EmbeddedServer server = serve();
        TestMachine machine = machine(server)) {
      machine.choose("quji", District.PASSWORD, "an-own-password");
      String fresh = (String) done("password", "--login", "quji").get("password");
      assertEquals(401, machine.loginAnswer("quji", "an-own-password").status());
      machine.choose("quji", fresh, "another-own-password");
    }
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheNextStep() throws Exception {
    done("init");
    done("agency", "add", "--name", "恒信");
    refused("AGENCY_TAKEN", "agency", "add", "--name", " 恒信 ");
    refused("NAME_MISSING", "agency", "add", "--name", " ");
    String[] add = {"person", "add", "--name", "王芳", "--login"};
    refused("LOGIN_FORM", with(add, "a b", "--role", "EVALUATOR"));
    refused("ROLE", with(add, "wang", "--role", "SYSTEM"));
    refused("HOME_MISSING", with(add, "wang", "--role", "WINDOW_CLERK"));
    refused("HOME_UNFIT", with(add, "wang", "--role", "EVALUATOR", "--street", District.HERE));
    refused("HOME_UNFIT", with(add, "wang", "--role", "WINDOW_CLERK", "--agency", "恒信"));
    refused("STREET_UNKNOWN", with(add, "wang", "--role", "WINDOW_CLERK", "--street", "1"));
    refused("AGENCY_UNKNOWN", with(add, "wang", "--role", "INVESTIGATOR", "--agency", "恒"));
    person("wang", "EVALUATOR");
    refused("LOGIN_TAKEN", with(add, "wang", "--role", "EVALUATOR"));
    refused("NOBODY", "person", "close", "--login", "nobody");
    refused("NOBODY", "password", "--login", "nobody");
    String[] short7 = {"password", "--login", "wang", "--password-stdin", "--config"};
    Ran ran = ConfiguredServerTest.told("short", with(short7, config.toString()));
    assertTrue(ran.out().contains("\"error\":\"PASSWORD_SHORT\""), ran.out());
    String[] standard = {"standard", "--name", "DIBAO", "--source", "s", "--from"};
    refused("MONTH", with(standard, "July", "--yuan", "1"));
    refused("AMOUNT", with(standard, "2026-07", "--yuan", "0"));
    refused("AMOUNT", with(standard, "2026-07", "--ratio", "0.3"));
    String[] rigid = {"standard", "--name", "RIGID_RATIO", "--source", "s", "--from", "2026-07"};
    for (String share : new String[] {"", "30", "0,3", ".3", "0.30001", "0.0", "30%"})
      refused("RATIO", with(rigid, "--ratio", share));
    refused("RATIO", with(rigid, "--yuan", "3"));
    assertEquals(0, command(with(rigid, "--ratio", "0.3")).exit());
    assertEquals(2, command("person").exit());
    assertEquals(2, command("agency").exit());
  }

  @Test
  void aMachineIsEnrolledForAStreetOrAnAgencyThatIsThere() throws Exception {
    done("init");
    String agency = (String) done("agency", "add", "--name", "恒信").get("agency");
    String investigator = person("hecha", "INVESTIGATOR", "--agency", agency);
    refused("HOME_UNKNOWN", "code", "--for", "恒");
    refused("HOME_UNKNOWN", "code", "--for", "110108999");
    refused("HOME_UNKNOWN", "code", "--for", " ");
    try (EmbeddedServer server = serve()) {
      for (String called : List.of("恒信", agency)) {
        try (var machine = new TestMachine(server.url(), server.certificate())) {
          machine.enrol((String) done("code", "--for", called).get("code"));
          assertEquals(
              "PASSWORD_FIRST", machine.loginAnswer("hecha", investigator).refusal().code());
        }
      }
    }
  }

  @Test
  @Timeout(60)
  void aPasswordForALoginNobodyCanHaveIsRefusedAtOnce() throws Exception {
    done("init");
    refused("NOBODY", "password", "--login=-");
    refused("NOBODY", "password", "--login=");
  }

  @Test
  void everyCommandTellsWhatItTakes() {
    Ran help = ConfiguredServerTest.run("person", "add", "--help");
    assertEquals(0, help.exit(), help.out());
    assertTrue(help.out().contains("WINDOW_CLERK"), help.out());
    assertTrue(help.out().contains("adds a person"), help.out());
    assertTrue(ConfiguredServerTest.run("code", "--help").out().contains("--for"));
  }

  private static String[] with(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  /// Codes in the sources and codes with words are the same.
  @Test
  void everyRefusalHasItsWords() throws Exception {
    var words = new Properties();
    try (var in = Refused.class.getResourceAsStream("refusals.properties")) {
      words.load(new java.io.InputStreamReader(in, UTF_8));
    }
    Set<String> named = new TreeSet<>();
    Path sources = Path.of("src/main/java/cn/ruhu/server");
    try (Stream<Path> all = Files.list(sources)) {
      for (Path file : all.filter(p -> p.toString().endsWith(".java")).toList())
        named.addAll(found(file, "new Refused\\(\\s*\"([A-Z_]+)\""));
    }
    for (String of : List.of("Passwords.java", "People.java", "Entries.java", "Unlocks.java"))
      named.addAll(
          found(
              sources.resolve("accounts").resolve(of),
              "(?:Answer\\.refused|Optional\\.of|no)\\(\"([A-Z_]+)\""));
    named.add("REASON"); // of the unlock command too, found by Administration
    Set<String> both = new TreeSet<>();
    named.forEach(code -> both.addAll(List.of(code + ".zh", code + ".en")));
    assertEquals(both, new TreeSet<>(words.stringPropertyNames()));
  }

  private static Set<String> found(Path file, String pattern) throws Exception {
    Set<String> codes = new TreeSet<>();
    Matcher m = Pattern.compile(pattern).matcher(Files.readString(file));
    while (m.find()) codes.add(m.group(1));
    return codes;
  }
}
