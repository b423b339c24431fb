package cn.ruhu.journeys.simulation;

import cn.ruhu.server.db.GrantRows;
import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.SqliteDistrict;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.store.Disk;
import cn.ruhu.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/// The program's own stores on files: the client's vaults and the server's embedded database. In a
/// file system of memory where there is one: what survives a power cut is proven elsewhere, and
/// nothing here waits for a disk.
final class RealDisks implements Disks {
  private static final Path IN_MEMORY = Path.of("/dev/shm");
  private static final Map<UUID, Path> ENROLLED = new ConcurrentHashMap<>();

  private final Path folder;
  private long names;

  RealDisks() throws IOException {
    folder = Files.createTempDirectory(root(), "ruhu-world");
  }

  private static Path root() {
    return Files.isDirectory(IN_MEMORY) && Files.isWritable(IN_MEMORY)
        ? IN_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /// A name nothing has yet.
  Path fresh(String what) {
    return folder.resolve(what + ++names);
  }

  @Override
  public MachineDisk machine(long number, UUID staff, long seed) throws Exception {
    return new RealMachineDisk(this, staff, new Random(seed), enrolledCopy(staff), Disk.real());
  }

  /// A new machine with its person's empty vault.
  Path enrolledCopy(UUID staff) throws IOException {
    Path home = fresh("machine");
    copy(enrolled(staff), home);
    return home;
  }

  /// A machine with its person's empty vault. Made once for each person: making one costs more than
  /// a day on it.
  private static Path enrolled(UUID staff) {
    return ENROLLED.computeIfAbsent(
        staff,
        _ -> {
          try {
            Path home = Files.createTempDirectory(root(), "ruhu-machine");
            RealMachineDisk.make(staff, home);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> swept(home)));
            return home;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (StoreException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void swept(Path home) {
    try {
      delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public DistrictDisk district() throws Exception {
    return district(fresh("district"), UnaryOperator.identity());
  }

  /// The district in a file.
  ///
  /// @param cut what stands between the program and its connections for writing
  DistrictDisk district(Path file, UnaryOperator<DataSource> cut) throws StorageException {
    return new District(file, cut);
  }

  /// Every step costs some writes here.
  @Override
  public int days() {
    return 24;
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  /// Copies a folder as it is, without the files that only running programs share.
  static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            if (!file.toString().endsWith("-shm"))
              Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Copies a database as it is, with its log.
  static void copyDatabase(Path from, Path to) throws IOException {
    Files.copy(from, to);
    Path log = Path.of(from + "-wal");
    if (Files.exists(log)) Files.copy(log, Path.of(to + "-wal"));
  }

  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// A [SqliteDistrict] as a disk.
  private final class District implements DistrictDisk {
    private final SqliteDistrict district;

    District(Path file, UnaryOperator<DataSource> cut) throws StorageException {
      district = SqliteDistrict.open(file, new Random(names), cut);
    }

    @Override
    public Ledger ledger() {
      return district.ledger();
    }

    @Override
    public List<Held> records() throws StorageException {
      return district.records();
    }

    @Override
    public boolean answered(UUID opId) throws StorageException {
      return district.answered(opId);
    }

    @Override
    public Map<UUID, Set<UUID>> waiting() throws StorageException {
      return district.waiting();
    }

    @Override
    public void person(GrantRows.Person person) throws StorageException {
      district.person(person);
    }

    @Override
    public void epoch(UUID epoch) throws StorageException {
      district.epoch(epoch);
    }

    @Override
    public void safe(long seq) throws StorageException {
      district.safe(seq);
    }

    @Override
    public Image<DistrictDisk> backup() throws StorageException {
      Path backup = fresh("backup");
      district.copyTo(backup);
      return () -> {
        Path laid = fresh("district");
        try {
          Files.copy(backup, laid);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return new District(laid, UnaryOperator.identity());
      };
    }

    @Override
    public void close() {
      district.close();
    }
  }
}
