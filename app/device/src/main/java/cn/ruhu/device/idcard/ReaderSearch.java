package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.usb.UsbBus;
import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What could be a card reader on this machine. Looks without opening a serial port, because behind
/// one may stand anything; asks vendors' services whether they are there. Takes up to a few
/// seconds: call it away from the window. Stateless, thread-safe.
public final class ReaderSearch {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderSearch.class);
  private static final Path BY_ID = Path.of("/dev/serial/by-id");
  private static final int SERVICE_MS = 1_000;

  /// Something found.
  ///
  /// @param address how to reach it
  /// @param name what the system or the vendor calls it
  public record Found(ReaderAddress address, String name) {}

  private ReaderSearch() {}

  /// Everything, the surest first: USB modules, services, serial ports.
  public static List<Found> search(DeviceTime time) {
    var all = new ArrayList<Found>(usb());
    for (var kind : ServiceKind.values()) {
      var address = new ReaderAddress.Service(kind, "127.0.0.1", kind.port());
      if (answers(address, time)) all.add(new Found(address, kind.name()));
    }
    all.addAll(serial());
    return List.copyOf(all);
  }

  private static List<Found> usb() {
    try (var bus = UsbBus.system()) {
      return bus.devices().stream()
          .filter(UsbTransport.KNOWN::contains)
          .distinct()
          .map(d -> new ReaderAddress.Usb(d.vendor(), d.product()))
          .map(a -> new Found(a, "USB"))
          .toList();
    } catch (DeviceException e) {
      LOG.debug("no USB: {}", e.fault());
      return List.of();
    }
  }

  static boolean answers(ReaderAddress.Service address, DeviceTime time) {
    String path = address.kind() == ServiceKind.XZX ? "/api/Version" : "/OpenDevice";
    try {
      return new ServiceReply(address.kind(), new ServiceCall(address, time).get(path, SERVICE_MS))
          .itsOwn();
    } catch (DeviceException e) {
      LOG.debug("no {}: {}", address.kind(), e.fault());
      return false;
    }
  }

  /// On Linux by the name that stays the same when the plug changes its place.
  private static List<Found> serial() {
    var found = new ArrayList<Found>();
    for (SerialPort port : SerialPort.getCommPorts()) {
      String path = stable(port.getSystemPortPath());
      String name = port.getPortDescription();
      found.add(
          new Found(
              new ReaderAddress.Serial(path, ReaderAddress.ANY_BAUD), name == null ? "" : name));
    }
    return found;
  }

  private static String stable(String path) {
    if (!path.startsWith("/")) return path.replace("\\\\.\\", "");
    if (!Files.isDirectory(BY_ID)) return path;
    try (Stream<Path> links = Files.list(BY_ID)) {
      Path real = Path.of(path).toRealPath();
      for (Path link : links.toList()) if (link.toRealPath().equals(real)) return link.toString();
    } catch (IOException e) {
      LOG.debug("serial names: {}", e.getMessage());
    }
    return path;
  }
}
