package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Offers the last declaration of the household, and says how much of it still waits for a word.
final class EarlierStrip extends HBox {
  private final Kit kit;
  private final IntakeViewModel model;
  private final EarlierViewModel earlier;
  private final Label words = Cells.wrapped("");
  private final Button take;
  private final Button decline;
  private final Button confirm;

  EarlierStrip(Kit kit, IntakeViewModel model, EarlierViewModel earlier, Runnable confirmNow) {
    this.kit = kit;
    this.model = model;
    this.earlier = earlier;
    setId("intake-earlier");
    getStyleClass().add("earlier");
    setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    take =
        Buttons.keyed(
            Buttons.plain("intake-earlier-take", kit.t("intake.earlier.take"), earlier::take),
            "Ctrl+E");
    decline =
        Buttons.quiet("intake-earlier-decline", kit.t("intake.earlier.decline"), earlier::decline);
    confirm =
        Buttons.keyed(
            Buttons.plain("intake-earlier-confirm", kit.t("intake.earlier.confirm"), confirmNow),
            "Ctrl+D");
    for (Button b : new Button[] {take, decline, confirm}) {
      b.setFocusTraversable(false);
      b.setMinWidth(Button.USE_PREF_SIZE);
    }
    getChildren().setAll(words, decline, take, confirm);
  }

  void refresh() {
    LiveFacts live = model.live.get();
    int waiting = live == null ? 0 : live.copied();
    Optional<Known> offered = earlier.offered();
    Nodes.shown(this, waiting > 0 || offered.isPresent());
    Nodes.shown(take, offered.isPresent());
    Nodes.shown(decline, offered.isPresent());
    Nodes.shown(confirm, waiting > 0);
    if (waiting > 0) words.setText(kit.t("intake.earlier.waiting", waiting));
    else
      offered.ifPresent(k ->
          words.setText(
              kit.t(
                  "intake.earlier.words",
                  k.since(),
                  Show.caseNumber(k.number()),
                  CodeTables.table("stage").label(k.stage().name()))));
  }
}
