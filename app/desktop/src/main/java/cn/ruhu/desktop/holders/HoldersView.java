package cn.ruhu.desktop.holders;

import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The cases with who works on each, and beside them the one in hand with taking it over.
final class HoldersView implements Screen {
  /// leaves the table room for whole numbers, also in the smallest window
  private static final double SIDE = 360;

  private final Kit kit;
  private final HoldersViewModel model;
  private final Page page;
  private final TableView<Holding> table;
  private final VBox facts = new VBox(8);
  private final VBox takerHolder = new VBox();
  private final VBox form;
  private final Field reason;
  private final Button act;
  private @Nullable Field taker;

  HoldersView(Kit kit, HoldersViewModel model) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("holders.title"));
    table = table();
    reason = new Fields(kit).text("holders-reason", kit.t("holders.reason")).required();
    reason.valueProperty().bindBidirectional(model.reason);
    String words = kit.t(model.gives() ? "holders.act.give" : "holders.act.take");
    act = Buttons.keyed(Buttons.main("holders-take", words, this::takeOver), "Ctrl+Enter");
    model.busy.subscribe(b -> act.setDisable(b));
    var hint = new Label(kit.t("holders.hint"));
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    form = Page.card(words, takerHolder, reason, hint, act);
    facts.setId("holders-facts");
    var column = new VBox(12, Page.card("", facts), form);
    var side = Nodes.side(column);
    Nodes.wide(kit.theme(), side, SIDE, SIDE, Double.MAX_VALUE);
    var body = new Bar(table, side);
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    page.body(body);
    new Tables(kit).shows(table, model.rows, Holding::application);
    new Tables(kit).reading(table, model.read);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(h -> {
          if (h != null) model.choose(h);
        });
    model.selected.subscribe(this::show);
    model.lost.subscribe(
        n -> page.subtitle(n.intValue() == 0 ? "" : kit.t("holders.subtitle", n.intValue())));
    model.clerks.addListener((javafx.collections.ListChangeListener<Object>) _ -> takers());
    takers();
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
  }

  private TableView<Holding> table() {
    var tables = new Tables(kit);
    TableView<Holding> t =
        tables.table(
            "holders-table",
            new Empty(Icon.GROUP, kit.t("holders.empty.title"), kit.t("holders.empty.words")),
            _ -> reason.focus());
    t.getColumns().add(tables.name(kit.t("holders.column.applicant"), 80, Holding::applicant));
    t.getColumns()
        .add(tables.keep(tables.text(kit.t("holders.column.number"), 206, Holding::number)));
    t.getColumns()
        .add(tables.node(kit.t("holders.column.window"), 134, HBox::new, this::windowCell));
    t.getColumns().add(tables.text(kit.t("holders.column.seen"), 100, h -> seen(h.window())));
    t.getColumns()
        .add(
            tables.text(
                kit.t("holders.column.pair"),
                120,
                h -> h.pair().map(Holding.Worker::name).orElse("")));
    return t;
  }

  private void windowCell(HBox box, Holding h) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(6);
    box.getChildren().setAll(new Label(name(h.window())));
    if (h.mine()) box.getChildren().add(Badges.of(kit.t("holders.mine"), Badges.Tone.ACCENT));
    if (h.lost()) box.getChildren().add(Badges.of(kit.t("holders.lost"), Badges.Tone.WARNING));
  }

  private String name(Optional<Holding.Worker> worker) {
    return worker
        .map(Holding.Worker::name)
        .filter(n -> !n.isEmpty())
        .orElse(kit.t("holders.nobody"));
  }

  private String seen(Optional<Holding.Worker> worker) {
    return worker.flatMap(Holding.Worker::seen).map(Show::shortMinute).orElse("");
  }

  private void takers() {
    takerHolder.getChildren().clear();
    Nodes.shown(takerHolder, model.gives());
    if (!model.gives()) return;
    List<Choice> all =
        model.clerks.stream()
            .map(c -> new Choice(c.id().toString(), c.text("name"), initials(c.text("name"))))
            .toList();
    Field made = new Fields(kit).choice("holders-taker", kit.t("holders.taker"), all);
    made.valueProperty().bindBidirectional(model.taker);
    taker = made;
    takerHolder.getChildren().setAll(made);
  }

  private static String initials(String name) {
    return cn.ruhu.casefile.names.Pinyin.of(name).initials();
  }

  private void show(@Nullable Holding h) {
    facts.getChildren().clear();
    problems();
    Nodes.shown(form, h != null && h.may());
    if (h == null) return;
    var who = kit.names().node(h.applicant());
    who.getStyleClass().add("headline");
    facts.getChildren().addAll(who, line("", h.number()));
    if (!h.stage().isEmpty())
      facts.getChildren().add(line("holders.stage", CodeTables.label("stage", h.stage())));
    facts.getChildren().add(line("holders.window", worker(h.window())));
    if (h.pair().isPresent()) facts.getChildren().add(line("holders.pair", worker(h.pair())));
    if (!h.handedOn().isEmpty()) {
      var words = line("", h.handedOn());
      words.setId("holders-handed-on");
      words.getStyleClass().add(h.lost() ? "text-warning" : "text-muted");
      facts.getChildren().add(words);
    }
    if (table.getSelectionModel().getSelectedItem() == null) table.getSelectionModel().select(h);
  }

  private Label line(String key, String value) {
    var label = new Label(key.isEmpty() ? value : kit.t(key, value));
    label.setWrapText(true);
    return label;
  }

  /// Name, since when, last heard of, and on which machine the visit lies.
  private String worker(Optional<Holding.Worker> worker) {
    String words = name(worker);
    if (worker.isEmpty()) return words;
    Holding.Worker w = worker.get();
    Optional<String> since = w.since().map(Show::minute);
    Optional<Instant> seen = w.seen();
    if (since.isPresent()) words = kit.t("holders.since", words, since.get());
    if (seen.isPresent()) words = kit.t("holders.seen", words, Show.minute(seen.get()));
    return w.machine().isEmpty() ? words : kit.t("holders.machine", words, w.machine());
  }

  private void takeOver() {
    if (model.takeOver()) {
      table.requestFocus();
      return;
    }
    problems();
    @Nullable Field first = taker;
    if (first != null && first.hasProblem()) first.focus();
    else if (reason.hasProblem()) reason.focus();
  }

  private void problems() {
    @Nullable Message why = model.problems.get(HoldersViewModel.REASON);
    reason.problem(why == null ? null : kit.text().of(why));
    @Nullable Message whom = model.problems.get(HoldersViewModel.TAKER);
    @Nullable Field choice = taker;
    if (choice != null) choice.problem(whom == null ? null : kit.text().of(whom));
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(new Shortcut("Ctrl+Enter", "holders.key.take", this::takeOver));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    table.requestFocus();
  }
}
