package cn.ruhu.desktop.shell;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.desktop.kit.Icon;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.KnownWords;
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

  /// Whether this person may ask what the district knows of somebody (DOMAIN C14: windows only).
  default boolean mayAskDistrict() {
    return false;
  }

  /// Asks it, offline, of the snapshot this machine has. Every query is noted before it is answered
  /// and there are only so many an hour. Blocks; call it in the background.
  ///
  /// @param number a whole identity number
  /// @param why a case or a reason
  default DistrictSaid askDistrict(String number, Why why) {
    return new DistrictSaid.NotHere();
  }

  /// Why the district is asked.
  sealed interface Why {
    /// @param number of an application that is known here
    record Case(String number) implements Why {}

    /// @param code of table `registryReason`
    record Reason(String code) implements Why {}
  }

  /// What the district says.
  sealed interface DistrictSaid {
    /// @param lines nothing is known when empty
    /// @param age how old the knowledge is, or why there is none
    /// @param sure whether it is whole and fresh
    record Said(List<KnownWords.Said> lines, Message age, boolean sure) implements DistrictSaid {
      public Said {
        lines = List.copyOf(lines);
      }
    }

    /// No case of this number is known here.
    record NoSuchCase() implements DistrictSaid {}

    /// This person may not ask, or the disk failed.
    record NotHere() implements DistrictSaid {}
  }

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
  /// @param icon what it is
  record Hit(String title, String detail, String feature, String argument, Icon icon) {
    /// A household.
    public Hit(String title, String detail, String feature, String argument) {
      this(title, detail, feature, argument, Icon.HOUSEHOLD);
    }
  }
}
