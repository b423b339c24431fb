package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.work.Desk;
import java.util.Optional;
import java.util.Set;

/// The door of this feature.
public final class VisitFeature {
  private VisitFeature() {}

  /// The day of an investigator, or of who checks for the district, with the number of households
  /// on the rail.
  ///
  /// @param forms usually [VisitForms#published] over [VisitForms#builtIn]
  /// @param machine usually [FieldMachine#of]
  /// @param outdoors receiver and card reader of this machine
  /// @param pages the district's files, for visits to be signed that were sealed elsewhere
  public static Feature of(
      Kit kit,
      Desk desk,
      VisitForms forms,
      FieldMachine machine,
      Outdoors outdoors,
      PageFiles pages) {
    var day = new MyDayViewModel(desk, kit.background(), forms, machine);
    day.refresh();
    desk.follow(kit.background(), day::refresh);
    return Feature.of(
            "visit",
            Icon.ROUTE,
            Set.of(Role.INVESTIGATOR, Role.DISTRICT_INSPECTOR),
            _ -> {
              var model = new VisitViewModel(desk, kit.background(), forms, machine);
              return new VisitView(kit, day, model, model.second(Optional.of(pages)), outdoors);
            })
        .counting(day.count);
  }
}
