package cn.ruhu.desktop.printing;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Where papers leave this machine: its printers, and a place on its disk. A journey hands in its
/// own, since printers and the system's file dialog are no part of the window.
///
/// @param printers the printers
/// @param place how a person says where to save
public record Outlets(Printers printers, Place place) {

  /// Asks where to save a file. Window thread only.
  @FunctionalInterface
  public interface Place {
    /// @param title of the dialog
    /// @param kind words for "PDF files"
    /// @param name suggested; names no person
    /// @return empty when nothing was chosen
    Optional<Path> choose(String title, String kind, String name, @Nullable Window owner);
  }

  /// The system's own.
  public static Outlets system() {
    return new Outlets(
        SystemPrinters.ofThisMachine(),
        (title, kind, name, owner) -> {
          var chooser = new FileChooser();
          chooser.setTitle(title);
          chooser.setInitialFileName(name);
          chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*.pdf"));
          return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
        });
  }
}
