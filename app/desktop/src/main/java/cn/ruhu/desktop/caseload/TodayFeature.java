package cn.ruhu.desktop.caseload;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.counter.Counter;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class TodayFeature {
  private TodayFeature() {}

  /// The window clerk's home; a card laid down while it is shown leads to the intake.
  public static Feature of(
      Kit kit, Desk desk, CardSource cards, Printing printing, Counter counter) {
    var model = new TodayViewModel(desk, kit.background(), cards);
    if (desk.actor().role() == Role.WINDOW_CLERK) model.refresh();
    return Feature.of(
            "caseload",
            Icon.TODAY,
            Set.of(Role.WINDOW_CLERK),
            nav -> {
              var view = new TodayView(kit, model, nav, printing, counter);
              return counter.around(view, view::inHand);
            })
        .counting(model.count);
  }
}
