package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.imaging.sheet.SheetFormat;
import java.util.Optional;

/// How the picture of a page is made of its original, as a page record keeps it: the recipe, and
/// beside it corners, turns and lean for machines that do not know recipes. The recipe wins; a page
/// without one was filed by an earlier version and is drawn as it was then. Immutable and
/// thread-safe.
///
/// @param recipe see [PageRecipe]
public record PageShape(PageRecipe recipe) {
  /// Turns and leans beyond it were not written by this program.
  private static final long NUMBER_MAX = 99_999;

  public static PageShape of(PageRecipe recipe) {
    return new PageShape(recipe);
  }

  /// What a record says; empty where it has no recipe, or one of a later version.
  static Optional<PageRecipe> kept(CaseRecord page) {
    return PageRecipe.read(page.text("recipe"));
  }

  /// How a record's picture is made, also where no recipe was kept: to change it.
  public static PageRecipe read(CaseRecord page) {
    return kept(page).orElseGet(() -> rough(page));
  }

  private static PageRecipe rough(CaseRecord page) {
    int lean = Math.clamp(skew(page), -PageRecipe.SKEW_MAX, PageRecipe.SKEW_MAX);
    return new PageRecipe(
        PageRecipe.VERSION,
        Corners.parse(page.text("corners")).map(Corners::shares),
        turns(page),
        lean,
        SheetFormat.FREE,
        0,
        PageRecipe.Tone.AS_IS);
  }

  /// The record with this shape in place of the one it had.
  public CaseRecord on(CaseRecord page) {
    boolean asIs = recipe.equals(PageRecipe.AS_IS);
    return page.with("recipe", asIs ? "" : recipe.text())
        .with("turns", recipe.turns() == 0 ? "" : Integer.toString(recipe.turns()))
        .with("corners", recipe.corners().map(Corners::of).map(Corners::text).orElse(""))
        .with("skew", recipe.skew() == 0 ? "" : Integer.toString(recipe.skew()));
  }

  /// What is cut out of the original, roughly: what a person begins with to set corners.
  public static Corners corners(CaseRecord page) {
    return read(page).corners().map(Corners::of).orElse(Corners.WHOLE);
  }

  /// Quarter turns clockwise the stored picture lies turned.
  public static int turns(CaseRecord page) {
    return kept(page)
        .map(PageRecipe::turns)
        .orElseGet(() -> Math.floorMod(number(page, "turns"), 4));
  }

  /// The sheet of its file a record stands for, from 0; 0 where it stands for all of them.
  public static int sheet(CaseRecord page) {
    return PageEye.isOneSheet(page) ? Integer.parseInt(page.text("sheet")) : 0;
  }

  static int skew(CaseRecord page) {
    return number(page, "skew");
  }

  private static int number(CaseRecord page, String field) {
    return Texts.whole(page.text(field))
        .filter(n -> Math.abs(n) <= NUMBER_MAX)
        .map(Long::intValue)
        .orElse(0);
  }
}
