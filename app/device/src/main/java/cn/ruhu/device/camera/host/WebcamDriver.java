package cn.ruhu.device.camera.host;

import cn.ruhu.device.camera.CameraFacts;
import cn.ruhu.device.camera.CameraState;
import cn.ruhu.device.camera.FrameSize;
import com.github.sarxos.webcam.Webcam;
import com.github.sarxos.webcam.WebcamException;
import com.github.sarxos.webcam.WebcamLockException;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A camera through webcam-capture. Left to itself it knows three small sizes only, so those of
/// document cameras are tried beside the driver's own, the largest first, and what really came is
/// believed (DEVICES 2.1). It hands out pixels, never the camera's JPEG: pictures are compressed
/// here.
final class WebcamDriver implements Driver {
  private static final long FIND_MS = 8_000;
  private static final long EVERY_NANOS = 40_000_000;
  private static final long FRAME_NANOS = 1_000_000_000L;

  /// A camera that begins slowly gives its first frame after some seconds.
  private static final long FIRST_NANOS = 4_000_000_000L;

  /// Finding it and trying all sizes: the window waits 20 s, this process starts within them, and a
  /// size is given a second even when it is late.
  private static final long OPENING_NANOS = 14_000_000_000L;

  private static final int SETTLING = 3;

  /// Sizes are tried for so long at one press; the next press goes on where this one ended.
  private static final long TRYING_NANOS = 4_000_000_000L;

  private static final List<Dimension> LARGE =
      List.of(
          new Dimension(4656, 3496),
          new Dimension(4608, 3456),
          new Dimension(4208, 3120),
          new Dimension(4000, 3000),
          new Dimension(3840, 2160),
          new Dimension(3264, 2448),
          new Dimension(2592, 1944),
          new Dimension(2048, 1536),
          new Dimension(1920, 1080),
          new Dimension(1600, 1200));

  private static final List<Dimension> AIM =
      List.of(
          new Dimension(1280, 960),
          new Dimension(1280, 720),
          new Dimension(1024, 768),
          new Dimension(640, 480));

  private static final FrameSize NOT_KNOWN = new FrameSize(0, 0);

  private final int number;
  private final How how;
  private final LongSupplier nanos;
  private @Nullable Webcam webcam;
  private @Nullable Dimension aim;
  private @Nullable Dimension large;
  private final Set<Dimension> refused = new HashSet<>();
  private @Nullable FrameSize preview;

  /// what its first frame took, twice, when it is opened in another size: one to four seconds;
  /// nanoseconds
  private long patience = FRAME_NANOS;

  private Optional<CameraFacts> news = Optional.empty();

  WebcamDriver(int number, How how, LongSupplier nanos) {
    this.number = number;
    this.how = how;
    this.nanos = nanos;
  }

  @Override
  public CameraFacts open() throws Gone {
    long end = nanos.getAsLong() + OPENING_NANOS;
    try {
      List<Webcam> all = Webcam.getWebcams(FIND_MS, TimeUnit.MILLISECONDS);
      if (number >= all.size()) throw new Gone(CameraState.AWAY, "no such camera");
      var found = all.get(number);
      webcam = found;
      for (Dimension size : AIM) {
        if (size.width > how.previewWidth()) continue;
        long asked = nanos.getAsLong();
        long limit = Math.clamp(end - asked, FRAME_NANOS, FIRST_NANOS);
        Optional<BufferedImage> first = opened(found, size, limit);
        patience = Math.clamp(2 * (nanos.getAsLong() - asked), FRAME_NANOS, FIRST_NANOS);
        if (first.isEmpty()) continue;
        aim = size;
        var given = new FrameSize(first.get().getWidth(), first.get().getHeight());
        preview = given;
        // what a picture will have is known when one was taken
        return new CameraFacts(found.getName(), given, how.gentle() ? given : NOT_KNOWN, false);
      }
      throw new Gone(CameraState.NO_PICTURES, "no size works");
    } catch (TimeoutException e) {
      throw new Gone(CameraState.AWAY, "no answer");
    } catch (WebcamLockException e) {
      throw new Gone(CameraState.BUSY, "locked");
    } catch (WebcamException e) {
      throw new Gone(CameraState.AWAY, "webcam");
    }
  }

