package cn.ruhu.desktop.forms;

import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import java.util.function.Consumer;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/// Digits choose an option of the question that has the keyboard. In a text field they are text; a
/// composition of an input method never gets here, because no text control has the keyboard then.
final class Digits {
  private Digits() {}

  static void pressed(KeyEvent event, Question question, Consumer<String> choose) {
    if (event.getTarget() instanceof TextInputControl || question.options().isEmpty()) return;
    if (question.kind() == QuestionKind.RANK) return; // a digit is a place there
    if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) return;
    if (!event.getCode().isDigitKey()) return;
    String name = event.getCode().getName();
    int digit = name.charAt(name.length() - 1) - '0';
    int at = digit == 0 ? 9 : digit - 1;
    if (at >= question.options().size()) return;
    event.consume();
    choose.accept(question.options().get(at).code());
  }
}
