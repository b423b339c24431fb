package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.sane.SaneScheme;
import cn.ruhu.device.sane.emulator.ScanimageMain;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stack through the program that drives a scanner, into the slots of two families.
class ProgramScansTest {
  private static final DeviceTime TIME = new DeviceTime(InstantSource.system(), System::nanoTime);
  @TempDir private Path home;
  private Path feeder;
  private TestDesk desk;

  /// The scanner of a machine, behind `scanimage`.
  private record Scanimage(List<String> program, String address, ScanSettings settings)
      implements ScanDevice {
    private PageSource source() {
      return new SaneScheme(TIME, program).open(address).orElseThrow();
    }

    @Override
    public String name() {
      return address;
    }

    @Override
    public void keep(ScanSettings now) {}

    @Override
    public SourceLook look() {
      try (var source = source()) {
        return source.look();
      }
    }

    @Override
    public ScanEnd scan(ScanSettings with, PageSink sink, ScanStop stop) {
      try (var source = source()) {
        return source.scan(with, sink, stop);
      }
    }
  }

  @BeforeEach
  void begins() throws Exception {
    feeder = Files.createDirectory(home.resolve("feeder"));
    desk = TestDesk.clerk(home.resolve("m"));
    Stack.families(desk);
  }

  @AfterEach
  void ends() throws Exception {
    desk.close();
  }

  private ScanningViewModel tray(ScanDevice device) {
    var model =
        new ScanningViewModel(
            desk.desk(),
            new ScanTray(desk.desk()),
            Background.inline(),
            new HandSource(desk.clock()),
            device,
            System::nanoTime);
    model.start();
    model.feeding.look();
    return model;
  }

  private static List<TrayRow.State> states(ScanningViewModel model) {
    return model.rows.stream().map(TrayRow::state).toList();
  }

  @Test
  void stackThatJamsIsScannedOnIntoItsSlots() throws Exception {
    lay(1, Stack.form(Stack.CHEN, 1, 2));
    lay(2, Stack.form(Stack.ZHAO, 1, 1));
    lay(3, Stack.form(Stack.CHEN, 2, 2));
    Files.writeString(feeder.resolve("faults"), "jam 3\n");
    var classes = ScanimageMain.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    var program =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-cp",
            Path.of(classes).toString(),
            ScanimageMain.class.getName(),
            feeder.toString());
    var model = tray(new Scanimage(program, "sane:emulated:adf", ScanSettings.USUAL));
    model.feeding.scan();
    assertEquals(List.of(TrayRow.State.READY, TrayRow.State.READY), states(model));
    Files.delete(feeder.resolve("faults"));
    model.feeding.scan();
    assertEquals(3, model.rows.size());
    model.file();
    assertEquals(2, desk.desk().caseFile(Stack.CHEN).pages().size());
    assertEquals(1, desk.desk().caseFile(Stack.ZHAO).pages().size());
  }

  private void lay(int number, String code) throws IOException {
    Files.write(feeder.resolve("s" + number + ".jpg"), Stack.jpeg(code, number));
  }

  /// The real program, with SANE's device that reads our pages from files.
  @Test
  @Tag("devices")
  void formThroughTheRealProgramFindsItsSlot() throws Exception {
    Files.writeString(feeder.resolve("dll.conf"), "pnm\n");
    Path sheet = feeder.resolve("sheet.pnm");
    pnm(Stack.jpeg(Stack.form(Stack.ZHAO, 1, 1), 1), sheet);
    var glass = new ScanSettings(ScanInput.PLATEN, 300, ScanColour.COLOUR, ScanSize.WHOLE);
    var model =
        tray(
            new Scanimage(
                List.of("env", "SANE_CONFIG_DIR=" + feeder, "scanimage"),
                "sane:pnm:0#filename=" + sheet,
                glass));
    model.feeding.scan();
    assertEquals(List.of(TrayRow.State.READY), states(model));
    model.file();
    CaseRecord page = desk.desk().caseFile(Stack.ZHAO).pages().getFirst();
    assertEquals("D02", page.text("slot"));
    assertNotNull(ImageIO.read(new ByteArrayInputStream(bytes(page))));
  }

  private byte[] bytes(CaseRecord page) throws Exception {
    return desk.store().files().bytes(page.text("file"));
  }

  private static void pnm(byte[] jpeg, Path to) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    int w = image.getWidth();
    int h = image.getHeight();
    byte[] head = ("P6\n" + w + " " + h + "\n255\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + w * h * 3];
    System.arraycopy(head, 0, all, 0, head.length);
    int at = head.length;
    for (int rgb : image.getRGB(0, 0, w, h, null, 0, w)) {
      all[at++] = (byte) (rgb >> 16);
      all[at++] = (byte) (rgb >> 8);
      all[at++] = (byte) rgb;
    }
    Files.write(to, all);
  }
}
