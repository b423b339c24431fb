package cn.ruhu.desktop.leads;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Navigator;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.StandingGlyph;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.printing.PaperWish;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.Way;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The street's leads by what is due first; beside them the one in hand, or the form of a new one.
final class LeadsView implements Screen, LeadPanel.Doer {
  /// argument that brings the form to the front
  static final String NEW = "new";

  private static final double SIDE = 430;

  /// leaves the list room for its deadlines in the smallest window
  private static final double SIDE_MIN = 372;

  /// part of a narrow page that is the panel's
  private static final double SHARE = 0.35;

  /// a page narrower than this gives the panel its least width
  private static final double WIDE = 1200;

  /// a list narrower than this leaves out what the panel says too
  private static final double NARROW = 820;

  private static final String INTAKE = "intake";

  private final Kit kit;
  private final LeadsViewModel model;
  private final TakingIn taking;
  private final Printing printing;
  private final Navigator nav;
  private final LeadWords words;
  private final LeadCards cards;
  private final LeadPanel panel;
  private final LeadForm form;
  private final Page page;
  private final VBox list;
  private final TableView<LeadRow> table;
  private final Button begin;
  private final Map<LeadsViewModel.Chip, ToggleButton> chips =
      new EnumMap<>(LeadsViewModel.Chip.class);

  LeadsView(
      Kit kit,
      LeadsViewModel model,
      TakingIn taking,
      Printing printing,
      PageReel reel,
      Navigator nav) {
    this.kit = kit;
    this.model = model;
    this.taking = taking;
    this.printing = printing;
    this.nav = nav;
    words = new LeadWords(kit, model.desk());
    cards = new LeadCards(kit, model, words);
    panel = new LeadPanel(kit, model, words, reel, this);
    form = new LeadForm(kit, taking, model::bring);
    page = new Page(kit.t("leads.title"));
    page.getStylesheets()
        .add(
            java.util.Objects.requireNonNull(LeadsView.class.getResource("leads.css"))
                .toExternalForm());
    table = table();
    list = new VBox(10, chips(), table);
    VBox.setVgrow(table, Priority.ALWAYS);
    HBox.setHgrow(list, Priority.ALWAYS);
    list.setMinWidth(0);
    begin = Buttons.keyed(Buttons.main("leads-new", kit.t("leads.act.new"), this::begin), "Ctrl+N");
    page.actions(begin);
    var side = new StackPane(panel.node(), form.node());
    page.widthProperty().subscribe(_ -> wide(side));
    kit.theme().zoom().subscribe(() -> wide(side));
    taking.open.subscribe(open -> {
      Nodes.shown(form.node(), open);
      Nodes.shown(panel.node(), !open);
    });
    var body = new Bar(list, side);
    body.getStyleClass().add("split");
    page.body(body);
    follow();
  }

  /// The panel grows with the letters where the window has the room.
  private void wide(StackPane side) {
    double width = page.getWidth();
    double factor = kit.theme().zoom().get().factor();
    double least = SIDE_MIN * factor;
    side.setMinWidth(least);
    side.setPrefWidth(width < WIDE * factor ? Math.max(least, width * SHARE) : SIDE * factor);
  }

  private void follow() {
    new Tables(kit).shows(table, model.rows, LeadRow::id);
    new Tables(kit).reading(table, model.read);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(r -> {
          if (r != null) model.choose(r);
        });
    model.selected.subscribe(this::selected);
    model.version.subscribe(_ -> counted());
    model.due.subscribe(
        n -> page.subtitle(n.intValue() == 0 ? "" : kit.t("leads.subtitle", n.intValue())));
    taking.begun.subscribe(b -> begin.setText(kit.t(b ? "leads.act.resume" : "leads.act.new")));
    model.trouble.subscribe(this::trouble);
    taking.trouble.subscribe(this::trouble);
    model.done.subscribe(this::done);
    taking.done.subscribe(this::done);
    counted();
  }

