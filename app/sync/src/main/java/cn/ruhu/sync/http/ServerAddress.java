package cn.ruhu.sync.http;

import cn.ruhu.wire.CertificatePin;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the district's server is, and the one certificate key it may show.
///
/// @param url `https://host:port`; plain `http` only to this machine itself, for tests
/// @param pin null only with plain `http`
public record ServerAddress(URI url, @Nullable CertificatePin pin) {

  public ServerAddress {
    if (!usable(url, pin != null)) throw new IllegalArgumentException("not a server address");
  }

  /// Empty when the texts are no address: wrong scheme, no host, a path, no pin.
  public static Optional<ServerAddress> parse(String url, @Nullable String pin) {
    try {
      URI uri = URI.create(url.strip().replaceAll("/+$", ""));
      Optional<CertificatePin> p =
          pin == null ? Optional.empty() : CertificatePin.parse(pin.strip());
      if (!usable(uri, p.isPresent())) return Optional.empty();
      return Optional.of(new ServerAddress(uri, p.orElse(null)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean usable(URI url, boolean pinned) {
    if (url.getHost() == null
        || !String.valueOf(url.getRawPath()).isEmpty()
        || url.getRawQuery() != null
        || url.getRawUserInfo() != null) return false;
    return "https".equals(url.getScheme()) ? pinned : "http".equals(url.getScheme()) && here(url);
  }

  private static boolean here(URI url) {
    String host = url.getHost();
    if (!host.equals("localhost") && !host.matches("[0-9.]+|\\[[0-9a-f:]+]")) return false;
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
