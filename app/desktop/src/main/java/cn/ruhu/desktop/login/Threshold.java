package cn.ruhu.desktop.login;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Logo;
import cn.ruhu.desktop.kit.Nodes;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The page before work begins: the product at the left, one column of fields at the right.
final class Threshold {
  private final BorderPane root = new BorderPane();

  /// @param place name of the district, empty before enrolment
  Threshold(Kit kit, String place, Runnable otherLanguage, VBox column) {
    root.getStyleClass().add("threshold");
    root.setLeft(brand(kit, place));
    column.getStyleClass().add("threshold-column");
    var holder = new VBox(column);
    holder.setAlignment(Pos.CENTER);
    holder.setMinHeight(Region.USE_PREF_SIZE); // scrolls before it cuts words
    holder.getStyleClass().add("threshold-holder");
    var scroll = new ScrollPane(holder);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().addAll("edge-to-edge", "threshold-scroll");
    var side = new BorderPane(scroll);
    root.setCenter(side);
    var tools =
        new HBox(
            Buttons.icon("login-theme", Icon.NIGHT, kit.t("login.theme"), () -> nextLook(kit)),
            Buttons.icon("login-language", Icon.LANGUAGE, kit.t("login.language"), otherLanguage));
    tools.setAlignment(Pos.CENTER_RIGHT);
    tools.getStyleClass().add("threshold-tools");
    side.setBottom(tools);
    BorderPane.setAlignment(tools, Pos.CENTER_RIGHT);
  }

  private static void nextLook(Kit kit) {
    kit.theme().look().set(kit.theme().look().get().next());
  }

  Parent node() {
    return root;
  }

  private static Node brand(Kit kit, String place) {
    var name = new Label(kit.t("login.name"));
    name.getStyleClass().add("brand-name");
    var words = new Label(kit.t("login.words"));
    words.getStyleClass().add("brand-words");
    words.setWrapText(true);
    var grow = new Region();
    VBox.setVgrow(grow, Priority.ALWAYS);
    var box = new VBox(new Logo(4.2), name, words, grow);
    if (!place.isEmpty()) {
      var district = new Label(place, Icon.LOCATION.node());
      district.getStyleClass().add("brand-place");
      district.setId("login-district");
      box.getChildren().add(district);
    }
    box.getStyleClass().addAll("brand", "on-brand");
    return box;
  }

  /// A problem above the button: an icon and words.
  static HBox problem(String id) {
    var words = new Label();
    words.setId(id);
    words.setWrapText(true);
    HBox.setHgrow(words, Priority.ALWAYS);
    var box = new HBox(Icon.ERROR.node(), words);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("threshold-problem");
    Nodes.shown(box, false);
    return box;
  }

  static void say(HBox box, String words) {
    ((Label) box.getChildren().get(1)).setText(words);
    Nodes.shown(box, !words.isEmpty());
  }
}
