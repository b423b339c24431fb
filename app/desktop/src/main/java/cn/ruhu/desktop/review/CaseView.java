package cn.ruhu.desktop.review;

import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Ratio;
import cn.ruhu.casefile.process.CaseClock;
import cn.ruhu.casefile.process.GateBoard;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Lamps;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.StandingGlyph;
import cn.ruhu.desktop.kit.Tall;
import cn.ruhu.desktop.printing.Printing;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.desktop.work.Way;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One case: who and how much above, gates as lamps, then the tabs.
final class CaseView {
  /// Tabs, reached by Ctrl and their number.
  enum Tab {
    COMPARE,
    PAPERS,
    VISIT,
    MEANS,
    HISTORY,
    FLAGS,
    QUESTIONS,
    VERDICT
  }

  private final Kit kit;
  private final CaseViewModel model;
  private final Printing printing;
  private final ReviewWords words;
  private final VBox root = new VBox();
  private final Tall node = new Tall(root);
  private final HBox who = new Bar();
  private final HBox figures = new Bar();
  private final Lamps lamps = new Lamps();
  private final StandingGlyph where;
  private final Map<Tab, ToggleButton> tabs = new EnumMap<>(Tab.class);
  private final Map<Tab, Node> shown = new EnumMap<>(Tab.class);
  private final StackPane content = new StackPane();
  private final CompareView compare;
  private final VisitView visits;
  private final QuestionsView questions;
  private final FlagsView flags;
  private final VerdictView verdict;
  private final Button back;
  private Tab tab = Tab.COMPARE;
  private @Nullable PapersView papers;

  CaseView(Kit kit, CaseViewModel model, Printing printing, Runnable leave) {
    this.printing = printing;
    this.kit = kit;
    this.model = model;
    this.words = new ReviewWords(kit);
    where = new StandingGlyph(kit.text());
    compare = new CompareView(kit, model);
    visits = new VisitView(kit, model);
    questions = new QuestionsView(kit, model);
    flags = new FlagsView(kit, model);
    verdict = new VerdictView(kit, model);
    back = Buttons.icon("review-back", Icon.ARROW_BACK, kit.t("review.back"), leave);
    root.getStyleClass().addAll("page", "review-case");
    VBox.setVgrow(content, Priority.ALWAYS);
    content.getStyleClass().add("review-content");
    root.getChildren().setAll(header(), tabBar(), content);
    model.sheet.subscribe(this::show);
    model.asked.subscribe(this::titles);
    model.trouble.subscribe(this::trouble);
    model.done.subscribe(this::done);
  }

  Node node() {
    return node;
  }

  private Node header() {
    who.setAlignment(Pos.CENTER_LEFT);
    who.getStyleClass().add("review-who");
    figures.setAlignment(Pos.CENTER_RIGHT);
    figures.getStyleClass().add("review-figures");
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    var line = new Bar(back, who, grow, figures);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setSpacing(8);
    where.setId("review-where");
    var gates = new Bar(lamps, where);
    gates.setAlignment(Pos.CENTER_LEFT);
    gates.getStyleClass().add("review-gates");
    HBox.setHgrow(lamps, Priority.ALWAYS);
    var box = new VBox(line, gates);
    box.getStyleClass().add("review-header");
    return box;
  }

  private Node tabBar() {
    var group = new ToggleGroup();
    var bar = new Bar();
    bar.getStyleClass().add("review-tabs");
    for (Tab t : Tab.values()) {
      var button = new ToggleButton(kit.t("review.tab." + t.name()));
      button.setId("review-tab-" + t.name());
      button.getStyleClass().add("review-tab");
      button.setMinWidth(ToggleButton.USE_PREF_SIZE);
      button.setToggleGroup(group);
      button.setFocusTraversable(false);
      button.setOnAction(_ -> toTab(t));
      tabs.put(t, button);
      bar.getChildren().add(button);
    }
    return bar;
  }

  void toTab(Tab wanted) {
    tab = wanted;
    ToggleButton button = tabs.get(wanted);
    if (button != null) button.setSelected(true);
    content.getChildren().setAll(node(wanted));
    switch (wanted) {
      case COMPARE -> compare.focus();
      case QUESTIONS -> questions.focus();
      case VERDICT -> {
        model.recheck();
        verdict.focus();
      }
      case FLAGS -> flags.focus();
      case PAPERS, VISIT, MEANS, HISTORY -> {}
    }
  }

  /// Tabs are built when they are reached.
  private Node node(Tab wanted) {
    return shown.computeIfAbsent(
        wanted,
        t ->
            switch (t) {
              case COMPARE -> compare.node();
              case PAPERS -> papers().node();
              case VISIT -> visits.node();
              case MEANS -> new MeansView(kit, model).node();
              case HISTORY -> new HistoryView(kit, model).node();
              case FLAGS -> flags.node();
              case QUESTIONS -> questions.node();
              case VERDICT -> verdict.node();
            });
  }

