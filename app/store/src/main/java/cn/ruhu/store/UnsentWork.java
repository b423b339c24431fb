package cn.ruhu.store;

import cn.ruhu.wire.Aead;
import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.BundleWriter;
import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.Witness;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One person's work that has not reached the district, read as it lies, without a key and beside
/// whoever has the store open. Since [#hold] it stays as it was then. Not thread-safe.
final class UnsentWork implements AutoCloseable {
  /// What no backup that may be restored is known to hold goes along: a district that lost it has
  /// no gap then.
  private static final String LINES =
      "FROM journal WHERE state = 'PENDING' OR ack_seq > (SELECT safe_seq FROM sync_state)";

  private final Path folder;
  private final Db db;
  private final UUID user;
  private @Nullable Amount amount;

  /// A file that goes along.
  ///
  /// @param lies bytes on the disk
  record File(BundleWriter.SealedFacts facts, long lies) {}

  /// How much it is.
  ///
  /// @param ops that wait
  /// @param lines that go along, more than those that wait
  /// @param lineBytes of these
  record Amount(int ops, int lines, long lineBytes, List<File> files) {
    boolean isNothing() {
      return ops == 0 && files.isEmpty();
    }

    long bytes() {
      return lineBytes + files.stream().mapToLong(File::lies).sum();
    }
  }

  /// What signs a bundle and says to whom it goes.
  record Signing(
      UUID device, SigningKey key, String app, long now, RandomGenerator random, VaultFile vault) {
    Signing(Machine machine, VaultFile vault) {
      this(
          machine.device(),
          machine.signingKey(),
          machine.app(),
          machine.now(),
          machine.random(),
          vault);
    }
  }

  private UnsentWork(Path folder, Db db, UUID user) {
    this.folder = folder;
    this.db = db;
    this.user = user;
  }

  /// @throws StoreException `NO_FILE` when there is no database, `NEWER` when another program made
  ///   it
  static UnsentWork open(Path folder) throws StoreException {
    Path file = folder.resolve(Machine.DATABASE);
    if (!Files.exists(file)) throw new StoreException(StoreException.Code.NO_FILE, "no database");
    Db db = Db.openToLook(file);
    boolean done = false;
    try {
      if (version(db) > Steps.LATEST)
        throw new StoreException(StoreException.Code.NEWER, "database of a newer program");
      done = true;
      return new UnsentWork(folder, db, UUID.fromString(String.valueOf(folder.getFileName())));
    } finally {
      if (!done) db.close();
    }
  }

  private static long version(Db db) throws StoreException {
    return db.read("reading the version", c -> Db.number(c, "PRAGMA user_version"));
  }

  UUID user() {
    return user;
  }

  /// From now on what is read is of one moment.
  void hold() throws StoreException {
    db.read(
        "holding a moment",
        c -> {
          try (Statement s = c.createStatement()) {
            s.execute("BEGIN");
          }
          return Db.number(c, "SELECT count(*) FROM journal");
        });
    amount();
  }

  Amount amount() throws StoreException {
    Amount known = amount;
    if (known != null) return known;
    long version = version(db);
    Amount found =
        db.read(
            "counting what waits",
            c -> {
              int ops = (int) Db.number(c, "SELECT count(*) FROM journal WHERE state = 'PENDING'");
              int lines = (int) Db.number(c, "SELECT count(*) " + LINES);
              long bytes = Db.number(c, "SELECT sum(length + 160) " + LINES);
              return new Amount(ops, lines, bytes, files(c, version));
            });
    amount = found;
    return found;
  }

  /// Own files without a receipt, in the order they would be sent.
  private List<File> files(Connection c, long version) throws SQLException {
    String wanted = version < 3 ? "0" : "f.wanted";
    String sql =
        """
        SELECT f.name, f.case_id, f.length, f.sealed FROM file f
        WHERE f.state = 'KEPT' AND (%s = 1 OR EXISTS (
          SELECT 1 FROM journal_file jf JOIN journal j ON j.n = jf.n
          WHERE jf.name = f.name AND ifnull(j.ack_verdict, '') <> 'REJECTED'))
        ORDER BY f.hint, f.length, f.name
        """
            .formatted(wanted);
    var out = new ArrayList<File>();
    try (PreparedStatement p = c.prepareStatement(sql);
        ResultSet r = p.executeQuery()) {
      while (r.next()) {
        var facts =
            new BundleWriter.SealedFacts(
                r.getString(1), UUID.fromString(r.getString(2)), r.getLong(3), r.getBytes(4));
        long lies = AtRest.sealedLength(facts.length());
        if (place(facts).toFile().length() == lies) out.add(new File(facts, lies));
        else
          org.slf4j.LoggerFactory.getLogger(UnsentWork.class)
              .error("a kept file is not what was written, it cannot go along");
      }
    }
    return out;
  }

  private Path place(BundleWriter.SealedFacts facts) {
    return folder.resolve(Machine.FILES).resolve(facts.name());
  }

