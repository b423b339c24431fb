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
  CONSUMPTION,
  /// the most a street chief may sign for one household before papers (先行救助, policy §8)
  URGENT_CEILING,
  /// what a household usually pays for electricity a month; entered by the district, nobody shipped
  /// one (X06)
  ELECTRICITY,
  /// disposable income of a head in a calendar year, of residents (刚性支出困难家庭); entered by the
  /// district
  DISPOSABLE_INCOME,
  /// share of the income that rigid expenditure has to exceed (刚性支出困难家庭), in ten-thousandths: 3,000
  /// is 0.3; entered by the district
  RIGID_RATIO
}
