package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.server.config.ConfigReader;
import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.wire.PasswordHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredServerTest {
  @TempDir Path folder;

  record Ran(int exit, String out) {}

  static Ran run(String... args) {
    PrintStream before = System.out;
    var out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      int exit = Main.commandLine().execute(args);
      return new Ran(exit, out.toString(StandardCharsets.UTF_8).strip());
    } finally {
      System.setOut(before);
    }
  }

  /// With a line of standard input.
  static Ran told(String line, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)));
    try {
      return run(args);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void everyCommandTakesTheConfigurationInsteadOfAFolder() throws Exception {
    Path config = Files.writeString(folder.resolve("server.conf"), "data = district\n");
    assertTrue(run("check", "--config", config.toString()).out().contains("\"setUp\":false"));
    assertEquals(0, run("init", "--config", config.toString()).exit());
    assertTrue(Files.exists(folder.resolve("district").resolve("district.db")));
    assertTrue(run("check", "--config", config.toString()).out().contains("\"setUp\":true"));
    assertEquals(0, run("code", "--config", config.toString()).exit());
    assertEquals(0, run("verify-audit", "--config", config.toString()).exit());
  }

  @Test
  void aConfigurationThatIsNotTakenIsToldInOneLineOfJsonWithBothLanguages() throws Exception {
    Path config = Files.writeString(folder.resolve("server.conf"), "data = d\nprot = 1\n");
    Ran refused = run("code", "--config", config.toString());
    assertEquals(1, refused.exit());
    assertEquals(1, refused.out().lines().count());
    assertTrue(
        refused
            .out()
            .matches(
                "\\{\"ok\":false,\"error\":\"CONFIG\",\"problems\":\\[\\{\"line\":2,\"key\":\"prot\","
                    + "\"code\":\"UNKNOWN\",\"zh\":\"[^\"]*port[^\"]*\",\"en\":\".*\"}]}"),
        refused.out());
    Ran nothing = run("code");
    assertEquals(1, nothing.exit());
    assertTrue(nothing.out().contains("\"key\":\"data\",\"code\":\"MISSING\""), nothing.out());
  }

  @Test
  void theSampleIsPrintedAsItStands() {
    assertEquals(ConfigReader.sample().strip(), run("sample").out());
  }

  @Test
  void limitsComeFromTheConfiguration() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("server.conf"),
            "data = d\nport = 0\noperator.port = off\nlimit.password-attempts = 3\n");
    ServerConfig chosen = ConfigReader.read(config, Map.of());
    var around = around();
    Wiring.init(chosen, "d", around);
    try (EmbeddedServer server = EmbeddedServer.start(chosen, around);
        TestMachine machine = new TestMachine(server.url(), server.certificate())) {
      server.addPerson(
          "clerk",
          District.PASSWORD,
          "clerk",
          cn.ruhu.casefile.process.Role.WINDOW_CLERK,
          District.HERE,
          null);
      machine.enrol(server.issueCode());
      assertEquals(2, machine.loginAnswer("clerk", "wrong-password").refusal().attemptsLeft());
    }
  }

  @Test
  void aJdbcAddressOpensPostgres() throws Exception {
    String url = Postgres.bare("");
    try {
      Path password = Files.writeString(folder.resolve("password"), "postgres\n");
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
      Path file =
          Files.writeString(
              folder.resolve("server.conf"),
              String.join(
                  "\n",
                  "data = d",
                  "database = " + url.replaceFirst("\\?.*", ""),
                  "database.user = postgres",
                  "database.password-file = password",
                  "database.connections = 2"));
      ServerConfig config = ConfigReader.read(file, Map.of());
      Ran init = run("init", "--config", file.toString(), "--name", "a district");
      assertEquals(0, init.exit(), init.out());
      Ran alone = run("code", "--data", folder.resolve("d").toString());
      assertTrue(alone.out().contains("\"error\":\"DATABASE_OTHER\""), alone.out());
      assertEquals(1, run("init", "--data", folder.resolve("d").toString()).exit());
      Path other = folder.resolve("e");
      Ran second = run("init", "--config", file.toString(), "--data", other.toString());
      assertTrue(second.out().contains("\"error\":\"KEYS\""), second.out());
      assertFalse(Files.exists(other.resolve("keys")), "an instance has the keys of the others");
      try (Wiring wiring = Wiring.district(config, around())) {
        assertEquals("a district", wiring.database.read(wiring.feed::head).name());
      }
      assertFalse(Files.exists(folder.resolve("d").resolve("district.db")), "no SQLite beside it");
      try (var connection = Postgres.source(url).getConnection();
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT name FROM feed")) {
        assertTrue(rows.next());
        assertEquals("a district", rows.getString(1));
      }
    } finally {
      Postgres.drop(url);
    }
  }

  static Wiring.Surroundings around() {
    return new Wiring.Surroundings(
        InstantSource.system(), TestMachine.RANDOM, PasswordHash.Cost.TINY);
  }
}
