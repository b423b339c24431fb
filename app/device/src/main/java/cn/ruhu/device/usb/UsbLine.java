package cn.ruhu.device.usb;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.locks.ReentrantLock;

/// Two bulk endpoints of one device. One thread talks; any thread may close: a transfer under way
/// ends first, because the library frees what it is using.
public final class UsbLine implements AutoCloseable {
  private static final int WRITE_MS = 3_000;

  private final LibUsb library;
  private final UsbBus bus;
  private final MemorySegment handle;
  private final byte in;
  private final byte out;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closing;
  private boolean closed;

  UsbLine(LibUsb library, UsbBus bus, MemorySegment handle, byte in, byte out) {
    this.library = library;
    this.bus = bus;
    this.handle = handle;
    this.in = in;
    this.out = out;
  }

  /// Sends all bytes. @throws DeviceException GONE when the plug was pulled or nothing moves
  public void write(byte[] bytes) throws DeviceException {
    transfer(arena -> {
      var data = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      long done = 0;
      while (done < bytes.length) {
        int moved = bulk(arena, out, data.asSlice(done), (int) (bytes.length - done), WRITE_MS);
        if (moved == 0) throw new DeviceException(Fault.GONE, "usb write stands still");
        done += moved;
      }
      return bytes.length;
    });
  }

  /// Waits for bytes. @return how many came, 0 when none did in time
  ///
  /// @throws DeviceException GONE when the plug was pulled
  public int read(byte[] into, int timeoutMs) throws DeviceException {
    return transfer(arena -> {
      var data = arena.allocate(into.length);
      int n = bulk(arena, in, data, into.length, Math.max(1, timeoutMs));
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, 0, into, 0, n);
      return n;
    });
  }

  private interface Transfer {
    int run(Arena arena) throws DeviceException;
  }

  private int transfer(Transfer work) throws DeviceException {
    lock.lock();
    try (var arena = Arena.ofConfined()) {
      if (closing || closed) throw new DeviceException(Fault.GONE, "usb closed");
      return work.run(arena);
    } finally {
      if (closing) free();
      lock.unlock();
    }
  }

  private int bulk(Arena arena, byte endpoint, MemorySegment data, int length, int timeoutMs)
      throws DeviceException {
    var moved = arena.allocate(ValueLayout.JAVA_INT);
    int code = library.bulkTransfer(handle, endpoint, data, length, moved, timeoutMs);
    int n = moved.get(ValueLayout.JAVA_INT, 0);
    if (n < 0 || n > length) throw new DeviceException(Fault.GONE, "usb moved " + n);
    if (code != 0 && code != LibUsb.ERROR_TIMEOUT)
      throw new DeviceException(Fault.GONE, "libusb_bulk_transfer " + code);
    return n;
  }

  /// Frees the device now, or when the transfer under way has ended.
  @Override
  public void close() {
    closing = true;
    if (!lock.tryLock()) return;
    try {
      free();
    } finally {
      lock.unlock();
    }
  }

  private void free() {
    if (closed) return;
    closed = true;
    library.releaseInterface(handle, 0);
    library.close(handle);
    bus.close();
  }
}
