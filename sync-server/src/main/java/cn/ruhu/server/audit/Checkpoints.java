package cn.ruhu.server.audit;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.FeedRows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.disk.Disk;
import cn.ruhu.wire.Checkpoint;
import cn.ruhu.wire.SigningKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs where the audit log stands, every hour and at the end (SYNC §4.8), and appends each
/// signature to a file an operator ships to another house: whoever rewrites the log afterwards, or
/// cuts its end off, is found out by it. Safe to run on several instances at once, each with its
/// own file. Thread-safe.
public final class Checkpoints implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final int PAGE = 1_000;

  private final Database database;
  private final SigningKey key;
  private final Path file;
  private final InstantSource clock;

  /// @param file gets a line for every checkpoint, also of other instances
  public Checkpoints(Database database, SigningKey key, Path file, InstantSource clock) {
    this.database = database;
    this.key = key;
    this.file = file;
    this.clock = clock;
  }

  /// Signs the log as it stands, unless nothing was written since the last time.
  ///
  /// @return line of the log that was signed, empty when nothing was new
  public Optional<Long> make() throws StorageException, IOException {
    Optional<Long> made = database.write(this::sign);
    append();
    return made;
  }

  private Optional<Long> sign(Tx tx) throws StorageException {
    Optional<FeedRows.Head> feed = tx.feed().head();
    Audit.Last log = Audit.lockedHead(tx);
    Optional<String> last =
        tx.one(
            "SELECT line FROM audit_checkpoint ORDER BY seq DESC LIMIT 1", row -> row.text("line"));
    boolean old =
        last.flatMap(Checkpoint::parse).map(c -> c.seq() == log.seq()).orElse(log.seq() == 0);
    if (feed.isEmpty() || old) return Optional.empty();
    var stand =
        new Checkpoint.Stand(
            log.seq(),
            log.hash(),
            feed.get().epoch(),
            feed.get().seq(),
            feed.get().hash(),
            clock.millis());
    String before = last.map(Checkpoint::hashOf).orElse(Audit.GENESIS);
    Checkpoint checkpoint = Checkpoint.sign(stand, before, key);
    tx.run("INSERT INTO audit_checkpoint (seq, line) VALUES (?, ?)", log.seq(), checkpoint.line());
    return Optional.of(log.seq());
  }

  /// Brings the file up to what the database has; what a fault left out, or half, comes now.
  private synchronized void append() throws StorageException, IOException {
    if (!Files.exists(file)) Disk.ownFile(Files.createFile(file));
    long have = repaired();
    while (true) {
      long after = have;
      List<String> lines =
          database.read(tx ->
              tx.all(
                  "SELECT line FROM audit_checkpoint WHERE seq > ? ORDER BY seq LIMIT ?",
                  row -> row.text("line"),
                  after,
                  PAGE));
      if (lines.isEmpty()) return;
      byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.APPEND)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) out.write(buffer);
        out.force(true);
      }
      have = Checkpoint.parse(lines.getLast()).map(Checkpoint::seq).orElse(Long.MAX_VALUE);
    }
  }

  /// Cuts half a line off the end.
  ///
  /// @return line of the log its last checkpoint names, 0 for none
  private long repaired() throws IOException {
    byte[] all = Files.readAllBytes(file);
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') end--;
    if (end < all.length)
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        out.truncate(end);
        out.force(true);
      }
    List<String> lines = new String(all, 0, end, StandardCharsets.UTF_8).lines().toList();
    return lines.isEmpty() ? 0 : Checkpoint.parse(lines.getLast()).map(Checkpoint::seq).orElse(0L);
  }

  /// As [#make]; a fault is logged and the next hour tries again.
  @Override
  public void run() {
    try {
      make();
    } catch (StorageException | IOException | RuntimeException e) {
      LOG.error("the audit log was not signed", e);
    }
  }
}
