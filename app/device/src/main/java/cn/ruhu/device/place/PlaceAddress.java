package cn.ruhu.device.place;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a receiver of positions is, as written in the settings.
///
/// | form | receiver |
/// |---|---|
/// | `nmea+serial:///dev/ttyUSB0[?baud=9600]`, `nmea+serial:///COM5` | serial port or USB mouse; without a speed it is found out |
/// | `nmea+tcp://192.168.1.20:11123` | a telephone or serial server that shares its sentences |
/// | `gpsd://127.0.0.1:2947`, `gpsd://127.0.0.1` | the daemon of Linux |
public sealed interface PlaceAddress {
  /// Stands for a speed that is to be found out.
  int ANY_BAUD = 0;

  /// Speeds of receivers, bits per second, in the order they are tried.
  List<Integer> SPEEDS = List.of(9_600, 4_800, 115_200, 38_400, 57_600, 19_200);

  /// Port of gpsd where none is named.
  int GPSD_PORT = 2_947;

  /// A serial port.
  ///
  /// @param path device file, or a `COMn` name
  /// @param baud bits per second, or [#ANY_BAUD]
  record Serial(String path, int baud) implements PlaceAddress {
    @Override
    public String toString() {
      return "nmea+serial://"
          + (path.startsWith("/") ? path : "/" + path)
          + (baud == ANY_BAUD ? "" : "?baud=" + baud);
    }
  }

  /// Sentences over TCP. @param host name or address @param port 1–65535
  record Tcp(String host, int port) implements PlaceAddress {
    @Override
    public String toString() {
      return "nmea+tcp://" + host + ":" + port;
    }
  }

  /// gpsd. @param host name or address @param port 1–65535
  record Gpsd(String host, int port) implements PlaceAddress {
    @Override
    public String toString() {
      return "gpsd://" + host + ":" + port;
    }
  }

  /// Reads an address; empty when it is none of the forms above.
  static Optional<PlaceAddress> parse(String text) {
    Matcher m = Patterns.SERIAL.matcher(text.strip());
    if (m.matches()) return serial(m.group(1), m.group(2) == null ? "0" : m.group(2));
    m = Patterns.TCP.matcher(text.strip());
    if (m.matches()) {
      String host = m.group(1);
      return port(m.group(2)).map(p -> new Tcp(host, p));
    }
    m = Patterns.GPSD.matcher(text.strip());
    if (!m.matches()) return Optional.empty();
    String host = m.group(1);
    if (m.group(2) == null) return Optional.of(new Gpsd(host, GPSD_PORT));
    return port(m.group(2)).map(p -> new Gpsd(host, p));
  }

  private static Optional<PlaceAddress> serial(String path, String digits) {
    int baud = Integer.parseInt(digits);
    if (baud != ANY_BAUD && !SPEEDS.contains(baud)) return Optional.empty();
    return Optional.of(new Serial(path.matches("/COM\\d+") ? path.substring(1) : path, baud));
  }

  private static Optional<Integer> port(String digits) {
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
  }

  /// Compiled once.
  final class Patterns {
    private static final Pattern SERIAL =
        Pattern.compile("nmea\\+serial://(/[^?#\\s]+)(?:\\?baud=(\\d{1,7}))?");
    private static final Pattern TCP = Pattern.compile("nmea\\+tcp://([\\w.-]+):(\\d{1,5})/?");
    private static final Pattern GPSD = Pattern.compile("gpsd://([\\w.-]+)(?::(\\d{1,5}))?/?");

    private Patterns() {}
  }
}
