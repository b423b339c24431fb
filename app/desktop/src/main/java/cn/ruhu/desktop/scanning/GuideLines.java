package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.process.Originals;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The places of a household whose originals are taken in, one a line, the lit one marked: beside
/// the sheet in hand and beside the camera. Window thread only.
final class GuideLines {
  private final Kit kit;
  private final SlotGuide guide;

  GuideLines(Kit kit, SlotGuide guide) {
    this.kit = kit;
    this.guide = guide;
  }

  void fill(Pane into) {
    Originals.@Nullable Place now = guide.lit.get();
    into.getChildren().clear();
    for (SlotGuide.Line l : guide.lines) into.getChildren().add(line(l, l.place().equals(now)));
  }

  /// A place in words: the paper, and whose it is.
  String words(Originals.Place p) {
    String slot = CodeTables.label("docType", p.slot());
    String owner =
        guide.lines.stream()
            .filter(l -> l.place().equals(p))
            .map(SlotGuide.Line::owner)
            .findFirst()
            .orElse("");
    return owner.isEmpty() ? slot : slot + " \u00b7 " + owner;
  }

  private Node line(SlotGuide.Line l, boolean now) {
    var mark =
        new Label(kit.t(l.missing() ? "scanning.guide.mark.missing" : "scanning.guide.mark.there"));
    mark.getStyleClass().add(l.missing() ? "text-muted" : "text-good-plain");
    mark.setMinWidth(Region.USE_PREF_SIZE);
    var what = new Label(words(l.place()));
    what.setWrapText(true);
    what.setMinWidth(0);
    HBox.setHgrow(what, Priority.ALWAYS);
    what.setMaxWidth(Double.MAX_VALUE);
    var row = new HBox(8, mark, what);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("scan-place-line");
    if (now) row.getStyleClass().add("lit");
    if (l.there() + l.coming() > 1)
      row.getChildren()
          .add(
              Badges.of(
                  kit.t("scanning.guide.count", l.there() + l.coming()), Badges.Tone.NEUTRAL));
    if (l.missing() && l.place().why() != Originals.Why.DECLARED)
      row.getChildren()
          .add(
              Badges.of(
                  kit.t("scanning.guide.why." + l.place().why()),
                  l.place().why() == Originals.Why.OWED
                      ? Badges.Tone.WARNING
                      : Badges.Tone.NEUTRAL));
    row.setAccessibleRole(AccessibleRole.TEXT);
    return row;
  }
}
