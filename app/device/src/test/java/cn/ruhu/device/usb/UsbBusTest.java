package cn.ruhu.device.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UsbBusTest {
  private static final UsbBus.Device READER = new UsbBus.Device(0x0400, 0xC35A);

  private StubLibUsb library;

  @BeforeEach
  void plugIn() throws DeviceException {
    var module = SamEmulator.inMemory(SamEmulator.UNPACED, System::nanoTime);
    library = new StubLibUsb(0x0400, 0xC35A, module.connect(_ -> {}));
  }

  private Fault fault() {
    return assertThrows(DeviceException.class, () -> library.bus().open(READER::equals)).fault();
  }

  @Test
  void tellsWhatIsPluggedIn() throws Exception {
    try (var bus = library.bus()) {
      assertEquals(List.of(READER), bus.devices());
      library.plugged = false;
      assertEquals(List.of(), bus.devices());
    }
    assertEquals(1, library.exited);
  }

  @Test
  void theThreeWaysNotToOpenAreToldApartAndLeaveNothingOpen() {
    library.openCode = LibUsb.ERROR_ACCESS;
    assertEquals(Fault.DENIED, fault());
    assertEquals(0, library.closed);
    library.openCode = 0;
    library.claimCode = LibUsb.ERROR_BUSY;
    assertEquals(Fault.BUSY, fault());
    assertEquals(1, library.closed);
    library.plugged = false;
    assertEquals(Fault.ABSENT, fault());
    assertEquals(3, library.exited);
  }

  @Test
  void libraryThatLacksAFunctionIsNoCrash() {
    var e =
        assertThrows(
            DeviceException.class, () -> new LibUsb(library.without("libusb_bulk_transfer")));
    assertEquals(Fault.LIBRARY, e.fault());
  }

  @Test
  void pulledPlugIsGoneAndClosingTwiceFreesOnce() throws Exception {
    var line = library.bus().open(READER::equals);
    assertEquals(0, line.read(new byte[16], 5), "nothing came: no error");
    library.bulkCode = LibUsb.ERROR_NO_DEVICE;
    var e = assertThrows(DeviceException.class, () -> line.read(new byte[16], 5));
    assertEquals(Fault.GONE, e.fault());
    line.close();
    line.close();
    assertEquals(1, library.closed);
    assertEquals(1, library.exited);
    assertThrows(DeviceException.class, () -> line.write(new byte[] {1}));
  }
}
