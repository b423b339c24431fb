package cn.ruhu.desktop.kit;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// How a person chooses pictures that lie on this machine. A journey hands in its own, since a
/// system's file dialog is no part of the window.
@FunctionalInterface
public interface Pictures {
  /// Asks on the window's thread.
  ///
  /// @param title of the dialog
  /// @param kind words for "pictures"
  /// @return chosen files, empty when nothing was chosen
  List<Path> choose(String title, String kind, @Nullable Window owner);

  /// The system's file dialog; several files at once.
  static Pictures dialog() {
    return (title, kind, owner) -> {
      var chooser = new FileChooser();
      chooser.setTitle(title);
      chooser
          .getExtensionFilters()
          .add(new FileChooser.ExtensionFilter(kind, "*.jpg", "*.jpeg", "*.png", "*.JPG", "*.PNG"));
      List<File> chosen = chooser.showOpenMultipleDialog(owner);
      return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
    };
  }
}
