package cn.ruhu.desktop.kit;

import java.awt.image.BufferedImage;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// A picture before the toolkit has it: made by work for `Background`, shown by a view.
///
/// @param argb row by row
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
public record Pixels(int width, int height, int[] argb) {
  /// The pixels of an opaque picture.
  public static Pixels of(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    return new Pixels(w, h, image.getRGB(0, 0, w, h, null, 0, w));
  }

  /// A picture of the toolkit.
  public Image image() {
    var image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return image;
  }
}
