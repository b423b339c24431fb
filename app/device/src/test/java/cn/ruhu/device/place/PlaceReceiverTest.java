package cn.ruhu.device.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.idcard.Threads;
import cn.ruhu.device.idcard.TransportOpener;
import cn.ruhu.device.place.emulator.GpsdEmulator;
import cn.ruhu.device.place.emulator.NmeaEmulator;
import cn.ruhu.device.place.emulator.PlaceFault;
import cn.ruhu.device.place.emulator.Sky;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Real bytes over real sockets and a kernel terminal. The end of the waiting is counted in looks
/// at the clock, not in seconds, so that a busy machine changes nothing.
@Timeout(120)
final class PlaceReceiverTest {
  private static final Instant NOW = Instant.parse("2026-11-12T01:00:00Z");
  private static final int EVERY_MS = 5;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static DeviceTime counting(long stepMs) {
    var looks = new AtomicLong();
    LongSupplier nanos = () -> looks.addAndGet(stepMs) * 1_000_000;
    return new DeviceTime(() -> NOW, nanos);
  }

  private static Sky sky(PlaceFault fault) {
    return new Sky(39.959510, 116.298580, NOW, fault);
  }

  private static Place ask(PlaceAddress address, long stepMs) {
    return new PlaceReceiver(address, TransportOpener.real(), counting(stepMs))
        .find(LIMIT, () -> false);
  }

  private static Place nmea(PlaceFault fault, long stepMs) throws Exception {
    try (var receiver = NmeaEmulator.listen(sky(fault), EVERY_MS, Threads.daemons())) {
      return ask(receiver.address(), stepMs);
    }
  }

  private static Place gpsd(PlaceFault fault, long stepMs) throws Exception {
    try (var daemon = GpsdEmulator.listen(sky(fault), EVERY_MS, Threads.daemons())) {
      return ask(daemon.address(), stepMs);
    }
  }

  private static Place of(boolean gpsd, PlaceFault fault) throws Exception {
    long step = fault == PlaceFault.SILENT ? 10_000 : 200;
    return gpsd ? gpsd(fault, step) : nmea(fault, step);
  }

  private static Place.Found found(Place place) {
    return assertInstanceOf(Place.Found.class, place, place::toString);
  }

