package cn.ruhu.device.escl;

import cn.ruhu.device.scan.ScanEnd.Why;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.imaging.page.PageLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/// Questions to one scanner. Each has a connection of its own and is asked once: a page that was
/// asked for twice is a page lost, and a kept connection that the device closed meanwhile looks the
/// same as a device that went away. Never through a proxy, never redirected; every answer has a
/// limit for time and size.
final class EsclHttp {
  private static final Duration WHOLE = Duration.ofSeconds(30);
  private static final Duration WHOLE_PAGE = Duration.ofMinutes(10);
  private static final Duration CLEAN = Duration.ofSeconds(3);

  /// A stack in one document may take so many times as long as a page.
  private static final int STACK = 5;

  private static final int OK = 200;
  private static final int CHUNK = 64 * 1024;
  private static final MediaType XML = MediaType.get("text/xml; charset=utf-8");

  private final EsclTrust trust;
  private final OkHttpClient small;
  private final OkHttpClient pages;
  private final OkHttpClient stacks;
  private final OkHttpClient last;
  private final EsclPace pace;
  private final EsclAddress address;
  private volatile EsclQuirks quirks = EsclQuirks.NONE;

  /// What came back.
  ///
  /// @param type media type of the body without parameters, `""` for none
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Answer(
      int status, String location, String retryAfter, String type, String server, byte[] body) {}

  /// How far a call came, noted by OkHttp's own events.
  private static final class Reached {
    private volatile boolean connected;
  }

