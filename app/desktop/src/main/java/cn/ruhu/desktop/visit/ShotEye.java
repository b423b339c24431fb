package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.pages.PagePicture;
import cn.ruhu.imaging.Fitted;
import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.page.Derivation;
import cn.ruhu.imaging.page.Flaws;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import cn.ruhu.imaging.page.PageReader;
import cn.ruhu.imaging.page.PageReading;
import cn.ruhu.imaging.page.Straightened;
import cn.ruhu.imaging.sheet.PageRecipe;
import java.awt.image.BufferedImage;
import java.util.Optional;

/// Looks at a photo that was just taken: a paper is read as the window's scans are, a room is left
/// as it came. Stateless and thread-safe; work for `Background`.
final class ShotEye {
  /// Longer side of the picture a person judges by.
  private static final int LARGE = 1600;

  /// What the edges of a paper are.
  enum Edges {
    /// a room, or the picture is the paper
    NONE,
    /// the page is cut to the edges that were found
    FOUND,
    /// not sure: left as it came
    UNSURE,
    /// set by a person
    HAND
  }

  /// A photo as it was read.
  ///
  /// @param jpeg as the camera made it, never changed
  /// @param paper a paper, else a room or a door
  /// @param found how it is shown between the edges found, else upright and whole
  /// @param recipe how it is shown now
  /// @param shown the picture of `recipe`
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Taken(
      byte[] jpeg,
      boolean paper,
      PageRecipe found,
      PageRecipe recipe,
      Edges edges,
      Flaws flaws,
      Pixels shown) {
    /// The same photo shown in another way.
    Taken as(PageRecipe other, Edges how, Pixels picture) {
      return new Taken(jpeg, paper, found, other, how, flaws, picture);
    }
  }

  private ShotEye() {}

  /// @return empty when it gives no picture
  static Optional<Taken> look(byte[] jpeg, boolean paper) {
    return page(jpeg).map(image -> paper ? paper(jpeg, image) : room(jpeg, image));
  }

  private static Taken room(byte[] jpeg, PageImage image) {
    Pixels shown = Pixels.of(Fitted.of(image.colour(), LARGE));
    var as = PageRecipe.AS_IS;
    return new Taken(jpeg, false, as, as, Edges.NONE, Flaws.NONE, shown);
  }

  private static Taken paper(byte[] jpeg, PageImage image) {
    PageReading read = new PageReader(CodeCheck.shapeOnly(), () -> 0).read(image, true);
    PageRecipe recipe = read.recipe();
    Edges edges =
        recipe.corners().isPresent() ? Edges.FOUND : read.blank() ? Edges.NONE : Edges.UNSURE;
    Flaws flaws = Flaws.of(image, read);
    return new Taken(jpeg, true, recipe, recipe, edges, flaws, drawn(image, recipe, LARGE));
  }

  /// The photo shown by another recipe.
  static Optional<Pixels> drawn(byte[] jpeg, PageRecipe recipe, int side) {
    return page(jpeg).map(image -> drawn(image, recipe, side));
  }

  /// By another recipe, as large as a person judges by.
  static Optional<Pixels> drawn(byte[] jpeg, PageRecipe recipe) {
    return drawn(jpeg, recipe, LARGE);
  }

  private static Pixels drawn(PageImage image, PageRecipe recipe, int side) {
    return Pixels.of(Derivation.fitted(image.colour(), recipe, side).image());
  }

  /// The whole photo after so many quarter turns: what corners are set on.
  static Optional<Pixels> whole(byte[] jpeg, int turns) {
    return page(jpeg)
        .map(i -> {
          BufferedImage fitted = Fitted.of(i.colour(), LARGE);
          return Pixels.of(Straightened.of(fitted, turns, 0));
        });
  }

  /// The recipe with corners a person set; the sheet gets its true proportions.
  static PageRecipe cut(Taken taken, Corners corners, int turns) {
    PageRecipe now = taken.recipe();
    return PagePicture.cut(taken.jpeg(), 0, now, corners, turns)
        .orElse(now.turnedBy(now.turns() - turns));
  }

  private static Optional<PageImage> page(byte[] jpeg) {
    if (!(PageFile.open(jpeg) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      return pages.page(0) instanceof PageImage image ? Optional.of(image) : Optional.empty();
    }
  }
}
