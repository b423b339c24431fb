package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.paper.Owed;
import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Papers seen, signatures and notices as facts with person and time, and what is in the way.
final class PapersStep implements StepView {
  /// wider than any window
  private static final double ONE_LINE = 4_000;

  private static final int SHORT_LIST = 4;

  /// after the pulse in which a step comes into the window: before, nothing has its place
  private static final Duration SOON = Duration.ofMillis(1);

  private final Kit kit;
  private final IntakeViewModel model;
  private final PapersViewModel papers;
  private final Supplier<Optional<Path>> chooser;
  private final VBox list = new VBox();
  private final VBox signature = new VBox();
  private final VBox way = new VBox();
  private final Field n01;
  private final Prints prints;
  private final VBox node = new VBox();
  private List<String> lacking = List.of();
  private final Button vouching;
  private final Button relatives;
  private final RegisterCard register;
  private boolean all;

  /// line the keyboard goes to once it is there
  private String wanted = "";

  PapersStep(
      Kit kit,
      IntakeViewModel model,
      PapersViewModel papers,
      Prints prints,
      Supplier<Optional<Path>> chooser) {
    this.kit = kit;
    this.prints = prints;
    this.model = model;
    this.papers = papers;
    this.chooser = chooser;
    register = new RegisterCard(kit, model, prints);
    vouching = act("intake-print-vouching", "intake.act.vouching", prints::vouching);
    relatives = act("intake-print-n12", "intake.act.n12", prints::relatives);
    n01 = new Fields(kit).text("intake-n01", kit.t("intake.n01")).onLeft(papers::n01);
    n01.hint(kit.t("intake.n01.hint"));
    list.getStyleClass().add("paper-list");
    way.getStyleClass().add("problems");
    way.setId("intake-way");
    node.getStyleClass().add("step-column");
    node.getChildren()
        .setAll(
            Page.card(kit.t("intake.card.papers"), list),
            Page.card(kit.t("intake.card.print"), printed()),
            register.node(),
            Page.card(kit.t("intake.card.signature"), signature, n01),
            Page.card(kit.t("intake.card.way"), way));
    papers.at.subscribe(this::at);
    node.sceneProperty().subscribe(_ -> kit.background().after(SOON, this::goThere));
    papers.fileProblems.addListener(
        (javafx.collections.MapChangeListener<String, Message>) _ -> refresh());
  }

  /// Papers of the window beside the two at the foot of the screen.
  private Node printed() {
    var row =
        new FlowPane(
            8,
            8,
            act("intake-print-f01", "intake.act.f01", prints::application),
            act("intake-print-receipt", "intake.act.receipt", prints::receipt),
            act("intake-print-n01", "intake.act.n01", prints::acceptance),
            act("intake-print-promise", "intake.act.promise", prints::promise),
            vouching,
            relatives,
            act("intake-print-covers", "intake.act.covers", prints::covers),
            act("intake-print-cover", "intake.act.cover", prints::cover));
    row.setId("intake-prints");
    return new VBox(8, Cells.wrapped(kit.t("intake.print.words"), "hint"), row);
  }

  private Button act(String id, String words, Runnable run) {
    return Buttons.with(Icon.PRINT, Buttons.plain(id, kit.t(words), run));
  }

  private Node line(PapersViewModel.Paper paper) {
    var name = new Label(CodeTables.table("docType").label(paper.slot()));
    var code = Cells.muted(paper.slot());
    code.getStyleClass().add("digits");
    code.setMinWidth(Label.USE_PREF_SIZE);
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    name.setWrapText(true);
    name.setMinHeight(Label.USE_PREF_SIZE);
    var badge = badge(paper);
    Button seen =
        Buttons.quiet(
            "intake-seen-" + paper.slot(),
            kit.t(paper.seen() ? "intake.paper.unseen" : "intake.paper.see"),
            () -> {
              if (paper.seen()) papers.takeBack(GateKind.PAPERS_SEEN, paper.slot());
              else papers.seen(paper.slot());
            });
    Button photo =
        Buttons.with(
            Icon.ATTACH_FILE,
            Buttons.quiet(
                "intake-photo-" + paper.slot(),
                kit.t("intake.paper.photo"),
                () -> chooser.get().ifPresent(f -> papers.photo(paper.slot(), f))));
    Button later =
        Buttons.quiet(
            "intake-later-" + paper.slot(),
            kit.t(paper.promised() ? "intake.paper.unlater" : "intake.paper.later"),
            () -> {
              if (paper.promised()) papers.takeBack(GateKind.SHORTFALL_SHEET, paper.slot());
              else papers.promised(paper.slot(), kit.t("intake.paper.sheet"));
            });
    for (Button b : List.of(seen, photo, later)) b.getStyleClass().add("small");
    var acts = new FlowPane(8, 4, badge, seen, photo, later); // large text: in two lines
    acts.setAlignment(Pos.CENTER_RIGHT);
    acts.setPrefWrapLength(ONE_LINE);
    acts.setMinHeight(FlowPane.USE_PREF_SIZE);
    var row = new Bar(code, name, acts);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("paper-line");
    Message problem = papers.fileProblems.get(paper.slot());
    if (problem == null) return row;
    var words = Cells.wrapped(kit.text().of(problem), "field-problem");
    words.setId("intake-photo-" + paper.slot() + "-problem");
    return new VBox(row, words);
  }

