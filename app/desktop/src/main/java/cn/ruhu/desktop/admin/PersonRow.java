package cn.ruhu.desktop.admin;

import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.wire.Admin;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// A person as the table shows them.
///
/// @param role in words
/// @param home in words, empty for the district's own
/// @param sessions where they are signed in
record PersonRow(
    Admin.StaffEntry entry, String role, String home, State state, List<SessionRow> sessions) {

  /// @param machine name of the machine
  record SessionRow(String id, String machine, Instant since) {}

  /// How the account stands.
  enum State {
    OPEN,
    /// the password they were given waits for its first use
    ONE_TIME,
    /// nobody used it in time
    ONE_TIME_OVER,
    LOCKED,
    CLOSED;

    static State of(Admin.StaffEntry e, long now) {
      if (!e.active()) return CLOSED;
      if (e.lockedUntil() > now) return LOCKED;
      if (e.oneTimeUntil() == 0) return OPEN;
      return e.oneTimeUntil() > now ? ONE_TIME : ONE_TIME_OVER;
    }
  }

  PersonRow {
    sessions = List.copyOf(sessions);
  }

  UUID id() {
    return entry.id();
  }

  boolean matches(String typed) {
    String search = typed.strip().toLowerCase(Locale.ROOT);
    return search.isEmpty()
        || entry.name().contains(search)
        || entry.login().toLowerCase(Locale.ROOT).contains(search)
        || Pinyin.of(entry.name()).initials().startsWith(search)
        || role.toLowerCase(Locale.ROOT).contains(search)
        || home.contains(search);
  }
}
