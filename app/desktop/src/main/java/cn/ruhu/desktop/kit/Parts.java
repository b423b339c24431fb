package cn.ruhu.desktop.kit;

import java.util.List;
import java.util.Objects;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// Shows parts that are written anew at every change and leaves those standing that say the same as
/// before: only what differs is styled and laid out again. Window thread only.
public final class Parts {
  private Parts() {}

  /// Makes a pane hold these parts. A button that looks like the one before it must also do the
  /// same, for the one before stays.
  public static void show(Pane pane, List<Node> parts) {
    ObservableList<Node> there = pane.getChildren();
    int common = Math.min(there.size(), parts.size());
    for (int i = 0; i < common; i++)
      if (!alike(there.get(i), parts.get(i))) there.set(i, parts.get(i));
    if (there.size() > common) there.remove(common, there.size());
    else if (parts.size() > common) there.addAll(parts.subList(common, parts.size()));
  }

  /// Whether two nodes look the same. What it does not know looks different.
  static boolean alike(@Nullable Node a, @Nullable Node b) {
    if (a == null || b == null) return a == null && b == null;
    if (!a.getClass().equals(b.getClass()) || !alikeOutside(a, b)) return false;
    return switch (a) {
      case Labeled x when b instanceof Labeled y ->
          Objects.equals(x.getText(), y.getText())
              && words(x.getTooltip()).equals(words(y.getTooltip()))
              && alike(x.getGraphic(), y.getGraphic());
      case Text x when b instanceof Text y -> x.getText().equals(y.getText());
      case ImageView x when b instanceof ImageView y -> Objects.equals(x.getImage(), y.getImage());
      case Pane x when b instanceof Pane y -> alike(x.getChildren(), y.getChildren());
      default -> a.getClass().equals(Region.class);
    };
  }

  private static boolean alikeOutside(Node a, Node b) {
    return Objects.equals(a.getId(), b.getId())
        && a.getStyleClass().equals(b.getStyleClass())
        && Objects.equals(a.getStyle(), b.getStyle())
        && Objects.equals(a.getAccessibleText(), b.getAccessibleText())
        && a.isVisible() == b.isVisible()
        && a.isManaged() == b.isManaged()
        && a.isDisable() == b.isDisable()
        && a.isFocusTraversable() == b.isFocusTraversable();
  }

  private static boolean alike(List<Node> all, List<Node> others) {
    if (all.size() != others.size()) return false;
    for (int i = 0; i < all.size(); i++) if (!alike(all.get(i), others.get(i))) return false;
    return true;
  }

  private static String words(@Nullable Tooltip tip) {
    return tip == null ? "" : tip.getText();
  }
}
