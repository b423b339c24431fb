package cn.ruhu.survey;

import java.util.List;

/// Why a form package cannot be used, and where. Texts come from {@link SurveyTexts} by {@link
/// #code()}, so a screen, the doctor and the server say the same thing.
///
/// @param kind what is wrong
/// @param place line and column (`12:5`), a path in the form, or a name inside the package
/// @param args what the text names, never personal data (a form carries none)
public record FormProblem(Kind kind, String place, List<String> args) {
  /// What can be wrong with a package.
  public enum Kind {
    /// The archive cannot be read, or holds a path that leaves it.
    ARCHIVE,
    /// Larger, deeper or longer than {@link SurveyLimits} allows.
    TOO_LARGE,
    /// A DOCTYPE or entity declaration: never read, whatever it says.
    DOCTYPE,
    /// Not well-formed XML.
    XML,
    /// The form has no id, version, title or instance.
    INCOMPLETE,
    /// Two nodes, binds or questions of one name: answers would overwrite each other.
    DUPLICATE_NAME,
    /// A bind or question points at a node that is not there.
    UNKNOWN_NODE,
    /// A text is named that the form does not hold.
    UNKNOWN_TEXT,
    /// The engine refuses an expression or a structure.
    LOGIC
  }

  /// Copies the arguments.
  public FormProblem {
    args = List.copyOf(args);
  }

  /// The key of the text that explains this problem.
  public String code() {
    return "survey.form." + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /// The explanation in a language (`zh` or `en`), place included.
  public String message(String language) {
    return SurveyTexts.of(language, code(), place, String.join(" ", args));
  }
}
