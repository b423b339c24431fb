package cn.ruhu.device.idcard;

import java.util.Optional;

/// Vendors whose program for this machine answers over HTTP on the loopback interface.
public enum ServiceKind {
  /// 新中新 XZX_WEBAPI: `GET /api/ReadMsg`; refuses a second call while one runs.
  XZX("xzx+http", 8_989),
  /// 华视: `GET /OpenDevice`, `/readcard`, `/CloseDevice`.
  HUASHI("huashi+http", 19_196);

  private final String scheme;
  private final int port;

  ServiceKind(String scheme, int port) {
    this.scheme = scheme;
    this.port = port;
  }

  /// Scheme of its addresses.
  public String scheme() {
    return scheme;
  }

  /// Port of the vendor's installation.
  public int port() {
    return port;
  }

  static Optional<ServiceKind> ofScheme(String scheme) {
    for (var kind : values()) if (kind.scheme.equals(scheme)) return Optional.of(kind);
    return Optional.empty();
  }
}
