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
