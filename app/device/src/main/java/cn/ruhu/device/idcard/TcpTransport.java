package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// A reader behind a socket: the emulator, or a serial server in the office.
final class TcpTransport implements ByteTransport {
  private static final int CONNECT_MS = 2_000;

  private final Socket socket;

  private TcpTransport(Socket socket) {
    this.socket = socket;
  }

  static TcpTransport open(ReaderAddress.Tcp address) throws DeviceException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MS);
      return new TcpTransport(socket);
    } catch (IOException e) {
      closeQuietly(socket);
      throw new DeviceException(Fault.ABSENT, address.toString(), e);
    }
  }

  @Override
  public void write(byte[] bytes) throws DeviceException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new DeviceException(Fault.GONE, "write", e);
    }
  }

  @Override
  public int read(byte[] into, int timeoutMs) throws DeviceException {
    try {
      socket.setSoTimeout(Math.max(1, timeoutMs));
      int n = socket.getInputStream().read(into);
      if (n < 0) throw new DeviceException(Fault.GONE, "end of stream");
      return n;
    } catch (SocketTimeoutException _) {
      return 0;
    } catch (IOException e) {
      throw new DeviceException(Fault.GONE, "read", e);
    }
  }

  @Override
  public void drain() throws DeviceException {
    try {
      var in = socket.getInputStream();
      while (in.available() > 0) in.skipNBytes(in.available());
    } catch (IOException e) {
      throw new DeviceException(Fault.GONE, "drain", e);
    }
  }

  /// Unknown behind a socket; the slowest the usual speed allows for.
  @Override
  public int baud() {
    return ReaderAddress.DEFAULT_BAUD;
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is kept in a socket: a failed close loses nothing.
    }
  }
}
