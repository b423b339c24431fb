package cn.ruhu.device.sources;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.camera.CameraScheme;
import cn.ruhu.device.escl.EsclScheme;
import cn.ruhu.device.naps2.Naps2Scheme;
import cn.ruhu.device.sane.SaneScheme;
import cn.ruhu.device.scan.FolderScheme;
import cn.ruhu.device.scan.ScanScheme;
import cn.ruhu.device.scan.ScanSources;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// The drivers there are, in the order in which they are asked. A new kind is one more line here:
/// the window and the doctor open whatever stands in it.
public final class ScanSchemes {
  private ScanSchemes() {}

  /// All of them.
  public static ScanSources of(DeviceTime time) {
    return of(time, SaneScheme.PROGRAM);
  }

  /// All of them, and cameras: for whoever asks any device from a command line.
  ///
  /// @param threads runs one task for each open camera
  public static ScanSources withCameras(DeviceTime time, Executor threads) {
    var all = new ArrayList<>(scanners(time, SaneScheme.PROGRAM));
    all.add(new CameraScheme(time, threads));
    return new ScanSources(all);
  }

  /// As [#of(DeviceTime)].
  ///
  /// @param scanimage what starts SANE's program
  public static ScanSources of(DeviceTime time, List<String> scanimage) {
    return new ScanSources(scanners(time, scanimage));
  }

  private static List<ScanScheme> scanners(DeviceTime time, List<String> scanimage) {
    return List.of(
        new EsclScheme(time),
        new SaneScheme(time, scanimage),
        new Naps2Scheme(time),
        new FolderScheme(time.wall()));
  }
}
