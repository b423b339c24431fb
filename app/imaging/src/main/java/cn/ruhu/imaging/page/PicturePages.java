package cn.ruhu.imaging.page;

import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.imaging.page.PageFile.Format;
import cn.ruhu.imaging.page.PageFile.Loaded;

/// A JPEG or PNG: one page. Of one that ends too early, what is there is decoded.
final class PicturePages extends PageFile.Pages {
  private final byte[] file;
  private final Format format;

  PicturePages(byte[] file, Format format) {
    this.file = file;
    this.format = format;
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public Loaded page(int index) {
    if (index != 0) throw new IllegalArgumentException("page " + index);
    var stored =
        new Decoder.Stored(
            ImageProbe.orientation(file), ImageProbe.dpi(file), !PageFile.isWhole(file));
    return Decoder.decode(file, format == Format.JPEG ? "jpeg" : "png", 0, stored);
  }
}
