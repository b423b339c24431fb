package cn.ruhu.casefile;

/// Sex as GB/T 2261.1 codes it.
public enum Sex {
  UNKNOWN("0"),
  MALE("1"),
  FEMALE("2"),
  UNSTATED("9");

  private final String code;

  Sex(String code) {
    this.code = code;
  }

  /// Code of the table `sex`.
  public String code() {
    return code;
  }
}
