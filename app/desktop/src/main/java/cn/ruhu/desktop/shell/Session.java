package cn.ruhu.desktop.shell;

import cn.ruhu.casefile.process.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;

/// What the window needs to know of the person at work and of the way to the district. Implemented
/// where store and sync are wired; tests have an in-memory one.
public interface Session {
  /// Name as people read it.
  String personName();

  Role role();

  /// Street, agency or district in words; empty for none.
  String place();

  /// Changes on the window's thread.
  ObservableValue<SyncFacts> sync();

  /// Changes on the window's thread.
  ObservableValue<List<Lamp>> devices();

  /// F5. Returns at once.
  void syncNow();

  /// Whether this is the person's password. Slow on purpose (Argon2id): call it in the background.
  boolean unlocks(char[] password);

  /// Sets the person's own password, at the district and on this machine. Blocks for as long as the
  /// district takes; the caller wipes both.
  Changed changePassword(char[] old, char[] fresh);

  /// What became of a change of one's password.
  sealed interface Changed {
    /// It holds everywhere; this machine takes it without a network too.
    record Done() implements Changed {}

    /// The old one is not right.
    record Wrong() implements Changed {}

    /// The district cannot be reached: nothing was changed.
    record Away() implements Changed {}

    /// The district did not answer: it may be changed there. Doing the same again finds out.
    record Unanswered() implements Changed {}

    /// @param code why the district did not take it, or `ELSEWHERE`: it has another one already
    record Refused(String code) implements Changed {}

    /// The district has the new one, this machine could not take it: the next sign-in here with a
    /// network does.
    record NotHere() implements Changed {}
  }

  /// Records that fit what was typed, best first, at most 20. Called in the background.
  List<Hit> search(String typed);

  /// How things stand with the district.
  ///
  /// @param lastSync last complete exchange, empty for never
  /// @param left how long what waits still takes, empty while nothing is sent or nobody knows
  /// @param metered files wait for a line that is not paid by the byte
  /// @param trouble code of what stops it, empty when nothing does
  record SyncFacts(
      boolean online,
      Optional<Instant> lastSync,
      int opsWaiting,
      int filesWaiting,
      long bytesWaiting,
      Optional<Duration> left,
      boolean metered,
      Optional<String> trouble) {}

  /// A device in the strip.
  ///
  /// @param words text key of its state, `shell.device.reader.READY`
  record Lamp(String id, String words, boolean good, boolean there) {}

  /// A record found.
  ///
  /// @param feature that opens it
  /// @param argument what it is handed
  record Hit(String title, String detail, String feature, String argument) {}
}
