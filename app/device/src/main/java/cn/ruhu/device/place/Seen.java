package cn.ruhu.device.place;

import java.util.Optional;

/// What a receiver said of one moment.
///
/// @param moment the receiver's own name of the moment; the same twice is the same position
/// @param measured false for a position that is estimated, typed in or simulated
/// @param satellites used, 0 when not said
/// @param fix empty while there is none
record Seen(String moment, boolean measured, int satellites, Optional<Fix> fix) {}
