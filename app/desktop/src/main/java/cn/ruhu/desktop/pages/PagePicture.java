package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.page.Unwarped;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.sheet.HandCut;
import cn.ruhu.imaging.sheet.PageRecipe;
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

  /// Whether the record stands for one sheet of a file that has others, or that does not open to
  /// tell.
  public static boolean sharesFile(byte[] file, CaseRecord page) {
    if (!PageEye.isOneSheet(page)) return false;
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return true;
    try (pages) {
      return pages.count() > 1;
    }
  }

  /// @param sheet from 0; a record that stands for one sheet gives that one
  public static Optional<BufferedImage> drawn(byte[] file, CaseRecord page, int sheet) {
    return whole(file, page, sheet).map(image -> shaped(image, page));
  }

  /// Why there is no picture of a sheet; [PageFile.Reason#SPOILED] also for one its file does not
  /// have.
  public static PageFile.Reason refused(byte[] file, CaseRecord page, int sheet) {
    return switch (PageFile.open(file)) {
      case PageFile.Refused no -> no.reason();
      case PageFile.Pages pages -> {
        try (pages) {
          int at = PageEye.isOneSheet(page) ? Integer.parseInt(page.text("sheet")) : sheet;
          yield at < pages.count() && pages.page(at) instanceof PageFile.Refused no
              ? no.reason()
              : PageFile.Reason.SPOILED;
        }
      }
    };
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

  /// The recipe of a page whose corners a person set, with the sheet's true proportions; turning
  /// alone leaves it as it was cut. Empty where the file gives no picture.
  ///
  /// @param sheet from 0
  /// @param now how the page was made until then
  /// @param turns quarter turns clockwise the stored picture lies turned
  public static Optional<PageRecipe> cut(
      byte[] file, int sheet, PageRecipe now, Corners corners, int turns) {
    PageRecipe turned = now.turnedBy(now.turns() - turns);
    if (corners.equals(now.corners().map(Corners::of).orElse(Corners.WHOLE)))
      return Optional.of(turned);
    if (corners.isWhole()) return Optional.of(turned.withFrame());
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      if (sheet >= pages.count()) return Optional.empty();
      return pages.page(sheet) instanceof PageImage image
          ? Optional.of(
              HandCut.of(
                  turned,
                  corners.shares(),
                  image.colour().getWidth(),
                  image.colour().getHeight(),
                  image.dpi()))
          : Optional.empty();
    }
  }

  private static BufferedImage shaped(BufferedImage image, CaseRecord page) {
    Optional<PageRecipe> recipe = PageShape.kept(page);
    if (recipe.isPresent()) return Derivation.of(ColourRaster.of(image), recipe.get()).image();
    return turned(
        Corners.parse(page.text("corners")).map(c -> Unwarped.of(image, c)).orElse(image), page);
  }

  /// As an earlier version turned it.
  static BufferedImage turned(BufferedImage cut, CaseRecord page) {
    return Straightened.of(cut, PageShape.turns(page), PageShape.skew(page) / 100.0);
  }

  /// Whether the file is a whole grey or RGB JPEG that lies as it is to be seen and can be decoded:
  /// its bytes may stand for it.
  public static boolean liesWell(byte[] file, CaseRecord page) {
    if (!PageShape.read(page).equals(PageRecipe.AS_IS)) return false;
    if (PageFile.format(file).filter(f -> f == PageFile.Format.JPEG).isEmpty()) return false;
    return PlainJpeg.is(file) && PageFile.isWhole(file) && whole(file, page, 0).isPresent();
  }
}
