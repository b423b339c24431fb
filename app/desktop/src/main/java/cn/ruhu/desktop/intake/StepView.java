package cn.ruhu.desktop.intake;

import java.util.UUID;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// One step in the middle of the screen. Built once for the screen, filled again per case.
interface StepView {
  Node node();

  /// Shows what the working copy holds now.
  void refresh();

  /// Puts the keyboard there; false when the field is not in this step.
  boolean focus(Spot at);

  /// Puts the keyboard at the first thing that is still to be said; false when there is none.
  default boolean begin() {
    return false;
  }

  /// What Enter does behind the last thing that is asked for.
  default void ends(Runnable then) {}

  /// The row that is open, null for none.
  default @Nullable UUID editing() {
    return null;
  }
}
