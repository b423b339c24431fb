package cn.ruhu.desktop.intake;

import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/// Counts and draws a case once for all that happens to it in one go: a card that is laid down
/// opens a case, fills it and moves the keyboard, and each of these alone asks for the whole screen
/// anew.
///
/// Window thread only.
final class Settling {
  private final Runnable count;
  private final ObjectProperty<@Nullable Spot> focus;
  private int depth;
  private boolean asked;
  private boolean aiming;
  private @Nullable Spot aim;

  /// @param count counts and draws everything
  /// @param focus the field the keyboard is in
  Settling(Runnable count, ObjectProperty<@Nullable Spot> focus) {
    this.count = count;
    this.focus = focus;
  }

  /// Asks for the count; made at the end of what happens together, else at once.
  void ask() {
    if (depth > 0) asked = true;
    else count.run();
  }

  /// Asks for the keyboard; moved behind the count, for a field may only come with it.
  void aim(@Nullable Spot at) {
    if (depth == 0) {
      focus.set(at);
      return;
    }
    aiming = true;
    aim = at;
  }

  /// Where the keyboard is, or will be.
  @Nullable Spot aimed() {
    return aiming ? aim : focus.get();
  }

  /// What happens in one go.
  void together(Runnable acts) {
    depth++;
    try {
      acts.run();
    } finally {
      if (--depth == 0) settle();
    }
  }

  private void settle() {
    if (asked) {
      asked = false;
      count.run();
    }
    if (!aiming) return;
    aiming = false;
    focus.set(aim);
  }
}
