package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.ApplicationNumber;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.Screen;
import cn.ruhu.desktop.kit.ScrollColumn;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.StandingGlyph;
import cn.ruhu.desktop.kit.Steps;
import cn.ruhu.desktop.work.CasePlace;
import cn.ruhu.desktop.work.Way;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The intake screen: steps on the left, the step as a paper-ordered column in the middle, the live
/// card on the right, the acts at the foot.
final class IntakeView implements Screen {
  private static final List<Step> ORDER = List.of(Step.values());

  /// a field in view shows its label above and its problem below
  private static final double ROOM_ABOVE = 40;

  private static final double ROOM_BELOW = 80;

  /// below this width the steps lie over the fields
  private static final double NARROW = 900;

  private final Kit kit;
  private final IntakeViewModel model;
  private final IntakeSaving saving;
  private final Page page;
  private final Steps steps;
  private final Map<Step, StepView> views = new EnumMap<>(Step.class);
  private final ScrollPane scroll = new ScrollColumn(new VBox());
  private final Invitation invitation;
  private final BorderPane desk;
  private final VBox middle = new VBox();
  private final VBox hindrances = new VBox();
  private final Label veiled = Cells.wrapped("", "field-problem");
  private final QuestionStrip questions;
  private final StandingGlyph glyph;
  private final LiveCard live;
  private final MonthGrid months;
  private final EarlierViewModel earlier;
  private final EarlierStrip earlierStrip;
  private final Button next;
  private final Button save;
  private final Button park;
  private final Button form;
  private final Button ask;
  private final Prints prints;
  private final Node tools;
  private final PapersViewModel papers;
  private final BooleanProperty atWork = new SimpleBooleanProperty();
  private int problemAt;

  /// the field the keyboard was in last, null on a new desk
  private @Nullable Node last;

  /// @param tools of the counter, in the head
  IntakeView(
      Kit kit,
      IntakeViewModel model,
      IntakeSaving saving,
      PapersViewModel papers,
      Prints prints,
      Supplier<Optional<Path>> chooser,
      Node tools) {
    this.kit = kit;
    this.tools = tools;
    this.prints = prints;
    this.model = model;
    this.saving = saving;
    this.papers = papers;
    page = new Page(kit.t("intake.title"));
    dress(page);
    glyph = new StandingGlyph(kit.text());
    live = new LiveCard(kit, model, this::nextProblem);
    questions = new QuestionStrip(kit, model);
    earlier = new EarlierViewModel(model);
    earlierStrip = new EarlierStrip(kit, model, earlier, this::confirmCopied);
    views.put(Step.APPLICANT, new ApplicantStep(kit, model));
    views.put(Step.MEMBERS, new CardsStep(new MembersCard(kit, model)));
    views.put(Step.SUPPORTERS, new CardsStep(new SupportersCard(kit, model)));
    months = new MonthGrid(kit, model);
    views.put(Step.INCOME, new CardsStep(new ItemLines(kit, model, LineKind.INCOME), months));
    views.put(
        Step.PROPERTY,
        new CardsStep(
            new DwellingCard(kit, model),
            new ItemLines(kit, model, LineKind.HOUSE),
            new ItemLines(kit, model, LineKind.ASSET)));
    views.put(
        Step.EXPENSES,
        new CardsStep(
            new ItemLines(kit, model, LineKind.EXPENSE),
            new ItemLines(kit, model, LineKind.BENEFIT)));
    views.put(
        Step.DECLARATION,
        new CardsStep(new RelativesCard(kit, model), new StatementsCard(kit, model)));
    views.put(Step.PAPERS, new PapersStep(kit, model, papers, prints, chooser));
    views.values().forEach(v -> v.ends(() -> step(1)));
    steps =
        new Steps(
            kit.text(),
            Arrays.stream(Step.values()).map(s -> kit.t("intake.step." + s.name())).toList(),
            i -> model.go(ORDER.get(i)));
    invitation = new Invitation(kit, model);
    desk = desk();
    VBox.setVgrow(invitation.node(), Priority.ALWAYS);
    page.body(invitation.node(), desk);
    save =
        Buttons.keyed(
            Buttons.plain("intake-save", kit.t("intake.act.save"), this::saveNow), "Ctrl+S");
    park = Buttons.keyed(Buttons.plain("intake-park", kit.t("intake.act.park"), this::park), "F7");
    form =
        Buttons.keyed(
            Buttons.plain("intake-print-form", kit.t("intake.act.form"), this::printForm), "F9");
    ask = Buttons.plain("intake-print-n02", kit.t("intake.act.missing"), this::askPapers);
    next =
        Buttons.keyed(
            Buttons.main("intake-next", kit.t("intake.act.SUBMIT"), this::actNow), "Ctrl+Enter");
    follow();
  }

