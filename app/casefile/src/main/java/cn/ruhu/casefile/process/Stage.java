package cn.ruhu.casefile.process;

/// Where an application stands. The number is the status code on paper and in exports.
public enum Stage {
  DRAFT(10),
  SUBMITTED(15),
  SUPPLEMENT(18),
  ACCEPTED(20),
  /// 核对 and visit run side by side; the two open halves are gate facts, not stages
  VERIFYING(25),
  VISITING(30),
  APPRAISAL(35),
  INVESTIGATED(37),
  PRELIM(40),
  PUBLICITY(45),
  OBJECTION(48),
  REPORTED(50),
  STREET_CONFIRM(52),
  DISTRICT_REVIEW(55),
  SPOT_CHECK(58),
  PUBLICITY2(60),
  APPROVED(70),
  REJECTED(75),
  IN_BENEFIT(80),
  REVIEW_DUE(82),
  REVIEWING(84),
  SUSPENDED(86),
  GRADUAL_EXIT(88),
  TERMINATED(90),
  WITHDRAWN(95),
  ABORTED(96),
  TRANSFERRED(97);

  private final int code;

  Stage(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
