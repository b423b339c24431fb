package cn.ruhu.desktop.kit;

import javafx.geometry.Bounds;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A picture of paper, large: the wheel zooms where the pointer is, dragging moves it, turning
/// keeps its fit. Window thread only.
public final class PicturePane {
  /// How a picture lies in its frame before anybody zooms.
  public enum Fit {
    WHOLE,
    WIDTH
  }

  private static final double STEP = 1.2;
  private static final double ZOOM_MAX = 8;

  /// a whole page keeps off the edges of its frame
  private static final double AIR = 0.97;

  private final Fit fit;
  private final ImageView picture = new ImageView();
  private final ScrollPane frame = new ScrollPane(new StackPane(new Group(picture)));
  private @Nullable Pixels pixels;
  private double zoom = 1;

  /// @param id of the frame
  /// @param words what is to be seen, for readers of the screen
  public PicturePane(String id, String words, Fit fit) {
    this.fit = fit;
    picture.setPreserveRatio(true);
    picture.setSmooth(true);
    frame.setId(id);
    frame.setAccessibleText(words);
    frame.setPannable(true);
    frame.setFitToWidth(true);
    frame.setFitToHeight(true);
    frame.setFocusTraversable(false);
    frame.getStyleClass().add("picture-pane");
    frame.setOnScroll(e -> {
      if (e.getDeltaY() == 0) return;
      zoom(e.getDeltaY() > 0 ? STEP : 1 / STEP, e.getX(), e.getY());
      e.consume();
    });
    frame.viewportBoundsProperty().subscribe(_ -> lay());
  }

  public ScrollPane node() {
    return frame;
  }

  /// Shows a picture as it lies, upright.
  public void show(Pixels paper) {
    pixels = paper;
    picture.setImage(paper.image());
    picture.setRotate(0);
    whole();
  }

  public void clear() {
    picture.setImage(null);
    pixels = null;
  }

  public boolean isEmpty() {
    return picture.getImage() == null;
  }

  /// Whether the picture can be seen: it, and everything around it.
  public boolean inSight() {
    if (isEmpty() || frame.getScene() == null) return false;
    for (Node at = frame; at != null; at = at.getParent()) if (!at.isVisible()) return false;
    return true;
  }

  /// A quarter turn clockwise, for the eyes only.
  public void rotate() {
    picture.setRotate((picture.getRotate() + 90) % 360);
    lay();
  }

  public void closer() {
    middle(STEP);
  }

  public void farther() {
    middle(1 / STEP);
  }

  /// Back to how it lay.
  public void whole() {
    zoom = 1;
    lay();
    frame.setHvalue(0.5);
    frame.setVvalue(fit == Fit.WHOLE ? 0.5 : 0);
  }

  private void middle(double by) {
    zoom(by, frame.getWidth() / 2, frame.getHeight() / 2);
  }

  /// What lies under the point stays under it.
  private void zoom(double by, double x, double y) {
    double next = Math.clamp(zoom * by, 1 / ZOOM_MAX, ZOOM_MAX);
    double ratio = next / zoom;
    Bounds view = frame.getViewportBounds();
    Bounds before = frame.getContent().getLayoutBounds();
    double left = -view.getMinX() + x;
    double top = -view.getMinY() + y;
    zoom = next;
    lay();
    frame.layout();
    Bounds after = frame.getContent().getLayoutBounds();
    if (before.getWidth() <= 0) return;
    frame.setHvalue(share(left * ratio - x, after.getWidth() - view.getWidth()));
    frame.setVvalue(share(top * ratio - y, after.getHeight() - view.getHeight()));
  }

  private static double share(double at, double room) {
    return room <= 0 ? 0.5 : Math.clamp(at / room, 0.0, 1.0);
  }

  private void lay() {
    Pixels p = pixels;
    Bounds view = frame.getViewportBounds();
    if (p == null || view.getWidth() <= 1) return;
    boolean side = picture.getRotate() % 180 != 0;
    double w = side ? p.height() : p.width();
    double h = side ? p.width() : p.height();
    double scale = view.getWidth() / w;
    if (fit == Fit.WHOLE) scale = Math.min(scale, view.getHeight() / h) * AIR;
    picture.setFitWidth(Math.max(16, p.width() * scale * zoom));
  }
}
