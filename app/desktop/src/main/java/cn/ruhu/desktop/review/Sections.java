package cn.ruhu.desktop.review;

import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.ScrollColumn;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// How the reading tabs of a case are laid out: cards one below the other, tables of words in them.
final class Sections {
  /// Lines longer than this are hard to follow.
  private static final double WIDTH_MAX = 980;

  private final VBox column = new VBox();
  private final ScrollColumn scroll = new ScrollColumn(column);

  Sections() {
    column.getStyleClass().add("review-sections");
    column.setMaxWidth(WIDTH_MAX);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.AS_NEEDED); // a grid of figures is not broken
  }

  Node node() {
    return scroll;
  }

  void clear() {
    column.getChildren().clear();
  }

  void add(String title, Node... nodes) {
    column.getChildren().add(Page.card(title, nodes));
  }

  /// Adds a node without a frame of its own.
  void put(Node node) {
    column.getChildren().add(node);
  }

  static Label words(String text, String... styles) {
    var label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// Rows of words; the column `wide` takes what is left, columns of `digits` stand right.
  static GridPane grid(int wide, List<Integer> digits, List<List<String>> rows) {
    var grid = new GridPane();
    grid.getStyleClass().add("review-grid");
    int width = rows.isEmpty() ? 0 : rows.getFirst().size();
    for (int c = 0; c < width; c++) {
      var constraint = new ColumnConstraints();
      if (c == wide) constraint.setHgrow(Priority.ALWAYS);
      else constraint.setMinWidth(ColumnConstraints.CONSTRAIN_TO_PREF);
      if (digits.contains(c)) constraint.setHalignment(javafx.geometry.HPos.RIGHT);
      grid.getColumnConstraints().add(constraint);
    }
    for (int r = 0; r < rows.size(); r++)
      for (int c = 0; c < rows.get(r).size(); c++) {
        var label = words(rows.get(r).get(c));
        if (c != wide) {
          label.setWrapText(false);
          label.setMinWidth(Label.USE_PREF_SIZE);
        }
        if (digits.contains(c)) label.getStyleClass().add("digits");
        GridPane.setValignment(label, VPos.TOP);
        grid.add(label, c, r);
      }
    return grid;
  }
}
