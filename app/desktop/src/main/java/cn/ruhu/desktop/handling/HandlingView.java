package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Navigator;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 办理: the cases on the left, on the right what the chosen one offers, what it waits for and what
/// was recorded; above, the batches that wait for their draw.
final class HandlingView implements Screen {
  private final Kit kit;
  private final HandlingViewModel model;
  private final Navigator nav;
  private final Page page;
  private final VBox draws = new VBox(8);
  private final VBox side = new VBox(12);
  private final TableView<HandlingRow> table;

  HandlingView(Kit kit, HandlingViewModel model, Navigator nav) {
    this.kit = kit;
    this.model = model;
    this.nav = nav;
    page = new Page(kit.t("handling.title"));
    table = table();
    new Tables(kit).shows(table, model.rows, HandlingRow::application);
    table.getSelectionModel().selectedItemProperty().subscribe(this::chosen);
    side.getStyleClass().add("form");
    var scroll = new ScrollPane(side);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var panel = new VBox(scroll);
    panel.getStyleClass().add("split-side");
    panel.setMinWidth(360);
    panel.setPrefWidth(380);
    panel.setMaxWidth(480);
    var body = new HBox(table, panel);
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    VBox.setVgrow(body, Priority.ALWAYS);
    page.body(draws, body);
    model.selected.subscribe(this::show);
    model.batches.subscribe(this::batches);
    model.waiting.subscribe(
        n -> page.subtitle(kit.t("handling.subtitle", n.intValue(), model.rows.size())));
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    batches();
    show(model.selected.get());
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    model.rows.stream()
        .filter(r -> r.application().toString().equals(argument))
        .findFirst()
        .ifPresent(model.selected::set);
    table.requestFocus();
  }

