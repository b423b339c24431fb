package cn.ruhu.desktop.admin;

import atlantafx.base.theme.Styles;
import cn.ruhu.desktop.admin.AdminOffice.MachineDeed;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.wire.Admin;
import java.time.Instant;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Beside the table: the chosen machine, how it stands, and what may be done about it.
final class MachinePane {
  private final Kit kit;
  private final AdminViewModel model;
  private final Asking asking;
  private final VBox column = new VBox();
  private final VBox side;

  MachinePane(Kit kit, AdminViewModel model) {
    this.kit = kit;
    this.model = model;
    this.asking = new Asking(kit);
    side = Nodes.side(column);
    side.setId("admin-machine");
  }

  Node node() {
    return side;
  }

  void clear() {
    column.getChildren().setAll(muted(kit.t("admin.machine.none")));
  }

  void show(MachineRow row) {
    column.getChildren().setAll(head(row), facts(row), acts(row));
  }

  private Node head(MachineRow row) {
    var name = new Label(row.entry().name());
    name.getStyleClass().add("headline");
    name.setWrapText(true);
    var words = muted(stateWords(row));
    words.setId("admin-state");
    var state = new Bar(AdminView.badge(kit, row), words);
    state.getStyleClass().add("row");
    return Page.card("", name, state);
  }

  private String stateWords(MachineRow row) {
    Admin.MachineEntry e = row.entry();
    String key = "admin.machine.state." + row.state();
    return switch (row.state()) {
      case WIPING, LOST -> kit.t(key, minute(e.wipeAt()));
      case WIPED, LOST_WIPED ->
          e.wipeLeft() > 0
              ? kit.t(key, minute(e.wipedAt())) + kit.t("admin.machine.left", e.wipeLeft())
              : kit.t(key, minute(e.wipedAt()));
      case ENROLLED, REVOKED -> kit.t(key);
    };
  }

  private String minute(long at) {
    return at == 0 ? kit.t("admin.never") : Show.minute(Instant.ofEpochMilli(at));
  }

  private Node facts(MachineRow row) {
    Admin.MachineEntry e = row.entry();
    String home = row.home().isEmpty() ? kit.t("admin.home.none") : row.home();
    return Page.card(
        kit.t("admin.card.machine"),
        fact(kit, "admin.machine.block", e.block()),
        fact(kit, "admin.machine.id", e.id().toString().substring(24)),
        fact(kit, "admin.machine.home", home),
        fact(kit, "admin.machine.enrolled", minute(e.enrolledAt())),
        fact(kit, "admin.machine.seen", minute(e.seenAt())),
        fact(
            kit,
            "admin.machine.users",
            row.users().isEmpty() ? kit.t("admin.nobody") : row.users()));
  }

  /// A fact and what it is called.
  static Node fact(Kit kit, String key, String value) {
    var label = new Label(kit.t(key));
    label.getStyleClass().add("text-muted");
    label.setMinWidth(84);
    var text = new Label(value);
    text.setWrapText(true);
    var row = new Bar(label, text);
    row.getStyleClass().add("row");
    return row;
  }

  private Node acts(MachineRow row) {
    String why = model.hindrance(row);
    var card = Page.card(kit.t("admin.card.acts"));
    for (MachineDeed deed : MachineDeed.values()) {
      Button act =
          Buttons.danger(
              "admin-" + deed,
              kit.t("admin.act." + deed),
              () ->
                  asking.reason(
                      kit.t("admin.ask." + deed),
                      kit.t("admin.ask." + deed + ".words", row.entry().name()),
                      kit.t("admin.act." + deed),
                      kit.t("admin.reasons." + deed),
                      reason -> model.act(deed, row, reason)));
      String hindrance = why.isEmpty() ? over(deed, row) : why;
      Buttons.blocked(act, hindrance.isEmpty() ? "" : kit.t(hindrance));
      var line = new Bar(act, muted(kit.t("admin.act." + deed + ".hint")));
      line.getStyleClass().add("row");
      line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      act.getStyleClass().add(Styles.BUTTON_OUTLINED);
      act.setPrefWidth(92);
      card.getChildren().add(line);
    }
    if (!why.isEmpty()) card.getChildren().add(muted(kit.t(why)));
    return card;
  }

  /// What was done already.
  private static String over(MachineDeed deed, MachineRow row) {
    MachineRow.State state = row.state();
    boolean over =
        switch (deed) {
          case REVOKE -> !state.in();
          case LOST -> state == MachineRow.State.LOST || state == MachineRow.State.LOST_WIPED;
          case WIPE -> state != MachineRow.State.ENROLLED;
        };
    return over ? "admin.why.over" : "";
  }

  static Label muted(String words) {
    var label = new Label(words);
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    return label;
  }
}
