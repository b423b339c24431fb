package cn.ruhu.desktop.linking;

import cn.ruhu.casefile.access.Mask;
import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.linking.Survivorship;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Of several words about the person in hand which one stands, field by field, where each came from
/// and what the others say. Nothing is written over: a link that is taken back takes its words
/// along.
final class StandingCard {
  private final Kit kit;
  private final LinkingViewModel model;
  private final VBox lines = new VBox(8);
  private final VBox node;

  StandingCard(Kit kit, LinkingViewModel model) {
    this.kit = kit;
    this.model = model;
    lines.setId("linking-standing");
    node = Page.card(kit.t("linking.standing"), lines);
    model.standing.subscribe(this::show);
    model.selected.subscribe(_ -> show());
    show();
  }

  Node node() {
    return node;
  }

  private void show() {
    @Nullable Pair pair = model.selected.get();
    Nodes.shown(node, pair != null && !model.standing.isEmpty());
    lines.getChildren().clear();
    if (pair == null) return;
    for (Survivorship.Standing s : model.standing) lines.getChildren().add(line(s));
    if (pair.state() != LinkState.LINKED)
      lines.getChildren().add(words(kit.t("linking.standing.unlinked"), "hint"));
  }

  private Node line(Survivorship.Standing s) {
    Survivorship.Word stands = s.word();
    String field = kit.t("linking.standing." + s.field());
    var box =
        new VBox(
            2,
            words(
                kit.t("linking.standing.is", field, value(stands), from(stands)),
                s.disputed() ? "text-bold" : "label"));
    List<Survivorship.Word> others = s.words().subList(1, s.words().size());
    for (Survivorship.Word w : others) {
      boolean same = value(w).equals(value(stands));
      box.getChildren()
          .add(
              words(
                  kit.t(
                      same ? "linking.standing.same" : "linking.standing.other", value(w), from(w)),
                  same ? "hint" : "text-warning"));
    }
    return box;
  }

  private static String value(Survivorship.Word w) {
    return switch (w.field()) {
      case "idNumber" -> Mask.idNumber(w.value());
      case "sex" -> CodeTables.label("sex", w.value());
      default -> w.value();
    };
  }

  private String from(Survivorship.Word w) {
    String who = kit.t("linking.authority." + w.authority().name());
    return w.day().isEmpty() ? who : who + " " + w.day();
  }

  private static Label words(String text, String style) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
