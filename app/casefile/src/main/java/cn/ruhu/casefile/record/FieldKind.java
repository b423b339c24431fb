package cn.ruhu.casefile.record;

/// What the text of a field means, and so how it is checked. Every field value travels as text.
public enum FieldKind {
  /// free text, line breaks allowed
  TEXT,
  /// a person's name: 1 to 60 characters, code points kept as they came
  NAME,
  /// a code of the table named by the field
  CODE,
  /// several codes of one table, joined by `,`
  CODES,
  /// ISO date `2017-11-17`
  DATE,
  /// ISO instant in UTC, `2017-11-17T03:04:05.678Z`
  INSTANT,
  /// whole fen as decimal digits, never negative unless the field says so
  FEN,
  /// whole number
  INT,
  /// per cent from 0 to 100, exact: digits, and at most four behind a point
  PERCENT,
  /// `true` or `false`
  BOOL,
  /// UUID of another record
  REF,
  /// identity number of any of the kinds of GB 11643 and its relatives
  ID_NUMBER,
  /// address of a file: algorithm id and hash, `sha256-<64 hex digits>`
  FILE
}
