package cn.ruhu.desktop.verification;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class VerificationFeature {
  private VerificationFeature() {}

  /// The window's part of the city's verification (核对信息采集及录入); the rail counts what can go out.
  public static Feature of(Kit kit, Desk desk, EconomicVerificationGateway city) {
    var model = new VerificationViewModel(new VerificationDesk(desk, city), kit.background());
    model.refresh();
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "verification",
            Icon.FACT_CHECK,
            Set.of(Role.WINDOW_CLERK),
            _ -> new VerificationView(kit, model))
        .counting(model.ready);
  }
}
