package cn.ruhu.desktop.verification;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Empty;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The cases under way, and beside them the two roads: out to the city and back.
final class VerificationView implements Screen {
  private static final double SIDE = 420;

  /// columns of the table that goes out
  private static final List<String> COLUMNS =
      List.of("number", "row", "name", "id", "relation", "authorization", "scans");

  private final Kit kit;
  private final VerificationViewModel model;
  private final Page page;
  private final TableView<AskedCase> table;
  private final Button send;
  private final Button take;
  private final Label said = line("");
  private final Label again = line("");
  private final Button resend;
  private final ReportCard report;
  private final VBox unknown = new VBox(6);
  private final VBox unknownCard;

  VerificationView(Kit kit, VerificationViewModel model) {
    this.kit = kit;
    this.model = model;
    page = new Page(kit.t("verification.title"));
    table = table();
    send =
        Buttons.keyed(
            Buttons.main("verification-send", kit.t("verification.act.send", 0), this::send),
            "Ctrl+Enter");
    take =
        Buttons.keyed(
            Buttons.plain("verification-take", kit.t("verification.act.take"), this::take),
            "Ctrl+O");
    report = new ReportCard(kit);
    said.setId("verification-said");
    again.getStyleClass().add("text-warning");
    resend = Buttons.plain("verification-resend", kit.t("verification.act.resend"), this::resend);
    unknown.setId("verification-unknown");
    Button forget =
        Buttons.quiet("verification-forget", kit.t("verification.act.forget"), model::forget);
    unknownCard = Page.card(kit.t("verification.unknown.title"), unknown, forget);
    var column =
        new VBox(
            12,
            Page.card(
                kit.t("verification.out"),
                hint("verification.out.hint"),
                send,
                again,
                resend,
                said),
            Page.card(kit.t("verification.back"), hint("verification.back.hint"), take),
            report.node(),
            unknownCard);
    var side = Nodes.side(column);
    Nodes.wide(kit.theme(), side, SIDE, SIDE, Double.MAX_VALUE);
    var body = new Bar(table, side);
    body.getStyleClass().add("split");
    HBox.setHgrow(table, Priority.ALWAYS);
    page.body(body);
    new Tables(kit).shows(table, model.rows, AskedCase::application);
    model.ready.subscribe(_ -> ready());
    model.busy.subscribe(_ -> ready());
    model.unsent.subscribe(_ -> unsent());
    model.taken.subscribe(report::show);
    model.said.subscribe(this::said);
    model.unknown.addListener((ListChangeListener<VerificationDesk.Unknown>) _ -> unknown());
    unknown();
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
  }

  private TableView<AskedCase> table() {
    var tables = new Tables(kit);
    TableView<AskedCase> t =
        tables.table(
            "verification-table",
            new Empty(
                Icon.FACT_CHECK,
                kit.t("verification.empty.title"),
                kit.t("verification.empty.words")),
            _ -> {});
    t.getColumns()
        .add(tables.name(kit.t("verification.column.applicant"), 84, AskedCase::applicant));
    t.getColumns()
        .add(tables.keep(tables.text(kit.t("verification.column.number"), 206, AskedCase::number)));
    t.getColumns()
        .add(
            tables.digits(
                kit.t("verification.column.people"), 70, c -> Integer.toString(c.people())));
    t.getColumns()
        .add(tables.node(kit.t("verification.column.state"), 250, HBox::new, this::state));
    return t;
  }

  private void state(HBox box, AskedCase c) {
    box.setAlignment(Pos.CENTER_LEFT);
    box.setSpacing(6);
    Badges.Tone tone =
        switch (c.state()) {
          case READY -> Badges.Tone.ACCENT;
          case BLOCKED -> Badges.Tone.WARNING;
          case ASKED -> Badges.Tone.NEUTRAL;
          case ANSWERED -> Badges.Tone.SUCCESS;
        };
    box.getChildren().setAll(Badges.of(kit.t("verification.state." + c.state()), tone));
    if (c.state() != AskedCase.State.BLOCKED) return;
    var why =
        new Label(
            String.join(
                " ", c.hindrances().stream().map(h -> kit.t("verification.why." + h)).toList()));
    box.getChildren().add(why);
  }

  private void ready() {
    send.setText(kit.t("verification.act.send", model.ready.get()));
    send.setDisable(model.ready.get() == 0 || model.busy.get());
    take.setDisable(model.busy.get());
  }

  /// The last package never got its name: who is in it counts as asked about already.
  private void unsent() {
    int n = model.unsent.get();
    again.setText(kit.t("verification.unsent", n));
    Nodes.shown(again, n > 0);
    Nodes.shown(resend, n > 0);
  }

  private void resend() {
    if (model.busy.get()) return;
    kit.pictures()
        .folder(kit.t("verification.folder"), page.getScene().getWindow())
        .ifPresent(folder -> model.resend(headings(), folder));
  }

  private void said(@Nullable Message words) {
    Nodes.shown(said, words != null);
    said.setText(words == null ? "" : kit.text().of(words));
  }

  private void unknown() {
    Nodes.shown(unknownCard, !model.unknown.isEmpty());
    unknown.getChildren().setAll(line(kit.t("verification.unknown.words", model.unknown.size())));
    for (VerificationDesk.Unknown u : model.unknown) {
      String item = u.item().isEmpty() ? kit.t("verification.unknown.none") : u.item();
      unknown.getChildren().add(line(kit.t("verification.unknown.line", u.name(), item, u.row())));
    }
  }

  private Label hint(String key) {
    Label label = line(kit.t(key));
    label.getStyleClass().add("hint");
    return label;
  }

  static Label line(String words) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private void send() {
    if (model.ready.get() == 0 || model.busy.get()) return;
    kit.pictures()
        .folder(kit.t("verification.folder"), page.getScene().getWindow())
        .ifPresent(folder -> model.send(headings(), folder));
  }

  private List<String> headings() {
    return COLUMNS.stream().map(c -> kit.t("verification.table." + c)).toList();
  }

  private void take() {
    if (model.busy.get()) return;
    Stream<Path> chosen =
        kit
            .pictures()
            .any(
                kit.t("verification.choose"),
                kit.t("verification.choose.kind"),
                List.of("xlsx", "csv"),
                page.getScene().getWindow())
            .stream();
    chosen.findFirst().ifPresent(model::take);
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+Enter", "verification.key.send", this::send),
        new Shortcut("Ctrl+O", "verification.key.take", this::take));
  }

  @Override
  public void onShown(String argument) {
    model.refresh();
    table.requestFocus();
  }
}
