package cn.ruhu.device.camera;

import cn.ruhu.device.DeviceTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A camera on the network that sends JPEG after JPEG (`multipart/x-mixed-replace`), or gives one
/// at each asking (`image/jpeg`). Frames are read as fast as they come, so none waits in the line;
/// who looks at them drops what is late. A shot is the first frame that began after the press, byte
/// for byte as it came.
public final class MjpegCamera extends RunningCamera {
  private static final Logger LOG = LoggerFactory.getLogger(MjpegCamera.class);
  private static final int CHUNK = 1 << 16;

  /// Frames damaged in a row until a shot is given up.
  private static final int SPOILED_MAX = 5;

  /// Between two askings of a camera that gives one picture each.
  private static final long ASK_MS = 100;

  private final @Nullable HttpUrl url;
  private final OkHttpClient http;
  private final long wholeMs;
  private final JpegFrames frames = new JpegFrames(this::whole);
  private volatile @Nullable Call call;
  private volatile int pressedAt;
  private volatile int droppedAt;
  private long wholeAt;
  private int spoiled;

  /// How long a camera may say nothing.
  ///
  /// @param read without one byte
  /// @param whole with bytes and no whole picture among them
  public record Patience(Duration read, Duration whole) {
    /// For cameras as they are (DEVICES 2.1).
    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  public MjpegCamera(
      CameraAddress.Stream address, DeviceTime time, Patience patience, Executor thread) {
    super(time, thread);
    this.url = HttpUrl.parse(address.url());
    this.wholeMs = patience.whole().toMillis();
    this.http =
        new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .connectTimeout(patience.read())
            .readTimeout(patience.read())
            .build();
  }

  @Override
  CameraState session() throws InterruptedException {
    if (url == null) return CameraState.NO_PICTURES;
    try {
      while (true) {
        Call asked = http.newCall(request(url));
        call = asked;
        if (stopping()) return CameraState.CLOSED;
        int before = frames.begun();
        try (Response answer = asked.execute()) {
          CameraState refused = refused(answer);
          if (refused != CameraState.READY) return refused;
          CameraState over = read(answer.body().byteStream());
          boolean single = type(answer).equals("image/jpeg") && frames.begun() == before + 1;
          if (!single || over == CameraState.NO_PICTURES) return over;
        } finally {
          frames.broken();
        }
        if (!pause(ASK_MS)) return CameraState.CLOSED;
      }
    } catch (IOException e) {
      LOG.info("a camera's stream ended: {}", e.getClass().getName());
      return CameraState.AWAY;
    } finally {
      http.connectionPool().evictAll();
    }
  }

  private static Request request(HttpUrl url) {
    var request =
        new Request.Builder()
            .url(url)
            .header("Accept", "multipart/x-mixed-replace, image/jpeg, */*");
    if (!url.username().isEmpty())
      request.header("Authorization", Credentials.basic(url.username(), url.password()));
    return request.build();
  }

  /// READY when pictures may follow. Cameras say all kinds of types, or none; only words are none.
  private static CameraState refused(Response answer) {
    if (answer.code() == 401 || answer.code() == 403) return CameraState.DENIED;
    if (answer.code() == 503) return CameraState.BUSY;
    if (answer.code() >= 500) return CameraState.AWAY;
    if (!answer.isSuccessful()) return CameraState.NO_PICTURES;
    String type = type(answer);
    boolean words = type.startsWith("text/") || type.endsWith("json") || type.endsWith("xml");
    return words ? CameraState.NO_PICTURES : CameraState.READY;
  }

  private static String type(Response answer) {
    String said = answer.header("Content-Type", "");
    return said == null ? "" : said.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  private CameraState read(InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK];
    wholeAt = time().millis();
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      frames.feed(chunk, n);
      if (time().millis() - wholeAt > wholeMs) return CameraState.NO_PICTURES;
      if (waiting() && frames.dropped() - droppedAt >= SPOILED_MAX) missed(Shot.Why.SPOILED);
    }
    return CameraState.AWAY;
  }

  private void whole(byte[] jpeg) {
    var frame = frame(jpeg);
    if (frame.isEmpty()) {
      if (++spoiled >= SPOILED_MAX) missed(Shot.Why.SPOILED);
      return;
    }
    spoiled = 0;
    wholeAt = time().millis();
    show(frame.get());
    if (waiting() && frames.begun() > pressedAt) resolve(new Shot.Taken(frame.get()));
  }

  @Override
  void pressed() {
    pressedAt = frames.begun();
    droppedAt = frames.dropped();
  }

  @Override
  void cut() {
    Call under = call;
    if (under != null) under.cancel();
  }
}