  /// Opens it in a size.
  ///
  /// @param limit nanoseconds until its first frame
  /// @return a picture that has it; empty when it gives another one or none
  private Optional<BufferedImage> opened(Webcam camera, Dimension size, long limit) {
    try {
      if (camera.isOpen()) camera.close();
      camera.setCustomViewSizes(size);
      camera.setViewSize(size);
      if (!camera.open()) return Optional.empty();
      Optional<BufferedImage> image = image(camera, limit);
      boolean given = image.isPresent() && image.get().getWidth() >= size.width;
      return given ? image : Optional.empty();
    } catch (WebcamLockException e) {
      throw e;
    } catch (WebcamException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Optional<BufferedImage> image(Webcam camera, long limit) {
    long end = nanos.getAsLong() + limit;
    while (nanos.getAsLong() < end) {
      BufferedImage image = camera.getImage();
      if (image != null) return Optional.of(image);
      LockSupport.parkNanos(EVERY_NANOS);
    }
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> preview() throws Gone {
    Webcam camera = webcam;
    if (camera == null) throw new Gone(CameraState.AWAY, "not open");
    if (!camera.isOpen()) throw new Gone(CameraState.AWAY, "closed by itself");
    LockSupport.parkNanos(EVERY_NANOS);
    return image(camera, FRAME_NANOS).map(Yuyv::jpeg);
  }

  @Override
  public Optional<byte[]> still() throws Gone {
    Webcam camera = webcam;
    Dimension back = aim;
    if (camera == null || back == null) throw new Gone(CameraState.AWAY, "not open");
    if (how.gentle()) return image(camera, FRAME_NANOS).map(Yuyv::jpeg);
    try {
      Optional<BufferedImage> best = largest(camera, back);
      Optional<BufferedImage> again = opened(camera, back, patience);
      Optional<BufferedImage> taken = best.isEmpty() ? again : best;
      taken.ifPresent(image -> learned(camera, image));
      return taken.map(Yuyv::jpeg);
    } catch (WebcamException e) {
      throw new Gone(CameraState.AWAY, "webcam");
    }
  }

  /// A picture of the largest size it really gives; empty when it gives none beyond the preview's.
  private Optional<BufferedImage> largest(Webcam camera, Dimension back) {
    @Nullable Dimension known = large;
    List<Dimension> tried = known == null ? sizes(camera, back) : List.of(known);
    long end = nanos.getAsLong() + TRYING_NANOS;
    for (Dimension size : tried) {
      if (size.equals(back)) break;
      if (known == null && refused.contains(size)) continue;
      if (nanos.getAsLong() > end) return Optional.empty();
      Optional<BufferedImage> best = opened(camera, size, patience);
      for (int i = 0; best.isPresent() && i < SETTLING; i++) best = image(camera, FRAME_NANOS);
      if (best.isPresent()) {
        large = size;
        return best;
      }
      refused.add(size);
    }
    if (known == null) large = back;
    return Optional.empty();
  }

  /// The driver's own sizes and the usual ones of document cameras beyond the preview's, the
  /// largest first.
  private static List<Dimension> sizes(Webcam camera, Dimension back) {
    var all = new LinkedHashSet<>(LARGE);
    Dimension[] own = camera.getDevice().getResolutions();
    if (own != null) all.addAll(Arrays.asList(own));
    return all.stream()
        .filter(d -> area(d) > area(back))
        .sorted(Comparator.comparingLong(WebcamDriver::area).reversed())
        .toList();
  }

  private static long area(Dimension size) {
    return (long) size.width * size.height;
  }

  private void learned(Webcam camera, BufferedImage image) {
    var still = new FrameSize(image.getWidth(), image.getHeight());
    FrameSize aimed = preview == null ? still : preview;
    news = Optional.of(new CameraFacts(camera.getName(), aimed, still, false));
  }

  @Override
  public Optional<CameraFacts> news() {
    Optional<CameraFacts> now = news;
    news = Optional.empty();
    return now;
  }

  /// Cameras webcam-capture finds, in its order; none when it does not answer.
  static List<String> names() {
    try {
      return Webcam.getWebcams(FIND_MS, TimeUnit.MILLISECONDS).stream()
          .map(w -> w.getName().replaceAll("\\R", " "))
          .toList();
    } catch (TimeoutException | WebcamException _) {
      return List.of();
    }
  }

  @Override
  public void close() {
    if (webcam != null) webcam.close();
  }
}
