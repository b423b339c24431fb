package cn.ruhu.desktop.kit;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A labelled field. Its value is the text a record stores (fen, ISO dates, codes), whatever the
/// person sees. It is checked when it is left, the problem stands below it in words, and Enter
/// moves on. Made by [Fields]. Window thread only.
///
/// Ids for tests: the field has the id it was given, its control `<id>-input`, its problem
/// `<id>-problem`.
public final class Field extends VBox {
  /// Where a value came from.
  public enum Source {
    /// read from the chip of a card
    CHIP,
    /// said by a vendor's service that reads cards
    SERVICE,
    /// typed by a person
    HAND,
    /// carried over from an earlier declaration or visit
    EARLIER,
    /// follows from something else that was said: an age, a relation
    FOLLOWS
  }

  /// The control inside, as the field needs it.
  interface Editor {
    Node node();

    Node focusable();

    /// Text as typed now.
    String typed();

    /// Shows a stored value.
    void show(String value);

    /// The stored form of what is typed, or empty when it is none.
    Optional<String> parse();

    String problemKey();

    void onEdited(Runnable changed);

    void editable(boolean on);
  }

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass FLASH = PseudoClass.getPseudoClass("flash");

  private final Text text;
  private final Background background;
  private final Editor editor;
  private final Label label = new Label();
  private final Label source = new Label();
  private @Nullable Source told;
  private final Label required = new Label();
  private final Label problem = new Label();
  private final Label hint = new Label();
  private final StringProperty value = new SimpleStringProperty("");
  private Function<String, Optional<String>> check = _ -> Optional.empty();
  private Consumer<String> left = _ -> {};
  private @Nullable Runnable onEnter;
  private String valueOnEnter = "";
  private boolean showing;
  private boolean isRequired;

  Field(String id, String labelText, Text text, Background background, Editor editor) {
    this.text = text;
    this.background = background;
    this.editor = editor;
    setId(id);
    getStyleClass().add("field");
    label.setText(labelText);
    label.setLabelFor(editor.focusable());
    label.getStyleClass().add("field-label");
    label.setMinWidth(Label.USE_PREF_SIZE);
    required.getStyleClass().add("field-required");
    source.getStyleClass().addAll("badge", "source");
    source.setMinWidth(Label.USE_PREF_SIZE);
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    problem.getStyleClass().add("field-problem");
    problem.setId(id + "-problem");
    problem.setWrapText(true);
    for (Label l : new Label[] {required, source, hint, problem}) Nodes.shown(l, false);
    var top = new Bar(label, required, source);
    top.getStyleClass().add("field-top");
    top.setAlignment(Pos.CENTER_LEFT);
    editor.focusable().setId(id + "-input");
    editor.focusable().setAccessibleText(labelText);
    getChildren().addAll(top, editor.node(), hint, problem);
    value.subscribe(this::valueChanged);
    editor.onEdited(this::edited);
    editor.focusable().focusedProperty().subscribe(this::focused);
    editor.focusable().addEventHandler(KeyEvent.KEY_PRESSED, this::enter);
  }

  private void valueChanged(String now) {
    if (showing) return;
    editor.show(now);
    problem((String) null);
  }

  private void edited() {
    editor
        .parse()
        .ifPresent(v -> {
          showing = true;
          value.set(v);
          showing = false;
        });
    if (problem.isVisible() && problemNow().isEmpty()) problem((String) null);
  }

  private void focused(boolean has) {
    if (has) {
      valueOnEnter = value.get();
      return;
    }
    var found = problemNow();
    problem(found.orElse(null));
    if (found.isEmpty() || editor.parse().isPresent()) editor.show(value.get());
    if (!Objects.equals(valueOnEnter, value.get())) {
      valueOnEnter = value.get();
      left.accept(value.get());
    }
  }

