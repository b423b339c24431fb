package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.wire.FileAddress;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sees of files that rot, and a scrub that is killed.
class ScrubbedServerTest {
  private static final int FILES = 400;

  @TempDir Path folder;

  private Path files() {
    return folder.resolve("data").resolve("files");
  }

  private byte[] rot(FileAddress address) throws Exception {
    Path place =
        files().resolve("whole").resolve(address.hex().substring(0, 2)).resolve(address.text());
    byte[] bytes = Files.readAllBytes(place);
    bytes[0] ^= 1;
    Files.write(place, bytes);
    return bytes;
  }

  private ConfiguredServerTest.Ran command(String word) {
    return ConfiguredServerTest.run(word, "--config", folder.resolve("server.conf").toString());
  }

  @Test
  void commandFiguresAndCheckTellOfAFileThatRotted() throws Exception {
    try (Watched watched = new Watched(folder)) {
      Wiring wiring = watched.server.wiring();
      FileAddress address = wiring.files.add(TestMachine.bytes(5_000));
      wiring.files.add(TestMachine.bytes(6_000));
      assertEquals(0.0, watched.figure("ruhu_files_damaged"));
      assertEquals(0.0, watched.figure("ruhu_scrub_behind_seconds"));
      assertTrue(command("check").out().contains("\"damaged\":0"));
      rot(address);
      ConfiguredServerTest.Ran ran = command("scrub");
      String line =
          "{\"ok\":true,\"files\":2,\"bytes\":11000,\"sound\":1,\"damaged\":1,\"missing\":0,"
              + "\"unreadable\":0,\"aside\":1}";
      assertTrue(ran.out().endsWith(line), ran.out());
      assertEquals(0, ran.exit());
      assertEquals(1.0, watched.figure("ruhu_files_damaged"), "also of another process");
      assertEquals(1.0, watched.figure("ruhu_files_wanted"));
      assertTrue(command("check").out().contains("\"damaged\":1"));
      wiring.scrub().all();
      assertEquals(1.0, watched.figure("ruhu_scrub_files_total{found=\"sound\"}"));
    }
  }

  @Test
  void aServerThatClosesGivesTheScrubUp() throws Exception {
    try (Watched watched = new Watched(folder)) {
      Wiring wiring = watched.server.wiring();
      rot(wiring.files.add(TestMachine.bytes(5_000)));
      wiring.gate.close(java.time.Duration.ZERO);
      var scrubbed = wiring.scrub().all().orElseThrow();
      assertEquals(0, scrubbed.all());
      assertEquals(0, Wiring.aside(wiring.config));
    }
  }

  @Test
  @Timeout(value = 240, unit = TimeUnit.SECONDS)
  void killedInTheMiddleItLosesNoBitAndTheNextOneAsksForAll() throws Exception {
    var rotten = new TreeMap<String, byte[]>();
    try (Watched watched = new Watched(folder)) {
      for (int i = 0; i < FILES; i++) {
        FileAddress address = watched.server.wiring().files.add(TestMachine.bytes(2_000));
        rotten.put(address.text(), rot(address));
      }
    }
    for (int kill = 1; kill <= 2; kill++) {
      Process process = start();
      while (aside() < kill * FILES / 4) {
        assertTrue(process.isAlive(), "it ended before it was killed");
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();
    }
    assertTrue(aside() < FILES, "killed in the middle");
    ConfiguredServerTest.Ran ran = command("scrub");
    assertEquals(0, ran.exit(), ran.out());
    assertEquals(FILES, aside());
    try (Stream<Path> all = Files.list(files().resolve("damaged"))) {
      for (Path kept : all.toList()) {
        String address = kept.getFileName().toString().replaceAll("\\..*", "");
        assertArrayEquals(rotten.remove(address), Files.readAllBytes(kept));
      }
    }
    assertTrue(rotten.isEmpty());
    try (Watched watched = new Watched(folder)) {
      assertEquals((double) FILES, watched.figure("ruhu_files_wanted"));
      assertTrue(watched.server.chainsHold());
    }
  }

  private int aside() throws IOException {
    Path damaged = files().resolve("damaged");
    if (!Files.exists(damaged)) return 0;
    try (Stream<Path> all = Files.list(damaged)) {
      return (int) all.count();
    }
  }

  private Process start() throws IOException {
    return ServerProcess.start(
        Redirect.DISCARD, "scrub", "--config", folder.resolve("server.conf").toString());
  }
}
