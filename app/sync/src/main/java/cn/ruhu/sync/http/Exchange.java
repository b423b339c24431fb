package cn.ruhu.sync.http;

import cn.ruhu.store.StoreException;
import cn.ruhu.sync.Trouble;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Signatures;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// One request and its reply: signs what goes out, believes only what the district's server signed.
/// Thread-safe.
final class Exchange {
  private static final byte[] NOTHING = new byte[0];

  private final OkHttpClient client;
  private final ServerAddress address;
  private final UUID device;
  private final SigningKey key;
  private final RandomGenerator random;

  Exchange(
      OkHttpClient client,
      ServerAddress address,
      UUID device,
      SigningKey key,
      RandomGenerator random) {
    this.client = client;
    this.address = address;
    this.device = device;
    this.key = key;
    this.random = random;
  }

  /// What to send.
  ///
  /// @param body null for `GET` and `HEAD`
  /// @param headers beyond those every request has
  record Ask(
      String method,
      String path,
      @Nullable Body body,
      Map<String, String> headers,
      @Nullable String token) {}

  /// @param type media type
  /// @param bytes as sent, after compression; what the signature covers
  /// @param rest what follows them, vouched for by hashes in them; null for nothing
  @SuppressWarnings("ArrayRecordComponent") // made here, read once, never compared
  record Body(String type, byte[] bytes, @Nullable Rest rest) {
    Body(String type, byte[] bytes) {
      this(type, bytes, null);
    }
  }

  /// Bytes that are made while they are sent. A [StoreException] while they are read breaks the
  /// request off and is told as [Trouble.Kind#STORAGE].
  interface Rest {
    long length();

    void to(BufferedSink sink) throws IOException, StoreException;
  }

  /// The store did not give what was to be sent.
  private static final class Unread extends IOException {
    private static final long serialVersionUID = 1;

    Unread(StoreException cause) {
      super(cause);
    }

    String code() {
      return getCause() instanceof StoreException s ? s.code().name() : "";
    }
  }

  /// A body that goes once.
  private static final class Streamed extends RequestBody {
    private final MediaType type;
    private final byte[] first;
    private final Rest rest;

    Streamed(MediaType type, byte[] first, Rest rest) {
      this.type = type;
      this.first = first;
      this.rest = rest;
    }

