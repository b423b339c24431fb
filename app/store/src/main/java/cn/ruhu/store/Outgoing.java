package cn.ruhu.store;

import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bundles for a machine beside this one, kept while what they hold still waits: a bundle goes on
/// where it was cut only when it is the very same one. As soon as anything else waits they are made
/// anew. Sealed as all bundles are; written by [Exports]. Thread-safe; one hand-over at a time.
public final class Outgoing {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

  /// small ones: a program that is killed loses what came of one
  private static final long BUNDLE_BYTES = 32L << 20;

  private static final Duration KEPT = Duration.ofDays(7);
  private static final String HALF = ".half";

  private final Machine machine;
  private final Path folder;
  private final Disk disk;
  private final long bundleBytes;

  Outgoing(Machine machine, Path folder, Disk disk) {
    this(machine, folder, disk, BUNDLE_BYTES);
  }

  Outgoing(Machine machine, Path folder, Disk disk, long bundleBytes) {
    this.machine = machine;
    this.folder = folder;
    this.disk = disk;
    this.bundleBytes = bundleBytes;
  }

  /// A bundle that lies ready.
  public record Bundle(String id, Path file, long bytes) {}

  /// What lies ready.
  ///
  /// @param exported what it holds
  public record Ready(List<Bundle> bundles, Exports.Exported exported) {
    public Ready {
      bundles = List.copyOf(bundles);
    }
  }

  /// Makes bundles of what waits, or finds those that were made of just that. Interrupting the
  /// thread stops it.
  ///
  /// @param who whose work
  /// @throws StoreException about this machine's disk: `DISK_FULL` when there is no room for a copy
  public Ready prepare(Predicate<UUID> who, Exports.Progress progress) throws StoreException {
    Path whole = folder.resolve(mark(who));
    try {
      if (Files.isDirectory(whole)) return found(whole, who);
      clear();
      Path half = folder.resolve(whole.getFileName() + HALF);
      Permissions.folder(folder);
      Permissions.folder(half);
      Exports.Exported made = export(half, who, progress);
      // whose work could not be read is asked again the next time
      if (!made.left().isEmpty()) return new Ready(bundles(half), made);
      Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
      Permissions.forceFolder(folder);
      return new Ready(bundles(whole), made);
    } catch (IOException e) {
      throw StoreException.of("preparing bundles", e);
    }
  }

  /// What was made before it failed goes: the disk may be full.
  private Exports.Exported export(Path half, Predicate<UUID> who, Exports.Progress progress)
      throws StoreException {
    try {
      return new Exports(machine, disk, bundleBytes).export(half, who, progress);
    } catch (StoreException e) {
      clear();
      throw e;
    }
  }

  /// Lets go of bundles nobody waits for any more.
  public void clear() throws StoreException {
    if (!Files.isDirectory(folder)) return;
    try (Stream<Path> all = Files.list(folder)) {
      for (Path made : all.toList()) delete(made);
    } catch (IOException e) {
      throw StoreException.of("clearing bundles", e);
    }
  }

  /// Lets go of what was made long ago: it is made again when somebody wants it.
  void sweep() throws StoreException {
    long before = machine.now() - KEPT.toMillis();
    if (Files.isDirectory(folder) && folder.toFile().lastModified() < before) clear();
  }

  private static void delete(Path made) throws IOException {
    if (Files.isDirectory(made))
      try (Stream<Path> all = Files.list(made)) {
        for (Path file : all.toList()) Files.deleteIfExists(file);
      }
    Files.deleteIfExists(made);
  }

  private String mark(Predicate<UUID> who) throws StoreException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
    String to = machine.enrolment().map(Enrolment::recoveryKey).orElse("");
    digest.update(to.getBytes(StandardCharsets.US_ASCII));
    for (UUID user : machine.users()) {
      if (!who.test(user)) continue;
      try (UnsentWork work = UnsentWork.open(machine.vaultFolder(user))) {
        work.mark(digest);
      } catch (StoreException e) {
        LOG.warn("a vault is left out: {}", e.code());
      }
    }
    return Hashes.hex(digest.digest());
  }

  private Ready found(Path whole, Predicate<UUID> who) throws StoreException, IOException {
    List<Bundle> bundles = bundles(whole);
    List<Exports.Unsent> waits =
        new Exports(machine, disk).unsent().stream().filter(u -> who.test(u.user())).toList();
    return new Ready(
        bundles,
        new Exports.Exported(
            bundles.size(),
            waits.size(),
            waits.stream().mapToInt(Exports.Unsent::ops).sum(),
            waits.stream().mapToInt(Exports.Unsent::files).sum(),
            bundles.stream().mapToLong(Bundle::bytes).sum(),
            List.of()));
  }

  private static List<Bundle> bundles(Path made) throws IOException {
    var out = new ArrayList<Bundle>();
    try (Stream<Path> all = Files.list(made)) {
      for (Path file : all.sorted().toList())
        name(file).ifPresent(id -> out.add(new Bundle(id, file, file.toFile().length())));
    }
    return out;
  }

  private static Optional<String> name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(Bundles.ENDING)
        ? Optional.of(name.substring(0, name.length() - Bundles.ENDING.length()))
        : Optional.empty();
  }
}
