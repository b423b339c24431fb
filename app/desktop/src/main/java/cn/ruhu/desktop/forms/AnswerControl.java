package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.survey.Look;
import cn.ruhu.survey.Presentation;
import cn.ruhu.survey.Question;
import java.util.Optional;
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
    Presentation look = question.look();
    return switch (question.kind()) {
      case SELECT_ONE -> choice(kit, model, question, false, id);
      case BOOL -> new ChoiceControl(kit, model, question, false, id);
      case SELECT_MULTI -> choice(kit, model, question, true, id);
      case RANK -> new RankControl(kit, model, question, id);
      case PHOTO ->
          look.has(Look.DRAW) || look.has(Look.SIGNATURE)
              ? new SignatureControl(kit, model, question, attachments, id)
              : new PhotoControl(kit, question, attachments, id);
      case AUDIO -> new AudioControl(kit, model, question, attachments, id);
      case FILE, VIDEO -> new FileControl(kit, model, question, attachments, id);
      case SIGNATURE -> new SignatureControl(kit, model, question, attachments, id);
      case NOTE, CALCULATE -> new ValueControl(kit, question);
      case ACKNOWLEDGE -> new AcknowledgeControl(kit, model, question, id);
      case RANGE, GEO, BARCODE, TEXT, MULTILINE, INT, DECIMAL, MONEY, DATE, TIME, DATETIME ->
          question.readOnly() ? new ValueControl(kit, question) : typed(kit, model, question, id);
      case GEOTRACE, GEOSHAPE ->
          question.readOnly()
              ? new ValueControl(kit, question)
              : new TypedControl(kit, model, question, id);
    };
  }

  private static AnswerControl choice(
      Kit kit, SurveyModel model, Question question, boolean several, String id) {
    Presentation look = question.look();
    boolean searched = look.searched() || look.has(Look.AUTOCOMPLETE) || look.has(Look.MINIMAL);
    return searched
        ? new SearchControl(kit, model, question, several, id)
        : new ChoiceControl(kit, model, question, several, id);
  }

  private static AnswerControl typed(Kit kit, SurveyModel model, Question question, String id) {
    Optional<Presentation.Range> range = question.look().range();
    return switch (question.kind()) {
      case GEO -> new GeoControl(kit, model, question, id);
      case BARCODE -> new CodeControl(kit, model, question, id);
      case RANGE ->
          range.isPresent()
              ? new RangeControl(kit, model, question, range.get(), id)
              : new TypedControl(kit, model, question, id);
      default -> new TypedControl(kit, model, question, id);
    };
  }
}
