package cn.ruhu.casefile.urgent;

import cn.ruhu.casefile.process.Role;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What is done with aid before papers: who may, in which states, which groups of the record it
/// writes. The order is the order of the road.
public enum UrgentAct {
  /// takes it in, with whatever is known of the person
  REGISTER,
  /// changes what was told, before anybody signed it
  AMEND,
  /// the chief signs an amount within the ceiling
  SIGN,
  /// the chief refuses, in words
  REFUSE,
  /// the aid is handed over
  GIVE,
  /// who the person is came out later
  IDENTIFY,
  /// the emergency is over: the papers are due from that day
  EMERGENCY_OVER,
  /// the papers are in
  FILE,
  /// taken back before anything was given: entered twice, the person is gone
  CLOSE,
  /// an ordinary application followed
  LINK;

  /// Whose act it is.
  public Role role() {
    return switch (this) {
      case SIGN, REFUSE -> Role.STREET_CHIEF;
      case REGISTER, AMEND, GIVE, IDENTIFY, EMERGENCY_OVER, FILE, CLOSE, LINK -> Role.WINDOW_CLERK;
    };
  }

  /// States it may be done in; none for the one that makes the record.
  public Set<UrgentState> from() {
    return switch (this) {
      case REGISTER -> EnumSet.noneOf(UrgentState.class);
      case AMEND, SIGN, REFUSE -> EnumSet.of(UrgentState.REGISTERED);
      case GIVE -> EnumSet.of(UrgentState.SIGNED);
      case IDENTIFY -> EnumSet.of(UrgentState.SIGNED, UrgentState.REFUSED, UrgentState.GIVEN);
      case EMERGENCY_OVER, FILE -> EnumSet.of(UrgentState.GIVEN);
      case CLOSE -> EnumSet.of(UrgentState.REGISTERED, UrgentState.SIGNED);
      case LINK -> EnumSet.allOf(UrgentState.class);
    };
  }

  /// State it leads to; empty when it stays as it is.
  public Optional<UrgentState> to() {
    return switch (this) {
      case REGISTER -> Optional.of(UrgentState.REGISTERED);
      case SIGN -> Optional.of(UrgentState.SIGNED);
      case REFUSE -> Optional.of(UrgentState.REFUSED);
      case GIVE -> Optional.of(UrgentState.GIVEN);
      case FILE -> Optional.of(UrgentState.FILED);
      case CLOSE -> Optional.of(UrgentState.CLOSED);
      case AMEND, IDENTIFY, EMERGENCY_OVER, LINK -> Optional.empty();
    };
  }

  /// Merge groups of the record it may write.
  public Set<String> groups() {
    return switch (this) {
      case REGISTER -> Set.of("street", "lead", "who", "told", "registeredAt", "by", "state");
      case AMEND -> Set.of("who", "told");
      case SIGN, REFUSE -> Set.of("signed", "state");
      case GIVE -> Set.of("given", "papers", "state");
      case IDENTIFY -> Set.of("who");
      case EMERGENCY_OVER -> Set.of("papers");
      case FILE -> Set.of("papers", "state");
      case CLOSE -> Set.of("closed", "state");
      case LINK -> Set.of("link");
    };
  }
}
