package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Question;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// The control of a question that is answered in a cell of a table: the cell is elsewhere.
final class CellControl implements AnswerControl {
  private final Region nothing = new Region();
  private final Runnable focus;

  /// @param focus puts the keyboard into the cell
  CellControl(Runnable focus) {
    this.focus = focus;
    Nodes.shown(nothing, false);
  }

  @Override
  public Node node() {
    return nothing;
  }

  @Override
  public void show(Question now, boolean open) {}

  @Override
  public void focus() {
    focus.run();
  }
}
