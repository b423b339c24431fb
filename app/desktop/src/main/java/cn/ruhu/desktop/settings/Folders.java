package cn.ruhu.desktop.settings;

import java.util.function.Consumer;

/// The scan folder as the settings see it. Implemented over `device.scan`.
public interface Folders {
  /// The folder in use, `""` for none.
  String folder();

  /// Whether the text can name a folder at all; empty counts as "none".
  boolean accepts(String folder);

  /// Watches another folder from now on and keeps the choice. Returns at once.
  void use(String folder);

  /// Calls back on the window's thread, now and after each change: `NONE` without a folder, else
  /// the name of [cn.ruhu.device.scan.ScannerState]. Run the result to stop.
  Runnable onState(Consumer<String> changed);
}
