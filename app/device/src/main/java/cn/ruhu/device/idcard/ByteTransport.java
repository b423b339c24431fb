package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import java.util.List;

/// Bytes out and in: a serial port, a socket, or memory. Used by one thread at a time, but for
/// [#close()], which any thread may call to end a blocked read.
public interface ByteTransport extends AutoCloseable {
  /// Sends all bytes. @throws DeviceException with GONE when the other end went away
  void write(byte[] bytes) throws DeviceException;

  /// Waits for at least one byte and reads what is there.
  ///
  /// @param into receives from index 0
  /// @param timeoutMs longest wait, 1 or more; drivers may overshoot by 100 ms
  /// @return number of bytes read, 0 when none came in time
  /// @throws DeviceException with GONE when the other end went away
  int read(byte[] into, int timeoutMs) throws DeviceException;

  /// Drops what has arrived unread.
  void drain() throws DeviceException;

  /// Bits per second on the wire, for deadlines.
  int baud();

  /// Speeds to try when nobody said which, the usual one first; one entry where there is nothing to
  /// choose.
  default List<Integer> speeds() {
    return List.of(baud());
  }

  /// Goes on at another of [#speeds()].
  ///
  /// @throws DeviceException GONE when the port refuses
  default void speed(int baud) throws DeviceException {
    if (baud != baud()) throw new DeviceException(DeviceException.Fault.GONE, "one speed only");
  }

  /// Never fails; closing twice does nothing.
  @Override
  void close();
}
