package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Section;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A whole form on the screen: its sections on the left with how far they are, one calm column of
/// questions, the way on at the foot. Knows no visit: a form is tried out here before anybody goes
/// anywhere with it. Window thread only.
public final class FormPane extends BorderPane {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final double COLUMN = 900;
  private static final Duration COUNT_AFTER = Duration.ofMillis(120);

  /// pixels kept in sight around what has the keyboard
  private static final double ROOM = 32;

  private final Kit kit;
  private final SurveyModel model;
  private final Attachments attachments;
  private final Supplier<UUID> newPerson;
  private final VBox rail = new VBox();
  private final VBox column = new VBox();
  private final ScrollPane scroll = new ScrollPane(new StackPane(column));
  private final HBox foot = new Bar();
  private final Map<String, Button> buttons = new HashMap<>();
  private final Map<String, Label> counts = new HashMap<>();
  private final Runnable deaf;
  private Optional<QuestionColumn> questions = Optional.empty();
  private List<String> sections = List.of();
  private String current = "";
  private int problemAt;
  private boolean counting;

  /// @param newPerson makes the record id of a person added to a list of people
  public FormPane(Kit kit, SurveyModel model, Attachments attachments, Supplier<UUID> newPerson) {
    this.kit = kit;
    this.model = model;
    this.attachments = attachments;
    this.newPerson = newPerson;
    getStyleClass().add("form-pane");
    getStylesheets().add(QuestionColumn.stylesheet());
    rail.getStyleClass().add("stations");
    rail.setId("form-sections");
    var languages = new LanguageBar(kit, model, _ -> spoken());
    Button jumps =
        Buttons.keyed(
            Buttons.with(
                Icon.LIST, Buttons.quiet("form-jumps", kit.t("forms.jumps.open"), this::jumps)),
            "Ctrl+G");
    jumps.getStyleClass().add("form-jumps");
    var left = new VBox(languages, rail, jumps);
    var railScroll = new ScrollPane(left);
    railScroll.setFitToWidth(true);
    railScroll.setFocusTraversable(false);
    railScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    railScroll.getStyleClass().addAll("edge-to-edge", "stations-scroll");
    setLeft(railScroll);
    column.getStyleClass().add("form-column");
    column.setMaxWidth(COLUMN);
    StackPane.setAlignment(column, Pos.TOP_CENTER);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    setCenter(scroll);
    foot.getStyleClass().add("page-foot");
    foot.setAlignment(Pos.CENTER_RIGHT);
    setBottom(foot);
    sceneProperty()
        .flatMap(Scene::focusOwnerProperty)
        .subscribe((Node owner) -> Nodes.intoView(scroll, owner, ROOM, ROOM));
    deaf = model.onChanged(_ -> soon());
    progress();
    sections.stream().findFirst().ifPresent(this::go);
  }

  /// Stops listening; the pane is thrown away.
  public void leave() {
    deaf.run();
    questions.ifPresent(QuestionColumn::leave);
  }

  /// Shows a section.
  public void go(String section) {
    current = section;
    questions.ifPresent(QuestionColumn::leave);
    var made =
        new QuestionColumn(
            kit,
            model,
            attachments,
            new QuestionColumn.Content(
                section, () -> model.session().questions(section), _ -> List.of(), newPerson));
    questions = Optional.of(made);
    var title = new Label(title(section));
    title.getStyleClass().add("page-title");
    title.setWrapText(true);
    column.getChildren().setAll(title, made);
    scroll.setVvalue(0);
    marks();
    feet();
  }

  private String title(String section) {
    return model.session().sections().stream()
        .filter(s -> s.id().equals(section))
        .map(s -> s.title().isEmpty() ? s.id() : s.title())
        .findFirst()
        .orElse(section);
  }

  /// Counting goes over the whole form: a moment after the last answer, once for several.
  private void soon() {
    if (counting) return;
    counting = true;
    kit.background()
        .after(
            COUNT_AFTER,
            () -> {
              counting = false;
              progress();
            });
  }

