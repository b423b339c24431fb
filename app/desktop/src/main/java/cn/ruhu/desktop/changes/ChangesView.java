package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Navigator;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.SharedCards;
import cn.ruhu.device.idcard.CardReading;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Reports of change: the list with the chosen one beside it, and at the window the household that
/// stands at the counter in its place.
final class ChangesView implements Screen {
  private final Kit kit;
  private final ChangesViewModel model;
  private final CounterViewModel counter;
  private final SharedCards cards;
  private final Page page;
  private final TableView<ChangeRow> table;
  private final ReportPanel panel;
  private final Finder finder;
  private final CounterPane pane;
  private final VBox list = new VBox(12);
  private final FlowPane begun = new FlowPane(8, 6);
  private final ToggleButton mine = new ToggleButton();
  private final ToggleButton every = new ToggleButton();
  private Runnable deaf = () -> {};

  ChangesView(
      Kit kit,
      ChangesViewModel model,
      CounterViewModel counter,
      SharedCards cards,
      Printing printing,
      Navigator nav) {
    this.kit = kit;
    this.model = model;
    this.counter = counter;
    this.cards = cards;
    page = new Page(kit.t("changes.title"));
    page.getStylesheets()
        .add(Objects.requireNonNull(ChangesView.class.getResource("changes.css")).toExternalForm());
    panel =
        new ReportPanel(
            kit, model, id -> nav.go(model.judges() ? "review" : "intake", id.toString()));
    panel.node().getStyleClass().add("changes-side");
    finder = new Finder(kit, counter, id -> nav.go("intake", id.toString()));
    pane =
        new CounterPane(
            kit, counter, printing, this::leave, id -> nav.go("handling", id.toString()));
    table = table();
    var body = new Bar(table, panel.node());
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    VBox.setVgrow(body, Priority.ALWAYS);
    if (!model.judges()) list.getChildren().addAll(finder.node(), begun);
    list.getChildren().addAll(chips(), body);
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox.setVgrow(pane.node(), Priority.ALWAYS);
    page.body(pane.node(), list);
    follow();
  }

  private void follow() {
    new Tables(kit).shows(table, model.rows, ChangeRow::id);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(r -> {
          if (r != null) model.choose(r);
        });
    model.rows.subscribe(this::counted);
    model.waiting.subscribe(_ -> counted());
    model.begun.subscribe(this::begun);
    for (var trouble : List.of(model.trouble, counter.trouble))
      trouble.subscribe(code -> {
        if (!code.isEmpty())
          kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
      });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    counter.home.subscribe(h -> {
      boolean here = h != null;
      Nodes.shown(pane.node(), here);
      Nodes.shown(list, !here);
      if (here) return;
      finder.clear();
      model.refresh();
      if (!model.judges()) finder.focus();
    });
    // after the pane came into sight: only what is seen takes the keyboard
    counter.arrived.subscribe(n -> {
      if (n.intValue() > 0) pane.focus();
    });
    begun();
    counted();
  }

  private Node chips() {
    mine.setId("changes-chip-mine");
    every.setId("changes-chip-all");
    for (ToggleButton b : List.of(mine, every)) b.getStyleClass().add("chip");
    mine.setOnAction(_ -> model.open.set(true));
    every.setOnAction(_ -> model.open.set(false));
    model.open.subscribe(o -> {
      mine.setSelected(o);
      every.setSelected(!o);
    });
    var row = new Bar(mine, every);
    row.getStyleClass().add("chips");
    return row;
  }

  private void counted() {
    String key = model.judges() ? "changes.chip.judge" : "changes.chip.enter";
    mine.setText(kit.t(key) + "  " + model.count(true));
    every.setText(kit.t("changes.chip.all") + "  " + model.count(false));
    page.subtitle(
        model.waiting.get() == 0
            ? ""
            : kit.t(
                model.judges() ? "changes.subtitle.judge" : "changes.subtitle.enter",
                model.waiting.get()));
  }

  /// Households whose report was begun and left: one key brings them back as they were.
  private void begun() {
    begun.getChildren().clear();
    Nodes.shown(begun, !model.begun.isEmpty());
    for (FoundHome h : model.begun) {
      Button b =
          Buttons.with(
              Icon.RESTORE,
              Buttons.plain(
                  "changes-begun-" + h.application(),
                  kit.t("changes.begun", h.applicant(), h.detail()),
                  () -> counter.open(h.application())));
      b.getStyleClass().add("small");
      begun.getChildren().add(b);
    }
  }

  private TableView<ChangeRow> table() {
    var tables = new Tables(kit);
    String empty = model.judges() ? "changes.empty.judge" : "changes.empty.window";
    TableView<ChangeRow> t =
        tables.table(
            "changes-table",
            new Empty(Icon.EDIT, kit.t("changes.empty"), kit.t(empty)),
            _ -> panel.focus());
    t.getColumns().add(tables.name(kit.t("changes.column.applicant"), 80, ChangeRow::applicant));
    t.getColumns()
        .add(
            tables.text(
                kit.t("changes.column.kind"),
                130,
                r -> CodeTables.label("changeKind", r.report().text("kind"))));
    t.getColumns().add(tables.text(kit.t("changes.column.about"), 130, ChangeRow::about));
    t.getColumns()
        .add(
            tables.keep(
                tables.text(kit.t("changes.column.at"), 100, r -> Show.shortMinute(r.at()))));
    t.getColumns().add(tables.node(kit.t("changes.column.state"), 120, HBox::new, this::state));
    return t;
  }

  private void state(HBox box, ChangeRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.getChildren().setAll(Badges.of(panel.stateWords(row), ReportPanel.tone(row)));
  }

  private void act() {
    if (counter.home.get() != null) pane.file();
    else panel.act();
  }

  private void leave() {
    counter.leave();
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    var keys = new ArrayList<Shortcut>();
    keys.add(new Shortcut("Ctrl+Enter", "changes.key.act", this::act));
    if (!model.judges()) {
      keys.add(new Shortcut("F2", "changes.key.card", cards::again));
      keys.add(new Shortcut("Alt+F", "changes.key.find", this::next));
      keys.add(new Shortcut("Alt+H", "changes.key.handling", pane::handle));
    }
    return keys;
  }

  /// To the next person: what was typed stays on the disk.
  private void next() {
    if (counter.home.get() != null) counter.leave();
    finder.focus();
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    if (!model.judges()) deaf = cards.claim(new Listener());
    Optional<UUID> asked = cn.ruhu.casefile.record.Texts.uuid(argument);
    if (asked.isPresent() && !model.judges()) counter.open(asked.get());
    else if (model.judges()) table.requestFocus();
    else if (counter.home.get() == null) finder.focus();
  }

  @Override
  public void onHidden() {
    deaf.run();
    deaf = () -> {};
  }

  /// A card laid down: the newcomer being typed, else the household of its holder.
  private void card(CardReading card) {
    if (counter.card(card.name(), card.number())) pane.flash();
    else if (counter.home.get() == null) counter.ofCard(card.number());
  }

  private final class Listener implements ReaderListener {
    @Override
    public void changed(ReaderSnapshot now) {}

    @Override
    public void read(Reading reading) {
      if (reading instanceof Reading.Card(var card)) kit.background().window(() -> card(card));
    }
  }
}
