package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.Fault;
import cn.ruhu.device.idcard.emulator.Pty;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The reader on its own thread, over real sockets and a real terminal line, at the pace of a wire.
@Timeout(30)
final class IdCardReaderTest {
  private static final Logger LOG = LoggerFactory.getLogger(IdCardReaderTest.class);
  private static final Duration LONG = Duration.ofSeconds(10);

  /// At 115200 baud: the read reply (1295 bytes), and requests and replies of select, read and
  /// added address, 10 bits a byte.
  private static final long WIRE_MS = (1295 + 10 * 3 + 19 + 81) * 10_000 / 115_200;

  private final EmulatedCard card =
      EmulatedCard.raw(Vectors.text('R'), new byte[1024]).withAddedAddress("测试新地址9号");
  private SamEmulator emulator;
  private final BlockingQueue<ReaderSnapshot> states = new LinkedBlockingQueue<>();
  private final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();

  @BeforeEach
  void plugIn() throws IOException {
    emulator = SamEmulator.listen(115_200, Threads.daemons(), System::nanoTime);
  }

  @AfterEach
  void unplug() {
    emulator.close();
  }

  private IdCardReader reader(ReaderAddress address) {
    return new IdCardReader(address, TransportOpener.real(), Vectors.realTime(), Threads.daemons());
  }

  private void listen(IdCardReader reader) {
    reader.start(
        new ReaderListener() {
          @Override
          public void changed(ReaderSnapshot now) {
            states.add(now);
          }

          @Override
          public void read(Reading reading) {
            readings.add(reading);
          }
        });
  }

  @Test
  void theEmulatorTellsEveryReplyWithItsTimeOnTheWire() throws Exception {
    BlockingQueue<SamEmulator.Sent> sent = new LinkedBlockingQueue<>();
    emulator.trace(sent::add);
    emulator.lay(card);
    var told = new ArrayList<SamEmulator.Sent>();
    int found = -1;
    try (var reader = reader(emulator.address())) {
      listen(reader);
      while (found < 0 || told.size() < found + 4) {
        SamEmulator.Sent next = sent.poll(5, TimeUnit.SECONDS);
        assertNotNull(next, "after " + told);
        told.add(next);
        if (found < 0 && next.status() == 0x9F) found = told.size() - 1;
      }
    }
    assertTrue(found > 0, "status, number, then found: " + told);
    assertEquals(
        List.of(0x90, 0x90, 0x90),
        told.subList(found + 1, found + 4).stream().map(SamEmulator.Sent::status).toList());
    long read = told.get(found + 2).wireNanos() / 1_000_000;
    assertTrue(read > 100 && read <= WIRE_MS, read + " ms for the text and the portrait");
  }

  @Test
  void fieldsAreThereWithinWireTimeAnd150MsOfTheFoundReply() throws Exception {
    try (var reader = reader(emulator.address())) {
      listen(reader);
      await(ReaderState.READY);
      long[] readMs = new long[10];
      long[] laidMs = new long[10];
      for (int i = 0; i < readMs.length; i++) {
        long laid = System.nanoTime();
        emulator.lay(card);
        var read = card(readings.poll(5, TimeUnit.SECONDS));
        laidMs[i] = (System.nanoTime() - laid) / 1_000_000;
        readMs[i] = read.readMs();
        assertEquals("测试甲", read.name());
        assertEquals("测试新地址9号", read.addedAddress().orElseThrow().text());
        emulator.remove();
      }
      Arrays.sort(readMs);
      Arrays.sort(laidMs);
      LOG.info(
          "wire {} ms; 9F to fields {}; laying down to fields {}",
          WIRE_MS,
          Arrays.toString(readMs),
          Arrays.toString(laidMs));
      assertTrue(readMs[5] <= WIRE_MS + 150, Arrays.toString(readMs));
      assertTrue(laidMs[5] <= 600, Arrays.toString(laidMs));
    }
  }

  @Test
  void readOnceTellsCardNoCardAndTroubleApart() throws Exception {
    try (var reader = reader(emulator.address())) {
      listen(reader);
      await(ReaderState.READY);
      assertEquals(new Reading.NoCard(), reader.readOnce(Duration.ofMillis(100)).get());
      emulator.lay(card);
      assertEquals("测试甲", card(reader.readOnce(LONG).get()).name());
      assertEquals("测试甲", card(reader.readOnce(LONG).get()).name(), "still lying: read anew");
      emulator.remove();
      assertEquals(new Reading.NoCard(), reader.readOnce(Duration.ofMillis(400)).get());
      emulator.fault(Fault.READ_FAILED, 1);
      emulator.lay(card);
      assertEquals(new Reading.Trouble(ReaderError.READ_FAILED), reader.readOnce(LONG).get());
      emulator.fault(Fault.GONE, -1);
      var gone = assertInstanceOf(Reading.Trouble.class, reader.readOnce(LONG).get());
      assertTrue(
          gone.error() == ReaderError.UNPLUGGED || gone.error() == ReaderError.ABSENT,
          gone.toString());
    }
  }

