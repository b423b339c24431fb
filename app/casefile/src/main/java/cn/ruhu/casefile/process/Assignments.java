package cn.ruhu.casefile.process;

import java.util.Set;

/// When an assignment holds: its pair and their agency see the case, and it stands in their day.
public final class Assignments {
  private static final Set<String> IN_FORCE = Set.of("ASSIGNED", "CHECKED_OUT", "RETURNED");

  private Assignments() {}

  /// @param state of an ASSIGNMENT; empty for one that was just made
  public static boolean inForce(String state) {
    return state.isEmpty() || IN_FORCE.contains(state);
  }
}
