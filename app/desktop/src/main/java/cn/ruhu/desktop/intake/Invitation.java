package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// What stands on the intake while no application lies on the desk: lay a card down, or type its
/// number.
final class Invitation {
  private final Kit kit;
  private final IntakeViewModel model;
  private final Field typed;
  private final VBox box;

  Invitation(Kit kit, IntakeViewModel model) {
    this.kit = kit;
    this.model = model;
    typed = typedNumber(kit, model);
    box = box();
  }

  Node node() {
    return box;
  }

  void focus() {
    typed.focus();
  }

  void clear() {
    typed.valueProperty().set("");
  }

  private static Field typedNumber(Kit kit, IntakeViewModel model) {
    Field field =
        new Fields(kit)
            .idNumber("intake-typed", kit.t("intake.typed"))
            .hint(kit.t("intake.typed.hint"))
            .columns(22);
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ENTER && !field.value().isEmpty()) {
            e.consume();
            model.typedNumber(field.value());
          }
        });
    model.typedProblem.subscribe(m -> field.problem(m == null ? null : kit.text().of(m)));
    return field;
  }

  private VBox box() {
    var title = new Label(kit.t("intake.invite"));
    title.getStyleClass().add("invite-title");
    var words = Cells.wrapped(kit.t("intake.invite.words"), "text-muted");
    words.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
    words.setMaxWidth(460);
    var state = new Label();
    state.getStyleClass().add("text-muted");
    state.setId("intake-invite-reader");
    Runnable tell =
        () -> {
          Message problem = model.readerProblem.get();
          state.setText(
              problem == null
                  ? kit.t("intake.reader." + model.reader.get().state().name())
                  : kit.text().of(problem));
        };
    model.reader.subscribe(_ -> tell.run());
    model.readerProblem.subscribe(_ -> tell.run());
    var box = new VBox(Icon.CARD.node(), title, words, state, typed);
    box.setId("intake-invite");
    box.getStyleClass().add("invite");
    box.setAlignment(Pos.CENTER);
    return box;
  }
}
