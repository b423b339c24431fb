package cn.ruhu.imaging.page;

import cn.ruhu.imaging.Fitted;
import cn.ruhu.imaging.page.PageFile.Pages;
import cn.ruhu.imaging.page.PageFile.Refused;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.sheet.Flattened;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.imaging.sheet.Whitened;
import java.awt.image.BufferedImage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Pages made of originals by recipes. The original's bytes are never touched; whoever keeps them,
/// their hash and the recipe can make the same pixels again, bit for bit. Pure and thread-safe.
public final class Derivation {
  private Derivation() {}

  /// A page, or why there is none.
  public sealed interface Outcome permits Derived, NotDerived {}

  /// A page made of an original.
  ///
  /// @param sha256 of the original's bytes, hexadecimal
  /// @param sheet which page of the original, from 0
  /// @param recipe what was done
  /// @param page what came of it
  public record Derived(String sha256, int sheet, PageRecipe recipe, ColourRaster page)
      implements Outcome {}

  /// @param reason see [PageFile.Reason]
  public record NotDerived(PageFile.Reason reason) implements Outcome {}

  /// Makes a page.
  ///
  /// @param original the untouched bytes of a file [PageFile] opens
  /// @param sheet from 0
  public static Outcome of(byte[] original, int sheet, PageRecipe recipe) {
    return switch (PageFile.open(original)) {
      case Refused(var reason, var _) -> new NotDerived(reason);
      case Pages pages -> {
        try (pages) {
          if (sheet < 0 || sheet >= pages.count()) yield new NotDerived(PageFile.Reason.SPOILED);
          yield switch (pages.page(sheet)) {
            case Refused(var reason, var _) -> new NotDerived(reason);
            case PageImage image -> new Derived(sha256(original), sheet, recipe, of(image, recipe));
          };
        }
      }
    };
  }

  /// Makes a page of one that is decoded already; also of a small copy, as corners are shares.
  public static ColourRaster of(PageImage image, PageRecipe recipe) {
    return of(ColourRaster.of(image.colour()), recipe);
  }

  /// Makes a page of pixels.
  public static ColourRaster of(ColourRaster picture, PageRecipe recipe) {
    var flat = Flattened.of(picture, recipe);
    return switch (recipe.tone()) {
      case AS_IS -> flat;
      case WHITENED -> Whitened.of(flat);
    };
  }

  /// Makes a page as large as a screen needs, of no more pixels than that takes: what eyes see
  /// while they work. The page itself is [#of(ColourRaster, PageRecipe)].
  ///
  /// @param side longer side, pixels, at least 1; a pixel more where rounding wants it
  public static ColourRaster fitted(BufferedImage picture, PageRecipe recipe, int side) {
    int longest = Math.max(picture.getWidth(), picture.getHeight());
    // corners are shares: the same recipe, as many pixels as there are
    var plain = recipe.withFormat(recipe.format(), 0);
    double made = Flattened.longSide(picture.getWidth(), picture.getHeight(), plain);
    int enough = (int) Math.clamp((double) side * longest / made, 1, longest);
    return of(ColourRaster.of(Fitted.of(picture, enough)), plain);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
