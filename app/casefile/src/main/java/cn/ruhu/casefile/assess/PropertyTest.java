package cn.ruhu.casefile.assess;

/// One test of what the household has (DOMAIN §5.4).
///
/// @param kind `MONEY`, `VEHICLE`, `FARM_MACHINE`, `DWELLING`, `NON_RESIDENTIAL`, `BUSINESS`
/// @param result any FAIL bars aid, any UNKNOWN keeps the case from an opinion
/// @param reject code of table `reject` for a FAIL, else empty
/// @param reason why, e.g. `ABOVE`, `NEEDS_D15`, `NOT_STATED`
public record PropertyTest(String kind, Result result, String reject, String reason) {
  /// Result of one test.
  public enum Result {
    PASS,
    FAIL,
    UNKNOWN
  }
}
