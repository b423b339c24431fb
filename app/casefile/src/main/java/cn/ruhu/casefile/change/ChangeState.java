package cn.ruhu.casefile.change;

import cn.ruhu.casefile.record.CaseRecord;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// How far a report has come; codes of table `changeState`.
public enum ChangeState {
  /// said at the window; waits for the street
  TOLD,
  /// the street found it true and that nothing more follows
  NOTED,
  /// the street reviews the case because of it
  REVIEW,
  /// the street found that nothing changes
  CLOSED,
  /// the window took it back before anybody judged it
  TAKEN_BACK;

  /// What a street reviewer may make of a report.
  static final Set<ChangeState> RULINGS = Set.of(NOTED, REVIEW, CLOSED);

  /// State of a report; empty for one only a newer program knows.
  public static Optional<ChangeState> of(CaseRecord report) {
    return of(report.text("state"));
  }

  static Optional<ChangeState> of(String code) {
    return Arrays.stream(values()).filter(s -> s.name().equals(code)).findFirst();
  }

  /// Whether a report waits to be judged.
  public static boolean waits(CaseRecord report) {
    return of(report).filter(s -> s == TOLD).isPresent();
  }
}
