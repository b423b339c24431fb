package cn.ruhu.desktop.review;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.pages.PageViewer;
import cn.ruhu.desktop.pages.PageWords;
import cn.ruhu.desktop.printing.Printing;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 材料: every page of the case, whose it is, and whether it is in the district and was looked at.
final class PapersView {
  private final Kit kit;
  private final CaseViewModel model;
  private final TableView<CaseRecord> table;
  private final PaperActs acts;
  private final PageWords pageWords;

  PapersView(Kit kit, CaseViewModel model, Printing printing) {
    acts = new PaperActs(kit, model, printing);
    this.kit = kit;
    this.model = model;
    var tables = new Tables(kit);
    var empty =
        new Empty(Icon.FOLDER, kit.t("review.papers.empty"), kit.t("review.papers.empty.words"));
    pageWords = new PageWords(kit);
    table = tables.table("review-papers", empty, this::open);
    table
        .getColumns()
        .add(
            tables.text(
                kit.t("review.papers.kind"),
                190,
                p -> CodeTables.label("docType", p.text("slot"))));
    table.getColumns().add(tables.text(kit.t("review.papers.label"), 220, p -> p.text("label")));
    table.getColumns().add(tables.text(kit.t("review.papers.whose"), 110, this::whose));
    table.getColumns().add(tables.text(kit.t("review.papers.by"), 110, this::by));
    table
        .getColumns()
        .add(
            tables.text(
                kit.t("review.papers.at"),
                150,
                p -> CaseFile.instant(p, "takenAt").map(Show::minute).orElse("")));
    table.getColumns().add(tables.node(kit.t("review.papers.where"), 330, HBox::new, this::where));
    model.sheet.subscribe(this::show);
    model.pages.changes().subscribe(_ -> table.refresh());
    model.looked.subscribe(_ -> table.refresh());
  }

  Node node() {
    VBox.setVgrow(table, Priority.ALWAYS);
    var keys = new Label(kit.t("review.papers.keys"));
    keys.getStyleClass().add("hint");
    var pages = new VBox(4, table, keys);
    VBox.setVgrow(pages, Priority.ALWAYS);
    return new VBox(12, pages, acts.node());
  }

  private void show(@Nullable CaseSheet sheet) {
    if (sheet == null) return;
    table.getItems().setAll(sheet.file().pages());
    acts.show(sheet);
  }

  private String whose(CaseRecord page) {
    @Nullable CaseSheet s = model.sheet.get();
    return s == null
        ? ""
        : page.ref("member").or(() -> page.ref("supporter")).map(s::nameOf).orElse("");
  }

  private String by(CaseRecord page) {
    return page.ref("by").map(model.desk()::staffName).orElse("");
  }

  private void where(HBox box, CaseRecord page) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(6);
    boolean seen = model.openedPages.contains(page.id());
    box.getChildren()
        .setAll(
            pageWords.mark(model.pages.standing(page)),
            Badges.of(
                kit.t(seen ? "review.evidence.seen" : "review.evidence.unseen"),
                seen ? Badges.Tone.NEUTRAL : Badges.Tone.WARNING));
  }

  /// V: the chosen page large over the window.
  void enlarge() {
    CaseRecord chosen = table.getSelectionModel().getSelectedItem();
    if (chosen == null && !table.getItems().isEmpty()) chosen = table.getItems().getFirst();
    if (chosen != null) open(chosen);
  }

  private void open(CaseRecord page) {
    model.openAmongItsKind(page);
    if (model.pages.now().get() != null)
      new PageViewer(kit, model.pages, this::nameOf).open(model.pages::close);
  }

  private String nameOf(UUID id) {
    @Nullable CaseSheet s = model.sheet.get();
    return s == null ? "" : s.nameOf(id);
  }
}
