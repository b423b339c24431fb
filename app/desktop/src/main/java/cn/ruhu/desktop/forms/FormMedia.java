package cn.ruhu.desktop.forms;

import cn.ruhu.survey.FormPackage;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import javafx.scene.image.Image;

/// Pictures that belong to a form's texts. Stateless.
final class FormMedia {
  /// longest side a form's picture is shown at, pixels
  private static final int SIDE = 480;

  private FormMedia() {}

  /// A picture of the form by its name; empty when there is none, or it is no picture.
  static Optional<Image> image(FormPackage form, String name) {
    if (name.isEmpty()) return Optional.empty();
    byte[] bytes = form.medium(name);
    if (bytes.length == 0) return Optional.empty();
    var image = new Image(new ByteArrayInputStream(bytes), SIDE, SIDE, true, true);
    return image.isError() ? Optional.empty() : Optional.of(image);
  }
}