  private void enter(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && !event.isControlDown() && !event.isShiftDown()) {
      event.consume();
      if (onEnter != null) onEnter.run();
      else editor.focusable().requestFocusTraversal(TraversalDirection.NEXT);
    }
  }

  private Optional<String> problemNow() {
    if (editor.parse().isEmpty()) return Optional.of(text.of(editor.problemKey()));
    return value.get().isEmpty() ? Optional.empty() : check.apply(value.get());
  }

  /// The stored text; bind it to the view model. Setting it from outside never calls [#onLeft].
  public StringProperty valueProperty() {
    return value;
  }

  public String value() {
    return value.get();
  }

  /// Marks it required; an empty one is a problem only in [#validate] (after submit).
  public Field required() {
    isRequired = true;
    required.setText(text.of("kit.field.required"));
    Nodes.shown(required, true);
    return this;
  }

  /// A further check of a value that is not empty: words of the problem, or empty.
  public Field check(Function<String, Optional<String>> wrong) {
    check = wrong;
    return this;
  }

  /// Called with the new value when the field is left and the value differs: the moment to make it
  /// durable.
  public Field onLeft(Consumer<String> durable) {
    left = durable;
    return this;
  }

  /// Enter does this instead of moving on: the last field of a small form.
  public Field onEnter(Runnable act) {
    onEnter = act;
    return this;
  }

  /// Keeps what is typed now, as leaving the field does; the keyboard stays.
  public void keep() {
    focused(false);
  }

  /// The next node takes the keyboard.
  public void moveOn() {
    editor.focusable().requestFocusTraversal(TraversalDirection.NEXT);
  }

  /// Whether a person can type into it now: it stands on the screen and may be changed.
  public boolean takesKeys() {
    Node input = editor.focusable();
    if (input.getScene() == null || !input.isFocusTraversable() || input.isDisabled()) return false;
    for (Node n = input; n != null; n = n.getParent()) if (!n.isVisible()) return false;
    return true;
  }

  /// One key, `=`, in the empty field says the same as another field; the empty field says so.
  ///
  /// @param words what it is the same as
  /// @param same the text, `""` while there is none
  public Field same(String words, Supplier<String> same) {
    if (editor.focusable() instanceof TextInputControl input) TypedEditor.same(input, words, same);
    return this;
  }

  /// Small words below the control.
  public Field hint(String words) {
    hint.setText(words);
    Nodes.shown(hint, !words.isEmpty());
    return this;
  }

  /// Width in characters of the base font; without it the field takes what there is.
  public Field columns(int ems) {
    if (editor.focusable() instanceof TextInputControl input) {
      prefWidthProperty().bind(Nodes.ems(input.fontProperty(), ems));
      maxWidthProperty().bind(Nodes.ems(input.fontProperty(), ems));
    }
    return this;
  }

  /// Shows a problem in words, or none.
  public void problem(@Nullable String words) {
    problem.setText(words == null ? "" : words);
    Nodes.shown(problem, words != null);
    editor.focusable().pseudoClassStateChanged(WRONG, words != null);
    editor.focusable().setAccessibleHelp(words);
  }

  /// Whether a problem is shown now.
  public boolean hasProblem() {
    return problem.isVisible();
  }

  /// Checks now, required or not, shows the problem and says whether the field is fine.
  public boolean validate() {
    var found = problemNow();
    if (found.isEmpty() && isRequired && value.get().isEmpty())
      found = Optional.of(text.of("kit.field.empty", label.getText()));
    problem(found.orElse(null));
    return found.isEmpty();
  }

  /// Says where the value came from; null says nothing.
  public void source(@Nullable Source from) {
    if (from == told) return; // a style class taken off and put on again is styled anew
    told = from;
    if (from != null) source.setText(text.of("kit.source." + from.name()));
    source.getStyleClass().removeAll("accent", "neutral");
    source.getStyleClass().add(from == Source.CHIP ? "accent" : "neutral");
    Nodes.shown(source, from != null);
  }

  /// Lights the field up for a moment: a card has just filled it.
  public void flash() {
    pseudoClassStateChanged(FLASH, true);
    background.after(
        java.time.Duration.ofMillis(1200), () -> pseudoClassStateChanged(FLASH, false));
  }

  /// Puts the keyboard into it.
  public void focus() {
    editor.focusable().requestFocus();
  }

  /// Whether a person may change it; a reason belongs into [#hint].
  public Field editable(boolean on) {
    editor.editable(on);
    return this;
  }

  /// Other words for the label (the same field for another person).
  public void label(String words) {
    label.setText(words);
    editor.focusable().setAccessibleText(words);
  }
}
