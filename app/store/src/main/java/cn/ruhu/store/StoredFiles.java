package cn.ruhu.store;

import cn.ruhu.wire.Bundles;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Protocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Photos, scans, signatures and survey answers: bytes exactly as they came, named by their hash.
/// Original bytes go to a `.tmp` file in sealed segments, are forced, renamed, the folder is
/// forced, and only then the row is written: a row never names a file that is not wholly there.
/// What a crash leaves behind is swept when the store is opened. Thread-safe.
public final class StoredFiles {
  private final Path folder;
  private final Db db;
  private final Keyring keys;
  private final Disk disk;
  private final java.time.InstantSource clock;
  private final Runnable arrived;
  private final ConcurrentHashMap<String, List<KeptFile.Row>> byAddress = new ConcurrentHashMap<>();

  /// counts whatever changes
  final AtomicLong moves = new AtomicLong();

  StoredFiles(
      Path folder, Db db, Keyring keys, Disk disk, java.time.InstantSource clock, Runnable arrived)
      throws StoreException {
    this.folder = folder;
    this.db = db;
    this.keys = keys;
    this.disk = disk;
    this.clock = clock;
    this.arrived = arrived;
    try {
      Permissions.folder(folder);
    } catch (IOException e) {
      throw StoreException.of("making the files folder", e);
    }
    db.read("reading the list of files", c -> FileRows.all(c, keys)).forEach(this::remember);
    sweep();
  }

  private void remember(KeptFile.Row row) {
    byAddress.compute(
        row.file().address(),
        (_, old) -> {
          var list = old == null ? new ArrayList<KeptFile.Row>() : new ArrayList<>(old);
          list.removeIf(x -> x.name().equals(row.name()));
          list.add(row);
          return List.copyOf(list);
        });
    moves.incrementAndGet();
  }

  private void forgetRow(KeptFile.Row row) {
    byAddress.computeIfPresent(
        row.file().address(),
        (_, old) -> {
          var list = old.stream().filter(x -> !x.name().equals(row.name())).toList();
          return list.isEmpty() ? null : list;
        });
    moves.incrementAndGet();
  }

