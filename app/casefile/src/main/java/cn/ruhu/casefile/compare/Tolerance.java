package cn.ruhu.casefile.compare;

/// How far two amounts may lie apart before the screen calls it a difference.
///
/// This is for the eye of the reviewer only: the doubt X04 has its own limits (DOMAIN §3.7).
///
/// @param percent of the declared amount, 0 to 100
/// @param source where the figure comes from
public record Tolerance(int percent, String source) {
  /// No text of the policy names a figure; 5 % is a working value until the district confirms one
  /// (DOMAIN §11).
  public static final Tolerance WORKING = new Tolerance(5, "DOMAIN §11");

  public Tolerance {
    if (percent < 0 || percent > 100) throw new IllegalArgumentException("percent " + percent);
  }

  /// Whether `found` is near enough to `declared`; on a declared nothing only nothing is.
  boolean covers(long declared, long found) {
    long apart = Math.abs(Math.subtractExact(found, declared));
    return Math.multiplyExact(apart, 100) <= Math.multiplyExact(Math.abs(declared), (long) percent);
  }
}
