package cn.ruhu.survey;

import java.util.List;

/// What is wrong or unusual about a form package, and where. Texts come from {@link SurveyTexts} by
/// {@link #code()}, so a screen, the doctor and the server say the same thing.
///
/// @param kind what it is
/// @param severity whether the form can be used all the same
/// @param place line and column (`12:5`), a path in the form, or a name inside the package
/// @param args what the text names, never personal data (a form carries none)
public record FormProblem(Kind kind, Severity severity, String place, List<String> args) {
  /// How bad it is.
  public enum Severity {
    /// The form cannot be used.
    ERROR,
    /// The form can be used; something in it is not done, or its author should look at it.
    WARNING,
    /// Nothing to mend: something the form asks for is done another way here.
    NOTE
  }

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
    /// A bind, question or expression points at a node that is not there.
    UNKNOWN_NODE,
    /// A text is named that the form does not hold.
    UNKNOWN_TEXT,
    /// The engine refuses an expression or a structure.
    LOGIC,
    /// The engine reads an expression and cannot compute it: it fails when it is asked. A form that
    /// was published before this was looked at still opens.
    UNDOABLE,
    /// So many conditions and calculations hang on each other in a row that sorting them would take
    /// minutes: the last of them, how many.
    CHAIN,
    /// An expression calls a function that does not exist: bind or control, function, expression.
    UNKNOWN_FUNCTION,
    /// Something of the standard, or of nobody, that is not done here: what, and its name.
    UNSUPPORTED,
    /// A file the form names is not in the package.
    MISSING_MEDIUM,
    /// A table of the package has no such column: the table's file, the column.
    UNKNOWN_COLUMN,
    /// The engine's own remark while it read the form.
    ENGINE
  }

  /// Copies the arguments.
  public FormProblem {
    args = List.copyOf(args);
  }

  /// An error.
  public FormProblem(Kind kind, String place, List<String> args) {
    this(kind, Severity.ERROR, place, args);
  }

  /// Whether the form can be used all the same.
  public boolean bearable() {
    return severity != Severity.ERROR;
  }

  /// The key of the text that explains this problem.
  public String code() {
    return "survey.form." + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /// The explanation in a language (`zh` or `en`), place included.
  public String message(String language) {
    return SurveyTexts.of(
        language,
        code(),
        place,
        String.join(" ", args.stream().map(a -> SurveyTexts.of(language, a)).toList()));
  }
}
