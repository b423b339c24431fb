package cn.ruhu.device.escl;

import java.time.Duration;

/// How patient a scanner is asked (DEVICES 2.2).
///
/// @param connect until a connection stands
/// @param answer until an answer begins, and between two bytes of it
/// @param firstByte until a page begins: lamps warm up, paper is drawn in
/// @param nextBytes between two bytes of a page
/// @param pause until a busy device is asked again that does not say when
/// @param notYet longest wait until a device is asked again that has no page yet
public record EsclPace(
    Duration connect,
    Duration answer,
    Duration firstByte,
    Duration nextBytes,
    Duration pause,
    Duration notYet) {
  /// For scanners as they are.
  public static final EsclPace USUAL =
      new EsclPace(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(120),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  /// Tries while a device says that it is busy, before a job is taken.
  static final int BUSY_TRIES = 10;

  /// Tries for one page while a device says that it is busy.
  static final int PAGE_TRIES = 30;

  /// Tries for a page that is not there although the device works.
  static final int NOT_YET_TRIES = 3;

  /// A device that asks for more patience than this is told to be busy at once.
  static final Duration RETRY_MAX = Duration.ofSeconds(30);

  /// Pages of one job; a feeder holds a hundred.
  static final int PAGES_MAX = 500;
}
