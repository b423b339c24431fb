package cn.ruhu.casefile.linking;

/// Whether two texts of different sources say the same, however they are written. Stateless and
/// thread-safe.
public final class Alike {
  private Alike() {}

  /// Two names: other forms of a character, dots and spaces aside.
  public static boolean names(String a, String b) {
    return LinkText.folded(a).equals(LinkText.folded(b));
  }

  /// Two addresses: one door, or the same words.
  public static boolean addresses(String a, String b) {
    return LinkText.folded(a).equals(LinkText.folded(b)) || Door.of(a).same(Door.of(b));
  }
}
