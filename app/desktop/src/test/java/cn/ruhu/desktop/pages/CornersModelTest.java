package cn.ruhu.desktop.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.imaging.page.Corners;
import org.junit.jupiter.api.Test;

class CornersModelTest {
  private static final Corners SET =
      Corners.parse("500,300 9300,700 9600,9400 200,9700").orElseThrow();

  @Test
  void whatIsKeptComesBackHoweverThePictureLies() {
    for (int turns = 0; turns < 4; turns++) {
      var model = new CornersModel(SET, turns);
      assertEquals(SET, model.corners(), "turned " + turns);
      assertEquals(turns, model.turns());
    }
  }

  @Test
  void turningTurnsWhatIsSeenAndLeavesWhatIsKept() {
    var model = new CornersModel(SET, 0);
    model.pick(0);
    for (int i = 1; i <= 4; i++) {
      model.turn();
      assertEquals(SET, model.corners(), "after " + i);
      assertEquals(Math.floorMod(-i, 4), model.turns());
    }
    assertEquals(0, model.picked().get(), "the same corner is picked after a full turn");
    model.turn();
    assertEquals(1, model.picked().get(), "top left is top right after a quarter clockwise");
    assertEquals(0.97, model.shape().get().corners().get(1).x(), 0.001);
    assertEquals(0.05, model.shape().get().corners().get(1).y(), 0.001);
  }

  @Test
  void keysMoveThePickedCornerAndNothingElse() {
    var model = new CornersModel(Corners.WHOLE, 0);
    model.pick(2);
    for (int i = 0; i < 5; i++) model.nudge(-CornersModel.STRIDE, 0);
    model.nudge(0, -CornersModel.STEP);
    assertEquals("0,0 10000,0 9500,9990 0,10000", model.corners().text());
    model.nudge(1, 1);
    assertTrue(model.corners().isWhole(), "no corner leaves the picture");
  }

  @Test
  void aDragIsOneStepToTakeBack() {
    var model = new CornersModel(Corners.WHOLE, 0);
    model.grab(0);
    for (int i = 1; i <= 30; i++) model.drag(new CornersModel.At(i / 100.0, i / 200.0));
    assertEquals("3000,1500 10000,0 10000,10000 0,10000", model.corners().text());
    model.turn();
    model.undo();
    model.undo();
    assertTrue(model.corners().isWhole());
    assertFalse(model.canUndo());
    model.undo();
    assertTrue(model.corners().isWhole());
  }

  @Test
  void sidesThatCrossAreNoPage() {
    var model = new CornersModel(Corners.WHOLE, 0);
    model.grab(0);
    model.drag(new CornersModel.At(1, 1));
    assertFalse(model.isPage());
    model.whole();
    assertTrue(model.isPage());
  }
}
