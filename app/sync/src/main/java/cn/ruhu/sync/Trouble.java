package cn.ruhu.sync;

/// Why a round is not through. Nothing is ever lost by any of them.
///
/// @param detail for the log and the self-test, without personal data
public record Trouble(Kind kind, String detail) {
  /// `detail` of [Kind#SIGN_IN]: the machine is to be wiped when its work is handed in
  public static final String WIPE = "WIPE";

  /// `detail` of [Kind#SIGN_IN]: the machine is to be wiped, and nothing of it is heard any more
  public static final String WIPE_NOW = "WIPE_NOW";

  /// Stable kinds; their words for people are in the desktop's bundles.
  public enum Kind {
    /// no connection: cable, network, server switched off
    OFFLINE,
    /// connected, but no answer in time
    TIMEOUT,
    /// somebody else answered: a log-in page of the network, a proxy
    CAPTIVE_PORTAL,
    /// the server's certificate is not the pinned one
    CERTIFICATE,
    /// the answer is not signed by the district's server
    UNSIGNED,
    /// signed, but not understood
    PROTOCOL,
    /// the server is busy or restarting
    BUSY,
    /// the person has to sign in again
    SIGN_IN,
    /// the program is too old to pull; it may still send
    UPGRADE,
    /// the server refuses for another reason: `detail` is its code
    REFUSED,
    /// a file could not be sent; everything else was
    FILE,
    /// the local disk failed
    STORAGE
  }

  /// Whether a person has to do something before it can go on.
  public boolean needsPerson() {
    return switch (kind) {
      case SIGN_IN, UPGRADE, CERTIFICATE, STORAGE -> true;
      default -> false;
    };
  }
}
