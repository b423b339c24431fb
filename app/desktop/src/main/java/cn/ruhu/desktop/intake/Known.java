package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.Transitions;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.UUID;

/// Another application in which a person of this number is already known here.
///
/// @param application its id
/// @param number its number
/// @param applicant name of its applicant
/// @param stage where it stands
/// @param since day it was applied for, ISO, or `""`
record Known(UUID application, String number, String applicant, Stage stage, String since) {

  /// Whether it runs or pays now: two at a time need an answer before this one goes on.
  boolean active() {
    return switch (stage) {
      case REJECTED, TERMINATED, WITHDRAWN, ABORTED, TRANSFERRED -> false;
      default -> true;
    };
  }

  /// Whether a card reopens it: no decision yet.
  static boolean undecided(CaseRecord application) {
    return Transitions.UNDECIDED.stream().anyMatch(s -> s.name().equals(application.text("stage")));
  }

  static Stage stage(CaseRecord application) {
    for (Stage s : Stage.values()) if (s.name().equals(application.text("stage"))) return s;
    return Stage.DRAFT;
  }
}
