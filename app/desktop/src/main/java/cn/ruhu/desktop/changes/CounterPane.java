package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.change.ChangeRules;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Dialogs;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.printing.PaperWish;
import cn.ruhu.desktop.printing.Printing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A household at the counter: what the file says of it, what it reports, and what happens next.
final class CounterPane {
  private final Kit kit;
  private final CounterViewModel model;
  private final Printing printing;
  private final Consumer<UUID> handling;
  private final HBox node = new Bar();
  private final VBox home = new VBox();
  private final VBox form = new VBox();
  private final Label next = new Label();
  private final Label kindProblem = new Label();
  private final Field kind;
  private final Button file;
  private final Button discard;
  private @Nullable ReportForm shown;
  private boolean showing;

  /// @param leave to the list
  /// @param handling opens a case where objections, complaints and withdrawals are taken
  CounterPane(
      Kit kit, CounterViewModel model, Printing printing, Runnable leave, Consumer<UUID> handling) {
    this.kit = kit;
    this.model = model;
    this.printing = printing;
    this.handling = handling;
    kind = new Fields(kit).choice("changes-kind", kit.t("changes.kind"), kinds()).required();
    kind.valueProperty()
        .subscribe(v -> {
          if (!showing) model.choose(kindOf(v));
        });
    next.setId("changes-next");
    next.setWrapText(true);
    next.getStyleClass().add("hint");
    kindProblem.setId("changes-report-problem");
    kindProblem.setWrapText(true);
    kindProblem.getStyleClass().add("field-problem");
    Nodes.shown(kindProblem, false);
    file =
        Buttons.keyed(
            Buttons.main("changes-file", kit.t("changes.act.file"), this::file), "Ctrl+Enter");
    discard = Buttons.quiet("changes-discard", kit.t("changes.act.discard"), model::discard);
    Button back = Buttons.plain("changes-leave", kit.t("changes.act.leave"), leave);
    Button other = Buttons.quiet("changes-handling", kit.t("changes.act.handling"), this::handle);
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var foot = new Bar(10, other, discard, grow, back, file);
    foot.setAlignment(Pos.CENTER_RIGHT);
    foot.getStyleClass().add("page-foot");
    var column = new VBox(14, Page.card(kit.t("changes.report"), kind, form, kindProblem, next));
    var side = Nodes.side(column);
    side.getChildren().add(foot);
    HBox.setHgrow(side, Priority.ALWAYS);
    var left = Nodes.side(home);
    left.getStyleClass().add("changes-home");
    node.getStyleClass().add("split");
    node.getChildren().setAll(left, side);
    model.home.subscribe(this::household);
    model.kind.subscribe(this::kindChosen);
    model.typed.addListener((MapChangeListener<String, String>) _ -> typed());
    model.problems.addListener((MapChangeListener<String, Object>) _ -> problems(false));
    model.taken.subscribe(this::taken);
  }

  Node node() {
    return node;
  }

  /// The kinds by a short number, in the order of their table.
  private static List<Choice> kinds() {
    var all = new ArrayList<Choice>();
    for (ChangeKind k : ChangeKind.values())
      CodeTables.table("changeKind").entries().stream()
          .filter(e -> e.code().equals(k.name()))
          .forEach(e -> all.add(new Choice(numberOf(k), e.label(), e.initials())));
    return all;
  }

  private static @Nullable ChangeKind kindOf(String number) {
    if (!number.matches("[0-9]{1,2}")) return null;
    int at = Integer.parseInt(number) - 1;
    ChangeKind[] all = ChangeKind.values();
    return at >= 0 && at < all.length ? all[at] : null;
  }

  private static String numberOf(@Nullable ChangeKind kind) {
    return kind == null ? "" : Integer.toString(List.of(ChangeKind.values()).indexOf(kind) + 1);
  }

  /// Where the report begins, or goes on.
  void focus() {
    @Nullable ReportForm begun = shown;
    if (begun != null) begun.focus();
    else kind.focus();
  }

