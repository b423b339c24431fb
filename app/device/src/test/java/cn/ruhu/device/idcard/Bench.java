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

  Bench(int baud) {
    var time =
        new DeviceTime(() -> Vectors.NOW.plusNanos(nowMicros * 1_000), () -> nowMicros * 1_000);
    emulator = SamEmulator.inMemory(baud, () -> nowMicros * 1_000);
    machine = new ReaderMachine(ADDRESS, this::connect, time, this, () -> false);
  }

  private ByteTransport connect(ReaderAddress address) throws DeviceException {
    return emulator.connect(micros -> nowMicros += micros);
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
