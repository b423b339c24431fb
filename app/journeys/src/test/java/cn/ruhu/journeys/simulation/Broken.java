package cn.ruhu.journeys.simulation;

import java.util.Objects;

/// An invariant of SYNC §5 does not hold. Anything else that goes wrong in a world is another
/// error, and says nothing about what the simulator would notice.
final class Broken extends AssertionError {
  /// SYNC §5, as far as a world shows it.
  enum Invariant {
    /// an op that was saved ends at the server
    I1_NOTHING_LOST,
    /// a machine's copies are what its person may see
    I2_COPIES_AGREE,
    /// no blind overwrite; what was taken stands
    I4_NO_BLIND_OVERWRITE,
    /// what a machine saw of the history is a chain
    I5_ONE_HISTORY,
    /// an own write is in sight until a newer commit was pulled
    I8_OWN_WRITES_STAY,
    /// an op keeps its verdict
    I9_VERDICTS_STAY,
    /// everything comes home
    I10_NOTHING_WAITS,
    /// a question holds what was offered
    I14_QUESTIONS_STAY,
    /// the chain of commits verifies
    I15_CHAIN_HOLDS
  }

  final Invariant invariant;

  private Broken(Invariant invariant, String what) {
    super(invariant + ": " + what);
    this.invariant = invariant;
  }

  static void unless(boolean holds, Invariant invariant, String what) {
    if (!holds) throw new Broken(invariant, what);
  }

  static void unlessEqual(Object wanted, Object is, Invariant invariant, String what) {
    if (!Objects.equals(wanted, is))
      throw new Broken(invariant, what + ": " + is + " instead of " + wanted);
  }
}
