package cn.ruhu.casefile.compare;

import java.util.OptionalInt;

/// How what was found differs from what was declared.
///
/// @param kind what sort of difference
/// @param amount found less declared in the unit of the fact; 0 when it cannot be measured
/// @param percent of the declared amount, rounded to the nearest; empty on a declared nothing
public record Difference(Kind kind, long amount, OptionalInt percent) {
  /// Sorts of difference.
  public enum Kind {
    /// nobody looked, or there is nothing to compare with
    NOT_COMPARED,
    EQUAL,
    /// apart, but within the tolerance
    WITHIN,
    /// more was found than declared
    MORE,
    /// less was found than declared
    LESS,
    /// found, but not declared at all
    UNDECLARED,
    /// another code or other words
    OTHER
  }

  static final Difference NOT_COMPARED = plain(Kind.NOT_COMPARED);
  static final Difference EQUAL = plain(Kind.EQUAL);
  static final Difference OTHER = plain(Kind.OTHER);

  private static Difference plain(Kind kind) {
    return new Difference(kind, 0, OptionalInt.empty());
  }

  static Difference measured(long declared, long found, Tolerance tolerance) {
    long amount = Math.subtractExact(found, declared);
    if (amount == 0) return EQUAL;
    OptionalInt percent =
        declared == 0
            ? OptionalInt.empty()
            : OptionalInt.of((int) Math.min(99_999, Math.round(amount * 100.0 / declared)));
    Kind kind = amount > 0 ? Kind.MORE : Kind.LESS;
    return new Difference(tolerance.covers(declared, found) ? Kind.WITHIN : kind, amount, percent);
  }

  static Difference undeclared(long found) {
    return new Difference(Kind.UNDECLARED, found, OptionalInt.empty());
  }

  /// Whether a reviewer has to look at it.
  public boolean matters() {
    return switch (kind) {
      case MORE, LESS, UNDECLARED, OTHER -> true;
      case NOT_COMPARED, EQUAL, WITHIN -> false;
    };
  }
}
