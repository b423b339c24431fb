package cn.ruhu.device.escl;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/// Whom to believe. With a pin: the one certificate somebody agreed to, whatever its name, dates or
/// strength say, for scanners make theirs themselves. Without: who the machine's own authorities
/// vouch for. Notes what was shown either way.
final class EsclTrust extends X509ExtendedTrustManager {
  private final String pin;
  private final X509TrustManager usual;
  private volatile String shown = "";

  /// @param pin SHA-256 of a certificate in hex, `""` for none
  EsclTrust(String pin) throws GeneralSecurityException {
    this.pin = pin;
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    usual =
        Arrays.stream(factory.getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .map(X509TrustManager.class::cast)
            .findFirst()
            .orElseThrow(() -> new GeneralSecurityException("no trust manager"));
  }

  /// Fingerprint of the certificate shown last, `""` for none yet.
  String shown() {
    return shown;
  }

  private void check(X509Certificate[] chain, String authType) throws CertificateException {
    if (chain.length == 0) throw new CertificateException("no certificate");
    shown = fingerprint(chain[0]);
    if (pin.isEmpty()) usual.checkServerTrusted(chain, authType);
    else if (!pin.equals(shown)) throw new CertificateException("not the pinned certificate");
  }

  static String fingerprint(X509Certificate certificate) throws CertificateException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new CertificateException("no fingerprint", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return pin.isEmpty() ? usual.getAcceptedIssuers() : new X509Certificate[0];
  }
}
