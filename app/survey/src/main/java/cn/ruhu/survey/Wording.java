package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.GroupDef;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.core.services.locale.Localizer;
import org.javarosa.xpath.XPathException;
import org.jspecify.annotations.Nullable;

/// The form's own words in the session's language, embedded values filled in.
final class Wording {
  private static final String ITEXT = "jr:itext('";
  private static final List<String> FORMS = List.of("", ";long", ";short");

  private final FormDef form;
  private final Searches searches;
  private String code = "zh";

  /// @param tables tables of the package by file name
  Wording(FormDef form, Function<String, LookupTable> tables) {
    this.form = form;
    this.searches = new Searches(form, tables);
  }

  // ---- languages

  /// The languages the form is written in, as it names them; empty when it has one only.
  List<String> languages() {
    Localizer localizer = form.getLocalizer();
    return localizer == null ? List.of() : List.of(localizer.getAvailableLocales());
  }

  /// Speaks a language from now on: one of the form's own names, or a code that one of them carries
  /// (`zh` finds `zh`, `中文 (zh)`, `zh_CN`), or that the name wanted carries (`中文 (zh)` finds `zh`:
  /// another version of a form may call the same language otherwise). Without such a one the form's
  /// default stays.
  boolean speak(String language) {
    sentences(language);
    Localizer localizer = form.getLocalizer();
    if (localizer == null) return false;
    List<String> names = List.of(localizer.getAvailableLocales());
    Optional<String> name = named(names, language);
    if (name.isEmpty() && language.endsWith(")"))
      name = named(names, language.substring(language.lastIndexOf('(') + 1, language.length() - 1));
    name.ifPresent(localizer::setLocale);
    return name.isPresent();
  }

  /// The engine's own sentences are of this language from now on.
  private void sentences(String language) {
    String wanted = language.toLowerCase(Locale.ROOT);
    boolean english = (wanted.startsWith("en") && !wanted.contains("(")) || wanted.contains("(en");
    code = english ? "en" : "zh";
  }

  private static Optional<String> named(List<String> names, String language) {
    String wanted = language.toLowerCase(Locale.ROOT).strip();
    if (names.contains(language)) return Optional.of(language);
    return names.stream().filter(n -> carries(n.toLowerCase(Locale.ROOT), wanted)).findFirst();
  }

  private static boolean carries(String own, String wanted) {
    return own.equals(wanted)
        || own.endsWith("(" + wanted + ")")
        || own.startsWith(wanted + "-")
        || own.startsWith(wanted + "_")
        || (wanted.equals("en") && own.equals("english"));
  }

  /// Makes something in the form's default language, whatever is spoken.
  <T> T inDefault(Supplier<T> make) {
    String before = spoken();
    toDefault();
    try {
      return make.get();
    } finally {
      if (!before.isEmpty()) form.getLocalizer().setLocale(before);
    }
  }

  /// Speaks the form's default language.
  void toDefault() {
    Localizer localizer = form.getLocalizer();
    if (localizer != null && localizer.getDefaultLocale() != null) localizer.setToDefault();
  }

  /// The language the form speaks now, as it names it; empty when it has one only.
  String spoken() {
    Localizer localizer = form.getLocalizer();
    String spoken = localizer == null ? null : localizer.getLocale();
    return spoken == null ? "" : spoken;
  }

  /// One of the engine's own sentences, in the language that fits the one spoken.
  String own(String key, Object... args) {
    return SurveyTexts.of(code, key, args);
  }

  // ---- texts

  String title(GroupDef group, TreeReference ref) {
    return text(group.getTextID(), group.getLabelInnerText(), ref);
  }

  String label(QuestionDef question, TreeReference ref) {
    return text(question.getTextID(), question.getLabelInnerText(), ref);
  }

  String hint(QuestionDef question, TreeReference ref) {
    return text(question.getHelpTextID(), question.getHelpInnerText(), ref);
  }

  /// The longer explanation a hint may carry.
  String guidance(QuestionDef question, TreeReference ref) {
    String raw = raw(question.getHelpTextID(), ";guidance");
    return raw == null ? "" : filled(raw, ref);
  }

  /// Pictures and sounds of a text.
  Media media(@Nullable String id) {
    if (id == null || id.isEmpty()) return Media.NONE;
    Media media =
        new Media(
            file(id, ";image"), file(id, ";big-image"), file(id, ";audio"), file(id, ";video"));
    return media.present() ? media : Media.NONE;
  }

