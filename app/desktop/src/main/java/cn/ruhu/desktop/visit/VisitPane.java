package cn.ruhu.desktop.visit;

import cn.ruhu.desktop.forms.JumpList;
import cn.ruhu.desktop.forms.LanguageBar;
import cn.ruhu.desktop.forms.QuestionColumn;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.StandingGlyph;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A visit in hand: stations on the left, one calm column in the middle, the way on at the foot.
final class VisitPane {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final int COLUMN = 760;
  private static final int MARGIN = 60;

  /// pixels of the languages in a row; more of them make another row
  private static final int LANGUAGES = 220;

  private final Kit kit;
  private final VisitViewModel model;
  private final BorderPane pane = new BorderPane();
  private final HBox who = new Bar();
  private final Label where = new Label();
  private final StandingGlyph standing;
  private final HBox strip = new Bar();
  private final VBox others = new VBox();
  private final Button aside;
  private final StackPane languages = new StackPane();
  private final VBox rail = new VBox();
  private final ScrollPane railScroll = new ScrollPane(rail);
  private final VBox column = new VBox();
  private final VBox problems = new VBox();
  private final ScrollPane scroll = new ScrollPane(new StackPane(column));
  private final HBox foot = new Bar();
  private final Map<String, Button> stations = new HashMap<>();
  private final Map<String, Label> counts = new HashMap<>();
  private final StationNodes nodes;
  private @Nullable QuestionColumn questions;
  private List<Runnable> leaving = List.of();

  VisitPane(Kit kit, VisitViewModel model, StationNodes.AtHand hand) {
    this.kit = kit;
    this.model = model;
    standing = new StandingGlyph(kit.text());
    aside =
        Buttons.with(
            Icon.ARTICLE, Buttons.quiet("visit-aside", kit.t("visit.aside"), this::showAside));
    nodes = new StationNodes(kit, model, hand, pane);
    pane.getStyleClass().add("visit");
    pane.setTop(new VBox(head(), strip, others));
    model.beside.subscribe(this::others);
    rail.getStyleClass().add("stations");
    rail.setId("visit-stations");
    railScroll.setFitToWidth(true);
    railScroll.setFocusTraversable(false);
    railScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    railScroll.getStyleClass().addAll("edge-to-edge", "stations-scroll");
    pane.setLeft(railScroll);
    column.getStyleClass().add("visit-column");
    column.setMaxWidth(COLUMN);
    StackPane.setAlignment(column, Pos.TOP_CENTER);
    problems.setId("visit-problems");
    problems.getStyleClass().add("problems");
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    pane.setCenter(scroll);
    pane.sceneProperty()
        .subscribe(scene -> {
          if (scene != null) scene.focusOwnerProperty().subscribe(this::bringIntoView);
        });
    foot.getStyleClass().add("page-foot");
    foot.setAlignment(Pos.CENTER_RIGHT);
    pane.setBottom(foot);
    model.stations.subscribe(this::stations);
    model.station.subscribe(this::station);
    model.open.subscribe(_ -> marks());
    model.kept.subscribe(k -> standing.where(k ? Where.SAVED : Where.TYPING));
    model.hindrances.subscribe(this::hindrances);
    model.proven.subscribe(this::partner);
    model.partner().later.subscribe(this::partner);
    model.busy.subscribe(foot::setDisable);
    model.sealing.subscribe(column::setDisable);
  }

  Node node() {
    return pane;
  }

  private void partner(boolean here) {
    station(model.station.get());
    if (here) toQuestions(); // the box that had the keyboard is gone
  }

