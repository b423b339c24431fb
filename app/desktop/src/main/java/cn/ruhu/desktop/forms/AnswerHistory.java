package cn.ruhu.desktop.forms;

import cn.ruhu.desktop.kit.Kit;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.survey.Change;
import cn.ruhu.survey.Question;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// How an answer came to be: who, when, from what to what, the last change first; and where the
/// value stands that nobody changed. Stateless.
final class AnswerHistory {
  private AnswerHistory() {}

  /// Tells it on a card.
  static void tell(Kit kit, SurveyModel model, Question q) {
    List<Change> changes = model.session().margin().history(q.path());
    kit.dialogs()
        .read(kit.t("forms.history.title", q.label()), table(kit, model, q, changes), List.of());
  }

  private static Node table(Kit kit, SurveyModel model, Question q, List<Change> changes) {
    if (changes.isEmpty()) {
      var none = words(kit.t("forms.history.none." + q.origin()), "text-muted");
      none.setId("answer-history");
      return none;
    }
    var grid = new GridPane();
    grid.setId("answer-history");
    grid.getStyleClass().add("answer-history");
    grid.getStylesheets().add(QuestionColumn.stylesheet());
    for (int c = 0; c < 4; c++) {
      var column = new ColumnConstraints();
      if (c > 1) column.setHgrow(Priority.SOMETIMES);
      grid.getColumnConstraints().add(column);
    }
    var rows = new ArrayList<List<String>>();
    for (Change c : changes.reversed())
      rows.add(
          List.of(
              Show.shortMinute(c.at()),
              model.name(c.by()),
              said(kit, q, c.before()),
              said(kit, q, c.after())));
    String[] heads = {"when", "who", "before", "after"};
    for (int c = 0; c < heads.length; c++)
      grid.add(words(kit.t("forms.history." + heads[c]), "text-muted"), c, 0);
    for (int r = 0; r < rows.size(); r++)
      for (int c = 0; c < heads.length; c++)
        grid.add(words(rows.get(r).get(c), c == 3 ? "history-after" : "history-cell"), c, r + 1);
    return grid;
  }

  private static String said(Kit kit, Question q, String value) {
    return value.isEmpty() ? kit.t("forms.history.nothing") : Answers.words(kit.text(), q, value);
  }

  private static Label words(String text, String style) {
    var label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }
}
