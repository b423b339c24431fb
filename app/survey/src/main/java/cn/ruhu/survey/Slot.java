package cn.ruhu.survey;

import java.util.List;
import java.util.Optional;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.jspecify.annotations.Nullable;

/// A question's place in the form as it is laid out now.
///
/// @param generic the node's path without instance numbers, e.g. `/data/M/member/M10`
/// @param staff whose section this is, when only one investigator may see it
/// @param warning the hidden node that names a warning, when the form has one
/// @param group the innermost group's path, empty when it lies in its section directly
/// @param bind what the form says about it to people
record Slot(
    String path,
    String generic,
    String id,
    String section,
    Part part,
    Optional<String> instance,
    @Nullable String staff,
    List<String> tokens,
    QuestionKind kind,
    boolean calculated,
    QuestionDef question,
    TreeReference ref,
    TreeElement node,
    @Nullable TreeElement warning,
    String group,
    FormShape.Bind bind) {

  String value() {
    return AnswerText.read(node.getValue());
  }

  boolean relevant() {
    return node.isRelevant();
  }

  /// Whether a person fills it in.
  boolean asked() {
    return !calculated && kind != QuestionKind.NOTE && node.isEnabled();
  }

  boolean has(String token) {
    return tokens.contains(token);
  }

  /// The id of the warning's text, empty for none.
  String warningText() {
    return warning == null ? "" : AnswerText.read(warning.getValue());
  }

  /// Whether the question has a node of its own that a value can be put into.
  boolean holds() {
    return kind != QuestionKind.NOTE;
  }

  /// All that a screen shows of it and that another answer can change.
  State state(Question.Origin origin, String doubt) {
    return new State(
        relevant(), node.isRequired(), node.isEnabled(), value(), warningText() + doubt, origin);
  }

  /// See {@link #state}.
  record State(
      boolean relevant,
      boolean required,
      boolean enabled,
      String value,
      String warning,
      Question.Origin origin) {}
}
