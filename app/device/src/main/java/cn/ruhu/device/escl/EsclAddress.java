package cn.ruhu.device.escl;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Where a scanner is: `escl+http://host[:port]/eSCL` or `escl+https://…`. An encrypted one may
/// carry the fingerprint of the certificate somebody agreed to: `…/eSCL?sha256=64 hex digits`; so
/// an address kept in settings is all there is to keep.
///
/// @param root `http` or `https`, ends without a slash
/// @param pin SHA-256 of the certificate, lower-case hex; `""` for none
public record EsclAddress(HttpUrl root, String pin) {
  /// Schemes of addresses.
  public static final String PLAIN = "escl+http";

  /// Schemes of addresses.
  public static final String SECURE = "escl+https";

  private static final String PREFIX = "escl+";
  private static final String PIN = "sha256";
  private static final String USUAL_ROOT = "/eSCL";

  /// Reads an address; one without a path gets the usual one. @return empty when it is none
  public static Optional<EsclAddress> parse(String text) {
    String trimmed = text.strip();
    if (!trimmed.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) return Optional.empty();
    try {
      URI uri = new URI(trimmed.substring(PREFIX.length()));
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) return Optional.empty();
      if (uri.getHost() == null || uri.getUserInfo() != null) return Optional.empty();
      String pin = pin(uri.getRawQuery());
      if (pin.equals("?")) return Optional.empty();
      String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      HttpUrl root =
          HttpUrl.parse(
              scheme + "://" + uri.getHost() + port + (path.isEmpty() ? USUAL_ROOT : path));
      if (root == null || (!pin.isEmpty() && !root.isHttps())) return Optional.empty();
      return Optional.of(new EsclAddress(root, pin));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /// @return `?` for a query that is not ours
  private static String pin(@Nullable String query) {
    if (query == null || query.isEmpty()) return "";
    String start = PIN + "=";
    String hex = query.startsWith(start) ? query.substring(start.length()) : "";
    String plain = hex.toLowerCase(Locale.ROOT);
    return plain.matches("[0-9a-f]{64}") ? plain : "?";
  }

  /// The same with a certificate somebody agreed to.
  public EsclAddress pinned(String sha256) {
    return new EsclAddress(root, sha256);
  }

  /// A resource below the root.
  HttpUrl at(String name) {
    return root.newBuilder().addPathSegment(name).build();
  }

  /// As kept in settings.
  @Override
  public String toString() {
    return PREFIX + root + (pin.isEmpty() ? "" : "?" + PIN + "=" + pin);
  }
}
