package cn.ruhu.desktop.intake;

import javafx.scene.Node;

/// One step in the middle of the screen. Built once for the screen, filled again per case.
interface StepView {
  Node node();

  /// Shows what the working copy holds now.
  void refresh();

  /// Puts the keyboard there; false when the field is not in this step.
  boolean focus(Spot at);
}
