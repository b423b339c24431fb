package cn.ruhu.desktop.intake;

import cn.ruhu.desktop.kit.Kit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// Fields side by side in six columns of one width, filled line by line. Large text in a small
/// window gives every field twice the columns.
final class FormGrid extends GridPane {
  private static final int COLUMNS = 6;
  private static final double EM = 14;

  /// ems below which a field takes twice the room
  private static final double NARROW = 38;

  private static final Duration SETTLED = Duration.ofMillis(20);

  private record Placed(Node node, int span) {}

  private final Kit kit;
  private final List<Placed> placed = new ArrayList<>();
  private int times = 1;
  private int column;
  private int row;

  FormGrid(Kit kit) {
    this.kit = kit;
    getStyleClass().add("form-grid");
    for (int i = 0; i < COLUMNS; i++) {
      var c = new ColumnConstraints();
      c.setPercentWidth(100.0 / COLUMNS);
      c.setFillWidth(true);
      getColumnConstraints().add(c);
    }
    widthProperty().subscribe(this::fit);
  }

  private void fit() {
    double ems = getWidth() / (EM * kit.theme().zoom().get().factor());
    int now = getWidth() > 0 && ems < NARROW ? 2 : 1;
    if (now == times) return;
    times = now;
    column = 0;
    row = 0;
    for (Placed p : placed) place(p);
    // asked for in the middle of a layout it would be forgotten
    kit.background().after(SETTLED, this::requestLayout);
  }

  /// Puts a node behind the last one, over `span` columns; on the next line when it does not fit.
  void add(Node node, int span) {
    if (node instanceof Region r) {
      r.setMaxWidth(Double.MAX_VALUE);
      r.setMinWidth(0);
    }
    var at = new Placed(node, span);
    placed.add(at);
    getChildren().add(node);
    place(at);
  }

  private void place(Placed p) {
    int span = Math.min(COLUMNS, p.span() * times);
    if (column + span > COLUMNS) {
      column = 0;
      row++;
    }
    setConstraints(p.node(), column, row, span, 1);
    column += span;
  }
}
