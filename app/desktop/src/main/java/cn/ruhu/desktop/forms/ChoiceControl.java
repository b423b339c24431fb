package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.Look;
import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/// Options as large buttons, each with its digit. One press answers; a second press of a chosen one
/// takes it back.
final class ChoiceControl implements AnswerControl {
  /// height of a choice's picture with standard text
  private static final double PICTURE = 96;

  private final SurveyModel model;
  private final String path;
  private final String id;
  private final boolean several;
  private final Pane box;
  private final int columns;
  private final boolean quick;
  private final Kit kit;
  private final List<ToggleButton> buttons = new ArrayList<>();
  private List<Question.Option> options = List.of();
  private Question now;

  ChoiceControl(Kit kit, SurveyModel model, Question question, boolean several, String id) {
    this.kit = kit;
    this.model = model;
    boolean scale = question.look().has(Look.LIKERT);
    this.columns = scale ? Math.max(1, question.options().size()) : question.look().columns();
    this.quick = !several && question.look().has(Look.QUICK);
    this.box = columns > 0 ? grid() : new FlowPane();
    if (scale) box.getStyleClass().add("likert");
    this.path = question.path();
    this.id = id;
    this.several = several;
    this.now = question;
    box.getStyleClass().add("options");
    box.setId(id + "-input");
    box.setAccessibleText(question.label());
  }

  private void build(List<Question.Option> fresh) {
    options = fresh;
    buttons.clear();
    for (int i = 0; i < fresh.size(); i++) {
      Question.Option option = fresh.get(i);
      var button = new ToggleButton(option.label());
      button.setId(id + "-" + option.code());
      button.getStyleClass().addAll("option");
      if (i < 10) {
        var digit = new Label(Integer.toString((i + 1) % 10));
        digit.getStyleClass().add("key");
        button.setGraphic(digit);
      }
      button.setWrapText(true);
      button.setOnAction(_ -> choose(option.code()));
      picture(button, option);
      button.addEventFilter(KeyEvent.KEY_PRESSED, this::enter);
      buttons.add(button);
    }
    box.getChildren().setAll(buttons);
    if (columns > 0)
      for (int i = 0; i < buttons.size(); i++) {
        buttons.get(i).setMaxWidth(Double.MAX_VALUE);
        GridPane.setConstraints(buttons.get(i), i % columns, i / columns);
        GridPane.setFillHeight(buttons.get(i), true);
        buttons.get(i).setMaxHeight(Double.MAX_VALUE);
      }
  }

  /// As many columns as the form asks for, all of one width.
  private GridPane grid() {
    var grid = new GridPane();
    for (int i = 0; i < columns; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      grid.getColumnConstraints().add(column);
    }
    return grid;
  }

  /// The picture of a choice stands above its words.
  private void picture(ToggleButton button, Question.Option option) {
    Optional<Image> image = FormMedia.image(model.session().form(), option.media().image());
    if (image.isEmpty()) return;
    var view = new ImageView(image.get());
    view.setFitHeight(PICTURE * kit.theme().zoom().get().factor());
    view.setPreserveRatio(true);
    Node digit = button.getGraphic();
    var above = new VBox(6, view);
    above.setAlignment(Pos.CENTER);
    if (digit != null) above.getChildren().add(digit);
    button.setGraphic(above);
    button.setContentDisplay(ContentDisplay.TOP);
  }

  private void enter(KeyEvent e) {
    if (e.getCode() != KeyCode.ENTER || e.isControlDown()) return;
    e.consume();
    buttons.getLast().requestFocusTraversal(TraversalDirection.NEXT);
  }

  @Override
  public void choose(String code) {
    if (!model.open(now)) return;
    List<String> chosen =
        new ArrayList<>(
            now.value().isEmpty() ? List.of() : Arrays.asList(now.value().split(" ", -1)));
    boolean known = now.origin() == Question.Origin.PREFILLED;
    Question before = now;
    if (!several) {
      boolean again = chosen.contains(code) && !known;
      model.answer(path, again ? "" : code);
    } else {
      if (!chosen.remove(code)) chosen.add(code);
      String value =
          options.stream()
              .map(Question.Option::code)
              .filter(chosen::contains)
              .collect(Collectors.joining(" "));
      model.answer(path, value);
    }
    if (now.equals(before)) // nobody showed what came of it
    model.session().question(path).ifPresent(q -> show(q, model.open(q)));
    if (quick && !now.value().isEmpty())
      buttons.getLast().requestFocusTraversal(TraversalDirection.NEXT);
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question fresh, boolean open) {
    now = fresh;
    if (!fresh.options().equals(options)) build(fresh.options());
    List<String> chosen = Arrays.asList(fresh.value().split(" ", -1));
    for (int i = 0; i < buttons.size(); i++) {
      boolean on = chosen.contains(options.get(i).code());
      buttons.get(i).setSelected(on);
      buttons.get(i).setDisable(!open && !on);
      buttons.get(i).setMouseTransparent(!open);
      buttons.get(i).setFocusTraversable(open);
    }
  }

  @Override
  public void focus() {
    if (!buttons.isEmpty()) buttons.getFirst().requestFocus();
  }
}
