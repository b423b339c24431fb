package cn.ruhu.casefile.record;

/// Fields of records the district makes for everybody, as [RecordType] reads them.
final class DistrictSpecs {
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
