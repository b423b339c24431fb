package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One question: its words, its control, what is wrong or doubtful, and the key that confirms what
/// was known before. Built once; [#show] brings it up to date.
///
/// Keys anywhere in it, while no word is composed: Ctrl+D confirms, Ctrl+B writes a note, Ctrl+H
/// tells how the answer came to be, Ctrl+I explains; digits choose an option. What has a key is not
/// on the way of Enter and Tab, which go from answer to answer.
///
/// Ids for tests: `q-<fact key>`, its control `q-<fact key>-input`, options `q-<fact key>-<code>`,
/// `q-<fact key>-confirm`, `q-<fact key>-more`, `q-<fact key>-note`.
final class QuestionCard extends VBox {
  private static final PseudoClass PREFILLED = PseudoClass.getPseudoClass("prefilled");
  private static final PseudoClass LOCKED = PseudoClass.getPseudoClass("locked");
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  /// height of a question's picture with standard text
  private static final double PICTURE = 160;

  private final Kit kit;
  private final SurveyModel model;
  private final String path;
  private final Label words = new Label();
  private final Label required = new Label();
  private final Label hint = new Label();
  private final Label problem = new Label();
  private final Label warning = new Label();
  private final HBox confirmRow = new Bar();
  private final Label origin = Badges.of("", Badges.Tone.NEUTRAL);
  private final Button confirm;
  private final AnswerControl control;
  private final CardMargin margin;
  private Question shown;

  private boolean composing;

  /// heights counted last, and for which width; not a number while they have to be counted anew
  private double pref;

  private double prefFor = Double.NaN;
  private double least;
  private double leastFor = Double.NaN;

  QuestionCard(
      Kit kit, SurveyModel model, Question question, Attachments attachments, List<Node> above) {
    this(
        kit,
        model,
        question,
        AnswerControl.of(kit, model, question, attachments, idOf(model, question)),
        above);
  }

  /// @param control what it is answered with
  QuestionCard(
      Kit kit, SurveyModel model, Question question, AnswerControl control, List<Node> above) {
    this.kit = kit;
    this.control = control;
    this.model = model;
    this.path = question.path();
    this.shown = question;
    String id = idOf(model, question);
    setId(id);
    getStyleClass().add("question");
    words.setWrapText(true);
    words.getStyleClass().add("question-words");
    words.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(words, Priority.ALWAYS);
    required.getStyleClass().add("field-required");
    required.setMinWidth(Region.USE_PREF_SIZE);
    required.setText(kit.t("kit.field.required"));
    for (Label l : List.of(hint, problem, warning)) {
      l.setWrapText(true);
      l.setMinHeight(Region.USE_PREF_SIZE);
    }
    hint.getStyleClass().add("hint");
    problem.getStyleClass().add("field-problem");
    problem.setId(id + "-problem");
    warning.getStyleClass().add("question-warning");
    warning.setGraphic(Icon.WARNING.node());
    confirm =
        Buttons.with(
            Icon.CHECK,
            Buttons.plain(id + "-confirm", kit.t("forms.confirm"), () -> model.confirm(path)));
    confirm.getStyleClass().add("accent");
    confirmRow.getStyleClass().add("question-confirm");
    confirmRow.setAlignment(Pos.CENTER_LEFT);
    origin.setId(id + "-origin");
    confirmRow.getChildren().addAll(confirm, origin);
    margin = new CardMargin(kit, model, question, id);
    var top = new Bar(words, required);
    guidance(question, id).ifPresent(top.getChildren()::add);
    if (question.kind() != QuestionKind.NOTE) top.getChildren().add(more(id));
    top.getStyleClass().add("field-top");
    top.setAlignment(Pos.TOP_LEFT);
    getChildren().addAll(above);
    getChildren().add(top);
    FormMedia.image(model.session().form(), question.look().media().image())
        .ifPresent(i -> getChildren().add(picture(kit, i)));
    getChildren().addAll(hint, control.node(), margin, confirmRow, warning, problem);
    addEventFilter(
        InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, e -> composing = !e.getComposed().isEmpty());
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    show(question);
  }

  private void pressed(KeyEvent e) {
    if (composing && e.getTarget() instanceof TextInputControl) return;
    if (e.isControlDown() && !e.isShiftDown() && !e.isAltDown() && acted(e.getCode())) e.consume();
    else Digits.pressed(e, shown, this::choose);
  }