  private PapersView papers() {
    var made = new PapersView(kit, model, printing);
    papers = made;
    return made;
  }

  void move(int by) {
    if (tab == Tab.COMPARE) model.move(by);
    if (tab == Tab.FLAGS) flags.move(by);
  }

  /// 1, 2, 3: adopts a column; where it is judged, 1 agrees and 2 does not.
  void adopt(Column column) {
    if (tab == Tab.COMPARE) compare.adopt(column);
    if (tab == Tab.VERDICT && column != Column.REGISTRY) verdict.choose(column == Column.DECLARED);
  }

  void other() {
    if (tab == Tab.COMPARE) compare.other();
  }

  void ask() {
    if (tab == Tab.COMPARE) compare.ask();
  }

  /// F8: the next difference; behind the last of them the doubts that must be disposed of, one by
  /// one; behind those the verdict, where nothing is left.
  void nextProblem() {
    if (tab == Tab.FLAGS) {
      if (!flags.move(1)) toTab(Tab.VERDICT);
      return;
    }
    if (tab != Tab.COMPARE) {
      toTab(Tab.COMPARE);
      if (model.firstDifference()) return;
    } else if (model.nextDifference()) return;
    toTab(Tab.FLAGS);
  }

  /// Ctrl+E: the evidence of the visit that counts leaves this machine.
  void evidence() {
    toTab(Tab.VISIT);
    EvidenceExport.sealed(model.sheet.get())
        .ifPresentOrElse(
            visits::leave, () -> kit.notices().done(kit.t("review.evidence.no-visit")));
  }

  /// Space: the next page; elsewhere it presses what has the keyboard, as everywhere.
  void nextEvidence() {
    if (tab == Tab.COMPARE) model.tour.nextPage();
    else if (root.getScene() != null && root.getScene().getFocusOwner() instanceof ButtonBase b)
      b.fire();
  }

  void revisit() {
    if (tab == Tab.COMPARE) compare.revisit();
  }

  void askPage() {
    if (tab == Tab.COMPARE) compare.askPage();
  }

  /// D: the chosen doubt is disposed of.
  void dispose() {
    if (tab == Tab.FLAGS) flags.dispose();
  }

  void rotate() {
    if (tab == Tab.COMPARE) compare.rotate();
  }

  /// V: the page large over the window.
  void enlarge() {
    if (tab == Tab.COMPARE) compare.enlarge();
    else if (tab == Tab.PAPERS && papers != null) papers.enlarge();
  }

  /// Ctrl+Enter: to the verdict, and once there its signature; on the questions it sends back.
  void finish() {
    switch (tab) {
      case VERDICT -> verdict.sign();
      case QUESTIONS -> questions.sendBack();
      case COMPARE, PAPERS, VISIT, MEANS, HISTORY, FLAGS -> toTab(Tab.VERDICT);
    }
  }

  private void show(@Nullable CaseSheet sheet) {
    if (sheet == null) return;
    var name = kit.names().node(sheet.file().applicant().map(p -> p.text("name")).orElse(""));
    name.getStyleClass().add("headline");
    name.setId("review-applicant");
    var facts =
        new Label(
            kit.t(
                "review.header.facts",
                sheet.membership().people(),
                words.schemes(sheet.file().schemes()),
                Show.caseNumber(sheet.application().text("number"))));
    facts.getStyleClass().add("text-muted");
    where.where(Way.ofCase(model.desk().store(), sheet.id()));
    where.story(() -> Way.story(model.desk(), kit.text(), sheet.id()));
    who.getChildren().setAll(name, stage(sheet), facts);
    ReceivedCase.takenInBy(model.desk(), sheet.application())
        .ifPresent(m -> who.getChildren().add(takenIn(m)));
    QueueRow.Talk talk = QueueRow.talk(sheet.file(), sheet.stage(), model.desk().actor().staff());
    if (talk.rounds() > 0)
      who.getChildren()
          .add(
              Badges.of(
                  kit.t("review.header.rounds", talk.rounds()),
                  talk.rounds() > 1 ? Badges.Tone.WARNING : Badges.Tone.NEUTRAL));
    if (talk.another())
      who.getChildren()
          .add(
              Badges.of(
                  kit.t(
                      "review.header.another",
                      talk.reviewer().map(model.desk()::staffName).orElse("")),
                  Badges.Tone.WARNING));
    if (!model.mayJudge() && !model.mayReturn())
      who.getChildren().add(Badges.of(kit.t("review.readonly"), Badges.Tone.NEUTRAL));
    showFigures(sheet);
    lamps.clear();
    for (GateBoard.Lamp l : sheet.gates())
      lamps.add(kit.t("review.gate." + l.gate().name()), state(l.state()), why(l, sheet));
    titles();
  }

  private Node takenIn(Message by) {
    Node badge = Badges.of(kit.text().of(by), Badges.Tone.ACCENT);
    badge.setId("review-taken-in");
    return badge;
  }

