package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.imaging.page.SyntheticPage;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.GrayRaster;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import javafx.scene.Parent;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A long batch leaves no more pictures behind than a short one.
class LongBatchTest extends DesktopTest {
  private static final int PART = 12;

  @TempDir private Path home;
  private TestDesk desk;
  private HandSource scanner;
  private ScanningView view;

  @Override
  protected Parent open(Kit kit) throws Exception {
    desk = TestDesk.clerk(home.resolve("m"));
    var all = new ArrayList<>(PrintedCase.family());
    all.add(PrintedCase.pageKey());
    desk.receive(all.toArray(CaseRecord[]::new));
    scanner = new HandSource(desk.clock());
    var tray = new ScanTray(desk.desk());
    var model =
        new ScanningViewModel(desk.desk(), tray, kit.background(), scanner, System::nanoTime);
    model.start();
    var camera = new CameraViewModel(model, tray, kit.background(), new HandCamera(""));
    view = new ScanningView(kit, model, camera, (_, _) -> {});
    view.onShown("");
    return filling(view.node());
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private void feed(int from) {
    for (int i = from; i < from + PART; i++)
      scanner.give(
          new SyntheticPage(Stack.form(Stack.CHEN, 1, 2), "", 100, 0, 0, 2, 0.8f, i).jpeg());
    new ScanningPage(this).until(from + PART);
    until("told", () -> !new ScanningPage(this).states().contains("READING"));
  }

  /// How many objects of these classes are held, after what nobody holds is gone.
  private static long held(Class<?>... classes) throws Exception {
    String told =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    long all = 0;
    for (String line : told.split("\n", -1)) {
      String[] columns = line.strip().split("\\s+", -1);
      for (Class<?> c : classes)
        if (columns.length > 3 && columns[3].equals(c.getName())) all += Long.parseLong(columns[1]);
    }
    return all;
  }

  @Test
  void picturesAreMadeOnceAndLetGo() throws Exception {
    feed(0);
    int first = ask(() -> view.pictures.count());
    assertTrue(first > 0 && first <= PART, first + " pictures for " + PART + " sheets");
    long rasters = held(ColourRaster.class, GrayRaster.class, BufferedImage.class);
    long pixels = held(Pixels.class);
    feed(PART);
    int then = ask(() -> view.pictures.count());
    assertTrue(then <= 2 * PART, then + " pictures for " + 2 * PART + " sheets");
    // a look at the last sheet may still be under way
    until(
        "no page stays",
        () -> held(ColourRaster.class, GrayRaster.class, BufferedImage.class) <= rasters + 1);
    until("a small picture a sheet, up to a hundred", () -> held(Pixels.class) <= pixels + PART);
    assertEquals(2 * PART, new ScanningPage(this).states().size());
  }
}
