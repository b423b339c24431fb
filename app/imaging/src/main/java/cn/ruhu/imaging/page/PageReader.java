package cn.ruhu.imaging.page;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.code.CodeLadder;
import cn.ruhu.imaging.code.FoundCode;
import cn.ruhu.imaging.page.PageReading.Quad;
import cn.ruhu.imaging.raster.Look;
import java.util.List;
import java.util.function.LongSupplier;

/// Reads a decoded page: lean, emptiness, focus, codes. Thread-safe; one page takes one core.
public final class PageReader {
  private final CodeCheck check;
  private final LongSupplier nanos;

  /// @param check says whose a code is
  /// @param nanos a steady count, to say how long it took
  public PageReader(CodeCheck check, LongSupplier nanos) {
    this.check = check;
    this.nanos = nanos;
  }

  /// Reads one page.
  public PageReading read(PageImage page) {
    long start = nanos.getAsLong();
    var gray = page.gray();
    var look = Look.at(gray);
    var codes = look.blank() ? List.<FoundCode>of() : CodeLadder.climb(gray, check);
    return new PageReading(
        Quad.frame(gray.width(), gray.height()),
        0,
        look.skewDegrees(),
        look.blank(),
        page.dpi(),
        look.sharpness(),
        codes,
        (nanos.getAsLong() - start) / 1_000_000);
  }
}
