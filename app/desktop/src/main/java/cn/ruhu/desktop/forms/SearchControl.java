package cn.ruhu.desktop.forms;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A choice from a list too long to be shown: typed words, a code or pinyin initials narrow it,
/// arrows move, Enter takes, and what is chosen stands above with a cross. Of a hundred thousand
/// entries only the first matches become cells.
final class SearchControl implements AnswerControl {
  private static final int MATCHES_MAX = 200;
  private static final int ROWS_MAX = 7;

  /// pixels kept in sight around the list
  private static final double ROOM = 24;

  /// height of a row in ems
  private static final double ROW = 2.6;

  private final Kit kit;
  private final SurveyModel model;
  private final String path;
  private final boolean several;
  private final String id;
  private final VBox box = new VBox();
  private final FlowPane chosen = new FlowPane();
  private final TextField input = new TextField();
  private final ListView<Question.Option> list = new ListView<>();
  private final ObservableList<Question.Option> matches = FXCollections.observableArrayList();
  private final Label none = new Label();
  private final Map<String, String> initials = new HashMap<>();
  private Question now;
  private boolean isOpen;

  SearchControl(Kit kit, SurveyModel model, Question question, boolean several, String id) {
    this.kit = kit;
    this.model = model;
    this.path = question.path();
    this.several = several;
    this.id = id;
    this.now = question;
    box.getStyleClass().add("searched");
    chosen.getStyleClass().add("options");
    input.setId(id + "-input");
    input.setAccessibleText(question.label());
    input.setPromptText(kit.t("forms.search.prompt"));
    input.textProperty().subscribe(_ -> search());
    input.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    input.focusedProperty().subscribe(_ -> listShown());
    list.setId(id + "-list");
    list.setAccessibleText(kit.t("forms.search.list"));
    list.setFocusTraversable(false);
    list.setItems(matches);
    list.setCellFactory(_ -> new Cell());
    list.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> input.requestFocus());
    none.setText(kit.t("forms.search.none"));
    none.getStyleClass().add("hint");
    VBox.setVgrow(list, Priority.NEVER);
    box.getChildren().addAll(chosen, input, list, none);
    listShown();
  }

  /// One entry; a press takes it.
  private final class Cell extends ListCell<Question.Option> {
    Cell() {
      setOnMouseClicked(_ -> {
        Question.Option option = getItem();
        if (option != null) take(option);
      });
    }

    @Override
    protected void updateItem(Question.Option option, boolean empty) {
      super.updateItem(option, empty);
      setText(empty || option == null ? null : option.label());
      setGraphic(null);
    }
  }

  private void search() {
    String typed = input.getText().strip();
    matches.setAll(
        now.look().searched()
            ? model.session().search(path, typed, MATCHES_MAX)
            : now.options().stream().filter(o -> fits(o, typed)).toList());
    if (!matches.isEmpty()) list.getSelectionModel().select(0);
    list.setPrefHeight(
        kit.theme().zoom().get().factor()
            * 14
            * ROW
            * Math.min(ROWS_MAX, Math.max(1, matches.size())));
    listShown();
  }

  private boolean fits(Question.Option option, String typed) {
    if (typed.isEmpty()) return true;
    String plain = typed.toLowerCase(Locale.ROOT);
    return option.label().toLowerCase(Locale.ROOT).contains(plain)
        || option.code().equalsIgnoreCase(plain)
        || initials
            .computeIfAbsent(option.label(), l -> Pinyin.ofWords(l).initials())
            .contains(plain);
  }

  private void listShown() {
    boolean looking = isOpen && input.isFocused();
    Nodes.shown(list, looking && !matches.isEmpty());
    Nodes.shown(none, looking && matches.isEmpty() && !input.getText().isBlank());
    if (!list.isVisible()) return;
    for (Node at = box; at != null; at = at.getParent())
      if (at instanceof ScrollPane scroll) {
        Nodes.intoView(scroll, list, ROOM, ROOM);
        return;
      }
  }

  private void pressed(KeyEvent e) {
    int at = list.getSelectionModel().getSelectedIndex();
    if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.UP) {
      int to = Math.clamp((long) at + (e.getCode() == KeyCode.DOWN ? 1 : -1), 0, matches.size());
      list.getSelectionModel().select(Math.min(to, matches.size() - 1));
      list.scrollTo(Math.max(0, to - ROWS_MAX / 2));
      e.consume();
    } else if (e.getCode() == KeyCode.ENTER && !e.isControlDown()) {
      Question.Option option = list.getSelectionModel().getSelectedItem();
      boolean take = list.isVisible() && option != null && !input.getText().isBlank();
      if (take) {
        e.consume();
        take(option);
      } else {
        e.consume();
        input.requestFocusTraversal(javafx.scene.TraversalDirection.NEXT);
      }
    } else if (e.getCode() == KeyCode.BACK_SPACE && input.getText().isEmpty()) {
      List<String> codes = codes();
      if (!codes.isEmpty()) drop(codes.getLast());
    }
  }

  private List<String> codes() {
    return now.value().isEmpty() ? List.of() : Arrays.asList(now.value().split(" ", -1));
  }

  private void take(Question.Option option) {
    List<String> codes = new ArrayList<>(several ? codes() : List.of());
    if (!codes.contains(option.code())) codes.add(option.code());
    input.clear();
    model.answer(path, String.join(" ", codes));
    again();
  }

  private void drop(String code) {
    List<String> codes = new ArrayList<>(codes());
    codes.remove(code);
    model.answer(path, String.join(" ", codes));
    again();
  }

  private void again() {
    model.session().question(path).ifPresent(q -> show(q, model.open(q)));
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question fresh, boolean open) {
    boolean other = !fresh.options().equals(now.options()) || open != isOpen;
    boolean changed = !fresh.value().equals(now.value()) || chosen.getChildren().isEmpty();
    now = fresh;
    isOpen = open;
    if (other || matches.isEmpty()) search();
    if (!changed && !other) return;
    List<Node> chips = new ArrayList<>();
    for (String code : codes()) {
      String label =
          fresh.options().stream()
              .filter(o -> o.code().equals(code))
              .map(Question.Option::label)
              .findFirst()
              .orElse(code);
      Button chip = Buttons.plain(id + "-" + code, label, () -> drop(code));
      chip.getStyleClass().addAll("option", "option-chosen");
      chip.setAccessibleText(kit.t("forms.search.drop", label));
      chip.setWrapText(true);
      if (open) chip.setGraphic(Icon.CLOSE.node());
      chip.setDisable(!open);
      chips.add(chip);
    }
    chosen.getChildren().setAll(chips);
    Nodes.shown(chosen, !chips.isEmpty());
    Nodes.shown(input, open);
    listShown();
  }

  @Override
  public void focus() {
    input.requestFocus();
  }
}
