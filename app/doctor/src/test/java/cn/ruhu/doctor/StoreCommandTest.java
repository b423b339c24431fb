package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.store.Machine;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Protocol;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that look at a data folder: store and sync.
final class StoreCommandTest {
  @TempDir private Path home;

  @Test
  void freshMachineIsSoundEvenWhileTheProgramHasItOpen() throws Exception {
    try (var machine = Machine.open(home, InstantSource.system(), new SecureRandom())) {
      var asked = Ask.of(home, "store");
      assertEquals(0, asked.code(), asked.out());
      assertEquals(
          List.of("ok", "device", "enrolled", "problems", "vaults", "salvaged", "error"),
          asked.keys());
      assertEquals(machine.device().toString(), asked.text("device"));
    }
  }

  @Test
  void damagedMachineFileIsSaid() throws Exception {
    Machine.open(home, InstantSource.system(), new SecureRandom()).close();
    Files.writeString(home.resolve("machine"), "nonsense");
    var asked = Ask.of("store", "--home", home.toString());
    assertEquals(1, asked.code());
    assertEquals("DAMAGED_FILE", asked.json().get("problems").get(0).asString());
  }

  @Test
  void aDamagedDatabaseIsSalvagedWhenAskedForAndTheProgramIsClosed() throws Exception {
    UUID person = new UUID(1, 1);
    Path vault = home.resolve("vaults").resolve(person.toString());
    try (var machine = Machine.open(home, InstantSource.system(), new SecureRandom())) {
      var who = new Accounts.Person(person, "clerk", "C", "WINDOW_CLERK", "110108007");
      machine.createVault(who, "correct horse".toCharArray(), null).close();
      Files.write(vault.resolve("store.db"), new byte[4096]);
      var asked = Ask.of(home, "store", "--salvage");
      assertEquals(1, asked.code());
      assertEquals("IN_USE", asked.text("error"));
    }
    assertEquals(1, Ask.of(home, "store").code());
    var asked = Ask.of(home, "store", "--salvage");
    assertEquals(0, asked.code(), asked.out());
    assertEquals(person.toString(), asked.json().get("salvaged").get(0).asString());
    assertEquals(1, asked.json().get("vaults").get(0).get("damaged").size());
    assertTrue(Ask.of(home, "store", "--salvage").json().get("salvaged").isEmpty());
  }

  @Test
  void missingFolderIsSaid() {
    var asked = Ask.of("store", "--home", home.resolve("none").toString());
    assertEquals(1, asked.code());
    assertEquals("NO_FILE", asked.text("error"));
  }

  @Test
  void machineWithoutServerIsNotEnrolled() throws Exception {
    Machine.open(home, InstantSource.system(), new SecureRandom()).close();
    var asked = Ask.of(home, "sync");
    assertEquals(1, asked.code());
    assertEquals("NOT_ENROLLED", asked.text("error"));
    assertEquals(0, asked.json().get("opsWaiting").asLong());
  }

  @Test
  void serverThatAnswersHelloIsReachable() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] hello =
        Messages.write(
            new Accounts.Hello(
                1, "110108", "e1", "0".repeat(64), "0".repeat(64), System.currentTimeMillis()));
    server.createContext(
        Protocol.HELLO,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, hello.length);
          exchange.getResponseBody().write(hello);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      var asked = Ask.of("sync", "--server", url);
      assertEquals(0, asked.code(), asked.out());
      assertEquals("110108", asked.text("district"));
      assertTrue(Math.abs(asked.json().get("clockAheadMs").asLong()) < 60_000);
    } finally {
      server.stop(0);
    }
    var gone = Ask.of("sync", "--server", url);
    assertEquals(1, gone.code());
    assertEquals("OFFLINE", gone.text("error"));
    assertEquals("NO_PIN", Ask.of("sync", "--server", "https://127.0.0.1:1").text("error"));
    assertEquals("ADDRESS", Ask.of("sync", "--server", "ftp://127.0.0.1").text("error"));
  }
}
