package cn.ruhu.survey;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.StringData;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.xform.util.XFormAnswerDataParser;

/// What the device and the moment fill in when a form is opened: another moment would fill in
/// something else, so it is part of the log and comes back from it.
final class Given {
  private Given() {}

  /// The nodes filled in, by key.
  static SortedMap<String, String> of(SurveySession session) {
    SortedMap<String, String> given = new TreeMap<>();
    FormShape shape = session.form().shape();
    if (shape.given().isEmpty()) return given;
    Facts.leaves(session.def().getMainInstance().getRoot(), session.layout())
        .forEach((key, leaf) -> {
          String value = AnswerText.read(leaf.getValue());
          boolean changing = shape.given().contains(Layout.generic(leaf.getRef()));
          if (changing && !value.isEmpty()) given.put(key, value);
        });
    return given;
  }

  /// Fills a node in again as it was.
  static Answer again(SurveySession session, String key, String value) {
    TreeElement leaf =
        Facts.leaves(session.def().getMainInstance().getRoot(), session.layout()).get(key);
    if (leaf == null) return session.rejected("survey.unknown");
    IAnswerData data = XFormAnswerDataParser.getAnswerData(value, leaf.getDataType());
    session.def().setValue(data == null ? new StringData(value) : data, leaf.getRef(), leaf, true);
    return session.changed(List.of());
  }
}
