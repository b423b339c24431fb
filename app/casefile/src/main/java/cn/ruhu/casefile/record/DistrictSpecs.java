package cn.ruhu.casefile.record;

/// Fields of records the district makes for everybody, as [RecordType] reads them.
final class DistrictSpecs {
  /// What somebody decided on a scheme. What it was computed from
  /// ([cn.ruhu.casefile.assess.Snapshot]) goes on in `computed1`… where one field is too small.
  static final String DECISION =
      """
      application REF !
      scheme CODE:scheme . . !
      outcome CODE:outcome . . !
      reasonCode TEXT
      reasonText TEXT S2 . !
      monthlyFen FEN S2
      computedFen FEN S2
      amountReason TEXT S2
      schedule TEXT S2
      paidFrom TEXT
      startMonth TEXT
      level CODE:decisionLevel
      documentNumber TEXT
      unopenedEvidence TEXT
      computed TEXT S3
      by REF !
      at INSTANT !
      supersedes REF
      computed1 TEXT S3
      computed2 TEXT S3
      computed3 TEXT S3
      computed4 TEXT S3
      """;

  static final String FORM =
      """
      formId TEXT !
      version TEXT !
      title TEXT
      file FILE !
      state CODE:formState
      publishedAt INSTANT
      hash TEXT
      seal TEXT
      by REF
      reason TEXT
      retiredAt INSTANT
      retiredBy REF
      retiredWhy TEXT
      stateSeal TEXT
      """;

  /// `number` is what the badge shows, made of `publicKey` (module wire, `Badge`); `sealed` its
  /// signing key under PIN and secret.
  static final String BADGE =
      """
      staff REF !
      number TEXT !
      publicKey TEXT !
      sealed TEXT S3 . !
      since INSTANT
      """;

  private DistrictSpecs() {}

  static final String STANDARD =
      """
      name TEXT !
      effective TEXT !
      valueFen FEN !
      source TEXT !
      confirmed BOOL
      mark TEXT
      """;
}
