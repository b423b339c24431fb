package cn.ruhu.imaging.sheet;

import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.raster.Quad;

/// Lays a sheet flat: corners, lean and quarter turns in one step, so that pixels are mixed once.
/// Whole numbers and exact arithmetic decide each pixel; every machine makes the same.
public final class Flattened {
  private static final int WHITE = 0xFFFFFF;

  /// Pixels a page made may have; a wilder recipe makes a smaller page.
  private static final double PIXELS_MAX = 40_000_000;

  private static final int FRACTION = 256;

  private Flattened() {}

  /// Size of a page.
  record Size(int width, int height) {
    Size turned(int turns) {
      return turns % 2 == 0 ? this : new Size(/* width= */ height, /* height= */ width);
    }
  }

  /// The page a recipe makes of a picture, its paper untouched.
  public static ColourRaster of(ColourRaster picture, PageRecipe recipe) {
    if (recipe.corners().isEmpty() && recipe.turns() == 0 && recipe.skew() == 0) return picture;
    Size sheet = size(picture, recipe);
    Size page = sheet.turned(recipe.turns());
    return drawn(picture, way(picture, recipe, sheet, page), page);
  }

  /// What lies between four corners, as so many pixels across and down.
  ///
  /// @param corners in pixels of the picture; convex
  public static ColourRaster of(ColourRaster picture, Quad corners, int width, int height) {
    var unit = Homography.affine(1.0 / width, 0, 0, 0, 1.0 / height, 0);
    return drawn(picture, Homography.square(corners).after(unit), new Size(width, height));
  }

  /// Longer side of the page a recipe makes of a picture of this size, pixels.
  public static int longSide(int width, int height, PageRecipe recipe) {
    Size size = size(width, height, recipe);
    return Math.max(size.width(), size.height());
  }

  /// Carries places of the page made to places of the picture.
  public static Homography way(ColourRaster picture, PageRecipe recipe) {
    Size sheet = size(picture, recipe);
    return way(picture, recipe, sheet, sheet.turned(recipe.turns()));
  }

