package cn.ruhu.device.place.emulator;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;

/// The sentences of a moment, as receivers write them.
final class NmeaText {
  private NmeaText() {}

  /// GSA, GGA, RMC of one moment with their line ends.
  static byte[] of(Sky sky, int n) {
    Sky.Moment m = sky.moment(n);
    ZonedDateTime at = m.time().atZone(ZoneOffset.UTC);
    String clock =
        String.format(Locale.ROOT, "%02d%02d%02d.00", at.getHour(), at.getMinute(), at.getSecond());
    String day =
        String.format(
            Locale.ROOT,
            "%02d%02d%02d",
            at.getDayOfMonth(),
            at.getMonthValue(),
            at.getYear() % 100);
    boolean estimated = sky.fault() == PlaceFault.ESTIMATED;
    String where =
        m.fix()
            ? degrees(m.latitude(), 2, "N", "S") + "," + degrees(m.longitude(), 3, "E", "W")
            : ",,,";
    String quality = !m.fix() ? "0" : estimated ? "6" : "1";
    String hdop = String.format(Locale.ROOT, "%.1f", m.fix() ? m.hdop() : 99.9);
    String satellites = m.fix() ? "08" : "02";
    String gsa = "GNGSA,A," + (m.fix() ? "3" : "1") + ",04,05,09,12,24,,,,,,,,2.5," + hdop + ",2.1";
    String gga =
        "GNGGA,"
            + clock
            + ","
            + where
            + ","
            + quality
            + ","
            + satellites
            + ","
            + hdop
            + ",52.1,M,-8.9,M,,";
    String rmc =
        "GNRMC,"
            + clock
            + ","
            + (m.fix() ? "A" : "V")
            + ","
            + where
            + ",0.02,,"
            + day
            + ",,,"
            + (!m.fix() ? "N" : estimated ? "E" : "A");
    return (line(gsa, sky) + line(gga, sky) + line(rmc, sky)).getBytes(StandardCharsets.US_ASCII);
  }

  private static String line(String body, Sky sky) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) sum ^= body.charAt(i);
    String sound = "$" + body + String.format(Locale.ROOT, "*%02X\r\n", sum);
    return switch (sky.fault()) {
      case CUT -> sound.substring(0, sound.length() / 2);
      case NOISE -> sound.substring(0, 9) + (char) (sound.charAt(9) ^ 1) + sound.substring(10);
      default -> sound;
    };
  }

  private static String degrees(double value, int digits, String plus, String minus) {
    double all = Math.abs(value);
    int whole = (int) all;
    String format = "%0" + digits + "d%07.4f,%s";
    return String.format(Locale.ROOT, format, whole, (all - whole) * 60, value < 0 ? minus : plus);
  }
}
