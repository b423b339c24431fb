package cn.ruhu.desktop.intake;

/// The steps of an intake, in paper order.
enum Step {
  APPLICANT,
  MEMBERS,
  INCOME,
  PROPERTY,
  PAPERS
}
