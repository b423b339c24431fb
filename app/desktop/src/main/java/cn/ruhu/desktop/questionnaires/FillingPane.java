package cn.ruhu.desktop.questionnaires;

import cn.ruhu.desktop.forms.Answers;
import cn.ruhu.desktop.forms.FormPane;
import cn.ruhu.desktop.forms.Typing;
import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Page;
import cn.ruhu.desktop.kit.ScrollColumn;
import cn.ruhu.desktop.kit.Shortcut;
import cn.ruhu.desktop.kit.StandingGlyph;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Question;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The questionnaire in hand: whose, the form itself, the way to its end; of a second entry the
/// differences, each with both answers.
///
/// Ids for tests: `questionnaire-back`, `questionnaire-finish`, `difference-<n>-1`,
/// `difference-<n>-2`.
final class FillingPane {
  private static final double WIDTH = 900;

  private final Kit kit;
  private final QuestionnairesViewModel model;
  private final BorderPane pane = new BorderPane();
  private final HBox head = new Bar();
  private final VBox top = new VBox();
  private final Label problem = new Label();
  private final HBox strip = new Bar(problem);
  private final StandingGlyph standing;
  private Optional<FormPane> form = Optional.empty();
  private Subscription listening = Subscription.EMPTY;

  /// who had the keyboard before an act
  private Optional<Node> hand = Optional.empty();

  FillingPane(Kit kit, QuestionnairesViewModel model) {
    this.kit = kit;
    this.model = model;
    standing = new StandingGlyph(kit.text());
    standing.story(() -> List.of(kit.t("questionnaires.story")));
    pane.getStyleClass().add("density-comfortable");
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("form-head");
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    problem.setId("questionnaire-problem");
    problem.getStyleClass().add("field-problem");
    strip.getStyleClass().add("form-head");
    problem.setGraphic(Icon.ERROR.node());
    top.getChildren().setAll(head);
    pane.setTop(top);
    model.hindrance.subscribe(this::hindered);
    model.differences.subscribe(this::differences);
    model.busy.subscribe(busy -> {
      pane.setDisable(busy);
      if (!busy) handBack();
    });
  }

  Node node() {
    return pane;
  }

  /// Shows a questionnaire; null leaves it.
  void show(@Nullable Filling filling) {
    form.ifPresent(FormPane::leave);
    form = Optional.empty();
    hand = Optional.empty();
    listening.unsubscribe();
    listening = Subscription.EMPTY;
    pane.setCenter(null);
    if (filling == null) return;
    Runnable deaf = filling.survey.onChanged(_ -> model.hindrance.set(null));
    listening =
        Subscription.combine(
            filling.log.settled.subscribe(s -> standing.where(s ? Where.SAVED : Where.TYPING)),
            deaf::run);
    var made =
        new FormPane(
            kit,
            filling.survey,
            new FillingFiles(kit, model.desk(), filling, pane, model::troubled),
            model.desk()::newId);
    form = Optional.of(made);
    pane.getStylesheets().setAll(made.getStylesheets());
    var title = new Label(filling.form.title());
    title.getStyleClass().add("headline");
    title.setMinWidth(0);
    var who = kit.names().node(filling.file.applicant().map(p -> p.text("name")).orElse(""));
    var grow = new Region();
    HBox.setHgrow(grow, Priority.ALWAYS);
    Button back =
        Buttons.keyed(
            Buttons.with(
                Icon.ARROW_BACK,
                Buttons.quiet("questionnaire-back", kit.t("questionnaires.act.back"), this::leave)),
            "F7");
    Button finish =
        Buttons.keyed(
            Buttons.main("questionnaire-finish", kit.t("questionnaires.act.finish"), this::finish),
            "Ctrl+Enter");
    head.getChildren().setAll(back, title, who);
    if (filling.first.isPresent())
      head.getChildren().add(Badges.of(kit.t("questionnaires.second"), Badges.Tone.ACCENT));
    head.getChildren().addAll(grow, standing, finish);
    pane.setCenter(made);
    made.nextProblem();
  }

  // ---- the way out

  private void finish() {
    typed(() -> {
      if (hand.filter(Typing::refused).isEmpty()) model.finish();
    });
  }

  private void leave() {
    typed(model::leave);
  }

  /// Does an act after what is being typed was answered, as leaving its field does; the keyboard
  /// comes back where the act took it nowhere.
  private void typed(Runnable act) {
    if (model.filling.get() == null || model.busy.get()) return;
    hand = Optional.ofNullable(pane.getScene()).map(Scene::getFocusOwner);
    if (model.differences.isEmpty()) pane.requestFocus();
    act.run();
    handBack();
  }

  private void handBack() {
    if (model.filling.get() == null || model.busy.get()) return;
    for (@Nullable Node at = focused(); at != null; at = at.getParent())
      if (pane.equals(at.getParent())) return; // the act took it somewhere
    hand.filter(n -> n.getScene() != null).ifPresent(Node::requestFocus);
    hand = Optional.empty();
  }

