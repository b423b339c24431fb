package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// When an assignment holds: its pair and their agency see the case, and it stands in their day.
public final class Assignments {
  private static final Set<String> IN_FORCE = Set.of("ASSIGNED", "CHECKED_OUT", "RETURNED");

  private Assignments() {}

  /// @param state of an ASSIGNMENT; empty for one that was just made
  public static boolean inForce(String state) {
    return state.isEmpty() || IN_FORCE.contains(state);
  }

  /// Until when a machine has taken an assignment into the field. One that was sent out anew is
  /// nobody's yet: what stands there is the lease of the pair before.
  ///
  /// @param assignment an ASSIGNMENT
  /// @return empty while no machine took it
  public static Optional<Instant> lease(CaseRecord assignment) {
    return CaseFile.instant(assignment, "leaseUntil")
        .filter(_ -> !assignment.text("state").equals("ASSIGNED"));
  }
}
