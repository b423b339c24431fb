package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.NoticeBoards;
import java.util.Set;
import java.util.function.LongSupplier;

/// The door of this feature.
public final class ScanningFeature {
  private ScanningFeature() {}

  /// The tray of the person signed in: one, however often the window is built anew, for it holds
  /// what lies on the disk.
  public static ScanTray tray(Desk desk) {
    return new ScanTray(desk);
  }

  /// Where sheets come from on this machine.
  ///
  /// @param folder watched for what a scanner's program saves
  /// @param scanner asked for pages
  /// @param camera for papers without a code
  public record Plugged(ScanSource folder, ScanDevice scanner, CameraSource camera) {}

  /// The tray's screen. Scans are taken in from the moment somebody is signed in, whatever screen
  /// is shown; the rail counts what waits.
  ///
  /// @param boards notices of other streets this office looks after
  /// @param nanos steady time, to say how long a page took
  public static Feature of(
      Kit kit, Desk desk, ScanTray tray, Plugged plugged, NoticeBoards boards, LongSupplier nanos) {
    var model =
        new ScanningViewModel(
            desk, tray, kit.background(), plugged.folder(), plugged.scanner(), nanos);
    var lens = new CameraViewModel(model, tray, kit.background(), plugged.camera());
    model.boards.use(boards);
    model.start();
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "scanning",
            Icon.SCANNER,
            Set.of(
                Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.STREET_CHIEF, Role.DISTRICT_REVIEWER),
            nav -> new ScanningView(kit, model, lens, nav))
        .counting(model.waiting);
  }
}
