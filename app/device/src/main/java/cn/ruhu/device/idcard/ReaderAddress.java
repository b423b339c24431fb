package cn.ruhu.device.idcard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a reader is, as written in the settings.
///
/// | form | reader |
/// |---|---|
/// | `sam+serial:///dev/ttyUSB0[?baud=9600]`, `sam+serial:///COM3` | serial port; without a speed it is found out |
/// | `sam+tcp://127.0.0.1:9700` | serial server or emulator |
/// | `sam+usb://0400:c35a`, `sam+usb://any` | USB bulk, Linux |
/// | `vendor:///opt/idr/libsdt.so[?port=1001]` | vendor's library in a process of its own |
/// | `xzx+http://127.0.0.1:8989`, `huashi+http://127.0.0.1:19196` | vendor's service of this machine |
public sealed interface ReaderAddress {
  /// Speed of a module as delivered.
  int DEFAULT_BAUD = 115_200;

  /// Stands for a speed that is to be found out.
  int ANY_BAUD = 0;

  /// A module offers no others; in the order they are tried.
  List<Integer> SPEEDS = List.of(DEFAULT_BAUD, 9_600, 57_600, 38_400, 19_200);

  /// A serial port.
  ///
  /// @param path device file, or a `COMn` name
  /// @param baud bits per second, or [#ANY_BAUD]
  record Serial(String path, int baud) implements ReaderAddress {
    @Override
    public String toString() {
      return "sam+serial://"
          + (path.startsWith("/") ? path : "/" + path)
          + (baud == ANY_BAUD ? "" : "?baud=" + baud);
    }
  }

  /// A byte stream over TCP. @param host name or address @param port 1–65535
  record Tcp(String host, int port) implements ReaderAddress {
    @Override
    public String toString() {
      return "sam+tcp://" + host + ":" + port;
    }
  }

  /// A module on USB. @param vendor and @param product as the device says them; 0 and 0 for any
  /// reader we know
  record Usb(int vendor, int product) implements ReaderAddress {
    /// True when any known reader will do.
    public boolean any() {
      return vendor == 0 && product == 0;
    }

    @Override
    public String toString() {
      return "sam+usb://"
          + (any() ? "any" : String.format(Locale.ROOT, "%04x:%04x", vendor, product));
    }
  }

  /// A library with the entry points `SDT_*`. @param library absolute path @param port as the
  /// vendor counts: 1–16 serial, 1001–1016 USB
  record Vendor(String library, int port) implements ReaderAddress {
    /// First USB port of a vendor's library.
    public static final int USB_PORT = 1_001;

    @Override
    public String toString() {
      return "vendor://"
          + (library.startsWith("/") ? library : "/" + library)
          + (port == USB_PORT ? "" : "?port=" + port);
    }
  }

  /// A vendor's service on this machine, never on another one: its replies are a person in the
  /// clear.
  ///
  /// @param host `127.0.0.1` or `localhost`
  record Service(ServiceKind kind, String host, int port) implements ReaderAddress {
    @Override
    public String toString() {
      return kind.scheme() + "://" + host + ":" + port;
    }
  }

  /// Reads an address; empty when it is none of the forms above.
  static Optional<ReaderAddress> parse(String text) {
    String trimmed = text.strip();
    return serial(trimmed)
        .or(() -> tcp(trimmed))
        .or(() -> usb(trimmed))
        .or(() -> vendor(trimmed))
        .or(() -> service(trimmed));
  }

  private static Optional<ReaderAddress> serial(String text) {
    Matcher m = Patterns.SERIAL.matcher(text);
    if (!m.matches()) return Optional.empty();
    var baud = m.group(2) == null ? OptionalInt.of(ANY_BAUD) : baud(m.group(2));
    if (baud.isEmpty()) return Optional.empty();
    String path = m.group(1);
    return Optional.of(
        new Serial(path.matches("/COM\\d+") ? path.substring(1) : path, baud.getAsInt()));
  }

  private static OptionalInt baud(String digits) {
    int baud = Integer.parseInt(digits);
    return SPEEDS.contains(baud) ? OptionalInt.of(baud) : OptionalInt.empty();
  }

  private static Optional<ReaderAddress> tcp(String text) {
    Matcher m = Patterns.TCP.matcher(text);
    if (!m.matches()) return Optional.empty();
    return port(m.group(2)).map(port -> new Tcp(m.group(1), port));
  }

  private static Optional<ReaderAddress> usb(String text) {
    if (text.equals("sam+usb://any")) return Optional.of(new Usb(0, 0));
    Matcher m = Patterns.USB.matcher(text);
    if (!m.matches()) return Optional.empty();
    int vendor = Integer.parseInt(m.group(1), 16);
    int product = Integer.parseInt(m.group(2), 16);
    return vendor == 0 ? Optional.empty() : Optional.of(new Usb(vendor, product));
  }

  private static Optional<ReaderAddress> vendor(String text) {
    Matcher m = Patterns.VENDOR.matcher(text);
    if (!m.matches()) return Optional.empty();
    String path = m.group(1);
    int port = m.group(2) == null ? Vendor.USB_PORT : Integer.parseInt(m.group(2));
    boolean serial = port >= 1 && port <= 16;
    boolean usb = port >= Vendor.USB_PORT && port <= 1_016;
    if (!serial && !usb) return Optional.empty();
    return Optional.of(new Vendor(path.matches("/[A-Za-z]:.*") ? path.substring(1) : path, port));
  }

  private static Optional<ReaderAddress> service(String text) {
    Matcher m = Patterns.SERVICE.matcher(text);
    if (!m.matches()) return Optional.empty();
    return ServiceKind.ofScheme(m.group(1))
        .flatMap(kind -> port(m.group(3)).map(port -> new Service(kind, m.group(2), port)));
  }

  private static Optional<Integer> port(String digits) {
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
  }

  /// Compiled once.
  final class Patterns {
    private static final Pattern SERIAL =
        Pattern.compile("sam\\+serial://(/[^?#\\s]+)(?:\\?baud=(\\d{1,7}))?");
    private static final Pattern TCP = Pattern.compile("sam\\+tcp://([\\w.-]+):(\\d{1,5})/?");
    private static final Pattern USB =
        Pattern.compile("sam\\+usb://(\\p{XDigit}{4}):(\\p{XDigit}{4})/?");
    private static final Pattern VENDOR =
        Pattern.compile("vendor://(/[^?#]+\\.(?:so|dll|dylib)[.\\d]*)(?:\\?port=(\\d{1,4}))?");
    private static final Pattern SERVICE =
        Pattern.compile("(xzx\\+http|huashi\\+http)://(127\\.0\\.0\\.1|localhost):(\\d{1,5})/?");

    private Patterns() {}
  }
}
