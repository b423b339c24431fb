package cn.ruhu.survey;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/// How a question is to be shown. All of it is the form's wish; a screen that cannot follow one
/// shows the question the plain way, never leaves it out.
///
/// @param looks the appearance words that mean something to a screen
/// @param columns columns of choices, 0 where the form does not say
/// @param range ends and step of a {@link QuestionKind#RANGE}
/// @param media pictures and sounds of the label
/// @param guidance a longer explanation, shown on request; empty for none
/// @param group the path of the innermost group ({@link SurveySession#groups}), empty when the
///   question stands in its section directly
/// @param lines lines a text is expected to have, 0 where the form does not say
/// @param pixelsMax longest side a picture is to be scaled down to, 0 for none
/// @param accepts media type of files, e.g. `image/*`, `application/pdf,.docx`; empty for any
/// @param searched whether the list of choices is too long to be shown whole
public record Presentation(
    Set<Look> looks,
    int columns,
    Optional<Range> range,
    Media media,
    String guidance,
    String group,
    int lines,
    int pixelsMax,
    String accepts,
    boolean searched) {
  /// A range's bounds; values are `start`, `start + step` … `end`.
  ///
  /// @param start the left or lower end, which may be the larger number
  /// @param end the other end
  /// @param step above zero
  /// @param ticks distance of the marks, the step where the form does not say
  /// @param placeholder where a slider stands before it is touched; nothing is answered by it
  public record Range(
      BigDecimal start,
      BigDecimal end,
      BigDecimal step,
      BigDecimal ticks,
      Optional<BigDecimal> placeholder) {
    /// Whether a number is one of the range's.
    public boolean holds(BigDecimal value) {
      boolean inside = value.compareTo(start.min(end)) >= 0 && value.compareTo(start.max(end)) <= 0;
      return inside && value.subtract(start).abs().remainder(step.abs()).signum() == 0;
    }
  }

  /// Copies the set.
  public Presentation {
    looks = Set.copyOf(looks);
  }

  /// Whether the form asks for this look.
  public boolean has(Look look) {
    return looks.contains(look);
  }
}
