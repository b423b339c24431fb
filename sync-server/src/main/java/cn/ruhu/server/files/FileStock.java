package cn.ruhu.server.files;

import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/// The folder of files as backups and jobs see it: what is there whole, what is damaged, and what
/// nobody went on with. Thread-safe.
public final class FileStock {
  private static final int BLOCK = 1 << 20;
  private static final String DAMAGED = "damaged";

  private final FileFolder folder;
  private final Path root;
  private final Path parts;

  /// What became of a file.
  public enum State {
    /// its content has the hash it is named by
    SOUND,
    /// it has not, or the disk does not give it
    DAMAGED,
    MISSING
  }

  /// @param root folder of the file desk
  public FileStock(Path root) throws IOException {
    this.folder = new FileFolder(root);
    this.root = root;
    this.parts = parts(root);
  }

  /// Where a whole file lies inside a folder of files.
  public static Path inside(FileAddress address) {
    return FileFolder.inside(address);
  }

  /// Where unfinished uploads of a folder of files lie.
  public static Path parts(Path root) {
    return root.resolve(FileFolder.PARTS);
  }

  /// Where a whole file lies or would lie.
  public Path place(FileAddress address) {
    return folder.place(address);
  }

  /// Whether the file is there in its length.
  public boolean has(FileAddress address, long length) throws IOException {
    Path place = folder.place(address);
    return Files.isRegularFile(place) && Files.size(place) == length;
  }

  /// Whether any file ever came into this folder; in one that is not mounted none did.
  public boolean isUsed() throws IOException {
    return Files.isDirectory(folder.whole()) && !isEmpty(folder.whole());
  }

  private static boolean isEmpty(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.findAny().isEmpty();
    }
  }

  /// Reads a file from its beginning to its end and compares it with its address.
  ///
  /// @param pause taken after each block
  /// @throws IOException when it is there and may not be opened
  public State compare(FileAddress address, Pause pause) throws IOException, InterruptedException {
    return compare(folder.place(address), address, pause);
  }

  private static State compare(Path file, FileAddress address, Pause pause)
      throws IOException, InterruptedException {
    MessageDigest digest = Hashes.sha256();
    byte[] block = new byte[BLOCK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = read(in, block); n >= 0; n = read(in, block)) {
        digest.update(block, 0, n);
        pause.take();
      }
    } catch (NoSuchFileException e) {
      return State.MISSING;
    } catch (Unread e) {
      return State.DAMAGED;
    }
    return Hashes.hex(digest.digest()).equals(address.hex()) ? State.SOUND : State.DAMAGED;
  }

  private static int read(InputStream in, byte[] block) throws Unread, InterruptedException {
    try {
      return in.read(block);
    } catch (ClosedByInterruptException e) {
      throw new InterruptedException();
    } catch (IOException e) {
      throw new Unread(e);
    }
  }

  /// The disk has the file and does not give its bytes.
  private static final class Unread extends IOException {
    private static final long serialVersionUID = 1;

    Unread(IOException cause) {
      super(cause);
    }
  }

  /// Moves a damaged file aside, as it is, and looks at it once more there, where nobody else
  /// writes: one that came anew meanwhile goes back.
  ///
  /// @param at part of its new name
  /// @return false when it is sound and lies where it was
  public boolean setAside(FileAddress address, Instant at)
      throws IOException, InterruptedException {
    Path place = folder.place(address);
    Path damaged = Disk.ownFolder(root.resolve(DAMAGED));
    Path aside = damaged.resolve(address.text() + "." + at.toEpochMilli());
    for (int n = 2; Files.exists(aside); n++)
      aside = damaged.resolve(address.text() + "." + at.toEpochMilli() + "-" + n);
    if (!moved(place, aside)) return true;
    if (compare(aside, address, () -> {}) != State.SOUND) return true;
    return !moved(aside, place);
  }

  private static boolean moved(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return false; // somebody else was faster
    }
    Disk.force(Objects.requireNonNull(to.getParent()));
    Disk.force(Objects.requireNonNull(from.getParent()));
    return true;
  }

  /// How many damaged files lie aside.
  ///
  /// @param root folder of the file desk
  public static int aside(Path root) throws IOException {
    Path damaged = root.resolve(DAMAGED);
    if (!Files.isDirectory(damaged)) return 0;
    try (Stream<Path> all = Files.list(damaged)) {
      return (int) all.count();
    }
  }

  /// Throws away unfinished uploads nobody added to since `before`; who comes back begins anew.
  ///
  /// @return how many
  public int sweepParts(Instant before) throws IOException {
    int swept = 0;
    try (Stream<Path> all = Files.list(parts)) {
      for (Path part : all.toList()) {
        if (isOlder(part, before) && Files.deleteIfExists(part)) swept++;
      }
    }
    return swept;
  }

  private static boolean isOlder(Path part, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(part).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false; // came through meanwhile
    }
  }
}
