package cn.ruhu.imaging.raster;

import cn.ruhu.imaging.Fitted;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.PixelInterleavedSampleModel;
import java.util.Arrays;

/// A page in grey, one byte a pixel, rows from the top, 0 black to 255 white. Immutable: whoever
/// hands bytes in gives them away. Thread-safe.
public final class GrayRaster {
  private final int width;
  private final int height;
  private final byte[] luma;

  /// @param luma `width * height` bytes, not copied
  public GrayRaster(int width, int height, byte[] luma) {
    if (width < 1 || height < 1 || luma.length != width * height)
      throw new IllegalArgumentException(width + " x " + height + ", " + luma.length + " bytes");
    this.width = width;
    this.height = height;
    this.luma = luma;
  }

  /// Grey copy of a picture (Rec. 601 weights); transparent parts are white, as paper is.
  public static GrayRaster of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return switch (image.getType()) {
      case BufferedImage.TYPE_BYTE_GRAY -> new GrayRaster(width, height, bands(image, false));
      case BufferedImage.TYPE_3BYTE_BGR -> new GrayRaster(width, height, bands(image, true));
      case BufferedImage.TYPE_INT_RGB -> new GrayRaster(width, height, packed(image));
      default -> new GrayRaster(width, height, packed(Fitted.onWhite(image)));
    };
  }

  private static byte[] bands(BufferedImage image, boolean colour) {
    int width = image.getWidth();
    int height = image.getHeight();
    var raster = image.getRaster();
    var model = (PixelInterleavedSampleModel) raster.getSampleModel();
    byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
    int first =
        model.getOffset(-raster.getSampleModelTranslateX(), -raster.getSampleModelTranslateY());
    byte[] out = new byte[width * height];
    for (int y = 0, to = 0; y < height; y++) {
      int from = first + y * model.getScanlineStride();
      if (!colour) {
        System.arraycopy(data, from, out, to, width);
        to += width;
        continue;
      }
      for (int x = 0; x < width; x++, from += 3)
        out[to++] = luma(data[from] & 0xFF, data[from - 1] & 0xFF, data[from - 2] & 0xFF);
    }
    return out;
  }

  private static byte[] packed(BufferedImage image) {
    DataBuffer buffer = image.getRaster().getDataBuffer();
    int[] data = ((DataBufferInt) buffer).getData();
    byte[] out = new byte[data.length];
    for (int i = 0; i < data.length; i++)
      out[i] = luma(data[i] >> 16 & 0xFF, data[i] >> 8 & 0xFF, data[i] & 0xFF);
    return out;
  }

  private static byte luma(int red, int green, int blue) {
    return (byte) ((306 * red + 601 * green + 117 * blue) >> 10);
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

  /// 0 black to 255 white.
  public int at(int x, int y) {
    return luma[y * width + x] & 0xFF;
  }

  /// All pixels, rows from the top: a copy.
  public byte[] bytes() {
    return luma.clone();
  }

  /// Each pixel of the smaller copy is the exact mean of what it covers. The picture itself when it
  /// is not larger.
  ///
  /// @param longSide longest side of the copy, pixels
  public GrayRaster shrunk(int longSide) {
    if (longSide >= longSide()) return this;
    double factor = (double) longSide / longSide();
    int w = Math.max(1, (int) Math.round(width * factor));
    int h = Math.max(1, (int) Math.round(height * factor));
    if (width == 2 * w && height == 2 * h) return halved(w, h);
    var across = new Spans(width, w);
    var down = new Spans(height, h);
    byte[] out = new byte[w * h];
    int[] row = new int[w];
    long[] sum = new long[w];
    int to = 0;
    for (int y = 0; y < height && to < h; y++) {
      across.mean(luma, y * width, row);
      int here = down.weight(to, y);
      for (int x = 0; x < w; x++) sum[x] += (long) row[x] * here;
      if (!down.ends(to, y)) continue;
      for (int x = 0; x < w; x++) out[to * w + x] = (byte) ((sum[x] / down.total(to)) >> 8);
      to++;
      Arrays.fill(sum, 0);
      if (to < h && down.weight(to, y) > 0) {
        int rest = down.weight(to, y);
        for (int x = 0; x < w; x++) sum[x] = (long) row[x] * rest;
      }
    }
    return new GrayRaster(w, h, out);
  }

  /// The same means where each pixel covers two by two.
  private GrayRaster halved(int w, int h) {
    byte[] out = new byte[w * h];
    for (int y = 0, to = 0; y < h; y++) {
      int upper = 2 * y * width;
      int lower = upper + width;
      for (int x = 0; x < w; x++, to++, upper += 2, lower += 2)
        out[to] = (byte) ((pair(upper) + pair(lower)) >> 2);
    }
    return new GrayRaster(w, h, out);
  }

  /// Each pixel the mean of its neighbourhood of 3 by 3; takes the edge off scanner noise.
  public GrayRaster smoothed() {
    byte[] out = luma.clone();
    for (int y = 1; y < height - 1; y++) {
      int i = y * width + 1;
      int left = column(i - 1);
      int middle = column(i);
      for (int x = 1; x < width - 1; x++, i++) {
        int right = column(i + 1);
        out[i] = (byte) ((left + middle + right) / 9);
        left = middle;
        middle = right;
      }
    }
    return new GrayRaster(width, height, out);
  }

  /// Standard deviation of the scanner's grain: half the neighbours differ by less than 0.95 of it
  /// times the root of two, wherever most of a page is paper.
  public double grain() {
    int[] steps = new int[256];
    int seen = 0;
    for (int y = 0; y < height; y++)
      for (int i = y * width + 1; i < (y + 1) * width; i += 2) {
        steps[Math.abs((luma[i] & 0xFF) - (luma[i - 1] & 0xFF))]++;
        seen++;
      }
    int below = 0;
    for (int step = 0; step < 256; step++) {
      if (2 * (below + steps[step]) >= seen)
        return (step + (seen / 2.0 - below) / Math.max(1, steps[step])) / 0.954;
      below += steps[step];
    }
    return 0;
  }

  private int pair(int i) {
    return (luma[i] & 0xFF) + (luma[i + 1] & 0xFF);
  }

  private int column(int i) {
    return (luma[i - width] & 0xFF) + (luma[i] & 0xFF) + (luma[i + width] & 0xFF);
  }

  /// A part of the picture, cut to what there is.
  public GrayRaster part(int left, int top, int partWidth, int partHeight) {
    int x0 = Math.clamp(left, 0, width - 1);
    int y0 = Math.clamp(top, 0, height - 1);
    int w = Math.clamp(partWidth, 1, width - x0);
    int h = Math.clamp(partHeight, 1, height - y0);
    byte[] out = new byte[w * h];
    for (int y = 0; y < h; y++) System.arraycopy(luma, (y0 + y) * width + x0, out, y * w, w);
    return new GrayRaster(w, h, out);
  }

  /// Which source pixels each target pixel covers along one side, in 1/256 of a pixel.
  private static final class Spans {
    private static final int ONE = 256;
    private final int[] from;

    Spans(int source, int target) {
      from = new int[target + 1];
      for (int i = 0; i <= target; i++) from[i] = (int) ((long) i * source * ONE / target);
    }

    int total(int target) {
      return from[target + 1] - from[target];
    }

    /// How much of the source pixel lies in the target pixel, 0 to 256.
    int weight(int target, int source) {
      int low = Math.max(from[target], source * ONE);
      int high = Math.min(from[target + 1], (source + 1) * ONE);
      return Math.max(0, high - low);
    }

    boolean ends(int target, int source) {
      return from[target + 1] <= (source + 1) * ONE;
    }

    /// One row of means, each times 256.
    void mean(byte[] luma, int start, int[] out) {
      for (int t = 0; t < out.length; t++) {
        int low = from[t];
        int high = from[t + 1];
        int first = low >> 8;
        int last = (high - 1) >> 8;
        int sum = (luma[start + first] & 0xFF) * (Math.min(high, (first + 1) << 8) - low);
        for (int x = first + 1; x < last; x++) sum += (luma[start + x] & 0xFF) << 8;
        if (last > first) sum += (luma[start + last] & 0xFF) * (high - (last << 8));
        out[t] = (int) (((long) sum << 8) / (high - low));
      }
    }
  }
}
