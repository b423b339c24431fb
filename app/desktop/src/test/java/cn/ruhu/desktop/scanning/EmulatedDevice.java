package cn.ruhu.desktop.scanning;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.escl.EsclAddress;
import cn.ruhu.device.escl.EsclPace;
import cn.ruhu.device.escl.EsclScanner;
import cn.ruhu.device.escl.emulator.EsclEmulator;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// The real driver of network scanners, in front of a scanner that is emulated down to its bytes.
final class EmulatedDevice implements ScanDevice, AutoCloseable {
  private static final EsclPace QUICK =
      new EsclPace(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofMillis(50));

  final EsclEmulator scanner;
  private ScanSettings settings = ScanSettings.USUAL;

  EmulatedDevice() throws IOException {
    this(EsclEmulator.listen(task -> Thread.ofPlatform().daemon().start(task)));
  }

  /// As another machine sees a scanner that is there already.
  EmulatedDevice(EsclEmulator scanner) {
    this.scanner = scanner;
  }

  private EsclScanner driver() {
    return new EsclScanner(
        EsclAddress.parse(scanner.address()).orElseThrow(),
        QUICK,
        new DeviceTime(InstantSource.system(), System::nanoTime));
  }

  @Override
  public String name() {
    return "京瓷 3252ci";
  }

  @Override
  public ScanSettings settings() {
    return settings;
  }

  @Override
  public void keep(ScanSettings now) {
    settings = now;
  }

  @Override
  public SourceLook look() {
    try (var driver = driver()) {
      return driver.look();
    }
  }

  @Override
  public ScanEnd scan(ScanSettings with, PageSink sink, ScanStop stop) {
    try (var driver = driver()) {
      return driver.scan(with, sink, stop);
    }
  }

  @Override
  public void close() {
    scanner.close();
  }
}
