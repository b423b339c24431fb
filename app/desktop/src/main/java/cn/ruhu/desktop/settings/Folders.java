package cn.ruhu.desktop.settings;

import java.io.File;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The scan folder as the settings see it. Implemented over `device.scan`.
public interface Folders {
  /// The folder in use, `""` for none.
  String folder();

  /// Whether the text can name a folder at all; empty counts as "none".
  boolean accepts(String folder);

  /// Watches another folder from now on and keeps the choice. Returns at once.
  void use(String folder);

  /// Asks for a folder with the system's own dialog; empty when nothing was chosen. On the window's
  /// thread.
  default Optional<String> choose(String title, @Nullable Window owner) {
    var chooser = new DirectoryChooser();
    chooser.setTitle(title);
    return Optional.ofNullable(chooser.showDialog(owner)).map(File::getAbsolutePath);
  }

  /// Calls back on the window's thread, now and after each change: `NONE` without a folder, else
  /// the name of [cn.ruhu.device.scan.ScannerState]. Run the result to stop.
  Runnable onState(Consumer<String> changed);
}
