package cn.ruhu.desktop.counter;

import cn.ruhu.casefile.copying.CopyLine;
import cn.ruhu.desktop.kit.Background;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One run of the copy-helper over a case: whose turn it is, what was copied, what is typed to
/// jump. The clipboard is emptied [#CLEARED] after the last copy, and at the end. Window thread
/// only.
final class CopyViewModel {
  /// as long as a clerk needs to paste one value
  static final Duration CLEARED = Duration.ofSeconds(60);

  /// numbers of lines have at most so many digits
  private static final int DIGITS = 4;

  private final List<CopyLine> lines;
  private final Background background;
  private final CopyBoard board;
  private final BitSet copied = new BitSet();
  private final ReadOnlyIntegerWrapper at = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper last = new ReadOnlyIntegerWrapper(-1);
  private final ReadOnlyStringWrapper jump = new ReadOnlyStringWrapper("");
  private Background.Job clearing = () -> {};
  private String onBoard = "";

  CopyViewModel(List<CopyLine> lines, Background background, CopyBoard board) {
    this.lines = List.copyOf(lines);
    this.background = background;
    this.board = board;
  }

  List<CopyLine> lines() {
    return lines;
  }

  /// Index of the line whose turn it is; as many as there are lines when all is done.
  ReadOnlyIntegerProperty at() {
    return at.getReadOnlyProperty();
  }

  /// Index of the line copied last, -1 for none.
  ReadOnlyIntegerProperty last() {
    return last.getReadOnlyProperty();
  }

  /// Digits typed so far.
  ReadOnlyStringProperty jump() {
    return jump.getReadOnlyProperty();
  }

  boolean isCopied(int line) {
    return copied.get(line);
  }

  boolean isOver() {
    return at.get() >= lines.size();
  }

  /// Copies the value whose turn it is and moves on. An empty value is only passed over: what lies
  /// on the clipboard must not be pasted into its field.
  void copy() {
    if (isOver()) return;
    int now = at.get();
    String value = lines.get(now).value();
    empty();
    if (!value.isEmpty()) {
      onBoard = value;
      board.put(value);
      clearing = background.after(CLEARED, this::empty);
    }
    copied.set(now);
    jump.set("");
    last.set(now);
    at.set(now + 1);
  }

  /// One line back.
  void back() {
    jump.set("");
    if (at.get() > 0) at.set(at.get() - 1);
  }

  /// One line on without copying.
  void skip() {
    jump.set("");
    if (!isOver()) at.set(at.get() + 1);
  }

  /// Another digit of the line to jump to.
  void digit(int digit) {
    if (jump.get().length() < DIGITS) jump.set(jump.get() + digit);
  }

  /// Takes the last digit back; without one, goes a line back.
  void erase() {
    if (jump.get().isEmpty()) back();
    else jump.set(jump.get().substring(0, jump.get().length() - 1));
  }

  /// Forgets the digits.
  void forget() {
    jump.set("");
  }

  /// Jumps to the line of the digits; one that there is not leads to the nearest.
  void go() {
    if (jump.get().isEmpty()) return;
    int line = Integer.parseInt(jump.get());
    jump.set("");
    at.set(Math.clamp(line - 1, 0, Math.max(0, lines.size() - 1)));
  }

  /// Nothing of the case stays on the clipboard.
  void empty() {
    clearing.cancel();
    clearing = () -> {};
    if (!onBoard.isEmpty()) board.clear(onBoard);
    onBoard = "";
  }
}