  /// Does what Ctrl with a key does here; whether it does anything.
  boolean acted(KeyCode code) {
    switch (code) {
      case D -> {
        if (!confirmRow.isVisible()) return false;
        model.confirm(path);
      }
      case B -> note();
      case H -> history();
      case I -> explain();
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Opens the box for a note.
  void note() {
    margin.write();
  }

  /// Tells how the answer came to be.
  void history() {
    AnswerHistory.tell(kit, model, shown);
  }

  /// Shows the longer explanation, where there is one.
  private void explain() {
    if (shown.look().guidance().isEmpty()) return;
    var longer = new Label(shown.look().guidance());
    longer.setWrapText(true);
    kit.dialogs().read(shown.label(), longer, List.of());
  }

  /// What else can be done to a question, with its keys; made when it is asked for.
  private Node more(String id) {
    Button more = Buttons.icon(id + "-more", Icon.MENU, kit.t("forms.more"), () -> {});
    more.setFocusTraversable(false);
    more.getStyleClass().addAll("small", "question-more");
    more.setOnAction(_ -> {
      var note = new MenuItem(kit.t("forms.note.act"), Icon.NOTE.node());
      note.setAccelerator(new KeyCodeCombination(KeyCode.B, KeyCombination.CONTROL_DOWN));
      note.setOnAction(_ -> note());
      var past = new MenuItem(kit.t("forms.history.act"), Icon.HISTORY.node());
      past.setAccelerator(new KeyCodeCombination(KeyCode.H, KeyCombination.CONTROL_DOWN));
      past.setOnAction(_ -> history());
      new ContextMenu(note, past).show(more, Side.BOTTOM, 0, 0);
    });
    return more;
  }

  /// Whether this card can show a question as well as a new one could: it was made for the same
  /// one, asked in the same way.
  boolean serves(Question q) {
    return q.path().equals(path)
        && q.kind() == shown.kind()
        && q.look().equals(shown.look())
        && q.readOnly() == shown.readOnly()
        && idOf(model, q).equals(getId());
  }

  /// Says what is wrong with what was typed for it elsewhere.
  void problem(String text) {
    problem.setText(text);
    Nodes.shown(problem, !text.isEmpty());
  }

  private static Node picture(Kit kit, Image image) {
    var view = new ImageView(image);
    view.setPreserveRatio(true);
    view.setFitHeight(PICTURE * kit.theme().zoom().get().factor());
    return view;
  }

  /// A longer explanation opens on request.
  private Optional<Node> guidance(Question question, String id) {
    if (question.look().guidance().isEmpty()) return Optional.empty();
    Button open = Buttons.icon(id + "-guidance", Icon.HELP, kit.t("forms.guidance"), this::explain);
    open.setFocusTraversable(false);
    return Optional.of(open);
  }

  static String idOf(SurveyModel model, Question question) {
    return "q-" + model.key(question).replace('@', '-').replace('#', '-');
  }

  String path() {
    return path;
  }

  /// The question as it is shown.
  Question shown() {
    return shown;
  }

  private void choose(String code) {
    control.choose(code);
  }

  /// Brings words, value and state up to date.
  void show(Question now) {
    shown = now;
    Nodes.shown(this, now.relevant());
    if (!now.relevant()) return;
    boolean open = model.open(now);
    boolean prefilled = now.origin() == Question.Origin.PREFILLED;
    words.setText(Show.numbersGrouped(now.label()));
    Nodes.shown(required, now.required() && open && now.value().isEmpty());
    hint.setText(now.hint());
    Nodes.shown(hint, !now.hint().isEmpty() && open);
    control.show(now, open);
    margin.show(now, open);
    Nodes.shown(confirmRow, prefilled && open);
    if (prefilled)
      origin.setText(
          model.origin(now).map(kit.text()::of).orElseGet(() -> kit.t("forms.prefilled")));
    warning.setText(String.join("\n", now.warnings()));
    Nodes.shown(warning, !now.warnings().isEmpty());
    var refusal = model.refusal(path);
    problem.setText(refusal.orElse(""));
    Nodes.shown(problem, refusal.isPresent());
    pseudoClassStateChanged(PREFILLED, prefilled);
    pseudoClassStateChanged(LOCKED, !open && now.kind() != QuestionKind.NOTE);
    pseudoClassStateChanged(WRONG, refusal.isPresent());
  }

  /// A column asks every card for its height whenever one of them changed; only that one counts its
  /// words anew.
  @Override
  protected double computePrefHeight(double width) {
    if (prefFor != width) {
      pref = super.computePrefHeight(width);
      prefFor = width;
    }
    return pref;
  }

  @Override
  protected double computeMinHeight(double width) {
    if (leastFor != width) {
      least = super.computeMinHeight(width);
      leastFor = width;
    }
    return least;
  }

  /// Called whenever anything inside asks for another size.
  @Override
  public void requestLayout() {
    prefFor = Double.NaN;
    leastFor = Double.NaN;
    super.requestLayout();
  }

  /// Puts the keyboard into the control.
  void focusControl() {
    control.focus();
  }
}
