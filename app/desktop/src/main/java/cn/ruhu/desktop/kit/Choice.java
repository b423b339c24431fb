package cn.ruhu.desktop.kit;

/// One entry of a list to choose from.
///
/// @param code what the record keeps
/// @param label what people read
/// @param initials pinyin initials in lower case, typed to find it; may be empty
public record Choice(String code, String label, String initials) {
  /// longest code a person reads; the id of a record says nothing to anybody
  private static final int CODE_MAX = 12;

  /// As it stands in the list.
  String words() {
    return code.length() > CODE_MAX || code.equals(label) ? label : code + "  " + label;
  }

  boolean matches(String typed) {
    if (typed.isEmpty()) return true;
    return initials.startsWith(typed)
        || code.startsWith(typed)
        || label.contains(typed)
        || (typed.length() >= 2 && initials.contains(typed));
  }

  /// Exact hits first, then those that begin with it, then the rest.
  int rank(String typed) {
    if (code.equals(typed) || initials.equals(typed) || label.equals(typed)) return 0;
    if (initials.startsWith(typed) || code.startsWith(typed) || label.startsWith(typed)) return 1;
    return 2;
  }
}
