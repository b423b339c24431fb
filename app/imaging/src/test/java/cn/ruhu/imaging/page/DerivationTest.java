package cn.ruhu.imaging.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.code.CodeCheck;
import cn.ruhu.imaging.page.Derivation.Derived;
import cn.ruhu.imaging.page.Derivation.NotDerived;
import cn.ruhu.imaging.page.PageFile.Pages;
import cn.ruhu.imaging.page.PageFile.Reason;
import cn.ruhu.imaging.raster.ColourRaster;
import cn.ruhu.imaging.sheet.DeskCorpus;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.imaging.sheet.PageRecipe.Tone;
import cn.ruhu.imaging.sheet.SheetFormat;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DerivationTest {
  /// Pixels that every machine must make of the picture below. Not to be changed: a new arithmetic
  /// is a new [PageRecipe#VERSION].
  private static final String KNOWN =
      "9cf905c836704eda689cbc99fca581337d435504d99adf419b8b34905c77ea57";

  private static ColourRaster pattern() {
    int w = 331;
    int h = 467;
    int[] pixels = new int[w * h];
    for (int y = 0; y < h; y++)
      for (int x = 0; x < w; x++) {
        boolean ink = (x / 5 + y / 9) % 3 == 0 && x % 40 > 12;
        int light = 150 + 80 * x / w;
        pixels[y * w + x] =
            ink ? (x > 200 ? 0xB02020 : 0x202020) : light << 16 | light << 8 | light - 12;
      }
    return new ColourRaster(w, h, pixels);
  }

  private static String sha256(ColourRaster page) throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    for (int y = 0; y < page.height(); y++)
      for (int x = 0; x < page.width(); x++) {
        int p = page.rgb(x, y);
        digest.update(new byte[] {(byte) (p >> 16), (byte) (p >> 8), (byte) p});
      }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void everyMachineMakesTheSamePixels() throws NoSuchAlgorithmException {
    var recipe =
        PageRecipe.read(
                "r1;c=60000,40000,930000,90000,980000,950000,20000,900000;t=1;s=-130;f=A4;d=50;w=WHITENED")
            .orElseThrow();
    assertEquals(KNOWN, sha256(Derivation.of(pattern(), recipe)));
  }

  @Test
  void originalAndRecipeAreEnough() throws IOException, NoSuchAlgorithmException {
    byte[] original = Straightened.encode(DeskCorpus.photo(3).image(), "jpeg");
    byte[] before = original.clone();
    PageReading reading;
    try (var pages = (Pages) PageFile.open(original)) {
      reading =
          new PageReader(CodeCheck.of(List.of(Corpus.KEY)), System::nanoTime)
              .read((PageImage) pages.page(0));
    }
    var recipe = reading.recipe().withTone(Tone.WHITENED);
    var first = assertInstanceOf(Derived.class, Derivation.of(original, 0, recipe));
    var kept = PageRecipe.read(recipe.text()).orElseThrow();
    var later = assertInstanceOf(Derived.class, Derivation.of(original, 0, kept));
    assertTrue(first.page().isSameAs(later.page()));
    assertEquals(64, first.sha256().length());
    assertEquals(first.sha256(), later.sha256());
    assertArrayEquals(before, original);
  }

  @Test
  void aPersonsCornersMakeAnotherPageOfTheSameOriginal() throws IOException {
    var photo = DeskCorpus.photo(4);
    byte[] original = Straightened.encode(photo.image(), "png");
    var shares =
        photo.truth().times(1.0 / photo.image().getWidth(), 1.0 / photo.image().getHeight());
    var recipe = PageRecipe.AS_IS.withCorners(shares).withFormat(SheetFormat.A4, 150);
    var made = assertInstanceOf(Derived.class, Derivation.of(original, 0, recipe));
    assertEquals(SheetFormat.A4.longPixels(150), made.page().longSide());
    var turned = assertInstanceOf(Derived.class, Derivation.of(original, 0, recipe.turnedBy(1)));
    assertEquals(made.page().width(), turned.page().height());
  }

  @Test
  void whatGivesNoPictureIsNamed() {
    assertEquals(new NotDerived(Reason.EMPTY), Derivation.of(new byte[0], 0, PageRecipe.AS_IS));
    byte[] one = SyntheticPage.clean("x", 50).jpeg();
    assertEquals(new NotDerived(Reason.SPOILED), Derivation.of(one, 1, PageRecipe.AS_IS));
    assertInstanceOf(Derived.class, Derivation.of(one, 0, PageRecipe.AS_IS));
  }
}
