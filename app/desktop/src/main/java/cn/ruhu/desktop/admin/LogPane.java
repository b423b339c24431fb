package cn.ruhu.desktop.admin;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Tables;
import cn.ruhu.wire.Admin;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// 审计日志: whether it can be believed, its rows, and the chosen one beside them.
final class LogPane {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Kit kit;
  private final LogViewModel model;
  private final TableView<LogLine> table;
  private final VBox node;
  private final HBox filters = new Bar();
  private final VBox column = new VBox();
  private final VBox side;
  private Field person;
  private List<Choice> people = List.of();

  LogPane(Kit kit, AdminViewModel admin, LogViewModel model) {
    this.kit = kit;
    this.model = model;
    table = table();
    filters.getStyleClass().add("row");
    filters.setAlignment(Pos.BOTTOM_LEFT);
    person = person(people);
    filter();
    admin.register.subscribe(this::learn);
    VBox.setVgrow(table, Priority.ALWAYS);
    node = new VBox(proof(), filters, trouble(), table, foot());
    node.getStyleClass().add("admin-log");
    side = Nodes.side(column);
    side.setId("admin-line");
    model.line.subscribe(this::show);
  }

  Node node() {
    return node;
  }

  Node side() {
    return side;
  }

  TableView<LogLine> rows() {
    return table;
  }

  /// The keyboard into the first filter.
  void search() {
    person.focus();
  }

  private Node proof() {
    var words = new Label();
    words.setId("admin-proof");
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button to = Buttons.plain("admin-proof-row", kit.t("admin.log.to"), this::toBroken);
    Button prove =
        Buttons.keyed(
            Buttons.plain("admin-prove", kit.t("admin.log.prove"), model::prove), "Ctrl+J");
    prove.disableProperty().bind(model.proving);
    var box = new Bar(words, to, prove);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("row", "admin-proof");
    Runnable say =
        () -> {
          LogViewModel.Standing now = model.standing.get();
          boolean proving = model.proving.get();
          LogViewModel.Tone tone = proving || now == null ? LogViewModel.Tone.OPEN : now.tone();
          words.setText(
              proving || now == null
                  ? kit.t("admin.log.proof.running")
                  : kit.text().of(now.words()));
          words.setGraphic(
              (switch (tone) {
                    case GOOD -> Icon.VERIFIED;
                    case OPEN -> Icon.PENDING;
                    case BAD -> Icon.ERROR;
                  })
                  .node());
          box.getStyleClass().removeAll("good", "bad");
          if (tone == LogViewModel.Tone.GOOD) box.getStyleClass().add("good");
          if (tone == LogViewModel.Tone.BAD) box.getStyleClass().add("bad");
          Nodes.shown(to, !proving && now != null && now.row() > 0);
          table.refresh();
        };
    model.standing.subscribe(_ -> say.run());
    model.proving.subscribe(_ -> say.run());
    return box;
  }

  private void toBroken() {
    LogViewModel.Standing now = model.standing.get();
    if (now == null) return;
    model.goTo(now.row());
    table.requestFocus();
  }

  private Field person(List<Choice> choices) {
    Field made = new Fields(kit).choice("admin-log-person", kit.t("admin.log.person"), choices);
    made.valueProperty().bindBidirectional(model.person);
    made.setPrefWidth(170);
    return made;
  }

  /// People come with the register; what was chosen stays.
  private void learn(@Nullable Register register) {
    if (register == null) return;
    List<Choice> now =
        register.people().stream()
            .map(p -> new Choice(p.login(), p.name(), Pinyin.of(p.name()).initials()))
            .toList();
    if (now.equals(people)) return;
    people = now;
    person.valueProperty().unbindBidirectional(model.person);
    Field fresh = person(now);
    int at = filters.getChildren().indexOf(person);
    if (at >= 0) filters.getChildren().set(at, fresh);
    person = fresh;
  }

  private void filter() {
    var fields = new Fields(kit);
    List<Choice> kinds =
        Arrays.stream(LogKind.values())
            .map(k -> {
              String words = kit.t("admin.log.kind." + k);
              return new Choice(k.key(), words, Pinyin.of(words).initials());
            })
            .toList();
    Field kind = fields.choice("admin-log-kind", kit.t("admin.log.kind"), kinds);
    kind.valueProperty().bindBidirectional(model.kind);
    kind.setPrefWidth(140);
    Field from = fields.date("admin-log-from", kit.t("admin.log.from"));
    from.valueProperty().bindBidirectional(model.from);
    from.setPrefWidth(118);
    Field until = fields.date("admin-log-until", kit.t("admin.log.until"));
    until.valueProperty().bindBidirectional(model.until);
    until.setPrefWidth(118);
    until.check(
        _ -> model.daysCrossed.get() ? Optional.of(kit.t("admin.log.days")) : Optional.empty());
    model.daysCrossed.subscribe(_ -> until.validate());
    Button clear =
        Buttons.plain(
            "admin-log-clear",
            kit.t("admin.log.clear"),
            () -> {
              model.clear();
              person.focus();
            });
    filters.getChildren().setAll(person, kind, from, until, clear);
  }

