package cn.ruhu.casefile.linking;

/// What spoke for or against two records being one person. Names are stable: they are kept with the
/// finding and have words in the bundles.
public enum Reason {
  NUMBER_SAME,
  /// one or two characters of the number differ, or two stand in the other order
  NUMBER_NEAR,
  NUMBER_OTHER,
  NAME_SAME,
  /// written otherwise, with the same reading
  NAME_SOUND,
  /// one character of several differs or is missing
  NAME_NEAR,
  NAME_OTHER,
  BIRTH_SAME,
  /// the year and one of month and day agree, or month and day stand in the other order
  BIRTH_NEAR,
  BIRTH_YEAR,
  BIRTH_OTHER,
  SEX_SAME,
  SEX_OTHER,
  PHONE_SAME,
  /// place and every number of the address agree
  DOOR_SAME,
  /// place and first number agree
  BUILDING_SAME,
  STREET_SAME,
  STREET_OTHER,
  /// another member of the household is linked into the same household of the registry
  HOUSEHOLD_SAME;

  /// Whether it speaks against.
  public boolean against() {
    return switch (this) {
      case NUMBER_OTHER, NAME_OTHER, BIRTH_OTHER, SEX_OTHER, STREET_OTHER -> true;
      case NUMBER_SAME,
          NUMBER_NEAR,
          NAME_SAME,
          NAME_SOUND,
          NAME_NEAR,
          BIRTH_SAME,
          BIRTH_NEAR,
          BIRTH_YEAR,
          SEX_SAME,
          PHONE_SAME,
          DOOR_SAME,
          BUILDING_SAME,
          STREET_SAME,
          HOUSEHOLD_SAME ->
          false;
    };
  }
}
