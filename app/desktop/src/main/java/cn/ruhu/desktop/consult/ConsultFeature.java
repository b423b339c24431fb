package cn.ruhu.desktop.consult;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class ConsultFeature {
  private ConsultFeature() {}

  /// The trial calculation of the window; it reads the standards and writes nothing.
  public static Feature of(Kit kit, Desk desk, Printing printing) {
    var model = new ConsultViewModel(desk);
    return Feature.of(
        "consult",
        Icon.HELP,
        Set.of(Role.WINDOW_CLERK),
        _ -> new ConsultView(kit, model, printing));
  }
}