  private Node head() {
    who.getStyleClass().add("headline");
    where.getStyleClass().add("text-muted");
    where.setMinWidth(0);
    where.setWrapText(true);
    where.setMinHeight(Region.USE_PREF_SIZE);
    Button park =
        Buttons.with(
            Icon.ARROW_BACK, Buttons.quiet("visit-park", kit.t("visit.act.park"), this::park));
    Button jumps =
        Buttons.keyed(
            Buttons.with(
                Icon.LIST, Buttons.quiet("visit-jumps", kit.t("visit.jumps"), this::jumps)),
            "Ctrl+G");
    var household = new VBox(who, where); // the address below the name: both are read whole
    household.setMinWidth(0);
    household.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(household, Priority.ALWAYS);
    var head = new Bar(park, household, languages, jumps, aside, standing);
    head.getStyleClass().addAll("visit-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  /// Whoever moves on with Enter sees where the keyboard went.
  @SuppressWarnings("ReferenceEquality") // is it this very node?
  private void bringIntoView(@Nullable Node focused) {
    Node at = focused;
    while (at != null && !at.equals(column)) at = at.getParent();
    if (at == null || focused == null || focused.equals(column)) return;
    var inColumn = column.sceneToLocal(focused.localToScene(focused.getBoundsInLocal()));
    double seen = scroll.getViewportBounds().getHeight();
    double hidden = column.getHeight() - seen;
    if (hidden <= 0) return;
    double top = scroll.getVvalue() * hidden;
    double wanted = top;
    if (inColumn.getMinY() < top + MARGIN) wanted = inColumn.getMinY() - MARGIN;
    if (inColumn.getMaxY() > top + seen - MARGIN) wanted = inColumn.getMaxY() + MARGIN - seen;
    scroll.setVvalue(Math.clamp(wanted / hidden, 0, 1));
  }

  private void park() {
    leave();
    model.leave();
  }

  void show(Visit visit) {
    who.getChildren()
        .setAll(kit.names().node(visit.file.applicant().map(p -> p.text("name")).orElse("")));
    where.setText(visit.file.application().map(a -> a.text("residenceAddress")).orElse(""));
    standing.story(() -> List.of(kit.t("visit.draft.story")));
    offer(visit);
    var spoken = new LanguageBar(kit, visit.survey, model::spoke);
    visit.survey.onChanged(c -> {
      if (c.structure() && c.paths().isEmpty()) spoken.spoken();
    });
    spoken.setAlignment(Pos.CENTER_RIGHT);
    spoken.setPrefWrapLength(LANGUAGES);
    languages.getChildren().setAll(spoken);
    station(model.station.get());
  }

  /// Ctrl+G: every question to look at again, a supervisor's among them.
  void jumps() {
    @Nullable Visit visit = model.visit.get();
    if (visit == null) return;
    var asked = new ArrayList<JumpList.Extra>();
    for (Station s : model.stations)
      for (Question q : s.questions(visit.session()))
        if (model.asking().asked(q).stream().anyMatch(a -> model.asking().reply(a.id()).isEmpty()))
          asked.add(new JumpList.Extra(q, kit.t("visit.jumps.asked")));
    JumpList.open(kit, visit.survey, asked, this::reveal);
  }

  /// Brings a question to the front, at whatever station it is asked.
  private void reveal(String path) {
    @Nullable Visit visit = model.visit.get();
    if (visit == null) return;
    model.stations.stream()
        .filter(s -> s.questions(visit.session()).stream().anyMatch(q -> q.path().equals(path)))
        .findFirst()
        .filter(s -> !s.equals(model.station.get()))
        .ifPresent(model::go);
    if (questions != null) questions.reveal(path);
  }

  /// Another version of the form is published: said once, never in the way.
  private void offer(Visit visit) {
    strip.getChildren().clear();
    Nodes.shown(strip, visit.offered().isPresent());
    if (visit.offered().isEmpty()) return;
    var words =
        new Label(
            kit.t("visit.change.offer", visit.offered().get().version(), visit.form.version()),
            Icon.DESCRIPTION.node());
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button look =
        Buttons.main("visit-change-look", kit.t("visit.change.look"), model::lookAtChange);
    Button stay =
        Buttons.plain(
            "visit-change-stay",
            kit.t("visit.change.stay", visit.form.version()),
            () -> {
              model.stay();
              offer(visit);
            });
    strip.setId("visit-change");
    strip.setAlignment(Pos.CENTER_LEFT);
    strip.getStyleClass().setAll("visit-change");
    strip.getChildren().setAll(words, stay, look);
  }

  /// Another draft of this household lies here: it stands beside the visit on request.
  private void others() {
    @Nullable Visit visit = model.visit.get();
    others.getChildren().clear();
    if (visit != null)
      for (OtherDraft other : model.beside)
        others.getChildren().add(new BesidePane(kit).strip(visit, other));
    Nodes.shown(others, !others.getChildren().isEmpty());
  }

  private void showAside() {
    @Nullable Visit visit = model.visit.get();
    if (visit == null) return;
    var list = new VBox();
    list.getStyleClass().add("aside-list");
    for (Changeover.Aside one : Changeover.aside(visit)) {
      var question = new Label(one.question());
      question.getStyleClass().add("text-muted");
      var answer = new Label(one.answer());
      for (Label l : List.of(question, answer)) l.setWrapText(true);
      list.getChildren().add(new VBox(question, answer));
    }
    var why = new Label(kit.t("visit.aside.words"));
    why.setWrapText(true);
    kit.dialogs().read(kit.t("visit.aside"), new VBox(14, why, list), List.of());
  }

  void leave() {
    if (questions != null) questions.leave();
    questions = null;
    leaving.forEach(Runnable::run);
    leaving = List.of();
    column.getChildren().clear();
  }

  private void stations() {
    stations.clear();
    counts.clear();
    rail.getChildren().clear();
    for (Station s : model.stations) {
      var name = new Label(shortened(title(s)));
      HBox.setHgrow(name, Priority.ALWAYS);
      name.setMaxWidth(Double.MAX_VALUE);
      var count = new Label();
      count.getStyleClass().addAll("badge");
      count.setMinWidth(Region.USE_PREF_SIZE);
      var row = new Bar(name, count);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("step-row");
      var button = Buttons.quiet("station-" + s.id(), "", () -> model.go(s));
      button.setGraphic(row);
      button.setMinWidth(0); // as wide as the rail, whatever the count beside the name says
      button.setMaxWidth(Double.MAX_VALUE);
      button.setAccessibleText(title(s));
      button.getStyleClass().add("station");
      row.prefWidthProperty().bind(button.widthProperty().subtract(32));
      stations.put(s.id(), button);
      counts.put(s.id(), count);
      rail.getChildren().add(button);
    }
    marks();
  }

  /// Without what a title says in brackets: the rail is narrow.
  private static String shortened(String title) {
    int bracket = title.indexOf('\uff08');
    return bracket > 0 ? title.substring(0, bracket) : title;
  }

  private String title(Station s) {
    return s.title().isEmpty() ? kit.t("visit.station." + s.id()) : s.title();
  }

  private void marks() {
    @Nullable Station now = model.station.get();
    stations.forEach(
        (id, b) -> b.pseudoClassStateChanged(CURRENT, now != null && now.id().equals(id)));
    if (now != null) bringIntoRail(stations.get(now.id()));
    counts.forEach((id, label) -> {
      int open = model.open.get().getOrDefault(id, 0);
      int warned = model.warned.get().getOrDefault(id, 0);
      boolean done = open == 0 && warned == 0;
      tone(label, open > 0 || (done && unsigned(id)) ? "neutral" : done ? "success" : "warning");
      label.setText(
          open > 0
              ? kit.t("visit.station.open", open)
              : warned > 0
                  ? kit.t("visit.station.warned", warned)
                  : kit.t(unsigned(id) ? "visit.station.unsigned" : "visit.station.done"));
    });
  }

  /// A style that is put on anew costs the next pulse, whether it differs or not.
  private static void tone(Label label, String tone) {
    if (label.getStyleClass().contains(tone)) return;
    label.getStyleClass().removeAll("warning", "success", "neutral");
    label.getStyleClass().add(tone);
  }

  /// The station in hand is in sight, however many there are.
  private void bringIntoRail(@Nullable Button station) {
    double hidden = rail.getHeight() - railScroll.getViewportBounds().getHeight();
    if (station == null || hidden <= 0) return;
    double top = station.getBoundsInParent().getMinY();
    double bottom = station.getBoundsInParent().getMaxY();
    double from = railScroll.getVvalue() * hidden;
    double seen = railScroll.getViewportBounds().getHeight();
    if (top < from) railScroll.setVvalue(top / hidden);
    else if (bottom > from + seen) railScroll.setVvalue(Math.min(1, (bottom - seen) / hidden));
  }

  /// Nobody of the household has signed yet.
  private boolean unsigned(String id) {
    @Nullable Visit visit = model.visit.get();
    return id.equals("sign") && visit != null && visit.tableSignedAt().isEmpty();
  }

  private void station(@Nullable Station station) {
    @Nullable Visit visit = model.visit.get();
    if (questions != null) questions.leave();
    questions = null;
    leaving.forEach(Runnable::run);
    leaving = List.of();
    marks();
    if (station == null || visit == null) return;
    int beside = Changeover.aside(visit).size();
    Nodes.shown(aside, beside > 0);
    aside.setText(kit.t("visit.aside.count", beside));
    var made = nodes.of(visit, station);
    questions = made.questions();
    leaving = made.leave();
    var title = new Label(title(station));
    title.getStyleClass().add("page-title");
    column.getChildren().setAll(title, problems);
    column.getChildren().addAll(made.nodes());
    scroll.setVvalue(0);
    feet(visit, station);
  }

  private void feet(Visit visit, Station station) {
    foot.getChildren().clear();
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    boolean first = station.equals(model.stations.getFirst());
    if (!first)
      foot.getChildren()
          .add(
              Buttons.large(
                  Buttons.keyed(
                      Buttons.quiet("visit-previous", kit.t("visit.act.previous"), model::previous),
                      "Ctrl+Left")));
    foot.getChildren().add(grow);
    boolean last = station.equals(model.stations.getLast());
    if (last && visit.entered())
      foot.getChildren()
          .add(
              Buttons.large(
                  Buttons.keyed(
                      Buttons.main("visit-seal", kit.t("visit.act.seal"), model::finish),
                      "Ctrl+Enter")));
    else if (last)
      foot.getChildren()
          .add(
              Buttons.large(
                  Buttons.keyed(
                      Buttons.main("visit-finish", kit.t("visit.act.finish"), model::finish),
                      "Ctrl+Enter")));
    else
      foot.getChildren()
          .add(
              Buttons.large(
                  Buttons.keyed(
                      Buttons.main("visit-next", kit.t("visit.act.next"), model::next),
                      "Ctrl+Right")));
  }

  private void hindrances() {
    problems.getChildren().setAll(model.hindrances.stream().map(this::problem).toList());
    if (!model.hindrances.isEmpty()) scroll.setVvalue(0);
  }

  private Node problem(Message message) {
    var label = new Label(kit.text().of(message), Icon.ERROR.node());
    label.setWrapText(true);
    label.getStyleClass().addAll("field-problem", "visit-problem");
    return label;
  }

  /// F8: the next question that is open, from where the keyboard is and in the order of the
  /// stations; after the last the first again.
  void nextProblem() {
    @Nullable Visit visit = model.visit.get();
    @Nullable Station station = model.station.get();
    if (visit == null || station == null) return;
    List<Problem> all = visit.problems();
    Map<String, Part> parts = Station.parts(visit.session().sections());
    int from = model.stations.indexOf(station);
    for (int i = 0; i <= model.stations.size(); i++) {
      Station at = model.stations.get((from + i) % model.stations.size());
      List<Problem> here =
          all.stream()
              .filter(p -> at.holds(parts.getOrDefault(p.section(), Part.TABLE), p))
              .toList();
      Optional<Problem> next = (i == 0 ? below(visit, at, here) : here).stream().findFirst();
      if (next.isEmpty()) continue;
      if (!at.equals(station)) model.go(at);
      String path = next.get().path();
      if (visit.session().question(path).isEmpty()) toAdder(path);
      else if (questions != null) questions.reveal(path);
      return;
    }
  }

  /// The problems of a station that stand below the keyboard; all where it is elsewhere.
  private List<Problem> below(Visit visit, Station station, List<Problem> problems) {
    Optional<String> here = questions == null ? Optional.empty() : questions.focused();
    if (here.isEmpty()) return problems;
    List<String> order = station.questions(visit.session()).stream().map(Question::path).toList();
    int at = order.indexOf(here.get());
    return problems.stream()
        .filter(p -> !order.contains(p.path()) || order.indexOf(p.path()) > at)
        .toList();
  }

  /// Ctrl+E: what one key may confirm.
  void confirmAll() {
    if (questions != null) questions.confirmAll();
  }

  /// Ctrl+1, Ctrl+2: one of the pair answers, where each answers for themselves.
  void observe(int which) {
    nodes.observe(which);
    toQuestions();
  }

  /// Whoever goes on by keyboard finds it in the first question that is open, else in the first
  /// that can be answered, else where a first line is added.
  void toQuestions() {
    @Nullable Visit visit = model.visit.get();
    @Nullable Station station = model.station.get();
    if (visit == null || station == null || questions == null) return;
    List<String> open = visit.problems().stream().map(Problem::path).toList();
    List<Question> asked =
        station.questions(visit.session()).stream()
            .filter(q -> q.relevant() && !q.readOnly())
            .toList();
    asked.stream()
        .filter(q -> open.contains(q.path()))
        .findFirst()
        .or(() -> asked.stream().findFirst())
        .map(Question::path)
        .ifPresentOrElse(questions::reveal, () -> toAdder(""));
  }

  /// The button that adds a line of a roster; of any roster in sight where none is named.
  private void toAdder(String roster) {
    if (questions == null) return;
    String wanted = "add-" + roster.replaceAll("[^A-Za-z0-9]", "-");
    questions.lookupAll(".button").stream()
        .filter(b -> b.getId() != null && b.getId().startsWith(wanted))
        .findFirst()
        .ifPresent(Node::requestFocus);
  }
}
