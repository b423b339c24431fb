package cn.ruhu.sync.lan;

import java.io.Serial;

/// Two machines beside each other do not come together, or not to the end. Carries nothing of what
/// they said, so it may be logged.
public final class MeetingException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /// Stable reasons; their words for people are in the desktop's bundles.
  public enum Code {
    /// this machine is in no local network
    NO_NETWORK,
    /// no machine of this network says that it waits under this code
    NOT_FOUND,
    /// several say so
    SEVERAL,
    /// nothing answers at this address
    NO_ANSWER,
    /// what answers, or calls, is another program
    STRANGER,
    /// the other program speaks a newer or older protocol
    VERSION,
    /// the other machine is with somebody else, or waits no longer
    BUSY,
    /// the code is another machine's, wrong, used or over
    WRONG_CODE,
    /// the other machine is enrolled in another district, or in none
    OTHER_DISTRICT,
    /// the line was cut, or silent too long
    CUT,
    /// more than the other machine takes in one meeting
    TOO_MUCH,
    /// this machine has no room
    DISK_FULL,
    /// this machine's disk does not do what was asked
    DISK,
    /// the other machine has no room
    THEIR_DISK_FULL,
    /// the other machine's disk does not do what was asked
    THEIR_DISK
  }

  private final Code code;

  public MeetingException(Code code) {
    super(code.name());
    this.code = code;
  }

  MeetingException(Code code, Throwable cause) {
    super(code.name(), cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
