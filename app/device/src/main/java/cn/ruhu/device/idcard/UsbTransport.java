package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.usb.UsbBus;
import cn.ruhu.device.usb.UsbLine;
import java.util.List;
import java.util.function.Predicate;

/// A module on USB, Linux: the same frames as on a serial line, without a wrapper, over two bulk
/// endpoints of interface 0. On Windows the vendor's driver owns the device.
final class UsbTransport implements ByteTransport {
  /// Card readers that speak so, as public sources name them.
  static final List<UsbBus.Device> KNOWN =
      List.of(
          new UsbBus.Device(0x0400, 0xC35A),
          new UsbBus.Device(0x0483, 0x5750),
          new UsbBus.Device(0x28E9, 0x028A),
          new UsbBus.Device(0x2B19, 0x0200),
          new UsbBus.Device(0x0103, 0x6066));

  /// A packet longer than the room for it would be lost.
  private static final int PACKET = 4_096;

  private static final int DRAIN_MS = 5;
  private static final int DRAINS_MAX = 8;

  private final UsbLine line;
  private final byte[] packet = new byte[PACKET];
  private int from;
  private int to;

  UsbTransport(UsbLine line) {
    this.line = line;
  }

  static UsbTransport open(ReaderAddress.Usb address) throws DeviceException {
    return new UsbTransport(UsbBus.system().open(fits(address)));
  }

  static Predicate<UsbBus.Device> fits(ReaderAddress.Usb address) {
    if (address.any()) return KNOWN::contains;
    return new UsbBus.Device(address.vendor(), address.product())::equals;
  }

  static TransportOpener.Presence presence(ReaderAddress.Usb address) {
    try (var bus = UsbBus.system()) {
      return bus.devices().stream().anyMatch(fits(address))
          ? TransportOpener.Presence.THERE
          : TransportOpener.Presence.AWAY;
    } catch (DeviceException _) {
      return TransportOpener.Presence.UNKNOWN;
    }
  }

  @Override
  public void write(byte[] bytes) throws DeviceException {
    line.write(bytes);
  }

  @Override
  public int read(byte[] into, int timeoutMs) throws DeviceException {
    if (from == to) {
      from = 0;
      to = line.read(packet, timeoutMs);
    }
    int n = Math.min(into.length, to - from);
    System.arraycopy(packet, from, into, 0, n);
    from += n;
    return n;
  }

  @Override
  public void drain() throws DeviceException {
    from = 0;
    to = 0;
    for (int i = 0; i < DRAINS_MAX && line.read(packet, DRAIN_MS) > 0; i++) {
      // what came unasked is dropped
    }
  }

  /// As fast as a module answers on its serial side.
  @Override
  public int baud() {
    return ReaderAddress.DEFAULT_BAUD;
  }

  @Override
  public void close() {
    line.close();
  }
}