    @Override
    public MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return first.length + rest.length();
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(first);
      try {
        rest.to(sink);
      } catch (StoreException e) {
        throw new Unread(e);
      }
    }
  }

  /// A body that says when it is gone.
  private static final class Told extends RequestBody {
    private final RequestBody body;
    private final Runnable gone;

    Told(RequestBody body, Runnable gone) {
      this.body = body;
      this.gone = gone;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return body.isOneShot();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink);
      sink.flush();
      gone.run();
    }
  }

  /// What came back.
  sealed interface Reply {
    /// Signed by the server.
    ///
    /// @param offset [Protocol#UPLOAD_OFFSET], -1 for none
    /// @param length [Protocol#UPLOAD_LENGTH], -1 for none; the signature does not cover it
    @SuppressWarnings("ArrayRecordComponent") // made here, read once, never compared
    record Signed(int status, byte[] body, long offset, long length, long retryAfterMs)
        implements Reply {
      boolean good() {
        return status >= 200 && status < 300;
      }

      /// The refusal in the body, or one made from the status where there can be no body.
      Refusal refusal() throws WireException {
        if (body.length > 0) return cn.ruhu.wire.Messages.read(body, Refusal.class);
        String code =
            switch (status) {
              case 401 -> "TOKEN";
              case 403, 404 -> "SCOPE";
              case 413 -> "TOO_LARGE";
              case 429, 503 -> "BUSY";
              default -> "HTTP_" + status;
            };
        return new Refusal(code, "", null, Map.of(), retryAfterMs, null);
      }
    }

    record Lost(Trouble trouble, long retryAfterMs) implements Reply {}
  }

  /// A connection kept from an earlier request may be dead by now (the server was restarted, the
  /// cable was out): then, and only then, the request is asked once more on a new one, under a new
  /// nonce.
  ///
  /// @param serverKey who must have signed; null before enrolment, when only TLS vouches
  /// @param maxBytes longest reply taken
  Reply send(Ask ask, @Nullable String serverKey, int maxBytes) {
    return send(ask, serverKey, maxBytes, () -> {});
  }

  /// As above.
  ///
  /// @param gone run when the last byte of the body was handed to the network, each time
  Reply send(Ask ask, @Nullable String serverKey, int maxBytes, Runnable gone) {
    boolean kept = client.connectionPool().connectionCount() > 0;
    Reply reply = sendOnce(ask, serverKey, maxBytes, gone);
    boolean stale =
        kept
            && reply instanceof Reply.Lost(Trouble trouble, _)
            && trouble.kind() == Trouble.Kind.OFFLINE
            && !ofAFile(ask); // what became of a part is asked for first
    if (!stale) return reply;
    client.connectionPool().evictAll();
    return sendOnce(ask, serverKey, maxBytes, gone);
  }

  private static boolean ofAFile(Ask ask) {
    return ask.method().equals("PATCH") || (ask.body() != null && ask.body().rest() != null);
  }

  private Reply sendOnce(Ask ask, @Nullable String serverKey, int maxBytes, Runnable gone) {
    String nonce = nonce();
    try (Response response = client.newCall(request(ask, nonce, gone)).execute()) {
      byte[] body = response.body().byteStream().readNBytes(maxBytes + 1);
      if (body.length > maxBytes)
        return new Reply.Lost(new Trouble(Trouble.Kind.PROTOCOL, "reply is too long"), 0);
      return judge(response, body, nonce, serverKey);
    } catch (IOException e) {
      return new Reply.Lost(trouble(e), 0);
    }
  }

  /// Signs and prepares a request.
  private Request request(Ask ask, String nonce, Runnable gone) {
    byte[] bytes = ask.body() == null ? NOTHING : ask.body().bytes();
    byte[] text =
        Signatures.requestText(
            ask.method(),
            ask.path(),
            Hashes.sha256Hex(bytes),
            nonce,
            device.toString(),
            ask.token());
    RequestBody body = ask.body() == null ? null : new Told(body(ask.body()), gone);
    var builder =
        new Request.Builder()
            .url(address.url() + ask.path())
            .method(ask.method(), body)
            .header(Protocol.DEVICE, device.toString())
            .header(Protocol.NONCE, nonce)
            .header(Protocol.SIGNATURE, key.signShort(text));
    ask.headers().forEach(builder::header);
    if (ask.token() != null) builder.header(Protocol.TOKEN, "Bearer " + ask.token());
    return builder.build();
  }

  private static RequestBody body(Body body) {
    MediaType type = MediaType.get(body.type());
    Rest rest = body.rest();
    return rest == null
        ? RequestBody.create(body.bytes(), type)
        : new Streamed(type, body.bytes(), rest);
  }

  private String nonce() {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    return Hashes.base64(nonce);
  }

  private static Reply judge(
      Response response, byte[] body, String nonce, @Nullable String serverKey) {
    Long offset = number(response.header(Protocol.UPLOAD_OFFSET));
    Long length = number(response.header(Protocol.UPLOAD_LENGTH));
    long retry = retryAfterMs(response.header("Retry-After"));
    boolean signed =
        serverKey == null
            ? looksLikeOurs(response)
            : Signatures.verify(
                serverKey,
                Signatures.replyText(nonce, Hashes.sha256Hex(body), response.code(), offset),
                response.header(Protocol.REPLY_SIGNATURE));
    if (signed)
      return new Reply.Signed(
          response.code(), body, offset == null ? -1 : offset, length == null ? -1 : length, retry);
    return new Reply.Lost(stranger(response), retry);
  }

  private static boolean looksLikeOurs(Response response) {
    return type(response).startsWith(Protocol.JSON);
  }

  private static String type(Response response) {
    return String.valueOf(response.header("Content-Type")).toLowerCase(Locale.ROOT);
  }

  /// An answer the district's server did not sign: whose is it?
  private static Trouble stranger(Response response) {
    int status = response.code();
    if (response.isRedirect() || status == 511 || type(response).contains("html"))
      return new Trouble(Trouble.Kind.CAPTIVE_PORTAL, "status " + status);
    if (status == 429 || status == 502 || status == 503 || status == 504)
      return new Trouble(Trouble.Kind.BUSY, "status " + status);
    return new Trouble(Trouble.Kind.UNSIGNED, "status " + status);
  }

  static Trouble trouble(IOException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof CertificateException)
        return new Trouble(Trouble.Kind.CERTIFICATE, "not the pinned key");
      if (t instanceof Unread u) return new Trouble(Trouble.Kind.STORAGE, u.code());
    }
    String what = e.getClass().getSimpleName();
    if (e instanceof InterruptedIOException) return new Trouble(Trouble.Kind.TIMEOUT, what);
    if (e instanceof SSLException) return new Trouble(Trouble.Kind.CAPTIVE_PORTAL, what);
    return new Trouble(Trouble.Kind.OFFLINE, what);
  }

  private static @Nullable Long number(@Nullable String text) {
    if (text == null || !text.matches("\\d{1,15}")) return null;
    return Long.valueOf(text);
  }

  private static long retryAfterMs(@Nullable String text) {
    if (text == null || !text.matches("\\d{1,7}")) return 0;
    return Long.parseLong(text) * 1_000;
  }
}
