package cn.ruhu.casefile.means;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// An exact fraction. Every intermediate value of the means test is one of these, so that nothing
/// is rounded before it is compared (DOMAIN §5.0).
///
/// Immutable, thread-safe; in lowest terms, denominator positive, so equal values are equal
/// records.
///
/// @param numerator any
/// @param denominator at least 1
public record Ratio(BigInteger numerator, BigInteger denominator) implements Comparable<Ratio> {
  public static final Ratio ZERO = of(0);

  public Ratio {
    if (denominator.signum() == 0) throw new IllegalArgumentException("denominator 0");
    BigInteger g = numerator.gcd(denominator);
    if (denominator.signum() < 0) g = g.negate();
    numerator = numerator.divide(g);
    denominator = denominator.divide(g);
  }

  public static Ratio of(long whole) {
    return new Ratio(BigInteger.valueOf(whole), BigInteger.ONE);
  }

  /// @throws IllegalArgumentException when `denominator` is 0
  public static Ratio of(long numerator, long denominator) {
    return new Ratio(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  /// Exactly this decimal.
  public static Ratio of(BigDecimal decimal) {
    return decimal.scale() <= 0
        ? new Ratio(decimal.toBigIntegerExact(), BigInteger.ONE)
        : new Ratio(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  public Ratio plus(Ratio other) {
    return new Ratio(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Ratio minus(Ratio other) {
    return plus(new Ratio(other.numerator.negate(), other.denominator));
  }

  public Ratio times(long factor) {
    return new Ratio(numerator.multiply(BigInteger.valueOf(factor)), denominator);
  }

  public Ratio times(Ratio other) {
    return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /// @throws IllegalArgumentException when `divisor` is 0
  public Ratio over(long divisor) {
    return new Ratio(numerator, denominator.multiply(BigInteger.valueOf(divisor)));
  }

  public Ratio max(Ratio other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public Ratio min(Ratio other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public Ratio abs() {
    return new Ratio(numerator.abs(), denominator);
  }

  /// Rounded to a whole number of units of this size, in the unit this fraction counts.
  ///
  /// @param unit at least 1, e.g. 100 rounds fen to yuan
  /// @throws ArithmeticException when beyond a long
  public long rounded(long unit, RoundingMode mode) {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator).multiply(BigDecimal.valueOf(unit)), 0, mode)
        .multiply(BigDecimal.valueOf(unit))
        .longValueExact();
  }

  /// Exact text of a number: a decimal with at least `places` decimals when it ends, else a
  /// fraction such as `1403999/1200`.
  public String exact(int places) {
    try {
      BigDecimal d =
          new BigDecimal(numerator).divide(new BigDecimal(denominator)).stripTrailingZeros();
      return (d.scale() < places ? d.setScale(places) : d).toPlainString();
    } catch (ArithmeticException _) {
      return toString();
    }
  }

  /// This many fen as exact yuan: `688.75`, `1144.375`, `1403999/1200`.
  public String fenAsExactYuan() {
    return over(100).exact(2);
  }

  /// By cross-multiplication, exact.
  @Override
  public int compareTo(Ratio other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /// For paper and screen only: this many fen as yuan with two decimals, half up. Never compare it.
  public String fenAsYuan() {
    return new BigDecimal(numerator)
        .divide(
            new BigDecimal(denominator).multiply(BigDecimal.valueOf(100)), 2, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /// `1403999/12` or `60000`.
  @Override
  public String toString() {
    return denominator.equals(BigInteger.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
