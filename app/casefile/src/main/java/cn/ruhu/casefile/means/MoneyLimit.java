package cn.ruhu.casefile.means;

import cn.ruhu.casefile.Fen;

/// How much money a household may have a head (DOMAIN §5.4): last year's per-capita consumption, a
/// fifth more for one or two people; "not above" being allowed.
///
/// Stateless and thread-safe.
public final class MoneyLimit {
  private static final int SMALL = 2;

  private MoneyLimit() {}

  /// The limit a head, in fen.
  ///
  /// @param consumption per-capita consumption of the last calendar year
  /// @param people counted members
  public static Ratio each(Fen consumption, int people) {
    Ratio whole = Ratio.of(consumption.value());
    return people <= SMALL ? whole.times(12).over(10) : whole;
  }
}
