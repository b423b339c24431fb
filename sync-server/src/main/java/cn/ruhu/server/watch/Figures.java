package cn.ruhu.server.watch;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/// The server's figures as Prometheus reads them: what [Meters] counted, and what stands in the
/// database, the folder and the process at this moment. Thread-safe.
public final class Figures {
  private static final Path MEMORY = Path.of("/proc/self/statm");
  private static final long PAGE_BYTES = 4_096;

  private final Parts parts;
  private final Bounded<Map<String, Long>> held;
  private final Bounded<Long> uploads;
  private final Bounded<Long> aside;
  private final Bounded<Long> behind;

  /// What figures are read from.
  ///
  /// @param folder where the files lie
  /// @param running requests under way
  /// @param asking how the database is asked
  public record Parts(
      String instance,
      Database database,
      Meters meters,
      Readiness readiness,
      Folder folder,
      IntSupplier running,
      Readiness.Asking asking) {}

  /// What is told of the place files lie in.
  ///
  /// @param uploads that are unfinished
  /// @param aside damaged files that were moved aside
  /// @param behind seconds since everything was read again that had to be then
  public record Folder(Asked uploads, Asked aside, Asked behind) {}

  /// A question to that place.
  @FunctionalInterface
  public interface Asked {
    long answer() throws StorageException, IOException;
  }

  public Figures(Parts parts) {
    this.parts = parts;
    this.held = bounded(this::held);
    this.uploads = bounded(parts.folder().uploads()::answer);
    this.aside = bounded(parts.folder().aside()::answer);
    this.behind = bounded(parts.folder().behind()::answer);
  }

  private <T> Bounded<T> bounded(Bounded.Question<T> question) {
    return new Bounded<>(question, parts.asking().executor(), parts.asking().patience());
  }

  /// Media type of [#text].
  public static String type() {
    return Exposition.TYPE;
  }

  /// Everything, anew. What cannot be read is left out: a figure that fails never hides the others.
  public String text() {
    var out = new Exposition();
    Readiness.State state = parts.readiness().look();
    out.gauge(
        "ruhu_instance_info",
        "Name of this instance.",
        Map.of("instance=\"" + parts.instance() + "\"", 1L));
    out.gauge("ruhu_ready", "1 when requests can be served.", state.ready() ? 1 : 0);
    out.gauge("ruhu_http_running", "Requests under way.", parts.running().getAsInt());
    parts.meters().write(out);
    if (state.silent() || !district(out)) // not waited for a second time
    out.gauge("ruhu_database_silent", "1 when the database does not answer.", 1);
    pools(out);
    if (!files(out))
      out.gauge("ruhu_disk_silent", "1 when the disk or the store of files does not answer.", 1);
    process(out);
    return out.toString();
  }

  /// @return false when one of them does not answer
  private boolean files(Exposition out) {
    boolean all = true;
    try {
      out.gauge("ruhu_disk_free_bytes", "Room on the disk.", parts.readiness().free());
    } catch (IOException e) {
      all = false;
    }
    all &= asked(out, "ruhu_uploads_unfinished", "Uploads that are not through.", uploads);
    all &= asked(out, "ruhu_files_damaged", "Damaged files that lie aside.", aside);
    String help = "Since every file that was due had been read again.";
    return asked(out, "ruhu_scrub_behind_seconds", help, behind) && all;
  }

  private static boolean asked(Exposition out, String name, String help, Bounded<Long> question) {
    try {
      out.gauge(name, help, question.answer());
      return true;
    } catch (StorageException e) {
      return false;
    }
  }

  private Map<String, Long> held() throws StorageException {
    return parts
        .database()
        .read(tx -> {
          Map<String, Long> n = new LinkedHashMap<>();
          n.put("seq", tx.number("SELECT seq AS n FROM feed"));
          n.put("safe", tx.number("SELECT safe_seq AS n FROM feed"));
          n.put("waiting", tx.number("SELECT count(DISTINCT op_id) AS n FROM op_waiting"));
          n.put("files", tx.number("SELECT count(*) AS n FROM file WHERE complete = 1"));
          n.put(
              "bytes",
              tx.number("SELECT coalesce(sum(length), 0) AS n FROM file WHERE complete = 1"));
          n.put("lost", tx.number("SELECT count(*) AS n FROM file WHERE complete = 0"));
          n.put("machines", tx.number("SELECT count(*) AS n FROM device WHERE active = 1"));
          n.put("audit", tx.number("SELECT coalesce(max(seq), 0) AS n FROM audit"));
          return n;
        });
  }

  /// @return false when the database does not answer
  private boolean district(Exposition out) {
    Map<String, Long> read;
    try {
      read = held.answer();
    } catch (StorageException e) {
      return false;
    }
    out.gauge("ruhu_feed_seq", "Newest commit.", value(read, "seq"));
    out.gauge(
        "ruhu_feed_safe_seq",
        "Commit every backup that may be restored holds.",
        value(read, "safe"));
    out.gauge("ruhu_ops_waiting", "Ops that wait for a record.", value(read, "waiting"));
    out.gauge("ruhu_files", "Files that are here whole.", value(read, "files"));
    out.gauge("ruhu_file_bytes", "Bytes of those files.", value(read, "bytes"));
    out.gauge("ruhu_files_wanted", "Files asked of machines again.", value(read, "lost"));
    out.gauge("ruhu_machines", "Machines enrolled.", value(read, "machines"));
    out.gauge("ruhu_audit_seq", "Newest line of the audit log.", value(read, "audit"));
    return true;
  }

  private static long value(Map<String, Long> read, String name) {
    return read.getOrDefault(name, 0L);
  }

  private void pools(Exposition out) {
    Map<String, Long> values = new LinkedHashMap<>();
    parts
        .database()
        .load()
        .forEach((pool, load) -> {
          String label = "pool=\"" + pool + "\",state=";
          values.put(label + "\"busy\"", (long) load.busy());
          values.put(label + "\"idle\"", (long) load.idle());
          values.put(label + "\"waiting\"", (long) load.waiting());
          values.put(label + "\"max\"", (long) load.max());
        });
    out.gauge("ruhu_database_connections", "Connections, and who waits for one.", values);
  }

  private static void process(Exposition out) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    Map<String, Long> used = new LinkedHashMap<>();
    used.put("area=\"heap\"", heap.getUsed());
    used.put("area=\"nonheap\"", other.getUsed());
    out.gauge("jvm_memory_used_bytes", "Memory of the virtual machine in use.", used);
    out.gauge("jvm_memory_max_bytes", "Most it may take.", Map.of("area=\"heap\"", heap.getMax()));
    out.gauge(
        "jvm_threads_current",
        "Platform threads.",
        ManagementFactory.getThreadMXBean().getThreadCount());
    out.gauge(
        "process_uptime_seconds",
        "Since the process began.",
        ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
    try {
      String[] pages = Files.readString(MEMORY, StandardCharsets.US_ASCII).split(" ", 3);
      out.gauge(
          "process_resident_memory_bytes",
          "Memory of the process.",
          Long.parseLong(pages[1]) * PAGE_BYTES);
    } catch (IOException | RuntimeException e) {
      out.gauge("process_resident_memory_bytes", "Memory of the process, unknown here.", 0);
    }
  }
}
