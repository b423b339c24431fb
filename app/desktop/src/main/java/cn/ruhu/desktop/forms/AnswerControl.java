package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.Question;
import javafx.scene.Node;

/// The control of one question; one implementation for each way of answering.
interface AnswerControl {
  Node node();

  /// Brings value, options and openness up to date.
  void show(Question now, boolean open);

  void focus();

  /// An option by its code, where there are options.
  default void choose(String code) {}

  static AnswerControl of(
      Kit kit, SurveyModel model, Question question, Attachments attachments, String id) {
    return switch (question.kind()) {
      case SELECT_ONE, BOOL -> new ChoiceControl(model, question, false, id);
      case SELECT_MULTI -> new ChoiceControl(model, question, true, id);
      case PHOTO, FILE, AUDIO, VIDEO -> new PhotoControl(kit, question, attachments, id);
      case SIGNATURE -> new SignatureControl(kit, model, question, attachments, id);
      case NOTE, CALCULATE -> new ValueControl(kit, question);
      case TEXT,
          MULTILINE,
          INT,
          DECIMAL,
          RANGE,
          MONEY,
          DATE,
          TIME,
          DATETIME,
          GEO,
          GEOTRACE,
          GEOSHAPE,
          RANK,
          ACKNOWLEDGE,
          BARCODE ->
          question.readOnly()
              ? new ValueControl(kit, question)
              : new TypedControl(kit, model, question, id);
    };
  }
}
