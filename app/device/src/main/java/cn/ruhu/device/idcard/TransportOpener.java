package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;

/// Opens the line to a reader; a test hands in memory instead of a port.
@FunctionalInterface
public interface TransportOpener {
  /// @throws DeviceException with ABSENT, DENIED or BUSY
  ByteTransport open(ReaderAddress address) throws DeviceException;

  /// Real ports and sockets.
  static TransportOpener real() {
    return address ->
        switch (address) {
          case ReaderAddress.Serial serial -> SerialTransport.open(serial);
          case ReaderAddress.Tcp tcp -> TcpTransport.open(tcp);
        };
  }
}
