package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.counter.Counter;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class HandlingFeature {
  private HandlingFeature() {}

  /// The screen of the steps after the visit; the rail counts what waits for this person.
  ///
  /// @param printing letters, delivery receipts and notices go out there
  public static Feature of(Kit kit, Desk desk, Printing printing, Counter counter) {
    var model =
        new HandlingViewModel(desk, kit.background(), printing.press(kit.t("handling.send.anew")));
    desk.whenCalm(kit.background(), model::refresh);
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "handling",
            Icon.PENDING,
            Set.of(
                Role.WINDOW_CLERK,
                Role.STREET_REVIEWER,
                Role.STREET_CHIEF,
                Role.DISTRICT_REVIEWER,
                Role.DISTRICT_INSPECTOR),
            nav -> {
              var view = new HandlingView(kit, model, printing, nav, counter);
              return counter.around(view, view::inHand);
            })
        .counting(model.waiting);
  }
}
