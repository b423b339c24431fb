package cn.ruhu.imaging.raster;

import cn.ruhu.imaging.Fitted;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.PixelInterleavedSampleModel;
import java.util.Arrays;

/// A page in colour, one packed `0xRRGGBB` a pixel, rows from the top. Immutable: whoever hands
/// pixels in gives them away. Thread-safe.
public final class ColourRaster {
  private static final long HALVES = 0x80_0080_0080L;
  private static final long LANES = 0xFF_00FF_00FFL;

  private final int width;
  private final int height;
  private final int[] rgb;

  /// @param rgb `width * height` pixels, not copied
  public ColourRaster(int width, int height, int[] rgb) {
    if (width < 1 || height < 1 || rgb.length != width * height)
      throw new IllegalArgumentException(width + " x " + height + ", " + rgb.length + " pixels");
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /// The pixels of a picture; transparent parts are white, as paper is.
  public static ColourRaster of(BufferedImage image) {
    var rows = Rows.of(image);
    int w = image.getWidth();
    int h = image.getHeight();
    int[] out = new int[w * h];
    int[] row = new int[w];
    for (int y = 0; y < h; y++) {
      rows.read(y, row);
      System.arraycopy(row, 0, out, y * w, w);
    }
    return new ColourRaster(w, h, out);
  }

  /// A smaller copy, made row by row: the large one is never held twice. Each pixel is the mean of
  /// those it covers. At full size when the picture is not larger.
  ///
  /// @param longSide longest side of the copy, pixels
  public static ColourRaster shrunk(BufferedImage image, int longSide) {
    int width = image.getWidth();
    int height = image.getHeight();
    int large = Math.max(width, height);
    if (longSide >= large) return of(image);
    int w = Math.max(1, (int) Math.round((double) width * longSide / large));
    int h = Math.max(1, (int) Math.round((double) height * longSide / large));
    return shrunk(Rows.of(image), width, height, w, h);
  }

  /// A smaller copy of these pixels; the same when they are not more.
  public ColourRaster smaller(int longSide) {
    if (longSide >= longSide()) return this;
    int w = Math.max(1, (int) Math.round((double) width * longSide / longSide()));
    int h = Math.max(1, (int) Math.round((double) height * longSide / longSide()));
    Rows rows = (y, into) -> System.arraycopy(rgb, y * width, into, 0, width);
    return shrunk(rows, width, height, w, h);
  }

  private static ColourRaster shrunk(Rows rows, int width, int height, int w, int h) {
    // where the pixels of each target pixel begin
    int[] begins = new int[w + 1];
    for (int x = 0; x < w; x++) begins[x] = (int) (((long) x * width + w - 1) / w);
    begins[w] = width;
    int[] row = new int[width];
    int[] sums = new int[3 * w];
    int[] out = new int[w * h];
    int y = 0;
    for (int to = 0; to < h; to++) {
      Arrays.fill(sums, 0);
      int down = 0;
      for (; y < height && (long) y * h / height == to; y++, down++) {
        rows.read(y, row);
        for (int x = 0; x < w; x++) {
          int red = 0;
          int green = 0;
          int blue = 0;
          for (int u = begins[x]; u < begins[x + 1]; u++) {
            int p = row[u];
            red += p >> 16 & 255;
            green += p >> 8 & 255;
            blue += p & 255;
          }
          sums[3 * x] += red;
          sums[3 * x + 1] += green;
          sums[3 * x + 2] += blue;
        }
      }
      for (int x = 0; x < w; x++) {
        int n = (begins[x + 1] - begins[x]) * down;
        out[to * w + x] =
            (sums[3 * x] / n) << 16 | (sums[3 * x + 1] / n) << 8 | (sums[3 * x + 2] / n);
      }
    }
    return new ColourRaster(w, h, out);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// The longer of both sides, pixels.
  public int longSide() {
    return Math.max(width, height);
  }

  /// `0xRRGGBB`.
  public int rgb(int x, int y) {
    return rgb[y * width + x];
  }

  /// Mixed of a pixel and its neighbours to the right and below, all of which must be there.
  ///
  /// @param partX of the right ones, 0 to 255 of 256
  /// @param partY of the lower ones
  public int mixed(int x, int y, int partX, int partY) {
    int i = y * width + x;
    int j = i + width;
    long upper = lanesMixed(lanes(rgb[i]), lanes(rgb[i + 1]), partX);
    long lower = lanesMixed(lanes(rgb[j]), lanes(rgb[j + 1]), partX);
    long all = lanesMixed(upper, lower, partY);
    return (int) (all | all >>> 24);
  }

  /// Blue, red and green with sixteen bits each.
  private static long lanes(int p) {
    return (p & 0xFF00FFL) | (p & 0xFF00L) << 24;
  }

  /// As [#mixed(int, int, int)], all colours at once.
  private static long lanesMixed(long a, long b, int f) {
    return (a * (256 - f) + b * f + HALVES) >>> 8 & LANES;
  }

  /// Two pixels in the parts 256 − f and f, red and blue at once.
  public static int mixed(int a, int b, int f) {
    int rb = ((a & 0xFF00FF) * (256 - f) + (b & 0xFF00FF) * f + 0x800080) >>> 8 & 0xFF00FF;
    int g = ((a & 0x00FF00) * (256 - f) + (b & 0x00FF00) * f + 0x008000) >>> 8 & 0x00FF00;
    return rb | g;
  }

  /// Copies one row, `0xRRGGBB` a pixel.
  ///
  /// @param into at least as long as the row
  public void row(int y, int[] into) {
    System.arraycopy(rgb, y * width, into, 0, width);
  }

  /// Grey copy, Rec. 601 weights.
  public GrayRaster gray() {
    byte[] out = new byte[rgb.length];
    for (int i = 0; i < out.length; i++) out[i] = (byte) luma(rgb[i]);
    return new GrayRaster(width, height, out);
  }

  /// Rec. 601, 0 to 255, as [GrayRaster] has it.
  public static int luma(int rgb) {
    return (306 * (rgb >> 16 & 255) + 601 * (rgb >> 8 & 255) + 117 * (rgb & 255)) >> 10;
  }

  /// A picture of its own in bytes, red first, as writers of files want it: the JDK's copy it line
  /// by line, where they would turn every pixel of the usual order.
  public BufferedImage imageInBytes() {
    var image = RedFirst.image(width, height);
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0, to = 0; i < rgb.length; i++) {
      int p = rgb[i];
      bytes[to++] = (byte) (p >> 16);
      bytes[to++] = (byte) (p >> 8);
      bytes[to++] = (byte) p;
    }
    return image;
  }

  /// A picture of its own to write or to show.
  public BufferedImage image() {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.getRaster().setDataElements(0, 0, width, height, rgb);
    return image;
  }

  /// Whether every pixel is the same.
  public boolean isSameAs(ColourRaster other) {
    return width == other.width && height == other.height && Arrays.equals(rgb, other.rgb);
  }

  /// Rows of a decoded picture without the colour machinery of AWT.
  @FunctionalInterface
  private interface Rows {
    void read(int y, int[] into);

    static Rows of(BufferedImage image) {
      return switch (image.getType()) {
        case BufferedImage.TYPE_3BYTE_BGR -> bytes(image, 3);
        case BufferedImage.TYPE_BYTE_GRAY -> bytes(image, 1);
        case BufferedImage.TYPE_INT_RGB -> packed(image);
        default -> packed(Fitted.onWhite(image));
      };
    }

    private static Rows bytes(BufferedImage image, int bands) {
      var raster = image.getRaster();
      var model = (PixelInterleavedSampleModel) raster.getSampleModel();
      byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
      int stride = model.getScanlineStride();
      // the offset of red in BGR, of the only band in grey
      int first =
          model.getOffset(-raster.getSampleModelTranslateX(), -raster.getSampleModelTranslateY());
      return (y, into) -> {
        int from = first + y * stride;
        if (bands == 1)
          for (int x = 0; x < into.length; x++) into[x] = (data[from + x] & 255) * 0x010101;
        else
          for (int x = 0; x < into.length; x++, from += 3)
            into[x] =
                (data[from] & 255) << 16 | (data[from - 1] & 255) << 8 | (data[from - 2] & 255);
      };
    }

    private static Rows packed(BufferedImage image) {
      int[] data = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
      int width = image.getWidth();
      return (y, into) -> {
        for (int x = 0; x < into.length; x++) into[x] = data[y * width + x] & 0xFFFFFF;
      };
    }
  }
}
