package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageShelf;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.SharedCards;
import java.util.Set;

/// The door of this feature.
public final class LeadsFeature {
  private LeadsFeature() {}

  /// Leads of the own street; the rail counts what is due today or late.
  ///
  /// @param cards cards that are laid down while a lead is written fill it
  /// @param files of the district: pages that are not here come from there
  public static Feature of(
      Kit kit, Desk desk, SharedCards cards, Printing printing, PageFiles files) {
    var model = new LeadsViewModel(desk, kit.background());
    var reel = new PageReel(new PageShelf(desk, files), kit.background(), _ -> {}, model::failed);
    files.onChange(reel::changed);
    var form = new TakingIn(desk, kit.background(), cards);
    desk.whenCalm(kit.background(), model::refresh);
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
            "leads",
            Icon.CALL,
            Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER),
            nav -> new LeadsView(kit, model, form, printing, reel, nav))
        .counting(model.due);
  }
}
