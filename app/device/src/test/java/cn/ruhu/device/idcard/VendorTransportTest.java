package cn.ruhu.device.idcard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real process around a library that behaves, crashes, hangs or lies; the reader goes on.
@Timeout(60)
final class VendorTransportTest {
  private static final ReaderAddress.Vendor ADDRESS =
      new ReaderAddress.Vendor("/opt/idr/libsdt.so", 1_001);

  private static List<String> stub(String manner) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx32m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        StubVendorHost.class.getName(),
        manner);
  }

  private static Reading read(String manner) throws Exception {
    try (var reader =
        new IdCardReader(
            ADDRESS,
            _ -> VendorTransport.start(stub(manner)),
            Vectors.realTime(),
            Threads.daemons())) {
      reader.start(new Nobody());
      return reader.readOnce(Duration.ofSeconds(15)).get(20, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ok", "noise"})
  void readsThroughTheProcessAndBesideWhatALibraryPrints(String manner) throws Exception {
    var read = assertInstanceOf(Reading.Card.class, read(manner)).card();
    assertArrayEquals(Vectors.text('R'), read.raw().toArray());
    assertEquals("05.01-20160316-0005241654-1234567890", read.samId());
  }

  @Test
  void lieAboutLengthsIsTroubleAndNeverACard() throws Exception {
    assertEquals(new Reading.Trouble(ReaderError.CARD_DATA), read("lies"));
  }

  @Test
  void hungLibraryIsKilledAndSaid() throws Exception {
    assertEquals(new Reading.Trouble(ReaderError.NO_ANSWER), read("hang"));
  }

  @Test
  void libraryThatCannotBeUsedAndHelperThatDiesAtOnceAreToldApart() {
    assertEquals(Fault.LIBRARY, fault("unusable"));
    assertEquals(Fault.CRASHED, fault("dead"));
    assertEquals(Fault.SILENT, fault("mute"));
  }

  private static Fault fault(String manner) {
    return assertThrows(DeviceException.class, () -> VendorTransport.start(stub(manner))).fault();
  }

  @Test
  void crashInTheMiddleOfACardIsSaidAndTheNextProcessReadsIt() throws Exception {
    var starts = new AtomicInteger();
    BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();
    BlockingQueue<ReaderError> errors = new LinkedBlockingQueue<>();
    try (var reader =
        new IdCardReader(
            ADDRESS,
            _ -> VendorTransport.start(stub(starts.getAndIncrement() == 0 ? "crash" : "ok")),
            Vectors.realTime(),
            Threads.daemons())) {
      reader.start(
          new ReaderListener() {
            @Override
            public void changed(ReaderSnapshot now) {
              now.error().ifPresent(errors::add);
            }

            @Override
            public void read(Reading reading) {
              readings.add(reading);
            }
          });
      assertEquals(ReaderError.CRASHED, errors.poll(20, TimeUnit.SECONDS));
      assertInstanceOf(Reading.Card.class, readings.poll(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void realHelperSaysThatAFileIsNoLibraryAndAMissingOneIsNotStarted(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("libno.so"), "no library");
    var noLibrary =
        assertThrows(
            DeviceException.class,
            () -> VendorTransport.open(new ReaderAddress.Vendor(file.toString(), 1_001)));
    assertEquals(Fault.LIBRARY, noLibrary.fault());
    assertTrue(noLibrary.getMessage().contains("cannot be used"), noLibrary.getMessage());
    var missing = assertThrows(DeviceException.class, () -> VendorTransport.open(ADDRESS));
    assertEquals(Fault.LIBRARY, missing.fault());
  }

  private static final class Nobody implements ReaderListener {
    @Override
    public void changed(ReaderSnapshot now) {}

    @Override
    public void read(Reading reading) {}
  }
}
