package cn.ruhu.desktop.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.TextField;

/// What a cell of a table is typed with while the keyboard is in it: a [Field] without its words.
/// It travels from cell to cell; the table says what stands in the cell and takes what was typed.
/// The input method rests in it wherever only digits and codes are typed. Window thread only.
public final class CellEditor {
  private final Field.Editor editor;
  private final TextField input;
  private String shown = "";

  /// as it stood in the field
  private String drawn = "";

  private CellEditor(Field.Editor editor) {
    this.editor = editor;
    this.input = (TextField) editor.focusable();
    editor.node().getStyleClass().add("cell-editor");
    input.setMinWidth(0);
  }

  /// Any text on one line, input method and all.
  public static CellEditor text() {
    return new CellEditor(TypedEditor.line(Format.TEXT, 200));
  }

  /// Digits, signs, times: the input method rests.
  public static CellEditor latin() {
    var made = text();
    TypedEditor.latin(made.input);
    return made;
  }

  /// An amount: typed in yuan, stored in fen.
  public static CellEditor money() {
    return new CellEditor(TypedEditor.line(Format.MONEY, 20));
  }

  /// A day: typed with or without separators, stored ISO.
  public static CellEditor date() {
    return new CellEditor(TypedEditor.line(Format.DATE, 12));
  }

  /// A choice, reached by its code, its words or their initials.
  ///
  /// @param choices asked anew for each cell it travels to
  public static CellEditor choice(Supplier<List<Choice>> choices, Text text) {
    return new CellEditor(new CodeBox(choices, text, false));
  }

  /// What stands in the table.
  public Node node() {
    return editor.node();
  }

  /// What takes the keyboard.
  public TextField input() {
    return input;
  }

  /// Shows the stored value of the cell it is in now, all of it selected.
  public void show(String stored) {
    shown = stored;
    editor.show(stored);
    drawn = input.getText();
    input.selectAll();
  }

  /// The stored form of what is typed, empty text for nothing typed; no value when it is none of
  /// its kind.
  public Optional<String> parse() {
    return editor.parse();
  }

  /// Whether what is typed says something else than the cell did. A field may show less than is
  /// stored, no line breaks say: nobody changed that by passing through. Two choices may have the
  /// same words.
  public boolean changed() {
    boolean typed = editor instanceof CodeBox || !input.getText().equals(drawn);
    return typed && !editor.parse().equals(Optional.of(shown));
  }

  /// Puts back what the cell said.
  public void undo() {
    show(shown);
  }

  /// Text key of what is wrong with text that is no value.
  public String problemKey() {
    return editor.problemKey();
  }

  /// Whether it may be typed into.
  public void editable(boolean on) {
    editor.editable(on);
    input.setFocusTraversable(true); // the keyboard travels through closed cells too
  }

  /// Whether a list of choices hangs open below it: arrows and Enter belong to that list.
  public boolean offering() {
    return editor instanceof CodeBox box && box.offering();
  }

  /// Takes the marked choice of the open list; elsewhere nothing.
  public void decide() {
    if (editor instanceof CodeBox box) box.decide();
  }
}
