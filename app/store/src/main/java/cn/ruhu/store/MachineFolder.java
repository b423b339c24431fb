package cn.ruhu.store;

import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What lies in a machine's data folder before it is open: the lock, the secret, what a cut left.
record MachineFolder(Path home, Disk disk) {
  private static final String SECRET_FILE = "device.secret";

  /// Holds the folder for this program alone.
  ///
  /// @throws StoreException `IN_USE`
  static void hold(FileChannel lockFile) throws IOException, StoreException {
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      throw new StoreException(StoreException.Code.IN_USE, "held by this program already", e);
    }
    if (lock == null)
      throw new StoreException(StoreException.Code.IN_USE, "held by another program");
  }

  boolean hasVaults() throws IOException {
    try (Stream<Path> all = Files.list(home.resolve(Machine.VAULTS))) {
      return all.findAny().isPresent();
    }
  }

  /// A `.tmp` was never renamed: what it was to replace is still the truth.
  void sweep() throws IOException {
    try (Stream<Path> all = Files.walk(home, 3)) {
      for (Path file : all.filter(f -> String.valueOf(f.getFileName()).endsWith(".tmp")).toList())
        Files.deleteIfExists(file);
    } catch (UncheckedIOException e) {
      // another part of the program takes its own files away while it starts; what is left of ours
      // is swept at the next start
      if (!(e.getCause() instanceof NoSuchFileException)) throw e.getCause();
    }
  }

  /// Makes the secret of this machine.
  byte[] fresh(RandomGenerator random) throws StoreException, IOException {
    byte[] bytes = new byte[2 * Machine.SECRET];
    random.nextBytes(bytes);
    Path file = home.resolve(SECRET_FILE);
    Path tmp = home.resolve(SECRET_FILE + ".tmp");
    try (Disk.Output out = disk.create(tmp)) {
      out.write(bytes, 0, bytes.length);
      out.force();
    }
    disk.replace(tmp, file);
    return bytes;
  }

  /// @throws StoreException `LOST_SECRET`, or `DAMAGED_FILE` when it is not the one known
  byte[] secret(MachineFile known) throws StoreException, IOException {
    Path file = home.resolve(SECRET_FILE);
    if (!Files.exists(file)) throw new StoreException(StoreException.Code.LOST_SECRET, SECRET_FILE);
    byte[] bytes = Files.readAllBytes(file);
    if (!Hashes.sha256Hex(bytes).equals(known.secretCheck()))
      throw new StoreException(StoreException.Code.DAMAGED_FILE, SECRET_FILE);
    return bytes;
  }

  /// Whose vault a folder is; empty for a folder this program did not make.
  static Optional<UUID> user(Path folder) {
    try {
      return Optional.of(UUID.fromString(String.valueOf(folder.getFileName())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
