package cn.ruhu.desktop.dispatch;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class DispatchFeature {
  private DispatchFeature() {}

  /// The dispatch screen of the street, and of a team leader for what was given to the agency, with
  /// the number of unassigned cases on the rail.
  public static Feature of(Kit kit, Desk desk, Printing printing) {
    var model = new DispatchViewModel(desk, kit.background());
    desk.whenCalm(kit.background(), model::refresh);
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "dispatch",
            Icon.ASSIGNMENT_IND,
            Set.of(Role.STREET_REVIEWER, Role.STREET_CHIEF, Role.TEAM_LEADER),
            _ -> new DispatchView(kit, model, printing))
        .counting(model.unassigned);
  }
}
