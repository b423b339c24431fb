package cn.ruhu.device.idcard.emulator;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceException.Fault;
import cn.ruhu.device.idcard.ByteTransport;
import cn.ruhu.device.idcard.ReaderAddress;
import java.util.ArrayDeque;
import java.util.List;

/// A line to the emulator in memory, with time in the hands of its user. Used by one thread.
public final class MemoryTransport implements ByteTransport {
  /// Lets time pass.
  @FunctionalInterface
  public interface Pause {
    void micros(long micros);
  }

  private final SamModule module;
  private final Pause pause;
  private final ArrayDeque<SamModule.Chunk> coming = new ArrayDeque<>();
  private int baud = ReaderAddress.DEFAULT_BAUD;
  private volatile boolean closed;

  MemoryTransport(SamModule module, Pause pause) {
    this.module = module;
    this.pause = pause;
  }

  @Override
  public void write(byte[] bytes) throws DeviceException {
    stillThere();
    coming.addAll(module.receive(bytes, bytes.length, baud));
  }

  @Override
  public int read(byte[] into, int timeoutMs) throws DeviceException {
    stillThere();
    var next = coming.poll();
    if (next == null) {
      pause.micros(timeoutMs * 1_000L);
      return 0;
    }
    if (next.afterMicros() > timeoutMs * 1_000L) {
      pause.micros(timeoutMs * 1_000L);
      coming.push(new SamModule.Chunk(next.bytes(), next.afterMicros() - timeoutMs * 1_000L));
      return 0;
    }
    if (next.afterMicros() > 0) pause.micros(next.afterMicros());
    int n = Math.min(into.length, next.bytes().length);
    System.arraycopy(next.bytes(), 0, into, 0, n);
    if (n < next.bytes().length) {
      byte[] rest = java.util.Arrays.copyOfRange(next.bytes(), n, next.bytes().length);
      coming.push(new SamModule.Chunk(rest, 0));
    }
    return n;
  }

  @Override
  public void drain() throws DeviceException {
    stillThere();
    while (!coming.isEmpty() && coming.peek().afterMicros() == 0) coming.poll();
  }

  @Override
  public int baud() {
    return baud;
  }

  @Override
  public List<Integer> speeds() {
    return ReaderAddress.SPEEDS;
  }

  @Override
  public void speed(int next) {
    baud = next;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void stillThere() throws DeviceException {
    if (closed || module.gone()) throw new DeviceException(Fault.GONE, "memory");
  }
}
