package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectMultiData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.utils.IAnswerResolver;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.jspecify.annotations.Nullable;

/// Reads saved answers back. The engine's own way looks for the question of each choice from the
/// form's beginning, which takes the square of its length, and drops codes it does not find; here a
/// code stays a code, as when it was answered.
final class SavedAnswers implements IAnswerResolver {
  @Override
  public @Nullable IAnswerData resolveAnswer(String text, TreeElement node, FormDef form) {
    return switch (node.getDataType()) {
      case Constants.DATATYPE_CHOICE -> new SelectOneData(new Selection(text.strip()));
      case Constants.DATATYPE_MULTIPLE_ITEMS -> several(text.strip());
      default -> XFormAnswerDataParser.getAnswerData(text, node.getDataType());
    };
  }

  private static MultipleItemsData several(String text) {
    List<Selection> chosen = new ArrayList<>();
    for (String code : text.split("\\s+", -1)) chosen.add(new Selection(code));
    return new SelectMultiData(chosen);
  }
}
