package cn.ruhu.desktop.kit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;

/// A choice from a code table, reached by typing pinyin initials, the code or the word: the list
/// narrows, Enter or Tab takes the first. Four keys reach any entry of the tables in use (tested).
final class CodeBox extends StackPane implements Field.Editor {
  private static final int ROWS_MAX = 9;

  /// height of a row in ems
  private static final double ROW = 2.43;

  private final Supplier<List<Choice>> choices;
  private final StringProperty code = new SimpleStringProperty("");
  private final TextField input = new TextField();
  private final ListView<Choice> list = new ListView<>();
  private final Popup popup = new Popup();
  private Runnable edited = () -> {};
  private boolean showing;
  private final boolean free;
  private boolean editable = true;

  /// @param choices asked anew whenever they are offered
  /// @param free whether text that is no entry is a value too
  CodeBox(Supplier<List<Choice>> choices, Text text, boolean free) {
    this.choices = choices;
    this.free = free;
    getStyleClass().add("code-box");
    if (!free) TypedEditor.latin(input); // free text may be Chinese
    input.setMaxWidth(Double.MAX_VALUE);
    input.setMinWidth(40);
    input.setAccessibleRole(AccessibleRole.COMBO_BOX);
    input.setPromptText(text.of("kit.choice.prompt"));
    var open = new Button("", Icon.EXPAND.node());
    open.setFocusTraversable(false);
    open.setAccessibleText(text.of("kit.choice.open"));
    open.getStyleClass().addAll("flat", "button-icon", "quiet", "code-box-open");
    open.setOnAction(_ -> {
      input.requestFocus();
      if (editable) offer("");
    });
    StackPane.setAlignment(open, Pos.CENTER_RIGHT);
    getChildren().addAll(input, open);
    list.fixedCellSizeProperty().bind(Nodes.ems(input.fontProperty(), ROW));
    list.getStyleClass().addAll("dense", "choices");
    list.setCellFactory(_ -> new Cell());
    list.setFocusTraversable(false);
    list.setAccessibleText(text.of("kit.choice.open"));
    popup.getContent().add(list);
    popup.setAutoHide(true);
    popup.setHideOnEscape(false);
    input
        .textProperty()
        .subscribe((_, now) -> {
          if (!showing) typed(now);
        });
    input.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    selectOnFirstClick();
    input
        .focusedProperty()
        .subscribe(has -> {
          if (has) input.selectAll();
          else settle();
        });
  }

  /// A click into the box begins a new choice, as coming by keyboard does.
  private void selectOnFirstClick() {
    var coming = new SimpleBooleanProperty();
    input.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> coming.set(!input.isFocused()));
    input.addEventHandler(
        MouseEvent.MOUSE_RELEASED,
        _ -> {
          if (coming.get() && input.getSelection().getLength() == 0) input.selectAll();
        });
  }

  private final class Cell extends ListCell<Choice> {
    Cell() {
      setOnMouseClicked(_ -> {
        if (getItem() != null) take(getItem());
      });
    }

    @Override
    protected void updateItem(Choice item, boolean empty) {
      super.updateItem(item, empty);
      setText(empty || item == null ? "" : item.words());
    }
  }

  /// Whether the list hangs open.
  boolean offering() {
    return popup.isShowing();
  }

  /// Takes what is marked in the open list, or the only entry that fits what is typed.
  void decide() {
    Choice marked = popup.isShowing() ? list.getSelectionModel().getSelectedItem() : null;
    if (marked != null) take(marked);
    else settle();
  }

  private List<Choice> matching(String typed) {
    String plain = typed.strip().toLowerCase(Locale.ROOT);
    return choices.get().stream()
        .filter(c -> c.matches(plain))
        .sorted(Comparator.comparingInt(c -> c.rank(plain)))
        .toList();
  }

  private void typed(String now) {
    if (now.isBlank()) set("");
    if (input.isFocused()) offer(now);
  }

  private void offer(String typed) {
    var found = matching(typed);
    list.getItems().setAll(found);
    list.getSelectionModel().selectFirst();
    if (found.isEmpty()) {
      popup.hide();
      return;
    }
    double em = input.getFont().getSize();
    list.setPrefSize(
        Math.max(16 * em, getWidth()), ROW * em * Math.min(ROWS_MAX, found.size()) + 4);
    if (!popup.isShowing() && getScene() != null && getScene().getWindow() != null) {
      Bounds at = localToScreen(getBoundsInLocal());
      popup.show(this, at.getMinX(), at.getMaxY() + 2);
    }
  }

  private void key(KeyEvent event) {
    boolean open = popup.isShowing();
    switch (event.getCode()) {
      case DOWN -> {
        if (!editable) return;
        if (open) list.getSelectionModel().selectNext();
        else offer("");
        list.scrollTo(list.getSelectionModel().getSelectedIndex());
        event.consume();
      }
      case UP -> {
        if (open) {
          list.getSelectionModel().selectPrevious();
          event.consume();
        }
      }
      case ENTER, TAB -> {
        if (open && list.getSelectionModel().getSelectedItem() != null)
          take(list.getSelectionModel().getSelectedItem());
      }
      case ESCAPE -> {
        if (open || (byLabel(input.getText()).isEmpty() && !free)) {
          popup.hide();
          show(code.get());
          input.selectAll();
          event.consume();
        }
      }
      default -> {}
    }
    if (event.getCode() == KeyCode.F4 && event.isAltDown() && !open) offer("");
  }

  private void take(Choice choice) {
    popup.hide();
    show(choice.code());
    edited.run();
    input.selectAll();
  }

  private void set(String now) {
    if (code.get().equals(now)) return;
    code.set(now);
    edited.run();
  }

  private void settle() {
    popup.hide();
    if (byLabel(input.getText()).isEmpty() && !input.getText().isBlank()) {
      var found = matching(input.getText());
      if (found.size() == 1) take(found.getFirst());
    }
  }

  private Optional<Choice> byLabel(String shown) {
    return choices.get().stream().filter(c -> c.label().equals(shown)).findFirst();
  }

  @Override
  public Node node() {
    return this;
  }

  @Override
  public Node focusable() {
    return input;
  }

  @Override
  public String typed() {
    return input.getText();
  }

  @Override
  public void show(String value) {
    showing = true;
    code.set(value);
    input.setText(
        choices.get().stream()
            .filter(c -> c.code().equals(value))
            .findFirst()
            .map(Choice::label)
            .orElse(value));
    showing = false;
  }

  @Override
  public Optional<String> parse() {
    String shown = input.getText();
    if (shown.isBlank()) return Optional.of("");
    if (byLabel(shown).map(Choice::code).filter(code.get()::equals).isPresent())
      return Optional.of(code.get());
    return byLabel(shown).map(Choice::code).or(() -> unknown(shown));
  }

  /// A code of a newer table is kept as it is.
  private Optional<String> unknown(String shown) {
    return free || shown.equals(code.get()) ? Optional.of(shown.strip()) : Optional.empty();
  }

  @Override
  public String problemKey() {
    return "kit.field.choice";
  }

  @Override
  public void onEdited(Runnable changed) {
    edited = changed;
    input
        .textProperty()
        .subscribe((_, _) -> {
          if (!showing) changed.run();
        });
  }

  @Override
  public void editable(boolean on) {
    editable = on;
    input.setEditable(on);
    input.setFocusTraversable(on);
  }
}
