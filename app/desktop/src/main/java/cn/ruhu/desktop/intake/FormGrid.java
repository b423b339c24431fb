package cn.ruhu.desktop.intake;

import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// Fields side by side in columns of one width, filled line by line.
final class FormGrid extends GridPane {
  private final int columns;
  private int column;
  private int row;

  FormGrid(int columns) {
    this.columns = columns;
    getStyleClass().add("form-grid");
    for (int i = 0; i < columns; i++) {
      var c = new ColumnConstraints();
      c.setPercentWidth(100.0 / columns);
      c.setFillWidth(true);
      getColumnConstraints().add(c);
    }
  }

  /// Puts a node behind the last one, over `span` columns; on the next line when it does not fit.
  void add(Node node, int span) {
    if (column + span > columns) {
      column = 0;
      row++;
    }
    if (node instanceof Region r) {
      r.setMaxWidth(Double.MAX_VALUE);
      r.setMinWidth(0);
    }
    add(node, column, row, span, 1);
    column += span;
  }
}
