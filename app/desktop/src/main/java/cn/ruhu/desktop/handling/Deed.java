package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.record.GateKind;
import java.util.Optional;

/// One thing a person does to a case between the visit and the filed decision (DOMAIN §2.4): a fact
/// recorded by hand, an act, or both in one step. Who may do it is asked of the rules
/// ([Deeds#offered]), never written here.
enum Deed {
  REPORT(GateKind.VERIFICATION_REPORT, null),
  NO_RECORD(GateKind.VERIFICATION_NO_RECORD, null),
  AUTHORIZATION_REFUSED(GateKind.AUTHORIZATION_REFUSED, null),
  FINDING_UNDISPUTED(GateKind.FINDING_UNDISPUTED, null),
  CONSENT(GateKind.SCHEME_CONSENT, null),
  APPRAISE(null, Act.APPRAISE),
  APPRAISED(GateKind.APPRAISAL_RECORD, Act.APPRAISED),
  REFUSE_PATH(null, Act.REFUSE_PATH),
  POST(GateKind.NOTICE_POSTED, Act.POST),
  /// a notice that began without the clerk's hand, after an objection, is put up and photographed
  POST_AGAIN(GateKind.NOTICE_POSTED, null),
  /// the household lives in another street: the notice goes to that street's board
  POST_AWAY(GateKind.NOTICE_SENT, Act.POST),
  /// the household moved, or an objection called for a new notice
  SEND_AGAIN(GateKind.NOTICE_SENT, null),
  /// the other street is asked to hurry
  REMIND(GateKind.NOTICE_REMINDED, null),
  /// the notice comes down at the other street's board
  RECALL(GateKind.NOTICE_RECALLED, null),
  /// done together with the act of the program that ends the notice: [Deeds#end]
  NOTICE_END(GateKind.NOTICE_PHOTO, null),
  SETTLE(GateKind.OBJECTION_SETTLED, Act.SETTLE),
  TAKE(null, Act.TAKE),
  /// the district's check: a visit of its own, made and sealed where visits are
  SPOT_CHECK(GateKind.SPOT_CHECK_DONE, Act.SPOT_FINISH),
  /// the same, of what an entrusted street decided: nothing waits for it (C1)
  SPOT_AFTER(GateKind.SPOT_CHECK_DONE, null),
  /// the check found otherwise than the first visit: the aid is looked at anew
  CHECK_DIFFERS(null, Act.CHANGE),
  /// who was drawn cannot go, somebody else is named instead
  OTHER_INSPECTOR(GateKind.INSPECTORS_DRAWN, null),
  POST_DISTRICT(GateKind.NOTICE_POSTED, Act.POST_DISTRICT),
  POST_DISTRICT_AWAY(GateKind.NOTICE_SENT, Act.POST_DISTRICT),
  LETTER(GateKind.LETTER_ISSUED, null),
  DELIVERED(GateKind.DELIVERED, null),
  FILED(GateKind.FILED, null),
  COMPLAINT_CLOSE(GateKind.COMPLAINT_CLOSED, null),
  /// what aid was suspended for is gone: a review says whether it goes on
  RESUME(null, Act.CHANGE),
  /// a judged report of change calls for the aid to stop
  STOP(null, Act.STOP),
  OBJECT(GateKind.OBJECTION_RAISED, Act.OBJECT),
  /// the notice rests for one objection, and another one is heard
  OBJECT_TOO(GateKind.OBJECTION_RAISED, null),
  COMPLAINT(GateKind.COMPLAINT_OPENED, null),
  GIVE_UP(GateKind.REFUSAL_DOCUMENTED, Act.GIVE_UP),
  WITHDRAW(GateKind.WITHDRAWAL_WRITTEN, Act.WITHDRAW),
  TRANSFER(null, Act.TRANSFER),
  /// aid is suspended, faded out or stopped on other grounds
  STOP_OTHER(null, Act.STOP);

  private final Optional<GateKind> fact;
  private final Optional<Act> act;

  Deed(
      @org.jspecify.annotations.Nullable GateKind fact,
      @org.jspecify.annotations.Nullable Act act) {
    this.fact = Optional.ofNullable(fact);
    this.act = Optional.ofNullable(act);
  }

  /// Fact recorded with it.
  Optional<GateKind> fact() {
    return fact;
  }

  /// Act done with it; the rules stand before it.
  Optional<Act> act() {
    return act;
  }

  /// Document type under which its picture is filed.
  String slot() {
    return switch (this) {
      case REPORT -> "D18";
      case APPRAISED -> "D21";
      case POST, POST_AGAIN, POST_DISTRICT, NOTICE_END -> "D20";
      case DELIVERED -> "D24";
      case WITHDRAW, CONSENT -> "D01";
      case OBJECT, OBJECT_TOO, COMPLAINT, COMPLAINT_CLOSE -> "D26";
      default -> "D99";
    };
  }

  /// Takes an objection up.
  boolean objects() {
    return this == OBJECT || this == OBJECT_TOO;
  }

  /// Puts a notice up: the place and the picture of the posting are two facts.
  boolean posts() {
    return this == POST || this == POST_AGAIN || this == POST_DISTRICT;
  }

  /// Sends a notice to another street's board.
  boolean sends() {
    return this == POST_AWAY || this == SEND_AGAIN || this == POST_DISTRICT_AWAY;
  }

  /// Takes aid away that is paid.
  boolean stops() {
    return this == STOP || this == STOP_OTHER;
  }

  /// Done at the household's door, not here: this leads there.
  boolean visits() {
    return this == SPOT_CHECK || this == SPOT_AFTER;
  }

  /// Done when the day comes, not because the case waits for it.
  boolean anyTime() {
    return always()
        || this == AUTHORIZATION_REFUSED
        || this == FINDING_UNDISPUTED
        || this == RESUME
        || this == OTHER_INSPECTOR
        || this == REMIND
        || this == RECALL
        || this == CONSENT;
  }

  /// Possible nearly always: alone it is no reason to list a case.
  boolean always() {
    return compareTo(OBJECT) >= 0;
  }
}
