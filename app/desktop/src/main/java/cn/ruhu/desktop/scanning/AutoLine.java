package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Whether pictures are taken by themselves, and how that stands. Window thread only.
final class AutoLine {
  private final VBox root;

  AutoLine(Kit kit, AutoShot auto) {
    var on = new CheckBox(kit.t("scanning.auto"));
    on.setId("scanning-auto");
    on.setWrapText(true);
    on.setMinHeight(Region.USE_PREF_SIZE);
    // the strip keeps the keyboard: there is a key for it
    on.setFocusTraversable(false);
    on.setAccessibleHelp("H");
    on.setOnAction(_ -> auto.toggle());
    auto.on.subscribe(on::setSelected);
    var said = new Label();
    said.setId("scanning-auto-said");
    said.setWrapText(true);
    said.setMinHeight(Region.USE_PREF_SIZE);
    said.getStyleClass().add("hint");
    auto.says.subscribe(s -> {
      boolean off = s == AutoShot.Says.OFF;
      said.setText(off ? "" : kit.t("scanning.auto.says." + s));
      Nodes.shown(said, !off);
    });
    var key = new Label("H");
    key.getStyleClass().add("key");
    var line = new HBox(8, on, key);
    line.setAlignment(Pos.CENTER_LEFT);
    root = new VBox(4, line, said);
  }

  Node node() {
    return root;
  }
}
