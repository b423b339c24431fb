package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.SharedCards;
import java.util.Set;

/// The door of this feature.
public final class ChangesFeature {
  private ChangesFeature() {}

  /// Reports of change; the rail counts those that wait for this person: the street's to judge, the
  /// window's to write into the file.
  ///
  /// @param cards a card laid down finds its household, or fills in the newcomer
  /// @param printing receipts go out there
  public static Feature of(Kit kit, Desk desk, SharedCards cards, Printing printing) {
    var reports = new ReportDesk(desk);
    var list = new ChangesViewModel(reports, kit.background());
    var counter = new CounterViewModel(reports, kit.background());
    desk.whenCalm(kit.background(), list::refresh);
    desk.follow(kit.background(), list::refresh);
    return Feature.of(
            "changes",
            Icon.EDIT,
            Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER),
            nav -> new ChangesView(kit, list, counter, cards, printing, nav))
        .counting(list.waiting);
  }
}
