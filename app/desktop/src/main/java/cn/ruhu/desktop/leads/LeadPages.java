package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageViewer;
import cn.ruhu.desktop.pages.PageWords;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The pages filed in a lead, each opened large over the window. Window thread only.
final class LeadPages {
  private final Kit kit;
  private final PageReel reel;
  private final PageWords words;
  private final VBox box = new VBox(6);
  private List<CaseRecord> pages = List.of();

  LeadPages(Kit kit, PageReel reel) {
    this.kit = kit;
    this.reel = reel;
    words = new PageWords(kit);
    box.setId("leads-pages");
    reel.changes().subscribe(_ -> fill());
  }

  VBox node() {
    return box;
  }

  void show(List<CaseRecord> now) {
    pages = now;
    fill();
  }

  private void fill() {
    Nodes.shown(box, !pages.isEmpty());
    box.getChildren().clear();
    if (pages.isEmpty()) return;
    var head = new Label(kit.t("leads.pages", pages.size()));
    head.getStyleClass().add("section-title");
    var rows = new ArrayList<HBox>();
    for (CaseRecord page : pages) rows.add(row(page));
    box.getChildren().add(head);
    box.getChildren().addAll(rows);
  }

  private HBox row(CaseRecord page) {
    String taken = CaseFile.instant(page, "takenAt").map(Show::shortMinute).orElse("");
    String title = PageWords.title(page, _ -> "");
    Button open = Buttons.quiet("leads-page-" + page.id(), title + "  " + taken, () -> open(page));
    open.setGraphic(Icon.IMAGE.node());
    open.setMinWidth(0);
    open.setAccessibleText(kit.t("leads.page.open", title, taken));
    open.getStyleClass().add("small");
    HBox.setHgrow(open, Priority.ALWAYS);
    var mark = words.mark(reel.standing(page));
    mark.setMinWidth(Label.USE_PREF_SIZE);
    var row = new HBox(8, open, mark);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /// V: the newest page large over the window.
  void open() {
    if (!pages.isEmpty()) open(pages.getLast());
  }

  private void open(CaseRecord page) {
    reel.open(pages, page);
    if (reel.now().get() != null) new PageViewer(kit, reel, _ -> "").open(reel::close);
  }
}
