package cn.ruhu.desktop.signals;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class SignalsFeature {
  private SignalsFeature() {}

  /// Tasks the registry raised for this street; the rail counts the open ones.
  public static Feature of(Kit kit, Desk desk) {
    var model = new SignalsViewModel(desk, kit.background());
    desk.whenCalm(kit.background(), model::refresh);
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "signals",
            Icon.FLAG,
            Set.of(Role.STREET_REVIEWER),
            nav -> new SignalsView(kit, model, id -> nav.go("review", id)))
        .counting(model.open);
  }
}
