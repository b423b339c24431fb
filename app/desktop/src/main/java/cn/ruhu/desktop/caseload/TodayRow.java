package cn.ruhu.desktop.caseload;

import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Where;
import java.util.UUID;

/// One application, or one lead, in the clerk's day.
///
/// @param application its id, or the lead's
/// @param kind why it is listed
/// @param name applicant's name, `""` while unknown
/// @param number application number, `""` while it has none
/// @param what what is due or missing, in words
/// @param daysLeft working days to a deadline, negative when it has passed; 99 for none
/// @param at when it was touched last, milliseconds since 1970
/// @param where how far the case has travelled
/// @param lead it is a lead
record TodayRow(
    UUID application,
    Kind kind,
    String name,
    String number,
    Message what,
    int daysLeft,
    long at,
    Where where,
    boolean lead) {
  /// An application.
  TodayRow(
      UUID application,
      Kind kind,
      String name,
      String number,
      Message what,
      int daysLeft,
      long at,
      Where where) {
    this(application, kind, name, number, what, daysLeft, at, where, false);
  }

  /// Why a row is listed; earlier ones stand above.
  enum Kind {
    /// the district refused or disputes something of it
    RETURNED,
    /// papers are to be completed by a date
    SUPPLEMENT,
    /// somebody is to be spoken with, or to answer, about a lead
    LEAD,
    /// papers promised, or a number that is to follow, due soon or overdue
    OWED,
    /// handed in, waits to be accepted
    WAITING,
    /// put aside on this machine only
    PARKED,
    /// saved, something is missing before it can be handed in
    INCOMPLETE,
    /// taken in for another street and handed over: only the receipt is kept
    RECEIVED
  }

  /// Rows without a deadline sort behind those with one.
  static final int NO_DEADLINE = 99;
}
