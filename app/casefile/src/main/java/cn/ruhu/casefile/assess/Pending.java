package cn.ruhu.casefile.assess;

/// Something the computation would need and nobody has stated: 待确认, never guessed.
///
/// @param what name of the fact or figure, e.g. `income`, `birthDate`, `DIBAO`
/// @param subject id of whom or what it is about; empty for the household
/// @param effect what it could change
public record Pending(String what, String subject, Effect effect) {
  /// Which way a missing fact could move the result.
  public enum Effect {
    /// could only raise the income
    RAISES,
    /// could only lower the income
    LOWERS,
    /// could move the income or the number of people either way
    EITHER,
    /// leaves the income alone: property, further schemes
    OTHER
  }
}
