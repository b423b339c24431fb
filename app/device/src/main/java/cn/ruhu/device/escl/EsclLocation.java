package cn.ruhu.device.escl;

import java.util.regex.Pattern;

/// Addresses as devices write them. Their host may be wrong, or not even an address (DEVICES 2.2):
/// only the path counts, the host is the one that was asked.
final class EsclLocation {
  private static final Pattern HOST = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*");

  private EsclLocation() {}

  /// The path, with a slash before and none behind; `""` when there is none.
  static String path(String location) {
    String text = HOST.matcher(location.strip()).replaceFirst("");
    int query = text.indexOf('?');
    String plain = (query < 0 ? text : text.substring(0, query)).replaceFirst("/+$", "");
    if (plain.isEmpty()) return "";
    return plain.startsWith("/") ? plain : "/" + plain;
  }
}
