package cn.ruhu.server;

import static cn.ruhu.server.ConfiguredServerTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.ruhu.server.ConfiguredServerTest.Ran;
import cn.ruhu.server.backup.Restores;
import cn.ruhu.server.disk.Disk;
import cn.ruhu.server.keys.KeyFolder;
import cn.ruhu.survey.FormPackage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

class MainTest {
  @TempDir Path folder;

  @Test
  void aDistrictIsSetUpOnceGivesCodesAndVerifies() throws Exception {
    String data = folder.resolve("district").toString();
    Ran early = run("code", "--data", data);
    assertEquals(1, early.exit());
    assertTrue(early.out().contains("\"ok\":false"));
    Ran init = run("init", "--data", data);
    assertEquals(0, init.exit(), init.out());
    assertTrue(init.out().matches("\\{\"ok\":true,\"pin\":\"sha256-[0-9a-f]{64}\".*\"code\".*}"));
    String mark = Files.readString(Path.of(data, Mark.NAME));
    assertFalse(mark.contains("\"code\""), "no secret is left behind");
    assertEquals(1, run("init", "--data", data).exit(), "never over an old district");
    assertTrue(run("code", "--data", data, "--url", "https://h:1").out().contains("ruhu-enrol-1"));
    assertEquals(0, run("verify-audit", "--data", data).exit());
    assertEquals(CommandLine.ExitCode.USAGE, run("dance").exit());
  }

  @Test
  void anInitThatFailedHalfWayIsGoneOnWithUnderTheSameKeys() throws Exception {
    Path data = folder.resolve("district");
    var around = ConfiguredServerTest.around();
    KeyFolder.create(
        Files.createDirectories(data.resolve("keys.new")).resolveSibling("keys"),
        around.random(),
        around.clock().instant());
    Ran early = run("code", "--data", data.toString());
    assertTrue(early.out().contains("\"error\":\"NOT_SET_UP\""), early.out());
    assertFalse(Files.exists(data.resolve("district.db")), "a look makes no database");
    String pin = KeyFolder.open(data.resolve("keys")).pin().text();
    Ran init = run("init", "--data", data.toString());
    assertEquals(0, init.exit(), init.out());
    assertTrue(init.out().contains(pin), "the keys that were there");
    Ran again = run("init", "--data", data.toString());
    assertTrue(again.out().contains("\"error\":\"ALREADY_SET_UP\""), again.out());
  }

  @Test
  void halfAFolderOfKeysIsNeverOpenedAndMadeAnew() throws Exception {
    Path data = folder.resolve("district");
    Files.write(
        Files.createDirectories(data.resolve("keys.new")).resolve("reply-signing.key"),
        new byte[9]);
    assertEquals(0, run("init", "--data", data.toString()).exit());
    assertFalse(Files.exists(data.resolve("keys.new")));
    assertEquals(0, run("verify-audit", "--data", data.toString()).exit());
  }

  @Test
  void aDistrictWhoseDatabaseIsGoneIsNeverBegunAnew() throws Exception {
    Path data = folder.resolve("district");
    assertEquals(0, run("init", "--data", data.toString()).exit());
    Files.delete(data.resolve("district.db"));
    for (String command : List.of("init", "code", "run")) {
      Ran ran = run(command, "--data", data.toString());
      assertTrue(ran.out().contains("\"error\":\"LOST\""), ran.out());
    }
    assertFalse(Files.exists(data.resolve("district.db")));
  }

  /// What it sealed no other keys open: new ones beside it would be served as if they were its own.
  @Test
  void aDistrictWhoseKeysAreGoneGetsNoOthers() throws Exception {
    Path data = folder.resolve("district");
    assertEquals(0, run("init", "--data", data.toString()).exit());
    Disk.delete(data.resolve("keys"));
    for (String command : List.of("init", "code", "run"))
      told("KEYS", command, "--data", data.toString());
    Files.delete(data.resolve(Mark.NAME));
    told("KEYS", "init", "--data", data.toString());
    assertEquals(List.of(), keysIn(data));
    told("NOT_SET_UP", "code", "--data", data.toString());
  }

  private static List<String> keysIn(Path data) throws IOException {
    return BackedUpDistrict.names(data).stream().filter(name -> name.startsWith("keys")).toList();
  }

