package cn.ruhu.desktop.admin;

import cn.ruhu.desktop.kit.Message;
import java.time.Instant;
import java.util.Optional;

/// Something shown once: a one-time password, or a code with the text of its QR.
///
/// @param title what it is and for whom
/// @param until it works no longer than this
/// @param sheet text of the QR, empty for a password
record Secret(Message title, String text, Instant until, Optional<String> sheet) {
  /// Without it.
  @Override
  public String toString() {
    return "Secret[" + title.key() + "]";
  }
}
