package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.visit.BadgeEye;
import cn.ruhu.device.camera.CameraState;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Map;
import java.util.Optional;

/// Reads badges with the camera in use, else with the first this machine has. It is on only while
/// somebody looks. Frames are looked at in memory and dropped.
final class BadgeCamera implements BadgeEye {
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
    var frames =
        new LiveFrames<Seen>(
            background,
            BadgeCamera::seen,
            seen -> {
              watcher.picture(seen.pixels());
              seen.code().ifPresent(watcher::code);
            },
            now -> {
              boolean sees = now == CameraState.READY || now == CameraState.OPENING;
              if (!sees && now != CameraState.CLOSED) watcher.blind();
            });
    frames.begin(cameras);
    return frames::end;
  }

  /// What a frame showed.
  private record Seen(Pixels pixels, Optional<String> code) {}

  private static Optional<Seen> seen(byte[] jpeg) {
    return LiveFrames.picture(jpeg).map(p -> new Seen(p, code(p)));
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