  /// Deletes what a crash left: unfinished files, and finished ones whose row was never written.
  private void sweep() throws StoreException {
    var known = new HashSet<String>();
    rows().forEach(row -> known.add(row.name()));
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        if (!known.contains(String.valueOf(file.getFileName()))) Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw StoreException.of("sweeping the files folder", e);
    }
  }

  Stream<KeptFile.Row> rows() {
    return byAddress.values().stream().flatMap(List::stream);
  }

  /// As [#put(InputStream, UUID, String, int)], behind all others in the queue.
  public String put(byte[] content, UUID caseId, String mime) throws StoreException {
    return put(new ByteArrayInputStream(content), caseId, mime, 100);
  }

  /// Keeps a file of the person's own. The same bytes twice in one case are kept once.
  ///
  /// @param content read to its end, at most [Protocol#FILE_BYTES_MAX] bytes; not closed
  /// @param hint lower is sent first
  /// @return the address to write into records and ops
  public String put(InputStream content, UUID caseId, String mime, int hint) throws StoreException {
    return keep(content, caseId, mime, hint, null, null);
  }

  /// Keeps a copy of a file the district sent, under the key of `scope`: revoking the scope takes
  /// it away again.
  ///
  /// @param address what the bytes must hash to
  /// @throws StoreException `CORRUPT` when they do not
  public void fetched(InputStream content, String address, UUID caseId, String scope, String mime)
      throws StoreException {
    keep(content, caseId, mime, 100, scope, address);
  }

  private String keep(
      InputStream content,
      UUID caseId,
      String mime,
      int hint,
      @Nullable String scope,
      @Nullable String expected)
      throws StoreException {
    byte[] id = new byte[16];
    keys.random().nextBytes(id);
    String name = Hashes.hex(id);
    byte[] key = keys.newKey();
    Path file = folder.resolve(name);
    Path tmp = folder.resolve(name + ".tmp");
    boolean done = false;
    try {
      SealedFile.Written written;
      try (Disk.Output out = disk.create(tmp)) {
        written = SealedFile.write(content, out, name, key, keys.random(), Protocol.FILE_BYTES_MAX);
        out.force();
      }
      String address = written.address().text();
      if (expected != null && !expected.equals(address))
        throw new StoreException(StoreException.Code.CORRUPT, "fetched file has another hash");
      synchronized (db) {
        if (have(address, caseId, scope == null)) return address;
        disk.replace(tmp, file);
        var state = scope == null ? KeptFile.State.KEPT : KeptFile.State.FETCHED;
        var kept =
            new KeptFile(address, caseId, mime, written.length(), hint, state, 0, clock.millis());
        var row = new KeptFile.Row(name, scope, new KeptFile.FileKey(key), kept);
        db.act("keeping a file", c -> FileRows.insert(c, keys, row));
        remember(row);
        done = true;
        return address;
      }
    } catch (IOException e) {
      throw StoreException.of("keeping a file", e);
    } finally {
      if (!done) delete(List.of(tmp, file));
    }
  }

  /// A file that cannot be deleted now is swept at the next start.
  private static void delete(Collection<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        org.slf4j.LoggerFactory.getLogger(StoredFiles.class).warn("a file stays until next start");
      }
    }
  }

  /// A fetched copy goes with its scope, so it never stands for an own file.
  private boolean have(String address, UUID caseId, boolean own) {
    return byAddress.getOrDefault(address, List.of()).stream()
        .anyMatch(r -> r.file().caseId().equals(caseId) && (!own || r.scope() == null));
  }

  private KeptFile.Row need(String address) throws StoreException {
    List<KeptFile.Row> rows = byAddress.getOrDefault(address, List.of());
    if (rows.isEmpty())
      throw new StoreException(StoreException.Code.NO_FILE, "no such file on this machine");
    return rows.getFirst();
  }

  /// Whether the bytes are on this machine, and what is known of them.
  public Optional<KeptFile> file(String address) {
    List<KeptFile.Row> rows = byAddress.getOrDefault(address, List.of());
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst().file());
  }

  /// Cases of which files lie here.
  public Set<UUID> cases() {
    return rows().map(r -> r.file().caseId()).collect(Collectors.toSet());
  }

  /// The content, checked while it is read: a damaged file ends in an `IOException` whose cause is
  /// a [StoreException].
  ///
  /// @throws StoreException `NO_FILE` when it is not on this machine
  public InputStream open(String address) throws StoreException {
    KeptFile.Row row = need(address);
    try {
      return SealedFile.open(
          folder.resolve(row.name()),
          row.name(),
          row.key().bytes(),
          row.file().length(),
          sha256(address));
    } catch (IOException e) {
      throw StoreException.of("opening a kept file", e);
    }
  }

  private static byte[] sha256(String address) {
    return Hashes.bytes(new FileAddress(address).hex());
  }

  /// The whole content, checked.
  ///
  /// @throws StoreException `CORRUPT` when it is not what was kept
  public byte[] bytes(String address) throws StoreException {
    try (InputStream in = open(address)) {
      return in.readAllBytes();
    } catch (IOException e) {
      if (e.getCause() instanceof StoreException s) throw s;
      throw StoreException.of("reading a kept file", e);
    }
  }

  /// Bytes from `offset` on, at most `max`; for sending in parts.
  public byte[] part(String address, long offset, int max) throws StoreException {
    KeptFile.Row row = need(address);
    try {
      return SealedFile.part(
          folder.resolve(row.name()),
          row.name(),
          row.key().bytes(),
          row.file().length(),
          offset,
          max);
    } catch (IOException e) {
      throw StoreException.of("reading a part of a kept file", e);
    }
  }

  /// Own files to send now, in this order: named by an op the district has taken in, no receipt
  /// yet; lower hint first, then the smaller one.
  public List<KeptFile> pendingUploads() throws StoreException {
    return waiting("AND j.state <> 'PENDING' AND j.ack_verdict <> 'REJECTED'");
  }

  /// Own files without a receipt that any kept op names or the server asks for.
  List<KeptFile> waiting() throws StoreException {
    return waiting("");
  }

  private List<KeptFile> waiting(String andJournal) throws StoreException {
    Set<String> names = db.read("listing files to send", c -> FileRows.toSend(c, andJournal));
    return rows()
        .filter(r -> names.contains(r.name()))
        .map(KeptFile.Row::file)
        .sorted(Comparator.comparingInt(KeptFile::hint).thenComparingLong(KeptFile::length))
        .toList();
  }

  /// How much of a file the server holds.
  ///
  /// @param bytes 0 to its length
  public void sent(String address, UUID caseId, long bytes) throws StoreException {
    change(List.of(new KeptFile.Name(address, caseId)), KeptFile.State.KEPT, bytes);
  }

  /// The server holds the file and its hash was right.
  public void verified(String address, UUID caseId) throws StoreException {
    verified(List.of(new KeptFile.Name(address, caseId)));
  }

  /// As above, of several in one transaction.
  public void verified(Collection<KeptFile.Name> files) throws StoreException {
    change(files, KeptFile.State.VERIFIED, -1);
    arrived.run();
  }

  /// As [#verified], by a receipt that may be old: a file the server has asked for since stays
  /// asked for.
  ///
  /// @param resets void when this store began anew since
  void verifiedByReceipt(Collection<Bundles.FileReceipt> held, long resets) throws StoreException {
    var rows = new ArrayList<KeptFile.Row>();
    synchronized (db) {
      db.act(
          "noting what a bundle brought",
          c -> {
            if (BundleReceipts.resets(c) != resets) return;
            for (Bundles.FileReceipt f : held)
              if (!isAskedFor(c, f))
                rows.addAll(mark(c, List.of(f.address()), f.caseId(), KeptFile.State.VERIFIED, -1));
          });
      rows.forEach(this::remember);
    }
    if (!rows.isEmpty()) arrived.run(); // whoever hears of it may wait for another thread
  }

  private boolean isAskedFor(Connection c, Bundles.FileReceipt f) throws SQLException {
    for (KeptFile.Row row : byAddress.getOrDefault(f.address(), List.of())) {
      String sql = "SELECT wanted FROM file WHERE name = ?";
      if (row.file().caseId().equals(f.caseId()) && Db.number(c, sql, row.name()) > 0) return true;
    }
    return false;
  }

  /// Forgotten in a power failure, it is asked of the district again.
  private void change(Collection<KeptFile.Name> files, KeptFile.State state, long sent)
      throws StoreException {
    synchronized (db) {
      var rows = new ArrayList<KeptFile.Row>();
      db.actLazily(
          "noting what was sent",
          c -> {
            for (KeptFile.Name f : files)
              rows.addAll(mark(c, List.of(f.address()), f.caseId(), state, sent));
          });
      rows.forEach(this::remember);
    }
  }

  /// Writes the new state of own files; the caller remembers the rows after its commit.
  ///
  /// @param caseId null for every case
  /// @param sent -1 for all of it
  List<KeptFile.Row> mark(
      Connection c,
      Collection<String> addresses,
      @Nullable UUID caseId,
      KeptFile.State state,
      long sent)
      throws SQLException {
    var out = new ArrayList<KeptFile.Row>();
    for (String address : addresses) {
      for (KeptFile.Row row : byAddress.getOrDefault(address, List.of())) {
        KeptFile f = row.file();
        if (f.state() == KeptFile.State.FETCHED) continue;
        if (caseId != null && !f.caseId().equals(caseId)) continue;
        KeptFile now = f.with(state, sent < 0 ? f.length() : sent);
        if (now.equals(f)) continue;
        Db.run(
            c,
            "UPDATE file SET state = ?, sent = ?, wanted = wanted * (? = 'KEPT') WHERE name = ?",
            now.state().name(),
            now.sent(),
            now.state().name(),
            row.name());
        out.add(new KeptFile.Row(row.name(), row.scope(), row.key(), now));
      }
    }
    return out;
  }

  /// The server asks for these again, whatever was known of them.
  List<KeptFile.Row> want(Connection c, Collection<String> addresses) throws SQLException {
    for (String address : addresses) {
      for (KeptFile.Row row : byAddress.getOrDefault(address, List.of())) {
        if (row.scope() == null) Db.run(c, "UPDATE file SET wanted = 1 WHERE name = ?", row.name());
      }
    }
    moves.incrementAndGet();
    return mark(c, addresses, null, KeptFile.State.KEPT, 0);
  }

  void remember(Collection<KeptFile.Row> rows) {
    rows.forEach(this::remember);
  }

  /// Voids every receipt: the server went back in time and may have lost files.
  List<KeptFile.Row> markAllUnsent(Connection c) throws SQLException {
    Set<String> all = Set.copyOf(byAddress.keySet());
    return mark(c, all, null, KeptFile.State.KEPT, 0);
  }

  /// Names of own files an op refers to; a fetched file needs no sending and is left out.
  ///
  /// @throws StoreException `NO_FILE` when one is not kept here
  List<String> names(Collection<String> addresses, Collection<UUID> cases) throws StoreException {
    var out = new ArrayList<String>();
    for (String address : Set.copyOf(addresses)) {
      need(address);
      List<KeptFile.Row> own =
          byAddress.getOrDefault(address, List.of()).stream()
              .filter(r -> r.scope() == null)
              .toList();
      Optional<KeptFile.Row> best =
          own.stream().filter(r -> cases.contains(r.file().caseId())).findFirst();
      best.or(() -> own.stream().findFirst()).ifPresent(r -> out.add(r.name()));
    }
    return out;
  }

  /// Whether the district holds each of them; a file that is not kept here came from there.
  boolean allVerified(Collection<String> addresses) {
    return countUnverified(addresses) == 0;
  }

  int countUnverified(Collection<String> addresses) {
    int n = 0;
    for (String address : addresses) {
      List<KeptFile.Row> rows = byAddress.getOrDefault(address, List.of());
      boolean arrived =
          rows.isEmpty() || rows.stream().anyMatch(r -> r.file().state() != KeptFile.State.KEPT);
      if (!arrived) n++;
    }
    return n;
  }

  /// Deletes the rows of files fetched under `scope`; [#gone] follows after the commit.
  List<KeptFile.Row> dropScope(Connection c, String scope) throws SQLException {
    Db.run(c, "DELETE FROM file WHERE scope = ?", scope);
    return rows().filter(r -> scope.equals(r.scope())).toList();
  }

  /// Deletes the rows of fetched files under whose scope nothing is held of their case any more: it
  /// went elsewhere; [#gone] follows after the commit.
  List<KeptFile.Row> dropLeft(Connection c) throws SQLException {
    var names = new HashSet<String>();
    String sql =
        """
        SELECT f.name FROM file f WHERE f.scope IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM record r
          WHERE r.scope = f.scope AND (r.case_id = f.case_id OR r.id = f.case_id))
        """;
    try (PreparedStatement p = c.prepareStatement(sql);
        ResultSet r = p.executeQuery()) {
      while (r.next()) names.add(r.getString(1));
    }
    for (String name : names) Db.run(c, "DELETE FROM file WHERE name = ?", name);
    return rows().filter(r -> names.contains(r.name())).toList();
  }

  void gone(Collection<KeptFile.Row> rows) {
    for (KeptFile.Row row : rows) {
      forgetRow(row);
      row.key().wipe();
      delete(List.of(folder.resolve(row.name())));
    }
  }

  /// Deletes an own file the district holds and no kept op names any more (72 hours on agency
  /// machines, SYNC §4.0.9). False, and nothing happens, for any other.
  public boolean release(String address, UUID caseId) throws StoreException {
    return deleteUnnamed(address, caseId, r -> r.file().state() == KeptFile.State.VERIFIED);
  }

  /// Deletes a copy of the person's own that no op names: a scan kept under its batch, once its
  /// pages lie in their cases. False, and nothing happens, for any other.
  public boolean discard(String address, UUID caseId) throws StoreException {
    return deleteUnnamed(address, caseId, r -> r.scope() == null);
  }

  private boolean deleteUnnamed(String address, UUID caseId, Predicate<KeptFile.Row> which)
      throws StoreException {
    synchronized (db) {
      Optional<KeptFile.Row> row =
          byAddress.getOrDefault(address, List.of()).stream()
              .filter(r -> r.file().caseId().equals(caseId))
              .filter(which)
              .findFirst();
      if (row.isEmpty()) return false;
      boolean deleted =
          db.write(
              "releasing a file",
              c ->
                  Db.run(
                          c,
                          """
                          DELETE FROM file WHERE name = ?
                            AND NOT EXISTS (SELECT 1 FROM journal_file jf WHERE jf.name = file.name)
                          """,
                          row.get().name())
                      > 0);
      if (deleted) gone(List.of(row.get()));
      return deleted;
    }
  }
}
