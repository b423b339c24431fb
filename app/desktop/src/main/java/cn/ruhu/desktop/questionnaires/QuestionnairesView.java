package cn.ruhu.desktop.questionnaires;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Cases on the left, the questionnaires of the one in hand beside them; the one being filled in
/// over both.
///
/// Ids for tests: `questionnaires-table`, `questionnaires-filter`, `questionnaire-open-<form>`,
/// `questionnaire-read-<record>`, `questionnaire-second-<record>`.
final class QuestionnairesView implements Screen {
  private static final double SIDE = 400;

  private final Kit kit;
  private final QuestionnairesViewModel model;
  private final StackPane root = new StackPane();
  private final Page page;
  private final Field filter;
  private final TableView<QuestionnairesViewModel.Row> table;
  private final VBox beside = new VBox(12);
  private final FillingPane filling;

  QuestionnairesView(Kit kit, QuestionnairesViewModel model) {
    this.kit = kit;
    this.model = model;
    filling = new FillingPane(kit, model);
    page = new Page(kit.t("questionnaires.title"));
    filter = new Fields(kit).text("questionnaires-filter", kit.t("questionnaires.filter"));
    filter.valueProperty().bindBidirectional(model.filter);
    table = table();
    beside.setId("questionnaires-beside");
    var side = Nodes.side(beside);
    Nodes.wide(kit.theme(), side, SIDE, SIDE, Double.MAX_VALUE);
    var left = new VBox(8, filter, table);
    VBox.setVgrow(table, Priority.ALWAYS);
    HBox.setHgrow(left, Priority.ALWAYS);
    var body = new Bar(left, side);
    body.getStyleClass().add("split");
    page.body(body);
    var tables = new Tables(kit);
    tables.shows(table, model.rows, QuestionnairesViewModel.Row::application);
    tables.reading(table, model.read);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(r -> {
          if (r != null && !inHand(r)) model.choose(r);
        });
    model.chosen.subscribe(this::chosen);
    model.beside.subscribe(this::show);
    model.filling.subscribe(f -> {
      filling.show(f);
      root.getChildren().setAll(f == null ? page : filling.node());
      if (f == null) table.requestFocus();
    });
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.problem.subscribe((@Nullable Message m) -> {
      if (m != null) kit.notices().tell("QUESTIONNAIRE", kit.text().of(m));
      else kit.notices().clear("QUESTIONNAIRE");
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
  }

  private TableView<QuestionnairesViewModel.Row> table() {
    var tables = new Tables(kit);
    TableView<QuestionnairesViewModel.Row> t =
        tables.table(
            "questionnaires-table",
            new Empty(
                Icon.LIST,
                kit.t("questionnaires.empty.title"),
                kit.t("questionnaires.empty.words")),
            _ -> toFirstForm());
    t.getColumns()
        .add(
            tables.name(
                kit.t("questionnaires.column.applicant"),
                90,
                QuestionnairesViewModel.Row::applicant));
    t.getColumns()
        .add(
            tables.keep(
                tables.text(
                    kit.t("questionnaires.column.number"),
                    206,
                    QuestionnairesViewModel.Row::number)));
    t.getColumns()
        .add(
            tables.address(
                kit.t("questionnaires.column.address"), 180, QuestionnairesViewModel.Row::address));
    t.getColumns()
        .add(
            tables.text(
                kit.t("questionnaires.column.stage"),
                96,
                r -> r.stage().isEmpty() ? "" : CodeTables.label("stage", r.stage())));
    return t;
  }

  private boolean inHand(QuestionnairesViewModel.Row row) {
    QuestionnairesViewModel.@Nullable Row now = model.chosen.get();
    return now != null && now.application().equals(row.application());
  }

  /// The row of the case in hand is the one that is marked.
  private void chosen(QuestionnairesViewModel.@Nullable Row now) {
    QuestionnairesViewModel.@Nullable Row marked = table.getSelectionModel().getSelectedItem();
    if (now == null || (marked != null && inHand(marked))) return;
    for (QuestionnairesViewModel.Row r : table.getItems())
      if (inHand(r)) {
        table.getSelectionModel().select(r);
        table.scrollTo(r);
        return;
      }
  }

  private void toFirstForm() {
    beside.lookupAll(".questionnaire-open").stream().findFirst().ifPresent(Node::requestFocus);
  }

  // ---- beside the list

  private void show(QuestionnairesViewModel.@Nullable Beside now) {
    String keyboard = keyboard();
    fill(now);
    if (!keyboard.isEmpty())
      beside.lookupAll("#" + keyboard).stream().findFirst().ifPresent(Node::requestFocus);
  }

  /// Id of what has the keyboard beside the list, empty when it is elsewhere.
  private String keyboard() {
    @Nullable Node owner = root.getScene() == null ? null : root.getScene().getFocusOwner();
    for (@Nullable Node at = owner; at != null; at = at.getParent())
      if (at.equals(beside) && owner != null && owner.getId() != null) return owner.getId();
    return "";
  }

  private void fill(QuestionnairesViewModel.@Nullable Beside now) {
    beside.getChildren().clear();
    if (now == null) {
      beside.getChildren().add(words(kit.t("questionnaires.choose"), "text-muted"));
      return;
    }
    var who = kit.names().node(now.row().applicant());
    who.getStyleClass().add("headline");
    beside.getChildren().add(new VBox(2, who, words(now.row().number(), "text-muted")));
    var forms = new VBox(8);
    for (QuestionnairesViewModel.Offer o : now.offers()) forms.getChildren().add(offer(o));
    if (now.offers().isEmpty())
      forms.getChildren().add(words(kit.t("questionnaires.forms.none"), "text-muted"));
    beside.getChildren().add(Page.card(kit.t("questionnaires.forms"), forms));
    var filled = new VBox(12);
    for (CaseRecord r : now.filled()) filled.getChildren().add(filled(r, now));
    if (now.filled().isEmpty())
      filled.getChildren().add(words(kit.t("questionnaires.filled.none"), "text-muted"));
    beside.getChildren().add(Page.card(kit.t("questionnaires.filled"), filled));
  }

  private Node offer(QuestionnairesViewModel.Offer o) {
    Button open =
        Buttons.plain(
            "questionnaire-open-" + o.form().id(),
            kit.t(
                o.begun() ? "questionnaires.act.continue" : "questionnaires.act.begin",
                o.form().title()),
            () -> model.open(o.form()));
    open.getStyleClass().add("questionnaire-open");
    open.setMaxWidth(Double.MAX_VALUE);
    open.setAlignment(Pos.CENTER_LEFT);
    open.setWrapText(true);
    var row =
        new Bar(
            open,
            Badges.of(
                kit.t("questionnaires.version", o.form().version()),
                o.begun() ? Badges.Tone.ACCENT : Badges.Tone.NEUTRAL));
    HBox.setHgrow(open, Priority.ALWAYS);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("row");
    return row;
  }

  private Node filled(CaseRecord r, QuestionnairesViewModel.Beside now) {
    var title = words(r.text("title"), "strong");
    HBox.setHgrow(title, Priority.ALWAYS);
    var head = new Bar(title);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("row");
    if (r.get("first").isPresent())
      head.getChildren().add(Badges.of(kit.t("questionnaires.twice"), Badges.Tone.SUCCESS));
    String when = CaseFile.instant(r, "finishedAt").map(Show::minute).orElse("");
    var acts =
        new Bar(
            Buttons.quiet(
                "questionnaire-read-" + r.id(), kit.t("questionnaires.act.read"), () -> read(r)));
    acts.getStyleClass().add("row");
    if (model.once(r))
      acts.getChildren()
          .add(
              Buttons.quiet(
                  "questionnaire-second-" + r.id(),
                  kit.t(
                      now.seconds().contains(r.id())
                          ? "questionnaires.act.second.continue"
                          : "questionnaires.act.second"),
                  () -> model.second(r)));
    return new VBox(
        2, head, words((model.who(r).orElse("") + "  " + when).strip(), "text-muted"), acts);
  }

  /// A finished questionnaire as it was asked and answered.
  private void read(CaseRecord r) {
    var lines = new VBox(4);
    for (Finished.Line line : Finished.lines(r)) {
      if (line.level() < 2) {
        lines.getChildren().add(words(line.label(), "section-title"));
        continue;
      }
      lines.getChildren().add(words(line.label(), "text-muted"));
      lines.getChildren().add(words(line.value(), "questionnaire-value"));
    }
    kit.dialogs().read(r.text("title"), lines, List.of());
  }

  static Label words(String text, String style) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }

  // ---- the screen

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<Shortcut> shortcuts() {
    var keys = new ArrayList<Shortcut>();
    keys.add(new Shortcut("F2", "questionnaires.key.filter", filter::focus));
    keys.addAll(filling.shortcuts());
    return keys;
  }

  @Override
  public void onShown(String argument) {
    if (argument.matches("[0-9a-f-]{36}")) model.want(UUID.fromString(argument));
    model.refresh();
  }
}
