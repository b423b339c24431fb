package cn.ruhu.desktop.recount;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class RecountFeature {
  private RecountFeature() {}

  /// Households in benefit a new standard concerns; computed when somebody looks, not at sign-in.
  public static Feature of(Kit kit, Desk desk) {
    var model = new RecountViewModel(desk, kit.background());
    return Feature.of(
            "recount",
            Icon.MONEY,
            Set.of(Role.STREET_CHIEF, Role.DISTRICT_REVIEWER),
            nav -> new RecountView(kit, model, id -> nav.go("review", id)))
        .counting(model.waiting);
  }
}
