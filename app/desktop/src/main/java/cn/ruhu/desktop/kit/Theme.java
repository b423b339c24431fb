package cn.ruhu.desktop.kit;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/// Light, dark or high contrast; two densities; text from 100 to 200 per cent. Colours are tokens:
/// a look is a set of tokens, never a second style sheet for a control.
///
/// Used on the window's thread only.
public final class Theme {
  /// Which tokens.
  public enum Look {
    LIGHT,
    DARK,
    /// black, white and yellow: SC 1.4.6 contrast for everything that carries meaning
    CONTRAST;

    /// The look the button beside the lock changes to.
    public Look next() {
      return switch (this) {
        case LIGHT -> DARK;
        case DARK -> CONTRAST;
        case CONTRAST -> LIGHT;
      };
    }
  }

  /// How much room a row takes.
  public enum Density {
    /// tables and the counter
    COMPACT,
    /// fingers: targets of 44 px and more
    COMFORTABLE
  }

  /// How large the text is.
  public enum Zoom {
    Z100,
    Z125,
    Z150,
    Z175,
    Z200;

    /// 1.0 to 2.0, for the few sizes that no style sheet can give.
    public double factor() {
      return Integer.parseInt(name().substring(1)) / 100.0;
    }
  }

  private final ObjectProperty<Look> look = new SimpleObjectProperty<>(Look.LIGHT);
  private final ObjectProperty<Density> density = new SimpleObjectProperty<>(Density.COMPACT);
  private final ObjectProperty<Zoom> zoom = new SimpleObjectProperty<>(Zoom.Z100);

  public ObjectProperty<Look> look() {
    return look;
  }

  public ObjectProperty<Density> density() {
    return density;
  }

  public ObjectProperty<Zoom> zoom() {
    return zoom;
  }

  /// Dresses a scene and keeps it dressed while the properties change. Popups inherit from it.
  public void install(Scene scene) {
    dress(scene);
    look.subscribe(() -> dress(scene));
    density.subscribe(() -> dress(scene));
    zoom.subscribe(() -> dress(scene));
  }

  private void dress(Scene scene) {
    Look now = look.get();
    scene.setUserAgentStylesheet(
        now == Look.LIGHT
            ? new PrimerLight().getUserAgentStylesheet()
            : new PrimerDark().getUserAgentStylesheet());
    scene.getStylesheets().setAll(List.of(css("app.css"), css(tokens(now))));
    Room.text(scene, zoom.get().factor());
    var classes = scene.getRoot().getStyleClass();
    classes.removeIf(c -> c.startsWith("zoom-") || c.startsWith("density-"));
    classes.add("zoom-" + zoom.get().name().substring(1));
    classes.add(density.get() == Density.COMPACT ? "density-compact" : "density-comfortable");
  }

  private static String tokens(Look look) {
    return switch (look) {
      case LIGHT -> "light.css";
      case DARK -> "dark.css";
      case CONTRAST -> "contrast.css";
    };
  }

  private static String css(String name) {
    return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
  }
}
