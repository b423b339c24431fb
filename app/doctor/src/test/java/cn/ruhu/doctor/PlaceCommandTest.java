package cn.ruhu.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.device.place.emulator.GpsdEmulator;
import cn.ruhu.device.place.emulator.NmeaEmulator;
import cn.ruhu.device.place.emulator.PlaceFault;
import cn.ruhu.device.place.emulator.Sky;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class PlaceCommandTest {
  private static final Executor THREADS =
      task -> Thread.ofPlatform().daemon().name("test-receiver").start(task);
  private static final Instant START = Instant.parse("2026-11-12T01:00:00Z");

  private static Sky sky(PlaceFault fault) {
    return new Sky(39.959510, 116.298580, START, fault);
  }

  @Test
  void showsThePlaceOfAReceiver() throws Exception {
    try (var receiver = NmeaEmulator.listen(sky(PlaceFault.NONE), 5, THREADS)) {
      Ask asked = Ask.of("place", "--address", receiver.address().toString(), "--show");
      assertEquals(0, asked.code());
      assertEquals(
          List.of(
              "ok",
              "latitude",
              "longitude",
              "accuracyM",
              "coarse",
              "satellites",
              "satelliteTime",
              "clockAheadSeconds",
              "jumpM",
              "error"),
          asked.keys());
      assertEquals(39.95951, asked.json().get("latitude").asDouble(), 0.0001);
      assertEquals(8, asked.json().get("satellites").asInt());
      assertTrue(asked.text("satelliteTime").startsWith("2026-11-12T01:00:"));
    }
  }

  @Test
  void withoutBeingAskedItIsRoundedToAKilometre() throws Exception {
    try (var daemon = GpsdEmulator.listen(sky(PlaceFault.NONE), 5, THREADS)) {
      Ask asked = Ask.of("place", "--address", daemon.address().toString());
      assertEquals(0, asked.code());
      assertEquals(39.96, asked.json().get("latitude").asDouble());
      assertEquals(116.3, asked.json().get("longitude").asDouble());
    }
  }

  @Test
  void saysWhyThereIsNone() throws Exception {
    assertEquals("ADDRESS", Ask.of("place", "--address", "gps").text("error"));
    try (var receiver = NmeaEmulator.listen(sky(PlaceFault.NO_FIX), 5, THREADS)) {
      // long enough on a machine under load for a receiver that speaks every 5 ms
      Ask asked = Ask.of("place", "--address", receiver.address().toString(), "--wait", "20");
      assertEquals(1, asked.code());
      assertEquals("NO_FIX", asked.text("error"));
      assertEquals(2, asked.json().get("satellites").asInt());
    }
  }
}
