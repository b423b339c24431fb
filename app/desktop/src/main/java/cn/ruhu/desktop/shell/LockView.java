package cn.ruhu.desktop.shell;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What stands over the window while it is locked: nothing of a case, only the way back.
final class LockView {
  private final StackPane root = new StackPane();
  private final Field password;

  LockView(Kit kit, Session session, ShellViewModel model) {
    root.setId("lock");
    root.getStyleClass().add("curtain");
    var icon = Icon.LOCK.node();
    icon.getStyleClass().add("lock-icon");
    var title = new Label(kit.t("shell.lock.title"));
    title.getStyleClass().add("page-title");
    var words = new Label(kit.t("shell.lock.words", session.personName()));
    words.getStyleClass().add("empty-words");
    password =
        new Fields(kit)
            .password("lock-password", kit.t("shell.lock.password"))
            .onEnter(() -> back(model));
    Button back = Buttons.main("lock-back", kit.t("shell.lock.back"), () -> back(model));
    model.hasPin.subscribe(
        set -> password.label(kit.t(set ? "shell.lock.password.or" : "shell.lock.password")));
    back.setDefaultButton(true);
    back.setMaxWidth(Double.MAX_VALUE);
    back.disableProperty().bind(model.unlocking);
    model.lockProblem.subscribe(m -> password.problem(m == null ? null : kit.text().of(m)));
    model.locked.subscribe(on -> {
      if (!on) password.valueProperty().set("");
    });
    var box = column(icon, title, words, password, back);
    root.getChildren().add(box);
  }

  private static VBox column(javafx.scene.Node... nodes) {
    var box = new VBox(nodes);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("lock-box");
    return box;
  }

  private void back(ShellViewModel model) {
    model.unlock(password.value().toCharArray());
  }

  Parent node() {
    return root;
  }

  void shown() {
    password.focus();
  }
}
