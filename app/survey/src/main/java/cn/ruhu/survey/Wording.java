package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.locale.Localizer;
import org.jspecify.annotations.Nullable;

/// The form's own words in the session's language, embedded values filled in.
final class Wording {
  private static final String ITEXT = "jr:itext('";

  private final FormDef form;

  Wording(FormDef form) {
    this.form = form;
  }

  String title(GroupDef group, TreeReference ref) {
    return text(group.getTextID(), group.getLabelInnerText(), ref);
  }

  String label(QuestionDef question, TreeReference ref) {
    return text(question.getTextID(), question.getLabelInnerText(), ref);
  }

  String hint(QuestionDef question, TreeReference ref) {
    return text(question.getHelpTextID(), question.getHelpInnerText(), ref);
  }

  /// The sentence behind `jr:itext('id')`, or the text itself.
  String sentence(String source, TreeReference ref) {
    if (!source.startsWith(ITEXT)) return form.fillTemplateString(source, ref);
    return text(source.substring(ITEXT.length(), source.length() - 2), null, ref);
  }

  /// The choices open now, in the form's order.
  List<Question.Option> options(Slot slot) {
    QuestionDef question = slot.question();
    List<SelectChoice> choices =
        question.getDynamicChoices() == null
            ? question.getChoices()
            : question.getDynamicChoices().getChoices(form, slot.ref());
    if (choices == null || choices.isEmpty()) return List.of();
    List<Question.Option> options = new ArrayList<>(choices.size());
    for (SelectChoice choice : choices)
      options.add(
          new Question.Option(
              choice.getValue(), text(choice.getTextID(), choice.getLabelInnerText(), slot.ref())));
    return options;
  }

  String text(@Nullable String id, @Nullable String inner, TreeReference ref) {
    String raw = inner;
    Localizer localizer = form.getLocalizer();
    if (id != null && !id.isEmpty() && localizer != null) {
      String found = localizer.getRawText(localizer.getLocale(), id);
      if (found == null) found = localizer.getRawText(localizer.getDefaultLocale(), id);
      if (found != null) raw = found;
    }
    return raw == null || raw.isEmpty() ? "" : form.fillTemplateString(raw, ref).strip();
  }
}
