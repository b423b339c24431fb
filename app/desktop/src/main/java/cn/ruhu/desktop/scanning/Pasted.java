package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.device.scan.ScanListener;
import cn.ruhu.device.scan.ScannedFile;
import cn.ruhu.imaging.Fitted;
import cn.ruhu.imaging.page.PageLimits;
import cn.ruhu.wire.FileAddress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javax.imageio.ImageIO;

/// What was pasted or dropped: files as they are, a picture without a file as PNG, which loses
/// nothing. Stateless.
final class Pasted {
  private Pasted() {}

  /// Whether it holds what can be taken.
  static boolean has(Clipboard from) {
    return from.hasFiles() || from.hasImage();
  }

  /// A picture nobody copied yet.
  ///
  /// @param argb its pixels, read when they are wanted
  record Picture(int width, int height, Supplier<int[]> argb) {}

  /// Takes what it holds; files before a picture, since programs that copy a file add its icon.
  ///
  /// @return false when there is nothing
  static boolean give(Clipboard from, ScanningViewModel to) {
    if (from.hasFiles()) {
      to.take(from.getFiles().stream().map(File::toPath).toList());
      return true;
    }
    Image image = from.getImage();
    if (image == null) return false;
    int w = (int) image.getWidth();
    int h = (int) image.getHeight();
    return give(
        new Picture(
            w,
            h,
            () -> {
              int[] argb = new int[w * h];
              image
                  .getPixelReader()
                  .getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
              return argb;
            }),
        to);
  }

  /// Takes a picture; of one with more than [PageLimits#PIXELS_MAX] pixels it is said that it is
  /// too large, and what to do.
  ///
  /// @return false when it has no pixels
  static boolean give(Picture picture, ScanningViewModel to) {
    int w = picture.width();
    int h = picture.height();
    if (w < 1 || h < 1) return false;
    if ((long) w * h > PageLimits.PIXELS_MAX) to.tooLarge(w + "\u00d7" + h);
    else to.take(new Pixels(w, h, picture.argb().get()));
    return true;
  }

  /// Hands a picture on as a file is; work for `Background`.
  ///
  /// @param known whether bytes with this SHA-256 were taken before
  static void give(Pixels picture, Instant now, Predicate<String> known, ScanListener to) {
    byte[] png = png(picture);
    String sha256 = FileAddress.of(png).hex();
    Path name = Path.of("clipboard.png");
    if (known.test(sha256)) to.again(name, sha256);
    else to.came(new ScannedFile(name, png, sha256, now, now, true));
  }

  private static byte[] png(Pixels picture) {
    int w = picture.width();
    int h = picture.height();
    var image = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, w, h, picture.argb(), 0, w);
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(Fitted.onWhite(image), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
