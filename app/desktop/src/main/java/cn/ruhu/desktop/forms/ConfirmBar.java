package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;

/// The bar that confirms with one key what the form allows to be confirmed so; there only while
/// something is to confirm. Window thread only.
final class ConfirmBar {
  private static final String ID = "confirm-all";

  private final Kit kit;
  private final Runnable act;
  private long shown = -1;

  ConfirmBar(Kit kit, Runnable act) {
    this.kit = kit;
    this.act = act;
  }

  /// Whether the bar is among these nodes.
  static boolean in(List<Node> children) {
    return children.stream().anyMatch(c -> ID.equals(c.getId()));
  }

  /// What is shown is to be made anew.
  void forget() {
    shown = -1;
  }

  /// Puts the bar at its place among the nodes, or takes it away where nothing is to confirm.
  void show(List<Node> children, long n, int at) {
    if (n == shown && (n == 0 || in(children))) return;
    shown = n;
    children.removeIf(c -> ID.equals(c.getId()));
    if (n == 0) return;
    Button all =
        Buttons.keyed(
            Buttons.with(
                Icon.DONE_ALL, Buttons.main("confirm-all-act", kit.t("forms.confirm.all", n), act)),
            "Ctrl+E");
    var bar = new Bar(all, Badges.of(kit.t("forms.confirm.rest"), Badges.Tone.NEUTRAL));
    bar.setId(ID);
    bar.getStyleClass().add("confirm-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    children.add(at, bar);
  }
}