  private BorderPane desk() {
    scroll.setId("intake-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    scroll
        .sceneProperty()
        .flatMap(javafx.scene.Scene::focusOwnerProperty)
        .subscribe((Node owner) -> {
          Nodes.intoView(scroll, owner, ROOM_ABOVE, ROOM_BELOW);
          if (owner != null && Nodes.within(scroll, owner)) last = owner;
        });
    hindrances.getStyleClass().add("hindrances");
    hindrances.setId("intake-hindrances");
    middle.getChildren().setAll(questions, earlierStrip, scroll, hindrances);
    veiled.setId("intake-veiled");
    middle.getStyleClass().add("intake-middle");
    var box = new BorderPane(middle);
    box.getStyleClass().add("intake-desk");
    Runnable place =
        () -> {
          boolean narrow = box.getWidth() < NARROW * kit.theme().zoom().get().factor();
          if (box.getWidth() <= 0 || (narrow ? box.getTop() : box.getLeft()) != null) return;
          box.setTop(null);
          box.setLeft(null);
          steps.lying(narrow);
          if (narrow) box.setTop(steps);
          else box.setLeft(steps);
        };
    box.widthProperty().subscribe(place);
    kit.theme().zoom().subscribe(place);
    return box;
  }

  private void follow() {
    model.open.subscribe(this::shown);
    model.step.subscribe(_ -> showStep());
    model.version.subscribe(_ -> refresh());
    model.focus.subscribe(this::focus);
    model.where.subscribe(glyph::where);
    glyph.story(this::story);
    model.reader.subscribe(_ -> live.refresh());
    model.readerProblem.subscribe(_ -> live.refresh());
    model.portraits.shown.subscribe(_ -> live.refresh());
    model.known.board.subscribe(_ -> {
      live.refresh();
      earlierStrip.refresh();
    });
    model.trouble.subscribe(code -> {
      if (!code.isEmpty())
        kit.notices().trouble(code, kit.t("work.trouble." + code), Optional.empty());
    });
    model.done.subscribe(m -> {
      if (m != null) kit.notices().done(kit.text().of(m));
    });
    saving.hindrances.subscribe(this::showHindrances);
    model.question.subscribe(this::showVeiled);
    saving.busy.subscribe(b -> next.setDisable(b));
  }

  private void shown(@Nullable WorkingCopy copy) {
    atWork.set(copy != null);
    last = null;
    // both stay in the window: a form of this size is slow to dress
    Nodes.shown(invitation.node(), copy == null);
    Nodes.shown(desk, copy != null);
    if (copy == null) {
      page.foot();
      page.actions();
      page.subtitle("");
      invitation.clear();
      live.refresh();
      return;
    }
    page.actions(tools, glyph);
    placeStep(); // filled when the model has counted
  }

  private void showStep() {
    StepView view = placeStep();
    if (view != null) view.refresh();
  }

  private @Nullable StepView placeStep() {
    Step now = model.step.get();
    steps.current(ORDER.indexOf(now));
    StepView view = views.get(now);
    if (view == null || model.open.get() == null) return null;
    if (!view.node().equals(scroll.getContent())) {
      scroll.setContent(view.node());
      scroll.setVvalue(0);
    }
    return view;
  }

  private void refresh() {
    WorkingCopy copy = model.open.get();
    LiveFacts facts = model.live.get();
    if (copy == null || facts == null) return;
    StepView view = views.get(model.step.get());
    if (view != null) view.refresh();
    live.refresh();
    earlierStrip.refresh();
    CaseRecord app = copy.get(copy.application()).orElseThrow();
    String number =
        ApplicationNumber.parse(app.text("number"))
            .toOptional()
            .map(ApplicationNumber::grouped)
            .orElse(kit.t("intake.number.later"));
    String stage =
        app.get("stage").map(s -> CodeTables.table("stage").label(s)).orElse(kit.t("intake.new"));
    page.subtitle(number + "  \u00b7  " + stage);
    states(copy, facts);
    foot();
  }

  private void states(WorkingCopy copy, LiveFacts facts) {
    for (Step s : Step.values()) {
      int wrong = StepProblems.count(copy, facts, s);
      boolean done = StepProblems.done(copy, facts, s);
      steps.state(
          ORDER.indexOf(s),
          wrong > 0 ? Steps.State.WARNED : done ? Steps.State.DONE : Steps.State.OPEN,
          wrong);
    }
  }

  private void foot() {
    Optional<Act> act = saving.nextAct();
    if (act.isEmpty()) {
      page.foot(form, park, save);
      return;
    }
    next.setText(
        kit.t(saving.elsewhere() ? "intake.act.handover" : "intake.act." + act.get().name()));
    if (saving.takesNotice()) page.foot(form, ask, park, save, next);
    else page.foot(form, park, save, next);
  }

  private void showHindrances() {
    hindrances
        .getChildren()
        .setAll(
            saving.hindrances.stream()
                .map(m -> Cells.wrapped("\u2022 " + spoken(m), "field-problem"))
                .toList());
    Nodes.shown(hindrances, !saving.hindrances.isEmpty());
    showVeiled();
  }

  private String spoken(Message m) {
    if (m.key().endsWith(".PAPER_MISSING"))
      return kit.t(
          "intake.way.paper", CodeTables.table("docType").label(m.args().getFirst().toString()));
    return kit.text().of(m);
  }

  private void focus(@Nullable Spot at) {
    WorkingCopy copy = model.open.get();
    if (at == null || copy == null) return;
    page.applyCss(); // what has just come into the window takes the keyboard only once it is
    // dressed
    StepView here = views.get(model.step.get());
    if (here != null && here.focus(at)) return;
    for (var e : views.entrySet())
      if (e.getKey() != model.step.get() && StepProblems.stepOf(copy, at) == e.getKey()) {
        model.step.set(e.getKey());
        e.getValue().focus(at);
        return;
      }
  }

  private List<String> story() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return List.of();
    var lines = new ArrayList<String>();
    if (!copy.isNew()) lines.addAll(Way.story(model.desk(), kit.text(), copy.application()));
    if (copy.changed()) lines.add(kit.t("intake.story.draft"));
    return lines;
  }

