package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Field;
import cn.ruhu.desktop.kit.Fields;
import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Nodes;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;

/// A value that is typed: the kit's field of its kind, answered when it is left.
final class TypedControl implements AnswerControl {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final SurveyModel model;
  private final String path;
  private final QuestionKind kind;
  private final Field field;
  private boolean showing;

  TypedControl(Kit kit, SurveyModel model, Question question, String id) {
    this.model = model;
    this.path = question.path();
    this.kind = question.kind();
    var fields = new Fields(kit);
    String label = question.label();
    field =
        switch (kind) {
          case MONEY -> fields.money(id + "-field", label).columns(14);
          case DATE -> fields.date(id + "-field", label).columns(14);
          case INT -> fields.digits(id + "-field", label, 9).columns(10);
          case MULTILINE -> fields.area(id + "-field", label, 3);
          case DECIMAL -> fields.text(id + "-field", label).columns(10);
          case DATETIME ->
              fields
                  .text(id + "-field", label)
                  .columns(14)
                  .check(v ->
                      iso(v).isEmpty() ? Optional.of(kit.t("forms.datetime")) : Optional.empty());
          default -> fields.text(id + "-field", label);
        };
    field.getStyleClass().add("bare");
    field
        .lookupAll(".field-top")
        .forEach(n -> {
          Nodes.shown(n, false);
        });
    field.onLeft(this::left);
  }

  private void left(String typed) {
    if (showing) return;
    String value = typed.strip();
    if (kind == QuestionKind.DATETIME && !value.isEmpty()) {
      Optional<String> iso = iso(value);
      if (iso.isEmpty()) return;
      value = iso.get();
    }
    model.answer(path, value);
  }

  /// A typed minute at the office as ISO with its offset.
  static Optional<String> iso(String typed) {
    try {
      return Optional.of(
          LocalDateTime.parse(typed.strip().replace('/', '-'), MINUTE)
              .atZone(Show.ZONE)
              .toOffsetDateTime()
              .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private String shown(String value) {
    if (kind != QuestionKind.DATETIME || value.isEmpty()) return value;
    try {
      return MINUTE.format(OffsetDateTime.parse(value).atZoneSameInstant(Show.ZONE));
    } catch (DateTimeException _) {
      return value;
    }
  }

  @Override
  public Node node() {
    return field;
  }

  @Override
  public void show(Question now, boolean open) {
    boolean refused = model.refusal(path).isPresent();
    if (!refused) {
      showing = true;
      field.valueProperty().set(shown(now.value()));
      showing = false;
    }
    field.editable(open);
  }

  @Override
  public void focus() {
    field.focus();
  }
}