  EsclHttp(EsclAddress address, EsclPace pace) {
    this.address = address;
    this.pace = pace;
    try {
      trust = new EsclTrust(address.pin());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      var builder =
          new OkHttpClient.Builder()
              .sslSocketFactory(context.getSocketFactory(), trust)
              .protocols(List.of(Protocol.HTTP_1_1))
              .proxy(Proxy.NO_PROXY)
              .connectTimeout(pace.connect())
              .readTimeout(pace.answer())
              .writeTimeout(pace.answer())
              .callTimeout(WHOLE)
              .followRedirects(false)
              .followSslRedirects(false)
              .retryOnConnectionFailure(false)
              .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
              .eventListenerFactory(EsclHttp::listener);
      // the pinned certificate is the identity; without a pin the name must fit
      if (!address.pin().isEmpty()) builder.hostnameVerifier((_, _) -> true);
      small = builder.build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
    pages = small.newBuilder().readTimeout(pace.firstByte()).callTimeout(WHOLE_PAGE).build();
    stacks = pages.newBuilder().readTimeout(pace.firstByte().multipliedBy(STACK)).build();
    last = small.newBuilder().connectTimeout(CLEAN).readTimeout(CLEAN).callTimeout(CLEAN).build();
  }

  private static EventListener listener(Call call) {
    return new EventListener() {
      @Override
      public void connectionAcquired(Call same, Connection connection) {
        Reached reached = call.request().tag(Reached.class);
        if (reached != null) reached.connected = true;
      }
    };
  }

  /// From now on the device is treated as it needs.
  void treat(EsclQuirks now) {
    quirks = now;
  }

  Answer get(String name, ScanStop stop) throws EsclTrouble {
    return ask(small, request(address.at(name)).build(), XmlTree.BYTES_MAX, stop);
  }

  /// The next page of a job.
  ///
  /// @param whole it comes when the last sheet of a stack went through, so its first byte is waited
  ///   for as long as for all of it
  Answer page(String job, boolean whole, ScanStop stop) throws EsclTrouble {
    HttpUrl url = below(job).addPathSegment("NextDocument").build();
    return ask(whole ? stacks : pages, request(url).build(), PageLimits.BYTES_MAX, stop);
  }

  Answer post(String name, byte[] xml, ScanStop stop) throws EsclTrouble {
    var request = request(address.at(name)).post(RequestBody.create(xml, XML)).build();
    return ask(small, request, XmlTree.BYTES_MAX, stop);
  }

  /// Tells the device that a job is over; its answer does not matter.
  void delete(String job) {
    try {
      var request = request(below(job).build()).delete().build();
      ask(last, request, XmlTree.BYTES_MAX, new ScanStop());
    } catch (EsclTrouble _) {
      // the job's end is known already
    }
  }

  private HttpUrl.Builder below(String job) {
    return address.root().newBuilder().encodedPath(job);
  }

  private Request.Builder request(HttpUrl url) {
    var request =
        new Request.Builder()
            .url(url)
            .header("Connection", "close")
            .header("Accept-Encoding", "identity")
            .header("User-Agent", "ruhu")
            .tag(Reached.class, new Reached());
    return switch (quirks.host()) {
      case "localhost" -> request.header("Host", "localhost");
      case "port" -> request.header("Host", url.host() + ":" + url.port());
      default -> request;
    };
  }

  private Answer ask(OkHttpClient client, Request request, int bytesMax, ScanStop stop)
      throws EsclTrouble {
    Call call = client.newCall(request);
    Runnable back = stop.onStop(call::cancel);
    try (Response response = call.execute()) {
      if (moved(response)) throw new EsclTrouble(Why.SECURE_ONLY);
      return new Answer(
          response.code(),
          header(response, "Location"),
          header(response, "Retry-After"),
          type(response.body()),
          header(response, "Server"),
          body(response, bytesMax, stop));
    } catch (IOException e) {
      throw trouble(e, request, stop);
    } finally {
      back.run();
    }
  }

  private boolean moved(Response response) {
    String to = header(response, "Location");
    boolean elsewhere = response.code() >= 300 && response.code() < 400;
    return response.code() == 426
        || (elsewhere
            && !address.root().isHttps()
            && to.toLowerCase(Locale.ROOT).startsWith("https:"));
  }

  private static String header(Response response, String name) {
    String value = response.header(name);
    return value == null ? "" : value;
  }

  private static String type(ResponseBody body) {
    MediaType type = body.contentType();
    return type == null ? "" : type.type() + "/" + type.subtype();
  }

  /// Words of a refusal that break off are none: some devices close the line behind the head of
  /// their last answer, which says all there is.
  private byte[] body(Response response, int bytesMax, ScanStop stop) throws EsclTrouble {
    try {
      return body(response.body(), bytesMax, stop);
    } catch (EsclTrouble t) {
      if (response.code() == OK || t.why() != Why.PAGE_CUT) throw t;
      return new byte[0];
    }
  }

  private byte[] body(ResponseBody body, int bytesMax, ScanStop stop) throws EsclTrouble {
    body.source().timeout().timeout(pace.nextBytes().toMillis(), TimeUnit.MILLISECONDS);
    var all = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = body.byteStream()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        all.write(chunk, 0, n);
        if (all.size() > bytesMax) throw new EsclTrouble(Why.PAGE_TOO_LARGE);
      }
      return all.toByteArray();
    } catch (IOException _) {
      throw new EsclTrouble(stop.asked() ? Why.CANCELLED : Why.PAGE_CUT);
    }
  }

  private EsclTrouble trouble(IOException e, Request request, ScanStop stop) {
    if (stop.asked()) return new EsclTrouble(Why.CANCELLED);
    @Nullable Reached reached = request.tag(Reached.class);
    boolean connected = reached != null && reached.connected;
    if (e instanceof SSLException && !connected) return untrusted();
    if (!connected) return new EsclTrouble(Why.ABSENT);
    // a call's own limit ends as an interrupted one
    boolean late = e instanceof InterruptedIOException;
    return new EsclTrouble(late ? Why.SILENT : Why.VANISHED);
  }

  private EsclTrouble untrusted() {
    String shown = trust.shown();
    if (shown.isEmpty() || shown.equals(address.pin())) return new EsclTrouble(Why.REPLY);
    return new EsclTrouble(address.pin().isEmpty() ? Why.UNTRUSTED : Why.CHANGED_KEY, shown);
  }
}
