package cn.ruhu.desktop.kit;

import java.awt.image.BufferedImage;
import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// An opaque picture before the toolkit has it: made by work for `Background`, shown by a view.
///
/// @param argb row by row, never changed any more
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
public record Pixels(int width, int height, int[] argb) {
  /// The pixels of an opaque picture.
  public static Pixels of(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    return new Pixels(w, h, image.getRGB(0, 0, w, h, null, 0, w));
  }

  /// A picture of the toolkit over the same bytes: a large page lies in memory once.
  public Image image() {
    return new WritableImage(
        new PixelBuffer<>(
            width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
  }
}
