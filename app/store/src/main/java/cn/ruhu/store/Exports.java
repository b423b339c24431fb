package cn.ruhu.store;

import cn.ruhu.wire.Bundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// Takes what has not reached the district out of this machine as sealed bundles, for anybody to
/// carry: of the person at work, or of everybody who has a vault here, without any password. What
/// lies sealed on the disk goes as it lies; nothing is opened, and nothing here is changed. Works
/// beside whoever is signed in. Thread-safe.
///
/// A bundle is written under another name, forced, and only then gets its own: what looks whole is
/// whole.
public final class Exports {
  /// A bundle is closed once it is so large: FAT holds no file of 4 GiB.
  private static final long BUNDLE_BYTES = 1L << 30;

  private static final String HALF = ".tmp";

  private final Machine machine;
  private final Disk disk;
  private final long bundleBytes;

  Exports(Machine machine, Disk disk) {
    this(machine, disk, BUNDLE_BYTES);
  }

  Exports(Machine machine, Disk disk, long bundleBytes) {
    this.machine = machine;
    this.disk = disk;
    this.bundleBytes = bundleBytes;
  }

  /// What of a person waits on this machine.
  ///
  /// @param bytes acts and files, as they lie
  public record Unsent(UUID user, int ops, int files, long bytes) {}

  /// What was taken out.
  ///
  /// @param bundles files written
  /// @param people whose work it is
  /// @param left people whose work could not be read, with the reason
  public record Exported(int bundles, int people, int ops, int files, long bytes, List<Left> left) {
    public Exported {
      left = List.copyOf(left);
    }
  }

  /// Somebody whose work stays where it is.
  public record Left(UUID user, StoreException.Code why) {}

  /// Hears how far it is. Called on the thread that exports.
  @FunctionalInterface
  public interface Progress {
    void at(long bytes, long of);
  }

  /// Everybody of whom something waits here. Needs no password; a vault that cannot be read is left
  /// out here and named by [#export].
  public List<Unsent> unsent() throws StoreException {
    var out = new ArrayList<Unsent>();
    for (UUID user : machine.users()) {
      try (UnsentWork work = UnsentWork.open(machine.vaultFolder(user))) {
        UnsentWork.Amount a = work.amount();
        if (!a.isNothing()) out.add(new Unsent(user, a.ops(), a.files().size(), a.bytes()));
      } catch (StoreException e) {
        org.slf4j.LoggerFactory.getLogger(Exports.class).warn("a vault is left out: {}", e.code());
      }
    }
    return out;
  }

  /// Writes bundles into a folder. Interrupting the thread stops it; what is half written goes away
  /// again, as far as the folder is still there.
  ///
  /// @param folder of a stick, or any other
  /// @param who whose work
  /// @throws StoreException about the folder: `NO_FILE` when it is not there, `DISK_FULL`,
  ///   `READ_ONLY`, `IO`; bundles that were finished before stay and count
  public Exported export(Path folder, Predicate<UUID> who, Progress progress)
      throws StoreException {
    if (!Files.isDirectory(folder))
      throw new StoreException(StoreException.Code.NO_FILE, "no such folder");
    var left = new ArrayList<Left>();
    var works = new ArrayList<UnsentWork>();
    var ready = new ArrayList<Ready>();
    try {
      for (UUID user : machine.users()) {
        if (!who.test(user)) continue;
        try {
          UnsentWork work = UnsentWork.open(machine.vaultFolder(user));
          works.add(work);
          work.hold();
          if (work.amount().isNothing()) continue;
          Optional<VaultFile> vault = machine.recovery(user);
          if (vault.isPresent()) ready.add(new Ready(work, vault.get()));
          else left.add(new Left(user, StoreException.Code.NOT_ENROLLED));
        } catch (StoreException e) {
          left.add(new Left(user, e.code()));
        }
      }
      return write(folder, ready, left, progress);
    } finally {
      for (UnsentWork work : works) work.close();
    }
  }

  /// Work that is held, and what its person's key is sealed in.
  private record Ready(UnsentWork work, VaultFile vault) {}

  private Exported write(Path folder, List<Ready> ready, List<Left> left, Progress progress)
      throws StoreException {
    long all = 0;
    for (Ready r : ready) all += r.work().amount().bytes();
    room(folder, all);
    var out = new Counting(all, progress);
    int bundles = 0;
    int people = 0;
    int ops = 0;
    int files = 0;
    for (Ready r : ready) {
      UnsentWork.Amount amount = r.work().amount();
      try {
        for (List<UnsentWork.File> share : r.work().shares(bundleBytes)) {
          write(folder, r, share, out);
          bundles++;
        }
        people++;
        ops += amount.ops();
        files += amount.files().size();
      } catch (StoreException e) {
        left.add(new Left(r.work().user(), e.code()));
      } catch (IOException e) {
        throw StoreException.of("writing a bundle", e);
      }
    }
    return new Exported(bundles, people, ops, files, out.bytes, left);
  }

  /// Said before anything is written, where the disk says it.
  private static void room(Path folder, long bytes) throws StoreException {
    try {
      if (Files.getFileStore(folder).getUsableSpace() < bytes + bytes / 50)
        throw new StoreException(StoreException.Code.DISK_FULL, "room for bundles");
    } catch (IOException e) {
      throw StoreException.of("asking for room", e);
    }
  }

  /// @throws StoreException about the person's own store
  /// @throws IOException about the folder
  private void write(Path folder, Ready from, List<UnsentWork.File> share, Counting counting)
      throws StoreException, IOException {
    String id = machine.newName();
    Path half = folder.resolve(id + Bundles.ENDING + HALF);
    boolean done = false;
    try {
      try (Disk.Output out = disk.create(half)) {
        counting.begin(out);
        from.work().write(counting, id, share, new UnsentWork.Signing(machine, from.vault()));
        counting.flush();
        out.force();
      }
      disk.replace(half, folder.resolve(id + Bundles.ENDING));
      done = true;
    } finally {
      if (!done) take(half);
    }
  }

  private static void take(Path half) {
    try {
      Files.deleteIfExists(half);
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(Exports.class).info("half a bundle stays, named as such");
    }
  }

  /// Collects small writes, counts and tells.
  private static final class Counting extends java.io.OutputStream {
    private final long all;
    private final Progress progress;
    private final byte[] buffer = new byte[256 << 10];
    private int filled;
    private long bytes;
    private Disk.@org.jspecify.annotations.Nullable Output out;

    Counting(long all, Progress progress) {
      this.all = all;
      this.progress = progress;
    }

    void begin(Disk.Output to) {
      out = to;
      filled = 0;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      int at = offset;
      int left = length;
      while (left > 0) {
        if (filled == buffer.length) flush();
        int n = Math.min(left, buffer.length - filled);
        System.arraycopy(from, at, buffer, filled, n);
        filled += n;
        at += n;
        left -= n;
      }
    }

    @Override
    public void flush() throws IOException {
      if (out == null || filled == 0) return;
      out.write(buffer, 0, filled);
      bytes += filled;
      filled = 0;
      progress.at(Math.min(bytes, all), all);
    }
  }
}
