package cn.ruhu.casefile.verification;

/// Why a line of a report cannot be used. Holds no value of the line.
///
/// @param row in the file, from 1
public record RowProblem(long row, Why why) {
  /// Names are stable; the words stand in the bundles.
  public enum Why {
    /// no name
    NAME,
    /// no identity number there can be
    NUMBER,
    /// no income or property this program knows
    ITEM,
    /// no amount, no count
    VALUE,
    /// a day that is none
    DAY,
    /// said by an earlier line
    DOUBLED,
    /// an earlier line says something else about the same person and item: neither is used
    CONTRADICTS
  }
}