  @Test
  @Timeout(120)
  void aFaultOfTheWorldIsToldWithItsCodeAndGoesToTheLog() throws Exception {
    String data = folder.resolve("district").toString();
    assertEquals(0, run("init", "--data", data).exit());
    var heard = new ListAppender<ILoggingEvent>();
    heard.start();
    var log = (Logger) LoggerFactory.getLogger(Failures.class);
    log.addAppender(heard);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      told("FILE_MISSING", "form", "--data", data, folder.resolve("none.xml").toString());
      String port = Integer.toString(taken.getLocalPort());
      told("PORT", "run", "--data", data, "--port", port, "--operator-port", "off");
      told("PORT", "run", "--data", data, "--port", "0", "--operator-port", port);
      Files.writeString(Path.of(data, "keys", "tls.p12"), "no key store");
      told("KEYS", "code", "--data", data);
      Files.write(Path.of(data, "keys", "reply-signing.key"), new byte[0]);
      told("KEYS", "code", "--data", data);
      Files.writeString(folder.resolve("plain"), "");
      told("DISK", "init", "--data", folder.resolve("plain").resolve("d").toString());
    } finally {
      log.detachAppender(heard);
    }
    assertEquals(6, heard.list.size());
  }

  @Test
  void aKeyThatIsMissingOrDamagedIsNamed() throws Exception {
    Path data = folder.resolve("district");
    assertEquals(0, run("init", "--data", data.toString()).exit());
    for (String name : List.of("reply-signing.key", "recovery.key", "column.key", "tls.p12")) {
      Path key = data.resolve("keys").resolve(name);
      byte[] sound = Files.readAllBytes(key);
      Files.write(key, new byte[9]);
      told("KEYS\",\"detail\":\"" + key, "verify-audit", "--data", data.toString());
      if (!name.equals("tls.p12")) {
        Files.delete(key);
        told("KEYS\",\"detail\":\"" + key, "verify-audit", "--data", data.toString());
      }
      Files.write(key, sound);
    }
    assertEquals(0, run("verify-audit", "--data", data.toString()).exit());
  }

  private static void told(String code, String... args) {
    Ran ran = run(args);
    assertEquals(1, ran.exit(), ran.out());
    assertTrue(
        ran.out().matches(".*\"error\":\"" + code + "\".*\"zh\":\".+\",\"en\":\".+\"}"), ran.out());
  }

  @Test
  void aDamagedDatabaseIsToldAsSuch() throws Exception {
    Path data = folder.resolve("district");
    assertEquals(0, run("init", "--data", data.toString()).exit());
    Files.writeString(data.resolve("district.db"), "no database at all, but long enough a text");
    told("DATABASE", "code", "--data", data.toString());
  }

  @Test
  void nothingWritesIntoARestoreThatIsNotFinished() throws Exception {
    Path data = folder.resolve("district");
    assertEquals(0, run("init", "--data", data.toString()).exit());
    Files.writeString(data.resolve(Restores.MARK), "{}");
    for (String command : List.of("init", "run", "code", "demo", "scrub", "verify-audit"))
      told("UNFINISHED", command, "--data", data.toString());
  }

  /// Who may not give a folder away tries one that is another's.
  @Test
  void aFolderOfAnotherAccountIsLeftAlone() throws Exception {
    Path data = folder.resolve("district");
    assertEquals(0, run("init", "--data", data.toString()).exit());
    Path given = Files.createDirectory(folder.resolve("given"));
    try {
      for (Path path : List.of(data, given)) Files.setAttribute(path, "unix:uid", 65_534);
    } catch (FileSystemException | UnsupportedOperationException e) {
      told("OWNER", "init", "--data", "/usr/lib/ruhu-district");
      return;
    }
    told("OWNER", "code", "--data", data.toString());
    told("OWNER", "run", "--data", data.toString());
    told("OWNER", "init", "--data", given.resolve("new").toString());
    assertFalse(Files.exists(given.resolve("new")));
  }

  @Test
  void aFormIsPublishedFromTheCommandLineOrRefusedWithItsPlace() throws Exception {
    String data = folder.resolve("district").toString();
    assertEquals(0, run("init", "--data", data).exit());
    byte[] xform = FormPackage.homeVisit().xform();
    Path good = Files.write(folder.resolve("good.xml"), xform);
    Path bad = Files.write(folder.resolve("bad.xml"), Arrays.copyOf(xform, 5_000));
    Ran refused = run("form", "--data", data, bad.toString());
    assertEquals(1, refused.exit());
    assertTrue(
        refused.out().matches(".*\"zh\":\".+请.+\",\"en\":\".+\",\"problems\".*"), refused.out());
    assertTrue(
        refused.out().matches("\\{\"ok\":false,\"error\":\"FORM\".*\"place\":\"\\d+:\\d+\".*}"),
        refused.out());
    Ran published = run("form", "--data", data, good.toString());
    assertEquals(0, published.exit(), published.out());
    assertTrue(published.out().contains(FormPackage.homeVisit().hash()));
    byte[] longer = Arrays.copyOf(xform, xform.length + 1);
    longer[xform.length] = '\n';
    told("FORM_VERSION", "form", "--data", data, Files.write(good, longer).toString());
  }

  @Test
  void theLibrariesOwnLogGoesToTheOneLogByItsLevels() {
    var heard = new ListAppender<ILoggingEvent>();
    heard.start();
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(heard);
    try {
      Main.oneLog();
      var helidon = java.util.logging.Logger.getLogger("io.helidon.webserver");
      helidon.info("a channel opened");
      helidon.warning("a channel broke");
      LoggerFactory.getLogger("XFormParser").warn("no English text");
    } finally {
      SLF4JBridgeHandler.uninstall();
      root.detachAppender(heard);
    }
    assertEquals(
        List.of("a channel broke"),
        heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
  }

  @Test
  void aChangedHistoryIsFound() throws Exception {
    Path data = folder.resolve("district");
    try (District district = new District(data);
        TestMachine clerk = district.machine("clerk")) {
      District.open(clerk, District.HERE, "王芳");
      district
          .server
          .wiring()
          .database
          .write(tx ->
              tx.run("UPDATE audit SET staff = 'somebody else' WHERE seq = 3")
                  + tx.run("UPDATE feed_commit SET effect = hash WHERE seq = 2"));
      assertFalse(district.server.chainsHold());
    }
    Ran verify = run("verify-audit", "--data", data.toString());
    assertEquals(1, verify.exit());
    assertTrue(verify.out().contains("\"auditBrokenAt\":3"));
    assertTrue(verify.out().contains("\"feedBrokenAt\":2"));
  }
}
