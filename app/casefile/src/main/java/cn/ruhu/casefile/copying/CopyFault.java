package cn.ruhu.casefile.copying;

/// What is wrong with an order of fields. Immutable.
///
/// @param line in the file, from 1; 0 for the file itself
/// @param column in the line, from 1; 0 for the line itself
/// @param what why it cannot be taken
/// @param detail what stands there
public record CopyFault(int line, int column, What what, String detail) {
  /// Why.
  public enum What {
    /// nothing but remarks
    EMPTY,
    /// not UTF-8
    ENCODING,
    /// larger or longer than any order is
    TOO_LONG,
    /// a column that must be there is not; detail: its name
    COLUMN_MISSING,
    /// a column nobody knows, or one that stands twice
    COLUMN_UNKNOWN,
    /// more cells than columns
    CELLS,
    /// a quote that does not end
    QUOTE,
    BLOCK,
    /// a name is needed
    LABEL,
    /// the part has no such field
    FIELD,
    FORMAT,
    /// the field cannot take this form
    FORMAT_UNFIT,
    /// what is given to the form makes no sense
    GIVEN,
    /// a length is a whole number from 1
    LENGTH
  }
}
