package cn.ruhu.desktop.conflicts;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What late work says beside what stands, line by line, each with a tick that takes it over.
/// Window thread only.
final class PartCard {
  private final Kit kit;
  private final ConflictsViewModel model;
  private final Runnable after;
  private final VBox box = new VBox(10);
  private final List<CheckBox> ticks = new ArrayList<>();
  private final Label problem = new Label();

  /// @param after where Enter leads
  PartCard(Kit kit, ConflictsViewModel model, Runnable after) {
    this.kit = kit;
    this.model = model;
    this.after = after;
    box.setId("conflicts-parts");
    problem.setId("conflicts-parts-problem");
    problem.getStyleClass().add("field-problem");
    problem.setWrapText(true);
  }

  Node node() {
    return box;
  }

  void show(LateWork late) {
    ticks.clear();
    box.getChildren().clear();
    for (LateWork.Part p : late.parts()) {
      var tick = new CheckBox(kit.t("conflicts.part.line", p.label(), p.kept(), p.offered()));
      tick.setId("conflicts-part-" + p.group());
      tick.setWrapText(true);
      tick.setSelected(model.parts.contains(p.group()));
      tick.selectedProperty()
          .subscribe((_, yes) -> {
            model.take(p.group(), yes);
            problem();
          });
      tick.addEventHandler(
          KeyEvent.KEY_PRESSED,
          e -> {
            if (e.getCode() != KeyCode.ENTER) return;
            e.consume();
            after.run();
          });
      ticks.add(tick);
    }
    box.getChildren().addAll(ticks);
    box.getChildren().add(problem);
    problem();
  }

  /// The keyboard goes to the first line.
  void focus() {
    if (!ticks.isEmpty()) ticks.getFirst().requestFocus();
  }

  /// Shows what is wrong with what is ticked.
  ///
  /// @return whether something is
  boolean problem() {
    @Nullable Message words = model.problems.get(ConflictsViewModel.PARTS);
    problem.setText(words == null ? "" : kit.text().of(words));
    Nodes.shown(problem, words != null);
    return words != null;
  }
}