  /// F8: the next field to be corrected, in paper order and round again.
  private void nextProblem() {
    LiveFacts facts = model.live.get();
    if (facts == null || facts.problems().isEmpty()) return;
    FieldProblem p = facts.problems().get(problemAt++ % facts.problems().size());
    model.focus.set(null);
    model.focus.set(new Spot(p.record(), p.field()));
  }

  /// Leaves the field with the keyboard, so that an act by key takes it along.
  private void leaveField() {
    page.requestFocus();
  }

  private void saveNow() {
    leaveField();
    saving.saveNow();
  }

  private void park() {
    leaveField();
    saving.park();
  }

  private void printForm() {
    leaveField();
    prints.form();
  }

  private void askPapers() {
    leaveField();
    prints.missing();
  }

  private void actNow() {
    leaveField();
    saving.actNow();
  }

  private void addRow() {
    leaveField();
    model.rows().add(model.step.get());
  }

  private void takeEarlier() {
    leaveField();
    earlier.take();
  }

  private void confirmCopied() {
    leaveField();
    StepView here = views.get(model.step.get());
    if (here == null) return;
    earlier.confirm(here.editing());
    here.begin();
  }

  private void byMonth() {
    if (model.open.get() == null) return;
    model.go(Step.INCOME);
    months.enter();
  }

