package cn.ruhu.casefile.compare;

/// How the values of a fact are to be read.
///
/// @param kind unit of the stored text
/// @param table code table of `CODE` and `CODES`, else empty
public record Value(Kind kind, String table) {
  /// What the stored text is.
  public enum Kind {
    /// whole fen
    MONEY,
    /// a whole number of things, months or people
    COUNT,
    /// an entry of a code table
    CODE,
    /// several entries of a code table, separated by commas
    CODES,
    /// `true` or `false`
    BOOL,
    /// words
    TEXT
  }

  static final Value MONEY = new Value(Kind.MONEY, "");
  static final Value COUNT = new Value(Kind.COUNT, "");
  static final Value BOOL = new Value(Kind.BOOL, "");
  static final Value TEXT = new Value(Kind.TEXT, "");

  static Value code(String table) {
    return new Value(Kind.CODE, table);
  }

  static Value codes(String table) {
    return new Value(Kind.CODES, table);
  }

  /// Whether values can be subtracted.
  public boolean measured() {
    return kind == Kind.MONEY || kind == Kind.COUNT;
  }
}
