package cn.ruhu.casefile.errand;

import cn.ruhu.casefile.process.Role;
import java.util.Optional;
import java.util.Set;

/// What is done with a lead. Whoever hears of it first answers for it until it is handed on (首问负责,
/// Policy §8), so window and street reviewer do the same acts.
@SuppressWarnings("ImmutableEnumChecker") // sets that nobody changes
public enum LeadAct {
  /// it is written down
  TAKE_IN(Set.of()),
  /// what was heard is put right
  CORRECT(Set.of(LeadState.NEW, LeadState.DISPATCHED)),
  /// the first word with whom it is about, or that word taken back by whoever recorded it
  CONTACT(Set.of(LeadState.NEW, LeadState.DISPATCHED)),
  /// it is given to a colleague or a community (分办), or to another one
  DISPATCH(Set.of(LeadState.NEW, LeadState.DISPATCHED)),
  /// it comes back to the window
  RECALL(Set.of(LeadState.DISPATCHED)),
  /// another street answers for it (转办)
  MOVE(Set.of(LeadState.NEW, LeadState.DISPATCHED)),
  /// an application was opened for it (建档受理)
  OPEN_CASE(Set.of(LeadState.NEW, LeadState.DISPATCHED)),
  /// it ends with a reason (办结)
  CLOSE(Set.of(LeadState.NEW, LeadState.DISPATCHED)),
  /// an end is taken back
  REOPEN(Set.of(LeadState.CASE, LeadState.CLOSED));

  private static final Set<Role> OFFICE = Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER);

  private final Set<LeadState> from;

  LeadAct(Set<LeadState> from) {
    this.from = from;
  }

  /// Whether a role does this with a lead that is so far.
  ///
  /// @param state empty while there is no lead
  public boolean allows(Role role, Optional<LeadState> state) {
    return OFFICE.contains(role)
        && (state.isEmpty() ? this == TAKE_IN : from.contains(state.get()));
  }
}
