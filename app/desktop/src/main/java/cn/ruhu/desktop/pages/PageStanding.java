package cn.ruhu.desktop.pages;

/// Where the picture of a page is.
///
/// @param bytes that have come, with [Where#COMING]
/// @param length of the whole, 0 while nobody knows
public record PageStanding(Where where, long bytes, long length) {

  /// Names are stable; the words stand in the bundles.
  public enum Where {
    /// on this machine
    HERE,
    /// in the district, nobody asked for it
    DISTRICT,
    /// on its way
    COMING,
    /// no connection
    OFFLINE,
    /// what answered is not the district, or is not understood
    UNTRUSTED,
    /// the person has to sign in again
    SIGN_IN,
    /// the district is busy; it comes by itself
    BUSY,
    /// no room on this machine's disk
    NO_ROOM,
    /// this machine's disk did not take it
    DISK,
    /// the machine that made it has not sent it
    NOT_YET,
    /// the district has it and does not hand it to this person
    WITHHELD,
    /// damaged at the district
    DAMAGED,
    /// longer than can be opened
    TOO_LARGE
  }

  static PageStanding of(Where where) {
    return new PageStanding(where, 0, 0);
  }

  /// Whether asking the district again may help.
  public boolean worthAsking() {
    return where != Where.HERE && where != Where.COMING;
  }
}
