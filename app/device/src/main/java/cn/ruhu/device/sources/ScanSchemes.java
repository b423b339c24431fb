package cn.ruhu.device.sources;

import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.escl.EsclScheme;
import cn.ruhu.device.naps2.Naps2Scheme;
import cn.ruhu.device.sane.SaneScheme;
import cn.ruhu.device.scan.FolderScheme;
import cn.ruhu.device.scan.ScanSources;
import java.util.List;

/// The drivers there are, in the order in which they are asked. A new kind is one more line here:
/// the window and the doctor open whatever stands in it.
public final class ScanSchemes {
  private ScanSchemes() {}

  /// All of them.
  public static ScanSources of(DeviceTime time) {
    return of(time, SaneScheme.PROGRAM);
  }

  /// As [#of(DeviceTime)].
  ///
  /// @param scanimage what starts SANE's program
  public static ScanSources of(DeviceTime time, List<String> scanimage) {
    return new ScanSources(
        List.of(
            new EsclScheme(time),
            new SaneScheme(time, scanimage),
            new Naps2Scheme(time),
            new FolderScheme(time.wall())));
  }
}
