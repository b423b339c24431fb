package cn.ruhu.casefile.urgent;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import java.time.LocalDate;
import java.util.Optional;

/// What aid before papers (Policy §8) waits for, and until when.
///
/// Signature and aid are to come within a working day each [D]: the policy says 紧急 and no number.
///
/// @param what waits
/// @param due last day on which it is in time
public record UrgentDue(What what, Due due) {
  private static final int PROMPT_DAYS = 1;
  private static final int SOON_DAYS = 2;

  /// What is missing next.
  public enum What {
    SIGNATURE,
    AID,
    PAPERS;

    /// Who has to do it.
    public Role role() {
      return this == SIGNATURE ? Role.STREET_CHIEF : Role.WINDOW_CLERK;
    }
  }

  /// How near the last day is.
  public enum Level {
    OVERDUE,
    TODAY,
    SOON,
    LATER
  }

  /// What this record waits for; empty when it is over or its times cannot be read.
  public static Optional<UrgentDue> of(CaseRecord aid) {
    return UrgentState.of(aid)
        .flatMap(s ->
            switch (s) {
              case REGISTERED -> prompt(What.SIGNATURE, aid, "registeredAt");
              case SIGNED -> prompt(What.AID, aid, "approvedAt");
              case GIVEN -> UrgentRules.papersDue(aid).map(d -> new UrgentDue(What.PAPERS, d));
              case REFUSED, FILED, CLOSED -> Optional.empty();
            });
  }

  private static Optional<UrgentDue> prompt(What what, CaseRecord aid, String since) {
    return UrgentRules.day(aid, since)
        .map(day -> new UrgentDue(what, WorkingDays.due(day, PROMPT_DAYS)));
  }

  /// Class of the deadline on a day.
  public Level level(LocalDate today) {
    if (due.overdue(today)) return Level.OVERDUE;
    int left = WorkingDays.remaining(due, today);
    if (left == 0) return Level.TODAY;
    return left <= SOON_DAYS ? Level.SOON : Level.LATER;
  }
}
