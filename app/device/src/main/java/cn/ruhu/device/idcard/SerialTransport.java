package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A serial port through jSerialComm 2.11.4, with what we measured of it: `getLastErrorCode()` is
/// 25 on pseudo terminals although they work, so it is looked at only when opening failed; an
/// unplugged port keeps `isOpen()` true and `readBytes` returns -1, so that alone means gone; ports
/// that are not enumerated open by path.
final class SerialTransport implements ByteTransport {
  private static final int SLICE_MS = 100;
  private static final int ERRNO_DENIED = 13;
  private static final int ERRNO_BUSY = 16;

  private final SerialPort port;
  private final boolean anySpeed;
  private int baud;

  private SerialTransport(SerialPort port, int baud, boolean anySpeed) {
    this.port = port;
    this.baud = baud;
    this.anySpeed = anySpeed;
  }

  static SerialTransport open(ReaderAddress.Serial address) throws DeviceException {
    SerialPort port;
    try {
      port = SerialPort.getCommPort(address.path());
    } catch (SerialPortInvalidPortException e) {
      throw new DeviceException(Fault.ABSENT, address.path(), e);
    }
    boolean any = address.baud() == ReaderAddress.ANY_BAUD;
    int baud = any ? ReaderAddress.DEFAULT_BAUD : address.baud();
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SLICE_MS, 0);
    if (!port.openPort(0)) {
      int errno = port.getLastErrorCode();
      Fault fault =
          errno == ERRNO_DENIED ? Fault.DENIED : errno == ERRNO_BUSY ? Fault.BUSY : Fault.ABSENT;
      throw new DeviceException(fault, address.path() + " errno " + errno);
    }
    return new SerialTransport(port, baud, any);
  }

  /// Device files are looked for; `COMn` names are asked of the system.
  static TransportOpener.Presence presence(ReaderAddress.Serial address) {
    boolean there =
        address.path().startsWith("/")
            ? Files.exists(Path.of(address.path()))
            : Arrays.stream(SerialPort.getCommPorts())
                .anyMatch(p -> p.getSystemPortName().equals(address.path()));
    return there ? TransportOpener.Presence.THERE : TransportOpener.Presence.AWAY;
  }

  @Override
  public void write(byte[] bytes) throws DeviceException {
    int done = 0;
    while (done < bytes.length) {
      int n = port.writeBytes(bytes, bytes.length - done, done);
      if (n <= 0) throw new DeviceException(Fault.GONE, "write");
      done += n;
    }
  }

  @Override
  public int read(byte[] into, int timeoutMs) throws DeviceException {
    // The port waits in slices of 100 ms set once: changing its time-outs costs system calls.
    for (int waited = 0; waited < timeoutMs; waited += SLICE_MS) {
      int n = port.readBytes(into, into.length);
      if (n < 0) throw new DeviceException(Fault.GONE, "read errno " + port.getLastErrorCode());
      if (n > 0) return n;
    }
    return 0;
  }

  @Override
  public void drain() throws DeviceException {
    byte[] dropped = new byte[512];
    int waiting = port.bytesAvailable();
    if (waiting < 0) throw new DeviceException(Fault.GONE, "drain");
    while (waiting > 0) {
      if (port.readBytes(dropped, Math.min(waiting, dropped.length)) < 0)
        throw new DeviceException(Fault.GONE, "drain");
      waiting = port.bytesAvailable();
    }
  }

  @Override
  public int baud() {
    return baud;
  }

  @Override
  public List<Integer> speeds() {
    return anySpeed ? ReaderAddress.SPEEDS : List.of(baud);
  }

  @Override
  public void speed(int next) throws DeviceException {
    if (!port.setBaudRate(next)) throw new DeviceException(Fault.GONE, "speed " + next);
    baud = next;
  }

  @Override
  public void close() {
    port.closePort();
  }
}
