package cn.ruhu.desktop.intake;

/// The steps of an intake, in the order of the paper (form blocks A–M, DOMAIN §3.1).
enum Step {
  /// A, B, C: application, applicant, agent
  APPLICANT,
  /// D
  MEMBERS,
  /// E
  SUPPORTERS,
  /// F
  INCOME,
  /// G
  PROPERTY,
  /// H, I: expenditure and what is received already
  EXPENSES,
  /// J, K, L: relatives in office, statements, authorization
  DECLARATION,
  /// M
  PAPERS;

  /// The step of this name; the first for one only a newer program knows.
  static Step of(String name) {
    for (Step s : values()) if (s.name().equals(name)) return s;
    return APPLICANT;
  }
}
