package cn.ruhu.desktop.publishing;

import cn.ruhu.casefile.access.Administering;
import cn.ruhu.casefile.access.Administering.Power;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import java.util.EnumSet;
import java.util.Set;

/// The door of this feature.
public final class PublishingFeature {
  private PublishingFeature() {}

  /// The district's questionnaires, for whoever may publish them.
  public static Feature of(Kit kit, Desk desk, FormPress press) {
    var model =
        new PublishingViewModel(
            desk,
            kit.background(),
            press,
            new Workbooks(),
            kit.text()::has,
            kit.text().locale().getLanguage().equals("zh") ? "zh" : "en");
    model.refresh();
    desk.follow(kit.background(), model::refresh);
    return Feature.of("publishing", Icon.DESCRIPTION, roles(), _ -> new PublishingView(kit, model));
  }

  private static Set<Role> roles() {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : Role.values()) if (Administering.may(role, Power.FORMS)) roles.add(role);
    return roles;
  }
}
