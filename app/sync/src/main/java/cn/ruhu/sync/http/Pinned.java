package cn.ruhu.sync.http;

import cn.ruhu.wire.CertificatePin;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// An HTTP client that believes one certificate key and nobody's certificate authority. Name and
/// dates in the certificate do not count: the machine may have a wrong clock, and the server may be
/// reached by number; the key is what was agreed on at enrolment.
final class Pinned {
  /// Shorter than any server's patience: a connection the other end closed meanwhile is not tried.
  private static final long IDLE_SECONDS = 15;

  private Pinned() {}

  /// Says that a server showed another key.
  static final class WrongKey extends CertificateException {
    private static final long serialVersionUID = 1;

    WrongKey() {
      super("certificate is not the pinned one");
    }
  }

  static OkHttpClient client(@Nullable CertificatePin pin, Timeouts timeouts) {
    return client(
        timeouts,
        chain -> {
          if (pin == null || !pin.matches(chain)) throw new WrongKey();
        });
  }

  /// A client that stops every handshake and notes the key it was shown.
  static OkHttpClient looking(AtomicReference<CertificatePin> seen, Timeouts timeouts) {
    return client(
        timeouts,
        leaf -> {
          seen.set(CertificatePin.of(leaf));
          throw new WrongKey();
        });
  }

  private interface Check {
    void leaf(X509Certificate leaf) throws CertificateException;
  }

  private static OkHttpClient client(Timeouts timeouts, Check check) {
    X509TrustManager trust = new PinTrust(check);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return new OkHttpClient.Builder()
          .sslSocketFactory(context.getSocketFactory(), trust)
          .hostnameVerifier((_, _) -> true) // the pinned key is the identity, see above
          .protocols(List.of(Protocol.HTTP_1_1)) // a cut connection cuts one request
          .connectTimeout(timeouts.connect())
          .readTimeout(timeouts.silence())
          .writeTimeout(timeouts.silence())
          .callTimeout(timeouts.whole())
          .followRedirects(false)
          .followSslRedirects(false)
          .retryOnConnectionFailure(false) // a nonce counts once: the core decides on retries
          .addNetworkInterceptor(Pinned::sent)
          .connectionPool(new ConnectionPool(2, IDLE_SECONDS, TimeUnit.SECONDS))
          .build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has TLS", e);
    }
  }

  /// At once: else the end of a body waits for the far side to acknowledge its beginning, up to 40
  /// ms.
  private static Response sent(Interceptor.Chain chain) throws IOException {
    Objects.requireNonNull(chain.connection(), "behind a connection").socket().setTcpNoDelay(true);
    return chain.proceed(plain(chain.request()));
  }

  /// Without what says nothing: connections are kept anyway, and no reply is compressed on its way.
  private static Request plain(Request request) {
    return request
        .newBuilder()
        .removeHeader("Connection")
        .removeHeader("Accept-Encoding")
        .removeHeader("User-Agent")
        .build();
  }

  private record PinTrust(Check check) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      if (chain.length == 0) throw new WrongKey();
      check.leaf(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
