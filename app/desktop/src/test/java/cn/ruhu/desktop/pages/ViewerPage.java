package cn.ruhu.desktop.pages;

import cn.ruhu.desktop.DesktopTest;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import org.testfx.api.FxRobot;

/// A page large over the window.
public record ViewerPage(FxRobot robot) {
  public ViewerPage shown() {
    DesktopTest.until("viewer", this::isOpen);
    return this;
  }

  public boolean isOpen() {
    return robot.lookup("#page-viewer").tryQuery().isPresent();
  }

  /// Waits until a picture stands in the viewer.
  public ViewerPage picture() {
    DesktopTest.until("picture, not " + state(), () -> isOpen() && image().getImage() != null);
    return this;
  }

  public ImageView image() {
    return robot.lookup("#page-viewer-picture .image-view").query();
  }

  public ScrollPane frame() {
    return robot.lookup("#page-viewer-picture").query();
  }

  public ViewerPage next() {
    robot.push(KeyCode.J);
    return this;
  }

  public ViewerPage back() {
    robot.push(KeyCode.K);
    return this;
  }

  public ViewerPage turn() {
    robot.push(KeyCode.R);
    return this;
  }

  /// A notch of the wheel over the middle of the picture; up is positive.
  public ViewerPage wheel(int notches) {
    DesktopTest.fx(() -> {
      ScrollPane frame = frame();
      Point2D at = new Point2D(frame.getWidth() / 2, frame.getHeight() / 2);
      Event.fireEvent(
          frame,
          new ScrollEvent(
              ScrollEvent.SCROLL,
              at.getX(),
              at.getY(),
              0,
              0,
              false,
              false,
              false,
              false,
              false,
              false,
              0,
              40.0 * notches,
              0,
              0,
              ScrollEvent.HorizontalTextScrollUnits.NONE,
              0,
              ScrollEvent.VerticalTextScrollUnits.NONE,
              0,
              0,
              null));
    });
    return this;
  }

  public void close() {
    robot.push(KeyCode.ESCAPE);
    DesktopTest.until("closed", () -> !isOpen());
  }

  public String count() {
    return text("#page-viewer-count");
  }

  public String title() {
    return text("#page-viewer-title");
  }

  /// How the open page stands, where there is no picture.
  public String state() {
    return text("#page-viewer-picture-state");
  }

  private String text(String selector) {
    return DesktopTest.ask(() ->
        robot
            .lookup(selector)
            .tryQuery()
            .filter(DesktopTest::inSight)
            .map((Node n) -> ((Labeled) n).getText())
            .orElse(""));
  }
}
