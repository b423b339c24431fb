package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.page.Unwarped;
import java.awt.image.BufferedImage;
import java.util.Optional;

/// The picture of a page record, cut and turned as the record says, at the size of its original.
/// Stateless and thread-safe; work for `Background`.
public final class PagePicture {
  private PagePicture() {}

  /// How many sheets the record stands for, 0 when its file gives none.
  public static int sheets(byte[] file, CaseRecord page) {
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return 0;
    try (pages) {
      return PageEye.isOneSheet(page) ? 1 : pages.count();
    }
  }

  /// @param sheet from 0; a record that stands for one sheet gives that one
  public static Optional<BufferedImage> drawn(byte[] file, CaseRecord page, int sheet) {
    return whole(file, page, sheet).map(image -> shaped(image, page));
  }

  /// Neither cut nor turned: what corners are set on.
  public static Optional<BufferedImage> whole(byte[] file, CaseRecord page, int sheet) {
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      int at = PageEye.isOneSheet(page) ? Integer.parseInt(page.text("sheet")) : sheet;
      if (at >= pages.count()) return Optional.empty();
      return pages.page(at) instanceof PageImage image
          ? Optional.of(image.colour())
          : Optional.empty();
    }
  }

  private static BufferedImage shaped(BufferedImage image, CaseRecord page) {
    return turned(
        Corners.parse(page.text("corners")).map(c -> Unwarped.of(image, c)).orElse(image), page);
  }

  static BufferedImage turned(BufferedImage cut, CaseRecord page) {
    return Straightened.of(cut, turns(page), number(page, "skew") / 100.0);
  }

  /// Quarter turns clockwise the stored picture lies turned.
  public static int turns(CaseRecord page) {
    return Math.floorMod(number(page, "turns"), 4);
  }

  /// Whether the file is a grey or RGB JPEG that lies as it is to be seen: its bytes may stand for
  /// it.
  public static boolean liesWell(byte[] file, CaseRecord page) {
    if (!page.text("corners").isEmpty() || turns(page) != 0 || number(page, "skew") != 0)
      return false;
    if (PageFile.format(file).filter(f -> f == PageFile.Format.JPEG).isEmpty()) return false;
    return PlainJpeg.is(file);
  }

  private static int number(CaseRecord page, String field) {
    return Texts.whole(page.text(field))
        .filter(n -> Math.abs(n) <= PageEye.NUMBER_MAX)
        .map(Long::intValue)
        .orElse(0);
  }
}
