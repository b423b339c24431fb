package cn.ruhu.desktop.settings;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.Page;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The folder the scanner's own program writes into, with what it is doing now.
final class FolderCard {
  private final Kit kit;
  private final Folders folders;
  private final Field folder;
  private final VBox node;
  private final Lamps lamps = new Lamps();
  private Runnable stop = () -> {};

  FolderCard(Kit kit, Folders folders) {
    this.kit = kit;
    this.folders = folders;
    folder = new Fields(kit).text("settings-folder", kit.t("settings.folder.path"));
    folder.hint(kit.t("settings.folder.hint"));
    folder.valueProperty().set(folders.folder());
    folder.onEnter(this::use);
    HBox.setHgrow(folder, Priority.ALWAYS);
    var use =
        Buttons.with(
            Icon.REFRESH,
            Buttons.plain("settings-folder-use", kit.t("settings.folder.use"), this::use));
    var choose =
        Buttons.with(
            Icon.FOLDER,
            Buttons.plain("settings-folder-choose", kit.t("settings.folder.choose"), this::choose));
    var row = new Bar(12, folder, choose, use);
    row.setAlignment(Pos.CENTER_LEFT);
    lamps.setId("settings-folder-state");
    node = Page.card(kit.t("settings.folder"), row, lamps);
  }

  VBox node() {
    return node;
  }

  void open() {
    stop.run();
    stop = folders.onState(this::state);
  }

  void close() {
    stop.run();
    stop = () -> {};
  }

  private void choose() {
    folders
        .choose(kit.t("settings.folder"), node.getScene().getWindow())
        .ifPresent(chosen -> {
          folder.valueProperty().set(chosen);
          use();
        });
  }

  private void use() {
    String typed = folder.value().strip();
    boolean fine = folders.accepts(typed);
    folder.problem(fine ? null : kit.t("settings.folder.wrong"));
    if (fine) folders.use(typed);
  }

  private void state(String state) {
    lamps.clear();
    lamps.add(
        kit.t("settings.folder.state." + state),
        switch (state) {
          case "READY" -> Lamps.State.GOOD;
          case "NONE" -> Lamps.State.OFF;
          case "CLOSED" -> Lamps.State.OPEN;
          default -> Lamps.State.BAD;
        },
        "");
  }
}
