package cn.ruhu.imaging;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.image.BufferedImage;

/// A picture no larger than it is needed, as paper shows it: opaque, white under what was
/// transparent. Halved step by step, so that thin strokes stay that one large step would drop.
/// Stateless and thread-safe; the picture given is never altered.
public final class Fitted {
  private Fitted() {}

  /// A copy whose longer side is `side`; a picture that is small enough keeps its size, and is
  /// itself returned when it is opaque already.
  ///
  /// @param side pixels, at least 1
  public static BufferedImage of(BufferedImage image, int side) {
    double by = Math.min(1, (double) side / Math.max(image.getWidth(), image.getHeight()));
    int w = Math.max(1, (int) Math.round(image.getWidth() * by));
    int h = Math.max(1, (int) Math.round(image.getHeight() * by));
    if (by == 1 && image.getTransparency() == Transparency.OPAQUE) return image;
    BufferedImage from = image;
    while (from.getWidth() > 2 * w && from.getHeight() > 2 * h)
      from = drawn(from, from.getWidth() / 2, from.getHeight() / 2);
    return drawn(from, w, h);
  }

  /// A copy of the same size, [BufferedImage#TYPE_INT_RGB].
  public static BufferedImage onWhite(BufferedImage image) {
    return drawn(image, image.getWidth(), image.getHeight());
  }

  private static BufferedImage drawn(BufferedImage image, int w, int h) {
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, w, h);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, w, h, null);
    g.dispose();
    return out;
  }
}
