package cn.ruhu.device.place;

import cn.ruhu.device.DeviceException;

/// Why a receiver could not be asked. Its words are in the bundles; none of them stops a visit.
public enum PlaceTrouble {
  /// what stands in the settings is no address of a receiver
  ADDRESS,
  /// no such port, or nobody listens there
  ABSENT,
  /// the system does not let this user open the port
  DENIED,
  /// another program holds the port
  BUSY,
  /// it answered and went away
  GONE,
  /// not one byte came
  SILENT,
  /// bytes came, but no sound sentence at any speed
  LINK,
  /// what answers there is not gpsd
  REPLY;

  static PlaceTrouble of(DeviceException e) {
    return switch (e.fault()) {
      case ABSENT, LIBRARY, CRASHED -> ABSENT;
      case DENIED -> DENIED;
      case BUSY -> BUSY;
      case GONE, CANCELLED -> GONE;
      case LINK -> LINK;
      case SILENT -> SILENT;
      case REPLY -> REPLY;
    };
  }
}
