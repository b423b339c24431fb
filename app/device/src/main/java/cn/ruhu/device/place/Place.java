package cn.ruhu.device.place;

import java.util.OptionalLong;

/// What came of asking a receiver where we are. Nothing of it stops a visit: without a place the
/// door-plate is photographed.
public sealed interface Place {
  /// A place the receiver stood by.
  ///
  /// @param fix the most accurate of the positions that agree
  /// @param jumpM longest jump seen on the way, metres; 0 when it stood still from the beginning
  /// @param clockAheadSeconds how far this machine's clock is ahead of the satellites', negative
  ///   when it is behind; empty when the receiver gives no believable time
  record Found(Fix fix, int jumpM, OptionalLong clockAheadSeconds) implements Place {
    /// Beyond this many metres a position says little about a door (DOMAIN V04).
    public static final int COARSE_M = 50;

    /// Too inaccurate to name a door.
    public boolean coarse() {
      return fix.accuracyM() > COARSE_M;
    }
  }

  /// The receiver answers, but not with a place.
  ///
  /// @param satellites most it used at once
  /// @param jumpM longest jump between two positions, metres
  record None(Why why, int satellites, int jumpM) implements Place {}

  /// The receiver could not be asked.
  record Trouble(PlaceTrouble why) implements Place {}

  /// Why there is no place.
  enum Why {
    /// too few satellites: indoors, in a basement
    NO_FIX,
    /// the positions did not agree with each other
    JUMPING,
    /// the same moment again and again: the receiver repeats an old position
    STALE,
    /// the position is estimated, typed in or simulated, not measured
    NOT_MEASURED,
    /// whoever asked gave up
    CANCELLED
  }
}
