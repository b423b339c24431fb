package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.Fault;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import cn.ruhu.device.usb.StubLibUsb;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole reader over a USB library made of upcalls: frames in packets, a plug pulled and put
/// back.
@Timeout(30)
final class UsbTransportTest {
  private static final Duration LONG = Duration.ofSeconds(10);

  private final SamEmulator module = SamEmulator.inMemory(SamEmulator.UNPACED, System::nanoTime);
  private final EmulatedCard card = EmulatedCard.raw(Vectors.text('R'), new byte[1024]);
  private final AtomicInteger opened = new AtomicInteger();

  private TransportOpener over(StubLibUsb library) {
    return new TransportOpener() {
      @Override
      public ByteTransport open(ReaderAddress address) throws DeviceException {
        opened.incrementAndGet();
        return new UsbTransport(library.bus().open(UsbTransport.fits((ReaderAddress.Usb) address)));
      }

      @Override
      public Presence presence(ReaderAddress address) {
        return library.plugged ? Presence.THERE : Presence.AWAY;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 512, 4096})
  void readsACardWhateverTheSizeOfPackets(int packet) throws Exception {
    var library = new StubLibUsb(0x0400, 0xC35A, module.connect(_ -> {}));
    library.packet = packet;
    try (var reader = reader("sam+usb://0400:c35a", library)) {
      module.lay(card);
      var read = assertInstanceOf(Reading.Card.class, reader.readOnce(LONG).get()).card();
      assertArrayEquals(Vectors.text('R'), read.raw().toArray());
      assertEquals(CardReading.Origin.CHIP, read.origin());
      module.fault(Fault.CORRUPT, 1);
      module.lay(card);
      assertInstanceOf(Reading.Card.class, reader.readOnce(LONG).get());
    }
    assertEquals(1, library.closed);
  }

  @Test
  void anyKnownReaderIsFoundAndAnUnknownDeviceIsLeftAlone() throws Exception {
    var known = new StubLibUsb(0x0483, 0x5750, module.connect(_ -> {}));
    try (var reader = reader("sam+usb://any", known)) {
      module.lay(card);
      assertInstanceOf(Reading.Card.class, reader.readOnce(LONG).get());
    }
    var mouse = new StubLibUsb(0x046D, 0xC077, module.connect(_ -> {}));
    try (var reader = reader("sam+usb://any", mouse)) {
      assertEquals(new Reading.Trouble(ReaderError.ABSENT), reader.readOnce(LONG).get());
    }
    assertEquals(0, mouse.closed);
  }

  @Test
  void plugThatComesBackIsNoticedWithoutWaitingForTheNextTry() throws Exception {
    var library = new StubLibUsb(0x0400, 0xC35A, module.connect(_ -> {}));
    library.plugged = false;
    try (var reader = reader("sam+usb://0400:c35a", library)) {
      await(reader, ReaderState.OFFLINE);
      while (opened.get() < 3) Thread.sleep(20); // tried at 0, 1 and 3 s
      long begun = System.nanoTime();
      library.plugged = true;
      await(reader, ReaderState.READY);
      long ms = (System.nanoTime() - begun) / 1_000_000;
      assertEquals(true, ms < 3_500, ms + " ms although the next try was 4 s away");
    }
  }

  private static void await(IdCardReader reader, ReaderState state) throws InterruptedException {
    while (reader.snapshot().state() != state) Thread.sleep(5);
  }

  private IdCardReader reader(String address, StubLibUsb library) {
    var reader =
        new IdCardReader(
            ReaderAddress.parse(address).orElseThrow(),
            over(library),
            Vectors.realTime(),
            Threads.daemons());
    reader.start(new Nobody());
    return reader;
  }

  private static final class Nobody implements ReaderListener {
    @Override
    public void changed(ReaderSnapshot now) {
      assertEquals(Optional.empty(), now.error().filter(e -> e == ReaderError.INTERNAL));
    }

    @Override
    public void read(Reading reading) {}
  }
}
