package cn.ruhu.device.naps2;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `naps2:twain/NAME` or `naps2:wia/NAME`.
///
/// @param driver of Windows that reaches it
/// @param device its name, or a part that only it has
record Naps2Address(String driver, String device) {
  static final String SCHEME = "naps2";
  static final Set<String> DRIVERS = Set.of("twain", "wia");
  private static final int NAME_MAX = 200;

  /// @return empty when it is none
  static Optional<Naps2Address> parse(String address) {
    if (!address.regionMatches(true, 0, SCHEME + ":", 0, SCHEME.length() + 1))
      return Optional.empty();
    String rest = address.substring(SCHEME.length() + 1);
    int slash = rest.indexOf('/');
    if (slash < 0) return Optional.empty();
    String driver = rest.substring(0, slash).toLowerCase(Locale.ROOT);
    String device = rest.substring(slash + 1).strip();
    boolean fine =
        DRIVERS.contains(driver)
            && !device.isEmpty()
            && device.length() <= NAME_MAX
            && !device.startsWith("-")
            && device.chars().noneMatch(c -> c < ' ' || c == '"');
    return fine ? Optional.of(new Naps2Address(driver, device)) : Optional.empty();
  }

  String text() {
    return SCHEME + ":" + driver + "/" + device;
  }
}
