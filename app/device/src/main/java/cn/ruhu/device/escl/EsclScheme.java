package cn.ruhu.device.escl;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.mdns.FoundService;
import cn.ruhu.device.mdns.ServiceBrowser;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanScheme;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Scanners that speak eSCL: those that announce themselves, and those on USB behind `ipp-usb`,
/// which listens on this machine.
public final class EsclScheme implements ScanScheme {
  private static final String PLAIN = "_uscan._tcp.local";
  private static final String SECURE = "_uscans._tcp.local";

  /// Where `ipp-usb` begins to count.
  private static final List<Integer> USB_PORTS = List.of(60_000, 60_001, 60_002);

  private final DeviceTime time;
  private final ServiceBrowser browser;
  private final EsclPace pace;
  private final List<Integer> usb;

  /// As this machine is.
  public EsclScheme(DeviceTime time) {
    this(time, ServiceBrowser.local(time), EsclPace.USUAL, USB_PORTS);
  }

  /// @param usb ports of this machine where scanners on USB may be reached
  public EsclScheme(DeviceTime time, ServiceBrowser browser, EsclPace pace, List<Integer> usb) {
    this.time = time;
    this.browser = browser;
    this.pace = pace;
    this.usb = List.copyOf(usb);
  }

  @Override
  public Set<String> names() {
    return Set.of(EsclAddress.PLAIN, EsclAddress.SECURE);
  }

  @Override
  public Optional<PageSource> open(String address) {
    return EsclAddress.parse(address).map(a -> new EsclScanner(a, pace, time));
  }

  /// Of a device that takes encrypted calls too only that address is told.
  @Override
  public List<FoundSource> find(Duration limit, ScanStop stop) {
    Map<String, FoundSource> found = new LinkedHashMap<>();
    for (FoundService s : browser.find(List.of(SECURE, PLAIN), limit, stop)) {
      FoundSource source = source(s);
      if (s.type().equals(SECURE)) found.put(source.id(), source);
      else found.putIfAbsent(source.id(), source);
    }
    for (FoundSource s : onUsb(stop)) found.putIfAbsent(s.id(), s);
    return new ArrayList<>(found.values());
  }

  private static FoundSource source(FoundService s) {
    String uuid = s.text().getOrDefault("uuid", "");
    String model = s.text().getOrDefault("ty", "");
    String root = s.text().getOrDefault("rs", "eSCL").replaceAll("^/+|/+$", "");
    String ip = s.address().getHostAddress();
    String host = s.address() instanceof Inet6Address ? "[" + ip.replaceFirst("%.*", "") + "]" : ip;
    boolean secure = s.type().equals(SECURE);
    boolean usual = s.port() == (secure ? 443 : 80);
    String address =
        (secure ? EsclAddress.SECURE : EsclAddress.PLAIN)
            + "://"
            + host
            + (usual ? "" : ":" + s.port())
            + "/"
            + root;
    return new FoundSource(
        uuid.isEmpty() ? s.name() : uuid,
        model.isEmpty() ? s.name() : model,
        address,
        s.text().getOrDefault("note", ""));
  }

  private List<FoundSource> onUsb(ScanStop stop) {
    var found = new ArrayList<FoundSource>();
    for (int port : usb) {
      if (stop.asked()) break;
      String address = EsclAddress.PLAIN + "://127.0.0.1:" + port + "/eSCL";
      try (PageSource source = open(address).orElseThrow()) {
        if (source.look() instanceof SourceLook.Known(var caps, var _))
          found.add(
              new FoundSource(
                  caps.serial().isEmpty() ? address : caps.serial(), caps.model(), address, "USB"));
      }
    }
    return found;
  }
}
