package cn.ruhu.desktop.scanning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.printing.PrintedCase;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSize;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sheet longer than A4 at the tray's scanner.
class SheetSizeTest {
  @TempDir private Path home;
  private TestDesk desk;
  private EmulatedDevice device;
  private ScanningViewModel model;

  @BeforeEach
  void open() throws Exception {
    desk = TestDesk.clerk(home.resolve("machine"));
    desk.receive(PrintedCase.family().toArray(CaseRecord[]::new));
    device = new EmulatedDevice();
    model =
        new ScanningViewModel(
            desk.desk(),
            new ScanTray(desk.desk()),
            Background.inline(),
            new HandSource(desk.clock()),
            device,
            System::nanoTime);
    model.start();
  }

  @AfterEach
  void close() throws Exception {
    device.close();
    desk.close();
  }

  @Test
  void aLongSlipIsScannedWhole() {
    model.feeding.look();
    model.feeding.use(ScanInput.FEEDER);
    assertEquals(List.of(ScanSize.A4, ScanSize.WHOLE), model.feeding.sizes());
    assertEquals(ScanSize.A4, model.feeding.settings.get().size());
    device.scanner.load(List.of(Stack.blank(1)));
    model.feeding.scan();
    model.feeding.use(ScanSize.WHOLE);
    assertEquals(ScanSize.WHOLE, device.settings().size(), "kept for the next time");
    device.scanner.load(List.of(Stack.blank(2)));
    model.feeding.scan();
    List<String> orders = device.scanner.orders();
    assertTrue(orders.getFirst().contains("<pwg:Height>3508<"), orders.getFirst());
    assertTrue(orders.getLast().contains("<pwg:Height>4200<"), orders.getLast());
    model.feeding.use(ScanInput.PLATEN);
    assertEquals(List.of(ScanSize.A4), model.feeding.sizes(), "its glass is no longer");
  }
}
