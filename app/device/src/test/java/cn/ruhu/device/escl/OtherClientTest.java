package cn.ruhu.device.escl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.escl.emulator.EsclEmulator;
import cn.ruhu.device.escl.emulator.EsclFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The emulated scanner served to somebody else's client, sane-airscan: whoever is emulated after
/// one's own client proves nothing.
@Tag("devices")
@Timeout(180)
final class OtherClientTest {
  /// exit codes of `scanimage`: the status of SANE
  private static final int GOOD = 0;

  private static final int JAMMED = 6;

  @TempDir private Path folder;

  @Test
  void anotherClientScansStackGlassBothSidesAndHearsOfAJam() throws Exception {
    try (var device = EsclEmulator.listen(task -> Thread.ofPlatform().daemon().start(task))) {
      Files.writeString(folder.resolve("dll.conf"), "airscan\n");
      Files.writeString(
          folder.resolve("airscan.conf"),
          "[devices]\n\"Emulated\" = http://127.0.0.1:%d/eSCL, eSCL\n[options]\ndiscovery = disable\n"
              .formatted(device.port()));
      device.load(Sheets.stack(3));
      assertEquals(GOOD, scan("stack", "--source", "ADF"));
      assertEquals(3, files("stack"));
      assertEquals(0, device.left());
      device.load(Sheets.stack(2));
      assertEquals(GOOD, scan("both", "--source", "ADF Duplex"));
      assertEquals(2, files("both"));
      assertTrue(device.orders().getLast().contains(">true</scan:Duplex>"));
      device.lay(Sheets.jpeg(7));
      assertEquals(GOOD, scan("glass", "--source", "Flatbed", "--batch-count=1"));
      assertEquals(1, files("glass"));
      device.load(Sheets.stack(3));
      device.fault(EsclFault.JAM, 2);
      assertEquals(JAMMED, scan("jam", "--source", "ADF"));
      // that client asks ahead and may give the page before the jam up: what went through is ours
      assertEquals(2, device.left());
    }
  }

  private int scan(String name, String... how) throws IOException, InterruptedException {
    Files.createDirectory(folder.resolve(name));
    var command =
        new ArrayList<>(
            List.of(
                "scanimage",
                "-d",
                "airscan:e0:Emulated",
                "--format=png",
                "--resolution",
                "150",
                "--mode",
                "Color",
                "--batch=" + folder.resolve(name) + "/%d.png"));
    command.addAll(List.of(how));
    var program = new ProcessBuilder(command).redirectErrorStream(true);
    program.environment().put("SANE_CONFIG_DIR", folder.toString());
    Path said = folder.resolve(name + ".txt");
    program.redirectOutput(said.toFile());
    int code = program.start().waitFor();
    if (code != GOOD && code != JAMMED)
      throw new AssertionError(Files.readString(said, StandardCharsets.UTF_8));
    return code;
  }

  private long files(String name) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve(name))) {
      return all.filter(p -> p.toString().endsWith(".png")).count();
    }
  }
}
