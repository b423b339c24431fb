package cn.ruhu.casefile.access;

import cn.ruhu.casefile.process.Role;
import java.util.EnumSet;
import java.util.Set;

/// Who runs accounts and machines (DOMAIN §0.2 C13: administration is three roles, none of which
/// sees a case). The system's administrator runs people and machines and publishes questionnaires
/// (SCREENS, administrator); security's does that too and appoints administrators; the audit's
/// looks and changes nothing, and is appointed by neither, so that nobody chooses who watches them.
/// Pure.
public final class Administering {
  private Administering() {}

  /// Something one may administer.
  public enum Power {
    /// people, machines and sessions are seen
    LOOK,
    PEOPLE,
    MACHINES,
    /// accounts of administrators
    ADMINISTRATORS,
    /// the log is read and verified
    AUDIT,
    /// questionnaires are published and taken out of use
    FORMS
  }

  /// What a role may.
  public static Set<Power> of(Role role) {
    return switch (role) {
      case ADMIN_SYSTEM -> EnumSet.of(Power.LOOK, Power.PEOPLE, Power.MACHINES, Power.FORMS);
      case ADMIN_SECURITY ->
          EnumSet.of(Power.LOOK, Power.PEOPLE, Power.MACHINES, Power.FORMS, Power.ADMINISTRATORS);
      case ADMIN_AUDIT -> EnumSet.of(Power.LOOK, Power.AUDIT);
      case WINDOW_CLERK,
          INVESTIGATOR,
          TEAM_LEADER,
          AGENCY_MANAGER,
          STREET_REVIEWER,
          STREET_CHIEF,
          DISTRICT_REVIEWER,
          DISTRICT_INSPECTOR,
          SOCIAL_WORKER,
          COMMUNITY_WORKER,
          EVALUATOR,
          AUDITOR,
          SYSTEM ->
          EnumSet.noneOf(Power.class);
    };
  }

  public static boolean may(Role role, Power power) {
    return of(role).contains(power);
  }

  /// Whether `giver` may give somebody the role `given`, or act on an account that has it: never
  /// one that may administer more than they may, and never the program's own.
  public static boolean mayGive(Role giver, Role given) {
    return given != Role.SYSTEM && may(giver, Power.PEOPLE) && of(giver).containsAll(of(given));
  }
}
