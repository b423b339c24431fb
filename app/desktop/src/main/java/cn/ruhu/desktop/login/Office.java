package cn.ruhu.desktop.login;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// This machine as the sign-in sees it: where it is enrolled, who works on it, and the two doors.
/// Methods that say so block on network or on password hashing and run in the background.
public interface Office {
  /// Name of the district this machine is enrolled at; empty before enrolment.
  Optional<String> district();

  /// Who may sign in here, those who last did first.
  List<Person> people();

  /// The key a server shows, not yet believed. Blocks.
  Look look(String url);

  /// Enrols this machine. Blocks.
  Enrolling enrol(Invitation invitation);

  /// Signs a person in: the vault of this machine first, the district for those new here. Blocks;
  /// the caller wipes the password.
  Entry signIn(String login, char[] password);

  /// Sets a person's own password at the district in place of the one-time one they were given,
  /// then signs them in. Blocks; the caller wipes both.
  Entry choose(String login, char[] given, char[] fresh);

  /// The code that somebody locked out on this machine reads to the helpdesk; empty when the lock
  /// is not this machine's own. Touches the disk.
  Optional<String> challenge(String login);

  /// Takes the answer the helpdesk reads back. Touches the disk.
  Unlocking unlock(String login, String response);

  /// What came of it.
  enum Unlocking {
    DONE,
    /// a letter was misheard or mistyped
    MISHEARD,
    WRONG,
    /// the code is no longer open; there is another one
    OVER,
    /// the disk failed
    TROUBLE
  }

  /// @param login name to sign in with
  /// @param role code of the role
  /// @param recent signed in on this machine before
  record Person(String login, String name, String role, boolean recent) {}

  /// What an enrolment sheet says.
  ///
  /// @param pin the server key's fingerprint, `sha256-…`
  /// @param code one-time code
  record Invitation(String url, String pin, String code) {
    /// Without the code.
    @Override
    public String toString() {
      return "Invitation[" + url + "]";
    }
  }

  /// What a look at a server showed.
  sealed interface Look {
    record Seen(String pin) implements Look {}

    /// @param why `ADDRESS`, `OFFLINE`, `TIMEOUT`, `CAPTIVE_PORTAL`…
    record Nobody(String why) implements Look {}
  }

  /// What came of an enrolment.
  sealed interface Enrolling {
    record Done(String district) implements Enrolling {}

    /// @param why code of the server's refusal, of the network's trouble or of the disk's
    record NotDone(String why) implements Enrolling {}
  }

  /// What came of a sign-in.
  sealed interface Entry {
    /// @param enter opens the window; run it on the window's thread
    record Opened(Runnable enter) implements Entry {}

    /// @param attemptsLeft before lock-out
    record WrongPassword(int attemptsLeft) implements Entry {}

    record LockedOut(Instant until) implements Entry {}

    /// Never signed in here, and the district cannot be asked.
    ///
    /// @param why trouble of the network
    record NeedsNetwork(String why) implements Entry {}

    /// The password is right, but somebody else gave it: first an own one.
    record OneTime() implements Entry {}

    /// @param why code of the server's refusal or of the disk's trouble
    record Refused(String why) implements Entry {}
  }
}
