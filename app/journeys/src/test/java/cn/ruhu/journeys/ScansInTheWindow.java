package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.scanning.CameraPage;
import cn.ruhu.desktop.scanning.ScanningPage;
import cn.ruhu.desktop.settings.SettingsPage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.device.camera.emulator.MjpegEmulator;
import cn.ruhu.device.escl.emulator.EsclEmulator;
import cn.ruhu.device.escl.emulator.EsclFault;
import cn.ruhu.journeys.MixedStack.Act;
import cn.ruhu.journeys.MixedStack.Sheet;
import cn.ruhu.journeys.road.Place;
import cn.ruhu.wire.FileAddress;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;

/// Paper of two families comes home on three ways: a mixed stack through a scanner of the network
/// that jams, what was forgotten through the scan folder, originals under a camera. Every sheet is
/// filed where it belongs, the sum of each batch holds, and the district has the bytes.
@SuppressWarnings("try") // what a closing interrupts is the walk itself
final class ScansInTheWindow {
  private static final String MACHINE = "window";

  /// Sheets behind each cover: with the forms more than forty in all.
  private static final int LOOSE = 13;

  /// How far a colour may be off behind a JPEG.
  private static final int OFF = 40;

  private final Tour tour;
  private final FxRobot robot;
  private final ShellPage shell;
  private final ScanningPage tray;
  private final PrintedPapers papers;
  private List<BufferedImage> family = List.of();
  private List<BufferedImage> alone = List.of();

  ScansInTheWindow(Tour tour) {
    this.tour = tour;
    this.robot = tour.robot();
    this.shell = new ShellPage(robot);
    this.tray = new ScanningPage(robot);
    this.papers = new PrintedPapers(tour);
  }

  /// What stops the walk is kept as a picture besides.
  void walk() throws Exception {
    try {
      tour.sit(MACHINE, "chuangkou").waitFor("#caseload-table");
      tour.synced();
      printed();
      fromTheFeeder();
      fromTheFolder();
      underTheCamera();
      tour.leave();
    } catch (Exception | AssertionError e) {
      tour.picture("scans-stopped-here");
      throw e;
    }
  }

  // ---- out

  private void printed() throws Exception {
    papers.open(MixedStack.FAMILY);
    papers.form().save().close();
    papers.cover("hkb").save().close();
    papers.open(MixedStack.ALONE);
    papers.form().save().close();
    papers.cover("jmsfz").save().close();
    family = papers.saved("F02", 0);
    alone = papers.saved("F02", 1);
  }

  private BufferedImage cover(int index) throws Exception {
    return papers.saved("COVER", index).getFirst();
  }

  private static void daemon(Runnable task) {
    Thread.ofPlatform().daemon().name("emulator").start(task);
  }

  // ---- a scanner of the network

  private void fromTheFeeder() throws Exception {
    var stack = MixedStack.whole(family, alone, cover(0), cover(1), LOOSE);
    try (var scanner = EsclEmulator.listen(ScansInTheWindow::daemon)) {
      shell.goTo("settings");
      new SettingsPage(robot).scanner(scanner.address(), "已应答");
      tour.picture("scans-settings");
      shell.goTo("scanning");
      DesktopTest.until("it answered", () -> tray.device().contains("进纸器没有纸"));
      tour.picture("scans-feeder-ready");
      List<Sheet> sheets = new ArrayList<>(fed(scanner, stack));
      sheets.add(again(scanner, sheets.size()));
      var work = new TrayWork(tour, "scans-feeder");
      work.decide(sheets);
      work.filed(
          "进 %d 张 = 已归档 %d + 空白 %d + 封面、告知书 2 + 不归档 %d"
              .formatted(
                  sheets.size(),
                  stack.filed() + 1,
                  stack.standing("BLANK"),
                  stack.with(Act.ASIDE)));
      MixedStack.arrived(tour, sheets);
    }
  }

  /// The stack goes through; in its middle a sheet is crumpled in the rollers, is smoothed and put
  /// back on top of the rest.
  private List<Sheet> fed(EsclEmulator scanner, MixedStack stack) {
    List<Sheet> sheets = stack.sheets();
    int middle = sheets.size() / 2;
    scanner.load(stack.files());
    scanner.fault(EsclFault.EMPTY_PAGE, middle);
    tray.scan();
    DesktopTest.until("it says what happened", 120, () -> tray.broken().contains("有一页是空的"));
    assertTrue(tray.broken().contains("已收到 " + (middle - 1) + " 页"), tray.broken());
    tray.until(middle - 1);
    assertTrue(tray.ledger().contains("缺 1"), tray.ledger());
    tour.picture("scans-feeder-jam");
    scanner.mend();
    tray.scan();
    tray.until(sheets.size());
    assertEquals(0, scanner.left());
    tray.key(KeyCode.M);
    DesktopTest.until("compared with the paper", () -> tray.broken().isEmpty());
    assertEquals(stack.states(), tray.states());
    tour.picture("scans-feeder-read");
    return sheets;
  }