  @Test
  void nothingAtTheAddressIsAbsentAndNeverThrown() throws Exception {
    // taken by a socket that does not listen: nobody else's server can stand there meanwhile
    try (var held = new Socket()) {
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String host = InetAddress.getLoopbackAddress().getHostAddress();
      var address =
          ReaderAddress.parse("sam+tcp://" + host + ":" + held.getLocalPort()).orElseThrow();
      try (var reader = reader(address)) {
        listen(reader);
        assertEquals(new Reading.Trouble(ReaderError.ABSENT), reader.readOnce(LONG).get());
        assertTrue(reader.snapshot().retryAt().isPresent());
      }
    }
    try (var reader = reader(new ReaderAddress.Serial("/dev/no-such-port", 115_200))) {
      listen(reader);
      assertEquals(new Reading.Trouble(ReaderError.ABSENT), reader.readOnce(LONG).get());
    }
  }

  @Test
  void readerThatWasNeverStartedAnswersToo() throws Exception {
    var reader = reader(emulator.address());
    assertEquals(new Reading.Trouble(ReaderError.ABSENT), reader.readOnce(LONG).get());
    reader.close();
    reader.close();
    assertEquals(ReaderState.CLOSED, reader.snapshot().state());
  }

  @Test
  void closingEndsAWaitAndGivesThePortBack() throws Exception {
    var reader = reader(emulator.address());
    listen(reader);
    await(ReaderState.READY);
    var waiting = reader.readOnce(Duration.ofMinutes(5));
    reader.close();
    assertEquals(new Reading.Trouble(ReaderError.ABSENT), waiting.get(1, TimeUnit.SECONDS));
    assertEquals(ReaderState.CLOSED, reader.snapshot().state());
    try (var second = reader(emulator.address())) {
      listen(second);
      emulator.lay(card);
      assertEquals("测试甲", card(second.readOnce(LONG).get()).name());
    }
  }

  @Test
  void comesBackByItselfAfterUnplugging() throws Exception {
    try (var reader = reader(emulator.address())) {
      listen(reader);
      await(ReaderState.READY);
      emulator.fault(Fault.GONE, -1);
      await(ReaderState.OFFLINE);
      emulator.clearFaults();
      emulator.lay(card);
      assertEquals("测试甲", card(readings.poll(10, TimeUnit.SECONDS)).name());
    }
  }

  @Test
  void listenerThatFailsDoesNotEndTheReader() throws Exception {
    try (var reader = reader(emulator.address())) {
      var failed = new CountDownLatch(1);
      reader.start(
          new ReaderListener() {
            @Override
            public void changed(ReaderSnapshot now) {
              if (now.state() == ReaderState.FOUND && failed.getCount() > 0) {
                failed.countDown();
                throw new IllegalStateException("a defect of the window");
              }
            }

            @Override
            public void read(Reading reading) {
              readings.add(reading);
            }
          });
      emulator.lay(card);
      assertTrue(failed.await(5, TimeUnit.SECONDS));
      // The defect takes the reader offline for a moment; somebody waiting hears of it.
      Reading heard = reader.readOnce(Duration.ofMillis(10)).get();
      for (int tries = 0; !(heard instanceof Reading.Card) && tries < 50; tries++) {
        emulator.lay(card);
        heard = reader.readOnce(LONG).get();
      }
      assertEquals("测试甲", card(heard).name());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsThroughAKernelTerminalLineAndNoticesUnplugging() throws Exception {
    try (var pty = Pty.open(emulator, Threads.daemons(), System::nanoTime);
        var reader = reader(pty.address())) {
      listen(reader);
      await(ReaderState.READY);
      emulator.lay(card);
      var read = card(readings.poll(5, TimeUnit.SECONDS));
      LOG.info("serial: 9F to fields {} ms", read.readMs());
      assertEquals("测试甲", read.name());
      emulator.fault(Fault.SPLIT, -1);
      emulator.lay(card);
      assertEquals("测试甲", card(readings.poll(5, TimeUnit.SECONDS)).name());
      pty.unplug();
      var offline = await(ReaderState.OFFLINE);
      assertEquals(ReaderError.UNPLUGGED, offline.error().orElseThrow());
    }
  }

  private ReaderSnapshot await(ReaderState state) throws InterruptedException {
    while (true) {
      var next = states.poll(10, TimeUnit.SECONDS);
      if (next == null) throw new AssertionError("never " + state);
      if (next.state() == state) return next;
    }
  }

  private static CardReading card(Reading reading) {
    return assertInstanceOf(Reading.Card.class, reading).card();
  }
}