  /// How far each section is; sections come and go with the answers.
  private void progress() {
    List<Section> now = model.session().sections().stream().filter(Section::relevant).toList();
    List<String> ids = now.stream().map(Section::id).toList();
    if (!ids.equals(sections)) {
      sections = ids;
      rail(now);
      marks();
      if (!current.isEmpty()) feet();
    }
    for (Section s : now) {
      Label count = counts.get(s.id());
      if (count == null) continue;
      String tone = s.open() > 0 ? "neutral" : s.warned() > 0 ? "warning" : "success";
      if (!count.getStyleClass().contains(tone)) {
        count.getStyleClass().removeAll("success", "neutral", "warning");
        count.getStyleClass().add(tone);
      }
      count.setText(kit.t("forms.section.progress", s.answered(), s.questions()));
    }
  }

  private void rail(List<Section> now) {
    buttons.clear();
    counts.clear();
    rail.getChildren().clear();
    for (Section s : now) {
      var name = new Label(title(s.id()));
      name.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(name, Priority.ALWAYS);
      var count = new Label();
      count.getStyleClass().add("badge");
      count.setMinWidth(Region.USE_PREF_SIZE);
      var row = new Bar(name, count);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("step-row");
      Button button = Buttons.quiet("section-" + s.id(), "", () -> go(s.id()));
      button.setGraphic(row);
      button.setMinWidth(0); // as wide as the rail, whatever the count beside the name says
      button.setMaxWidth(Double.MAX_VALUE);
      button.setAccessibleText(name.getText());
      button.setTooltip(new Tooltip(name.getText()));
      button.getStyleClass().add("station");
      row.prefWidthProperty().bind(button.widthProperty().subtract(32));
      buttons.put(s.id(), button);
      counts.put(s.id(), count);
      rail.getChildren().add(button);
    }
  }

  private void marks() {
    buttons.forEach((id, b) -> b.pseudoClassStateChanged(CURRENT, id.equals(current)));
  }

  private void feet() {
    foot.getChildren().clear();
    int at = sections.indexOf(current);
    if (at > 0)
      foot.getChildren().add(step("form-previous", "forms.previous", "Ctrl+Left", this::previous));
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    foot.getChildren().add(grow);
    if (at + 1 < sections.size())
      foot.getChildren().add(step("form-next", "forms.next", "Ctrl+Right", this::next));
  }

  private Node step(String id, String words, String key, Runnable act) {
    return Buttons.large(Buttons.keyed(Buttons.plain(id, kit.t(words), act), key));
  }

  /// The section after this one.
  public void next() {
    int at = sections.indexOf(current);
    if (at >= 0 && at + 1 < sections.size()) go(sections.get(at + 1));
  }

  /// The section before this one.
  public void previous() {
    int at = sections.indexOf(current);
    if (at > 0) go(sections.get(at - 1));
  }

  /// The sections are called otherwise now.
  private void spoken() {
    sections = List.of();
    progress();
    go(current);
  }

  /// Confirms what the form allows to be confirmed with one key, in the section in hand.
  public void confirmAll() {
    questions.ifPresent(QuestionColumn::confirmAll);
  }

  /// Opens the list of questions to look at again.
  public void jumps() {
    JumpList.open(kit, model, List.of(), this::reveal);
  }

  /// Brings a question to the front, in whatever section it is.
  public void reveal(String path) {
    model
        .session()
        .question(path)
        .map(Question::section)
        .filter(s -> !s.equals(current) && sections.contains(s))
        .ifPresent(this::go);
    questions.ifPresent(q -> q.reveal(path));
  }

  /// The next question that keeps the form from being finished, wherever it is.
  public void nextProblem() {
    List<Problem> all = model.problems();
    if (all.isEmpty()) return;
    Problem next = all.get(problemAt++ % all.size());
    if (!next.section().equals(current) && sections.contains(next.section())) go(next.section());
    questions.ifPresent(q -> q.reveal(next.path()));
  }
}
