package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;

/// Opens the line to a reader; a test hands in memory instead of a port.
@FunctionalInterface
public interface TransportOpener {
  /// Whether a device is plugged in, as far as the system tells without opening it.
  enum Presence {
    THERE,
    AWAY,
    /// only trying says
    UNKNOWN
  }

  /// @throws DeviceException with ABSENT, DENIED, BUSY or LIBRARY
  ByteTransport open(ReaderAddress address) throws DeviceException;

  /// Looked at once a second while a reader is away, so that a plug is noticed at once; cheap.
  default Presence presence(ReaderAddress address) {
    return Presence.UNKNOWN;
  }

  /// Real ports, sockets, USB devices and processes.
  static TransportOpener real() {
    return new TransportOpener() {
      @Override
      public ByteTransport open(ReaderAddress address) throws DeviceException {
        return switch (address) {
          case ReaderAddress.Serial serial -> SerialTransport.open(serial);
          case ReaderAddress.Tcp tcp -> TcpTransport.open(tcp);
          case ReaderAddress.Usb usb -> UsbTransport.open(usb);
          case ReaderAddress.Vendor vendor -> VendorTransport.open(vendor);
          case ReaderAddress.Service _ ->
              throw new DeviceException(Fault.ABSENT, "a service has no line of bytes");
        };
      }

      @Override
      public Presence presence(ReaderAddress address) {
        return switch (address) {
          case ReaderAddress.Serial serial -> SerialTransport.presence(serial);
          case ReaderAddress.Usb usb -> UsbTransport.presence(usb);
          case ReaderAddress.Tcp _, ReaderAddress.Vendor _, ReaderAddress.Service _ ->
              Presence.UNKNOWN;
        };
      }
    };
  }
}
