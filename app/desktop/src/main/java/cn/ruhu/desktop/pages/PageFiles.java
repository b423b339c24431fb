package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.List;
import java.util.Optional;

/// The district's files as pages need them. Calls return at once; the rounds with the district do
/// the work.
public interface PageFiles {

  /// Brings the file of a page before everything else: somebody waits for it.
  void open(CaseRecord page);

  /// Nobody waits for the file of this page any more: saved work goes before it again.
  void leave(CaseRecord page);

  /// Brings the files of these pages when nothing else is to do and there is a connection; what was
  /// asked for so before is not any more.
  ///
  /// @param bytes of all of them together at most
  void quietly(List<CaseRecord> pages, long bytes);

  /// How a file stands that was asked for; empty for one that never was.
  Optional<Coming> of(String address);

  /// How the last question to the district ended.
  Line line();

  /// Calls `changed` on the window's thread when a file or the connection stands otherwise.
  ///
  /// @return run it to stop
  Runnable onChange(Runnable changed);

  /// @param bytes that have come
  /// @param length of the whole, 0 while nobody knows
  record Coming(How how, long bytes, long length) {}

  /// What the district says.
  enum Line {
    /// it answers
    ANSWERS,
    /// no connection
    SILENT,
    /// something answers that is not the district, or is not understood
    UNTRUSTED
  }

  /// How it stands.
  enum How {
    /// asked for, or some of it is here
    COMING,
    /// kept on this machine
    HERE,
    /// no connection; it comes by itself with the next
    OFFLINE,
    /// what answered is not the district, or is not understood; nothing of it was used
    UNTRUSTED,
    /// the person has to sign in again
    SIGN_IN,
    /// the district did not give it now; it is asked for again by itself
    BUSY,
    /// no room on this machine's disk
    NO_ROOM,
    /// this machine's disk did not take it
    DISK,
    /// the district has no such file for this person
    ABSENT,
    /// what the district has is not the file; nothing was kept
    DAMAGED,
    /// longer than a page may be
    TOO_LARGE
  }
}