  private String file(String id, String kind) {
    String raw = raw(id, kind);
    return raw == null ? "" : FormCensus.fileName(raw.strip());
  }

  /// The sentence behind `jr:itext('id')`, or the text itself.
  String sentence(String source, TreeReference ref) {
    if (!source.startsWith(ITEXT)) return filled(source, ref);
    return text(source.substring(ITEXT.length(), source.length() - 2), null, ref);
  }

  /// The choices open now, in the form's order, as the engine has them. The engine takes a chosen
  /// one away that is not among them; where the question is not asked now it stays. Shapes on a map
  /// are no choices.
  List<SelectChoice> choices(Slot slot) {
    QuestionDef question = slot.question();
    IAnswerData held = slot.node().getValue();
    if (question.getControlType() == Constants.CONTROL_INPUT) return List.of();
    try {
      Optional<SearchCall> search = searches.call(question);
      if (search.isPresent()) return searches.choices(search.get(), slot, columns(slot));
      List<SelectChoice> choices =
          question.getDynamicChoices() == null
              ? question.getChoices()
              : question.getDynamicChoices().getChoices(form, slot.ref());
      if (!slot.relevant()) slot.node().setAnswer(held);
      return choices == null ? List.of() : choices;
    } catch (XPathException _) {
      return List.of(); // its list is missing, which was said when the form was loaded
    }
  }

  /// What a choice that stands for the rows of a table names: the columns of their words and
  /// pictures.
  private Searches.Words columns(Slot slot) {
    return new Searches.Words() {
      @Override
      public String label(SelectChoice choice) {
        return text(choice.getTextID(), choice.getLabelInnerText(), slot.ref());
      }

      @Override
      public String image(SelectChoice choice) {
        return media(choice.getTextID()).image();
      }
    };
  }

  /// Whether a question's choices are rows of a table.
  boolean searches(QuestionDef question) {
    return searches.call(question).isPresent();
  }

  /// Whether a question's words have values of other answers in them.
  boolean filledIn(QuestionDef question) {
    return open(question.getTextID(), question.getLabelInnerText())
        || open(question.getHelpTextID(), question.getHelpInnerText());
  }

  private boolean open(@Nullable String id, @Nullable String inner) {
    if (inner != null && inner.contains("${")) return true;
    for (String kind : FORMS) {
      String raw = raw(id, kind);
      if (raw != null && raw.contains("${")) return true;
    }
    return false;
  }

  /// The choices open now with their words.
  List<Question.Option> options(Slot slot) {
    List<SelectChoice> choices = choices(slot);
    List<Question.Option> options = new ArrayList<>(choices.size());
    for (SelectChoice choice : choices) options.add(option(choice, slot.ref()));
    return options;
  }

  /// The words of a choice; a row of a file has a column for each language.
  String label(SelectChoice choice, TreeReference ref) {
    String spoken = spoken();
    String row = spoken.isEmpty() ? null : choice.getChild(LookupTable.labelIn(spoken));
    return row == null || row.isBlank()
        ? text(choice.getTextID(), choice.getLabelInnerText(), ref)
        : row.strip();
  }

  Question.Option option(SelectChoice choice, TreeReference ref) {
    return new Question.Option(
        choice.getValue(),
        label(choice, ref),
        choice instanceof Searches.Row row
            ? new Media(FormCensus.fileName(row.image()), "", "", "")
            : media(choice.getTextID()));
  }

  String text(@Nullable String id, @Nullable String inner, TreeReference ref) {
    String raw = inner;
    for (String kind : FORMS) {
      String found = raw(id, kind);
      if (found == null) continue;
      raw = found;
      break;
    }
    return raw == null || raw.isEmpty() ? "" : filled(raw, ref);
  }

  /// A text as it stands, of the language spoken, else of the form's first.
  private @Nullable String raw(@Nullable String id, String kind) {
    Localizer localizer = form.getLocalizer();
    if (id == null || id.isEmpty() || localizer == null) return null;
    String found = localizer.getRawText(localizer.getLocale(), id + kind);
    if (found == null || found.isEmpty())
      found = localizer.getRawText(localizer.getDefaultLocale(), id + kind);
    return found == null || found.isEmpty() ? null : found;
  }

  private String filled(String raw, TreeReference ref) {
    if (raw.indexOf("${") < 0) return raw.strip();
    try {
      return form.fillTemplateString(raw, ref).strip();
    } catch (XPathException _) {
      return raw.replaceAll("\\$\\{\\d+}", "…").strip(); // a value that cannot be computed here
    }
  }
}
