package cn.ruhu.survey;

import java.util.List;
import java.util.Optional;

/// A question as it stands at this moment; immutable.
///
/// @param path where it is, e.g. `/M/member[2]/M10`
/// @param id its name in the survey, e.g. `M10`
/// @param section the section's id, e.g. `M`
/// @param instance the roster instance it belongs to, e.g. `/M/member[2]`
/// @param options the choices now open, empty for other kinds; when {@link Presentation#searched()}
///   only the chosen ones, the rest by {@link SurveySession#search}
/// @param value the value in the kind's text form, empty when unanswered
/// @param constraintMessage what to say when its rule is broken; empty when it has none
/// @param appearance the form's hints to a screen, e.g. `must-ask`
/// @param mustAsk to be asked and confirmed one by one (DOMAIN C21)
/// @param warnings sentences that do not block
/// @param look how it is to be shown, and the bounds a control needs
/// @param standing what people said about it besides its answer
public record Question(
    String path,
    String id,
    String section,
    Optional<String> instance,
    Part part,
    String label,
    String hint,
    QuestionKind kind,
    List<Option> options,
    boolean required,
    boolean readOnly,
    boolean relevant,
    String value,
    Origin origin,
    String constraintMessage,
    List<String> appearance,
    boolean mustAsk,
    List<String> warnings,
    Presentation look,
    Standing standing) {

  /// One choice.
  ///
  /// @param code what is stored
  /// @param label what is shown
  /// @param media pictures and sounds beside the label
  public record Option(String code, String label, Media media) {
    /// A choice of words alone.
    public Option(String code, String label) {
      this(code, label, Media.NONE);
    }
  }

  /// Where the value came from.
  public enum Origin {
    /// No value.
    EMPTY,
    /// Put there before the visit, nobody has said yes to it yet.
    PREFILLED,
    /// Prefilled, and confirmed during the visit.
    CONFIRMED,
    /// Answered during the visit.
    ANSWERED,
    /// Follows from other answers, or is the system's.
    COMPUTED
  }

  /// Copies the lists.
  public Question {
    options = List.copyOf(options);
    appearance = List.copyOf(appearance);
    warnings = List.copyOf(warnings);
  }
}
