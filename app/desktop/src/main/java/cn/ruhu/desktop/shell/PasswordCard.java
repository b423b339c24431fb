package cn.ruhu.desktop.shell;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The card one's own password is changed on: the old one, and the new one twice.
final class PasswordCard {
  private final Kit kit;
  private final PasswordViewModel model;
  private final Field old;
  private final Field fresh;
  private final Field again;
  private Runnable close = () -> {};

  PasswordCard(Kit kit, PasswordViewModel model) {
    this.kit = kit;
    this.model = model;
    var fields = new Fields(kit);
    old = fields.password("password-old", kit.t("shell.password.old"));
    fresh = fields.password("password-fresh", kit.t("shell.password.fresh"));
    fresh.hint(kit.t("shell.password.rules"));
    again = fields.password("password-again", kit.t("shell.password.again")).onEnter(this::change);
    beside(old, model.old);
    beside(fresh, model.fresh);
    beside(again, model.again);
  }

  private void beside(Field field, ObjectProperty<@Nullable Message> words) {
    words.subscribe(m -> field.problem(m == null ? null : kit.text().of(m)));
  }

  void open() {
    var words = new Label(kit.t("shell.password.words"));
    words.setWrapText(true);
    words.getStyleClass().add("dialog-words");
    var problem = new Label();
    problem.setId("password-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("field-problem");
    var strip = new Bar(Icon.ERROR.node(), problem);
    strip.setAlignment(Pos.CENTER_LEFT);
    strip.getStyleClass().add("row");
    model.problem.subscribe(m -> {
      Nodes.shown(strip, m != null);
      if (m != null) problem.setText(kit.text().of(m));
    });
    var busy = new Label(kit.t("shell.password.busy"));
    busy.setId("password-busy");
    busy.getStyleClass().add("hint");
    model.busy.subscribe(b -> {
      Nodes.shown(busy, b);
      for (Field f : List.of(old, fresh, again)) f.editable(!b);
      if (!b) focusWrong();
    });
    var box = new VBox(words, old, fresh, again, strip, busy);
    box.getStyleClass().add("password-card");
    model.done.subscribe(this::done);
    close =
        kit.dialogs()
            .show(
                kit.t("shell.password.title"),
                box,
                List.of(
                    Dialogs.Act.tried(
                        kit.t("shell.password.act"),
                        () -> {
                          change();
                          return false;
                        })));
  }

  private void change() {
    model.change(
        old.value().toCharArray(), fresh.value().toCharArray(), again.value().toCharArray());
    focusWrong();
  }

  /// The keyboard goes where something is wrong.
  private void focusWrong() {
    for (Field f : List.of(old, fresh, again))
      if (f.hasProblem()) {
        f.focus();
        return;
      }
  }

  private void done(@Nullable Message words) {
    if (words == null) return;
    for (Field f : List.of(old, fresh, again)) f.valueProperty().set("");
    close.run();
    kit.notices().tell("PASSWORD", kit.text().of(words));
  }
}