  private static Homography way(ColourRaster picture, PageRecipe recipe, Size sheet, Size page) {
    Quad corners = corners(picture, recipe);
    // page → its middle → turned back → lean put back → sheet → unit square → picture
    double radians = StrictMath.toRadians(recipe.skew() / 100.0);
    double cos = recipe.skew() == 0 ? 1 : StrictMath.cos(radians);
    double sin = recipe.skew() == 0 ? 0 : StrictMath.sin(radians);
    double[][] quarter = {{1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
    double[] q = quarter[recipe.turns()];
    var centred = Homography.affine(1, 0, -page.width() / 2.0, 0, 1, -page.height() / 2.0);
    var turned = Homography.affine(q[0], q[1], 0, q[2], q[3], 0);
    var leaned = Homography.affine(cos, -sin, 0, sin, cos, 0);
    var back = Homography.affine(1.0 / sheet.width(), 0, 0.5, 0, 1.0 / sheet.height(), 0.5);
    return Homography.square(corners).after(back).after(leaned).after(turned).after(centred);
  }

  private static Quad corners(ColourRaster picture, PageRecipe recipe) {
    return corners(picture.width(), picture.height(), recipe);
  }

  private static Quad corners(int width, int height, PageRecipe recipe) {
    return recipe
        .corners()
        .map(q -> q.times(width, height))
        .orElseGet(() -> Quad.frame(width, height));
  }

  /// The sheet as it lies in the picture, before quarter turns.
  private static Size size(ColourRaster picture, PageRecipe recipe) {
    return size(picture.width(), picture.height(), recipe);
  }

  private static Size size(int pictureWidth, int pictureHeight, PageRecipe recipe) {
    if (recipe.corners().isEmpty()) return new Size(pictureWidth, pictureHeight);
    Quad q = corners(pictureWidth, pictureHeight, recipe);
    double across =
        Math.max(q.topLeft().distance(q.topRight()), q.bottomLeft().distance(q.bottomRight()));
    double down =
        Math.max(q.topLeft().distance(q.bottomLeft()), q.topRight().distance(q.bottomRight()));
    double aspect = Shape.aspect(q, pictureWidth, pictureHeight);
    SheetFormat format = recipe.format();
    double width;
    double height;
    if (format == SheetFormat.FREE) {
      boolean wide = across >= down;
      width = wide ? across : down * aspect;
      height = wide ? across / aspect : down;
    } else {
      double longSide =
          recipe.dpi() == 0 ? Math.max(across, down) : format.longPixels(recipe.dpi());
      double shortSide =
          recipe.dpi() == 0
              ? longSide * format.shortMm() / format.longMm()
              : format.shortPixels(recipe.dpi());
      width = aspect > 1 ? longSide : shortSide;
      height = aspect > 1 ? shortSide : longSide;
    }
    double by = Math.min(1, Math.sqrt(PIXELS_MAX / Math.max(1, width * height)));
    return new Size(
        (int) Math.max(1, Math.rint(width * by)), (int) Math.max(1, Math.rint(height * by)));
  }

  private static ColourRaster drawn(ColourRaster from, Homography way, Size page) {
    int finer = finer(way, page);
    int[] out = new int[page.width() * page.height()];
    if (finer == 1 && way.g() == 0 && way.h() == 0 && way.i() == 1) {
      for (int y = 0; y < page.height(); y++) straight(from, way, y, page.width(), out);
      return new ColourRaster(page.width(), page.height(), out);
    }
    for (int y = 0; y < page.height(); y++)
      for (int x = 0; x < page.width(); x++)
        out[y * page.width() + x] =
            finer == 1 ? one(from, way, x + 0.5, y + 0.5) : mean(from, way, x, y, finer);
    return new ColourRaster(page.width(), page.height(), out);
  }

  /// One row without perspective: the same pixels as [#one] gives, without its divisions by 1.
  private static void straight(ColourRaster from, Homography t, int y, int width, int[] out) {
    double acrossX = t.a();
    double acrossY = t.d();
    double downX = t.b() * (y + 0.5);
    double downY = t.e() * (y + 0.5);
    double firstX = t.c();
    double firstY = t.f();
    int lastX = from.width() - 1;
    int lastY = from.height() - 1;
    for (int x = 0; x < width; x++) {
      double sx = acrossX * (x + 0.5) + downX + firstX - 0.5;
      double sy = acrossY * (x + 0.5) + downY + firstY - 0.5;
      // a place that rounds out of the picture is left to the careful way
      if (sx >= 0 && sy >= 0 && sx < lastX - 0.01 && sy < lastY - 0.01) {
        int fixedX = (int) (sx * FRACTION + 0.5);
        int fixedY = (int) (sy * FRACTION + 0.5);
        out[y * width + x] = from.mixed(fixedX >> 8, fixedY >> 8, fixedX & 255, fixedY & 255);
      } else out[y * width + x] = one(from, t, x + 0.5, y + 0.5);
    }
  }

  /// Where the picture has several pixels for one of the page, so many by so many are mixed.
  private static int finer(Homography way, Size page) {
    double w = page.width();
    double h = page.height();
    double area = new Quad(way.at(0, 0), way.at(w, 0), way.at(w, h), way.at(0, h)).area() / (w * h);
    return (int) Math.clamp(Math.rint(Math.sqrt(area)), 1, 4);
  }

  private static int mean(ColourRaster from, Homography way, int x, int y, int finer) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int j = 0; j < finer; j++)
      for (int i = 0; i < finer; i++) {
        int p = one(from, way, x + (i + 0.5) / finer, y + (j + 0.5) / finer);
        red += p >> 16 & 255;
        green += p >> 8 & 255;
        blue += p & 255;
      }
    int n = finer * finer;
    return ((red + n / 2) / n) << 16 | ((green + n / 2) / n) << 8 | ((blue + n / 2) / n);
  }

  /// Mixed of the four pixels around a place; white outside the picture.
  private static int one(ColourRaster from, Homography t, double x, double y) {
    double w = t.g() * x + t.h() * y + t.i();
    double sx = (t.a() * x + t.b() * y + t.c()) / w - 0.5;
    double sy = (t.d() * x + t.e() * y + t.f()) / w - 0.5;
    if (!(sx > -1 && sy > -1 && sx < from.width() && sy < from.height())) return WHITE;
    int fixedX = (int) Math.floor(sx * FRACTION + 0.5);
    int fixedY = (int) Math.floor(sy * FRACTION + 0.5);
    int x0 = fixedX >> 8;
    int y0 = fixedY >> 8;
    int fx = fixedX & 255;
    int fy = fixedY & 255;
    if (x0 >= 0 && y0 >= 0 && x0 + 1 < from.width() && y0 + 1 < from.height())
      return from.mixed(x0, y0, fx, fy);
    int left = Math.clamp(x0, 0, from.width() - 1);
    int right = Math.clamp(x0 + 1, 0, from.width() - 1);
    int top = Math.clamp(y0, 0, from.height() - 1);
    int low = Math.clamp(y0 + 1, 0, from.height() - 1);
    int upper = ColourRaster.mixed(from.rgb(left, top), from.rgb(right, top), fx);
    int lower = ColourRaster.mixed(from.rgb(left, low), from.rgb(right, low), fx);
    return ColourRaster.mixed(upper, lower, fy);
  }
}
