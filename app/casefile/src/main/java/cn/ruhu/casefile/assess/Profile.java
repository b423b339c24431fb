package cn.ruhu.casefile.assess;

/// For whom a trace is printed (DOMAIN §0.2 C17).
public enum Profile {
  /// the office: everything
  INTERNAL,
  /// the applicant: every step but a supporter's income and single bank lines; the resulting
  /// support fee stands there
  APPLICANT,
  /// another office: who counts, sums, tests and results; no single line of income or money, no
  /// health
  TRANSFER
}
