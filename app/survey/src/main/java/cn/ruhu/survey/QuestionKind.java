package cn.ruhu.survey;

/// What a question takes. The text form of its value stands beside each; every value travels, is
/// logged and becomes a fact in that form.
public enum QuestionKind {
  /// One code.
  SELECT_ONE,
  /// Codes in the order of the list, separated by one space.
  SELECT_MULTI,
  /// `true` or `false`.
  BOOL,
  /// A whole number.
  INT,
  /// A decimal number, point as separator.
  DECIMAL,
  /// Fen, as a whole number; people read and type yuan.
  MONEY,
  /// One line.
  TEXT,
  /// Several lines.
  MULTILINE,
  /// `2026-11-23`.
  DATE,
  /// ISO date and time with offset, answered in +08:00.
  DATETIME,
  /// `latitude longitude altitude accuracy`, degrees (WGS-84) and metres.
  GEO,
  /// File addresses separated by one space.
  PHOTO,
  /// One file address.
  SIGNATURE,
  /// What a scanner read.
  BARCODE,
  /// Text to read, nothing to fill.
  NOTE,
  /// Follows from other answers.
  CALCULATE
}
