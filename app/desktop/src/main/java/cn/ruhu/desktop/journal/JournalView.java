package cn.ruhu.desktop.journal;

import cn.ruhu.desktop.bundles.CarryingPane;
import cn.ruhu.desktop.kit.Bar;
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
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The journal as a table: when, what, which case, where it is, and why.
public final class JournalView implements Screen {
  private final Kit kit;
  private final JournalViewModel model;
  private final CarryingPane bundles;
  private final Consumer<UUID> openCase;
  private final Page page;

  /// @param bundles the way without a network
  /// @param openCase shows a case where this person works on cases
  public JournalView(
      Kit kit, JournalViewModel model, CarryingPane bundles, Consumer<UUID> openCase) {
    this.kit = kit;
    this.model = model;
    this.bundles = bundles;
    this.openCase = openCase;
    page = new Page(kit.t("journal.title"));
    page.setId("screen-journal");
    var sync =
        Buttons.keyed(Buttons.main("journal-sync", kit.t("journal.sync"), model::syncNow), "F5");
    var files =
        Buttons.with(
            Icon.CLOUD_UPLOAD,
            Buttons.plain("journal-files", kit.t("journal.files"), model::filesNow));
    model.filesWait.subscribe(yes -> Nodes.shown(files, yes));
    page.actions(files, sync);
    model.summary.subscribe(m -> page.subtitle(kit.text().of(m)));
    page.body(head(), trouble(), salvages(), bundles.node(), table());
  }

  private HBox head() {
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var head = new Bar(filters(), grow, metered());
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private HBox filters() {
    var box = new Bar();
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

  private CheckBox metered() {
    var box = new CheckBox(kit.t("journal.metered"));
    box.setId("journal-metered");
    model.metered.subscribe(box::setSelected);
    box.setOnAction(_ -> model.metered(box.isSelected()));
    return box;
  }

  private HBox trouble() {
    var words = new Label();
    words.setId("journal-trouble");
    words.setWrapText(true);
    var box = new Bar(Icon.WARNING.node(), words);
    box.getStyleClass().add("inline-trouble");
    model.trouble.subscribe(m -> {
      words.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(box, m != null);
    });
    return box;
  }

  private VBox salvages() {
    var all = new VBox();
    all.setId("journal-salvages");
    model.salvages.subscribe(found -> {
      all.getChildren().clear();
      for (var m : found) {
        var words = new Label(kit.text().of(m));
        words.setWrapText(true);
        var box = new Bar(Icon.WARNING.node(), words);
        box.getStyleClass().add("inline-trouble");
        all.getChildren().add(box);
      }
      Nodes.shown(all, !found.isEmpty());
    });
    return all;
  }

  private TableView<Ledger.Entry> table() {
    var tables = new Tables(kit);
    TableView<Ledger.Entry> table =
        tables.table(
            "journal-table",
            new Empty(Icon.CLOUD_DONE, kit.t("journal.empty.title"), kit.t("journal.empty.words")),
            entry -> entry.caseId().ifPresent(openCase));
    tables.shows(table, model.lines, Ledger.Entry::id);
    table
        .getColumns()
        .add(tables.keep(tables.text(kit.t("journal.col.when"), 145, l -> Show.minute(l.at()))));
    table.getColumns().add(tables.text(kit.t("journal.col.what"), 150, this::kind));
    table.getColumns().add(tables.keep(tables.text(kit.t("journal.col.case"), 205, this::number)));
    table
        .getColumns()
        .add(
            tables.keep(
                tables.node(
                    kit.t("journal.col.where"), 170, () -> new Standing(kit), this::standing)));
    table.getColumns().add(tables.text(kit.t("journal.col.why"), 340, this::why));
    return table;
  }

  /// Where an act is, or that it came.
  private static final class Standing extends StackPane {
    final StandingGlyph glyph;
    final Label came;

    Standing(Kit kit) {
      glyph = new StandingGlyph(kit.text());
      came = new Label(kit.t("journal.from"), Icon.CLOUD_DOWNLOAD.node());
      came.getStyleClass().add("muted");
      setAlignment(Pos.CENTER_LEFT);
      getChildren().addAll(glyph, came);
    }
  }

  private void standing(Standing cell, Ledger.Entry entry) {
    Nodes.shown(cell.glyph, entry instanceof Ledger.Line);
    Nodes.shown(cell.came, entry instanceof Ledger.Came);
    if (!(entry instanceof Ledger.Line line)) return;
    cell.glyph.where(line.where());
    cell.glyph.story(() -> story(line));
  }

  private String kind(Ledger.Entry entry) {
    return switch (entry) {
      case Ledger.Line l -> Way.kind(kit.text(), l.kind());
      case Ledger.Came c -> kit.t(isMany(c) ? "journal.received.many" : "journal.received");
    };
  }

  private String number(Ledger.Entry entry) {
    if (!entry.caseNumber().isEmpty()) return entry.caseNumber();
    return kit.t(
        entry instanceof Ledger.Came && entry.caseId().isEmpty()
            ? "journal.received.nocase"
            : "journal.nonumber");
  }

  private String why(Ledger.Entry entry) {
    return switch (entry) {
      case Ledger.Line l -> why(l);
      case Ledger.Came c -> c.caseId().isPresent() && isNew(c) ? newCase(c) : parts(c.parts());
    };
  }

  /// What belongs to no case, as a form or a standard, came alone.
  private static boolean isMany(Ledger.Came came) {
    return came.caseId().isEmpty()
        && came.parts().stream().anyMatch(p -> p.type().equals("APPLICATION"));
  }

  /// A case that came for the first time comes whole: its kinds say nothing.
  private static boolean isNew(Ledger.Came came) {
    return came.parts().stream().anyMatch(p -> p.type().equals("APPLICATION") && p.fresh() > 0);
  }

  private String newCase(Ledger.Came came) {
    int records = came.parts().stream().mapToInt(p -> p.fresh() + p.changed()).sum();
    return kit.t("journal.received.case", String.valueOf(records));
  }

  /// `新增 材料页 3、收入财产 1；变更 申请 1`.
  private String parts(List<Ledger.Part> parts) {
    return Stream.of(
            said("journal.received.fresh", parts, Ledger.Part::fresh),
            said("journal.received.changed", parts, Ledger.Part::changed),
            said("journal.received.gone", parts, Ledger.Part::gone))
        .filter(s -> !s.isEmpty())
        .collect(Collectors.joining(kit.t("journal.received.and")));
  }

  private String said(String key, List<Ledger.Part> parts, ToIntFunction<Ledger.Part> count) {
    String all =
        parts.stream()
            .filter(p -> count.applyAsInt(p) > 0)
            .map(p -> kit.t("journal.received.part", type(p), String.valueOf(count.applyAsInt(p))))
            .collect(Collectors.joining(kit.t("journal.received.comma")));
    return all.isEmpty() ? "" : kit.t(key, all);
  }

  private String type(Ledger.Part part) {
    String key = "journal.type." + part.type();
    return kit.t(kit.text().has(key) ? key : "journal.type.other");
  }

  private String why(Ledger.Line line) {
    return Way.why(kit.text(), line.where(), line.reason(), line.filesWaiting());
  }

  private List<String> story(Ledger.Line line) {
    var lines = new ArrayList<String>();
    lines.add(kit.t("journal.story.saved", Show.minute(line.at())));
    lines.add(why(line));
    lines.addAll(Way.late(kit.text(), line.late()));
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
    bundles.open();
  }

  @Override
  public void onHidden() {
    model.close();
    bundles.close();
  }
}
