package cn.ruhu.server.s3;

import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.files.Body;
import cn.ruhu.server.files.Uploads;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Uploads in a store that speaks S3: each part that came is an object of its own, and a row of the
/// database says where in the file it stands. An offset is told when both are safe. Of two requests
/// that add at the same place, on whichever instances, the row lets one through: no lock is held
/// while a body comes in, and none is left behind by an instance that is killed.
///
/// A file that came in one part is written as a whole at once and needs no row. Parts are read
/// twice at the end, once for the hash and once into the whole, so that nothing of a file ever lies
/// on this machine's disk.
public final class S3Uploads implements Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(S3Uploads.class);
  private static final String PART = "part/";

  private final S3Client client;
  private final S3Stock stock;
  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int partMax;
  private final Semaphore room;

  /// @param partMax bytes of one part; each lies in memory until it is in the store
  /// @param atOnce parts that may lie in memory; who sends one more is told to come back
  public record Room(int partMax, int atOnce) {}

  S3Uploads(
      S3Client client,
      S3Stock stock,
      Database database,
      InstantSource clock,
      RandomGenerator random,
      Room room) {
    this.client = client;
    this.stock = stock;
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.partMax = room.partMax();
    this.room = new Semaphore(room.atOnce());
  }

  /// A part that is safe.
  private record Part(long start, long length, String object) {}

  /// Those that follow each other from the beginning.
  private static List<Part> parts(Tx tx, FileAddress address, UUID caseId) throws StorageException {
    var next = new ArrayList<Part>();
    for (Part part : all(tx, address, caseId)) if (part.start() == end(next)) next.add(part);
    return next;
  }

  private static List<Part> all(Tx tx, FileAddress address, UUID caseId) throws StorageException {
    return tx.all(
        """
        SELECT start, length, object FROM file_part WHERE address = ? AND case_id = ?
        ORDER BY start
        """,
        row -> new Part(row.number("start"), row.number("length"), row.text("object")),
        address.text(),
        caseId);
  }

  private static long end(List<Part> parts) {
    return parts.isEmpty() ? 0 : parts.getLast().start() + parts.getLast().length();
  }

  private List<Part> parts(FileAddress address, UUID caseId) throws StorageException {
    return database.read(tx -> parts(tx, address, caseId));
  }

  @Override
  public long offset(FileAddress address, UUID caseId) throws StorageException {
    return end(parts(address, caseId));
  }

  @Override
  public Optional<Upload> claim(FileAddress address, UUID caseId) throws StorageException {
    if (!room.tryAcquire()) return Optional.empty();
    boolean claimed = false;
    try {
      var upload = new Coming(address, caseId, offset(address, caseId));
      claimed = true;
      return Optional.of(upload);
    } finally {
      if (!claimed) room.release();
    }
  }

  @Override
  public long count() throws StorageException {
    return database.read(tx ->
        tx.number(
            "SELECT count(*) AS n FROM (SELECT DISTINCT address, case_id FROM file_part) AS u"));
  }

  /// Rows first: an object without a row is nothing, a row without its object breaks an upload. An
  /// object that has no row, since its instance was killed in between, goes when it is as old.
  @Override
  public int sweep(Instant before) throws StorageException, IOException {
    int swept =
        database.write(tx -> {
          String old =
              """
              FROM (SELECT address AS a, case_id AS c FROM file_part
                GROUP BY address, case_id HAVING max(at) < ?) AS over
              """;
          long uploads = tx.number("SELECT count(*) AS n " + old, before.toEpochMilli());
          tx.run(
              "DELETE FROM file_part WHERE EXISTS (SELECT 1 "
                  + old
                  + "WHERE over.a = file_part.address AND over.c = file_part.case_id)",
              before.toEpochMilli());
          return (int) uploads;
        });
    Set<String> needed =
        database.read(
            tx -> new HashSet<>(tx.all("SELECT object FROM file_part", row -> row.text("object"))));
    client.each(
        PART,
        item -> {
          if (item.modified().isBefore(before) && !needed.contains(item.key()))
            client.delete(item.key());
        });
    return swept;
  }

  /// What is left of an upload goes; what stays by a fault is swept one day.
  private void discard(FileAddress address, UUID caseId) throws StorageException {
    List<Part> over =
        database.write(tx -> {
          List<Part> all = all(tx, address, caseId);
          tx.run("DELETE FROM file_part WHERE address = ? AND case_id = ?", address.text(), caseId);
          return all;
        });
    for (Part part : over) forget(part.object());
  }

  private void forget(String object) {
    try {
      client.delete(object);
    } catch (IOException e) {
      LOG.info("a part that is not needed any more stays for now: {}", e.getMessage());
    }
  }

  /// The bytes of parts one after the other, one part at a time in memory.
  private final class Composed extends InputStream {
    private final List<Part> parts;
    private int next;
    private byte[] now = new byte[0];
    private int at;

    Composed(List<Part> parts) {
      this.parts = parts;
    }

    private boolean isOver() throws IOException {
      while (at == now.length) {
        if (next == parts.size()) return true;
        Part part = parts.get(next++);
        now =
            client
                .get(part.object(), 0, (int) part.length())
                .filter(got -> got.length() == part.length())
                .orElseThrow(Lost::new)
                .bytes();
        at = 0;
      }
      return false;
    }

    @Override
    public int read() throws IOException {
      return isOver() ? -1 : now[at++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) return 0;
      if (isOver()) return -1;
      int n = Math.min(length, now.length - at);
      System.arraycopy(now, at, buffer, offset, n);
      at += n;
      return n;
    }
  }

  /// A part that was safe is not there any more, or is not what it was.
  private static final class Lost extends EOFException {
    private static final long serialVersionUID = 1;

    Lost() {
      super("a part of an upload is gone from the store");
    }
  }

  /// An upload in the hands of one request.
  private final class Coming implements Upload {
    private final FileAddress address;
    private final UUID caseId;
    private final long offset;
    private byte[] taken = new byte[0];
    private String hash = Hashes.sha256Hex();
    private final AtomicBoolean held = new AtomicBoolean(true);

    Coming(FileAddress address, UUID caseId, long offset) {
      this.address = address;
      this.caseId = caseId;
      this.offset = offset;
    }

    @Override
    public long offset() {
      return offset;
    }

    @Override
    public Taken take(InputStream body, long max) {
      int most = (int) Math.min(max, partMax);
      var bytes = new ByteArrayOutputStream(Math.min(most, 64 << 10));
      byte[] buffer = new byte[Math.clamp(most, 1, 64 << 10)];
      boolean cut = false;
      try {
        while (bytes.size() < most) {
          int n = Body.read(body, buffer, 0, Math.min(buffer.length, most - bytes.size()));
          if (n < 0) break;
          bytes.write(buffer, 0, n);
        }
      } catch (Body.CutOff e) {
        cut = true;
      }
      taken = bytes.toByteArray();
      hash = Hashes.sha256Hex(taken);
      return new Taken(taken.length, hash, cut);
    }

    @Override
    public void keep() throws StorageException, IOException {
      if (taken.length == 0) return;
      String object =
          PART
              + address.text()
              + "/"
              + caseId
              + "/"
              + offset
              + "-"
              + Long.toHexString(random.nextLong());
      client.put(object, S3Client.Content.of(taken, hash));
      boolean mine =
          database.write(tx ->
              end(parts(tx, address, caseId)) == offset
                  && tx.run(
                          """
                          INSERT INTO file_part (address, case_id, start, length, object, at)
                          VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                          """,
                          address.text(),
                          caseId,
                          offset,
                          taken.length,
                          object,
                          clock.millis())
                      == 1);
      if (mine) return;
      forget(object);
      throw new Overtaken();
    }

    @Override
    public void drop() {
      taken = new byte[0];
    }

    @Override
    public Optional<Long> finish() throws StorageException, IOException {
      if (offset == 0) return finishAtOnce();
      keep();
      List<Part> all = parts(address, caseId);
      try {
        if (hash(all).equals(address.hex())) {
          stock.put(address, S3Client.Content.of(() -> new Composed(all), end(all), address.hex()));
          return Optional.of(end(all));
        }
      } catch (Lost e) {
        LOG.error("{} is asked for from its beginning: {}", address, e.getMessage());
      }
      discard(address, caseId);
      return Optional.empty();
    }

    /// Its bytes lie in memory no longer than this: others may come while its commit is waited for.
    private Optional<Long> finishAtOnce() throws IOException {
      long length = taken.length;
      boolean right = hash.equals(address.hex());
      if (right) stock.put(address, S3Client.Content.of(taken, hash));
      taken = new byte[0];
      close();
      return right ? Optional.of(length) : Optional.empty();
    }

    private String hash(List<Part> all) throws IOException {
      MessageDigest digest = Hashes.sha256();
      byte[] buffer = new byte[64 << 10];
      var in = new Composed(all);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
      return Hashes.hex(digest.digest());
    }

    @Override
    public void noted() throws StorageException {
      if (offset > 0) discard(address, caseId);
    }

    @Override
    public void close() {
      if (held.getAndSet(false)) room.release();
    }
  }
}
