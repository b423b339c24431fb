package cn.ruhu.desktop.admin;

import cn.ruhu.wire.Admin;
import java.util.Locale;
import java.util.UUID;

/// A machine as the table shows it.
///
/// @param home in words
/// @param users names of who is signed in, joined
/// @param mine the one this window runs on
record MachineRow(Admin.MachineEntry entry, String home, String users, State state, boolean mine) {

  /// How it stands.
  enum State {
    ENROLLED,
    /// told to wipe itself at its next contact
    WIPING,
    LOST,
    /// lost, and wiped since
    LOST_WIPED,
    WIPED,
    REVOKED;

    static State of(Admin.MachineEntry e) {
      boolean wiped = e.wipedAt() > 0;
      return switch (e.state()) {
        case "LOST" -> wiped ? LOST_WIPED : LOST;
        case "REVOKED" -> wiped ? WIPED : e.wipeAt() > 0 ? WIPING : REVOKED;
        default -> e.wipeAt() > 0 ? WIPING : ENROLLED;
      };
    }

    boolean in() {
      return this == ENROLLED || this == WIPING;
    }
  }

  UUID id() {
    return entry.id();
  }

  boolean matches(String typed) {
    String search = typed.strip().toLowerCase(Locale.ROOT);
    return search.isEmpty()
        || entry.name().toLowerCase(Locale.ROOT).contains(search)
        || entry.block().contains(search)
        || home.contains(search)
        || users.contains(search)
        || entry.id().toString().endsWith(search);
  }
}
