package cn.ruhu.imaging.page;

import cn.ruhu.imaging.page.PageFile.Format;
import cn.ruhu.imaging.page.PageFile.Loaded;
import cn.ruhu.imaging.page.PageFile.Opened;
import cn.ruhu.imaging.page.PageFile.Reason;
import cn.ruhu.imaging.page.PageFile.Refused;

/// A TIFF with one page or many, as feeders and fax servers write them.
final class TiffPages extends PageFile.Pages {
  private static final long SAMPLES_MAX = 8;

  private final byte[] file;
  private final TiffWalk walk;

  private TiffPages(byte[] file, TiffWalk walk) {
    this.file = file;
    this.walk = walk;
  }

  static Opened open(byte[] file) {
    var walk = TiffWalk.of(file);
    int pages = walk.pages().size();
    if (pages == 0) return Refused.of(Reason.SPOILED);
    if (pages > PageLimits.PAGES_MAX) return new Refused(Reason.TOO_MANY_PAGES, pages);
    return new TiffPages(file, walk);
  }

  @Override
  public Format format() {
    return Format.TIFF;
  }

  @Override
  public int count() {
    return walk.pages().size();
  }

  @Override
  public Loaded page(int index) {
    var page = walk.pages().get(index);
    if (page.width() == 0 || page.height() == 0) return Refused.of(Reason.SPOILED);
    boolean large =
        page.width() > Integer.MAX_VALUE / 4
            || page.height() > Integer.MAX_VALUE / 4
            || page.pixels() > PageLimits.STORED_PIXELS_MAX
            || page.tile() > PageLimits.PIXELS_MAX
            || page.samples() > SAMPLES_MAX;
    if (large) return Refused.of(Reason.TOO_LARGE);
    var stored = new Decoder.Stored(page.orientation(), page.dpi(), !walk.whole());
    return Decoder.decode(file, "tiff", index, stored);
  }
}
