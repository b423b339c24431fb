package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.pages.PageViewer;
import cn.ruhu.desktop.pages.PageWords;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What stands behind the values: words and pages beside each, below them the other columns and the
/// pages that belong to neither author. Window thread only.
final class EvidencePane {
  private final Kit kit;
  private final ConflictsViewModel model;
  private final PageWords words;
  private final List<Row> rows = new ArrayList<>();

  /// A page with the words of where its picture is.
  private record Row(Evidence.Sheet sheet, Label where) {}

  EvidencePane(Kit kit, ConflictsViewModel model) {
    this.kit = kit;
    this.model = model;
    words = new PageWords(kit);
    model.pages.changes().subscribe(_ -> standings());
  }

  /// Before a question is built: the pages of the one before are forgotten.
  void clear() {
    rows.clear();
  }

  /// Beside one value.
  Node side(Evidence evidence, Evidence.Side side) {
    var box = new VBox(2);
    for (String w : side.words()) box.getChildren().add(hint(w));
    for (Evidence.Sheet s : side.pages()) box.getChildren().add(page(evidence, s));
    standings();
    return box;
  }

  /// Below both.
  Node below(Evidence evidence) {
    VBox card = Page.card("");
    card.getStyleClass().add("conflicts-card");
    var head = new Bar(title());
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("row");
    if (!evidence.all().isEmpty()) head.getChildren().addAll(grow(), look());
    card.getChildren().add(head);
    if (!evidence.columns().isEmpty()) card.getChildren().add(columns(evidence));
    var sheets = new FlowPane(18, 4);
    for (Evidence.Sheet s : evidence.pages()) sheets.getChildren().add(page(evidence, s));
    if (!evidence.pages().isEmpty()) card.getChildren().add(sheets);
    if (evidence.all().isEmpty()) card.getChildren().add(hint(kit.t("conflicts.evidence.none")));
    standings();
    return card;
  }

  private Label title() {
    var title = new Label(kit.t("conflicts.evidence"));
    title.getStyleClass().add("section-title");
    return title;
  }

  private Button look() {
    Button look =
        Buttons.keyed(
            Buttons.plain("conflicts-look", kit.t("conflicts.act.look"), () -> open(null)), "V");
    look.getStyleClass().add("small");
    return look;
  }

  private Node columns(Evidence evidence) {
    var flow = new FlowPane(28, 8);
    flow.setId("conflicts-columns");
    for (Evidence.Column c : evidence.columns()) {
      var name = hint(c.column());
      var value = new Label(c.value());
      value.getStyleClass().add("digits");
      var pair = new VBox(2, name, value);
      flow.getChildren().add(pair);
    }
    return flow;
  }

  private Node page(Evidence evidence, Evidence.Sheet sheet) {
    String title = PageWords.title(sheet.page(), id -> evidence.names().getOrDefault(id, ""));
    Button open =
        Buttons.quiet("conflicts-page-" + sheet.page().id(), title, () -> open(sheet.page()));
    open.setMinWidth(0);
    open.setGraphic(Icon.IMAGE.node());
    open.setAccessibleText(kit.t("conflicts.page.open", title + " " + sheet.made()));
    open.getStyleClass().add("conflicts-open");
    var where = hint("");
    where.getStyleClass().add("conflicts-where");
    rows.add(new Row(sheet, where));
    return new VBox(open, where);
  }

  private void standings() {
    for (Row r : rows) {
      String where = words.where(model.pages.standing(r.sheet().page()));
      r.where().setText((r.sheet().made() + "  " + where).strip());
    }
  }

  /// The page large over the window; null for the first.
  void open(@Nullable CaseRecord page) {
    @Nullable Dispute d = model.current.get();
    if (d == null || !model.openPage(page)) return;
    new PageViewer(kit, model.pages, (UUID id) -> d.evidence().names().getOrDefault(id, ""))
        .open(model.pages::close);
  }

  private static Region grow() {
    var region = new Region();
    HBox.setHgrow(region, Priority.ALWAYS);
    return region;
  }

  private static Label hint(String words) {
    var label = new Label(words);
    label.getStyleClass().add("hint");
    label.setWrapText(true);
    return label;
  }
}