  private TableView<HandlingRow> table() {
    var tables = new Tables(kit);
    TableView<HandlingRow> t =
        tables.table(
            "handling-table",
            new Empty(Icon.PENDING, kit.t("handling.empty.title"), kit.t("handling.empty.words")),
            this::openCase);
    t.getColumns()
        .add(tables.name(kit.t("handling.column.applicant"), 100, HandlingRow::applicant));
    t.getColumns()
        .add(tables.node(kit.t("handling.column.stage"), 110, HBox::new, this::fillStage));
    t.getColumns().add(tables.text(kit.t("handling.column.next"), 190, this::next));
    t.getColumns().add(tables.text(kit.t("handling.column.due"), 150, this::due));
    t.getColumns().add(tables.text(kit.t("handling.column.schemes"), 120, this::schemes));
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

  private String next(HandlingRow row) {
    return row.offers().stream()
        .filter(o -> !o.deed().anyTime() && o.blocked().isEmpty())
        .map(o -> kit.t("handling.deed." + o.deed().name()))
        .findFirst()
        .orElseGet(() -> kit.t(row.waits()));
  }

  private String due(HandlingRow row) {
    if (row.due().isEmpty()) return "\u2013";
    LocalDate day = row.due().get().date();
    return kit.t(
        row.daysLeft() < 0 ? "handling.due.over" : "handling.due.left",
        Math.abs(row.daysLeft()),
        day.getMonthValue(),
        day.getDayOfMonth());
  }

  private String schemes(HandlingRow row) {
    return row.schemes().stream()
        .map(s -> CodeTables.label("scheme", s))
        .collect(Collectors.joining(kit.t("handling.comma")));
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
    side.getChildren().clear();
    if (row == null) return;
    if (!row.equals(table.getSelectionModel().getSelectedItem()))
      table.getSelectionModel().select(row);
    var name = kit.names().node(row.applicant());
    name.getStyleClass().add("headline");
    name.setId("handling-applicant");
    var number = new Label(Show.caseNumber(row.number()));
    number.getStyleClass().add("text-muted");
    var stage = Badges.of(CodeTables.label("stage", row.stage().name()), Badges.Tone.ACCENT);
    stage.setId("handling-stage");
    var head = new HBox(10, name, stage);
    head.setAlignment(Pos.CENTER_LEFT);
    side.getChildren().add(Page.card("", head, number));
    side.getChildren().add(deeds("handling.now", row, false));
    var ahead = model.ahead();
    if (!ahead.isEmpty()) side.getChildren().add(waits(ahead));
    side.getChildren().add(deeds("handling.anytime", row, true));
    side.getChildren().add(facts());
  }

  private Node deeds(String title, HandlingRow row, boolean anyTime) {
    var column = new VBox(8);
    boolean first = !anyTime;
    for (Offer o : row.offers()) {
      if (o.deed().anyTime() != anyTime) continue;
      String id = "handling-do-" + o.deed().name();
      String words = kit.t("handling.deed." + o.deed().name());
      Runnable open = () -> new DeedCard(kit, model, o.deed()).open();
      Button b = first ? Buttons.main(id, words, open) : Buttons.plain(id, words, open);
      b.setMaxWidth(Double.MAX_VALUE);
      if (!o.blocked().isEmpty())
        Buttons.blocked(b, kit.text().of(cn.ruhu.desktop.work.Words.of(o.blocked().getFirst())));
      else first = false;
      column.getChildren().add(b);
    }
    if (column.getChildren().isEmpty()) {
      var none = new Label(kit.t(anyTime ? "handling.none" : row.waits()));
      none.setWrapText(true);
      none.getStyleClass().add("text-muted");
      column.getChildren().add(none);
    }
    return Page.card(kit.t(title), column);
  }

  private Node waits(List<Message> ahead) {
    var column = new VBox(6);
    for (Message m : ahead) {
      var label = new Label(kit.text().of(m));
      label.setWrapText(true);
      label.getStyleClass().add("text-warning");
      column.getChildren().add(label);
    }
    return Page.card(kit.t("handling.ahead"), column);
  }

  private Node facts() {
    var column = new VBox(8);
    for (CaseRecord f : model.facts()) {
      String who = f.ref("by").map(model.desk()::staffName).orElse("");
      String at = CaseFile.instant(f, "at").map(Show::shortMinute).orElse("");
      var head = new Label(CodeTables.label("gateKind", f.text("kind")) + what(f));
      head.setWrapText(true);
      var foot = new Label(kit.t("handling.fact.by", at, who));
      foot.getStyleClass().add("hint");
      column.getChildren().add(new VBox(2, head, foot));
    }
    if (column.getChildren().isEmpty()) {
      var none = new Label(kit.t("handling.facts.none"));
      none.getStyleClass().add("text-muted");
      column.getChildren().add(none);
    }
    return Page.card(kit.t("handling.facts"), column);
  }

  private String what(CaseRecord fact) {
    String letter = fact.text("subject");
    String subject =
        CodeTables.table("notice").has(letter) ? CodeTables.label("notice", letter) : "";
    String words =
        java.util.stream.Stream.of(subject, fact.text("value"), fact.text("reason"))
            .filter(w -> !w.isBlank() && !w.matches("[0-9]"))
            .collect(Collectors.joining(kit.t("handling.comma")));
    return words.isEmpty() ? "" : kit.t("handling.colon") + words;
  }

  private void batches() {
    draws.getChildren().setAll(model.batches.stream().map(this::batch).toList());
    draws.setVisible(!model.batches.isEmpty());
    draws.setManaged(!model.batches.isEmpty());
  }

  private Node batch(Batch b) {
    var words =
        new Label(
            kit.t(
                "handling.batch",
                CodeTables.label("street", b.street()),
                b.month(),
                b.cases().size(),
                b.quota(),
                b.forced().size(),
                b.due().date().toString()));
    words.setWrapText(true);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    Button draw =
        Buttons.main("handling-draw-" + b.street(), kit.t("handling.act.DRAW"), () -> askDraw(b));
    var row = new HBox(12, words, grow, draw);
    row.setAlignment(Pos.CENTER_LEFT);
    return Page.card("", row);
  }

  private void askDraw(Batch b) {
    var fields = new Fields(kit);
    Field seed =
        fields
            .text("handling-seed", kit.t("handling.ask.seed"))
            .required()
            .hint(kit.t("handling.ask.seed.hint"));
    Field reason =
        fields.area("handling-draw-reason", kit.t("handling.ask.DRAW.reason"), 2).required();
    kit.dialogs()
        .show(
            kit.t("handling.deed.DRAW"),
            new VBox(12, seed, reason),
            List.of(
                Dialogs.Act.tried(
                    kit.t("handling.act.DRAW"),
                    () -> {
                      if (!Fields.allFine(List.of(seed, reason))) return false;
                      model.draw(b, seed.value().strip(), reason.value().strip());
                      return true;
                    })));
  }
}
