package cn.ruhu.casefile.process;

import java.util.List;
import java.util.Set;

/// One row of the transition table.
///
/// @param from stages it starts from; empty for a case that does not exist yet
/// @param act what is done
/// @param roles who may do it
/// @param guards what must hold
/// @param to stages it may lead to; which of them, where there are several: [Destination]
public record Transition(
    Set<Stage> from, Act act, Set<Role> roles, List<Guard> guards, List<Stage> to) {
  public Transition {
    from = Set.copyOf(from);
    roles = Set.copyOf(roles);
    guards = List.copyOf(guards);
    to = List.copyOf(to);
  }
}
