package cn.ruhu.imaging.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class QuadTest {
  private static final Quad SQUARE = Quad.frame(10, 10);

  @Test
  void cornersComeInOrderWhateverOrderTheyWereFoundIn() {
    var around = List.of(new Point(9, 8), new Point(10, 0), new Point(1, 1), new Point(0, 10));
    assertEquals(
        List.of(new Point(1, 1), new Point(10, 0), new Point(9, 8), new Point(0, 10)),
        Quad.of(around).corners());
    assertTrue(Quad.of(around).isConvex());
  }

  @Test
  void overlapIsCommonByAll() {
    assertEquals(1, SQUARE.overlap(SQUARE), 1e-9);
    var half = new Quad(new Point(5, 0), new Point(15, 0), new Point(15, 10), new Point(5, 10));
    assertEquals(50 / 150.0, SQUARE.overlap(half), 1e-9);
    assertEquals(0, SQUARE.overlap(half.times(10, 1)), 1e-9);
  }

  @Test
  void aDentIsNoSheet() {
    var dented = new Quad(new Point(0, 0), new Point(10, 0), new Point(2, 2), new Point(0, 10));
    assertFalse(dented.isConvex());
    assertEquals(100, SQUARE.area(), 1e-9);
  }
}