  /// To objections, complaints and withdrawals of this household.
  void handle() {
    @Nullable CaseFile now = model.home.get();
    if (now != null) now.application().map(CaseRecord::id).ifPresent(handling);
  }

  private void household(@Nullable CaseFile found) {
    home.getChildren().clear();
    if (found != null) home.getChildren().add(new HomeCard(kit).of(found, model.today()));
  }

  private void kindChosen(@Nullable ChangeKind now) {
    showing = true;
    kind.valueProperty().set(numberOf(now));
    showing = false;
    form.getChildren().clear();
    @Nullable ReportForm made = now == null ? null : new ReportForm(kit, model, now);
    shown = made;
    if (made != null) form.getChildren().setAll(made.node());
    Buttons.blocked(file, now == null ? kit.t("changes.kind.first") : "");
    Nodes.shown(discard, now != null);
    typed();
    problems(false);
  }

  private void typed() {
    @Nullable ReportForm now = shown;
    if (now != null) now.show();
    next.setText(model.next().map(kit.text()::of).orElse(""));
    Nodes.shown(next, !next.getText().isEmpty());
  }

  private void problems(boolean focus) {
    var m = model.problems.get("kind");
    kindProblem.setText(m == null ? "" : kit.text().of(m));
    Nodes.shown(kindProblem, m != null);
    @Nullable ReportForm now = shown;
    if (now != null) now.problems(focus);
  }

  /// What a card filled lights up.
  void flash() {
    @Nullable ReportForm now = shown;
    if (now != null) now.flash();
  }

  void file() {
    if (!model.file()) problems(true);
  }

  // ---- the receipt

  private void taken(@Nullable CaseRecord report) {
    if (report == null) return;
    @Nullable CaseFile household = model.home.get();
    String sentence =
        household == null
            ? ""
            : kit.text().of(CounterViewModel.next(household, report, model.today()));
    var number = new Label(report.text("number"));
    number.setId("changes-number");
    number.getStyleClass().add("value-large");
    var words = new Label(sentence);
    words.setId("changes-told-next");
    words.setWrapText(true);
    String missing = missing(report);
    var papers = new Label(missing);
    papers.setWrapText(true);
    papers.getStyleClass().add("text-warning");
    Nodes.shown(papers, !missing.isEmpty());
    String title =
        kit.t("changes.receipt.title", CodeTables.label("changeKind", report.text("kind")));
    model.receipted();
    kit.dialogs()
        .read(
            title,
            new VBox(12, number, words, papers),
            List.of(
                Dialogs.Act.main(kit.t("changes.receipt.print"), () -> print(report)),
                Dialogs.Act.plain(kit.t("changes.receipt.look"), () -> look(report))));
  }

  private String missing(CaseRecord report) {
    String names =
        ChangeRules.missing(report).stream()
            .map(p -> CodeTables.label("docType", p))
            .reduce((a, b) -> kit.t("changes.and", a, b))
            .orElse("");
    return names.isEmpty() ? "" : kit.t("changes.receipt.missing", names);
  }

  /// What the household takes home, registered before it goes out.
  private void print(CaseRecord report) {
    Optional<UUID> application = report.ref("application");
    if (application.isEmpty()) return;
    printing.pack(
        List.of(application.get()),
        PaperWish.change(report, ChangeRules.missing(report)),
        pack -> kit.notices().done(said(pack)));
  }

  private String said(Printing.Pack pack) {
    if (pack.printer().isEmpty()) return kit.t("changes.receipt.noprinter");
    return pack.left() > 0
        ? kit.t("changes.receipt.left")
        : kit.t("changes.receipt.printed", pack.printer().get());
  }

  private void look(CaseRecord report) {
    report
        .ref("application")
        .ifPresent(a -> printing.open(PaperWish.change(report, ChangeRules.missing(report)), a));
  }
}