  private void showFigures(CaseSheet sheet) {
    figures
        .getChildren()
        .setAll(
            figure("review.header.declared", perCapita(sheet.declared().perCapitaMonthly()), ""),
            figure(
                "review.header.adopted",
                perCapita(sheet.assessment().perCapitaMonthly()),
                tone(sheet)),
            figure("review.header.standard", standard(sheet.standard()), ""),
            clock(sheet));
  }

  /// The limit, with what it rests on: a pause and its reason, a calendar nobody knows yet.
  private Node clock(CaseSheet sheet) {
    boolean over = sheet.due().isPresent() && sheet.daysLeft() < 0;
    CaseRecord counted = CaseClock.answered(sheet.file(), sheet.application());
    String pause = words.pause(counted);
    String limit = words.due(sheet.due(), sheet.daysLeft());
    boolean still = !counted.text("pausedOn").isEmpty();
    Node figure =
        figure(
            "review.header.clock",
            still ? kit.t("review.pause.mark", limit) : limit,
            over ? "text-danger" : "");
    boolean unsure = sheet.due().isPresent() && sheet.due().get().provisional();
    String why =
        Stream.of(pause, unsure ? kit.t("review.due.provisional.why") : "")
            .filter(t -> !t.isEmpty())
            .collect(Collectors.joining("\n"));
    if (!why.isEmpty()) Tooltip.install(figure, new Tooltip(why));
    return figure;
  }

  private String perCapita(Optional<Ratio> each) {
    return each.map(r -> new java.math.BigDecimal(r.fenAsYuan()).movePointRight(2).longValue())
        .map(fen -> kit.t("work.value.yuan", Show.money(fen)))
        .orElse("\u2013");
  }

  private static String tone(CaseSheet sheet) {
    return sheet.assessment().dibao().map(b -> b ? "text-good" : "text-danger").orElse("");
  }

  private String standard(Figure figure) {
    return switch (figure) {
      case Figure.Known k ->
          kit.t("work.value.yuan", Show.money(k.amount().value()))
              + (k.confirmed() ? mark(k) : kit.t("review.unconfirmed"));
      case Figure.Unknown _ -> kit.t("review.standard.unknown");
    };
  }

  private String mark(Figure.Known k) {
    return k.mark().isEmpty() ? "" : kit.t("review.standard.mark", k.mark());
  }

  private Node figure(String key, String value, String tone) {
    var head = new Label(kit.t(key));
    head.getStyleClass().add("hint");
    head.setMinWidth(Label.USE_PREF_SIZE);
    var body = new Label(value);
    body.getStyleClass().addAll("review-figure", "digits");
    body.setMinWidth(Label.USE_PREF_SIZE);
    if (!tone.isEmpty()) body.getStyleClass().add(tone);
    var box = new VBox(head, body);
    box.setAlignment(Pos.CENTER_RIGHT);
    return box;
  }

  private String why(GateBoard.Lamp lamp, CaseSheet sheet) {
    String own = "review.gate." + lamp.gate().name() + "." + lamp.state().name();
    String listed =
        lamp.why().stream().map(h -> words.hindrance(h, sheet)).collect(Collectors.joining("\n"));
    return listed.isEmpty() && kit.text().has(own) ? kit.t(own) : listed;
  }

  private static Lamps.State state(GateBoard.State state) {
    return switch (state) {
      case GOOD -> Lamps.State.GOOD;
      case OPEN -> Lamps.State.OPEN;
      case BAD -> Lamps.State.BAD;
      case OFF -> Lamps.State.OFF;
    };
  }

  /// Tabs tell how much waits in them.
  private void titles() {
    @Nullable CaseSheet sheet = model.sheet.get();
    if (sheet == null) return;
    tabs.forEach((t, b) -> {
      int n =
          switch (t) {
            case COMPARE -> sheet.comparison().differences().size();
            case PAPERS -> sheet.file().pages().size();
            case FLAGS -> sheet.openFlags();
            case QUESTIONS -> model.asked.size() + open(sheet);
            case VISIT, MEANS, HISTORY, VERDICT -> 0;
          };
      String name = kit.t("review.tab." + t.name());
      b.setText(n == 0 ? name : name + " " + n);
    });
  }

  private static int open(CaseSheet sheet) {
    return (int)
        sheet.file().questions().stream().filter(q -> !q.text("state").equals("SETTLED")).count();
  }

  private void trouble(String code) {
    if (!code.isEmpty())
      kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
  }

  private void done(@Nullable Message message) {
    if (message != null) kit.notices().done(kit.text().of(message));
  }

  private static Label stage(CaseSheet sheet) {
    Label badge = Badges.of(CodeTables.label("stage", sheet.stage().name()), Badges.Tone.ACCENT);
    badge.setId("review-stage");
    return badge;
  }
}
