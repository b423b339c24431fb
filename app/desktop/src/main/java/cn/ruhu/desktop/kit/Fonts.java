package cn.ruhu.desktop.kit;

import cn.ruhu.papers.Fonts.Face;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bundled faces, handed to the toolkit: one family for everything, loaded at start; the face
/// for rare characters (31 MB) only when the first name needs it. They come with the program, so
/// that no office machine shows boxes, and are the faces that `papers` prints with.
///
/// Window thread only, but [#bundled] may be called before there is a window.
public final class Fonts {
  private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);

  private final cn.ruhu.papers.Fonts coverage;
  private final Optional<Path> folder;
  private final AtomicBoolean rareLoaded = new AtomicBoolean();

  private Fonts(cn.ruhu.papers.Fonts coverage, Optional<Path> folder) {
    this.coverage = coverage;
    this.folder = folder;
  }

  /// Loads the program's own family, regular and bold, out of its archive.
  public static Fonts bundled() {
    return bundled(new Laid(Optional.empty(), cn.ruhu.papers.Fonts.load()));
  }

  /// As [#bundled()] from where [#lay] laid the files.
  public static Fonts bundled(Laid laid) {
    load(Face.SANS_REGULAR, laid.folder);
    load(Face.SANS_BOLD, laid.folder);
    return new Fonts(laid.coverage, laid.folder);
  }

  /// Lays the family's files (21 MB) beside the data, once for each version of the program: the
  /// toolkit reads a file where it lies, but copies a stream to the disk at every start. Needs no
  /// toolkit, any thread may.
  ///
  /// @param folder made when missing; where it cannot be written the archive serves as before
  public static Laid lay(Path folder) {
    Optional<Path> laid = Optional.of(folder);
    try {
      Files.createDirectories(folder);
      lay(Face.SANS_REGULAR, folder);
      lay(Face.SANS_BOLD, folder);
    } catch (IOException e) {
      LOG.warn("the letters are not laid beside the data: {}", e.getClass().getSimpleName());
      laid = Optional.empty();
    }
    return new Laid(laid, cn.ruhu.papers.Fonts.load());
  }

  /// Where the files lie, and which character is drawn by which face.
  public static final class Laid {
    private final Optional<Path> folder;
    private final cn.ruhu.papers.Fonts coverage;

    private Laid(Optional<Path> folder, cn.ruhu.papers.Fonts coverage) {
      this.folder = folder;
      this.coverage = coverage;
    }
  }

  /// A file of the right length is the right file: it was moved into its place whole.
  private static Path lay(Face face, Path folder) throws IOException {
    URL source = Objects.requireNonNull(Face.class.getResource(face.resource()));
    URLConnection archive = source.openConnection();
    archive.setUseCaches(false);
    Path file = folder.resolve(face.name() + "-" + archive.getContentLengthLong() + ".ttf");
    if (Files.exists(file) && Files.size(file) == archive.getContentLengthLong()) {
      archive.getInputStream().close();
      return file;
    }
    Path growing = Files.createTempFile(folder, "font", ".part");
    try (InputStream in = archive.getInputStream()) {
      Files.copy(in, growing, StandardCopyOption.REPLACE_EXISTING);
      Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(growing);
    }
    return file;
  }

  /// Which character is drawn by which face.
  cn.ruhu.papers.Fonts coverage() {
    return coverage;
  }

  /// Family to draw a run with.
  String family(Face face) {
    if (face == Face.RARE && rareLoaded.compareAndSet(false, true)) load(face, folder);
    return face.family();
  }

  private static void load(Face face, Optional<Path> folder) {
    if (folder.isPresent() && loadFile(face, folder.get())) return;
    try (InputStream in = face.open()) {
      if (Font.loadFont(in, 14) == null) LOG.warn("font refused by the toolkit: {}", face);
    } catch (IOException e) {
      throw new UncheckedIOException(face.resource(), e);
    }
  }

  private static boolean loadFile(Face face, Path folder) {
    try {
      return Font.loadFont(lay(face, folder).toUri().toString(), 14) != null;
    } catch (IOException e) {
      return false;
    }
  }
}
