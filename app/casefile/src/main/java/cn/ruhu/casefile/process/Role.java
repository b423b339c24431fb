package cn.ruhu.casefile.process;

/// Roles of the district (who may do what: `Transitions`; who may see what: the view table).
public enum Role {
  WINDOW_CLERK,
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
  ADMIN_SYSTEM,
  ADMIN_SECURITY,
  ADMIN_AUDIT,
  /// the program itself, acting on a clock or a completed condition
  SYSTEM
}