  /// The keyboard goes to the line of a paper.
  private void at(String slot) {
    wanted = slot;
    if (slot.isEmpty()) return;
    refresh();
    kit.background().after(SOON, this::goThere);
  }

  /// A step shown for the first time comes into the window a moment after it was asked for.
  private void goThere() {
    if (wanted.isEmpty() || node.getScene() == null) return;
    Node line = list.lookup("#intake-seen-" + wanted);
    if (line == null) return;
    wanted = "";
    // where a line stands is known once it was laid out
    node.getScene().getRoot().applyCss();
    node.getScene().getRoot().layout();
    // from the head of the step: who has no number stands above the first paper
    for (Node n = node; n != null; n = n.getParent())
      if (n instanceof ScrollPane scroll) scroll.setVvalue(0);
    line.requestFocus();
  }

  /// Owed by a day: the day, and in red once it has passed.
  private Label owed(Owed o) {
    String key = "intake.paper." + o.kind();
    boolean late = o.late(model.desk().today());
    String day = o.due().map(LocalDate::toString).orElse("");
    String words = day.isEmpty() ? kit.t(key) : kit.t(key + (late ? ".late" : ".until"), day);
    Label badge = Badges.of(words, late ? Badges.Tone.DANGER : Badges.Tone.WARNING);
    badge.setId("intake-owed-" + o.slot());
    if (o.kind() == Owed.Kind.PROMISED)
      badge.setTooltip(
          new javafx.scene.control.Tooltip(
              kit.t(
                  o.signed() ? "intake.paper.PROMISED.signed" : "intake.paper.PROMISED.unsigned")));
    return badge;
  }

  /// Somebody without a number: until when it comes, and what the vouching does not say yet.
  private Node pending(PendingIdentity p) {
    boolean late = p.late(model.desk().today());
    String name = p.person().text("name");
    Node who =
        name.isEmpty()
            ? Cells.muted(kit.t("intake.row.noname"))
            : Cells.bounded(kit.names().node(name));
    List<String> open = p.missing().stream().map(f -> kit.t("work.field." + f)).toList();
    String words =
        open.isEmpty()
            ? kit.t("intake.pending.said", p.person().text("vouchName"))
            : kit.t("intake.pending.open", String.join(kit.t("intake.pending.comma"), open));
    Label more = Cells.wrapped(words, open.isEmpty() ? "hint" : "text-warning");
    HBox.setHgrow(more, Priority.ALWAYS);
    more.setMaxWidth(Double.MAX_VALUE);
    String day = p.due().map(LocalDate::toString).orElse("");
    String key = "intake.pending" + (day.isEmpty() ? "" : late ? ".late" : ".until");
    Label badge = Badges.of(kit.t(key, day), late ? Badges.Tone.DANGER : Badges.Tone.WARNING);
    var row = new Bar(who, more, badge);
    row.setId("intake-pending-" + p.member().id());
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("paper-line");
    return row;
  }

  private Label badge(PapersViewModel.Paper p) {
    if (p.pages() > 0)
      return Badges.of(kit.t("intake.paper.pages", p.pages()), Badges.Tone.SUCCESS);
    if (p.owed().isPresent()) return owed(p.owed().get());
    if (p.slot().equals("D03") && !p.missing())
      return Badges.of(kit.t("intake.paper.chip"), Badges.Tone.SUCCESS);
    if (p.seen())
      return Badges.of(
          kit.t("intake.paper.seen"), p.missing() ? Badges.Tone.WARNING : Badges.Tone.SUCCESS);
    return p.missing()
        ? Badges.of(kit.t("intake.paper.missing"), Badges.Tone.DANGER)
        : Badges.of(kit.t("intake.paper.notneeded"), Badges.Tone.NEUTRAL);
  }

