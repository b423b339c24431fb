package cn.ruhu.device.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sentences as they stand in public descriptions of NMEA 0183, with their checksums.
final class NmeaMomentsTest {
  private static final String GGA =
      "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47";
  private static final String RMC =
      "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A";
  private static final String GSA = "$GPGSA,A,3,04,05,,09,12,,,24,,,,,2.5,1.3,2.1*39";
  private static final Instant NOW = Instant.parse("2026-11-12T01:00:00Z");

  private static Optional<Seen> all(String... lines) {
    var moments = new NmeaMoments();
    Optional<Seen> last = Optional.empty();
    for (String line : lines)
      last = Sentence.parse(line).flatMap(s -> moments.take(s, NOW)).or(Optional::empty);
    return last;
  }

  /// A sentence with the checksum it must have.
  private static String sound(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) sum ^= body.charAt(i);
    return "$" + body + String.format(java.util.Locale.ROOT, "*%02X", sum);
  }

  @Test
  void readsAPublishedMoment() {
    Fix fix = all(GSA, GGA, RMC).orElseThrow().fix().orElseThrow();
    assertEquals(48.1173, fix.latitude(), 0.00005);
    assertEquals(11.516667, fix.longitude(), 0.00005);
    assertEquals(5, fix.accuracyM());
    assertEquals(8, fix.satellites());
    assertEquals("48.117300 11.516667 0 5", fix.geopoint());
  }

  @Test
  void needsBothHalvesOfTheSameMoment() {
    assertTrue(all(GGA).isEmpty());
    assertTrue(all(RMC).isEmpty());
    String later = sound("GPRMC,123520,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W");
    assertTrue(all(GGA, later).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*48",
        "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,",
        "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*4",
        "GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47",
        "$GPGGA,123519,4817.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47",
        "$*00",
        "$GPGGA*56",
        ""
      })
  void believesNoDamagedLine(String line) {
    assertFalse(Sentence.parse(line).filter(s -> s.fields().size() > 5).isPresent());
  }

  @Test
  void everyCutOfALineIsRefused() {
    for (int n = 0; n < GGA.length(); n++)
      assertTrue(Sentence.parse(GGA.substring(0, n)).isEmpty());
  }

  @Test
  void everySingleWrongBitIsNoticed() {
    byte[] bytes = GGA.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 1; i < bytes.length - 2; i++)
      for (int bit = 0; bit < 8; bit++) {
        byte[] wrong = bytes.clone();
        wrong[i] ^= (byte) (1 << bit);
        String line = new String(wrong, StandardCharsets.ISO_8859_1);
        assertTrue(Sentence.parse(line).isEmpty(), line);
      }
  }

  @Test
  void theSouthAndTheWestAreNegative() {
    assertEquals(-33.5, NmeaMoments.degrees("3330.000", "S", "N", "S", 90).orElseThrow(), 1e-9);
    assertEquals(-70.25, NmeaMoments.degrees("07015.000", "W", "E", "W", 180).orElseThrow(), 1e-9);
    assertTrue(NmeaMoments.degrees("9130.000", "N", "N", "S", 90).isEmpty());
    assertTrue(NmeaMoments.degrees("4860.000", "N", "N", "S", 90).isEmpty());
    assertTrue(NmeaMoments.degrees("4807.038", "E", "N", "S", 90).isEmpty());
  }

  @Test
  void statusAndQualityBothDecide() {
    String noStatus = sound("GPRMC,123519,V,4807.038,N,01131.000,E,,,230394,,,N");
    assertTrue(all(GGA, noStatus).orElseThrow().fix().isEmpty());
    String noQuality = sound("GPGGA,123519,4807.038,N,01131.000,E,0,00,99.9,,M,,M,,");
    assertTrue(all(noQuality, RMC).orElseThrow().fix().isEmpty());
    String gsaNone = sound("GPGSA,A,1,,,,,,,,,,,,,9.9,9.9,9.9");
    assertTrue(all(gsaNone, GGA, RMC).orElseThrow().fix().isEmpty());
    String estimated = sound("GPRMC,123519,A,4807.038,N,01131.000,E,,,230394,,,E");
    assertFalse(all(GGA, estimated).orElseThrow().measured());
  }

  @Test
  void anOldReceiversCountOfWeeksIsNotBelieved() {
    assertEquals(
        Optional.of(NOW.minusSeconds(366 * 86_400L)),
        NmeaMoments.believed(NOW.minusSeconds(366 * 86_400L), NOW));
    assertTrue(NmeaMoments.believed(NOW.minusSeconds(7_168L * 86_400), NOW).isEmpty());
    assertTrue(NmeaMoments.believed(NOW.minusSeconds(2 * 7_168L * 86_400), NOW).isEmpty());
  }

  @Test
  void linesComeWholeHoweverTheyAreCut() {
    byte[] bytes =
        (GSA + "\r\n" + GGA + "\r\n\r\n" + RMC + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int piece = 1; piece < bytes.length; piece++) {
      var lines = new Lines(Sentence.LENGTH_MAX);
      var found = new ArrayList<String>();
      for (int i = 0; i < bytes.length; i += piece) {
        byte[] part = java.util.Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + piece));
        found.addAll(lines.take(part, part.length));
      }
      assertEquals(List.of(GSA, GGA, RMC), found);
    }
  }

  @Test
  void anEndlessLineIsDroppedAndTheNextOneRead() {
    byte[] bytes = ("x".repeat(5_000) + "\r\n" + GGA + "\r\n").getBytes(StandardCharsets.US_ASCII);
    assertEquals(List.of(GGA), new Lines(Sentence.LENGTH_MAX).take(bytes, bytes.length));
  }

  @Test
  void tenKilometresAreTenKilometres() {
    assertEquals(10_000, Fix.metres(39.959, 116.298, 39.959 + 10_000 / 111_195.0, 116.298), 5);
    assertEquals(8_524, Fix.metres(39.96, 116.3, 39.96, 116.4), 10);
  }
}
