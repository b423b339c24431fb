package cn.ruhu.desktop.scanning;

import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// Pixels as a picture of the toolkit.
final class ScanPictures {
  private ScanPictures() {}

  static Image image(ScanEye.Picture p) {
    var image = new WritableImage(p.width(), p.height());
    image
        .getPixelWriter()
        .setPixels(
            0, 0, p.width(), p.height(), PixelFormat.getIntArgbInstance(), p.argb(), 0, p.width());
    return image;
  }
}
