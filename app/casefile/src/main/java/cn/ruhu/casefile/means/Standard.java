package cn.ruhu.casefile.means;

/// The dated figures the rules ask for (DOMAIN §2.8).
public enum Standard {
  /// 低保 standard, a person a month
  DIBAO,
  /// 低收入 line, a person a month
  LOW_INCOME,
  /// minimum wage of Beijing, a month
  MIN_WAGE,
  /// per-capita consumption of Beijing in a calendar year
  CONSUMPTION
}
