package cn.ruhu.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.settings.Readers;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import cn.ruhu.device.idcard.emulator.SyntheticPeople;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The machine's one reader, over a real socket: a card that is only tried opens no application.
@Timeout(30)
class ReaderDeskTest {
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  @Test
  void cardLaidForTryingIsHeardByTheTryAlone(@TempDir Path home) throws Exception {
    try (var emulator = SamEmulator.listen(SamEmulator.UNPACED, THREADS, System::nanoTime);
        var desk =
            new ReaderDesk(
                Choices.of(home),
                new DeviceTime(Instant::now, System::nanoTime),
                THREADS,
                Background.inline())) {
      BlockingQueue<Reading> work = new LinkedBlockingQueue<>();
      BlockingQueue<Readers.Tried> tried = new LinkedBlockingQueue<>();
      desk.cards()
          .listen(
              new ReaderListener() {
                @Override
                public void changed(ReaderSnapshot now) {}

                @Override
                public void read(Reading reading) {
                  work.add(reading);
                }
              });
      Runnable end = desk.trial(tried::add);
      desk.use(emulator.address().toString());
      emulator.lay(SyntheticPeople.load().getFirst().card());
      var outcome = tried.poll(10, TimeUnit.SECONDS);
      assertNotNull(outcome);
      assertEquals("CARD", outcome.outcome());
      assertEquals("R", outcome.type());
      assertNull(work.poll(), "nobody else hears of it");
      emulator.remove();
      desk.tryOnce(1);
      assertEquals("NO_CARD", tried.poll(10, TimeUnit.SECONDS).outcome());
      end.run();
      emulator.lay(SyntheticPeople.load().getFirst().card());
      assertInstanceOf(Reading.Card.class, work.poll(10, TimeUnit.SECONDS));
      assertTrue(tried.isEmpty());
    }
  }
}
