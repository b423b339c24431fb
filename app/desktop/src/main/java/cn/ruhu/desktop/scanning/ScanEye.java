package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.pages.PagePicture;
import cn.ruhu.desktop.pages.Prints;
import cn.ruhu.imaging.Fitted;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.Flaws;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageFile.Refused;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.PageReading;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Fingerprint;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.imaging.sheet.Plate;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/// Looks at the bytes of a scan: what each sheet says, and how it looks. Stateless and thread-safe;
/// work for `Background`.
final class ScanEye {
  /// Side of the small pictures in the strip, pixels.
  static final int THUMB = 132;

  /// Longer side of the large picture: A4 at about 180 dots per inch.
  static final int LARGE = 2100;

  /// code of table `pageSource`
  static final String CAMERA = "CAMERA";

  private final PageReader reader;
  private final Plates plates;

  /// What is known of the empty desk under the camera. Called from any thread.
  @FunctionalInterface
  interface Plates {
    /// For pictures of this size, pixels.
    Optional<Plate> of(int width, int height);
  }

  /// @param keys page keys at hand: a code of theirs ends the search on a page
  ScanEye(Collection<PageKey> keys, LongSupplier nanos, Plates plates) {
    this.reader = new PageReader(CodeCheck.of(keys), nanos);
    this.plates = plates;
  }

  /// What one sheet told.
  ///
  /// @param print of the page as it is shown; empty for one without ink
  record Seen(ScanLook look, Optional<Pixels> thumb, Optional<Fingerprint> print) {
    static Seen refused(String reason, int pages) {
      return new Seen(ScanLook.refused(reason, pages), Optional.empty(), Optional.empty());
    }
  }

  /// Reads one sheet of an open file. A picture of a camera, or one that does not say how many dots
  /// an inch has, is a photo: where the edges of the paper are sure, the desk around it is cut away
  /// for eyes. A scan stays whole.
  Seen look(PageFile.Pages pages, ScanPage page) {
    return switch (pages.page(page.sheet())) {
      case Refused(PageFile.Reason reason, int count) -> Seen.refused(reason.name(), count);
      case PageImage image -> {
        boolean shot = page.source().equals(CAMERA);
        boolean photo = shot || image.dpi() == 0;
        Optional<Plate> desk =
            shot
                ? plates.of(image.colour().getWidth(), image.colour().getHeight())
                : Optional.empty();
        PageReading read = reader.read(image, photo, desk);
        ScanLook look = ScanLook.of(read, Flaws.of(image, read), photo);
        PageRecipe recipe = page.with(look).recipe();
        Optional<Fingerprint> print =
            recipe.equals(read.recipe()) || look.blank()
                ? read.fingerprint()
                : Optional.of(Prints.print(image.colour(), recipe));
        var small = Pixels.of(Derivation.fitted(image.colour(), recipe, THUMB).image());
        yield new Seen(look, Optional.of(small), print);
      }
    };
  }

  /// A sheet for reading with the eyes: cut, upright and straight.
  static Optional<ColourRaster> large(byte[] file, ScanPage page) {
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      return picture(pages, page, LARGE);
    }
  }

  /// The recipe of a page whose corners a person set; the whole picture stands as straight as
  /// reading found it.
  ///
  /// @param turns quarter turns clockwise the stored picture lies turned
  static PageRecipe cut(byte[] file, ScanPage page, Corners corners, int turns) {
    PageRecipe now = page.recipe();
    PageRecipe whole = page.look().whole().withTone(now.tone());
    if (corners.isWhole()) return whole.turnedBy(whole.turns() - turns);
    return PagePicture.cut(file, page.sheet(), now, corners, turns)
        .orElse(now.turnedBy(now.turns() - turns));
  }

  /// The whole picture as its file says, neither turned nor cut: what corners are set on.
  static Optional<BufferedImage> whole(byte[] file, ScanPage page) {
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      if (page.sheet() >= pages.count()) return Optional.empty();
      return pages.page(page.sheet()) instanceof PageImage image
          ? Optional.of(Fitted.of(image.colour(), LARGE))
          : Optional.empty();
    }
  }

  /// Sheets of one file for the strip; one that gives no picture is left out.
  static Map<UUID, Pixels> thumbs(byte[] file, List<ScanPage> sheets) {
    var found = new HashMap<UUID, Pixels>();
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return found;
    try (pages) {
      for (ScanPage s : sheets)
        picture(pages, s, THUMB).ifPresent(t -> found.put(s.id(), Pixels.of(t.image())));
    }
    return found;
  }

  private static Optional<ColourRaster> picture(PageFile.Pages pages, ScanPage page, int side) {
    if (page.sheet() >= pages.count()) return Optional.empty();
    if (!(pages.page(page.sheet()) instanceof PageImage image)) return Optional.empty();
    return Optional.of(Derivation.fitted(image.colour(), page.recipe(), side));
  }
}
