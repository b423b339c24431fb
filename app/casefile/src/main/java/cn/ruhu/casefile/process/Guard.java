package cn.ruhu.casefile.process;

/// What a row of the transition table asks for, with the text it comes from. How each is checked:
/// [Guards].
public enum Guard {
  ONE_APPLICANT("§3.1 validation"),
  /// blocking papers of the profile, or a 容缺 sheet (C9)
  PAPERS_IN("C9"),
  RULES_KNOWN("§2.1"),
  DECLARATION_SIGNED("policy §13"),
  N01_ISSUED("57 art 10"),
  /// N02 lists all missing papers at once, with a date
  PAPERS_LISTED("57 art 10"),
  DEADLINE_PASSED("57 art 10"),
  WITHDRAWAL_WRITTEN("R14"),
  VERIFICATION_ASKED("policy §13"),
  VISIT_ASSIGNED("policy §13"),
  REPORT_IN("policy §13"),
  VISIT_SEALED("policy §13"),
  ATTEMPTS_MADE("§3.3"),
  REFUSAL_ON_FILE("57 art 29"),
  MODE_NAMED("C4"),
  QUESTIONS_NAMED("policy §18"),
  APPRAISAL_CALLED_FOR("220 art 20"),
  APPRAISAL_RECORDED("220 art 22"),
  APPRAISAL_HELD("220 art 20"),
  /// an opinion for every scheme, signed by the one who acts, reasons where it refuses
  OPINIONS_COMPLETE("policy §13"),
  SUPPORTERS_ASKED("C8"),
  GATES_FOR_OPINION("policy §13"),
  REFUSAL_WITHOUT_VISIT("C3"),
  SOMETHING_TO_POST("policy §19"),
  /// the notice goes to the board of the street the household lives in
  RIGHT_BOARD("policy §19"),
  WITHIN_DAYS("57 art 19"),
  OBJECTION_ANSWERED("C6"),
  DAYS_OVER("policy §19"),
  NOTICE_PROVEN("policy §19"),
  /// the proofs of another street's board, where the notice hangs there
  BOARD_PROVEN("policy §19"),
  ALL_NEGATIVE("C3"),
  BATCH_DRAWN("C5"),
  OWN_SPOT_CHECK("policy §13"),
  SPOT_CHECK_IN("C5"),
  SECOND_NOTICE_RULED("220 art 25"),
  SECOND_NOTICE_OVER("220 art 25"),
  RECEIVER_NAMED("policy §8"),
  REASON_GIVEN("policy §13"),
  DECISIONS_COMPLETE("policy §13"),
  /// approver ≠ preliminary reviewer ≠ investigators
  OTHER_PEOPLE("§2.4"),
  RIGHT_LEVEL("C1"),
  GATES_FOR_DECISION("policy §13"),
  APPROVAL_DELIVERED("policy §13"),
  REFUSAL_DELIVERED("policy §13"),
  START_MONTH("57 art 24"),
  CADENCE_REACHED("policy §14"),
  CHANGE_NAMED("§2.6"),
  /// what a new standard changes by itself, with the amount and the months that come out
  RECOUNTED("§5.5"),
  STOP_NAMED("§2.6"),
  /// the ground is one a paper proves; what has to be found out is found by a review
  STOP_FOUNDED("policy §13"),
  /// a decision for every scheme granted, with reason, month and the number of its notice
  STOP_DECIDED("policy §13"),
  /// what was decided before was told to the household
  STOP_TOLD("§2.5"),
  END_NAMED("§2.6");

  private final String article;

  Guard(String article) {
    this.article = article;
  }

  /// Where it is written: `policy §13`, `57 art 29` (民发〔2021〕57号), `220 art 20` (民发〔2012〕220号),
  /// `C9` (DOMAIN §0.2), `§3.3` (DOMAIN).
  public String article() {
    return article;
  }
}
