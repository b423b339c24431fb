package cn.ruhu.device.scan;

import java.io.IOException;
import java.nio.file.Files;
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
  private final FileTaker taker = FileTaker.disk();
  private final InstantSource clock;
  private final Predicate<String> known;

  /// @param known whether bytes with this SHA-256 were taken before
  public FileDrop(InstantSource clock, Predicate<String> known) {
    this.clock = clock;
    this.known = known;
  }

  /// Takes files in the order given; of a folder its files, by name. What is cut off comes all the
  /// same, marked so.
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

  private static List<Path> files(Path path, ScanListener listener) {
    if (!Files.isDirectory(path)) return List.of(path);
    List<Path> inside = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(path, Files::isRegularFile)) {
      for (Path file : entries) {
        if (inside.size() == FolderLook.FILES_MAX) break;
        inside.add(file);
      }
    } catch (IOException _) {
      listener.trouble(new ScanTrouble(path, ScanTrouble.Kind.UNREADABLE));
    }
    inside.sort(
        Comparator.comparing((Path p) -> String.valueOf(p.getFileName()), ScanOrder.NATURAL));
    return inside;
  }
}
