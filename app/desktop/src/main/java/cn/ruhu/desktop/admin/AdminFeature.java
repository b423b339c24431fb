package cn.ruhu.desktop.admin;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.printing.Printing;
import java.util.Set;

/// The door of this feature.
public final class AdminFeature {
  private AdminFeature() {}

  /// People, machines and the audit log, for the three kinds of administrators; the audit's only
  /// looks, and alone reads the log.
  ///
  /// @param printing a password or a code goes to paper there
  public static Feature of(Kit kit, AdminOffice office, Role role, Printing printing) {
    var model =
        new AdminViewModel(
            office, kit.background(), kit.now(), role, kit.words("kit.role."), kit.text()::has);
    if (model.watches()) model.part.set(AdminViewModel.Part.LOG);
    var log = log(kit, office, model);
    return Feature.of(
        "admin",
        Icon.GROUPS,
        Set.of(Role.ADMIN_SYSTEM, Role.ADMIN_SECURITY, Role.ADMIN_AUDIT),
        _ -> new AdminView(kit, model, log, printing));
  }

  static LogViewModel log(Kit kit, AdminOffice office, AdminViewModel model) {
    var words = new LogWords(kit.text()::of, kit.text()::has, kit.words("kit.role."));
    return new LogViewModel(office, kit.background(), words, kit.text()::has, model.register);
  }
}