  private static void here(Place place) {
    Fix fix = found(place).fix();
    assertTrue(
        Fix.metres(39.959510, 116.298580, fix.latitude(), fix.longitude()) < 5, fix::toString);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsThePlace(boolean gpsd) throws Exception {
    Place place = of(gpsd, PlaceFault.NONE);
    here(place);
    assertEquals(6, found(place).fix().accuracyM());
    assertEquals(0, found(place).jumpM());
    assertFalse(found(place).coarse());
    assertTrue(Math.abs(found(place).clockAheadSeconds().orElseThrow()) <= 5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReceiverThatJumpsTenKilometresIsNotBelieved(boolean gpsd) throws Exception {
    var none = assertInstanceOf(Place.None.class, of(gpsd, PlaceFault.JUMP));
    assertEquals(Place.Why.JUMPING, none.why());
    assertEquals(10_000, none.jumpM(), 20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void afterAJumpItIsBelievedLaterAndTheJumpIsTold(boolean gpsd) throws Exception {
    Place place = of(gpsd, PlaceFault.JUMP_FIRST);
    here(place);
    assertEquals(10_000, found(place).jumpM(), 20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withoutSatellitesThereIsNoPlace(boolean gpsd) throws Exception {
    assertEquals(
        Place.Why.NO_FIX, assertInstanceOf(Place.None.class, of(gpsd, PlaceFault.NO_FIX)).why());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPositionThatNeverMovesInTimeIsStale(boolean gpsd) throws Exception {
    assertEquals(
        Place.Why.STALE, assertInstanceOf(Place.None.class, of(gpsd, PlaceFault.STALE)).why());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anEstimateIsNoMeasurement(boolean gpsd) throws Exception {
    assertEquals(
        Place.Why.NOT_MEASURED,
        assertInstanceOf(Place.None.class, of(gpsd, PlaceFault.ESTIMATED)).why());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInaccuratePlaceIsGivenInTheEndAndSaysSo(boolean gpsd) throws Exception {
    Place place = of(gpsd, PlaceFault.COARSE);
    assertTrue(found(place).coarse());
    assertEquals(100, found(place).fix().accuracyM());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWrongCountOfWeeksGivesAPlaceWithoutATime(boolean gpsd) throws Exception {
    Place place = of(gpsd, PlaceFault.ROLLOVER);
    here(place);
    assertTrue(found(place).clockAheadSeconds().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClockSetBackAYearIsTold(boolean gpsd) throws Exception {
    var year = Duration.ofDays(365);
    var sky = new Sky(39.959510, 116.298580, NOW.plus(year), PlaceFault.NONE);
    try (var receiver = NmeaEmulator.listen(sky, EVERY_MS, Threads.daemons());
        var daemon = GpsdEmulator.listen(sky, EVERY_MS, Threads.daemons())) {
      Place place = ask(gpsd ? daemon.address() : receiver.address(), 200);
      assertEquals(-year.toSeconds(), found(place).clockAheadSeconds().orElseThrow(), 5.0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PlaceFault.class,
      names = {"CUT", "NOISE", "SILENT", "HANG_UP", "FOREIGN"})
  void aSickLineOfSentencesIsNamed(PlaceFault fault) throws Exception {
    PlaceTrouble why = assertInstanceOf(Place.Trouble.class, of(false, fault)).why();
    assertEquals(
        switch (fault) {
          case SILENT -> PlaceTrouble.SILENT;
          case HANG_UP -> PlaceTrouble.GONE;
          default -> PlaceTrouble.LINK;
        },
        why);
  }

  @Test
  void aSickGpsdIsNamed() throws Exception {
    assertEquals(new Place.Trouble(PlaceTrouble.REPLY), gpsd(PlaceFault.FOREIGN, 200));
    assertEquals(new Place.Trouble(PlaceTrouble.SILENT), gpsd(PlaceFault.SILENT, 10_000));
    assertEquals(new Place.Trouble(PlaceTrouble.GONE), gpsd(PlaceFault.HANG_UP, 200));
    assertEquals(
        Place.Why.NO_FIX, assertInstanceOf(Place.None.class, gpsd(PlaceFault.CUT, 200)).why());
    assertEquals(
        Place.Why.NO_FIX, assertInstanceOf(Place.None.class, gpsd(PlaceFault.NOISE, 200)).why());
  }

  @Test
  void nobodyThereIsAbsent() throws Exception {
    // bound and not listening: nobody else can take the port meanwhile
    try (var vacant = new Socket()) {
      vacant.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var gone = new PlaceAddress.Tcp("127.0.0.1", vacant.getLocalPort());
      assertEquals(new Place.Trouble(PlaceTrouble.ABSENT), ask(gone, 200));
    }
    assertEquals(
        new Place.Trouble(PlaceTrouble.ABSENT),
        ask(new PlaceAddress.Serial("/dev/ttyNONE", 9_600), 200));
  }

  @Test
  void whoAskedMayGiveUp() throws Exception {
    try (var receiver = NmeaEmulator.listen(sky(PlaceFault.NO_FIX), EVERY_MS, Threads.daemons())) {
      var asked = new PlaceReceiver(receiver.address(), TransportOpener.real(), counting(0));
      var looks = new AtomicLong();
      Place place = asked.find(LIMIT, () -> looks.incrementAndGet() > 5);
      assertEquals(Place.Why.CANCELLED, assertInstanceOf(Place.None.class, place).why());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsTheSpeedOfASerialReceiver() throws Exception {
    try (var receiver = NmeaEmulator.terminal(sky(PlaceFault.NONE), EVERY_MS, Threads.daemons())) {
      // 100 ms a look: a speed is tried for some eight reads, the whole takes some hundred
      var place =
          new PlaceReceiver(receiver.address(), TransportOpener.real(), counting(100))
              .find(Duration.ofMinutes(10), () -> false);
      here(place);
    }
  }
}
