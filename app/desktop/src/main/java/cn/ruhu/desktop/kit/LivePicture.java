package cn.ruhu.desktop.kit;

import java.nio.IntBuffer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// What a camera sees, as large as there is room. Frames of one size share one picture of the
/// toolkit, so that fifteen a second make no garbage. Window thread only.
public final class LivePicture extends Pane {
  private final ImageView view = new ImageView();
  private @Nullable PixelBuffer<IntBuffer> buffer;

  /// Shows nothing yet.
  public LivePicture() {
    view.setPreserveRatio(true);
    view.setSmooth(true);
    getChildren().add(view);
    setMinSize(0, 0);
  }

  /// @param frame null for nothing to be seen
  public void show(@Nullable Pixels frame) {
    if (frame == null) {
      buffer = null;
      view.setImage(null);
      return;
    }
    PixelBuffer<IntBuffer> held = buffer;
    boolean same =
        held != null && held.getWidth() == frame.width() && held.getHeight() == frame.height();
    if (held != null && same) {
      held.updateBuffer(b -> {
        b.getBuffer().put(0, frame.argb());
        return null;
      });
      return;
    }
    var made =
        new PixelBuffer<>(
            frame.width(),
            frame.height(),
            IntBuffer.wrap(frame.argb().clone()),
            PixelFormat.getIntArgbPreInstance());
    buffer = made;
    view.setImage(new WritableImage(made));
    requestLayout();
  }

  /// Whether nothing is to be seen.
  public boolean isEmpty() {
    return view.getImage() == null;
  }

  @Override
  protected void layoutChildren() {
    view.setFitWidth(getWidth());
    view.setFitHeight(getHeight());
    double w = view.getLayoutBounds().getWidth();
    double h = view.getLayoutBounds().getHeight();
    view.relocate((getWidth() - w) / 2, (getHeight() - h) / 2);
  }
}
