package cn.ruhu.desktop.dispatch;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What pairs saw today and the street has not answered yet, above everything else.
final class AlertStrip extends VBox {
  private final Kit kit;
  private final DispatchViewModel model;

  AlertStrip(Kit kit, DispatchViewModel model) {
    super(8);
    this.kit = kit;
    this.model = model;
    setId("dispatch-alerts");
    model.alerts.subscribe(this::show);
    show();
  }

  private void show() {
    getChildren().setAll(model.alerts.stream().map(this::row).toList());
    Nodes.shown(this, !model.alerts.isEmpty());
  }

  private Node row(FieldAlerts.Open alert) {
    String signs =
        alert.signs().stream()
            .map(s -> kit.t("work.alert." + s.name()))
            .collect(Collectors.joining(kit.t("dispatch.comma")));
    String said =
        alert.doubt().isEmpty()
            ? kit.t(
                alert.words().isEmpty() ? "dispatch.alert.silent" : "dispatch.alert",
                signs,
                alert.applicant(),
                alert.address(),
                alert.by(),
                Show.shortMinute(alert.at()),
                alert.words())
            : kit.t(
                "dispatch.alert.pair." + alert.doubt(),
                alert.applicant(),
                alert.address(),
                alert.by(),
                Show.shortMinute(alert.at()));
    var words = new Label(said, Icon.WARNING.node());
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button answer =
        Buttons.danger(
            "dispatch-alert-" + alert.id(), kit.t("dispatch.alert.act"), () -> answer(alert));
    var row = new Bar(12, words, answer);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("threshold-problem");
    return row;
  }

  private void answer(FieldAlerts.Open alert) {
    Field done =
        new Fields(kit).area("dispatch-alert-done", kit.t("dispatch.alert.done"), 3).required();
    kit.dialogs()
        .show(
            kit.t("dispatch.alert.act"),
            new VBox(12, done),
            List.of(
                Dialogs.Act.tried(
                    kit.t("dispatch.alert.keep"),
                    () -> {
                      if (!Fields.allFine(List.of(done)) || done.value().isBlank()) return false;
                      model.answer(alert, done.value());
                      return true;
                    })));
  }
}
