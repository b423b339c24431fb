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

  /// People and machines, for the three kinds of administrators; the audit's only looks.
  ///
  /// @param printing a password or a code goes to paper there
  public static Feature of(Kit kit, AdminOffice office, Role role, Printing printing) {
    var model =
        new AdminViewModel(
            office, kit.background(), kit.now(), role, kit.words("kit.role."), kit.text()::has);
    return Feature.of(
        "admin",
        Icon.GROUPS,
        Set.of(Role.ADMIN_SYSTEM, Role.ADMIN_SECURITY, Role.ADMIN_AUDIT),
        _ -> new AdminView(kit, model, printing));
  }
}
