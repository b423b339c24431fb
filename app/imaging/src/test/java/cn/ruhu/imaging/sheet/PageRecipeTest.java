package cn.ruhu.imaging.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cn.ruhu.imaging.raster.Point;
import cn.ruhu.imaging.raster.Quad;
import cn.ruhu.imaging.sheet.PageRecipe.Tone;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageRecipeTest {
  private static final Quad CORNERS =
      new Quad(
          new Point(0.1234567891, 0.1),
          new Point(0.9, 0.11),
          new Point(0.95, 0.9),
          new Point(0.05, 1 / 3.0 + 0.5));

  @Test
  void whatIsKeptIsReadAgain() {
    var recipe =
        PageRecipe.AS_IS
            .withCorners(CORNERS)
            .turnedBy(1)
            .withFormat(SheetFormat.A4, 300)
            .withTone(Tone.WHITENED);
    assertEquals(Optional.of(recipe), PageRecipe.read(recipe.text()));
    assertEquals(
        "r1;c=123457,100000,900000,110000,950000,900000,50000,833333;t=3;s=0;f=A4;d=300;w=WHITENED",
        recipe.text());
    assertEquals("r1;c=-;t=0;s=0;f=FREE;d=0;w=AS_IS", PageRecipe.AS_IS.text());
    assertEquals(Optional.of(PageRecipe.AS_IS), PageRecipe.read(PageRecipe.AS_IS.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "r2;c=-;t=0;s=0;f=FREE;d=0;w=AS_IS",
        "r1;c=-;t=4;s=0;f=FREE;d=0;w=AS_IS",
        "r1;c=-;t=0;s=9999;f=FREE;d=0;w=AS_IS",
        "r1;c=-;t=0;s=0;f=FREE;d=601;w=AS_IS",
        "r1;c=0,0,1,1,0,1;t=0;s=0;f=FREE;d=0;w=AS_IS",
        "r1;c=0,0,1,0,0,1,1,1;t=0;s=0;f=FREE;d=0;w=AS_IS",
        "r1;c=-;t=0;s=0;f=A3;d=0;w=AS_IS"
      })
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), PageRecipe.read(text));
  }

  @Test
  void aPersonsHandForgetsWhatWasMeasuredBetweenOtherCorners() {
    var leaning = new PageRecipe(1, Optional.empty(), 1, 150, SheetFormat.FREE, 0, Tone.AS_IS);
    assertEquals(0, leaning.withCorners(CORNERS).skew());
    assertEquals(1, leaning.withCorners(CORNERS).turns());
    assertEquals(Optional.empty(), leaning.withCorners(CORNERS).withFrame().corners());
    assertEquals(0, leaning.turnedBy(1).turns());
    assertEquals(2, leaning.turnedBy(-1).turns());
  }

  @Test
  void cornersOfNoSheetAreRefused() {
    var crossed = new Quad(new Point(0, 0), new Point(1, 1), new Point(1, 0), new Point(0, 1));
    assertThrows(IllegalArgumentException.class, () -> PageRecipe.AS_IS.withCorners(crossed));
  }

  @ParameterizedTest
  @CsvSource({
    "1.414, 3508, 300, A4",
    "1.414, 2480, 300, A5",
    "1.414, 2000, 0, A4",
    "1.585, 1011, 300, ID1",
    "1.59, 900, 0, ID1",
    "1.30, 1500, 0, FREE",
    "1.46, 1500, 0, FREE",
    "1.414, 3000, 300, FREE"
  })
  void paperIsToldByShapeAndLength(double aspect, double length, int dpi, SheetFormat format) {
    assertEquals(format, SheetFormat.of(aspect, length, dpi));
  }

  @Test
  void a4AtThreeHundredHasTheKnownPixels() {
    assertEquals(3508, SheetFormat.A4.longPixels(300));
    assertEquals(2480, SheetFormat.A4.shortPixels(300));
    assertEquals(300, SheetFormat.A4.dpi(3508));
  }
}
