package cn.ruhu.wire;

import java.security.cert.X509Certificate;
import java.util.Optional;

/// The public key a server's certificate must carry: `sha256-` and 64 hex digits over its
/// SubjectPublicKeyInfo. The server shows it when it is set up, a machine keeps it at enrolment; a
/// self-signed certificate is trusted by its pin and by nothing else, and may be renewed with the
/// same key.
///
/// @param text the whole pin
public record CertificatePin(String text) {
  private static final String PREFIX = Protocol.HASH + "-";

  public CertificatePin {
    if (!valid(text)) throw new IllegalArgumentException("not a certificate pin");
  }

  /// Pin of a certificate's key.
  public static CertificatePin of(X509Certificate certificate) {
    return new CertificatePin(PREFIX + Hashes.sha256Hex(certificate.getPublicKey().getEncoded()));
  }

  /// Empty when `text` is not a pin.
  public static Optional<CertificatePin> parse(String text) {
    return valid(text) ? Optional.of(new CertificatePin(text)) : Optional.empty();
  }

  /// Whether `certificate` carries the pinned key.
  public boolean matches(X509Certificate certificate) {
    return equals(of(certificate));
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean valid(String text) {
    return text.startsWith(PREFIX) && Hashes.isHex(text.substring(PREFIX.length()));
  }
}
