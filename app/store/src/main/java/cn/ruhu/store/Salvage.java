package cn.ruhu.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a fresh database out of what can still be read of a damaged one, without any key: the
/// person's own lines, files and drafts go over as they lie, sealed; copies of the district come
/// again from there. The damaged database stays beside it, untouched and under a name that says so.
/// [SalvageCheck] opens what came over when its person signs in.
///
/// Whatever is cut short is done again or ended at the next start: the fresh one is written beside,
/// gets its name when it is whole, and takes the damaged one's place only after that has gone.
final class Salvage {
  static final String DAMAGED = Machine.DATABASE + ".damaged-";

  /// set while rows came over of which nobody has looked whether they open
  static final String RAW = "salvage.raw";

  /// [Salvaged] of every time
  static final String TOLD = "salvage";

  private static final String READY = Machine.DATABASE + ".salvaged-";
  private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);

  private final Path folder;
  private final Disk disk;
  private final Path database;
  private final Path copy;
  private final Path spare;
  private final Path fresh;

  private Salvage(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
    this.database = folder.resolve(Machine.DATABASE);
    this.copy = folder.resolve(Machine.DATABASE + ".look");
    this.spare = folder.resolve(Machine.DATABASE + ".look-first");
    this.fresh = folder.resolve(Machine.DATABASE + ".fresh");
  }

  /// Ends what a cut left half done.
  ///
  /// @return whether there was something
  static boolean settle(Path folder, Disk disk) throws StoreException {
    if (!Files.isDirectory(folder)) return false;
    try {
      return new Salvage(folder, disk).settle();
    } catch (IOException e) {
      throw StoreException.of("ending a salvage", e);
    }
  }

  /// Whether a database that held work is empty now, or gone: nobody may open it, SQLite would take
  /// it for a new one and delete its log.
  static boolean isEmptied(Path folder) throws StoreException {
    Path database = folder.resolve(Machine.DATABASE);
    try {
      if (Files.exists(database) && Files.size(database) > 0) return false;
      Path log = DamagedPages.log(database);
      if (Files.exists(log) && Files.size(log) > 0) return true;
      Path files = folder.resolve(Machine.FILES);
      if (!Files.isDirectory(files)) return false;
      try (DirectoryStream<Path> any = Files.newDirectoryStream(files)) {
        return any.iterator().hasNext();
      }
    } catch (IOException e) {
      throw StoreException.of("looking at the database", e);
    }
  }

  /// @param now device clock, milliseconds since 1970; names the damaged database
  /// @throws StoreException `DISK_FULL` and its kin; then the damaged database is still in place
  static void run(Path folder, Disk disk, long now) throws StoreException {
    try {
      new Salvage(folder, disk).run(now);
    } catch (IOException e) {
      throw StoreException.of("salvaging a damaged database", e);
    } catch (SQLException e) {
      throw StoreException.of("salvaging a damaged database", e);
    }
  }

  private void run(long now) throws IOException, SQLException, StoreException {
    LOG.error("the database of a vault is damaged; what can be read of it goes into a fresh one");
    tidy();
    DamagedPages.copy(database, copy);
    var rows = new SalvagedRows();
    try (DamagedPages pages = DamagedPages.open(copy, spare)) {
      pages.rows(rows::table, rows::keyed);
    }
    long at = free(now);
    write(rows, at);
    disk.replace(fresh, folder.resolve(READY + at));
    tidy();
    settle();
  }

  /// A time whose names are not taken.
  private long free(long now) {
    long at = now;
    while (Files.exists(folder.resolve(DAMAGED + at)) || Files.exists(folder.resolve(READY + at)))
      at++;
    return at;
  }

  private void write(SalvagedRows rows, long at) throws StoreException {
    try (Db db = Db.open(fresh, disk, 0)) {
      Steps.run(db);
      db.act(
          "writing what was salvaged",
          c -> {
            rows.write(c, at);
            Db.setMeta(c, RAW, SalvageCheck.text(rows.found(at, DAMAGED + at)));
          });
      db.checkpoint();
    }
  }

  private void tidy() throws IOException {
    for (Path made : DamagedPages.made(copy, spare)) Files.deleteIfExists(made);
    Files.deleteIfExists(fresh);
    Files.deleteIfExists(DamagedPages.log(fresh));
    Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + "-shm"));
  }

  private Optional<Path> ready() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, READY + "*")) {
      var it = all.iterator();
      return it.hasNext() ? Optional.of(it.next()) : Optional.empty();
    }
  }

  /// A log that stayed behind would be taken for the fresh database's own, so it goes first of all
  /// that the fresh one waits for.
  private boolean settle() throws IOException {
    Optional<Path> ready = ready();
    if (ready.isEmpty()) return false;
    String name = String.valueOf(ready.get().getFileName());
    Path damaged = folder.resolve(DAMAGED + name.substring(READY.length()));
    if (Files.exists(database)) disk.replace(database, damaged);
    else Permissions.ownerOnly(damaged); // its name stands for a database that is gone
    Path log = DamagedPages.log(database);
    if (Files.exists(log)) disk.replace(log, DamagedPages.log(damaged));
    Files.deleteIfExists(folder.resolve(Machine.DATABASE + "-shm"));
    disk.replace(ready.get(), database);
    return true;
  }

  /// Where sealed files lie whose key could not be read.
  static Path filesAside(Path folder, String damaged) {
    return folder.resolve(damaged + ".files");
  }

  /// Names of damaged databases that lie in a vault's folder, oldest first.
  static List<String> damaged(Path folder) throws IOException {
    var out = new ArrayList<String>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, DAMAGED + "*")) {
      for (Path file : all) {
        String name = String.valueOf(file.getFileName());
        if (name.substring(DAMAGED.length()).matches("[0-9]+")) out.add(name);
      }
    }
    out.sort(null);
    return out;
  }

  /// Deletes the damaged databases of a folder: copies the district took back lie in them. Own
  /// files put aside stay.
  static void drop(Path folder) throws StoreException {
    try {
      for (String name : damaged(folder)) {
        Files.deleteIfExists(DamagedPages.log(folder.resolve(name)));
        Files.deleteIfExists(folder.resolve(name));
      }
    } catch (IOException e) {
      throw StoreException.of("deleting a damaged database", e);
    }
  }
}
