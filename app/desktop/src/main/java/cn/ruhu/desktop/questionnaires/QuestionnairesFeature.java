package cn.ruhu.desktop.questionnaires;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Feature;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.work.Desk;
import java.util.EnumSet;
import java.util.Set;

/// The door of this feature.
public final class QuestionnairesFeature {
  private static final Set<Role> ROLES =
      EnumSet.of(
          Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.COMMUNITY_WORKER, Role.SOCIAL_WORKER);

  private QuestionnairesFeature() {}

  /// Questionnaires beside a case, filled in without a network. Opened with a case's id it shows
  /// that case.
  public static Feature of(Kit kit, Desk desk, FormSource forms) {
    var model = new QuestionnairesViewModel(desk, kit.background(), forms);
    desk.follow(kit.background(), model::fresh);
    return Feature.of(
        "questionnaires", Icon.DESCRIPTION, ROLES, _ -> new QuestionnairesView(kit, model));
  }
}
