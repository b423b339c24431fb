package cn.ruhu.server.jobs;

import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.FileRows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.files.FileStock;
import cn.ruhu.server.files.Pause;
import cn.ruhu.wire.FileAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads every file again, once in a period, and compares it with its address: a disk forgets
/// without saying so. What is damaged is moved aside with its bytes, never deleted; what is damaged
/// or gone counts as never arrived and is asked of machines again.
///
/// The addresses are cut into [#SLOTS] equal parts; each run reads as many as the time since the
/// last one asks for, up to its bound, and the next one goes on there. A run that is killed or
/// given up is done again from its beginning. Safe beside the running server, on several instances.
/// Thread-safe.
public final class Scrub implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Scrub.class);

  /// first six hex digits of an address
  static final int SLOTS = 1 << 24;

  private static final int DIGITS = 6;
  private static final String PREFIX = FileAddress.of(new byte[0]).text().split("-", 2)[0] + "-";
  private static final String END = PREFIX + "g"; // behind every hex digit
  private static final int BATCH = 500;

  private final Parts parts;
  private final Rules rules;
  private final Consumer<Scrubbed> told;

  /// What is read, and where it is noted.
  ///
  /// @param root folder of this machine, where who reads now is known
  public record Parts(
      Database database, FileStock files, Path root, Audit audit, InstantSource clock) {}

  /// How it is read.
  ///
  /// @param period in which every file is read once
  /// @param runBytes after so many bytes a run ends
  /// @param pause taken after each block of a file
  public record Rules(Duration period, long runBytes, Pause pause) {}

  /// What a file turned out to be.
  public enum Found {
    SOUND,
    DAMAGED,
    MISSING,
    /// there, and not to be opened or moved: left as it is
    UNREADABLE;

    /// As it stands in figures and answers.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a run came to.
  ///
  /// @param whole false when it was given up
  public record Scrubbed(Map<Found, Long> files, long bytes, boolean whole) {
    public Scrubbed {
      files = Map.copyOf(files);
    }

    public long count(Found found) {
      return files.getOrDefault(found, 0L);
    }

    public long all() {
      return files.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /// The folder holds no file at all: it is not mounted, or all is lost. Nothing was noted.
  public static final class Gone extends IOException {
    private static final long serialVersionUID = 1;

    Gone(String place) {
      super("no file lies in " + place);
    }
  }

  /// @param told what each run came to
  public Scrub(Parts parts, Rules rules, Consumer<Scrubbed> told) {
    this.parts = parts;
    this.rules = rules;
    this.told = told;
  }

  /// Reads what is due now.
  ///
  /// @return empty while somebody else reads
  /// @throws Gone when a file is missing and no other is there
  public Optional<Scrubbed> share() throws StorageException, IOException {
    Optional<ScrubMark> claimed = ScrubMark.claim(parts.root(), parts.files());
    if (claimed.isEmpty()) return Optional.empty();
    try (ScrubMark mark = claimed.get()) {
      long now = parts.clock().millis();
      long period = rules.period().toMillis();
      var from = ScrubMark.read(parts.files()).orElse(new ScrubMark.Position(0, now));
      long begun = Math.clamp(from.at(), now - period, now);
      int due = (int) ((now - begun) * SLOTS / period);
      var walk = new Walk(rules.runBytes());
      int first = Math.min(from.slot() + due, SLOTS);
      int done = walk.from(from.slot(), first) - from.slot();
      if (walk.goesOn && first - from.slot() < due)
        done += walk.from(0, due - (first - from.slot()));
      mark.write(
          new ScrubMark.Position((from.slot() + done) % SLOTS, begun + done * period / SLOTS));
      return Optional.of(told(walk));
    }
  }

  /// Reads everything now.
  ///
  /// @return empty while somebody else reads
  /// @throws Gone when a file is missing and no other is there
  public Optional<Scrubbed> all() throws StorageException, IOException {
    Optional<ScrubMark> claimed = ScrubMark.claim(parts.root(), parts.files());
    if (claimed.isEmpty()) return Optional.empty();
    try (ScrubMark _ = claimed.get()) {
      var walk = new Walk(Long.MAX_VALUE);
      walk.from(0, SLOTS);
      return Optional.of(told(walk));
    }
  }

  private Scrubbed told(Walk walk) {
    var scrubbed = new Scrubbed(walk.found, walk.bytes, walk.whole);
    told.accept(scrubbed);
    return scrubbed;
  }

  /// How long ago everything was read that had to be read then; 0 before the first run.
  public Duration behind() throws IOException {
    return ScrubMark.read(parts.files())
        .map(p -> Duration.ofMillis(Math.max(0, parts.clock().millis() - p.at())))
        .orElse(Duration.ZERO);
  }

  /// As [#share]; a fault is logged and the next hour tries again.
  @Override
  public void run() {
    try {
      share().ifPresent(scrubbed -> LOG.debug("scrubbed {}", scrubbed));
    } catch (StorageException | IOException | RuntimeException e) {
      LOG.error("scrubbing failed", e);
    }
  }

  private static int slot(FileAddress address) {
    return Integer.parseInt(address.hex().substring(0, DIGITS), 16);
  }

  /// Where a slot's addresses begin.
  private static String beginning(int slot) {
    return slot == SLOTS ? END : PREFIX + "%06x".formatted(slot);
  }

  /// One run over the files.
  private final class Walk {
    private final long bytesMax;
    private final Map<Found, Long> found = new EnumMap<>(Found.class);
    private long bytes;
    private boolean goesOn = true;
    private boolean whole = true;

    Walk(long bytesMax) {
      this.bytesMax = bytesMax;
    }

    /// Reads slots `first` to before `end`.
    ///
    /// @return slot to go on with: `end`, or one that is not read to its end
    int from(int first, int end) throws StorageException, IOException {
      if (first == end) return end;
      String after = beginning(first);
      String below = beginning(end);
      int last = -1;
      while (true) {
        String behind = after;
        List<FileRows.Whole> batch =
            parts.database().read(tx -> tx.files().whole(behind, below, BATCH));
        if (batch.isEmpty()) return end;
        for (FileRows.Whole file : batch) {
          Optional<FileAddress> address = FileAddress.parse(file.address());
          after = file.address();
          if (address.isEmpty()) continue;
          int slot = slot(address.get());
          if (slot != last && bytes >= bytesMax) return stopped(slot);
          last = slot;
          try {
            found.merge(look(address.get(), file.length()), 1L, Long::sum);
            bytes += file.length();
          } catch (InterruptedException e) {
            whole = false;
            return stopped(slot);
          }
        }
      }
    }

    private int stopped(int slot) {
      goesOn = false;
      return slot;
    }
  }

  private Found look(FileAddress address, long length)
      throws StorageException, IOException, InterruptedException {
    FileStock.State state;
    FileStock.Aside aside = whole -> parts.files().has(address, whole);
    try {
      state = parts.files().compare(address, rules.pause());
      if (state == FileStock.State.DAMAGED) {
        Optional<FileStock.Aside> put = parts.files().setAside(address, parts.clock().instant());
        if (put.isEmpty()) return Found.SOUND;
        aside = put.get();
      }
    } catch (IOException e) {
      if (!parts.files().isUsed()) throw new Gone(parts.files().place()); // also when it is away
      LOG.error("{} cannot be read or moved", address, e);
      return Found.UNREADABLE;
    }
    if (state == FileStock.State.SOUND) return Found.SOUND;
    Found found = state == FileStock.State.MISSING ? Found.MISSING : Found.DAMAGED;
    if (found == Found.MISSING && !parts.files().isUsed()) throw new Gone(parts.files().place());
    return isLost(address, length, found, aside) ? found : Found.SOUND;
  }

  /// Notes it, unless it came whole meanwhile.
  private boolean isLost(FileAddress address, long length, Found found, FileStock.Aside aside)
      throws StorageException {
    boolean lost =
        parts
            .database()
            .write(tx -> {
              if (isThere(aside, length)) return false;
              tx.files().lose(address.text());
              parts
                  .audit()
                  .add(tx, new Audit.Entry("FILE_LOST", "", "", address.text(), found.label()));
              return true;
            });
    if (lost) LOG.error("{} is {}: it is asked of machines again", address, found.label());
    return lost;
  }

  private static boolean isThere(FileStock.Aside aside, long length) {
    try {
      return aside.isReplaced(length);
    } catch (IOException e) {
      return false; // went meanwhile
    }
  }
}
