package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Entries put into an order: a row each, moved by its arrows, by Alt with an arrow key, or by the
/// digit of the place it is to have. Nothing is answered until somebody moved one or said that the
/// order is right.
final class RankControl implements AnswerControl {
  private static final PseudoClass RANKED = PseudoClass.getPseudoClass("ranked");

  private final Kit kit;
  private final SurveyModel model;
  private final String path;
  private final String id;
  private final VBox box = new VBox();
  private final Button right;
  private Question now;
  private List<String> order = List.of();
  private boolean isOpen;

  RankControl(Kit kit, SurveyModel model, Question question, String id) {
    this.kit = kit;
    this.model = model;
    this.path = question.path();
    this.id = id;
    this.now = question;
    box.getStyleClass().add("ranking");
    right =
        Buttons.with(
            Icon.CHECK,
            Buttons.plain(
                id + "-right",
                kit.t("forms.rank.right"),
                () -> model.answer(path, String.join(" ", order))));
  }

  private void build() {
    List<Node> rows = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) rows.add(row(i));
    Nodes.shown(right, isOpen && now.value().isEmpty());
    rows.add(right);
    box.getChildren().setAll(rows);
    box.pseudoClassStateChanged(RANKED, !now.value().isEmpty());
  }

  private Node row(int at) {
    String code = order.get(at);
    String label = label(code);
    var place = new Label(now.value().isEmpty() && isOpen ? "" : Integer.toString(at + 1));
    place.getStyleClass().add("rank-place");
    var words = new Label(label);
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    words.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new Bar(place, words);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("rank-row");
    row.setId(id + "-" + code);
    row.setFocusTraversable(isOpen);
    row.setAccessibleText(kit.t("forms.rank.row", label, at + 1, order.size()));
    row.setOnMousePressed(_ -> row.requestFocus());
    row.addEventHandler(KeyEvent.KEY_PRESSED, e -> pressed(e, at));
    if (isOpen) {
      Button up =
          Buttons.icon(
              id + "-" + code + "-up",
              Icon.ARROW_UP,
              kit.t("forms.rank.up", label),
              () -> move(at, at - 1));
      Button down =
          Buttons.icon(
              id + "-" + code + "-down",
              Icon.ARROW_DOWN,
              kit.t("forms.rank.down", label),
              () -> move(at, at + 1));
      up.setDisable(at == 0);
      down.setDisable(at == order.size() - 1);
      for (Button b : List.of(up, down)) b.setFocusTraversable(false);
      row.getChildren().addAll(up, down);
    }
    return row;
  }

  private String label(String code) {
    return now.options().stream()
        .filter(o -> o.code().equals(code))
        .map(Question.Option::label)
        .findFirst()
        .orElse(code);
  }

  private void pressed(KeyEvent e, int at) {
    if (e.isControlDown() || e.isMetaDown()) return;
    if (e.isAltDown() && e.getCode() == KeyCode.UP) move(at, at - 1);
    else if (e.isAltDown() && e.getCode() == KeyCode.DOWN) move(at, at + 1);
    else if (e.getCode() == KeyCode.DOWN) focus(at + 1);
    else if (e.getCode() == KeyCode.UP) focus(at - 1);
    else if (e.getCode().isDigitKey() && !e.isAltDown()) {
      String name = e.getCode().getName();
      move(at, name.charAt(name.length() - 1) - '1');
    } else return;
    e.consume();
  }

  private void move(int from, int to) {
    if (!isOpen || to < 0 || to >= order.size()) return;
    List<String> fresh = new ArrayList<>(order);
    fresh.add(to, fresh.remove(from));
    order = List.copyOf(fresh);
    model.answer(path, String.join(" ", order));
    model.session().question(path).ifPresent(q -> show(q, model.open(q)));
    focus(to);
  }

  private void focus(int at) {
    if (at >= 0 && at < order.size()) box.getChildren().get(at).requestFocus();
  }

  @Override
  public Node node() {
    return box;
  }

  @Override
  public void show(Question fresh, boolean open) {
    List<String> said =
        fresh.value().isEmpty()
            ? fresh.options().stream().map(Question.Option::code).collect(Collectors.toList())
            : Arrays.asList(fresh.value().split(" ", -1));
    boolean same =
        said.equals(order)
            && open == isOpen
            && fresh.options().equals(now.options())
            && fresh.value().equals(now.value())
            && !box.getChildren().isEmpty();
    now = fresh;
    order = List.copyOf(said);
    isOpen = open;
    if (!same) build();
  }

  @Override
  public void focus() {
    focus(0);
  }
}
