package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.work.Desk;
import java.util.Set;

/// The door of this feature.
public final class ConflictsFeature {
  private ConflictsFeature() {}

  /// The conflicts of the cases a person may see, with their number on the rail.
  public static Feature of(Kit kit, Desk desk, PageFiles files) {
    var model = new ConflictsViewModel(desk, files, kit.background(), kit.text());
    desk.whenCalm(kit.background(), model::refresh);
    desk.follow(
        kit.background(),
        () -> {
          model.refresh();
          model.pages.changed();
        });
    return Feature.of(
            "conflicts",
            Icon.COMPARE,
            Set.of(
                Role.WINDOW_CLERK,
                Role.INVESTIGATOR,
                Role.STREET_REVIEWER,
                Role.STREET_CHIEF,
                Role.DISTRICT_REVIEWER),
            _ -> new ConflictsView(kit, model))
        .counting(model.waiting);
  }
}
