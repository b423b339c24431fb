package cn.ruhu.survey;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/// One thing done to a form: the unit of durability. The caller writes each to disk before it tells
/// the person that the answer is kept; replaying a prefix gives the state after it.
///
/// @param path the question, roster or instance; for `OPEN` the form as `id version hash`
/// @param value the value; for `ADD` the owner (or empty), for `OPEN` the encoded opening
/// @param by the staff record of the person at the keyboard
public record AnswerEvent(Act act, String path, String value, Instant at, UUID by) {
  /// What was done.
  public enum Act {
    /// The session began.
    OPEN,
    /// A value was given, or cleared with an empty one.
    ANSWER,
    /// A prefilled value was confirmed.
    CONFIRM,
    /// A section's or instance's facts were confirmed with one key; the value names them, a path a
    /// line.
    CONFIRM_ALL,
    /// An instance was added to a roster.
    ADD,
    /// An instance was removed.
    REMOVE,
    /// The instance removed last was put back; the path is its roster.
    PUT_BACK,
    /// An answer the form has no place for was kept beside it: the fact's key and its value.
    ASIDE,
    /// The device or the moment filled in a node: what was, not what would be today.
    GIVEN,
    /// An answer of the visit before stands in its correction; nobody said it again.
    CARRIED,
    /// There is a reason instead of an answer: a {@link NoAnswer}'s name, or nothing to take it
    /// back.
    NO_ANSWER,
    /// A reason for an unusual answer, or nothing to take it back.
    REASON,
    /// A remark on a question.
    REMARK,
    /// An answer to a remark; the path is its number.
    REPLY,
    /// A remark is settled; the path is its number.
    SETTLE
  }

  private static final String VERSION = "1";

  /// One line of UTF-8 without a line end.
  public byte[] encode() {
    return String.join(
            "\t",
            VERSION,
            act.name(),
            Escapes.escape(path),
            Escapes.escape(value),
            at.toString(),
            by.toString())
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Reads back what {@link #encode()} wrote; anything else is refused.
  public static AnswerEvent decode(byte[] bytes) throws SurveyException {
    String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\t", -1);
    if (parts.length != 6 || !parts[0].equals(VERSION))
      throw new SurveyException("survey.damaged", "event of " + parts.length + " parts");
    try {
      return new AnswerEvent(
          Act.valueOf(parts[1]),
          Escapes.unescape(parts[2]),
          Escapes.unescape(parts[3]),
          Instant.parse(parts[4]),
          Escapes.uuid(parts[5]));
    } catch (IllegalArgumentException | DateTimeException _) {
      throw new SurveyException("survey.damaged", "event");
    }
  }
}
