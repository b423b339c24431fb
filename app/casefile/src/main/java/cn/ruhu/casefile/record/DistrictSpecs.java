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

  private DistrictSpecs() {}
}
