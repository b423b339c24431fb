package cn.ruhu.desktop.recount;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.process.GradualExit;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Payments;
import cn.ruhu.casefile.process.Recount;
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
import cn.ruhu.desktop.work.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.SetChangeListener;
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

/// The households a new standard concerns and, beside them, the one in hand: how its amount comes
/// about and what stands against deciding it with the others.
final class RecountView implements Screen {
  private static final double SIDE = 400;

  private final Kit kit;
  private final RecountViewModel model;
  private final Consumer<String> open;
  private final Page page;
  private final TableView<RecountRow> table;
  private final VBox facts = new VBox(8);
  private final VBox refused = new VBox(6);
  private final Label sums = line("");
  private final Label progress = line("");
  private final Label paper = line("");
  private final Field reason;
  private final Button act;

  /// @param open shows a case
  RecountView(Kit kit, RecountViewModel model, Consumer<String> open) {
    this.kit = kit;
    this.model = model;
    this.open = open;
    page = new Page(kit.t("recount.title"));
    table = table();
    reason = new Fields(kit).area("recount-reason", kit.t("recount.reason"), 3).required();
    reason.hint(kit.t("recount.reason.hint"));
    reason.valueProperty().bindBidirectional(model.reason);
    act =
        Buttons.keyed(
            Buttons.main("recount-decide", kit.t("recount.act.decide"), model::decide),
            "Ctrl+Enter");
    Button all =
        Buttons.keyed(
            Buttons.plain("recount-all", kit.t("recount.act.all"), model::markAll), "Ctrl+1");
    Button show =
        Buttons.keyed(
            Buttons.quiet("recount-open", kit.t("recount.act.open"), this::opened), "Ctrl+2");
    sums.setId("recount-sums");
    progress.setId("recount-progress");
    progress.getStyleClass().add("hint");
    paper.setId("recount-paper");
    paper.getStyleClass().add("text-warning");
    refused.setId("recount-refused");
    facts.setId("recount-facts");
    var acts = Page.card("", sums, reason, new FlowPane(8, 8, act, all, show), refused);
    var side = Nodes.side(new VBox(12, progress, paper, Page.card("", facts), acts));
    Nodes.wide(kit.theme(), side, SIDE, SIDE, Double.MAX_VALUE);
    var body = new Bar(table, side);
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    page.body(body);
    new Tables(kit).shows(table, model.rows, RecountRow::application);
    listen();
  }

  private void listen() {
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(r -> {
          if (r != null) model.selected.set(r);
        });
    model.selected.subscribe(this::show);
    model.marked.addListener((SetChangeListener<UUID>) _ -> marked());
    marked();
    model.progress.subscribe(m -> {
      progress.setText(m == null ? "" : kit.text().of(m));
      Nodes.shown(progress, m != null);
    });
    model.onPaper.subscribe(n -> {
      paper.setText(kit.t("recount.paper", n));
      Nodes.shown(paper, n.intValue() > 0);
    });
    model.busy.subscribe(_ -> marked());
    model.problem.subscribe(m -> {
      reason.problem(m == null ? null : kit.text().of(m));
      if (m != null) reason.focus();
    });
    model.refused.subscribe(() -> {
      refused.getChildren().clear();
      for (Message m : model.refused) {
        Label label = line("\u2715 " + kit.text().of(m));
        label.getStyleClass().add("text-danger");
        refused.getChildren().add(label);
      }
    });
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
  }

  private void opened() {
    @Nullable RecountRow row = model.selected.get();
    if (row != null) open.accept(row.application().toString());
  }

