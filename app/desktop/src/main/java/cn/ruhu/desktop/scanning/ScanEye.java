package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageFile.Refused;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.Straightened;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Looks at the bytes of a scan: what each sheet says, and how it looks. Stateless and thread-safe;
/// work for `Background`.
final class ScanEye {
  /// Side of the small pictures in the strip, pixels.
  static final int THUMB = 132;

  /// Longer side of the large picture: A4 at about 180 dots per inch.
  static final int LARGE = 2100;

  private final PageReader reader;

  /// @param keys page keys at hand: a code of theirs ends the search on a page
  ScanEye(Collection<PageKey> keys, LongSupplier nanos) {
    this.reader = new PageReader(CodeCheck.of(keys), nanos);
  }

  /// A picture without a toolkit.
  ///
  /// @param argb row by row
  @SuppressWarnings("ArrayRecordComponent") // pixels, never compared
  record Picture(int width, int height, int[] argb) {}

  /// What one sheet told.
  record Seen(ScanLook look, Optional<Picture> thumb) {}

  /// Media type by the first bytes; of a file that is none of ours `application/octet-stream`.
  static String mime(byte[] file) {
    if (starts(file, 0xFF, 0xD8, 0xFF)) return "image/jpeg";
    if (starts(file, 0x89, 'P', 'N', 'G')) return "image/png";
    if (starts(file, 'I', 'I', 42, 0) || starts(file, 'M', 'M', 0, 42)) return "image/tiff";
    return ImageProbe.isPdf(file) ? "application/pdf" : "application/octet-stream";
  }

  private static boolean starts(byte[] file, int... head) {
    if (file.length < head.length) return false;
    for (int i = 0; i < head.length; i++) if (file[i] != (byte) head[i]) return false;
    return true;
  }

  /// Reads one sheet of an open file.
  Seen look(PageFile.Pages pages, int sheet) {
    return switch (pages.page(sheet)) {
      case Refused(PageFile.Reason reason, int count) ->
          new Seen(ScanLook.refused(reason.name(), count), Optional.empty());
      case PageImage image -> {
        ScanLook look = ScanLook.of(reader.read(image), image.damaged());
        yield new Seen(look, Optional.of(small(image.colour(), look)));
      }
    };
  }

  private static Picture small(BufferedImage page, ScanLook look) {
    return pixels(scaled(Straightened.of(scaled(page, THUMB * 2), look.turns(), 0), THUMB));
  }

  /// A sheet for reading with the eyes: upright and straight.
  static Optional<Picture> large(byte[] file, ScanPage page) {
    return picture(file, page, LARGE);
  }

  /// A sheet for the strip.
  static Optional<Picture> thumb(byte[] file, ScanPage page) {
    return picture(file, page, THUMB);
  }

  private static Optional<Picture> picture(byte[] file, ScanPage page, int side) {
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      if (page.sheet() >= pages.count()) return Optional.empty();
      if (!(pages.page(page.sheet()) instanceof PageImage image)) return Optional.empty();
      BufferedImage fit = scaled(image.colour(), side);
      ScanLook look = page.look();
      return Optional.of(
          pixels(scaled(Straightened.of(fit, look.turns(), look.skew() / 100.0), side)));
    }
  }

  private static BufferedImage scaled(BufferedImage image, int side) {
    double by = (double) side / Math.max(image.getWidth(), image.getHeight());
    if (by >= 1) return image;
    int w = Math.max(1, (int) Math.round(image.getWidth() * by));
    int h = Math.max(1, (int) Math.round(image.getHeight() * by));
    BufferedImage from = image;
    // halving keeps thin strokes that one large step would drop
    while (from.getWidth() > 2 * w && from.getHeight() > 2 * h)
      from = drawn(from, from.getWidth() / 2, from.getHeight() / 2);
    return drawn(from, w, h);
  }

  private static BufferedImage drawn(BufferedImage image, int w, int h) {
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, w, h, null);
    g.dispose();
    return out;
  }

  private static Picture pixels(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    int[] argb = image.getRGB(0, 0, w, h, null, 0, w);
    for (int i = 0; i < argb.length; i++) argb[i] |= 0xFF000000;
    return new Picture(w, h, argb);
  }
}
