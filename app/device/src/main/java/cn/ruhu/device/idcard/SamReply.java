package cn.ruhu.device.idcard;

import java.util.Arrays;
import java.util.Optional;

/// A sound reply of the module.
///
/// @param sw3 status; the two bytes before it were zero
/// @param data what followed the status
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record SamReply(int sw3, byte[] data) {
  /// Empty when the body is no reply (too short, or the first two status bytes are not zero).
  static Optional<SamReply> of(byte[] body) {
    if (body.length < 3 || body[0] != 0 || body[1] != 0) return Optional.empty();
    return Optional.of(new SamReply(body[2] & 0xFF, Arrays.copyOfRange(body, 3, body.length)));
  }

  /// Frames are logged as length and status only.
  @Override
  public String toString() {
    return "SamReply[sw3=%02X, %d bytes]".formatted(sw3, data.length);
  }
}
