package cn.ruhu.desktop.linking;

import cn.ruhu.casefile.linking.LinkState;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.linking.LinkingViewModel.Shelf;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The pairs that were found and, beside them, the one in hand with both its sides.
final class LinkingView implements Screen {
  private static final double SIDE = 560;
  private static final double SIDE_MIN = 430;

  private final Kit kit;
  private final LinkingViewModel model;
  private final Page page;
  private final TableView<Pair> table;
  private final PairPane pane;
  private final Map<Shelf, ToggleButton> chips = new EnumMap<>(Shelf.class);

  LinkingView(Kit kit, LinkingViewModel model) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("linking.title"));
    pane = new PairPane(kit, model, this::settle);
    table = table();
    var side = Nodes.side(pane.column());
    Nodes.wide(kit.theme(), side, SIDE_MIN, SIDE, Double.MAX_VALUE);
    var body = new Bar(table, side);
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    page.actions(chips());
    page.body(body);
    new Tables(kit).shows(table, model.rows, Pair::id);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(p -> {
          if (p != null) model.choose(p);
        });
    model.selected.subscribe(this::select);
    model.rows.addListener((ListChangeListener<Pair>) _ -> counted());
    model.waiting.subscribe(_ -> counted());
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
  }

  private TableView<Pair> table() {
    var tables = new Tables(kit);
    TableView<Pair> t =
        tables.table(
            "linking-table",
            new Empty(Icon.DONE_ALL, kit.t("linking.empty.title"), kit.t("linking.empty.words")),
            _ -> pane.focus());
    t.getColumns().add(tables.name(kit.t("linking.column.name"), 84, Pair::name));
    t.getColumns().add(tables.name(kit.t("linking.column.there"), 84, p -> p.link().text("name")));
    t.getColumns().add(tables.node(kit.t("linking.column.kind"), 168, HBox::new, this::kind));
    t.getColumns().add(tables.text(kit.t("linking.column.said"), 150, this::saidOf));
    t.getColumns().forEach(c -> c.setSortable(false));
    return t;
  }

  private void kind(HBox box, Pair p) {
    box.setAlignment(Pos.CENTER_LEFT);
    String words = CodeTables.label("linkKind", p.kind().name());
    box.getChildren()
        .setAll(
            switch (p.kind()) {
              case ALERT -> Badges.of(words, Badges.Tone.DANGER);
              case CANDIDATE -> Badges.of(words, Badges.Tone.WARNING);
              case AUTO -> Badges.of(words, Badges.Tone.SUCCESS);
            });
  }

  private String saidOf(Pair p) {
    String state = CodeTables.label("linkState", p.state().name());
    return p.by().isEmpty() ? state : state + " \u00b7 " + p.by();
  }

  private Node chips() {
    var row = new Bar();
    row.getStyleClass().add("chips");
    for (Shelf s : Shelf.values()) {
      var chip = new ToggleButton();
      chip.setId("linking-shelf-" + s.name());
      chip.getStyleClass().add("chip");
      chip.setMinWidth(Region.USE_PREF_SIZE);
      chip.setOnAction(_ -> {
        model.shelf.set(s);
        chips.forEach((c, button) -> button.setSelected(c == s));
      });
      chips.put(s, chip);
      row.getChildren().add(chip);
    }
    model.shelf.subscribe(s -> chips.forEach((c, chip) -> chip.setSelected(c == s)));
    counted();
    return row;
  }

  private void counted() {
    chips.forEach((s, chip) -> chip.setText(kit.t("linking.shelf." + s.name(), model.count(s))));
  }

  private void select(@Nullable Pair pair) {
    if (pair == null) table.getSelectionModel().clearSelection();
    else if (!pair.equals(table.getSelectionModel().getSelectedItem())) {
      table.getSelectionModel().select(pair);
      table.scrollTo(pair);
    }
  }

  private void settle(LinkState state) {
    if (model.settle(state)) table.requestFocus();
    else pane.problem();
  }

  private void show(Shelf shelf) {
    model.shelf.set(shelf);
    table.requestFocus();
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("1", "linking.key.same", () -> settle(LinkState.LINKED)),
        new Shortcut("2", "linking.key.apart", () -> settle(LinkState.APART)),
        new Shortcut("3", "linking.key.later", () -> settle(LinkState.LATER)),
        new Shortcut("Ctrl+Z", "linking.key.undo", model::undo),
        new Shortcut("Ctrl+1", "linking.key.waiting", () -> show(Shelf.WAITING)),
        new Shortcut("Ctrl+2", "linking.key.settled", () -> show(Shelf.SETTLED)),
        new Shortcut("Ctrl+3", "linking.key.certain", () -> show(Shelf.CERTAIN)));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    table.requestFocus();
  }
}
