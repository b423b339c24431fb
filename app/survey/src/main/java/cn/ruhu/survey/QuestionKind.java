package cn.ruhu.survey;

/// What a question takes. The text form of its value stands beside each; every value travels, is
/// logged and becomes a fact in that form.
public enum QuestionKind {
  /// One code.
  SELECT_ONE,
  /// Codes in the order of the list, separated by one space.
  SELECT_MULTI,
  /// Every code of the list in the order a person gave them, separated by one space.
  RANK,
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
  /// A number between two ends in steps ({@link Presentation#range()}), point as separator.
  RANGE,
  /// `2026-11-23`.
  DATE,
  /// `08:30` or `08:30:15`, the machine's local time.
  TIME,
  /// ISO date and time with offset, answered in +08:00.
  DATETIME,
  /// `latitude longitude altitude accuracy`, degrees (WGS-84) and metres.
  GEO,
  /// At least two points as in {@link #GEO}, separated by `;`.
  GEOTRACE,
  /// A closed line: at least four points as in {@link #GEO}, separated by `;`, the last the first.
  GEOSHAPE,
  /// File addresses separated by one space.
  PHOTO,
  /// One file address.
  SIGNATURE,
  /// One file address, any kind of file ({@link Presentation#accepts()}).
  FILE,
  /// One file address of a recording.
  AUDIO,
  /// One file address of a film.
  VIDEO,
  /// `OK` once it was said yes to.
  ACKNOWLEDGE,
  /// What a scanner read.
  BARCODE,
  /// Text to read, nothing to fill.
  NOTE,
  /// Follows from other answers.
  CALCULATE
}
