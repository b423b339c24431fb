package cn.ruhu.casefile.verification;

import cn.ruhu.casefile.IdNumber;

/// One line of a report that can be used.
///
/// @param row in the file, from 1
/// @param code of the table `income` or `asset`, `""` where nothing at all was found of the person
/// @param value as an ITEM keeps it: fen, a whole number or words; `""` for no record
/// @param basis `MONTHLY` where the heading says that an income is a month's, else `""`: counted as
///   its line counts
/// @param source office the value comes from, `""` when the report does not say
/// @param day of the value, as 2026-01-02, `""` when the report does not say
public record ReportRow(
    long row,
    String name,
    IdNumber number,
    String code,
    String value,
    String basis,
    String source,
    String day) {
  /// Whether the city found nothing.
  public boolean none() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return "ReportRow[" + row + "]";
  }
}
