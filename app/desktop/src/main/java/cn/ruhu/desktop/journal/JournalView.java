package cn.ruhu.desktop.journal;

import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.StandingGlyph;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.work.Way;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// The journal as a table: when, what, which case, where it is, and why.
public final class JournalView implements Screen {
  private final Kit kit;
  private final JournalViewModel model;
  private final Page page;

  public JournalView(Kit kit, JournalViewModel model) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("journal.title"));
    page.setId("screen-journal");
    var sync =
        Buttons.keyed(Buttons.main("journal-sync", kit.t("journal.sync"), model::syncNow), "F5");
    page.actions(sync);
    model.summary.subscribe(m -> page.subtitle(kit.text().of(m)));
    page.body(filters(), trouble(), table());
  }

  private HBox filters() {
    var box = new HBox();
    box.getStyleClass().add("chips");
    var group = new ToggleGroup();
    for (var filter : JournalViewModel.Filter.values()) {
      var chip = new ToggleButton();
      chip.setId("journal-filter-" + filter.name());
      chip.getStyleClass().add("chip");
      chip.setMinWidth(ToggleButton.USE_PREF_SIZE);
      chip.setToggleGroup(group);
      chip.setSelected(filter == JournalViewModel.Filter.ALL);
      chip.setOnAction(_ -> {
        chip.setSelected(true);
        model.filter.set(filter);
      });
      model.counts.subscribe(counts ->
          chip.setText(
              kit.t(
                  "journal.filter",
                  kit.t("journal.filter." + filter.name()),
                  String.valueOf(counts.getOrDefault(filter, 0)))));
      box.getChildren().add(chip);
    }
    return box;
  }

  private HBox trouble() {
    var words = new Label();
    words.setId("journal-trouble");
    words.setWrapText(true);
    var box = new HBox(Icon.WARNING.node(), words);
    box.getStyleClass().add("inline-trouble");
    model.trouble.subscribe(m -> {
      words.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(box, m != null);
    });
    return box;
  }

  private TableView<Ledger.Line> table() {
    var tables = new Tables(kit);
    TableView<Ledger.Line> table =
        tables.table(
            "journal-table",
            new Empty(Icon.CLOUD_DONE, kit.t("journal.empty.title"), kit.t("journal.empty.words")),
            _ -> {});
    tables.shows(table, model.lines, Ledger.Line::op);
    table.getColumns().add(tables.text(kit.t("journal.col.when"), 140, l -> Show.minute(l.at())));
    table.getColumns().add(tables.text(kit.t("journal.col.what"), 190, this::kind));
    table.getColumns().add(tables.text(kit.t("journal.col.case"), 200, this::number));
    table
        .getColumns()
        .add(
            tables.node(
                kit.t("journal.col.where"),
                170,
                () -> new StandingGlyph(kit.text()),
                (glyph, line) -> {
                  glyph.where(line.where());
                  glyph.story(() -> story(line));
                }));
    table.getColumns().add(tables.text(kit.t("journal.col.why"), 340, this::why));
    return table;
  }

  private String kind(Ledger.Line line) {
    return Way.kind(kit.text(), line.kind());
  }

  private String number(Ledger.Line line) {
    return line.caseNumber().isEmpty() ? kit.t("journal.nonumber") : line.caseNumber();
  }

  private String why(Ledger.Line line) {
    return Way.why(kit.text(), line.where(), line.reason(), line.filesWaiting());
  }

  private List<String> story(Ledger.Line line) {
    var lines = new ArrayList<String>();
    lines.add(kit.t("journal.story.saved", Show.minute(line.at())));
    lines.add(why(line));
    line.field().ifPresent(f -> lines.add(kit.t("journal.story.field", field(f))));
    return lines;
  }

  /// `type.field` of the answer as the window names the field.
  private String field(String typed) {
    String key = "work.field." + typed.substring(typed.lastIndexOf('.') + 1);
    return kit.text().has(key) ? kit.t(key) : typed;
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public void onShown(String argument) {
    model.open();
  }

  @Override
  public void onHidden() {
    model.close();
  }
}
