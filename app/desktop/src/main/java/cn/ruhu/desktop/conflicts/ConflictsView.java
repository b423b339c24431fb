package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Tables;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The list of conflicts and, beside it, the one in hand as a question.
final class ConflictsView implements Screen {
  private final Kit kit;
  private final ConflictsViewModel model;
  private final Page page;
  private final TableView<Dispute> table;
  private final QuestionPane question;
  private final Map<Shelf, ToggleButton> chips = new EnumMap<>(Shelf.class);

  ConflictsView(Kit kit, ConflictsViewModel model) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("conflicts.title"));
    var css = Objects.requireNonNull(ConflictsView.class.getResource("conflicts.css"));
    page.getStylesheets().add(css.toExternalForm());
    question = new QuestionPane(kit, model, this::focus);
    table = table();
    table.setItems(model.disputes);
    var list = new VBox(8, table, legend());
    VBox.setVgrow(table, Priority.ALWAYS);
    var body = new Bar(list, question.node());
    body.getStyleClass().add("split");
    list.getStyleClass().add("conflicts-list");
    HBox.setHgrow(question.node(), Priority.ALWAYS);
    page.actions(chips());
    page.body(body);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(d -> {
          if (d != null && !isAt(model.at(), d)) model.current.set(d);
        });
    model.current.subscribe(_ -> select());
    // after the table, which forgets the row of a question that is no longer the same
    model.disputes.addListener((ListChangeListener<Dispute>) _ -> select());
    model.waiting.subscribe(_ -> counted());
    model.mine.subscribe(_ -> counted());
    model.late.subscribe(_ -> counted());
    model.shelf.subscribe(s -> chips.forEach((c, chip) -> chip.setSelected(c == s)));
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(key -> {
      if (!key.isEmpty()) kit.notices().done(kit.t(key));
    });
  }

  private TableView<Dispute> table() {
    var tables = new Tables(kit);
    TableView<Dispute> t =
        tables.table(
            "conflicts-table",
            new Empty(
                Icon.DONE_ALL, kit.t("conflicts.empty.title"), kit.t("conflicts.empty.words")),
            _ -> question.focus());
    t.getColumns().add(tables.name(kit.t("conflicts.column.subject"), 82, Dispute::subject));
    t.getColumns()
        .add(
            tables.text(
                kit.t("conflicts.column.fields"),
                146,
                d -> d.lines().stream().map(Dispute.Line::field).collect(Collectors.joining(" "))));
    t.getColumns().add(tables.node(kit.t("conflicts.column.asked"), 104, HBox::new, this::asked));
    TableColumn<Dispute, String> waits =
        tables.keep(tables.text(kit.t("conflicts.column.waits"), 108, this::waited));
    model.shelf.subscribe(s ->
        waits.setText(
            kit.t(s == Shelf.SETTLED ? "conflicts.column.choice" : "conflicts.column.waits")));
    t.getColumns().add(waits);
    t.getColumns().forEach(c -> c.setSortable(false));
    return t;
  }

  private void asked(HBox box, Dispute d) {
    box.setAlignment(Pos.CENTER_LEFT);
    String none = d.asking().who().isEmpty() ? "conflicts.asked.nobody" : "conflicts.asked.other";
    if (d.late().isPresent() && d.asking().who().isEmpty()) none = "conflicts.asked.supervisor";
    String who = d.asking().name().isEmpty() ? kit.t(none) : d.asking().name();
    box.getChildren()
        .setAll(
            d.mine() && !d.settled()
                ? Badges.of(kit.t("conflicts.asked.me"), Badges.Tone.WARNING)
                : new Label(who));
  }

  /// How long it waits; of a settled one what was decided.
  private String waited(Dispute d) {
    return d.settled()
        ? CodeTables.label("conflictChoice", d.course().choice())
        : question.waited(d);
  }

  private Node chips() {
    var row = new Bar();
    row.getStyleClass().add("chips");
    for (Shelf s : Shelf.values()) {
      var chip = new ToggleButton();
      chip.setId("conflicts-shelf-" + s.name());
      chip.getStyleClass().add("chip");
      chip.setMinWidth(Region.USE_PREF_SIZE);
      var key = new Label("Ctrl+" + (chips.size() + 1));
      key.getStyleClass().add("key");
      chip.setGraphic(key);
      chip.setContentDisplay(ContentDisplay.RIGHT);
      chip.setOnAction(_ -> {
        chip.setSelected(s == model.shelf.get());
        model.shelf.set(s);
      });
      chips.put(s, chip);
      row.getChildren().add(chip);
    }
    counted();
    return row;
  }

  private void counted() {
    page.subtitle(kit.t("conflicts.subtitle", model.waiting.get()));
    chips.forEach((s, chip) ->
        chip.setText(
            switch (s) {
              case MINE -> kit.t("conflicts.shelf.MINE", model.mine.get());
              case OPEN -> kit.t("conflicts.shelf.OPEN", model.waiting.get());
              case SETTLED -> kit.t("conflicts.shelf.SETTLED");
              case LATE -> kit.t("conflicts.shelf.LATE", model.late.get());
            }));
  }

  /// The keys of the list and of the question, where they are needed.
  private Node legend() {
    var flow = new FlowPane();
    flow.setId("conflicts-keys");
    flow.getStyleClass().add("conflicts-keys");
    for (Shortcut s : shortcuts()) {
      if (s.keys().length() > 1 && !s.keys().equals("Ctrl+Z")) continue;
      flow.getChildren().add(key(s.keys(), kit.t(s.label())));
    }
    flow.getChildren().add(key("Enter", kit.t("conflicts.key.confirm")));
    flow.getChildren().add(key("Esc", kit.t("conflicts.key.drop")));
    return flow;
  }

  private static Node key(String keys, String act) {
    var key = new Label(keys);
    key.getStyleClass().add("key");
    var words = new Label(act);
    words.getStyleClass().add("hint");
    var pair = new Bar(5, key, words);
    pair.setAlignment(Pos.CENTER_LEFT);
    return pair;
  }

  /// The row of the question in hand, however often the list was filled anew.
  private void select() {
    if (model.at() >= 0) table.getSelectionModel().select(model.at());
  }

  private boolean isAt(int row, Dispute d) {
    return row >= 0 && model.disputes.get(row).equals(d);
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("1", "conflicts.act.keep", () -> question.pick(Pick.KEEP)),
        new Shortcut("2", "conflicts.act.take", () -> question.pick(Pick.TAKE)),
        new Shortcut("3", "conflicts.act.third", question::third),
        new Shortcut("Ctrl+Z", "conflicts.act.undo", this::takeBack),
        new Shortcut("Ctrl+1", "conflicts.key.mine", () -> model.shelf.set(Shelf.MINE)),
        new Shortcut("Ctrl+2", "conflicts.key.open", () -> model.shelf.set(Shelf.OPEN)),
        new Shortcut("Ctrl+3", "conflicts.key.settled", () -> model.shelf.set(Shelf.SETTLED)),
        new Shortcut("Ctrl+4", "conflicts.key.late", () -> model.shelf.set(Shelf.LATE)),
        new Shortcut("V", "conflicts.act.look", question::look),
        new Shortcut("J", "conflicts.act.next", model::next),
        new Shortcut("K", "conflicts.act.previous", model::previous));
  }

  /// While somebody types, the key takes back what was typed.
  private void takeBack() {
    if (page.getScene() != null
        && page.getScene().getFocusOwner() instanceof TextInputControl t
        && t.isEditable()) t.undo();
    else model.takeBack();
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    focus();
  }

  /// The keyboard stands on the list.
  void focus() {
    table.requestFocus();
  }
}
