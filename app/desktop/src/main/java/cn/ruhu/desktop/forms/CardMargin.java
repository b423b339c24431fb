package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Badges;
import cn.ruhu.desktop.kit.Bar;
import cn.ruhu.desktop.kit.Buttons;
import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.NoAnswer;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.Remark;
import cn.ruhu.survey.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
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
  private Optional<Field> note = Optional.empty();
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
    var parts = new ArrayList<Node>();
    if (offers || standing.noAnswer().isPresent()) parts.add(reasons);
    if (standing.doubt().isPresent()) {
      parts.add(doubt);
      reason.ifPresent(parts::add);
    }
    if (!remarks.isEmpty()) parts.add(remarked);
    note.ifPresent(parts::add);
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

  /// Opens the box for a note and puts the keyboard there.
  void write() {
    Field box =
        note.orElseGet(() -> {
          Field made = new Fields(kit).area(id + "-note", kit.t("forms.note.label"), 2);
          made.hint(kit.t("forms.note.hint"));
          made.onLeft(this::written);
          made.addEventFilter(
              KeyEvent.KEY_PRESSED,
              e -> {
                if (e.getCode() != KeyCode.ESCAPE) return;
                e.consume();
                made.valueProperty().set("");
                close();
              });
          return made;
        });
    note = Optional.of(box);
    if (!getChildren().contains(box)) getChildren().add(box);
    Nodes.shown(this, true);
    box.focus();
  }

  /// A note is a note once its box is left.
  private void written(String text) {
    if (text.isBlank()) {
      close();
      return;
    }
    if (model.remark(path, text.strip()) instanceof Answer.Rejected no) {
      note.ifPresent(n -> n.problem(no.message()));
      return;
    }
    close();
  }

  private void close() {
    note.ifPresent(n -> getChildren().remove(n));
    note = Optional.empty();
    Nodes.shown(this, !getChildren().isEmpty());
  }

  private void remark(List<Remark> fresh) {
    remarks = fresh;
    remarked.getChildren().setAll(fresh.stream().map(this::box).toList());
  }

  /// One remark with its answers and, until it is settled, the ways on.
  private Node box(Remark r) {
    var state = Badges.of(kit.t("forms.remark." + r.state()), tone(r.state()));
    var said = new Label(by(r.by(), r.at()), Icon.COMMENT.node());
    said.getStyleClass().add("hint");
    var head = new Bar(said, state);
    head.getStyleClass().add("row");
    head.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(head, line(r.text(), "remark-words"));
    box.getStyleClass().add("remark");
    for (Remark.Reply reply : r.replies()) {
      box.getChildren().add(line(by(reply.by(), reply.at()), "hint"));
      box.getChildren().add(line(kit.t("forms.remark.reply", reply.text()), "remark-words"));
    }
    if (r.state() == Remark.State.SETTLED) return box;
    Field reply = new Fields(kit).text(id + "-reply-" + r.number(), kit.t("forms.remark.answer"));
    reply.onLeft(text -> {
      if (!text.isBlank()) model.reply(path, r.number(), text.strip());
    });
    HBox.setHgrow(reply, Priority.ALWAYS);
    var settle =
        Buttons.plain(
            id + "-settle-" + r.number(),
            kit.t("forms.remark.settle"),
            () -> model.settle(path, r.number()));
    var acts = new Bar(reply, settle);
    acts.getStyleClass().add("row");
    acts.setAlignment(Pos.BOTTOM_LEFT);
    box.getChildren().add(acts);
    return box;
  }

  private static Badges.Tone tone(Remark.State state) {
    return switch (state) {
      case OPEN -> Badges.Tone.WARNING;
      case ANSWERED -> Badges.Tone.ACCENT;
      case SETTLED -> Badges.Tone.SUCCESS;
    };
  }

  private String by(UUID staff, Instant at) {
    return (model.name(staff) + "  " + Show.shortMinute(at)).strip();
  }

  private static Label line(String words, String style) {
    var label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
