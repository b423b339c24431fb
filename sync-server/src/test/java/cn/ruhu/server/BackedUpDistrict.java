package cn.ruhu.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.backup.BackupException;
import cn.ruhu.server.backup.Backups;
import cn.ruhu.server.backup.Restores;
import cn.ruhu.server.config.ConfigReader;
import cn.ruhu.server.config.ServerConfig;
import cn.ruhu.wire.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/// A district on a disk of the test, its clock in the hand, and its backups beside it.
abstract class BackedUpDistrict {
  static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();

  @TempDir Path folder;
  final AtomicReference<Instant> clock =
      new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));

  Wiring.Surroundings around() {
    return new Wiring.Surroundings(clock::get, TestMachine.RANDOM, PasswordHash.Cost.TINY);
  }

  ServerConfig config(String... lines) throws Exception {
    return Watched.config(folder, lines);
  }

  EmbeddedServer serve(ServerConfig config) throws Exception {
    boolean fresh = !Wiring.hasDatabase(config);
    if (fresh) Wiring.init(config, "a district", around());
    EmbeddedServer server = EmbeddedServer.start(config, around());
    if (fresh)
      server.addPerson("clerk", District.PASSWORD, "clerk", Role.WINDOW_CLERK, District.HERE, null);
    return server;
  }

  Backups.Made backUp(EmbeddedServer server) throws Exception {
    clock.updateAndGet(t -> t.plusSeconds(1));
    return server.wiring().backups().make(folder.resolve("backups"), PASSPHRASE);
  }

  static String code(org.junit.jupiter.api.function.Executable action) {
    BackupException e = assertThrows(BackupException.class, action);
    assertTrue(e.chinese().matches("(?s).*[\\u4e00-\\u9fff].*请.*"), e.code());
    assertFalse(e.english().contains("{0}") || e.chinese().contains("{0}"), e.code());
    return e.code();
  }

  static String name(Path backup) {
    return backup.getFileName().toString();
  }

  Restores.Finished restored(Path backup, String data) throws Exception {
    Restores.restore(backup, folder.resolve(data), PASSPHRASE, null);
    try (Wiring wiring = Wiring.open(at(data), around())) {
      return wiring.finishRestore(0);
    }
  }

  ServerConfig at(String data, String... lines) throws Exception {
    String text =
        "port = 0\noperator.port = off\nbackup.folder = backups\ndata = %s\n%s"
            .formatted(data, String.join("\n", lines));
    return ConfigReader.read(
        Files.writeString(folder.resolve(data + ".conf"), text), java.util.Map.of());
  }

  static List<String> names(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  static String enrolled(EmbeddedServer server) throws Exception {
    try (TestMachine machine = new TestMachine(server.url(), server.certificate())) {
      return machine.enrol(server.issueCode()).block();
    }
  }
}
