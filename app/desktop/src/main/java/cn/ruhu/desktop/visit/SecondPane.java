package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.ScrollColumn;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.PartText;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What the second investigator reads before the signature: both parts as they were sealed, the
/// number of the seal, until when.
final class SecondPane {
  private static final int COLUMN = 760;

  private final Kit kit;
  private final SecondViewModel model;
  private final Runnable home;
  private final StackPane pane = new StackPane();

  SecondPane(Kit kit, SecondViewModel model, Runnable home) {
    this.kit = kit;
    this.model = model;
    this.home = home;
    pane.getStyleClass().add("page");
    pane.setId("visit-second-look");
  }

  Node node() {
    return pane;
  }

  void show(SecondLook look, boolean over) {
    var name = kit.names().node(look.applicant());
    name.getStyleClass().add("headline");
    var title = new Label(kit.t("visit.second.read"));
    title.getStyleClass().add("page-title");
    title.setWrapText(true);
    var when =
        line(
            kit.t(
                "visit.second.facts",
                look.first(),
                Show.shortMinute(look.sealedAt()),
                look.files()));
    var until =
        line(
            kit.t(
                over ? "visit.second.over" : "visit.second.until", Show.shortMinute(look.until())));
    until.setGraphic(Icon.WARNING.node());
    until.getStyleClass().add(over ? "text-danger" : "text-warning");
    var number = line(Show.sealNumber(look.sealHash()));
    number.getStyleClass().add("seal-number");
    Button sign =
        Buttons.large(
            Buttons.keyed(
                Buttons.main("visit-second-do", kit.t("visit.second.do"), model::sign),
                "Ctrl+Enter"));
    sign.disableProperty().bind(model.busy);
    Button back =
        Buttons.keyed(
            Buttons.with(
                Icon.ARROW_BACK,
                Buttons.quiet("visit-second-back", kit.t("visit.second.back"), home)),
            "F7");
    var column =
        new VBox(
            14,
            back,
            title,
            new VBox(4, name, HouseholdCard.line(Icon.LOCATION, look.address())),
            when,
            until,
            part("visit.second.table", look.table()),
            part("visit.second.door", look.door()),
            new VBox(6, line(kit.t("visit.second.seal")), number),
            sign);
    column.setMaxWidth(COLUMN);
    StackPane.setAlignment(column, Pos.TOP_CENTER);
    pane.getChildren().setAll(new ScrollColumn(new StackPane(column)));
    back.requestFocus(); // at the top: it is read before it is signed
  }

  private Node part(String title, PartText text) {
    var lines = new VBox();
    lines.getStyleClass().add("reading");
    text.lines().forEach(l -> lines.getChildren().add(StationNodes.line(l)));
    var hash = line(kit.t("visit.reading.hash", text.hash().substring(0, 16)));
    hash.getStyleClass().add("hint");
    return Page.card(kit.t(title), lines, hash);
  }

  private static Label line(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    return label;
  }
}
