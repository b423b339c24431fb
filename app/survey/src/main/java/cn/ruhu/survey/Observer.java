package cn.ruhu.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// How far an investigator is with the section nobody else sees: counts, never answers.
///
/// @param staff the investigator's record
/// @param questions to answer now
/// @param open of these, required and unanswered
public record Observer(UUID staff, int questions, int open) {
  /// Whether nothing is left to answer.
  public boolean done() {
    return questions > 0 && open == 0;
  }

  /// Everybody with a section of the own.
  static List<Observer> of(Layout layout, Marks marks, Marginalia beside) {
    Map<String, int[]> counts = new LinkedHashMap<>();
    for (RosterSlot roster : layout.rosters.values())
      if (roster.owners() == Roster.Owners.STAFF)
        roster.instances().forEach(i -> counts.putIfAbsent(i.owner(), new int[2]));
    for (Slot slot : layout.slots.values()) {
      int[] count = slot.staff() == null ? null : counts.get(slot.staff());
      if (count == null || !slot.relevant() || !slot.asked()) continue;
      count[0]++;
      boolean empty =
          marks.origin(slot) == Question.Origin.EMPTY && beside.noAnswer(slot).isEmpty();
      if (empty && slot.node().isRequired()) count[1]++;
    }
    List<Observer> all = new ArrayList<>();
    counts.forEach((staff, n) -> {
      if (!staff.isEmpty()) all.add(new Observer(UUID.fromString(staff), n[0], n[1]));
    });
    return all;
  }
}
