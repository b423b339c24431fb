package cn.ruhu.desktop.scanning;

import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.SourceLook;

/// The scanner of this machine that is asked for pages, as the tray needs it. The wiring puts what
/// the settings name behind it.
public interface ScanDevice {
  /// What people call it, `""` when no scanner is set.
  String name();

  /// What was scanned with last.
  ScanSettings settings();

  /// Keeps what shall be scanned with from now on.
  void keep(ScanSettings settings);

  /// What it can do and how it stands. Takes seconds: call it elsewhere.
  SourceLook look();

  /// Runs one job to its end; on the caller's thread, which must not be the window's.
  ScanEnd scan(ScanSettings settings, PageSink sink, ScanStop stop);

  /// A machine without a scanner.
  static ScanDevice none() {
    return new ScanDevice() {
      @Override
      public String name() {
        return "";
      }

      @Override
      public ScanSettings settings() {
        return ScanSettings.USUAL;
      }

      @Override
      public void keep(ScanSettings settings) {}

      @Override
      public SourceLook look() {
        return new SourceLook.Not(ScanEnd.Why.ABSENT);
      }

      @Override
      public ScanEnd scan(ScanSettings settings, PageSink sink, ScanStop stop) {
        return ScanEnd.of(ScanEnd.Why.ABSENT, 0);
      }
    };
  }
}
