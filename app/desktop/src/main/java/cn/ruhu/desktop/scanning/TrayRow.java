package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.wire.FileAddress;
import java.util.Optional;
import java.util.UUID;

/// A sheet as the tray shows it.
///
/// @param number place in the batch, from 1
/// @param place where it goes, went, or would go; empty while nobody knows
/// @param doubt what speaks against the place
/// @param why why no place is known
/// @param other page of the case that has the place already
/// @param names of the case, as far as known
/// @param leads application a notice leads to; empty for every other sheet
/// @param handed the case its code names, when this window handed that over to another street
record TrayRow(
    int number,
    ScanPage page,
    State state,
    Optional<Routing.Slot> place,
    Optional<Routing.Doubt> doubt,
    Optional<Routing.Why> why,
    Optional<UUID> other,
    Names names,
    Optional<UUID> leads,
    Optional<ReceivedCase> handed) {

  /// @param applicant whose case it is
  /// @param owner whose sheet it is, `""` for the household's
  /// @param caseNumber number of the application
  record Names(String applicant, String owner, String caseNumber) {
    static final Names NONE = new Names("", "", "");
  }

  /// How a sheet stands. Names are keys of words.
  enum State {
    /// not read yet
    READING,
    /// will be filed
    READY,
    /// somebody must look whether it is signed
    SIGN,
    /// its place is known, and the same sheet lies elsewhere too: nobody looked at that yet
    TWIN,
    /// its place is known and something speaks against it
    ASK,
    /// nobody knows its place
    WAIT,
    BLANK,
    /// a cover sheet: not filed itself
    COVER,
    /// a notice or receipt that was brought back: it leads to its case
    LEADS,
    FILED,
    /// put aside with a reason
    ASIDE
  }

  UUID id() {
    return page.id();
  }

  /// Its place is known and something speaks against it.
  boolean asks() {
    return state == State.ASK;
  }

  /// SHA-256 of its file, hexadecimal.
  String hash() {
    return FileAddress.parse(page.file()).map(FileAddress::hex).orElse("");
  }

  /// Nothing is left to decide.
  boolean settled() {
    return switch (state) {
      case BLANK, COVER, LEADS, FILED, ASIDE -> true;
      case READING, READY, SIGN, TWIN, ASK, WAIT -> false;
    };
  }

  /// Somebody may put it where the sheet before it goes: it has no end yet, and was read.
  boolean follows() {
    return problem() || state == State.READY;
  }

  /// A person is needed.
  boolean problem() {
    return switch (state) {
      case SIGN, TWIN, ASK, WAIT -> true;
      case READING, READY, BLANK, COVER, LEADS, FILED, ASIDE -> false;
    };
  }
}
