package cn.ruhu.desktop.kit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes fields. Every maker takes an id (for tests, `feature-thing`) and the words of the label.
public final class Fields {
  private final Kit kit;

  public Fields(Kit kit) {
    this.kit = kit;
  }

  /// Switches the input method off in a control that is no field of its own, a cell of a table.
  public static void latin(javafx.scene.control.TextInputControl input) {
    TypedEditor.latin(input);
  }

  private Field field(String id, String label, Field.Editor editor) {
    return new Field(id, label, kit.text(), kit.background(), editor);
  }

  /// One line of any text, at most 200 characters by code point.
  public Field text(String id, String label) {
    return field(id, label, TypedEditor.line(Format.TEXT, 200));
  }

  /// Several lines; Tab leaves it, Enter makes a new line.
  public Field area(String id, String label, int rows) {
    return field(id, label, TypedEditor.area(rows));
  }

  /// Digits only, the input method off.
  public Field digits(String id, String label, int max) {
    return field(id, label, TypedEditor.line(Format.DIGITS, max));
  }

  /// A telephone number: digits, 5 to 15 of them.
  public Field phone(String id, String label) {
    return digits(id, label, 20)
        .check(v ->
            v.length() < 5 || v.length() > 15
                ? Optional.of(kit.t("kit.field.phone"))
                : Optional.empty());
  }

  /// An identity number; shown in groups, check it with `casefile.IdNumber` in `check`.
  public Field idNumber(String id, String label) {
    return field(id, label, TypedEditor.line(Format.ID_NUMBER, 24));
  }

  /// An amount: typed in yuan, stored in fen.
  public Field money(String id, String label) {
    var made = field(id, label, TypedEditor.line(Format.MONEY, 20));
    made.getStyleClass().add("money");
    return made;
  }

  /// An amount whose text is kept whatever it is; hand a check in that says what is wrong.
  public Field amount(String id, String label) {
    var made = field(id, label, TypedEditor.line(Format.AMOUNT_TYPED, 40));
    made.getStyleClass().add("money");
    return made;
  }

  /// A day: typed as digits or with separators, stored ISO.
  public Field date(String id, String label) {
    return field(id, label, TypedEditor.line(Format.DATE, 12)).hint("");
  }

  /// A choice of a code table, reached by pinyin initials.
  public Field choice(String id, String label, List<Choice> choices) {
    return field(id, label, new CodeBox(fixed(choices), kit.text(), false));
  }

  /// Text with suggestions: an entry of the list stores its code, anything else stays as typed.
  public Field suggest(String id, String label, List<Choice> choices) {
    return suggest(id, label, fixed(choices));
  }

  /// As [#suggest(String, String, List)] with a list that is read when it is offered.
  public Field suggest(String id, String label, Supplier<List<Choice>> choices) {
    return field(id, label, new CodeBox(choices, kit.text(), true));
  }

  private static Supplier<List<Choice>> fixed(List<Choice> choices) {
    List<Choice> all = List.copyOf(choices);
    return () -> all;
  }

  /// A password; never shown, never trimmed.
  public Field password(String id, String label) {
    return field(id, label, TypedEditor.password());
  }

  /// Validates all, jumps to the first problem, and says whether there was none: what a submit
  /// button does first.
  public static boolean allFine(List<Field> fields) {
    Field first = null;
    for (Field f : fields) if (!f.validate() && first == null) first = f;
    if (first != null) first.focus();
    return first == null;
  }
}
