package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.device.idcard.emulator.EmulatedCard;
import cn.ruhu.device.idcard.emulator.Pty;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Readers of another speed, readers that come and go, drivers that hang.
@Timeout(30)
final class ReaderAwayTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final ReaderAddress SERIAL = ReaderAddress.parse("sam+serial:///m").orElseThrow();

  private final EmulatedCard card = EmulatedCard.raw(Vectors.text('R'), new byte[1024]);

  @ParameterizedTest
  @ValueSource(ints = {115_200, 57_600, 38_400, 19_200, 9_600})
  void speedOfAModuleIsFoundOut(int baud) {
    var bench = new Bench(baud, SERIAL);
    bench.emulator.speed(baud);
    bench.emulator.lay(card);
    assertInstanceOf(Reading.Card.class, bench.next(20_000).orElseThrow());
    assertEquals(baud, bench.machine.snapshot().baud());
    long before = bench.nowMicros;
    bench.emulator.fault(cn.ruhu.device.idcard.emulator.Fault.GONE, -1);
    bench.step();
    bench.emulator.clearFaults();
    bench.run(1_200);
    assertEquals(ReaderState.READY, bench.state(), "the speed that worked comes first");
    assertTrue(bench.nowMicros - before < 4_000_000);
  }

  @Test
  void speedThatWasSetIsTheOnlyOneTried() {
    var bench = new Bench(9_600, SERIAL);
    bench.emulator.speed(9_600);
    bench.fixed = true;
    bench.run(3_000);
    assertEquals(ReaderState.OFFLINE, bench.state());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void speedIsFoundOutThroughAKernelTerminalLine() throws Exception {
    try (var emulator = SamEmulator.inMemory(SamEmulator.UNPACED, System::nanoTime);
        var pty = Pty.open(emulator, Threads.daemons(), System::nanoTime);
        var reader =
            new IdCardReader(
                pty.address(), TransportOpener.real(), Vectors.realTime(), Threads.daemons())) {
      emulator.speed(9_600);
      reader.start(new Heard());
      emulator.lay(card);
      while (!reader.snapshot().ready()) Thread.sleep(20);
      assertEquals(9_600, reader.snapshot().baud());
      assertInstanceOf(Reading.Card.class, reader.readOnce(LONG).get());
    }
  }

  @Test
  void plugIsNoticedWithinASecondHoweverLongItWasAway() {
    var bench = new Bench(SamEmulator.UNPACED, SERIAL);
    bench.presence = TransportOpener.Presence.AWAY;
    bench.emulator.fault(cn.ruhu.device.idcard.emulator.Fault.GONE, -1);
    bench.run(62_500);
    assertEquals(Optional.of(ReaderError.ABSENT), bench.error());
    bench.emulator.clearFaults();
    bench.presence = TransportOpener.Presence.THERE;
    bench.run(1_100);
    assertEquals(ReaderState.READY, bench.state());
  }

  @Test
  void wishToReadTriesAReaderThatIsAwayAtOnce() {
    var bench = new Bench(SamEmulator.UNPACED, SERIAL);
    bench.emulator.fault(cn.ruhu.device.idcard.emulator.Fault.GONE, -1);
    bench.run(60_000);
    bench.emulator.clearFaults();
    bench.machine.again();
    bench.step();
    assertEquals(ReaderState.READY, bench.state());
  }

  /// A driver whose calls do not return: until its line is closed, or never.
  private static final class Hanging implements ByteTransport {
    final CountDownLatch released = new CountDownLatch(1);
    final boolean freedByClose;

    Hanging(boolean freedByClose) {
      this.freedByClose = freedByClose;
    }

    @Override
    public void write(byte[] bytes) throws DeviceException {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new DeviceException(Fault.GONE, "closed under it");
    }

    @Override
    public int read(byte[] into, int timeoutMs) {
      return 0;
    }

    @Override
    public void drain() {}

    @Override
    public int baud() {
      return ReaderAddress.DEFAULT_BAUD;
    }

    @Override
    public void close() {
      if (freedByClose) released.countDown();
    }
  }

  private static final class Heard implements ReaderListener {
    final List<ReaderError> errors = new ArrayList<>();
    final CountDownLatch hung = new CountDownLatch(1);

    @Override
    public synchronized void changed(ReaderSnapshot now) {
      now.error().ifPresent(errors::add);
      if (now.error().filter(ReaderError.HUNG::equals).isPresent()) hung.countDown();
    }

    @Override
    public void read(Reading reading) {}

    synchronized long times(ReaderError error) {
      return errors.stream().filter(error::equals).count();
    }
  }

  @Test
  void hungCallIsEndedByClosingItsLineAndTheNextOpeningWorks() throws Exception {
    var emulator = SamEmulator.inMemory(SamEmulator.UNPACED, System::nanoTime);
    var opens = new AtomicInteger();
    TransportOpener opener =
        _ -> opens.getAndIncrement() == 0 ? new Hanging(true) : emulator.connect(_ -> {});
    var patience = new IdCardReader.Patience(300, 2_000);
    try (var reader =
        new IdCardReader(SERIAL, opener, Vectors.realTime(), Threads.daemons(), patience)) {
      reader.start(new Heard());
      while (!reader.snapshot().ready()) Thread.sleep(10);
      emulator.lay(card);
      assertInstanceOf(Reading.Card.class, reader.readOnce(LONG).get());
      assertEquals(2, opens.get());
    }
  }

  @Test
  void callThatNeverReturnsCostsItsThreadButNotTheWindow() throws Exception {
    var hanging = new Hanging(false);
    var heard = new Heard();
    var patience = new IdCardReader.Patience(100, 100);
    var reader =
        new IdCardReader(SERIAL, _ -> hanging, Vectors.realTime(), Threads.daemons(), patience);
    reader.start(heard);
    var waiting = reader.readOnce(Duration.ofMinutes(5));
    assertEquals(new Reading.Trouble(ReaderError.HUNG), waiting.get(5, TimeUnit.SECONDS));
    assertTrue(heard.hung.await(1, TimeUnit.SECONDS));
    long begun = System.nanoTime();
    reader.close();
    assertTrue(System.nanoTime() - begun < 2_000_000_000L);
    hanging.released.countDown();
    assertEquals(ReaderError.HUNG, heard.errors.getLast(), "the freed thread says nothing more");
  }

  @Test
  void driverThatHangsAgainAndAgainIsLeftAloneAfterThreeThreads() throws Exception {
    var hanging = new Hanging(false);
    var heard = new Heard();
    var patience = new IdCardReader.Patience(100, 100);
    try (var reader =
        new IdCardReader(SERIAL, _ -> hanging, Vectors.realTime(), Threads.daemons(), patience)) {
      reader.start(heard);
      for (int i = 0; i < 120; i++) {
        // somebody wants a card: the next thread does not wait
        assertEquals(
            new Reading.Trouble(ReaderError.HUNG),
            reader.readOnce(Duration.ofMinutes(5)).get(5, TimeUnit.SECONDS));
        Thread.sleep(20);
      }
      assertEquals(3, heard.times(ReaderError.HUNG), "each is said once");
    } finally {
      hanging.released.countDown();
    }
  }
}
