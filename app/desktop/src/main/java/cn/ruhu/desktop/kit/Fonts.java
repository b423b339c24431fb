package cn.ruhu.desktop.kit;

import cn.ruhu.papers.Fonts.Face;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
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
  private static final String LAID = ".ttf";
  private static final String GROWING = ".part";

  /// On a disk with less, letters take no room from what people type and scan: bytes
  private static final long ROOM = 1L << 30;

  private final cn.ruhu.papers.Fonts coverage;
  private final Optional<Path> folder;
  private final AtomicBoolean rareLoaded = new AtomicBoolean();

  private Fonts(cn.ruhu.papers.Fonts coverage, Optional<Path> folder) {
    this.coverage = coverage;
    this.folder = folder;
  }

  /// Loads the program's own family, regular and bold, out of its archive.
  public static Fonts bundled() {
    return bundled(archived());
  }

  /// Nothing laid: the toolkit copies the letters out of the archive.
  public static Laid archived() {
    return new Laid(Optional.empty(), cn.ruhu.papers.Fonts.load());
  }

  /// As [#bundled()] from where [#lay] laid the files.
  public static Fonts bundled(Laid laid) {
    load(Face.SANS_REGULAR, laid.folder);
    load(Face.SANS_BOLD, laid.folder);
    return new Fonts(laid.coverage, laid.folder);
  }

  /// Lays the family's files (21 MB) beside the data, once for each version of the program: the
  /// toolkit reads a file where it lies, but copies a stream to the disk at every start. It reads
  /// it there as long as it runs, so the folder must not go before the program ends, and only one
  /// program may lay in it. Needs no toolkit, any thread may.
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

  /// A file of the archive's length and checksum in its name was moved into its place whole; what
  /// other versions of the program laid goes.
  private static Path lay(Face face, Path folder) throws IOException {
    URL source = Objects.requireNonNull(Face.class.getResource(face.resource()));
    URLConnection archive = source.openConnection();
    archive.setUseCaches(false);
    long length = archive.getContentLengthLong();
    Path file = folder.resolve(face.name() + "-" + length + checksum(archive) + LAID);
    try (InputStream in = archive.getInputStream()) {
      if (Files.exists(file) && Files.size(file) == length) return file;
      if (Files.getFileStore(folder).getUsableSpace() < ROOM)
        throw new IOException("the room is left to the data");
      clear(face, folder);
      Path growing = Files.createTempFile(folder, face.name() + "-", GROWING);
      try (FileChannel out = FileChannel.open(growing, StandardOpenOption.WRITE)) {
        in.transferTo(Channels.newOutputStream(out));
        out.force(true); // a name must never stand for bytes that a power cut took
      }
      Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static String checksum(URLConnection archive) throws IOException {
    return archive instanceof JarURLConnection jar
        ? "-" + Long.toHexString(jar.getJarEntry().getCrc())
        : "";
  }

  /// Another program may have a file open, which some systems do not let go: the next version tries
  /// again.
  private static void clear(Face face, Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path old :
          all.filter(f -> f.getFileName().toString().startsWith(face.name() + "-")).toList())
        try {
          Files.deleteIfExists(old);
        } catch (IOException e) {
          LOG.info("letters of another version stay: {}", e.getClass().getSimpleName());
        }
    }
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

  /// The toolkit takes the path as it stands and undoes no percent signs, so none are made.
  static boolean loadFile(Face face, Path folder) {
    try {
      Path file = lay(face, folder);
      if (Font.loadFont("file:" + file.toAbsolutePath(), 14) != null) return true;
      LOG.warn("laid letters refused by the toolkit: {}", face);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} is read out of the archive: {}", face, e.getClass().getSimpleName());
    }
    return false;
  }
}
