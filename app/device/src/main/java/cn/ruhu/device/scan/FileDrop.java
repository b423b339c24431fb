package cn.ruhu.device.scan;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Files dropped on the window or chosen in a dialog: read as those of a watched folder are, at
/// once. Thread-safe; reads on the caller's thread, so call it in the background.
public final class FileDrop {
  /// Folders within folders that are gone into.
  static final int DEPTH_MAX = 8;

  private static final Comparator<Path> BY_NAME =
      Comparator.comparing(FileDrop::name, ScanOrder.NATURAL);

  private final FileTaker taker = FileTaker.disk();
  private final InstantSource clock;
  private final Predicate<String> known;
  private final int depth;

  /// @param known whether bytes with this SHA-256 were taken before
  public FileDrop(InstantSource clock, Predicate<String> known) {
    this(clock, known, DEPTH_MAX);
  }

  private FileDrop(InstantSource clock, Predicate<String> known, int depth) {
    this.clock = clock;
    this.known = known;
    this.depth = depth;
  }

  /// Of a folder its own files alone, as a stack that a scanner's program saved there.
  static FileDrop flat(InstantSource clock, Predicate<String> known) {
    return new FileDrop(clock, known, 1);
  }

  /// Takes files in the order given; of a folder its files by name, then those of the folders in
  /// it, but not of hidden ones nor behind links. What is cut off comes all the same, marked so;
  /// what is not taken is told.
  public void take(List<Path> dropped, ScanListener listener) {
    Set<String> taken = new HashSet<>();
    for (Path path : dropped)
      for (Path file : files(path, listener))
        switch (taker.take(file, clock.instant())) {
          case FileTaker.Took.Not(var kind) -> listener.trouble(new ScanTrouble(file, kind));
          case FileTaker.Took.Taken(var scan) -> {
            boolean twice = !taken.add(scan.sha256()) || known.test(scan.sha256());
            if (twice) listener.again(file, scan.sha256());
            else listener.came(scan);
          }
        }
  }

  private List<Path> files(Path path, ScanListener listener) {
    if (!Files.isDirectory(path)) return List.of(path);
    List<Path> inside = new ArrayList<>();
    if (!gather(path, 1, inside, listener))
      listener.trouble(new ScanTrouble(path, ScanTrouble.Kind.TOO_MANY));
    return inside;
  }

  /// @return false when there are more files than are taken at a time
  private boolean gather(Path folder, int level, List<Path> inside, ScanListener listener) {
    List<Path> files = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    boolean all = true;
    try (var entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        boolean below =
            Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && !name(entry).startsWith(".");
        if (below) folders.add(entry);
        else if (Files.isRegularFile(entry)) {
          all = inside.size() + files.size() < FolderLook.FILES_MAX;
          if (!all) break;
          files.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      listener.trouble(new ScanTrouble(folder, ScanTrouble.Kind.UNREADABLE));
    }
    files.sort(BY_NAME);
    inside.addAll(files);
    if (!all || depth == 1) return all;
    folders.sort(BY_NAME);
    for (Path f : folders)
      if (level == depth) listener.trouble(new ScanTrouble(f, ScanTrouble.Kind.TOO_MANY));
      else if (!gather(f, level + 1, inside, listener)) return false;
    return true;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
