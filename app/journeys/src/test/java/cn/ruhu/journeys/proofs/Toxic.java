package cn.ruhu.journeys.proofs;

/// What a line does to what is sent along it, after toxiproxy's toxics. A test that starts with
/// nothing of it is an honest line.
sealed interface Toxic {
  /// Everything comes later.
  record Latency(int ms) implements Toxic {}

  /// Nobody listens, and what was open ends.
  record Down() implements Toxic {}

  /// So much in a second and no more.
  record Bandwidth(int bytesASecond) implements Toxic {}

  /// An end is told late.
  record SlowClose(int ms) implements Toxic {}

  /// Nothing comes through any more, and then the line ends.
  record Timeout(int ms) implements Toxic {}

  /// The line is torn after a while, with a reset.
  record ResetPeer(int ms) implements Toxic {}

  /// Everything comes in small pieces.
  record Slicer(int bytes, int pauseMicros) implements Toxic {}

  /// The line ends behind so many bytes.
  record LimitData(int bytes) implements Toxic {}
}
