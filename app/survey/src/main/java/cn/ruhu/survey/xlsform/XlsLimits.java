package cn.ruhu.survey.xlsform;

/// Every limit of a workbook, in one place.
final class XlsLimits {
  /// Bytes of one workbook as it lies on disk.
  static final int WORKBOOK_BYTES_MAX = 24 << 20;

  /// Bytes of everything in it, unpacked.
  static final long UNPACKED_BYTES_MAX = 256L << 20;

  /// Parts in its archive.
  static final int PARTS_MAX = 4_000;

  /// Rows read of one sheet; empty rows in a row end a sheet before.
  static final int ROWS_MAX = 200_000;

  /// Columns read of one sheet.
  static final int COLUMNS_MAX = 2_000;

  /// Empty rows after which a sheet is taken to have ended.
  static final int EMPTY_ROWS_MAX = 60;

  /// Empty headers after which the header row is taken to have ended.
  static final int EMPTY_COLUMNS_MAX = 20;

  /// Groups, repeats and loops within each other.
  static final int NESTING_MAX = 64;

  /// Questions and groups the loops of one workbook are unrolled to.
  static final int LOOP_NODES_MAX = 20_000;

  /// Names a misspelt one is compared with, all in all.
  static final long NAMES_COMPARED_MAX = 1_000_000;

  /// Cells of one circle that are told one by one.
  static final int CIRCLE_TOLD_MAX = 20;

  /// Problems told about one workbook.
  static final int PROBLEMS_MAX = 500;

  private XlsLimits() {}
}
