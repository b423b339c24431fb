package cn.ruhu.desktop.kit;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
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

  /// As [#choose] for scans: PDF and TIFF files besides.
  default List<Path> scans(String title, String kind, @Nullable Window owner) {
    return choose(title, kind, owner);
  }

  /// As [#choose] for questionnaires: workbooks, XForms and packages of them.
  default List<Path> forms(String title, String kind, @Nullable Window owner) {
    return choose(title, kind, owner);
  }

  /// As [#choose] for one file of any kind.
  ///
  /// @param endings without their dot; empty for any
  default List<Path> any(String title, String kind, List<String> endings, @Nullable Window owner) {
    return choose(title, kind, owner);
  }

  /// Asks for a folder, as of a stick; empty when nothing was chosen.
  default Optional<Path> folder(String title, @Nullable Window owner) {
    var chooser = new DirectoryChooser();
    chooser.setTitle(title);
    return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
  }

  /// The system's file dialog; several files at once.
  static Pictures dialog() {
    return new Pictures() {
      @Override
      public List<Path> choose(String title, String kind, @Nullable Window owner) {
        return ask(title, kind, owner, List.of("jpg", "jpeg", "png"));
      }

      @Override
      public List<Path> scans(String title, String kind, @Nullable Window owner) {
        return ask(title, kind, owner, List.of("jpg", "jpeg", "png", "tif", "tiff", "pdf"));
      }

      @Override
      public List<Path> forms(String title, String kind, @Nullable Window owner) {
        return ask(title, kind, owner, List.of("xlsx", "xml", "zip"));
      }

      @Override
      public List<Path> any(
          String title, String kind, List<String> endings, @Nullable Window owner) {
        return ask(title, kind, owner, endings);
      }
    };
  }

  private static List<Path> ask(
      String title, String kind, @Nullable Window owner, List<String> endings) {
    var patterns = new ArrayList<String>();
    if (endings.isEmpty()) patterns.add("*.*");
    for (String e : endings) {
      patterns.add("*." + e);
      patterns.add("*." + e.toUpperCase(Locale.ROOT));
    }
    var chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, patterns));
    List<File> chosen = chooser.showOpenMultipleDialog(owner);
    return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
  }
}
