package cn.ruhu.device.idcard;

import cn.ruhu.device.DeviceException;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.idcard.emulator.SamEmulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A reader machine at the emulator, with time moved by hand: a silent module costs no seconds.
final class Bench implements ReaderListener {
  static final ReaderAddress ADDRESS = new ReaderAddress.Tcp("memory", 1);

  final List<ReaderState> states = new ArrayList<>();
  final List<Reading> readings = new ArrayList<>();
  final SamEmulator emulator;
  final ReaderMachine machine;
  long nowMicros = 1_000_000;

  /// what the system says of the plug
  TransportOpener.Presence presence = TransportOpener.Presence.UNKNOWN;

  /// the line has one speed only
  boolean fixed;

  Bench(int baud) {
    this(baud, ADDRESS);
  }

  Bench(int baud, ReaderAddress address) {
    var time =
        new DeviceTime(() -> Vectors.NOW.plusNanos(nowMicros * 1_000), () -> nowMicros * 1_000);
    emulator = SamEmulator.inMemory(baud, () -> nowMicros * 1_000);
    machine = new ReaderMachine(address, new Opener(), time, this, () -> false);
  }

  private final class Opener implements TransportOpener {
    @Override
    public ByteTransport open(ReaderAddress address) throws DeviceException {
      var line = emulator.connect(micros -> nowMicros += micros);
      boolean one = fixed || !(address instanceof ReaderAddress.Serial);
      return one ? new OneSpeed(line) : line;
    }

    @Override
    public Presence presence(ReaderAddress address) {
      return presence;
    }
  }

  private record OneSpeed(ByteTransport to) implements ByteTransport {
    @Override
    public void write(byte[] bytes) throws DeviceException {
      to.write(bytes);
    }

    @Override
    public int read(byte[] into, int timeoutMs) throws DeviceException {
      return to.read(into, timeoutMs);
    }

    @Override
    public void drain() throws DeviceException {
      to.drain();
    }

    @Override
    public int baud() {
      return to.baud();
    }

    @Override
    public void close() {
      to.close();
    }
  }

  /// Steps until a reading is told, for at most so much time. Empty when none came.
  Optional<Reading> next(long withinMs) {
    int had = readings.size();
    long until = nowMicros + withinMs * 1_000;
    while (readings.size() == had && nowMicros < until) step();
    return readings.size() == had ? Optional.empty() : Optional.of(readings.getLast());
  }

  /// Steps for so much time, whatever happens.
  void run(long ms) {
    long until = nowMicros + ms * 1_000;
    while (nowMicros < until) step();
  }

  /// One step and the wait after it. @return the wait in milliseconds
  long step() {
    long waitMs = machine.step();
    nowMicros += Math.max(1, waitMs * 1_000);
    return waitMs;
  }

  ReaderState state() {
    return machine.snapshot().state();
  }

  Optional<ReaderError> error() {
    return machine.snapshot().error();
  }

  @Override
  public void changed(ReaderSnapshot now) {
    states.add(now.state());
  }

  @Override
  public void read(Reading reading) {
    readings.add(reading);
  }
}