  private void step(int by) {
    leaveField();
    int to = Math.clamp(ORDER.indexOf(model.step.get()) + by, 0, ORDER.size() - 1);
    model.go(ORDER.get(to));
    StepView view = views.get(ORDER.get(to));
    if (model.open.get() != null && view != null) view.begin();
  }

  @Override
  public Node node() {
    return page;
  }

  @Override
  public Optional<Side> side() {
    return Optional.of(new Side(kit.t("intake.side"), live.node(), atWork, false));
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("F2", "intake.key.read", model::readAgain),
        new Shortcut("F7", "intake.act.park", this::park),
        new Shortcut("F8", "intake.key.problem", this::nextProblem),
        new Shortcut("F9", "intake.act.form", this::printForm),
        new Shortcut("Ctrl+S", "intake.act.save", this::saveNow),
        new Shortcut("Ctrl+Enter", "intake.key.next", this::actNow),
        new Shortcut("Ctrl+N", "intake.key.row", this::addRow),
        new Shortcut("Ctrl+M", "intake.key.months", this::byMonth),
        new Shortcut("Ctrl+E", "intake.earlier.take", this::takeEarlier),
        new Shortcut("Ctrl+D", "intake.earlier.confirm", this::confirmCopied),
        new Shortcut("Ctrl+Page_Down", "intake.key.stepnext", () -> step(1)),
        new Shortcut("Ctrl+Page_Up", "intake.key.stepback", () -> step(-1)),
        new Shortcut("Ctrl+1", "intake.key.holder", () -> model.presence("HOLDER")),
        new Shortcut("Ctrl+2", "intake.key.carried", () -> model.presence("CARRIED")));
  }

  @Override
  public void onShown(String argument) {
    if (FromAid.asked(argument)) FromAid.open(model, argument);
    else if (!argument.isEmpty()) papers.bring(CasePlace.read(argument));
    else if (model.open.get() == null) invitation.focus();
    else {
      saving.reread();
      back();
    }
  }

  /// The keyboard is where it was when the screen was left; on its first showing where a card laid
  /// down elsewhere sent it.
  private void back() {
    Node was = last;
    if (was != null && was.getScene() != null) was.requestFocus();
    else focus(model.focus.get());
  }

  @Override
  public boolean onCurtain(boolean drawn) {
    live.curtain(drawn);
    steps.setVisible(!drawn);
    page.subtitleLabel().setVisible(!drawn);
    glyph.setVisible(!drawn);
    tools.setVisible(!drawn);
    // built anew only when it changes: a node taken out of the window loses the keyboard
    if (drawn != (veiled.getParent() != null)) {
      middle.getChildren().removeAll(questions, earlierStrip, hindrances, veiled);
      if (drawn) middle.getChildren().add(veiled);
      else {
        middle.getChildren().addAll(0, List.of(questions, earlierStrip));
        middle.getChildren().add(hindrances);
        questions.askAgain();
      }
    }
    showVeiled();
    return true;
  }

  /// A card's question and what stands in the way may name people: behind the curtain only that
  /// they wait.
  private void showVeiled() {
    int count = saving.hindrances.size();
    boolean asked = model.question.get() != null;
    veiled.setText(asked ? kit.t("intake.veiled.question") : kit.t("intake.veiled", count));
    Nodes.shown(veiled, asked || count > 0);
  }

  /// Gives a root of this feature its style sheet.
  static void dress(javafx.scene.Parent root) {
    root.getStylesheets()
        .add(
            java.util.Objects.requireNonNull(IntakeView.class.getResource("intake.css"))
                .toExternalForm());
  }
}
