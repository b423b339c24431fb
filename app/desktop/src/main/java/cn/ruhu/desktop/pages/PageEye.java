package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.imaging.Fitted;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.Unwarped;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.awt.image.BufferedImage;
import java.util.Optional;

/// A page as it is shown: decoded within the limits of `imaging`, upright as its record says, no
/// larger than a screen can use. Stateless and thread-safe; work for `Background`.
final class PageEye {
  /// Longest side of a picture on the screen: A4 at 250 dpi, and every line of small print.
  static final int SIDE_MAX = 3000;

  private PageEye() {}

  /// What came of looking at a page.
  sealed interface Look permits Drawn, Unreadable {}

  /// A picture without a toolkit.
  ///
  /// @param pixels opaque
  /// @param sheet which sheet of the file, from 0
  /// @param sheets how many the file has
  /// @param damaged the file ends too early: what is there is shown
  record Drawn(Pixels pixels, int sheet, int sheets, boolean damaged) implements Look {}

  /// @param sheets how many the file has, 0 when not known
  record Unreadable(PageFile.Reason reason, int sheet, int sheets) implements Look {}

  /// The sheet a record stands for; empty text when it stands for the whole file.
  static boolean isOneSheet(CaseRecord page) {
    return page.text("sheet").matches("[0-9]{1,4}");
  }

  /// @param sheet from 0; a record that stands for one sheet shows that one
  /// @param white whether paper is shown white although the record leaves it as it came
  static Look look(byte[] file, CaseRecord page, int sheet, boolean white) {
    return switch (PageFile.open(file)) {
      case PageFile.Refused(var reason, int pages) -> new Unreadable(reason, 0, pages);
      case PageFile.Pages pages -> {
        try (pages) {
          yield look(pages, page, sheet, white);
        }
      }
    };
  }

  private static Look look(PageFile.Pages pages, CaseRecord page, int sheet, boolean white) {
    boolean one = isOneSheet(page);
    int wanted = one ? Integer.parseInt(page.text("sheet")) : sheet;
    int shown = Math.clamp(wanted, 0, pages.count() - 1);
    if (one && shown != wanted) return new Unreadable(PageFile.Reason.SPOILED, 0, pages.count());
    return switch (pages.page(shown)) {
      case PageFile.Refused(var reason, _) -> new Unreadable(reason, shown, pages.count());
      case PageImage image -> drawn(image, page, shown, pages.count(), white);
    };
  }

  private static Drawn drawn(
      PageImage image, CaseRecord page, int sheet, int sheets, boolean white) {
    BufferedImage seen = seen(image.colour(), page);
    boolean kept = PageShape.read(page).tone() == PageRecipe.Tone.WHITENED;
    BufferedImage shown =
        white && !kept
            ? Derivation.of(
                    ColourRaster.of(seen), PageRecipe.AS_IS.withTone(PageRecipe.Tone.WHITENED))
                .image()
            : seen;
    return new Drawn(Pixels.of(shown), sheet, sheets, image.damaged());
  }

  private static BufferedImage seen(BufferedImage image, CaseRecord page) {
    Optional<PageRecipe> recipe = PageShape.kept(page);
    if (recipe.isPresent()) return Derivation.fitted(image, recipe.get(), SIDE_MAX).image();
    // what is cut out of a picture is looked at as closely as a whole one
    BufferedImage cut =
        Corners.parse(page.text("corners")).map(c -> Unwarped.of(image, c)).orElse(image);
    return PagePicture.turned(Fitted.of(cut, SIDE_MAX), page);
  }
}
