package cn.ruhu.desktop.review;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The way of the open case beside every tab, in the right panel: who did what and when, newest
/// first. The same steps as the tab 经过, in a narrow column.
final class WayPanel {
  private final Kit kit;
  private final HistoryView history;
  private final VBox steps = new VBox();
  private final ScrollPane scroll = new ScrollPane(steps);

  /// whether a case is open
  final BooleanProperty filled = new SimpleBooleanProperty();

  WayPanel(Kit kit, CaseViewModel model) {
    this.kit = kit;
    history = new HistoryView(kit, model);
    steps.getStyleClass().add("review-way");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setId("review-way");
    model.sheet.subscribe(this::show);
  }

  Node node() {
    return scroll;
  }

  private void show(@Nullable CaseSheet sheet) {
    filled.set(sheet != null);
    steps.getChildren().clear();
    if (sheet == null) {
      steps.getChildren().add(Sections.words(kit.t("review.way.none"), "text-muted"));
      return;
    }
    for (HistoryView.Moment m : history.moments(sheet)) {
      var head = Sections.words(Show.minute(m.at()) + "  " + m.who(), "hint");
      var one = new VBox(head, Sections.words(m.what()));
      one.getStyleClass().add("review-moment");
      steps.getChildren().add(one);
    }
  }
}
