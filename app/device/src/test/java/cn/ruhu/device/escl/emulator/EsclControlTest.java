package cn.ruhu.device.escl.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.escl.Sheets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EsclControlTest {
  @TempDir private Path folder;

  @Test
  void aScriptFeedsItBreaksItAndLooks() throws Exception {
    Files.write(folder.resolve("b.jpg"), Sheets.jpeg(2));
    Files.write(folder.resolve("a.jpg"), Sheets.jpeg(1));
    try (var scanner = EsclEmulator.listen(task -> Thread.ofPlatform().daemon().start(task))) {
      var control = new EsclControl(scanner);
      assertEquals(
          "{\"ok\":true,\"uri\":\"escl+http://127.0.0.1:" + scanner.port() + "/eSCL\"}",
          control.greeting());
      assertEquals(Optional.of("{\"ok\":true,\"pages\":2}"), control.command("feed " + folder));
      assertEquals(
          Optional.of("{\"ok\":true}"), control.command("glass " + folder.resolve("a.jpg")));
      assertEquals(
          Optional.of("{\"ok\":true,\"fault\":\"JAM\",\"page\":2}"),
          control.command("fault jam 2"));
      assertEquals(Optional.of("{\"ok\":true,\"left\":2,\"jobs\":[]}"), control.command("state"));
      assertEquals(Optional.of("{\"ok\":true}"), control.command("fault none"));
      assertEquals(Optional.of("{\"ok\":true}"), control.command("clear"));
      assertEquals(0, scanner.left());
      assertTrue(control.command("feed /nowhere").orElse("").contains("\"ok\":false"));
      assertTrue(control.command("fault nothing").orElse("").contains("EMPTY_PAGE"));
      assertTrue(control.command("dance").orElse("").contains("usage"));
      assertEquals(Optional.empty(), control.command("quit"));
    }
  }
}
