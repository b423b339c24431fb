package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.counter.Chosen;
import cn.ruhu.desktop.counter.Counter;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Navigator;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.CasePlace;
import cn.ruhu.desktop.work.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 办理: the cases on the left, those that wait for this person first, the chosen one on the right;
/// above, the batches that wait for their draw.
final class HandlingView implements Screen {
  private final Kit kit;
  private final HandlingViewModel model;
  private final Navigator nav;
  private final Page page;
  private final CasePanel panel;
  private final TableView<HandlingRow> table;
  private final Map<HandlingViewModel.Chip, ToggleButton> chips =
      new EnumMap<>(HandlingViewModel.Chip.class);

  /// @param counter its tools stand in the head, for the chosen case
  HandlingView(
      Kit kit, HandlingViewModel model, Printing printing, Navigator nav, Counter counter) {
    this.kit = kit;
    this.model = model;
    this.nav = nav;
    page = new Page(kit.t("handling.title"));
    page.getStylesheets()
        .add(
            Objects.requireNonNull(HandlingView.class.getResource("handling.css"))
                .toExternalForm());
    table = table();
    new Tables(kit).shows(table, model.rows, HandlingRow::application);
    new Tables(kit).reading(table, model.known);
    table.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    var draws = new DrawCards(kit, model);
    panel = new CasePanel(kit, model, printing, draws, nav);
    panel.node().getStyleClass().add("handling-side");
    var body = new Bar(table, panel.node());
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    VBox.setVgrow(body, Priority.ALWAYS);
    page.body(draws.node(), chips(), body);
    Button story =
        Buttons.keyed(
            Buttons.with(
                Icon.FOLDER,
                Buttons.plain("handling-story", kit.t("handling.act.story"), this::story)),
            "G");
    boolean binder = model.desk().actor().role() != Role.DISTRICT_INSPECTOR;
    if (binder) page.actions(story, counter.buttons(this::inHand));
    else page.actions(counter.buttons(this::inHand));
    model.selected.subscribe(this::show);
    model.read.subscribe(this::counted);
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    show(model.selected.get());
  }

  /// The chosen case.
  Optional<Chosen> inHand() {
    return Optional.ofNullable(model.selected.get()).map(r -> Chosen.of(r.application()));
  }

  /// The household's whole story, where this person has the binder.
  private void story() {
    HandlingRow row = model.selected.get();
    boolean binder = model.desk().actor().role() != Role.DISTRICT_INSPECTOR;
    if (row != null && binder) nav.go("binder", CasePlace.story(row.application()).text());
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(new Shortcut("G", "handling.act.story", this::story));
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public void onShown(String argument) {
    Texts.uuid(argument).ifPresentOrElse(model::ask, model::refresh);
    table.requestFocus();
  }

  private Node chips() {
    var group = new ToggleGroup();
    var row = new Bar();
    row.getStyleClass().add("chips");
    for (HandlingViewModel.Chip c : HandlingViewModel.Chip.values()) {
      var chip = new ToggleButton();
      chip.setId("handling-chip-" + c.name());
      chip.getStyleClass().add("chip");
      chip.setToggleGroup(group);
      chip.setOnAction(_ -> model.chip.set(c));
      chips.put(c, chip);
      row.getChildren().add(chip);
    }
    model.chip.subscribe(c -> {
      ToggleButton chip = chips.get(c);
      if (chip != null) chip.setSelected(true);
    });
    return row;
  }

  private void counted() {
    chips.forEach(
        (c, chip) -> chip.setText(kit.t("handling.chip." + c.name()) + "  " + model.count(c)));
    page.subtitle(
        kit.t(
            "handling.subtitle",
            model.count(HandlingViewModel.Chip.MINE) + model.batches.size(),
            model.count(HandlingViewModel.Chip.ALL)));
  }

  private TableView<HandlingRow> table() {
    var tables = new Tables(kit);
    TableView<HandlingRow> t =
        tables.table(
            "handling-table",
            new Empty(Icon.PENDING, kit.t("handling.empty.title"), kit.t("handling.empty.words")),
            this::openCase);
    t.getColumns().add(tables.name(kit.t("handling.column.applicant"), 75, HandlingRow::applicant));
    t.getColumns().add(tables.node(kit.t("handling.column.stage"), 80, HBox::new, this::fillStage));
    t.getColumns().add(tables.node(kit.t("handling.column.next"), 150, Label::new, this::fillNext));
    t.getColumns().add(tables.node(kit.t("handling.column.due"), 188, Label::new, this::fillDue));
    t.getColumns()
        .add(tables.text(kit.t("handling.column.schemes"), 112, r -> CasePanel.schemes(kit, r)));
    return t;
  }

  private void fillStage(HBox box, HandlingRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.getChildren()
        .setAll(
            Badges.of(
                CodeTables.label("stage", row.stage().name()),
                row.mine() ? Badges.Tone.ACCENT : Badges.Tone.NEUTRAL));
  }

  /// What this person can do, else for whom the case waits, in quieter words.
  private void fillNext(Label label, HandlingRow row) {
    Optional<String> mine =
        row.offers().stream()
            .filter(o -> !o.deed().anyTime() && o.blocked().isEmpty())
            .map(Offer::deed)
            .map(d -> d == Deed.LETTER ? unwritten(row) : kit.t("handling.deed." + d.name()))
            .findFirst();
    label.setText(mine.orElseGet(() -> waits(row)));
    label.getStyleClass().setAll("label", mine.isPresent() ? "text-mine" : "text-muted");
  }

  /// After the decision: the letter that is still on its way, then what keeps it from going on.
  private String waits(HandlingRow row) {
    return row.letters().stream()
        .filter(l -> !l.isDelivered())
        .findFirst()
        .map(this::owed)
        .or(() -> row.against().stream().findFirst().map(this::against))
        .orElseGet(() -> kit.t(row.waits()));
  }

  private String against(Hindrance h) {
    return kit.text().of(Words.of(h));
  }

  private String unwritten(HandlingRow row) {
    return row.letters().stream()
        .filter(l -> !l.isIssued())
        .findFirst()
        .map(l -> kit.t("handling.next.LETTER." + l.paper()))
        .orElse("");
  }

  private String owed(Letter l) {
    return kit.t(
        l.isIssued() ? "handling.waits.delivery" : "handling.waits.letter",
        CodeTables.label("notice", l.paper()));
  }

  private void fillDue(Label label, HandlingRow row) {
    label.setText(Limits.brief(kit, row));
    int days = row.noticeUntil().isPresent() ? Integer.MAX_VALUE : row.daysLeft();
    label
        .getStyleClass()
        .setAll(
            "label", days < 0 ? "text-danger" : days <= Limits.NEAR ? "text-warning" : "digits");
  }

  private void chosen(@Nullable HandlingRow row) {
    if (row != null) model.selected.set(row);
  }

  private void openCase(HandlingRow row) {
    Role role = model.desk().actor().role();
    boolean judge =
        role == Role.STREET_REVIEWER || role == Role.STREET_CHIEF || role == Role.DISTRICT_REVIEWER;
    if (judge) nav.go("review", row.application().toString());
    else if (role == Role.WINDOW_CLERK) nav.go("intake", row.application().toString());
  }

  private void show(@Nullable HandlingRow row) {
    if (row != null && !row.equals(table.getSelectionModel().getSelectedItem()))
      table.getSelectionModel().select(row);
    panel.show(row);
  }
}
