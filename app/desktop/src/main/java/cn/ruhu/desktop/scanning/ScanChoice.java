package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import java.util.Optional;
import java.util.UUID;

/// What a person said about a page. Absent ids are `""`.
///
/// @param mark how it stands
/// @param application case chosen by hand, `""` to follow the code
/// @param slot code of table `docType` chosen with it
/// @param owner record id of the member or supporter chosen with it
/// @param replaces page record whose place it takes
/// @param signed whether the person the sheet is for signed it, as somebody saw
/// @param reason why it was put aside
/// @param twin what somebody said who saw that the same sheet lies elsewhere: [#BOTH], or [#SEEN];
///   `""` for nobody, and in a batch of an earlier version
/// @param meant place it was taken for, under the camera, until it was read: application, slot and
///   owner with spaces between; `""` for none, and in a batch of an earlier version
record ScanChoice(
    Mark mark,
    String application,
    String slot,
    String owner,
    String replaces,
    Signed signed,
    String reason,
    String twin,
    String meant) {
  /// Both pages of one sheet are wanted.
  static final String BOTH = "BOTH";

  /// Somebody said where it goes with its picture, and what was known of its like, before their
  /// eyes.
  static final String SEEN = "SEEN";

  ScanChoice {
    if (twin == null) twin = "";
    if (meant == null) meant = "";
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

  static final ScanChoice NONE =
      new ScanChoice(Mark.OPEN, "", "", "", "", Signed.UNSEEN, "", "", "");

  ScanChoice with(Mark now) {
    return new ScanChoice(now, application, slot, owner, replaces, signed, reason, twin, meant);
  }

  ScanChoice aside(String why) {
    return new ScanChoice(Mark.ASIDE, application, slot, owner, replaces, signed, why, twin, meant);
  }

  ScanChoice signed(Signed seen) {
    return new ScanChoice(mark, application, slot, owner, replaces, seen, reason, twin, meant);
  }

  /// Into this place; a page that looked blank is one no more. A look at its signature was for the
  /// place it had.
  ScanChoice into(String application, String slot, String owner, String replaces) {
    Mark now = mark == Mark.BLANK ? Mark.NOT_BLANK : mark == Mark.ASIDE ? Mark.OPEN : mark;
    return new ScanChoice(now, application, slot, owner, replaces, Signed.UNSEEN, "", twin, "");
  }

  ScanChoice both() {
    return new ScanChoice(mark, application, slot, owner, replaces, signed, reason, BOTH, meant);
  }

  /// Nobody said anything yet of a picture that was taken for a place.
  static ScanChoice meant(Routing.Slot place) {
    String owner = place.owner().map(UUID::toString).orElse("");
    String words = place.application() + " " + place.docType() + " " + owner;
    return new ScanChoice(Mark.OPEN, "", "", "", "", Signed.UNSEEN, "", "", words);
  }

  ScanChoice notMeant() {
    return new ScanChoice(mark, application, slot, owner, replaces, signed, reason, twin, "");
  }

  /// Where it was taken for; empty for nowhere, and when somebody said where it goes.
  Optional<Routing.Slot> place() {
    if (meant.isEmpty()) return Optional.empty();
    String[] parts = meant.split(" ", -1);
    Optional<UUID> who =
        parts[2].isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(parts[2]));
    return Optional.of(new Routing.Slot(UUID.fromString(parts[0]), parts[1], who, 0, 0, 0));
  }

  ScanChoice seen() {
    if (!twin.isEmpty()) return this;
    return new ScanChoice(mark, application, slot, owner, replaces, signed, reason, SEEN, meant);
  }

  boolean filed() {
    return mark == Mark.FILED || mark == Mark.CUT;
  }

  boolean byHand() {
    return !application.isEmpty();
  }
}