  private void trouble(String code) {
    if (!code.isEmpty())
      kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
  }

  private void done(@Nullable Message m) {
    if (m != null) kit.notices().done(kit.text().of(m));
  }

  private void selected(@Nullable LeadRow row) {
    if (row == null) return;
    @Nullable LeadRow now = table.getSelectionModel().getSelectedItem();
    if (now != null && now.id().equals(row.id())) return;
    table.getSelectionModel().clearSelection();
    table.getItems().stream()
        .filter(r -> r.id().equals(row.id()))
        .findFirst()
        .ifPresent(table.getSelectionModel()::select);
  }

  private Node chips() {
    var group = new ToggleGroup();
    var row = new Bar();
    row.getStyleClass().add("chips");
    for (LeadsViewModel.Chip c : LeadsViewModel.Chip.values()) {
      var chip = new ToggleButton();
      chip.setId("leads-chip-" + c.name());
      chip.getStyleClass().add("chip");
      chip.setToggleGroup(group);
      chip.setOnAction(_ -> {
        chip.setSelected(true);
        model.chip.set(c);
      });
      chips.put(c, chip);
      row.getChildren().add(chip);
    }
    model.chip.subscribe(c -> java.util.Objects.requireNonNull(chips.get(c)).setSelected(true));
    return row;
  }

  private void counted() {
    chips.forEach(
        (c, chip) -> chip.setText(kit.t("leads.chip." + c.name()) + "  " + model.count(c)));
  }

  private TableView<LeadRow> table() {
    var tables = new Tables(kit);
    var empty = new Empty(Icon.CALL, kit.t("leads.empty.title"), kit.t("leads.empty.words"));
    TableView<LeadRow> t = tables.table("leads-table", empty, _ -> first());
    t.getColumns()
        .add(fixed(tables.node(kit.t("leads.column.due"), 246, Label::new, this::fillDue)));
    t.getColumns()
        .add(fixed(tables.node(kit.t("leads.column.who"), 130, HBox::new, this::fillWho)));
    t.getColumns().add(tables.text(kit.t("leads.column.about"), 260, r -> r.lead().text("about")));
    TableColumn<LeadRow, String> channel =
        fixed(
            tables.text(
                kit.t("leads.column.channel"),
                118,
                r -> LeadWords.label("leadChannel", r.lead().text("channel"))));
    t.getColumns().add(channel);
    TableColumn<LeadRow, String> handler =
        fixed(tables.text(kit.t("leads.column.handler"), 80, LeadRow::handler));
    t.getColumns().add(handler);
    t.getColumns().add(fixed(whereColumn(tables)));
    t.widthProperty()
        .subscribe(w -> {
          channel.setVisible(w.doubleValue() >= NARROW * kit.theme().zoom().get().factor());
          handler.setVisible(channel.isVisible());
        });
    return t;
  }

  private TableColumn<LeadRow, LeadRow> whereColumn(Tables tables) {
    return tables.node(
        kit.t("leads.column.where"),
        136,
        () -> new StandingGlyph(kit.text()),
        (glyph, row) -> {
          glyph.where(row.where());
          glyph.story(() -> Way.story(model.desk(), kit.text(), row.id()));
        });
  }

  /// A column of one width: what was told has all the room that is left.
  private <C extends TableColumn<?, ?>> C fixed(C column) {
    double width = column.getPrefWidth();
    new Tables(kit).keep(column);
    kit.theme().zoom().subscribe(z -> column.setMaxWidth(width * z.factor()));
    return column;
  }

  private void fillDue(Label label, LeadRow row) {
    boolean open = row.state().isOpen();
    label.setText(open ? words.due(row) : CodeTables.label("leadState", row.state().name()));
    label.getStyleClass().removeAll("text-danger", "text-warning", "text-muted");
    label
        .getStyleClass()
        .addAll(
            row.ageing()
                .map(a ->
                    switch (a.age()) {
                      case OVERDUE -> List.of("text-danger");
                      case TODAY -> List.of("text-warning");
                      case IN_TIME -> List.<String>of();
                    })
                .orElse(List.of("text-muted")));
  }

