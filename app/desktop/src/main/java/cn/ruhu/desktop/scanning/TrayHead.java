package cn.ruhu.desktop.scanning;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Over the tray: the sum of the batch, what is missing or double in it, and files that could not
/// be taken. Window thread only.
final class TrayHead {
  private final Kit kit;
  private final ScanningViewModel model;
  private final ScanWords words;
  private final Label ledger = new Label();
  private final Label verdict = new Label();
  private final HBox reading = new Bar();
  private final Label faults = new Label();
  private final VBox refusals = new VBox(4);

  TrayHead(Kit kit, ScanningViewModel model) {
    this.kit = kit;
    this.model = model;
    this.words = new ScanWords(kit);
    faults.setId("scanning-faults");
    faults.getStyleClass().add("text-warning");
    faults.setWrapText(true);
    faults.setMinHeight(Region.USE_PREF_SIZE);
    model.ledger.subscribe(this::summed);
    model.faults.subscribe(f -> {
      faults.setText(words.faults(f, 4));
      Nodes.shown(faults, !f.isEmpty());
    });
    model.unread.subscribe(n -> reading(n.intValue()));
    model.sourceChanged.subscribe(_ -> refused());
    model.refusals.addListener(
        (javafx.collections.ListChangeListener<Incoming.Refusal>) _ -> refused());
  }

  Node faults() {
    return faults;
  }

  Node refusals() {
    return refusals;
  }

  Node sum() {
    ledger.setId("scanning-ledger");
    ledger.getStyleClass().addAll("scan-ledger", "digits");
    verdict.setId("scanning-verdict");
    reading.setAlignment(Pos.CENTER_LEFT);
    var row = new Bar(14, ledger, verdict, reading);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setMinHeight(28);
    return row;
  }

  private void summed(Ledger l) {
    ledger.setText(l.fed() == 0 ? "" : words.ledger(l));
    boolean settled = l.fed() > 0 && l.settled();
    verdict.setText(
        l.fed() == 0
            ? ""
            : settled
                ? kit.t("scanning.ledger.settled")
                : l.waiting() + l.ready() == 0
                    ? kit.t("scanning.ledger.paper")
                    : kit.t("scanning.ledger.open", l.waiting() + l.ready()));
    verdict.getStyleClass().setAll("label", settled ? "text-good-plain" : "text-warning");
    if (l.again() > 0)
      verdict.setText(verdict.getText() + kit.t("scanning.ledger.again", l.again()));
    long halves = model.rows.stream().filter(r -> r.page().make().half()).count();
    if (halves > 1) verdict.setText(verdict.getText() + kit.t("scanning.ledger.split", halves / 2));
  }

  private void reading(int unread) {
    reading.getChildren().clear();
    if (unread == 0) return;
    var label = new Label(kit.t("scanning.reading", unread));
    label.getStyleClass().add("hint");
    reading.getChildren().setAll(Icon.SYNC.node(), label);
  }

  private void refused() {
    refusals.getChildren().clear();
    for (Incoming.Refusal r : model.refusals.subList(0, Math.min(3, model.refusals.size()))) {
      var label =
          new Label(
              kit.t("scanning.file." + r.why(), r.name())
                  + r.where().map(kit.text()::of).orElse(""));
      label.setWrapText(true);
      HBox.setHgrow(label, Priority.ALWAYS);
      label.setMaxWidth(Double.MAX_VALUE);
      Button seen =
          Buttons.icon(
              "scanning-refusal-close",
              Icon.CLOSE,
              kit.t("kit.notice.close"),
              () -> model.refusals.remove(r));
      var row = new Bar(Icon.WARNING.node(), label);
      if (r.again().isPresent())
        row.getChildren()
            .add(
                Buttons.plain(
                    "scanning-refusal-anyway",
                    kit.t("scanning.act.anyway"),
                    () -> model.takeAnyway(r)));
      row.getChildren().add(seen);
      row.getStyleClass().add("inline-trouble");
      refusals.getChildren().add(row);
    }
    int left = model.source().older();
    if (left > 0) refusals.getChildren().add(older(left));
    Nodes.shown(refusals, !refusals.getChildren().isEmpty());
  }

  /// The folder's past is not this person's, unless they say so.
  private Node older(int files) {
    var label = new Label(kit.t("scanning.older", files));
    label.setId("scanning-older");
    label.setWrapText(true);
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(label, Priority.ALWAYS);
    Button take =
        Buttons.plain(
            "scanning-older-take", kit.t("scanning.act.older"), model.source()::takeOlder);
    var row = new Bar(Icon.INFO.node(), label, take);
    row.getStyleClass().add("inline-trouble");
    return row;
  }
}
