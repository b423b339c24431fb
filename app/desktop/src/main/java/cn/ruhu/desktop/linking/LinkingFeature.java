package cn.ruhu.desktop.linking;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class LinkingFeature {
  private LinkingFeature() {}

  /// What the server found in the registry and cannot say alone; the rail counts what waits.
  public static Feature of(Kit kit, Desk desk) {
    var model = new LinkingViewModel(desk, kit.background());
    desk.whenCalm(kit.background(), model::refresh);
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "linking",
            Icon.PERSON_SEARCH,
            Set.of(Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER),
            _ -> new LinkingView(kit, model))
        .counting(model.waiting);
  }
}