  /// Is another one whenever other lines or files would go along, the lines stand in another
  /// journal, or another history is known.
  void mark(MessageDigest into) throws StoreException {
    for (File f : amount().files())
      into.update(f.facts().name().getBytes(StandardCharsets.US_ASCII));
    db.read(
        "reading what waits",
        c -> {
          into.update((user + " " + BundleReceipts.resets(c)).getBytes(StandardCharsets.US_ASCII));
          String lines = "SELECT op_id || jid || jseq " + LINES + " ORDER BY n";
          try (PreparedStatement p = c.prepareStatement(lines);
              ResultSet r = p.executeQuery()) {
            while (r.next()) into.update(r.getString(1).getBytes(StandardCharsets.US_ASCII));
          }
          return true;
        });
  }

  /// The files in groups of at most so many bytes, a larger one alone; every group goes with all
  /// lines, so that each bundle stands for itself.
  List<List<File>> shares(long bytesMax) throws StoreException {
    var out = new ArrayList<List<File>>();
    var share = new ArrayList<File>();
    long bytes = 0;
    for (File f : amount().files()) {
      if (!share.isEmpty() && bytes + f.lies() > bytesMax) {
        out.add(List.copyOf(share));
        share.clear();
        bytes = 0;
      }
      share.add(f);
      bytes += f.lies();
    }
    out.add(List.copyOf(share));
    return out;
  }

  /// Writes a bundle with these files.
  void write(OutputStream out, String id, List<File> share, Signing by)
      throws IOException, StoreException {
    VaultFile vault = by.vault();
    String to = String.valueOf(vault.recoveryKey());
    var writer = new BundleWriter(out, id, to, Bundles.tag(by.device(), user), by.random());
    writer.manifest(manifest(id, share, by, writer.keyCheck()), by.key());
    lines(writer);
    for (File f : share) file(writer, f);
    writer.end();
  }

  private Bundles.Manifest manifest(String id, List<File> share, Signing by, String keyCheck)
      throws StoreException {
    int lines = amount().lines();
    long bytes = share.stream().mapToLong(f -> f.facts().length()).sum();
    String workKey = String.valueOf(by.vault().recoverySealed());
    return db.read(
        "reading where it stands",
        c ->
            new Bundles.Manifest(
                id,
                by.device(),
                user,
                by.app(),
                by.now(),
                keyCheck,
                workKey,
                lines,
                share.size(),
                bytes,
                BundleReceipts.resets(c),
                witness(c),
                cursors(c)));
  }

  private static @Nullable Witness witness(Connection c) throws SQLException {
    String epoch = Db.text(c, "SELECT epoch FROM sync_state");
    if (epoch == null) return null;
    long seq = Db.number(c, "SELECT witness_seq FROM sync_state");
    return new Witness(
        epoch, seq, String.valueOf(Db.text(c, "SELECT witness_hash FROM sync_state")));
  }

  private static Map<String, Cursor> cursors(Connection c) throws SQLException {
    var out = new TreeMap<String, Cursor>();
    try (PreparedStatement p = c.prepareStatement("SELECT scope, seq, hash FROM cursor");
        ResultSet r = p.executeQuery()) {
      while (r.next()) out.put(r.getString(1), new Cursor(r.getLong(2), r.getString(3)));
    }
    return out;
  }

  /// A fault of the stick while rows are read, carried through what knows only faults of the store.
  private static final class Target extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient IOException fault;

    Target(IOException fault) {
      super(fault);
      this.fault = fault;
    }
  }

  private void lines(BundleWriter writer) throws IOException, StoreException {
    try {
      db.read(
          "reading the journal",
          c -> {
            try (PreparedStatement p =
                    c.prepareStatement(
                        "SELECT jid, jseq, op_id, prev_hash, hash, body " + LINES + " ORDER BY n");
                ResultSet r = p.executeQuery()) {
              while (r.next()) line(writer, r);
            }
            return true;
          });
    } catch (Target e) {
      throw e.fault;
    }
  }

  private static void line(BundleWriter writer, ResultSet r) throws SQLException {
    try {
      writer.line(
          new BundleWriter.SealedLine(
              r.getString(1),
              r.getLong(2),
              UUID.fromString(r.getString(3)),
              r.getString(4),
              r.getString(5),
              r.getBytes(6)));
    } catch (IOException e) {
      throw new Target(e);
    }
  }

  /// A segment that cannot be read any more is missing from the bundle; the district says so, and
  /// everything else counts.
  private void file(BundleWriter writer, File f) throws IOException {
    writer.file(f.facts());
    long length = f.facts().length();
    try (var raw = new RandomAccessFile(place(f.facts()).toFile(), "r")) {
      long segments = AtRest.segments(length);
      for (long i = 0; i < segments; i++) {
        byte[] sealed = read(raw, AtRest.plainLength(length, i) + Aead.OVERHEAD);
        if (sealed.length == 0) return;
        writer.segment(sealed);
      }
    } catch (java.io.FileNotFoundException e) {
      org.slf4j.LoggerFactory.getLogger(UnsentWork.class).warn("a file went while it was taken");
    }
  }

  private static byte[] read(RandomAccessFile raw, int length) {
    byte[] out = new byte[length];
    try {
      raw.readFully(out);
      return out;
    } catch (EOFException e) {
      return new byte[0];
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(UnsentWork.class).error("a kept file cannot be read");
      return new byte[0];
    }
  }

  @Override
  public void close() throws StoreException {
    db.close();
  }
}