  private void fillWho(HBox box, LeadRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(6);
    box.getChildren().setAll(kit.names().node(words.who(row.lead())));
    if (row.lead().is("urgent"))
      box.getChildren().addFirst(Badges.of(kit.t("leads.urgent.short"), Badges.Tone.DANGER));
  }

  // acts -------------------------------------------------------------------------------------

  private void begin() {
    taking.begin();
    form.focus();
  }

  /// J and K: the row below or above.
  private void move(int by) {
    int rows = table.getItems().size();
    if (rows == 0 || taking.open.get()) return;
    int at = Math.clamp(table.getSelectionModel().getSelectedIndex() + (long) by, 0, rows - 1);
    table.getSelectionModel().clearAndSelect(at);
    table.scrollTo(Math.max(0, at - 3));
  }

  /// Enter on a row does what the lead waits for.
  private void first() {
    for (LeadPanel.Deed d : List.of(LeadPanel.Deed.CONTACT, LeadPanel.Deed.ANSWER))
      if (panel.may(d)) {
        act(d);
        return;
      }
  }

  @Override
  public void act(LeadPanel.Deed deed) {
    @Nullable LeadRow row = model.selected.get();
    if (row == null || taking.open.get() || !panel.may(deed)) return;
    switch (deed) {
      case CONTACT -> cards.contact();
      case DISPATCH -> cards.dispatch(row);
      case REFER -> cards.refer(row, this::print);
      case ANSWER -> cards.answer(row);
      case MOVE -> cards.move();
      case CASE -> model.openCase(id -> nav.go(INTAKE, id.toString()));
      case CLOSE -> cards.close();
      case REOPEN -> model.reopen();
      case CORRECT -> {
        if (taking.correct(row.lead())) form.focus();
        else kit.notices().done(kit.t("leads.correct.first"));
      }
    }
  }

  @Override
  public void print(CaseRecord slip) {
    slip.ref("lead").ifPresent(lead -> printing.open(PaperWish.referral(slip), lead));
  }

  @Override
  public void recall(CaseRecord slip) {
    cards.recall(slip);
  }

  @Override
  public void undo() {
    model.undo(kit.t("leads.undo.reason"));
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    var all = new ArrayList<Shortcut>();
    all.add(new Shortcut("Ctrl+N", "leads.act.new", this::begin));
    all.add(new Shortcut("F2", "leads.key.card", taking::readAgain));
    all.add(
        new Shortcut(
            "Ctrl+Enter",
            "leads.act.save",
            () -> {
              if (taking.open.get()) form.save();
            }));
    for (LeadPanel.Deed d : LeadPanel.Deed.values())
      all.add(new Shortcut(d.key(), "leads.deed." + d.name(), () -> act(d)));
    all.add(new Shortcut("U", "leads.key.undo", this::undo));
    all.add(new Shortcut("V", "leads.key.pages", panel::openPage));
    all.add(new Shortcut("J", "leads.key.down", () -> move(1)));
    all.add(new Shortcut("K", "leads.key.up", () -> move(-1)));
    return all;
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    taking.seen(true);
    Optional<UUID> lead = Texts.uuid(argument);
    if (lead.isPresent()) {
      taking.putAway();
      model.bring(lead.get());
    }
    if (argument.equals(NEW)) begin();
    else if (taking.open.get()) form.focus();
    else table.requestFocus();
  }

  @Override
  public void onHidden() {
    taking.seen(false);
  }

  /// While people stand behind the counter the form that is filled with one of them stays, without
  /// who told and who is known.
  @Override
  public boolean onCurtain(boolean drawn) {
    list.setVisible(!drawn);
    panel.node().setVisible(!drawn && !taking.open.get());
    form.curtain(drawn);
    return taking.open.get();
  }
}
