package cn.ruhu.device.idcard;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a reader is, as written in the settings.
///
/// `sam+serial:///dev/ttyUSB0[?baud=115200]`, `sam+serial:///COM3` (Windows), or
/// `sam+tcp://127.0.0.1:9700` for a serial server or the emulator.
public sealed interface ReaderAddress {
  /// Speed of a module as delivered.
  int DEFAULT_BAUD = 115_200;

  /// A serial port. @param path device file, or a `COMn` name @param baud bits per second
  record Serial(String path, int baud) implements ReaderAddress {
    @Override
    public String toString() {
      return "sam+serial://"
          + (path.startsWith("/") ? path : "/" + path)
          + (baud == DEFAULT_BAUD ? "" : "?baud=" + baud);
    }
  }

  /// A byte stream over TCP. @param host name or address @param port 1–65535
  record Tcp(String host, int port) implements ReaderAddress {
    @Override
    public String toString() {
      return "sam+tcp://" + host + ":" + port;
    }
  }

  /// Reads an address; empty when it is none of the forms above.
  static Optional<ReaderAddress> parse(String text) {
    String trimmed = text.strip();
    Matcher serial = Patterns.SERIAL.matcher(trimmed);
    if (serial.matches()) {
      var baud = serial.group(2) == null ? OptionalInt.of(DEFAULT_BAUD) : baud(serial.group(2));
      if (baud.isEmpty()) return Optional.empty();
      String path = serial.group(1);
      return Optional.of(
          new Serial(path.matches("/COM\\d+") ? path.substring(1) : path, baud.getAsInt()));
    }
    Matcher tcp = Patterns.TCP.matcher(trimmed);
    if (!tcp.matches()) return Optional.empty();
    int port = Integer.parseInt(tcp.group(2));
    return port >= 1 && port <= 65_535
        ? Optional.of(new Tcp(tcp.group(1), port))
        : Optional.empty();
  }

  private static OptionalInt baud(String digits) {
    int baud = Integer.parseInt(digits);
    return switch (baud) {
      case 9_600, 19_200, 38_400, 57_600, 115_200 -> OptionalInt.of(baud);
      default -> OptionalInt.empty();
    };
  }

  /// Compiled once.
  final class Patterns {
    private static final Pattern SERIAL =
        Pattern.compile("sam\\+serial://(/[^?#\\s]+)(?:\\?baud=(\\d{1,7}))?");
    private static final Pattern TCP = Pattern.compile("sam\\+tcp://([\\w.-]+):(\\d{1,5})/?");

    private Patterns() {}
  }
}
