package cn.ruhu.desktop.urgent;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.SharedCards;
import java.util.Set;

/// The door of this feature.
public final class UrgentFeature {
  private UrgentFeature() {}

  /// Aid before papers; the rail counts what waits for this role.
  ///
  /// @param cards the reader; it is asked for while the window fills in who somebody is
  public static Feature of(Kit kit, Desk desk, SharedCards cards, Printing printing) {
    var model = new UrgentViewModel(new UrgentWork(desk), kit.background(), cards);
    model.refresh();
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "urgent",
            Icon.WARNING,
            Set.of(Role.WINDOW_CLERK, Role.STREET_CHIEF),
            nav -> new UrgentView(kit, model, printing, nav))
        .counting(model.waiting);
  }
}
