package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.survey.NoAnswer;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Remark;
import cn.ruhu.survey.Standing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What stands beside an answer: why there is none, why an unusual one is right, what was remarked.
/// Nothing of it is made before a question has it.
final class CardMargin extends VBox {
  private final Kit kit;
  private final SurveyModel model;
  private final String path;
  private final String id;
  private final FlowPane reasons = new FlowPane();
  private final Map<NoAnswer, ToggleButton> why = new EnumMap<>(NoAnswer.class);
  private final Label doubt = new Label();
  private Optional<Field> reason = Optional.empty();
  private List<Remark> remarks = List.of();
  private final VBox remarked = new VBox();
  private Set<NoAnswer> allowed = Set.of();
  private boolean showing;

  CardMargin(Kit kit, SurveyModel model, Question question, String id) {
    this.kit = kit;
    this.model = model;
    this.path = question.path();
    this.id = id;
    getStyleClass().add("question-margin");
    reasons.getStyleClass().add("no-answer");
    doubt.setWrapText(true);
    doubt.setMinHeight(Region.USE_PREF_SIZE);
    doubt.getStyleClass().add("question-warning");
    doubt.setGraphic(Icon.WARNING.node());
    remarked.getStyleClass().add("question-remarks");
  }

  /// Brings it up to date; takes no room while there is nothing.
  void show(Question now, boolean open) {
    Standing standing = now.standing();
    boolean offers = open && !standing.allowed().isEmpty();
    if (offers && !standing.allowed().equals(allowed)) offer(standing.allowed());
    why.forEach((w, b) -> b.setSelected(standing.noAnswer().equals(Optional.of(w))));
    unusual(standing.doubt(), open);
    if (!standing.remarks().equals(remarks)) remark(standing.remarks());
    var parts = new ArrayList<javafx.scene.Node>();
    if (offers || standing.noAnswer().isPresent()) parts.add(reasons);
    if (standing.doubt().isPresent()) {
      parts.add(doubt);
      reason.ifPresent(parts::add);
    }
    if (!remarks.isEmpty()) parts.add(remarked);
    if (!getChildren().equals(parts)) getChildren().setAll(parts);
    Nodes.shown(this, !parts.isEmpty());
    reasons.setDisable(!open);
  }

  private void offer(Set<NoAnswer> fresh) {
    allowed = fresh;
    why.clear();
    reasons.getChildren().clear();
    for (NoAnswer one : NoAnswer.values()) {
      if (!fresh.contains(one)) continue;
      var button = new ToggleButton(kit.t("forms.noanswer." + one));
      button.setId(id + "-" + one.word());
      button.getStyleClass().add("small");
      button.setOnAction(
          _ -> model.noAnswer(path, button.isSelected() ? Optional.of(one) : Optional.empty()));
      why.put(one, button);
      reasons.getChildren().add(button);
    }
  }

  private void unusual(Optional<Standing.Doubt> now, boolean open) {
    if (now.isEmpty()) return;
    doubt.setText(now.get().message());
    Field field =
        reason.orElseGet(() -> {
          var made = new Fields(kit).text(id + "-reason", kit.t("forms.doubt.reason"));
          made.onLeft(text -> {
            if (!showing) model.reason(path, text.strip());
          });
          return made;
        });
    reason = Optional.of(field);
    showing = true;
    field.valueProperty().set(now.get().reason());
    showing = false;
    field.editable(open);
  }

  private void remark(List<Remark> fresh) {
    remarks = fresh;
    remarked.getChildren().clear();
    for (Remark r : fresh) {
      remarked.getChildren().add(line(kit.t("forms.remark." + r.state(), r.text())));
      for (Remark.Reply reply : r.replies())
        remarked.getChildren().add(line(kit.t("forms.remark.reply", reply.text())));
    }
  }

  private static Label line(String words) {
    var label = new Label(words, Icon.COMMENT.node());
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("hint");
    return label;
  }
}
