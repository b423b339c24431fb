package cn.ruhu.device.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What cameras there are to choose from.
@Timeout(120)
final class CamerasTest {
  @TempDir private Path folder;

  @Test
  void camerasOfLinuxHaveTheNamesTheKernelGivesThem() throws Exception {
    Path devices = Files.createDirectory(folder.resolve("dev"));
    Path names = Files.createDirectories(folder.resolve("sys/video2"));
    Files.writeString(names.resolve("name"), "USB 高拍仪\n", StandardCharsets.UTF_8);
    Files.createFile(devices.resolve("video2"));
    Files.createFile(devices.resolve("video0"));
    Files.createFile(devices.resolve("audio0"));
    assertEquals(
        List.of(
            new CameraOffer("v4l2:" + devices.resolve("video0"), ""),
            new CameraOffer("v4l2:" + devices.resolve("video2"), "USB 高拍仪")),
        Cameras.listed(devices, folder.resolve("sys")));
    assertEquals(List.of(), Cameras.listed(folder.resolve("none"), folder));
  }

  @Test
  void elsewhereAProcessNamesThem() throws Exception {
    Path said = folder.resolve("said");
    Files.write(said, HostWire.encode(HostWire.Kind.NAMES, "良田 S500\nIntegrated Camera"));
    assertEquals(
        List.of(
            new CameraOffer("camera:0", "良田 S500"),
            new CameraOffer("camera:1", "Integrated Camera")),
        Cameras.named(_ -> List.of("cat", said.toString()), Duration.ofSeconds(60)));
  }

  @Test
  void aProcessThatDiesOrTalksNonsenseNamesNone() throws Exception {
    Path said = folder.resolve("said");
    Files.writeString(said, "no message of ours", StandardCharsets.UTF_8);
    assertEquals(
        List.of(), Cameras.named(_ -> List.of("cat", said.toString()), Duration.ofSeconds(60)));
    assertEquals(List.of(), Cameras.named(_ -> List.of("/nowhere"), Duration.ofSeconds(1)));
    assertEquals(
        List.of(),
        Cameras.named(HostProgram::command, Duration.ofSeconds(60)),
        "the real process, where there is no camera");
  }
}