  private Node trouble() {
    var words = new Label();
    words.setId("admin-log-problem");
    words.setWrapText(true);
    var box = new Bar(Icon.ERROR.node(), words);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("admin-trouble");
    model.problem.subscribe(m -> {
      Nodes.shown(box, m != null);
      if (m != null) words.setText(kit.text().of(m));
    });
    return box;
  }

  private TableView<LogLine> table() {
    var t = new Tables(kit);
    TableView<LogLine> made =
        t.table(
            "admin-log",
            new Empty(Icon.HISTORY, kit.t("admin.log.none"), kit.t("admin.log.none.words")),
            _ -> {});
    made.getColumns().add(t.digits(kit.t("admin.log.row"), 64, l -> Long.toString(l.seq())));
    made.getColumns().add(t.keep(t.text(kit.t("admin.log.time"), 132, l -> minute(l.row().at()))));
    made.getColumns().add(t.name(kit.t("admin.log.who"), 96, LogLine::who));
    made.getColumns().add(t.node(kit.t("admin.log.what"), 150, HBox::new, this::what));
    made.getColumns().add(t.keep(t.name(kit.t("admin.log.whom"), 124, LogLine::whom)));
    made.getColumns().add(t.text(kit.t("admin.log.why"), 140, LogLine::why));
    // newest first, as it is read: a part of it in another order would only look like the whole
    for (TableColumn<LogLine, ?> c : made.getColumns()) c.setSortable(false);
    t.shows(made, model.lines, LogLine::seq);
    t.reading(made, model.read);
    made.getSelectionModel()
        .selectedItemProperty()
        .subscribe(l -> {
          if (l != null) model.line.set(l);
        });
    return made;
  }

  private void what(HBox box, LogLine line) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().setAll("row");
    box.getChildren().setAll(new Label(line.what()));
    if (model.doubtful(line))
      box.getChildren().addFirst(Badges.of(kit.t("admin.log.doubtful"), Badges.Tone.DANGER));
  }

  private static String minute(long at) {
    return Show.minute(Instant.ofEpochMilli(at));
  }

  private Node foot() {
    var shown = new Label();
    shown.setId("admin-log-shown");
    shown.getStyleClass().add("hint");
    Button older = Buttons.plain("admin-log-older", kit.t("admin.log.older"), this::older);
    Button newest = Buttons.quiet("admin-log-newest", kit.t("admin.log.newest"), model::clear);
    older.disableProperty().bind(model.busy);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var foot = new Bar(shown, grow, newest, older);
    foot.setAlignment(Pos.CENTER_LEFT);
    foot.getStyleClass().add("row");
    Runnable say =
        () -> {
          int n = model.lines.size();
          shown.setText(
              n == 0 ? "" : kit.t("admin.log.shown", n, minute(model.lines.getLast().row().at())));
        };
    model.lines.subscribe(say);
    model.older.subscribe(o -> Nodes.shown(older, o));
    model.start.subscribe(s -> Nodes.shown(newest, s.longValue() > 0));
    return foot;
  }

  /// The keyboard stays with the rows: the first of the older ones is chosen.
  private void older() {
    int at = model.lines.size();
    table.requestFocus();
    if (at > 0) table.getSelectionModel().select(at - 1);
    model.goOn();
  }

  private void show(@Nullable LogLine line) {
    if (line == null) {
      column.getChildren().setAll(MachinePane.muted(kit.t("admin.log.line.none")));
      return;
    }
    if (!line.equals(table.getSelectionModel().getSelectedItem()))
      table.getSelectionModel().select(line);
    Admin.LogRow row = line.row();
    var head = new Label(line.what());
    head.getStyleClass().add("headline");
    head.setWrapText(true);
    var card = Page.card("", head);
    if (model.doubtful(line))
      card.getChildren().add(Badges.of(kit.t("admin.log.doubtful"), Badges.Tone.DANGER));
    String at = SECOND.format(Instant.ofEpochMilli(row.at()).atZone(Show.ZONE));
    card.getChildren().add(fact("admin.log.row", Long.toString(row.seq())));
    card.getChildren().add(fact("admin.log.time", at));
    card.getChildren().add(fact("admin.log.who", line.who()));
    if (!line.machine().isEmpty())
      card.getChildren().add(fact("admin.log.machine", line.machine()));
    if (!line.whom().isEmpty()) card.getChildren().add(fact("admin.log.whom", line.whom()));
    if (!line.why().isEmpty()) card.getChildren().add(fact("admin.log.why", line.why()));
    column.getChildren().setAll(card, written(row));
  }

  /// As the row was written and is proven: codes and ids.
  private Node written(Admin.LogRow row) {
    var card = Page.card(kit.t("admin.log.written"));
    card.getChildren().add(fact("admin.log.code", row.what()));
    for (var e :
        List.of(
            List.of("admin.log.who", row.staff()),
            List.of("admin.log.machine", row.device()),
            List.of("admin.log.whom", row.subject()),
            List.of("admin.log.why", row.detail())))
      if (!e.getLast().isEmpty()) card.getChildren().add(fact(e.getFirst(), e.getLast()));
    return card;
  }

  private Node fact(String key, String value) {
    return MachinePane.fact(kit, key, value);
  }
}
