package cn.ruhu.server.backup;

import cn.ruhu.server.accounts.Blocks;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.SqliteCopy;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.disk.DataFolder;
import cn.ruhu.server.disk.Disk;
import cn.ruhu.server.files.FileStock;
import cn.ruhu.server.files.FolderStock;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.PasswordHash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes backups while the server runs, in this process or another.
///
/// Order matters. The database is copied first and the files it names after that: files are only
/// ever added, so all are there. The manifest is written last; it bounds the number blocks that may
/// be handed out from now on. Each file is read again once, where it was laid, and only then the
/// folder gets its name, the registry its line and the district its new bound: a backup that fails
/// allows no block more.
public final class Backups {
  private static final String LOCK = "backup.lock";

  private final Parts parts;
  private final Rules rules;
  private final Disk.Room room;

  /// What backups are made of.
  ///
  /// @param databaseFile the embedded database
  /// @param keys folder of the server's secrets
  public record Parts(
      Database database,
      Path databaseFile,
      FileStock files,
      Path keys,
      Audit audit,
      InstantSource clock,
      RandomGenerator random,
      PasswordHash.Cost cost) {}

  /// @param blocks number blocks that may be handed out until the next backup
  /// @param keep how long backups are kept; the newest always is
  public record Rules(String instance, int blocks, Duration keep) {}

  /// What was made.
  ///
  /// @param missing files the district knows and the server no longer has as they were; asked of
  ///   machines again
  /// @param removed older backups that were removed
  /// @param elsewhere older backups that count still and do not lie here
  /// @param safeSeq commit every backup holds now
  public record Made(
      Path folder,
      long seq,
      int files,
      long bytes,
      int linked,
      List<String> missing,
      List<String> removed,
      List<String> elsewhere,
      long safeSeq) {
    public Made {
      elsewhere = List.copyOf(elsewhere);
      missing = List.copyOf(missing);
      removed = List.copyOf(removed);
    }
  }

  public Backups(Parts parts, Rules rules) {
    this(parts, rules, Disk.Room.REAL);
  }

  private Backups(Parts parts, Rules rules, Disk.Room room) {
    this.parts = parts;
    this.rules = rules;
    this.room = room;
  }

  /// These, on a disk that says itself what room it has.
  public Backups on(Disk.Room other) {
    return new Backups(parts, rules, other);
  }

