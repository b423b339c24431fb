package cn.ruhu.desktop.changes;

import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.util.Map;
import java.util.UUID;

/// A report being typed, as it lies in the store's drafts: one a household, whatever happens to the
/// window or the machine. Immutable.
///
/// @param kind code of table `changeKind`, empty while none is chosen
/// @param typed text by field, as typed
record KeptReport(UUID application, String kind, Map<String, String> typed) {
  static final String PREFIX = "change:";

  KeptReport {
    typed = Map.copyOf(typed);
  }

  static String key(UUID application) {
    return PREFIX + application;
  }

  byte[] toBytes() {
    return Messages.write(this);
  }

  /// @throws WireException when the bytes are none
  static KeptReport read(byte[] bytes) throws WireException {
    return Messages.read(bytes, KeptReport.class);
  }

  /// Without what was typed.
  @Override
  public String toString() {
    return "KeptReport[" + application + " " + kind + "]";
  }
}
