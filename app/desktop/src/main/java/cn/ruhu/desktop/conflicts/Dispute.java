package cn.ruhu.desktop.conflicts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A conflict as a question to a person.
///
/// @param id the conflict record
/// @param subject whose or what's value it is, in words
/// @param lines the fields in dispute
/// @param keptBy who wrote the value that stands, empty when unknown
/// @param keptAt when, in words, empty when unknown
/// @param offeredBy who wrote the other
/// @param offeredAt when, in words
/// @param mine the signed-in person is asked
/// @param may the signed-in person may settle it
/// @param noTake text key of why the later value cannot be taken here, empty when it can
/// @param third what a third value is made of
/// @param since what stands now, in words, when it is no longer what stood when the question came
///   up; else empty
/// @param evidence what stands behind the two values
/// @param asking whom the question goes to
/// @param course what was done with it
/// @param late where it comes from when it came too late, empty for every other
record Dispute(
    UUID id,
    UUID application,
    String subject,
    String caseNumber,
    List<Line> lines,
    String keptBy,
    String keptAt,
    String offeredBy,
    String offeredAt,
    boolean mine,
    boolean may,
    String noTake,
    Asked third,
    String since,
    Evidence evidence,
    Asking asking,
    Course course,
    Optional<LateWork> late) {

  /// @param field its name in words
  /// @param base what the late author had seen
  /// @param kept the value that stands
  /// @param offered the other value
  record Line(String field, String base, String kept, String offered) {}

  /// @param name of the person asked, empty when nobody in particular is
  /// @param who the same with the person's post
  /// @param why that person, in words
  /// @param since when the second value was written
  record Asking(String name, String who, String why, Optional<Instant> since) {}

  /// What became of it.
  ///
  /// @param choice `KEEP`, `TAKE` or `OTHER` once it is settled, empty while it is open
  /// @param left the values the settlement left standing, in words
  /// @param history what was done with it in words, oldest first
  /// @param noUndo text key of why the settlement cannot be taken back, empty when it can
  record Course(String choice, String left, List<String> history, String noUndo) {
    Course {
      history = List.copyOf(history);
    }
  }

  /// Whether it asks what the other asked, with the same to choose from.
  boolean asksAs(Dispute other) {
    return id.equals(other.id)
        && lines.equals(other.lines)
        && may == other.may
        && noTake.equals(other.noTake)
        && third.equals(other.third)
        && since.equals(other.since)
        && course.equals(other.course)
        && late.equals(other.late);
  }

  boolean settled() {
    return !course.choice().isEmpty();
  }

  /// Text key of why this cannot be picked, empty when it can.
  String hindrance(Pick pick) {
    if (!may) return "conflicts.notYours";
    if (settled() && pick != Pick.UNDO) return "conflicts.settled";
    if (!settled() && pick == Pick.UNDO) return "conflicts.undo.open";
    return switch (pick) {
      case KEEP -> "";
      case TAKE -> noTake;
      case OTHER -> late.isPresent() ? "conflicts.other.late" : third.blocked();
      case PART -> late.map(LateWork::blocked).orElse("conflicts.part.notLate");
      case UNDO -> course.noUndo();
    };
  }
}
