package cn.ruhu.device.idcard.emulator;

import java.io.Closeable;
import java.io.IOException;

/// One end of a pseudo terminal for emulators that speak by themselves. Linux only. Used by one
/// thread, but for [#close()], which only says that it ends.
public final class Terminal implements Closeable {
  private final Libc libc = new Libc();
  private final int master;
  private final String path;
  private volatile boolean closed;

  private Terminal() throws IOException {
    master = libc.openMaster();
    path = libc.slaveName(master);
  }

  public static Terminal open() throws IOException {
    return new Terminal();
  }

  /// Device file of the other end.
  public String path() {
    return path;
  }

  /// Whether somebody may have the other end open; what is said to nobody is not kept. Drops what
  /// came from there.
  public boolean heard() {
    return libc.read(master, new byte[256], 1) >= 0;
  }

  /// Speed the other end set, bits per second; 0 when it is none an emulator knows.
  public int speed() {
    return libc.speed(master);
  }

  public void write(byte[] bytes) throws IOException {
    if (closed) throw new IOException("closed");
    libc.write(master, bytes);
  }

  /// Lets the descriptor go; by the thread that writes.
  public void release() {
    libc.close(master);
  }

  @Override
  public void close() {
    closed = true;
  }
}
