package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.escl.emulator.EsclEmulator;
import cn.ruhu.device.escl.emulator.EsclFault;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ScanCommandTest {
  @TempDir private Path folder;
  private EsclEmulator device;

  @BeforeEach
  void open() throws IOException {
    device = EsclEmulator.listen(task -> Thread.ofPlatform().daemon().start(task));
  }

  @AfterEach
  void close() {
    device.close();
  }

  private static List<byte[]> stack(int count) throws IOException {
    var pages = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      var image = new BufferedImage(100 + i, 140, BufferedImage.TYPE_INT_RGB);
      var out = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", out);
      pages.add(out.toByteArray());
    }
    return pages;
  }

  private Ask scan(String... more) {
    var args = new ArrayList<>(List.of("scan", "--address", device.address()));
    args.addAll(List.of(more));
    return Ask.of(args.toArray(String[]::new));
  }

  @Test
  void tellsWhatADeviceCanDo() {
    Ask asked = scan();
    assertEquals(0, asked.code(), asked.out());
    assertEquals(
        List.of(
            "ok",
            "found",
            "model",
            "serial",
            "state",
            "inputs",
            "settings",
            "pages",
            "fed",
            "missing",
            "end",
            "retryAfterSeconds",
            "waits",
            "millis",
            "fingerprint",
            "error"),
        asked.keys());
    assertEquals("Ruhu Emulated Scanner", asked.text("model"));
    assertEquals("FEEDER_EMPTY", asked.text("state"));
    assertEquals(3, asked.json().get("inputs").size());
    assertEquals(List.of(), device.orders(), "nothing was scanned");
  }

  @Test
  void scansAStackIntoAFolderAsItCame() throws IOException {
    List<byte[]> stack = stack(3);
    device.load(stack);
    Path out = folder.resolve("new/pages");
    Ask asked =
        scan("--source", "feeder", "--dpi", "310", "--colour", "gray", "--out", out.toString());
    assertEquals(0, asked.code(), asked.out());
    assertEquals("DONE", asked.text("end"));
    assertEquals(3, asked.json().get("fed").asInt());
    assertEquals(300, asked.json().get("settings").get("dpi").asInt());
    assertEquals("GRAY", asked.json().get("settings").get("colour").asString());
    for (int i = 0; i < 3; i++) {
      String name = asked.json().get("pages").get(i).get("file").asString();
      assertEquals("page-000%d.jpg".formatted(i + 1), name);
      assertArrayEquals(stack.get(i), Files.readAllBytes(out.resolve(name)));
    }
    device.load(stack(1));
    assertEquals(0, scan("--out", out.toString()).code());
    assertTrue(Files.exists(out.resolve("page-0004.jpg")), "nothing is overwritten");
  }

  @Test
  void aJamSaysSoAndKeepsWhatCame() throws IOException {
    device.load(stack(4));
    device.fault(EsclFault.EMPTY_PAGE, 3);
    Ask asked = scan("--out", folder.toString());
    assertEquals(1, asked.code());
    assertFalse(asked.json().get("ok").asBoolean());
    assertEquals("PAGE_EMPTY", asked.text("error"));
    assertEquals(2, asked.json().get("pages").size());
    assertEquals(1, asked.json().get("missing").asInt());
    assertTrue(Files.exists(folder.resolve("page-0002.jpg")));
  }

  @Test
  void runsAFolderToo() throws IOException {
    Path from = Files.createDirectory(folder.resolve("from"));
    List<byte[]> stack = stack(2);
    Files.write(from.resolve("a10.jpg"), stack.get(1));
    Files.write(from.resolve("a9.jpg"), stack.get(0));
    Path to = folder.resolve("to");
    Ask asked = Ask.of("scan", "--address", "folder:" + from, "--out", to.toString());
    assertEquals(0, asked.code(), asked.out());
    assertArrayEquals(stack.get(0), Files.readAllBytes(to.resolve("page-0001.jpg")));
    assertEquals(2, asked.json().get("pages").size());
  }

  @Test
  void whatIsNoAddressIsSaid() {
    Ask asked = Ask.of("scan", "--address", "http://10.0.0.1/eSCL");
    assertEquals(1, asked.code());
    assertEquals("ADDRESS", asked.text("error"));
  }

  @Test
  void nobodyThereIsSaid() throws IOException {
    // bound and not listening: nobody else can take the port meanwhile
    try (var vacant = new Socket()) {
      vacant.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String there = "escl+http://127.0.0.1:" + vacant.getLocalPort() + "/eSCL";
      assertEquals("ABSENT", Ask.of("scan", "--address", there).text("error"));
    }
  }

  @Test
  void aCameraIsASourceToo() throws IOException {
    Path camera = Files.createDirectory(folder.resolve("camera"));
    List<byte[]> pictures = stack(2);
    Files.write(camera.resolve("a.jpg"), pictures.get(0));
    Files.write(camera.resolve("still.jpg"), pictures.get(1));
    Path out = folder.resolve("pages");
    Ask asked = Ask.of("scan", "--address", "camera+files:" + camera, "--out", out.toString());
    assertEquals(0, asked.code(), asked.out());
    assertEquals("folder", asked.text("model"));
    assertEquals("DONE", asked.text("end"));
    try (var all = Files.list(out)) {
      List<Path> files = all.toList();
      assertEquals(1, files.size());
      assertArrayEquals(pictures.get(1), Files.readAllBytes(files.getFirst()));
    }
    Files.createFile(camera.resolve("unplugged"));
    asked = Ask.of("scan", "--address", "camera+files:" + camera);
    assertEquals("ABSENT", asked.text("error"));
  }
}