  private Node signed() {
    Optional<CaseRecord> fact = papers.signed();
    var state =
        fact.isPresent()
            ? Badges.of(kit.t("intake.signed"), Badges.Tone.SUCCESS)
            : Badges.of(kit.t("intake.unsigned"), Badges.Tone.WARNING);
    var who = Cells.muted(fact.map(this::recorded).orElse(""));
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    Button act =
        Buttons.plain("intake-signed", kit.t("intake.act.signed"), papers::declarationSigned);
    if (fact.isPresent()) Buttons.blocked(act, kit.t("intake.signed"));
    var row = new Bar(state, who, grow, act);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("paper-line");
    return row;
  }

  private String recorded(CaseRecord fact) {
    String by = fact.ref("by").map(model.desk()::staffName).orElse("");
    return CaseFile.instant(fact, "at").map(at -> by + "  " + Show.minute(at)).orElse(by);
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void refresh() {
    List<PapersViewModel.Paper> found = papers.papers();
    var lines = new ArrayList<Node>();
    papers.pending().forEach(p -> lines.add(pending(p)));
    Nodes.shown(vouching, !papers.pending().isEmpty());
    Nodes.shown(relatives, papers.relatives());
    for (int i = 0; i < found.size(); i++) {
      PapersViewModel.Paper p = found.get(i);
      if (all || i < SHORT_LIST || p.seen() || p.pages() > 0 || p.promised() || p.open())
        lines.add(line(p));
    }
    if (!all)
      lines.add(
          Buttons.quiet(
              "intake-papers-all",
              kit.t("intake.paper.all", found.size()),
              () -> {
                all = true;
                refresh();
              }));
    Node owner = node.getScene() == null ? null : node.getScene().getFocusOwner();
    String id = owner == null ? null : owner.getId();
    // its line goes: the keyboard must not fall to what stands below, and the screen with it
    if (id != null && list.lookup("#" + id) != null) list.getScene().getRoot().requestFocus();
    list.getChildren().setAll(lines);
    Node again = id == null ? null : list.lookup("#" + id);
    // a paper that has its picture now leaves the keyboard to the next one
    boolean taken =
        lacking.stream().anyMatch(s -> ("intake-photo-" + s).equals(id) && has(found, s));
    lacking = found.stream().filter(PapersViewModel.Paper::missing).map(p -> p.slot()).toList();
    if (again != null && !(taken && begin())) again.requestFocus();
    register.refresh();
    signature.getChildren().setAll(signed());
    if (!n01.lookupAll(".text-field:focused").isEmpty()) return;
    n01.valueProperty().set(papers.n01());
    way.getChildren().setAll(inTheWay());
  }

  private static boolean has(List<PapersViewModel.Paper> found, String slot) {
    return found.stream().anyMatch(p -> p.slot().equals(slot) && !p.missing());
  }

  private List<Node> inTheWay() {
    LiveFacts live = model.live.get();
    if (live == null) return List.of();
    var found = new ArrayList<Hindrance>(live.submit());
    found.addAll(live.accept());
    if (found.isEmpty()) return List.of(Cells.wrapped(kit.t("intake.way.clear")));
    return found.stream()
        .distinct()
        .<Node>map(h -> {
          Label label = Cells.wrapped("\u2022 " + words(h));
          label.setTooltip(new javafx.scene.control.Tooltip(kit.text().of(Words.article(h))));
          return label;
        })
        .toList();
  }

  private String words(Hindrance h) {
    if (h.code().equals("PAPER_MISSING"))
      return kit.t("intake.way.paper", CodeTables.table("docType").label(h.args().getFirst()));
    return kit.text().of(Words.of(h));
  }

  /// The first paper that is still to be taken in.
  @Override
  public boolean begin() {
    for (PapersViewModel.Paper p : papers.papers())
      if (p.missing() && list.lookup("#intake-photo-" + p.slot()) instanceof Button act) {
        act.requestFocus();
        return true;
      }
    return false;
  }

  @Override
  public boolean focus(@Nullable Spot at) {
    return false;
  }
}
