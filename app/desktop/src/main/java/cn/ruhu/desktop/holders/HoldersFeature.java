package cn.ruhu.desktop.holders;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class HoldersFeature {
  private HoldersFeature() {}

  /// Who works on which case; the rail counts those that were taken over from this person.
  public static Feature of(Kit kit, Desk desk) {
    var model = new HoldersViewModel(desk, kit.background(), kit.text());
    desk.whenCalm(kit.background(), model::refresh);
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "holders",
            Icon.GROUP,
            Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER),
            _ -> new HoldersView(kit, model))
        .counting(model.lost);
  }
}
