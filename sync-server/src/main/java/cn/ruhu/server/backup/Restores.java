package cn.ruhu.server.backup;

import cn.ruhu.server.accounts.Blocks;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.disk.DataFolder;
import cn.ruhu.server.disk.Disk;
import cn.ruhu.server.files.FileStock;
import cn.ruhu.server.keys.KeyFolder;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings a backup back, in two steps. [#restore] lays a proven backup out as a data folder with a
/// mark that keeps it from being served. [#finish] begins a new lineage and takes the mark away:
/// machines notice, drop their copies, and send again what the backup did not have (SYNC §4.6).
public final class Restores {
  /// Says in a data folder that its restore is not finished.
  public static final String MARK = "restored.json";

  private Restores() {}

  /// What stands in the mark.
  ///
  /// @param ceiling highest number block of this backup and of those beside it
  /// @param beside folder the backup lies in
  record Mark(Manifest.About backup, long ceiling, @Nullable String beside) {}

  /// What was laid out.
  ///
  /// @param unreadable backups beside it that are damaged: what number blocks they allowed is
  ///   unknown
  public record Restored(Manifest manifest, List<String> unreadable) {
    public Restored {
      unreadable = List.copyOf(unreadable);
    }
  }

  /// What a finished restore found.
  ///
  /// @param epoch of the new lineage
  /// @param seq commit it goes on from
  /// @param missing files asked of machines: those that are gone, and those that came after the
  ///   backup, which a machine that had its receipt would not send again by itself
  /// @param floor number blocks up to this one are never handed out again
  /// @param abandoned backups of the time that is over, set aside
  public record Finished(
      String epoch, long seq, int files, int missing, long floor, List<String> abandoned) {
    public Finished {
      abandoned = List.copyOf(abandoned);
    }
  }

  /// Whether a data folder waits for [#finish].
  public static boolean isUnfinished(Path data) {
    return Files.exists(data.resolve(MARK));
  }

  /// Lays a backup out as a data folder.
  ///
  /// @param data a folder that is not there, or empty
  /// @param passphrase opens the keys; null when `keys` are given
  /// @param keys a key folder kept apart from the backup, else null
  /// @throws BackupException when anything of the backup is missing or changed; nothing was laid
  ///   out
  public static Restored restore(
      Path backup, Path data, char @Nullable [] passphrase, @Nullable Path keys)
      throws BackupException, IOException {
    return restore(backup, data, passphrase, keys, Laying.FOLDER);
  }

  /// Where a backup is laid out to.
  ///
  /// @param store where files of cases go, those it has not yet; empty for the data folder
  /// @param room of the data folder's disk
  public record Laying(Optional<FileStock> store, Disk.Room room) {
    /// All of it into the data folder.
    public static final Laying FOLDER = new Laying(Optional.empty(), Disk.Room.REAL);

    boolean isElsewhere(Manifest.Entry entry) {
      return store.isPresent() && address(entry).isPresent();
    }
  }

  /// As above, with files of cases laid elsewhere.
  public static Restored restore(
      Path backup, Path data, char @Nullable [] passphrase, @Nullable Path keys, Laying laying)
      throws BackupException, IOException {
    if (backup.getFileName().toString().endsWith(Shelf.ABANDONED))
      throw new BackupException("ABANDONED", backup.toString());
    Manifest manifest = Manifest.read(backup);
    var unreadable = new ArrayList<String>();
    var mark = new Mark(manifest.about(), ceiling(backup, unreadable), beside(backup).toString());
    Map<String, byte[]> opened = keys(manifest, backup, passphrase, keys);
    if (!isFree(data)) throw new BackupException("DATA_THERE", data.toString());
    manifest.verify(backup);
    Path half = data.resolveSibling(data.getFileName() + ".restoring");
    Disk.delete(half);
    boolean whole = false;
    try {
      Disk.ownFolder(half);
      room(manifest, half, laying);
      lay(manifest, backup, half, laying);
      SealedKeys.lay(opened, half.resolve(DataFolder.KEYS));
      Disk.writeOwn(half.resolve(MARK), Messages.write(mark));
      Files.deleteIfExists(data);
      Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
      whole = true;
    } finally {
      if (!whole) Disk.delete(half);
    }
    return new Restored(manifest, unreadable);
  }

  private static Path beside(Path backup) {
    Path all = backup.toAbsolutePath().getParent();
    return all == null ? backup : all; // a backup is a folder in a folder
  }

  private static void room(Manifest manifest, Path half, Laying laying)
      throws BackupException, IOException {
    long needed =
        manifest.files().stream()
            .filter(entry -> !laying.isElsewhere(entry))
            .mapToLong(Manifest.Entry::length)
            .sum();
    long there = laying.room().bytes(half);
    if (needed > there) throw BackupException.noRoom(half, needed, there);
  }

  /// Everything but the keys, which lie open in a data folder.
  private static void lay(Manifest manifest, Path backup, Path half, Laying laying)
      throws BackupException, IOException {
    var here = new ArrayList<Manifest.Entry>();
    for (Manifest.Entry entry : manifest.files()) {
      if (laying.isElsewhere(entry)) {
        bring(entry, backup, laying.store().orElseThrow());
        continue;
      }
      here.add(entry);
      Path to = half.resolve(entry.path());
      Files.createDirectories(to.getParent());
      Files.copy(backup.resolve(entry.path()), to);
      Disk.force(to);
    }
    Manifest.verify(half, here);
    Files.deleteIfExists(half.resolve(SealedKeys.NAME));
  }

  private static void bring(Manifest.Entry entry, Path backup, FileStock store) throws IOException {
    FileAddress address = address(entry).orElseThrow();
    if (!store.has(address, entry.length())) store.put(address, backup.resolve(entry.path()));
  }

  /// Empty for what is no file of a case.
  private static Optional<FileAddress> address(Manifest.Entry entry) {
    if (!entry.path().startsWith(DataFolder.FILES + "/")) return Optional.empty();
    return FileAddress.parse(entry.path().substring(entry.path().lastIndexOf('/') + 1));
  }

  /// Refuses a backup that is older than backups are kept: machines may have forgotten what came
  /// after it, wherever a copy of it still lies.
  ///
  /// @throws BackupException `TOO_OLD`
  public static void refuseOld(Path backup, Instant before) throws BackupException, IOException {
    Manifest.About about = Manifest.read(backup).about();
    if (about.madeAt() < before.toEpochMilli()) throw new BackupException("TOO_OLD", about.name());
  }

  /// The keys, before anything is read or copied for long: a wrong passphrase is told at once.
  private static Map<String, byte[]> keys(
      Manifest manifest, Path backup, char @Nullable [] passphrase, @Nullable Path keys)
      throws BackupException, IOException {
    if (keys != null) return whole(keys);
    if (!manifest.about().keys()) throw new BackupException("KEYS_APART", manifest.about().name());
    if (passphrase == null)
      throw new BackupException("PASSPHRASE_MISSING", manifest.about().name());
    manifest.verify(backup, SealedKeys.NAME);
    return SealedKeys.open(Files.readAllBytes(backup.resolve(SealedKeys.NAME)), passphrase);
  }

  /// A folder of keys that was kept apart; one that is not whole would be laid out and never open.
  private static Map<String, byte[]> whole(Path keys) throws BackupException, IOException {
    try {
      KeyFolder.open(keys);
    } catch (KeyFolder.Damaged e) {
      throw new BackupException("KEYS_CHANGED", e.file());
    }
    return SealedKeys.read(keys);
  }

  private static boolean isFree(Path data) throws IOException {
    if (Files.notExists(data)) return true;
    try (Stream<Path> all = Files.list(data)) {
      return all.findAny().isEmpty();
    }
  }

  /// Highest block any backup beside this one speaks of: a newer one bounds newer machines.
  private static long ceiling(Path backup, List<String> unreadable) throws IOException {
    long highest = 0;
    for (Path other : backups(beside(backup))) {
      Optional<Manifest.About> about = Manifest.about(other);
      if (about.isEmpty()) unreadable.add(other.getFileName().toString());
      else highest = Math.max(highest, about.get().ceiling());
    }
    return highest;
  }

  private static List<Path> backups(Path folder) throws IOException {
    if (Files.notExists(folder)) return List.of();
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> Files.exists(p.resolve(Manifest.NAME))).sorted().toList();
    }
  }

  /// What [#finish] works with.
  ///
  /// @param data the restored folder
  /// @param backups where backups lie, to set aside those of the time that is over
  /// @param epoch of the new lineage
  public record Finishing(
      Database database,
      FileStock files,
      Audit audit,
      Path data,
      Optional<Path> backups,
      UUID epoch) {}

  /// Begins the new lineage. Also for a database that was brought back by other means (a point in
  /// time of PostgreSQL); may be run again.
  ///
  /// @param blocksAbove highest block known to be printed somewhere, 0 for none
  public static Finished finish(Finishing parts, long blocksAbove)
      throws BackupException, StorageException, IOException {
    Optional<Mark> mark = mark(parts.data());
    List<String> missing = missing(parts);
    Finished finished = parts.database().write(tx -> begin(tx, parts, mark, missing, blocksAbove));
    var abandoned = new ArrayList<String>();
    if (mark.isPresent())
      for (Path folder : folders(parts, mark.get()))
        abandoned.addAll(setAside(folder, mark.get().backup()));
    Files.deleteIfExists(parts.data().resolve(MARK));
    return new Finished(
        finished.epoch(),
        finished.seq(),
        finished.files(),
        finished.missing(),
        finished.floor(),
        abandoned);
  }

  private static Finished begin(
      Tx tx, Finishing parts, Optional<Mark> mark, List<String> missing, long blocksAbove)
      throws StorageException {
    long marked = mark.map(Mark::ceiling).orElse(0L);
    long known = Math.max(Blocks.highest(tx), Blocks.allowed(tx));
    long floor = Math.min(Math.max(known, Math.max(marked, blocksAbove)), Blocks.MAX);
    Blocks.takeUpTo(tx, floor);
    for (String address : missing) tx.files().lose(address);
    tx.files().askForTheRest();
    String epoch = parts.epoch().toString();
    tx.run("UPDATE feed SET epoch = ?", epoch);
    if (mark.isPresent()) KeptBackups.keep(tx, KeptBackups.Known.of(mark.get().backup()));
    long seq = tx.number("SELECT seq AS n FROM feed");
    long files = tx.number("SELECT count(*) AS n FROM file WHERE complete = 1");
    long asked = tx.number("SELECT count(*) AS n FROM file WHERE complete = 0");
    parts
        .audit()
        .add(
            tx,
            new Audit.Entry(
                "RESTORED",
                "",
                "",
                epoch,
                "commit %d, missing files %d, blocks above %d, from %s"
                    .formatted(
                        seq, asked, floor, mark.map(m -> m.backup().name()).orElse("elsewhere"))));
    return new Finished(epoch, seq, (int) files, (int) asked, floor, List.of());
  }

  private static List<String> missing(Finishing parts) throws StorageException, IOException {
    record Known(String address, long length) {}
    List<Known> all =
        parts
            .database()
            .read(tx ->
                tx.all(
                    "SELECT address, length FROM file WHERE complete = 1 ORDER BY address",
                    row -> new Known(row.text("address"), row.number("length"))));
    var missing = new ArrayList<String>();
    for (Known file : all) {
      Optional<FileAddress> address = FileAddress.parse(file.address());
      if (address.isEmpty() || !parts.files().has(address.get(), file.length()))
        missing.add(file.address());
    }
    return missing;
  }

  private static Optional<Mark> mark(Path data) throws BackupException, IOException {
    Path file = data.resolve(MARK);
    if (Files.notExists(file)) return Optional.empty();
    try {
      return Optional.of(Messages.read(Files.readAllBytes(file), Mark.class));
    } catch (WireException e) {
      throw new BackupException("MARK", file.toString());
    }
  }

  /// Where backups lie: the configured folder and the one this backup came from.
  private static Set<Path> folders(Finishing parts, Mark mark) {
    var folders = new LinkedHashSet<Path>();
    parts.backups().map(Path::toAbsolutePath).ifPresent(folders::add);
    if (mark.beside() != null) folders.add(Path.of(mark.beside()));
    return folders;
  }

  /// Backups of this district made later than the restored one, of whichever lineage, must not be
  /// restored any more: machines may since forget what only those hold.
  private static List<String> setAside(Path backups, Manifest.About restored) throws IOException {
    var aside = new ArrayList<String>();
    for (Path other : backups(backups)) {
      String name = other.getFileName().toString();
      Optional<Manifest.About> about = Manifest.about(other);
      if (name.endsWith(Shelf.ABANDONED) || about.isEmpty()) continue;
      if (!isLater(about.get(), restored)) continue;
      Files.move(other, other.resolveSibling(name + Shelf.ABANDONED));
      aside.add(name);
    }
    return aside;
  }

  private static boolean isLater(Manifest.About other, Manifest.About restored) {
    if (!other.district().equals(restored.district())) return false;
    if (!other.instance().equals(restored.instance())) return false;
    boolean further = other.epoch().equals(restored.epoch()) && other.seq() > restored.seq();
    return further || other.madeAt() > restored.madeAt();
  }
}
