package cn.ruhu.desktop.binder;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.pages.Prints;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.device.text.Tesseract;
import cn.ruhu.papers.Fonts;
import cn.ruhu.papers.PageBook;
import cn.ruhu.papers.Papers;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The door of this feature.
public final class BinderFeature {
  private BinderFeature() {}

  /// Every page of a case with its versions, changed and handed on from here. Its argument is the
  /// id of an application.
  ///
  /// @param files pages that lie in the district
  /// @param prints of pages this machine looked at
  /// @param reader reads print, where this machine has a program for it
  /// @param papers prints the dossier; made once, when first asked for
  public static Feature of(
      Kit kit,
      Desk desk,
      PageFiles files,
      Prints prints,
      Optional<Tesseract> reader,
      Supplier<Papers> papers) {
    var model = new BinderViewModel(desk, files, prints, kit.background());
    desk.follow(kit.background(), model::refresh);
    return Feature.of(
        "binder",
        Icon.FOLDER,
        Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.STREET_CHIEF, Role.DISTRICT_REVIEWER),
        _ ->
            new BinderView(
                kit,
                model,
                new Exporting(desk, new PageBook(Fonts.load()), reader),
                new Archiving(desk, papers)));
  }
}
