package cn.ruhu.survey;

/// The order of a form's versions. Stateless.
public final class FormVersions {
  private FormVersions() {}

  /// Numbers by value, then everything else by letter; negative when `a` is the older.
  public static int order(String a, String b) {
    boolean one = a.matches("\\d{1,9}");
    boolean other = b.matches("\\d{1,9}");
    if (one && other) return Integer.compare(Integer.parseInt(a), Integer.parseInt(b));
    if (one != other) return one ? -1 : 1;
    return a.compareTo(b);
  }
}
