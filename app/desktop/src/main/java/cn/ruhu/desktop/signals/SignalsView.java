package cn.ruhu.desktop.signals;

import cn.ruhu.casefile.linking.SignalState;
import cn.ruhu.casefile.record.CaseFile;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The tasks and, beside them, the one in hand with its answer.
final class SignalsView implements Screen {
  private static final double SIDE = 400;

  private final Kit kit;
  private final SignalsViewModel model;
  private final Page page;
  private final TableView<SignalRow> table;
  private final VBox facts = new VBox(8);
  private final Field reason;
  private final Button back;
  private final VBox acts;

  /// @param open shows a case
  SignalsView(Kit kit, SignalsViewModel model, Consumer<String> open) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("signals.title"));
    table = table();
    reason = new Fields(kit).area("signals-reason", kit.t("signals.reason"), 3).required();
    reason.valueProperty().bindBidirectional(model.reason);
    Button taken =
        keyed("signals-taken", Buttons::main, "signals.act.taken", SignalState.TAKEN_UP, "Ctrl+1");
    Button groundless =
        keyed(
            "signals-groundless",
            Buttons::plain,
            "signals.act.groundless",
            SignalState.GROUNDLESS,
            "Ctrl+2");
    back = Buttons.quiet("signals-back", kit.t("signals.act.back"), () -> answer(SignalState.OPEN));
    Button show =
        Buttons.quiet(
            "signals-open",
            kit.t("signals.act.open"),
            () -> {
              @Nullable SignalRow row = model.selected.get();
              if (row != null)
                row.signal().ref("application").ifPresent(a -> open.accept(a.toString()));
            });
    model.busy.subscribe(b -> List.of(taken, groundless, back).forEach(x -> x.setDisable(b)));
    var hint = new Label(kit.t("signals.hint"));
    hint.getStyleClass().add("hint");
    hint.setWrapText(true);
    acts = Page.card("", reason, new FlowPane(8, 8, taken, groundless, back, show), hint);
    facts.setId("signals-facts");
    var side = Nodes.side(new VBox(12, Page.card("", facts), acts));
    Nodes.wide(kit.theme(), side, SIDE, SIDE, Double.MAX_VALUE);
    var body = new Bar(table, side);
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    page.body(body);
    new Tables(kit).shows(table, model.rows, SignalRow::id);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(r -> {
          if (r != null) model.choose(r);
        });
    model.selected.subscribe(this::show);
    model.problem.subscribe(m -> reason.problem(m == null ? null : kit.text().of(m)));
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
  }

  @FunctionalInterface
  private interface Making {
    Button of(String id, String words, Runnable act);
  }

  private Button keyed(String id, Making making, String words, SignalState state, String keys) {
    return Buttons.keyed(making.of(id, kit.t(words), () -> answer(state)), keys);
  }

  private TableView<SignalRow> table() {
    var tables = new Tables(kit);
    TableView<SignalRow> t =
        tables.table(
            "signals-table",
            new Empty(Icon.DONE_ALL, kit.t("signals.empty.title"), kit.t("signals.empty.words")),
            _ -> reason.focus());
    t.getColumns().add(tables.name(kit.t("signals.column.name"), 90, SignalRow::name));
    t.getColumns()
        .add(
            tables.text(
                kit.t("signals.column.kind"),
                170,
                r ->
                    (CodeTables.label("signalKind", r.kind().name()) + " " + r.benefit()).strip()));
    t.getColumns()
        .add(tables.text(kit.t("signals.column.since"), 104, r -> r.signal().text("since")));
    t.getColumns().add(tables.node(kit.t("signals.column.due"), 150, HBox::new, this::due));
    t.getColumns()
        .add(
            tables.text(
                kit.t("signals.column.state"),
                110,
                r -> CodeTables.label("signalState", r.state().name())));
    return t;
  }

  private void due(HBox box, SignalRow r) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(6);
    String day = r.open() ? r.due().map(Object::toString).orElse("") : "";
    box.getChildren().setAll(new Label(day));
    if (r.late()) box.getChildren().add(Badges.of(kit.t("signals.late"), Badges.Tone.DANGER));
  }

  private void show(@Nullable SignalRow r) {
    facts.getChildren().clear();
    Nodes.shown(acts, r != null);
    if (r == null) {
      facts.getChildren().add(line(kit.t("signals.none")));
      return;
    }
    var who = kit.names().node(r.name());
    who.getStyleClass().add("headline");
    facts.getChildren().addAll(who, line(r.number()));
    facts
        .getChildren()
        .add(line(kit.t("signals.what." + r.kind(), r.signal().text("since"), r.benefit())));
    String amount = r.signal().text("amountFen");
    if (!amount.isEmpty())
      facts.getChildren().add(line(kit.t("signals.amount", Show.money(amount))));
    facts.getChildren().add(line(kit.t("signals.source", r.signal().text("importedOn"))));
    if (!r.by().isEmpty()) {
      String at = CaseFile.instant(r.signal(), "at").map(Show::minute).orElse("");
      String state = CodeTables.label("signalState", r.state().name());
      facts
          .getChildren()
          .add(line(kit.t("signals.said", r.by(), at, state, r.signal().text("reason"))));
    }
    Nodes.shown(back, !r.open());
    if (!r.equals(table.getSelectionModel().getSelectedItem())) table.getSelectionModel().select(r);
  }

  private static Label line(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private void answer(SignalState state) {
    if (model.answer(state)) {
      table.requestFocus();
      return;
    }
    @Nullable Message missing = model.problem.get();
    if (missing != null) reason.focus();
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+1", "signals.key.taken", () -> answer(SignalState.TAKEN_UP)),
        new Shortcut("Ctrl+2", "signals.key.groundless", () -> answer(SignalState.GROUNDLESS)));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    table.requestFocus();
  }
}