  /// Makes one backup below `target`, proves it, and removes those that are too old.
  ///
  /// @param passphrase seals the keys; null to leave them out
  public Made make(Path target, char @Nullable [] passphrase)
      throws BackupException, StorageException, IOException {
    if (passphrase != null && passphrase.length < SealedKeys.PASSPHRASE_MIN)
      throw new BackupException("PASSPHRASE_SHORT", Integer.toString(SealedKeys.PASSPHRASE_MIN));
    Files.createDirectories(target);
    try (FileChannel channel =
            FileChannel.open(
                target.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = lock(channel)) {
      return locked(target, passphrase);
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException, BackupException {
    Optional<FileLock> lock;
    try {
      lock = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      lock = Optional.empty(); // this process holds it
    }
    return lock.orElseThrow(() -> new BackupException("RUNNING", ""));
  }

  private Made locked(Path target, char @Nullable [] passphrase)
      throws BackupException, StorageException, IOException {
    String district = parts.database().read(tx -> tx.feed().head().orElseThrow()).district();
    var shelf = new Shelf(target, rules.instance(), district);
    shelf.sweep();
    Optional<Path> before = shelf.newest();
    Instant now = parts.clock().instant();
    Path mine = shelf.part(now);
    var copied = new Copied(before);
    Manifest manifest;
    try {
      Disk.ownFolder(mine);
      manifest = fill(mine, now, copied, passphrase);
      String name = manifest.about().name();
      Path folder = target.resolve(name);
      if (Files.exists(folder)) throw new BackupException("EXISTS", name);
      mine = Files.move(mine, folder, StandardCopyOption.ATOMIC_MOVE);
      Disk.force(target);
      register(manifest.about());
    } catch (BackupException | StorageException | IOException | RuntimeException e) {
      takeBack(mine, e);
      throw e;
    }
    List<String> removed = removeOld(shelf, manifest.about().name(), now);
    return made(mine, manifest, copied, new Older(removed, elsewhere(now)));
  }

  private record Older(List<String> removed, List<String> elsewhere) {}

  /// What is half made holds names in clear and the room the next one needs.
  private static void takeBack(Path mine, Exception why) {
    try {
      Disk.delete(mine);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private Manifest fill(Path half, Instant now, Copied copied, char @Nullable [] passphrase)
      throws BackupException, StorageException, IOException {
    room(half, size(parts.databaseFile()) + size(Path.of(parts.databaseFile() + "-wal")));
    SqliteCopy.copy(parts.databaseFile(), half.resolve(DataFolder.DATABASE));
    SqliteCopy.Content content = SqliteCopy.read(half.resolve(DataFolder.DATABASE));
    String name = Shelf.name(rules.instance(), now, content.head().seq());
    long needed = 0;
    for (SqliteCopy.KnownFile file : content.files())
      if (!copied.has(file)) needed += file.length();
    room(half, needed);
    for (SqliteCopy.KnownFile file : content.files()) copied.take(file, half);
    if (passphrase != null)
      write(
          half.resolve(SealedKeys.NAME),
          SealedKeys.seal(parts.keys(), passphrase, parts.cost(), parts.random()));
    copied.lines.add(Manifest.Entry.of(half, half.resolve(DataFolder.DATABASE)));
    if (passphrase != null)
      copied.lines.add(Manifest.Entry.of(half, half.resolve(SealedKeys.NAME)));
    copied.lines.sort(Comparator.comparing(Manifest.Entry::path));
    var manifest =
        new Manifest(about(name, content, passphrase != null, copied.missing), copied.lines);
    write(half.resolve(Manifest.NAME), manifest.bytes());
    if (!Manifest.read(half).equals(manifest))
      throw new BackupException("MANIFEST_CHANGED", half.toString());
    return manifest;
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private void room(Path half, long needed) throws BackupException, IOException {
    long there = room.bytes(half);
    if (needed > there) throw BackupException.noRoom(half, needed, there);
  }

  private Made made(Path folder, Manifest manifest, Copied copied, Older older)
      throws StorageException {
    long safe = parts.database().read(tx -> tx.number("SELECT safe_seq AS n FROM feed"));
    long bytes = manifest.files().stream().mapToLong(Manifest.Entry::length).sum();
    return new Made(
        folder,
        manifest.about().seq(),
        manifest.files().size(),
        bytes,
        copied.linked,
        copied.missing,
        older.removed(),
        older.elsewhere(),
        safe);
  }

  /// Files of a backup as they are laid out: linked from the backup before when it is there, the
  /// same and sound, else copied. A hard link shares no fate with the server's own file.
  private final class Copied {
    private final Optional<Path> before;
    private final List<String> missing = new ArrayList<>();
    private final List<Manifest.Entry> lines = new ArrayList<>();
    private int linked;

    Copied(Optional<Path> before) {
      this.before = before;
    }

    private static FileAddress address(SqliteCopy.KnownFile file) throws IOException {
      return FileAddress.parse(file.address())
          .orElseThrow(() -> new IOException("an address of a file is damaged"));
    }

    private static Path path(FileAddress address) {
      return Path.of(DataFolder.FILES).resolve(FolderStock.inside(address));
    }

    /// Whether the backup before has it, so that it takes no room.
    boolean has(SqliteCopy.KnownFile file) throws IOException {
      return before.isPresent() && Files.isRegularFile(before.get().resolve(path(address(file))));
    }

    void take(SqliteCopy.KnownFile file, Path half) throws IOException {
      FileAddress address = address(file);
      Path path = path(address);
      Path to = half.resolve(path);
      Files.createDirectories(to.getParent());
      if (before.isPresent() && link(before.get().resolve(path), to, address)) {
        linked++;
        return;
      }
      if (!parts.files().copy(address, to)) {
        missing.add(address.text());
        return;
      }
      if (!isProven(to, address)) {
        Files.delete(to);
        missing.add(address.text());
      }
    }

    /// Reads what was laid out, once, and writes its line.
    private boolean isProven(Path to, FileAddress address) throws IOException {
      if (!Disk.sha256(to).equals(address.hex())) return false;
      lines.add(new Manifest.Entry(address.hex(), Files.size(to), Manifest.inside(path(address))));
      return true;
    }

    private boolean link(Path from, Path to, FileAddress address) throws IOException {
      if (!Files.isRegularFile(from)) return false;
      try {
        Files.createLink(to, from);
      } catch (IOException | UnsupportedOperationException e) {
        return false; // another disk, or one without links: copied instead
      }
      if (isProven(to, address)) return true;
      Files.delete(to);
      return false;
    }
  }

  private Manifest.About about(
      String name, SqliteCopy.Content content, boolean keys, List<String> missing)
      throws StorageException {
    return new Manifest.About(
        Manifest.FORMAT,
        name,
        rules.instance(),
        content.head().district(),
        parts.clock().millis(),
        content.head().epoch(),
        content.head().seq(),
        content.head().hash(),
        content.version(),
        ceiling(),
        keys,
        missing);
  }

  /// Highest block that may be handed out until the next backup: never less than what the last one
  /// allows, since that is handed out while this one is made.
  private long ceiling() throws StorageException {
    return parts
        .database()
        .read(tx -> {
          long allowed = Blocks.allowed(tx);
          return Math.min(Blocks.MAX, Math.max(allowed, Blocks.highest(tx) + rules.blocks()));
        });
  }

  /// The backup counts from here on, and its bound with it.
  ///
  /// @throws BackupException `BLOCKS_MEANWHILE` when there was no bound before this first backup
  ///   and more were handed out than it says
  private void register(Manifest.About about) throws StorageException, BackupException {
    boolean bounded = parts.database().write(tx -> isRegistered(tx, about));
    if (!bounded) throw new BackupException("BLOCKS_MEANWHILE", about.name());
  }

  private boolean isRegistered(Tx tx, Manifest.About about) throws StorageException {
    if (Blocks.highest(tx) > about.ceiling()) return false;
    Blocks.bound(tx, about.ceiling());
    KeptBackups.keep(tx, KeptBackups.Known.of(about));
    for (String address : about.missing()) tx.files().lose(address);
    parts
        .audit()
        .add(
            tx,
            new Audit.Entry(
                "BACKUP",
                "",
                "",
                about.name(),
                "commit " + about.seq() + ", missing files " + about.missing().size()));
    return true;
  }

  /// Removes what is older than backups are kept, by the folders that lie here: also those the
  /// database does not know (given up by a restore, cut before they counted). A backup counts until
  /// it is known to be none any more.
  private List<String> removeOld(Shelf shelf, String newest, Instant now)
      throws StorageException, IOException {
    long before = now.minus(rules.keep()).toEpochMilli();
    var removed = new ArrayList<String>();
    for (Shelf.Lying old : shelf.own()) {
      if (old.madeAt() >= before || old.name().equals(newest)) continue;
      old.breakUp();
      parts
          .database()
          .write(tx -> {
            KeptBackups.removed(tx, old.name());
            return noted(tx, old.name(), "");
          });
      Disk.delete(old.folder());
      removed.add(old.name());
    }
    return removed;
  }

  private boolean noted(Tx tx, String removed, String how) throws StorageException {
    parts.audit().add(tx, new Audit.Entry("BACKUP_REMOVED", "", "", removed, how));
    return true;
  }

  /// Those that are older than backups are kept, count, and do not lie here: moved, on a disk that
  /// is not there today, or removed by hand. Machines keep their work for them until they are
  /// forgotten.
  private List<String> elsewhere(Instant now) throws StorageException {
    long before = now.minus(rules.keep()).toEpochMilli();
    return parts.database().read(KeptBackups::kept).stream()
        .filter(known -> known.madeAt() < before)
        .map(KeptBackups.Known::name)
        .toList();
  }

  /// Takes the operator's word that a backup is gone for good.
  ///
  /// @throws BackupException `NOT_GONE` when it lies in `target`, `UNKNOWN` when none of that name
  ///   counts
  public void forget(Path target, String name) throws BackupException, StorageException {
    if (Files.exists(target.resolve(name))) throw new BackupException("NOT_GONE", name);
    boolean counted =
        parts.database().write(tx -> KeptBackups.removed(tx, name) && noted(tx, name, "by hand"));
    if (!counted) throw new BackupException("UNKNOWN", name);
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Disk.force(file);
  }
}
