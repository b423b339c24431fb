package cn.ruhu.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.scanning.ScanningPage;
import cn.ruhu.desktop.settings.SettingsPage;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.journeys.MixedStack.Act;
import cn.ruhu.server.demo.DemoDistrict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javafx.scene.control.Labeled;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real `scanimage` behind the real window: sheets of two families through SANE's device that
/// reads pictures from files, then its device for tests with a feeder and a jam.
@Tag("devices")
@Timeout(900)
@SuppressWarnings("try") // what a closing interrupts is the test itself
class ScanimageInTheWindowTest {
  @TempDir Path folder;

  private Tour tour;
  private ShellPage shell;
  private ScanningPage tray;

  @Test
  void sheetsFromTheRealProgramEndInTheRightSlots() throws Exception {
    Path sane = Files.createDirectories(folder.resolve("sane"));
    Files.writeString(sane.resolve("dll.conf"), "test\npnm\n");
    var plan = Tour.Plan.forTests(DemoDistrict.accounts().getFirst().password());
    try (var at = new Tour(folder.resolve("tour"), plan)) {
      tour = at;
      shell = new ShellPage(at.robot());
      tray = new ScanningPage(at.robot());
      at.scanimage(List.of("env", "SANE_CONFIG_DIR=" + sane, "scanimage"));
      at.sit("window", "chuangkou").waitFor("#caseload-table");
      at.synced();
      theGlass(sane.resolve("sheet.pnm"));
      theFeeder();
      at.leave();
    }
  }

  private MixedStack printed() throws Exception {
    var papers = new PrintedPapers(tour);
    papers.open(MixedStack.FAMILY);
    papers.form().save().close();
    papers.open(MixedStack.ALONE);
    papers.form().save().close();
    return MixedStack.single(papers.saved("F02", 0), papers.saved("F02", 1));
  }

  private void theGlass(Path sheet) throws Exception {
    var stack = printed();
    pnm(stack.files().getFirst(), sheet);
    shell.goTo("settings");
    new SettingsPage(tour.robot()).scanner("sane:pnm:0#filename=" + sheet, "已应答");
    tour.picture("scanimage-settings");
    shell.goTo("scanning");
    for (int i = 0; i < stack.sheets().size(); i++) {
      pnm(stack.files().get(i), sheet);
      tray.scan().until(i + 1);
      DesktopTest.until(
          "it rests", 60, () -> tour.robot().lookup("#scanning-scan").query().isVisible());
    }
    assertEquals(stack.states(), tray.states());
    tour.picture("scanimage-read");
    var work = new TrayWork(tour, "scanimage");
    work.decide(stack.sheets());
    work.filed(
        "进 %d 张 = 已归档 %d + 不归档 %d"
            .formatted(stack.sheets().size(), stack.filed(), stack.with(Act.ASIDE)));
    assertEquals(MixedStack.ends(stack.sheets()), MixedStack.received(tour, stack.sheets()));
  }

  private void theFeeder() throws Exception {
    shell.goTo("settings");
    new SettingsPage(tour.robot()).scanner("sane:test:0#test-picture=Grid", "已应答");
    shell.goTo("scanning");
    tour.robot().clickOn("#scanning-dpi-200").clickOn("#scanning-colour-GRAY");
    tray.scan().until(1);
    DesktopTest.until(
        "nine more of the same",
        120,
        () ->
            tour.robot()
                .lookup("#scanning-verdict")
                .<Labeled>query()
                .getText()
                .contains("另有 9 个文件此前已收过"));
    tour.picture("scanimage-feeder");
    tray.hold(1).aside("扫描仪的试扫图");
    tray.close();
    shell.goTo("settings");
    new SettingsPage(tour.robot())
        .scanner("sane:test:0#read-return-value=SANE_STATUS_JAMMED", "已应答");
    shell.goTo("scanning");
    // the device for tests stops its own program by a signal now and then: then once more
    for (int i = 0; i < 4 && !tray.broken().contains("卡纸"); i++) {
      tray.scan();
      DesktopTest.until(
          "it says what happened",
          200,
          () ->
              tour.robot().lookup("#scanning-scan").query().isVisible()
                  && !tray.broken().isEmpty());
    }
    assertTrue(tray.broken().contains("卡纸"), tray.broken());
    tour.picture("scanimage-jam");
    assertTrue(tray.states().stream().allMatch(s -> s.equals("ASIDE")), "nothing came");
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
    Path half = to.resolveSibling(to.getFileName() + ".part");
    Files.write(half, all);
    Files.move(half, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
