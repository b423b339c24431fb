package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.visit.BadgeEye;
import cn.ruhu.device.camera.Camera;
import cn.ruhu.device.camera.CameraFrame;
import cn.ruhu.device.camera.CameraListener;
import cn.ruhu.device.camera.CameraState;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/// Reads badges with the camera in use, else with the first this machine has. It is on only while
/// somebody looks; one frame is looked at at a time, and the newest next. Frames are looked at in
/// memory and dropped.
final class BadgeCamera implements BadgeEye {
  /// Wider frames are looked at with every nth pixel only: a badge held up fills a third of that.
  private static final int WIDTH_MAX = 1280;

  private static final Map<DecodeHintType, ?> HARDER =
      Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE);

  private final CameraDesk cameras;
  private final Background background;

  BadgeCamera(CameraDesk cameras, Background background) {
    this.cameras = cameras;
    this.background = background;
  }

  @Override
  public Runnable watch(Watcher watcher) {
    var looking = new Looking(watcher);
    background.run(cameras::any, looking::begin, _ -> looking.begin(Optional.empty()));
    return looking::end;
  }

  /// What a frame showed.
  private record Seen(Pixels pixels, Optional<String> code) {}

  private final class Looking implements CameraListener {
    private final Watcher watcher;
    private final AtomicReference<@Nullable CameraFrame> newest = new AtomicReference<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private @Nullable Camera camera; // window thread
    private boolean over; // window thread

    Looking(Watcher watcher) {
      this.watcher = watcher;
    }

    void begin(Optional<Camera> found) {
      if (over || found.isEmpty()) {
        found.ifPresent(this::close);
        if (!over) watcher.blind();
        return;
      }
      camera = found.get();
      camera.start(this);
    }

    void end() {
      over = true;
      Camera was = camera;
      camera = null;
      if (was != null) close(was);
    }

    /// It waits for its thread.
    private void close(Camera was) {
      background.perform(was::close, () -> {}, _ -> {});
    }

    @Override
    public void frame(CameraFrame frame) {
      newest.set(frame);
      if (busy.compareAndSet(false, true)) background.window(this::look);
    }

    private void look() {
      CameraFrame frame = newest.getAndSet(null);
      if (frame == null || over) {
        busy.set(false);
        // one may have come between the two
        if (newest.get() != null && !over && busy.compareAndSet(false, true)) look();
        return;
      }
      background.run(
          () -> seen(frame.jpeg()),
          seen -> {
            if (!over && seen.isPresent()) watcher.picture(seen.get().pixels());
            if (!over) seen.flatMap(Seen::code).ifPresent(watcher::code);
            look();
          },
          _ -> look());
    }

    @Override
    public void changed(CameraState now) {
      boolean sees = now == CameraState.READY || now == CameraState.OPENING;
      background.window(() -> {
        if (!over && !sees && now != CameraState.CLOSED) watcher.blind();
      });
    }
  }

  /// @return empty for a frame that is spoiled inside: the next one comes
  private static Optional<Seen> seen(byte[] jpeg) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
      reader.setInput(in, true, true);
      int step = Math.ceilDiv(reader.getWidth(0), WIDTH_MAX);
      ImageReadParam how = reader.getDefaultReadParam();
      how.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, how);
      Pixels pixels = Pixels.of(image);
      return Optional.of(new Seen(pixels, code(pixels)));
    } catch (IOException | RuntimeException _) {
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  private static Optional<String> code(Pixels p) {
    var light = new RGBLuminanceSource(p.width(), p.height(), p.argb());
    try {
      var bitmap = new BinaryBitmap(new HybridBinarizer(light));
      return Optional.of(new QRCodeReader().decode(bitmap, HARDER).getText());
    } catch (ReaderException _) {
      return Optional.empty();
    }
  }
}
