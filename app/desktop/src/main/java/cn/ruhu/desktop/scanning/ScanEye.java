package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.PageKey;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.imaging.Fitted;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageFile.Refused;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.page.Unwarped;
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

  private final PageReader reader;

  /// @param keys page keys at hand: a code of theirs ends the search on a page
  ScanEye(Collection<PageKey> keys, LongSupplier nanos) {
    this.reader = new PageReader(CodeCheck.of(keys), nanos);
  }

  /// What one sheet told.
  record Seen(ScanLook look, Optional<Pixels> thumb) {}

  /// Reads one sheet of an open file.
  Seen look(PageFile.Pages pages, int sheet) {
    return switch (pages.page(sheet)) {
      case Refused(PageFile.Reason reason, int count) ->
          new Seen(ScanLook.refused(reason.name(), count), Optional.empty());
      case PageImage image -> {
        ScanLook look = ScanLook.of(reader.read(image), image.damaged());
        yield new Seen(look, Optional.of(small(image.colour(), look)));
      }
    };
  }

  private static Pixels small(BufferedImage page, ScanLook look) {
    return Pixels.of(
        Fitted.of(Straightened.of(Fitted.of(page, THUMB * 2), look.turns(), 0), THUMB));
  }

  /// A sheet for reading with the eyes: upright and straight.
  static Optional<Pixels> large(byte[] file, ScanPage page) {
    if (!(PageFile.open(file) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      return picture(pages, page, LARGE);
    }
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
      for (ScanPage s : sheets) picture(pages, s, THUMB).ifPresent(t -> found.put(s.id(), t));
    }
    return found;
  }

  private static Optional<Pixels> picture(PageFile.Pages pages, ScanPage page, int side) {
    if (page.sheet() >= pages.count()) return Optional.empty();
    if (!(pages.page(page.sheet()) instanceof PageImage image)) return Optional.empty();
    // what is cut out of a picture is looked at as closely as a whole one
    BufferedImage whole =
        page.make().cutOut().map(c -> Unwarped.of(image.colour(), c)).orElse(image.colour());
    BufferedImage fit = Fitted.of(whole, side);
    ScanLook look = page.look();
    return Optional.of(
        Pixels.of(Fitted.of(Straightened.of(fit, look.turns(), look.skew() / 100.0), side)));
  }
}