  private @Nullable Node focused() {
    return pane.getScene() == null ? null : pane.getScene().getFocusOwner();
  }

  private void hindered(@Nullable Problem why) {
    top.getChildren().setAll(head);
    if (why == null) return;
    String label =
        Optional.ofNullable(model.filling.get())
            .flatMap(f -> f.session().question(why.path()))
            .map(Question::label)
            .orElse("");
    problem.setText(kit.t("questionnaires.open", label, why.message()).strip());
    top.getChildren().setAll(head, strip);
    form.ifPresent(f -> f.reveal(why.path()));
  }

  // ---- a second entry

  private void differences() {
    @Nullable Filling filling = model.filling.get();
    if (filling == null) return;
    if (model.differences.isEmpty()) {
      form.ifPresent(pane::setCenter);
      return;
    }
    var list = new VBox(12);
    list.setMaxWidth(WIDTH);
    list.setId("questionnaire-differences");
    list.getStyleClass().add("form-column");
    var title = new Label(kit.t("questionnaires.differences", model.differences.size()));
    title.getStyleClass().add("page-title");
    title.setWrapText(true);
    Button again =
        Buttons.with(
            Icon.ARROW_BACK,
            Buttons.quiet("differences-back", kit.t("questionnaires.act.again"), model::lookAgain));
    list.getChildren()
        .addAll(
            title,
            QuestionnairesView.words(kit.t("questionnaires.differences.words"), "hint"),
            again);
    for (int i = 0; i < model.differences.size(); i++)
      list.getChildren().add(difference(filling, i, model.differences.get(i)));
    var scroll = new ScrollColumn(list);
    pane.setCenter(scroll);
    scroll.applyCss(); // before that what is scrolled is in no scene and takes no keyboard
    int next = nextOpen();
    Node focus = list.lookup("#difference-" + Math.max(0, next) + "-1");
    if (focus != null) focus.requestFocus();
  }

  private int nextOpen() {
    for (int i = 0; i < model.differences.size(); i++)
      if (model.differences.get(i).taken() == SecondEntry.Taken.OPEN) return i;
    return -1;
  }

  private Node difference(Filling filling, int n, SecondEntry.Difference d) {
    Optional<Question> q = filling.session().question(d.path());
    var group = new ToggleGroup();
    var row = new VBox(8);
    ToggleButton first =
        entry(n, 1, "questionnaires.first", words(q, d.first()), d, SecondEntry.Taken.FIRST);
    ToggleButton second =
        entry(n, 2, "questionnaires.now", words(q, d.second()), d, SecondEntry.Taken.SECOND);
    first.setToggleGroup(group);
    second.setToggleGroup(group);
    row.getChildren().addAll(first, second);
    Consumer<SecondEntry.Taken> take = t -> model.settle(d, t);
    row.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.DIGIT1) take.accept(SecondEntry.Taken.FIRST);
          else if (e.getCode() == KeyCode.DIGIT2) take.accept(SecondEntry.Taken.SECOND);
          else return;
          e.consume();
        });
    return Page.card(q.map(Question::label).orElse(d.field()), row);
  }

  private ToggleButton entry(
      int n,
      int which,
      String key,
      String value,
      SecondEntry.Difference d,
      SecondEntry.Taken taken) {
    String shown = value.isEmpty() ? kit.t("questionnaires.nothing") : value;
    var button = new ToggleButton(kit.t(key, shown));
    button.setId("difference-" + n + "-" + which);
    button.getStyleClass().add("option");
    var digit = new Label(Integer.toString(which));
    digit.getStyleClass().add("key");
    button.setGraphic(digit);
    button.setWrapText(true);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setSelected(d.taken() == taken);
    button.setOnAction(_ -> model.settle(d, taken));
    return button;
  }

  private String words(Optional<Question> q, String value) {
    return q.map(x -> Answers.words(kit.text(), x, value)).orElse(value);
  }

  // ---- keys

  List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Ctrl+Enter", "questionnaires.key.finish", this::finish),
        new Shortcut("F8", "questionnaires.key.problem", () -> with(FormPane::nextProblem)),
        new Shortcut("Ctrl+E", "questionnaires.key.confirm", () -> with(FormPane::confirmAll)),
        new Shortcut("Ctrl+G", "forms.jumps.title", () -> with(FormPane::jumps)),
        new Shortcut("Ctrl+Right", "forms.next", () -> with(FormPane::next)),
        new Shortcut("Ctrl+Left", "forms.previous", () -> with(FormPane::previous)),
        new Shortcut("F7", "questionnaires.act.back", this::leave));
  }

  private void with(Consumer<FormPane> act) {
    if (model.differences.isEmpty()) form.ifPresent(act);
  }
}
