package cn.ruhu.desktop.scanning;

/// What a person said about a page. Absent ids are `""`.
///
/// @param mark how it stands
/// @param application case chosen by hand, `""` to follow the code
/// @param slot code of table `docType` chosen with it
/// @param owner record id of the member or supporter chosen with it
/// @param replaces page record whose place it takes
/// @param signed whether the person the sheet is for signed it, as somebody saw
/// @param reason why it was put aside
/// @param twin [#BOTH] when somebody saw that the same sheet lies elsewhere and keeps both; `""`
///   else, and in a batch of an earlier version
record ScanChoice(
    Mark mark,
    String application,
    String slot,
    String owner,
    String replaces,
    Signed signed,
    String reason,
    String twin) {
  /// Both pages of one sheet are wanted.
  static final String BOTH = "BOTH";

  ScanChoice {
    if (twin == null) twin = "";
  }

  /// How a page stands. Names are kept on disk.
  enum Mark {
    OPEN,
    FILED,
    /// filed as a file of its own: the original, which another case has a part in, stays here
    CUT,
    /// will not be filed, with a reason
    ASIDE,
    BLANK,
    /// looked blank and is not
    NOT_BLANK
  }

  /// A look at the signature line.
  enum Signed {
    UNSEEN,
    YES,
    NO
  }

  static final ScanChoice NONE = new ScanChoice(Mark.OPEN, "", "", "", "", Signed.UNSEEN, "", "");

  ScanChoice with(Mark now) {
    return new ScanChoice(now, application, slot, owner, replaces, signed, reason, twin);
  }

  ScanChoice aside(String why) {
    return new ScanChoice(Mark.ASIDE, application, slot, owner, replaces, signed, why, twin);
  }

  ScanChoice signed(Signed seen) {
    return new ScanChoice(mark, application, slot, owner, replaces, seen, reason, twin);
  }

  /// Into this place; a page that looked blank is one no more. A look at its signature was for the
  /// place it had.
  ScanChoice into(String application, String slot, String owner, String replaces) {
    Mark now = mark == Mark.BLANK ? Mark.NOT_BLANK : mark == Mark.ASIDE ? Mark.OPEN : mark;
    return new ScanChoice(now, application, slot, owner, replaces, Signed.UNSEEN, "", twin);
  }

  ScanChoice both() {
    return new ScanChoice(mark, application, slot, owner, replaces, signed, reason, BOTH);
  }

  boolean filed() {
    return mark == Mark.FILED || mark == Mark.CUT;
  }

  boolean byHand() {
    return !application.isEmpty();
  }
}
