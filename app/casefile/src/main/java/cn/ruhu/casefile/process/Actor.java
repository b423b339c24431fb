package cn.ruhu.casefile.process;

import java.util.UUID;

/// Who acts, in which role.
///
/// For acts of [Role#SYSTEM] `staff` is the person at whose machine the condition was completed, or
/// [#NOBODY] on the server: only recorded facts decide such an act, never that person's word.
///
/// @param staff staff id
/// @param role role of the session
/// @param street nine digits of the street office, empty for district, agency and system
public record Actor(UUID staff, Role role, String street) {
  /// Stands for the server itself.
  public static final UUID NOBODY = new UUID(0, 0);

  /// The program acting on a clock or a completed condition.
  public static Actor system() {
    return new Actor(NOBODY, Role.SYSTEM, "");
  }
}
