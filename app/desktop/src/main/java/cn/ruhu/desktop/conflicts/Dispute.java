package cn.ruhu.desktop.conflicts;

import java.util.List;
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
    Evidence evidence) {

  /// @param field its name in words
  /// @param base what the late author had seen
  /// @param kept the value that stands
  /// @param offered the other value
  record Line(String field, String base, String kept, String offered) {}

  /// Text key of why this cannot be picked, empty when it can.
  String hindrance(Pick pick) {
    if (!may) return "conflicts.notYours";
    return switch (pick) {
      case KEEP -> "";
      case TAKE -> noTake;
      case OTHER -> third.blocked();
    };
  }
}
