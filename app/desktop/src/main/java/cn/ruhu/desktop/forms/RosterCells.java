package cn.ruhu.desktop.forms;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.desktop.kit.CellEditor;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.input.InputMethodEvent;

/// The editors of a table's cells: one of each kind, made when the keyboard first comes to such a
/// cell. Window thread only.
final class RosterCells {
  private final Kit kit;
  private final Supplier<Optional<Question>> here;
  private final Consumer<CellEditor> made;
  private final Map<String, CellEditor> editors = new HashMap<>();
  private final Map<String, String> initials = new HashMap<>();
  private boolean composing;

  /// @param here the question of the cell that has the keyboard
  /// @param made hears each editor once, when it is new
  RosterCells(Kit kit, Supplier<Optional<Question>> here, Consumer<CellEditor> made) {
    this.kit = kit;
    this.here = here;
    this.made = made;
  }

  /// The editor of a question's kind.
  CellEditor of(Question q) {
    return editors.computeIfAbsent(
        kind(q),
        k -> {
          CellEditor editor =
              switch (k) {
                case "choice" -> CellEditor.choice(this::choices, kit.text());
                case "money" -> CellEditor.money();
                case "date" -> CellEditor.date();
                case "latin" -> CellEditor.latin();
                default -> CellEditor.text();
              };
          editor
              .input()
              .addEventFilter(
                  InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                  e -> composing = !e.getComposed().isEmpty());
          editor
              .input()
              .focusedProperty()
              .subscribe(has -> {
                if (!has) composing = false;
              });
          made.accept(editor);
          return editor;
        });
  }

  private static String kind(Question q) {
    return switch (q.kind()) {
      case SELECT_ONE, BOOL -> "choice";
      case MONEY -> "money";
      case DATE -> "date";
      case INT, DECIMAL, TIME, BARCODE -> "latin";
      default -> "text";
    };
  }

  private List<cn.ruhu.desktop.kit.Choice> choices() {
    return here.get().map(q -> RosterTable.choices(q, this::initials)).orElse(List.of());
  }

  private String initials(String label) {
    return initials.computeIfAbsent(label, l -> Pinyin.ofWords(l).initials());
  }

  /// Whether a word is being composed: keys belong to the input method then.
  boolean composing() {
    return composing;
  }

  /// Whether digits alone answer this cell.
  static boolean byDigit(Question q) {
    return (q.kind() == QuestionKind.SELECT_ONE || q.kind() == QuestionKind.BOOL)
        && q.options().size() <= RosterTable.DIGITS;
  }

  /// Shows a cell's value in its editor, or what was typed and not taken.
  static void show(CellEditor editor, Question q, Optional<RosterTable.Typed> typed, boolean open) {
    editor.show(shown(q));
    typed.ifPresent(t -> editor.input().setText(t.text()));
    if (typed.isPresent()) editor.input().selectAll();
    editor.editable(open);
  }

  /// The stored value as its editor shows it.
  static String shown(Question q) {
    return switch (q.kind()) {
      case SELECT_ONE, BOOL -> RosterTable.offered(q, q.value());
      case TIME -> TypedControl.hour(q.value());
      default -> q.value();
    };
  }

  /// What is typed, as the form stores it; empty when it is no value of its kind.
  static Optional<String> typed(CellEditor editor, Question q) {
    Optional<String> typed = editor.parse();
    if (typed.isEmpty() || typed.get().isEmpty()) return typed;
    return switch (q.kind()) {
      case SELECT_ONE, BOOL -> RosterTable.taken(q, typed.get());
      case TIME -> TypedControl.time(typed.get());
      default -> typed;
    };
  }
}
