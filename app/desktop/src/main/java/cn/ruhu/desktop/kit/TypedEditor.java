package cn.ruhu.desktop.kit;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A text control with a [Format].
final class TypedEditor implements Field.Editor {
  /// characters a control takes at most; longer text of a record is never cut by showing it
  static final int LENGTH_MAX = 4000;

  private final TextInputControl input;
  private final Format format;
  private boolean showing;

  private TypedEditor(TextInputControl input, Format format, int max) {
    this.input = input;
    this.format = format;
    input.setTextFormatter(
        new TextFormatter<>(change -> {
          if (showing || !change.isContentChange()) return change;
          String now = change.getControlNewText();
          if (now.codePointCount(0, now.length()) > max) {
            change.setText("");
            change.setRange(change.getRangeStart(), change.getRangeStart());
            change.selectRange(change.getControlAnchor(), change.getControlCaretPosition());
          }
          return change;
        }));
    if (format.latin()) latin(input);
  }

  static TypedEditor line(Format format, int max) {
    return new TypedEditor(new TextField(), format, max);
  }

  static TypedEditor area(int rows) {
    var area = new TextArea();
    area.setWrapText(true);
    area.setPrefRowCount(rows);
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.TAB && !e.isControlDown()) {
            e.consume();
            area.requestFocusTraversal(
                e.isShiftDown()
                    ? javafx.scene.TraversalDirection.PREVIOUS
                    : javafx.scene.TraversalDirection.NEXT);
          }
        });
    return new TypedEditor(area, Format.TEXT, LENGTH_MAX);
  }

  static TypedEditor password() {
    return new TypedEditor(new PasswordField(), Format.TEXT, 200);
  }

  /// Switches the input method off: a composition must not swallow digits, and one that is given up
  /// must not take what is selected with it.
  static void latin(TextInputControl input) {
    input.skinProperty().subscribe(_ -> input.setInputMethodRequests(null));
    input.addEventFilter(
        InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
        e -> {
          if (!e.getComposed().isEmpty() || e.getCommitted().isEmpty()) e.consume();
        });
    input.getStyleClass().add("latin");
  }

  private static final Set<String> SAME = Set.of("=", "\uFF1D");

  /// See [Field#same]; the sign of an input method counts too.
  static void same(TextInputControl input, String words, Supplier<String> same) {
    input.setPromptText("=  " + words);
    input.addEventFilter(
        KeyEvent.KEY_TYPED,
        e -> {
          if (SAME.contains(e.getCharacter()) && repeated(input, same)) e.consume();
        });
    input.addEventFilter(
        InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
        e -> {
          if (SAME.contains(e.getCommitted()) && repeated(input, same)) e.consume();
        });
  }

  private static boolean repeated(TextInputControl input, Supplier<String> same) {
    boolean free = input.getSelection().getLength() == input.getLength();
    if (!free || !input.isEditable()) return false;
    String text = same.get();
    if (text.isEmpty()) return false;
    input.replaceText(0, input.getLength(), text);
    input.positionCaret(input.getLength());
    return true;
  }

  @Override
  public Node node() {
    return input;
  }

  @Override
  public Node focusable() {
    return input;
  }

  @Override
  public String typed() {
    return input.getText() == null ? "" : input.getText();
  }

  @Override
  public void show(String value) {
    showing = true;
    String shown = format.show(value);
    if (!shown.equals(input.getText())) input.setText(shown);
    showing = false;
  }

  @Override
  public Optional<String> parse() {
    return input instanceof PasswordField ? Optional.of(typed()) : format.parse(typed());
  }

  @Override
  public String problemKey() {
    return format.problemKey();
  }

  @Override
  public void onEdited(Runnable changed) {
    input
        .textProperty()
        .subscribe((_, _) -> {
          if (!showing) changed.run();
        });
  }

  @Override
  public void editable(boolean on) {
    input.setEditable(on);
    input.setFocusTraversable(on);
  }
}
