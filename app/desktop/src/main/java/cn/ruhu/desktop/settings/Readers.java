package cn.ruhu.desktop.settings;

import java.util.Optional;
import java.util.function.Consumer;

/// The card reader as the settings see it. Implemented over `device.idcard`.
public interface Readers {
  /// The address in use, empty for no reader.
  String address();

  /// Whether the text is an address at all; empty counts as "no reader".
  boolean accepts(String address);

  /// Uses another reader from now on and keeps the choice. Returns at once.
  void use(String address);

  /// Calls back on the window's thread, now and after each change. Run the result to stop.
  Runnable onState(Consumer<State> changed);

  /// @param phase `NONE` without a reader, else the name of the reader's state
  /// @param error code of what is wrong, empty for nothing
  /// @param module serial number of the security module, empty until it answered
  /// @param cards how many cards were read since the address was set
  record State(String phase, Optional<String> error, String module, int cards) {}
}