  private TableView<RecountRow> table() {
    var tables = new Tables(kit);
    TableView<RecountRow> t =
        tables.table(
            "recount-table",
            new Empty(Icon.DONE_ALL, kit.t("recount.empty.title"), kit.t("recount.empty.words")),
            _ -> reason.focus());
    tables.marks(
        t,
        kit.t("recount.column.mark"),
        r -> model.marked.contains(r.application()),
        RecountRow::harmless,
        r -> kit.t("recount.mark", r.applicant()),
        model::mark);
    t.getColumns().add(tables.name(kit.t("recount.column.name"), 82, RecountRow::applicant));
    t.getColumns().add(tables.text(kit.t("recount.column.scheme"), 110, this::schemes));
    t.getColumns().add(tables.money(kit.t("recount.column.before"), 96, r -> r.before().text()));
    t.getColumns().add(tables.money(kit.t("recount.column.after"), 96, r -> r.after().text()));
    t.getColumns().add(tables.money(kit.t("recount.column.more"), 84, r -> r.difference().text()));
    t.getColumns().add(tables.money(kit.t("recount.column.back"), 96, r -> r.backPay().text()));
    t.getColumns()
        .add(tables.node(kit.t("recount.column.against"), 110, HBox::new, this::fillAgainst));
    return t;
  }

  private String schemes(RecountRow row) {
    return row.lines().stream()
        .map(l -> CodeTables.label("scheme", l.scheme()))
        .collect(Collectors.joining(kit.t("work.value.comma")));
  }

  private void fillAgainst(HBox box, RecountRow row) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.getChildren()
        .setAll(
            row.harmless()
                ? Badges.of(kit.t("recount.harmless"), Badges.Tone.SUCCESS)
                : Badges.of(kit.t("recount.singly"), Badges.Tone.WARNING));
  }

  private void marked() {
    int n = model.marked.size();
    Fen[] sum = model.sums();
    sums.setText(
        n == 0
            ? kit.t("recount.sums.none")
            : kit.t("recount.sums", n, sum[0].grouped(), sum[1].grouped()));
    act.setDisable(model.busy.get());
    table.refresh();
  }

  private void show(@Nullable RecountRow row) {
    facts.getChildren().clear();
    if (row == null) {
      facts.getChildren().add(line(kit.t("recount.none")));
      return;
    }
    var who = kit.names().node(row.applicant());
    who.getStyleClass().add("headline");
    facts.getChildren().addAll(who, line(Show.caseNumber(row.number())));
    for (Recount l : row.lines()) facts.getChildren().addAll(lines(l));
    for (Hindrance h : row.against()) {
      Label label = line("\u2715 " + kit.text().of(Words.of(h)));
      label.getStyleClass().add("text-danger");
      facts.getChildren().add(label);
    }
    if (!row.equals(table.getSelectionModel().getSelectedItem()))
      table.getSelectionModel().select(row);
  }

  private List<Node> lines(Recount l) {
    var all = new ArrayList<Node>();
    boolean several = !l.earlier().isEmpty();
    all.add(
        line(
            kit.t(
                several ? "recount.line.standards" : "recount.line.standard",
                CodeTables.label("scheme", l.scheme()),
                l.effective().toString(),
                l.standardBefore().grouped(),
                l.standard().grouped())));
    for (GradualExit.Paid p : l.earlier())
      all.add(line(kit.t("recount.line.step", p.month().toString(), p.amount().grouped())));
    all.add(
        line(
            kit.t(
                "recount.line.amount",
                l.before().grouped(),
                l.after().map(Fen::grouped).orElse(kit.t("work.money.none")),
                (several ? l.earlier().getLast().month().plusMonths(1) : l.from()).toString(),
                l.paidFrom().toString())));
    if (!l.back().isEmpty())
      all.add(
          line(
              kit.t(
                  "recount.line.back",
                  l.back().getFirst().month().toString(),
                  l.back().getLast().month().toString(),
                  l.back().size(),
                  l.back().stream()
                      .map(Payments.Lacking::by)
                      .distinct()
                      .map(Fen::grouped)
                      .collect(Collectors.joining(kit.t("work.value.comma"))),
                  l.backPay().grouped())));
    return all;
  }

  private static Label line(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+Enter", "recount.key.decide", model::decide),
        new Shortcut("Ctrl+1", "recount.key.all", model::markAll),
        new Shortcut("Ctrl+2", "recount.key.open", this::opened));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    table.requestFocus();
  }
}