  /// The sheet whose file was spoilt is laid on the glass; the cover of the stack still reaches.
  private Sheet again(EsclEmulator scanner, int before) throws Exception {
    robot.clickOn("#scanning-input-PLATEN");
    byte[] file = ScannedPaper.jpeg(ScannedPaper.foreign("X", 6), 0.4, 66);
    scanner.lay(file);
    tray.scan();
    tray.until(before + 1);
    assertEquals("READY", tray.states().getLast());
    tour.picture("scans-feeder-glass");
    return new Sheet(file, "READY", Act.NOTHING, MixedStack.ALONE + " D03 ");
  }

  // ---- the scan folder

  private void fromTheFolder() throws Exception {
    Path folder = tour.scans(MACHINE);
    var stack = MixedStack.later(alone.getFirst(), cover(0), cover(1));
    int number = 1;
    for (Sheet s : stack.sheets())
      ScannedPaper.drop(s.file(), folder.resolve("scan%04d.jpg".formatted(number++)));
    // the scanner's program began a page and left nothing of it; and a sheet came twice
    Files.write(folder.resolve("scan0100.jpg"), new byte[0]);
    ScannedPaper.drop(stack.files().getLast(), folder.resolve("scan0101.jpg"));
    tray.until(stack.sheets().size());
    DesktopTest.until(
        "what could not be taken is named", () -> refused().contains("scan0100") && twice());
    assertEquals(stack.states(), tray.states());
    tour.picture("scans-folder-read");
    var work = new TrayWork(tour, "scans-folder");
    work.decide(stack.sheets());
    work.filed(
        "进 %d 张 = 已归档 %d + 空白 1 + 封面、告知书 2 + 不归档 1"
            .formatted(stack.sheets().size(), stack.filed()));
    MixedStack.arrived(tour, stack.sheets());
  }

  private String refused() {
    return robot.lookup(".inline-trouble .label").queryAllAs(Labeled.class).stream()
        .map(Labeled::getText)
        .reduce("", String::concat);
  }

  private boolean twice() {
    return refused().contains("scan0101");
  }

  // ---- a camera

  /// An original under the lens, told by the colour of its middle.
  ///
  /// @param owner whose it is, `""` for the household's
  private record Original(int rgb, String slot, String owner) {
    byte[] jpeg() throws Exception {
      var page = ScannedPaper.foreign("YUANJIAN", rgb);
      Graphics2D g = page.createGraphics();
      g.setColor(new Color(rgb));
      g.fillRect(
          page.getWidth() / 4, page.getHeight() / 3, page.getWidth() / 2, page.getHeight() / 3);
      g.dispose();
      return ScannedPaper.jpeg(page, 0, rgb);
    }

    String end() {
      return MixedStack.FAMILY + " " + slot + " " + owner;
    }
  }

  private void underTheCamera() throws Exception {
    var originals =
        List.of(
            new Original(0xC83C3C, "D03", MixedStack.FAMILY),
            new Original(0x3CC83C, "D03", MixedStack.WIFE),
            new Original(0x3C3CC8, "D04", ""),
            new Original(0xC8C83C, "D04", MixedStack.WIFE));
    try (var emulator =
        MjpegEmulator.listen(originals.getFirst().jpeg(), 12, ScansInTheWindow::daemon)) {
      var camera = new CameraPage(robot).open();
      tour.picture("scans-camera-choose");
      camera.address(emulator.address());
      DesktopTest.until("the camera", 60, () -> camera.lamp().contains("相机就绪"));
      camera.place("clg", "jmsfz");
      for (int i = 0; i < originals.size(); i++) {
        Original o = originals.get(i);
        emulator.lay(o.jpeg());
        if (o.slot().equals("D04") && !camera.slot().equals("户口簿")) camera.key(KeyCode.X);
        if (!o.owner().isEmpty()) camera.of(o.owner());
        camera.under(o.rgb(), OFF);
        camera.shoot(i + 1);
        tour.picture("scans-camera-" + (i + 1));
      }
      tray.until(originals.size());
      DesktopTest.until(
          "each in its place", () -> tray.states().stream().allMatch(s -> s.equals("READY")));
      camera.off();
      tour.picture("scans-camera-read");
      new TrayWork(tour, "scans-camera").filed("进 4 张 = 已归档 4");
    }
    assertEquals(
        new TreeSet<>(originals.stream().map(o -> o.rgb() + " " + o.end()).toList()),
        shots(originals));
  }

  /// What the district has of the camera: which original its bytes show, and where it lies.
  private TreeSet<String> shots(List<Original> originals) throws Exception {
    var found = new TreeSet<String>();
    try (Place other = tour.elsewhere("chuangkou2")) {
      for (CaseRecord page : other.desk.store().all(RecordType.PAGE)) {
        if (!page.text("source").equals("CAMERA")) continue;
        FileAddress file = FileAddress.parse(page.text("file")).orElseThrow();
        byte[] kept = tour.arrived(file).orElseThrow();
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(kept));
        int middle = CameraPage.middle(seen.getWidth(), seen.getHeight(), seen::getRGB);
        for (Original o : originals)
          if (CameraPage.near(middle, o.rgb(), OFF))
            found.add(o.rgb() + " " + MixedStack.end(other, page));
      }
    }
    return found;
  }
}
