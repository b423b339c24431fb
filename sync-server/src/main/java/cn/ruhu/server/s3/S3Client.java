package cn.ruhu.server.s3;

import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The six questions we ask a store that speaks S3: put, get, head, copy, delete, list. Every one
/// may be asked twice without harm, so one that fails in passing is (refused connections, cut or
/// short answers, silence, 429, 5xx). Thread-safe; blocks for at most the patience for each try.
final class S3Client implements AutoCloseable {
  private static final String NOTHING = Hashes.sha256Hex();
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{1,60})</Code>");
  private static final int LIST_MAX = 1_000;

  private final S3Place place;
  private final S3Signer signer;
  private final InstantSource clock;
  private final Patience patience;
  private final HttpClient http;

  /// How long an answer is waited for.
  ///
  /// @param connect until the connection stands
  /// @param answer until the whole answer is here
  /// @param bytesPerSecond slowest pace of a body; it has so much more time
  /// @param tries of one question
  /// @param pause before the second try; grows with each
  record Patience(
      Duration connect, Duration answer, long bytesPerSecond, int tries, Duration pause) {
    static final Patience STANDARD =
        new Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(30), 64 << 10, 4, Duration.ofMillis(100));
  }

  /// An object as the store knows it.
  ///
  /// @param version changes whenever the object is written anew
  record Seen(long length, String version) {}

  /// Some bytes of an object.
  ///
  /// @param length of the whole object
  @SuppressWarnings("ArrayRecordComponent") // made here, read once, never compared
  record Got(byte[] bytes, long length) {}

  /// Where the bytes of an object to be written come from; asked anew for each try.
  ///
  /// @param hash SHA-256 of all of them, in hex: the store refuses others
  record Content(Supplier<HttpRequest.BodyPublisher> bytes, long length, String hash) {
    static Content of(byte[] bytes, String hash) {
      return new Content(() -> HttpRequest.BodyPublishers.ofByteArray(bytes), bytes.length, hash);
    }

    /// @param bytes opened for each try
    static Content of(Supplier<InputStream> bytes, long length, String hash) {
      return new Content(
          () ->
              length == 0
                  ? HttpRequest.BodyPublishers.noBody()
                  : HttpRequest.BodyPublishers.fromPublisher(
                      HttpRequest.BodyPublishers.ofInputStream(bytes), length),
          length,
          hash);
    }

    private static final Content NONE = new Content(HttpRequest.BodyPublishers::noBody, 0, NOTHING);
  }

  S3Client(S3Place place, InstantSource clock, Patience patience) {
    this.place = place;
    this.signer = new S3Signer(place.region(), place.accessKey(), place.secret());
    this.clock = clock;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.connect())
            .build();
  }

  S3Place place() {
    return place;
  }

  /// Writes an object; whole or not at all.
  void put(String key, Content content) throws S3Fault, InterruptedIOException {
    ask("PUT", key, Map.of(), Map.of(), content);
  }

  /// Copies an object inside the store.
  ///
  /// @return false when it is not there
  boolean copy(String from, String to) throws S3Fault, InterruptedIOException {
    String source = "/" + place.bucket() + "/" + place.prefix() + from;
    HttpResponse<byte[]> answer =
        ask("PUT", to, Map.of(), Map.of("x-amz-copy-source", source), Content.NONE);
    if (answer.statusCode() == 404) return false;
    // a copy may fail under status 200
    if (text(answer).contains("<Error>")) throw fault("COPY", answer);
    return true;
  }

  /// Bytes from `from` on, at most `max`, fewer only at the end.
  ///
  /// @return empty when the object is not there
  Optional<Got> get(String key, long from, int max) throws S3Fault, InterruptedIOException {
    String range = "bytes=" + from + "-" + (from + max - 1);
    HttpResponse<byte[]> answer = ask("GET", key, Map.of(), Map.of("range", range), Content.NONE);
    return switch (answer.statusCode()) {
      case 404 -> Optional.empty();
      // nothing lies at or behind its end
      case 416 -> head(key).map(seen -> new Got(new byte[0], seen.length()));
      default -> Optional.of(got(answer, from, max));
    };
  }

  private static Got got(HttpResponse<byte[]> answer, long from, int max) throws S3Fault {
    byte[] bytes = answer.body();
    if (answer.statusCode() == 200 && from == 0 && bytes.length <= max)
      return new Got(bytes, bytes.length);
    String range = answer.headers().firstValue("Content-Range").orElse("");
    Matcher m = Pattern.compile("bytes (\\d{1,15})-(\\d{1,15})/(\\d{1,15})").matcher(range);
    if (answer.statusCode() != 206 || !m.matches() || Long.parseLong(m.group(1)) != from)
      throw new S3Fault("GET " + answer.statusCode() + ": other bytes than asked for", false);
    long length = Long.parseLong(m.group(3));
    if (bytes.length != Math.min(max, length - from))
      throw new S3Fault("GET: " + bytes.length + " bytes are fewer than it promised", false);
    return new Got(bytes, length);
  }

  /// @return empty when the object is not there
  Optional<Seen> head(String key) throws S3Fault, InterruptedIOException {
    HttpResponse<byte[]> answer = ask("HEAD", key, Map.of(), Map.of(), Content.NONE);
    if (answer.statusCode() == 404) return Optional.empty();
    var headers = answer.headers();
    long length = headers.firstValueAsLong("Content-Length").orElse(-1);
    String version =
        headers.firstValue("ETag").orElse("")
            + " "
            + headers.firstValue("Last-Modified").orElse("");
    return Optional.of(new Seen(length, version));
  }

  /// Takes an object away; one that is not there is away already.
  void delete(String key) throws S3Fault, InterruptedIOException {
    ask("DELETE", key, Map.of(), Map.of(), Content.NONE);
  }

  /// One page of the keys that begin with `prefix`, in their order.
  ///
  /// @param token of the page before, empty for the first
  S3Listing list(String prefix, String token, int max) throws S3Fault, InterruptedIOException {
    var query = new TreeMap<String, String>();
    query.put("list-type", "2");
    query.put("prefix", place.prefix() + prefix);
    query.put("max-keys", Integer.toString(Math.min(max, LIST_MAX)));
    if (!token.isEmpty()) query.put("continuation-token", token);
    HttpResponse<byte[]> answer = ask("GET", "", query, Map.of(), Content.NONE);
    if (answer.statusCode() != 200) throw fault("LIST", answer);
    return S3Listing.read(answer.body(), place.prefix());
  }

  private HttpResponse<byte[]> ask(
      String method,
      String key,
      Map<String, String> query,
      Map<String, String> headers,
      Content content)
      throws S3Fault, InterruptedIOException {
    for (int turn = 1; ; turn++) {
      try {
        HttpResponse<byte[]> answer = once(method, key, query, headers, content);
        if (isGood(method, key, answer)) return answer;
        throw fault(method, answer);
      } catch (S3Fault e) {
        if (!e.isPassing() || turn >= patience.tries()) throw e;
        pause(turn);
      }
    }
  }

  /// An object that is not there is an answer; a bucket that is not there is a fault, else every
  /// file of the district would count as lost.
  private static boolean isGood(String method, String key, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) return true;
    if (status == 416) return method.equals("GET") && !key.isEmpty();
    if (status != 404 || key.isEmpty()) return false;
    return method.equals("HEAD") || method.equals("DELETE") || code(answer).equals("NoSuchKey");
  }

  private HttpResponse<byte[]> once(
      String method,
      String key,
      Map<String, String> query,
      Map<String, String> headers,
      Content content)
      throws S3Fault, InterruptedIOException {
    HttpRequest request = request(method, key, query, headers, content);
    Duration most = patience.answer().plusSeconds(content.length() / patience.bytesPerSecond());
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new S3Fault(method + ": no answer in " + most, true);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) throw new S3Fault(method, io);
      throw new AssertionError(method, e); // a fault of ours
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(method);
    }
  }

  private HttpRequest request(
      String method,
      String key,
      Map<String, String> query,
      Map<String, String> headers,
      Content content) {
    String path = place.path(key);
    var all = new TreeMap<>(headers);
    all.put("host", place.host());
    var ask = new S3Signer.Ask(method, path, query, all, content.hash());
    String rest = query.isEmpty() ? path : path + "?" + S3Signer.query(query);
    var request =
        HttpRequest.newBuilder(
                URI.create(place.endpoint().getScheme() + "://" + place.host() + rest))
            .method(method, content.bytes().get());
    signer
        .signed(ask, clock.instant())
        .forEach((name, value) -> {
          if (!name.equals("host")) request.header(name, value); // HTTP's own
        });
    return request.build();
  }

  private void pause(int turn) throws InterruptedIOException {
    long most = patience.pause().toMillis() << turn;
    try {
      TimeUnit.MILLISECONDS.sleep(1 + ThreadLocalRandom.current().nextLong(Math.max(1, most)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("pause");
    }
  }

  private static S3Fault fault(String what, HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    boolean passing = status == 408 || status == 429 || status >= 500;
    return new S3Fault(what + " " + status + " " + code(answer), passing);
  }

  /// A short word of the store's own, such as `SignatureDoesNotMatch`.
  private static String code(HttpResponse<byte[]> answer) {
    Matcher m = CODE.matcher(text(answer));
    return m.find() ? m.group(1) : "";
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /// Keys of a whole list, page by page.
  @FunctionalInterface
  interface Each {
    void object(S3Listing.Item item) throws IOException;
  }

  void each(String prefix, Each each) throws IOException {
    String token = "";
    do {
      S3Listing page = list(prefix, token, LIST_MAX);
      for (S3Listing.Item item : page.items()) each.object(item);
      token = page.next();
    } while (!token.isEmpty());
  }

  /// Keys that begin with `prefix`, at most `max`.
  List<S3Listing.Item> some(String prefix, int max) throws S3Fault, InterruptedIOException {
    return list(prefix, "", max).items();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
