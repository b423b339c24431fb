package cn.ruhu.casefile.process;

import java.util.List;

/// Checks one guard against a situation. Every guard is a question to recorded facts; none asks who
/// wants the act, except those that keep people apart.
///
/// Stateless and thread-safe.
final class Guards {
  private Guards() {}

  /// Hindrances of one guard; empty when it holds.
  static List<Hindrance> check(Guard guard, Situation s) {
    return switch (guard) {
      case ONE_APPLICANT -> PaperGuards.oneApplicant(s);
      case PAPERS_IN -> PaperGuards.papersIn(s);
      case RULES_KNOWN -> PaperGuards.rulesKnown(s);
      case DECLARATION_SIGNED -> PaperGuards.declarationSigned(s);
      case N01_ISSUED -> PaperGuards.n01Issued(s);
      case PAPERS_LISTED -> PaperGuards.papersListed(s);
      case DEADLINE_PASSED -> PaperGuards.deadlinePassed(s);
      case WITHDRAWAL_WRITTEN -> PaperGuards.withdrawalWritten(s);
      case REASON_GIVEN -> PaperGuards.reasonGiven(s);
      case RECEIVER_NAMED -> PaperGuards.detailNamed(s, guard, "RECEIVER_MISSING");
      case VERIFICATION_ASKED -> VisitGuards.verificationAsked(s);
      case VISIT_ASSIGNED -> VisitGuards.visitAssigned(s);
      case REPORT_IN -> Gates.reportIn(s);
      case VISIT_SEALED -> VisitGuards.newVisit(s);
      case ATTEMPTS_MADE -> VisitGuards.attemptsMade(s);
      case REFUSAL_ON_FILE -> VisitGuards.refusalOnFile(s);
      case MODE_NAMED -> VisitGuards.modeNamed(s);
      case QUESTIONS_NAMED -> VisitGuards.questionsNamed(s);
      case APPRAISAL_CALLED_FOR -> OpinionGuards.appraisalCalledFor(s);
      case APPRAISAL_RECORDED -> OpinionGuards.appraisalRecorded(s);
      case APPRAISAL_HELD -> OpinionGuards.appraisalHeld(s);
      case OPINIONS_COMPLETE -> OpinionGuards.opinionsComplete(s);
      case SUPPORTERS_ASKED -> OpinionGuards.supportersAsked(s);
      case GATES_FOR_OPINION -> OpinionGuards.gates(s);
      case REFUSAL_WITHOUT_VISIT -> OpinionGuards.refusalWithoutVisit(s);
      case ALL_NEGATIVE -> OpinionGuards.allNegative(s);
      case SOMETHING_TO_POST -> NoticeGuards.somethingToPost(s);
      case RIGHT_BOARD -> NoticeGuards.rightBoard(s);
      case WITHIN_DAYS -> NoticeGuards.withinDays(s);
      case OBJECTION_ANSWERED -> NoticeGuards.objectionAnswered(s);
      case DAYS_OVER -> NoticeGuards.daysOver(s);
      case NOTICE_PROVEN -> NoticeGuards.noticeProven(s);
      case BOARD_PROVEN -> NoticeGuards.boardProven(s);
      case SECOND_NOTICE_RULED -> NoticeGuards.secondNoticeRuled(s);
      case SECOND_NOTICE_OVER -> NoticeGuards.secondNoticeOver(s);
      case BATCH_DRAWN -> DecisionGuards.batchDrawn(s);
      case OWN_SPOT_CHECK -> DecisionGuards.ownSpotCheck(s);
      case SPOT_CHECK_IN -> DecisionGuards.spotCheckIn(s);
      case DECISIONS_COMPLETE -> DecisionGuards.decisionsComplete(s);
      case OTHER_PEOPLE -> DecisionGuards.otherPeople(s);
      case RIGHT_LEVEL -> DecisionGuards.rightLevel(s);
      case GATES_FOR_DECISION -> DecisionGuards.gates(s);
      case APPROVAL_DELIVERED -> BenefitGuards.approvalDelivered(s);
      case REFUSAL_DELIVERED -> BenefitGuards.refusalDelivered(s);
      case START_MONTH -> BenefitGuards.startMonth(s);
      case CADENCE_REACHED -> BenefitGuards.cadenceReached(s);
      case CHANGE_NAMED -> BenefitGuards.changeNamed(s);
      case RECOUNTED -> RecountGuards.sound(s);
      case STOP_NAMED -> BenefitGuards.stopNamed(s);
      case STOP_FOUNDED -> StopGuards.founded(s);
      case STOP_DECIDED -> StopGuards.decided(s);
      case STOP_TOLD -> StopGuards.told(s);
      case END_NAMED -> BenefitGuards.endNamed(s);
    };
  }
}
