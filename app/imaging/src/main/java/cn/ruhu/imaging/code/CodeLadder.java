package cn.ruhu.imaging.code;

import cn.ruhu.imaging.raster.GrayRaster;
import cn.ruhu.imaging.raster.Point;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Finds the QR codes of a page by trying again in other ways: whole page first, then its regions;
/// smaller and full size; two ways to tell black from white; smoothed. No scale suits every scan:
/// small codes need many pixels, noisy ones fewer (DEVICES 3.4).
///
/// The search ends at the first try after which a code of ours is known; other codes found so far
/// are reported too. A page without a code of ours pays for all tries. Pure and thread-safe.
public final class CodeLadder {
  /// Codes reported of one page at most.
  public static final int CODES_MAX = 16;

  private static final int MIDDLE = 1754;
  private static final int SMALL = 1170;
  private static final int FULL_MAX = 3600;
  private static final Map<DecodeHintType, ?> HARDER =
      Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE);

  private CodeLadder() {}

  /// Looks for codes.
  ///
  /// @param page the whole page
  /// @param check says when ours was found
  public static List<FoundCode> climb(GrayRaster page, CodeCheck check) {
    return climb(page, page.shrunk(MIDDLE), check);
  }

  /// The same where a small copy is at hand.
  ///
  /// @param middle the page, [cn.ruhu.imaging.raster.Look#MIDDLE] pixels long
  public static List<FoundCode> climb(GrayRaster page, GrayRaster middle, CodeCheck check) {
    var search = new Search(page.longSide(), check);
    List<Runnable> rungs = new ArrayList<>();
    rungs.add(() -> search.many(middle));
    rungs.add(() -> search.one(middle, false));
    rungs.add(() -> search.one(middle, true));
    if (page.longSide() > MIDDLE) {
      var full = page.shrunk(FULL_MAX);
      rungs.add(() -> search.many(full));
      rungs.add(() -> search.one(full, false));
    }
    rungs.add(() -> search.regions(middle));
    rungs.add(() -> {
      var soft = middle.smoothed();
      search.one(soft, false);
      search.one(soft, true);
    });
    rungs.add(() -> {
      var small = middle.shrunk(SMALL);
      search.many(small);
      search.one(small, true);
    });
    for (var rung : rungs) {
      search.rung++;
      rung.run();
      if (search.done()) break;
    }
    return List.copyOf(search.found);
  }

  /// One page's search; used by one thread.
  private static final class Search {
    private final int longSide;
    private final CodeCheck check;
    private final List<FoundCode> found = new ArrayList<>();
    private int rung;

    Search(int longSide, CodeCheck check) {
      this.longSide = longSide;
      this.check = check;
    }

    boolean done() {
      return found.stream().anyMatch(c -> c.verdict() != CodeCheck.Verdict.FOREIGN);
    }

    /// Every code at once; weaker than looking for one.
    void many(GrayRaster page) {
      try {
        var results = new QRCodeMultiReader().decodeMultiple(bitmap(page, false), HARDER);
        for (var result : results) keep(result, page.longSide(), 0, 0);
      } catch (ReaderException | IllegalArgumentException | IndexOutOfBoundsException _) {
        // Nothing found; the last two are what the decoder does with odd patterns.
      }
    }

    void one(GrayRaster page, boolean global) {
      one(page, 0, 0, page.longSide(), global);
    }

    private void one(GrayRaster part, int left, int top, int scale, boolean global) {
      try {
        var result = new QRCodeReader().decode(bitmap(part, global), HARDER);
        keep(result, scale, left, top);
      } catch (ReaderException | IllegalArgumentException | IndexOutOfBoundsException _) {
        // As above.
      }
    }

    /// Corners and edges of the page by themselves: print elsewhere cannot mislead there.
    void regions(GrayRaster page) {
      int w = page.width() * 3 / 5;
      int h = page.height() * 2 / 5;
      for (int top : new int[] {0, page.height() - h, (page.height() - h) / 2})
        for (int left : new int[] {0, page.width() - w}) {
          one(page.part(left, top, w, h), left, top, page.longSide(), false);
          if (done()) return;
        }
    }

    private void keep(Result result, int scale, int left, int top) {
      ResultPoint[] marks = result.getResultPoints();
      if (marks == null || marks.length < 3 || found.size() >= CODES_MAX) return;
      double factor = (double) longSide / scale;
      var corners =
          Arrays.stream(marks)
              .limit(3)
              .map(m -> new Point(m.getX() + left, m.getY() + top).times(factor))
              .toList();
      var code = new FoundCode(result.getText(), check.check(result.getText()), corners, rung);
      if (found.stream().noneMatch(code::isSameAs)) found.add(code);
    }

    private static BinaryBitmap bitmap(GrayRaster page, boolean global) {
      LuminanceSource source =
          new PlanarYUVLuminanceSource(
              page.bytes(), page.width(), page.height(), 0, 0, page.width(), page.height(), false);
      return new BinaryBitmap(
          global ? new GlobalHistogramBinarizer(source) : new HybridBinarizer(source));
    }
  }
}
