package cn.ruhu.desktop.kit;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/// A key and its act. A digit is a digit, on the row above the letters and on the numeric pad.
///
/// @param keys as people write them: `F2`, `Ctrl+Enter`, `J`, `Alt+1`
/// @param label text key of what it does, for the sheet of keys
/// @param act runs on the window's thread
/// @param overCards works while a card asks for a decision too
public record Shortcut(String keys, String label, Runnable act, boolean overCards) {
  /// A key of a screen: it rests while a card is open.
  public Shortcut(String keys, String label, Runnable act) {
    this(keys, label, act, false);
  }

  /// Letters, digits and the space bar alone: they rest while a text field or a composition has the
  /// keyboard.
  boolean isBare() {
    return combination() instanceof KeyCodeCombination c
        && !keys.contains("+")
        && (c.getCode().isLetterKey() || c.getCode().isDigitKey() || c.getCode() == KeyCode.SPACE);
  }

  boolean matches(KeyEvent event) {
    return combination().match(event) || (isDigit() && combination("NUMPAD").match(event));
  }

  private String name() {
    return keys.substring(keys.lastIndexOf('+') + 1);
  }

  private boolean isDigit() {
    String name = name();
    return name.length() == 1 && Character.isDigit(name.charAt(0));
  }

  private KeyCombination combination() {
    return combination("DIGIT");
  }

  /// @param digits which digits: `DIGIT` for the row, `NUMPAD` for the pad
  private KeyCombination combination(String digits) {
    int plus = keys.lastIndexOf('+');
    String modifiers = plus < 0 ? "" : keys.substring(0, plus);
    String name = name();
    KeyCode code =
        isDigit() ? KeyCode.valueOf(digits + name) : KeyCode.valueOf(name.toUpperCase(Locale.ROOT));
    return new KeyCodeCombination(
        code,
        modifiers.contains("Shift")
            ? KeyCombination.ModifierValue.DOWN
            : KeyCombination.ModifierValue.UP,
        modifiers.contains("Ctrl")
            ? KeyCombination.ModifierValue.DOWN
            : KeyCombination.ModifierValue.UP,
        modifiers.contains("Alt")
            ? KeyCombination.ModifierValue.DOWN
            : KeyCombination.ModifierValue.UP,
        KeyCombination.ModifierValue.UP,
        KeyCombination.ModifierValue.UP);
  }
}
