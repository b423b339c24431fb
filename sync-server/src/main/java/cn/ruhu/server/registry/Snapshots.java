package cn.ruhu.server.registry;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.db.Vault;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.Registry;
import cn.ruhu.wire.RegistryTable;
import cn.ruhu.wire.WireException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes snapshots of what the district knows by number (DOMAIN C14) and hands them to windows,
/// which tell in turn what they asked of them. A number costs one slow hash as long as the salt
/// lives; all else of a snapshot is made anew when a list was taken in, and once a day for the open
/// cases. Safe to run on several instances at once. Thread-safe.
public final class Snapshots implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
  private static final int BATCH = 50;
  private static final int BYTES = 16;
  private static final int KEPT = 2;
  private static final Pattern REASON = Pattern.compile("[A-Z_]{2,30}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final Parts parts;
  private final Rules rules;

  /// What snapshots are made with.
  ///
  /// @param pause after some new numbers; ends the work when the server closes
  public record Parts(
      Database database,
      Vault vault,
      Audit audit,
      InstantSource clock,
      RandomGenerator random,
      Pause pause) {}

  /// @param cost of one number
  /// @param saltLife after which all numbers are hashed anew with another salt
  /// @param casesEvery how old open cases in a snapshot may grow
  public record Rules(PasswordHash.Cost cost, Duration saltLife, Duration casesEvery) {}

  public Snapshots(Parts parts, Rules rules) {
    this.parts = parts;
    this.rules = rules;
  }

  /// The lists a snapshot is made of.
  ///
  /// @param imports number of the newest import of each kind
  /// @param asOf when the oldest of them was taken in, 0 for none
  private record Basis(String imports, long asOf, Set<String> missing, long seq) {
    String text() {
      return imports + " " + seq;
    }
  }

  private record Last(String basis, long madeAt) {}

  @SuppressWarnings("ArrayRecordComponent") // made, kept once, never compared
  private record Made(Registry.SnapshotHead head, byte[] table) {
    /// Without the table.
    @Override
    public String toString() {
      return "Made[" + head.id() + "]";
    }
  }

  /// As [#make]; a fault is logged and the next hour tries again.
  @Override
  public void run() {
    try {
      Optional<Registry.SnapshotHead> made = make();
      made.ifPresent(h -> LOG.info("registry: a snapshot of {} people is ready", h.rows()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StorageException | RuntimeException e) {
      LOG.error("making a snapshot of the registry failed", e);
    }
  }

  /// Makes a snapshot, if one is due.
  ///
  /// @throws InterruptedException when the server closes; numbers hashed so far stay
  public Optional<Registry.SnapshotHead> make() throws StorageException, InterruptedException {
    Basis basis = parts.database().read(this::basis);
    if (!due(basis)) return Optional.empty();
    String salt = salt();
    var facts = new SnapshotFacts(parts.database(), parts.vault(), parts.clock().instant());
    facts.read();
    // a list taken in meanwhile would be half in
    if (!parts.database().read(this::basis).imports().equals(basis.imports()))
      return Optional.empty();
    Made made = table(facts, basis, salt);
    return keep(made, basis) ? Optional.of(made.head()) : Optional.empty();
  }

  private Basis basis(Tx tx) throws StorageException {
    var imports = new StringBuilder();
    var missing = new TreeSet<String>();
    long asOf = Long.MAX_VALUE;
    for (Kind kind : Kind.values()) {
      record Import(long id, long at) {}
      Optional<Import> newest =
          tx.one(
              """
              SELECT id, finished_at FROM registry_import
              WHERE kind = ? AND state = 'COMPLETE' ORDER BY id DESC LIMIT 1
              """,
              row -> new Import(row.number("id"), row.number("finished_at")),
              kind.name());
      imports.append(newest.map(Import::id).orElse(0L)).append('.');
      if (newest.isEmpty()) missing.add(kind.name());
      else asOf = Math.min(asOf, newest.get().at());
    }
    return new Basis(
        imports.toString(),
        asOf == Long.MAX_VALUE ? 0 : asOf,
        missing,
        tx.number("SELECT seq AS n FROM feed"));
  }

  private boolean due(Basis now) throws StorageException {
    Optional<Last> last =
        parts
            .database()
            .read(tx ->
                tx.one(
                    "SELECT basis, made_at FROM registry_snapshot ORDER BY made_at DESC LIMIT 1",
                    row -> new Last(row.text("basis"), row.number("made_at"))));
    if (last.isEmpty() || !last.get().basis().startsWith(now.imports() + " ")) return true;
    long age = parts.clock().millis() - last.get().madeAt();
    return !last.get().basis().equals(now.text()) && age >= rules.casesEvery().toMillis();
  }

  /// The salt of now; a new one when the old one's time is over.
  private String salt() throws StorageException {
    long now = parts.clock().millis();
    Optional<String> salt = parts.database().read(tx -> salt(tx, now));
    if (salt.isPresent()) return salt.get();
    return parts
        .database()
        .write(tx -> {
          tx.locked("SELECT seq FROM feed", row -> row.number("seq")); // one at a time
          Optional<String> others = salt(tx, now);
          if (others.isPresent()) return others.get();
          String fresh = random();
          tx.run(
              """
              INSERT INTO registry_salt (one, salt, since) VALUES (1, ?, ?)
              ON CONFLICT (one) DO UPDATE SET salt = excluded.salt, since = excluded.since
              """,
              fresh,
              now);
          return fresh;
        });
  }

  private Optional<String> salt(Tx tx, long now) throws StorageException {
    return tx.one(
        "SELECT salt FROM registry_salt WHERE since > ?",
        row -> row.text("salt"),
        now - rules.saltLife().toMillis());
  }

  private String random() {
    byte[] bytes = new byte[BYTES];
    parts.random().nextBytes(bytes);
    return Hashes.hex(bytes);
  }

  private Made table(SnapshotFacts facts, Basis basis, String salt)
      throws StorageException, InterruptedException {
    String id = random();
    var rows = new ArrayList<byte[]>();
    var digests = new Digests(salt);
    facts.each(
        (number, of) -> digests.take(number, key -> rows.add(RegistryTable.row(key, id, of))));
    digests.flush();
    rows.sort(Comparator.comparing(RegistryTable::tag, Long::compareUnsigned));
    var table = new ByteArrayOutputStream(rows.size() * RegistryTable.ROW);
    rows.forEach(table::writeBytes);
    byte[] bytes = table.toByteArray();
    var head =
        new Registry.SnapshotHead(
            id,
            parts.clock().millis(),
            basis.asOf(),
            basis.missing(),
            salt,
            rules.cost().kib(),
            rules.cost().passes(),
            rows.size(),
            Hashes.sha256Hex(bytes),
            facts.places(),
            facts.codes());
    return new Made(head, bytes);
  }

  /// Slow hashes: those of earlier snapshots are read, the others are made and kept.
  private final class Digests {
    private final String salt;
    private final byte[] saltBytes;
    private final List<@Nullable Object[]> fresh = new ArrayList<>();

    Digests(String salt) {
      this.salt = salt;
      this.saltBytes = Hashes.bytes(salt);
    }

    private String place(String mac) {
      return "registry_digest/" + salt + "/" + mac;
    }

    void take(String number, java.util.function.Consumer<byte[]> taker)
        throws StorageException, InterruptedException {
      String mac = parts.vault().lookup(number);
      Optional<byte[]> kept =
          parts
              .database()
              .read(tx ->
                  tx.one(
                      "SELECT sealed FROM registry_digest WHERE salt = ? AND mac = ?",
                      row -> row.bytes("sealed"),
                      salt,
                      mac));
      if (kept.isPresent()) {
        taker.accept(parts.vault().open(place(mac), kept.get()));
        return;
      }
      byte[] key = RegistryTable.key(number, saltBytes, rules.cost());
      fresh.add(new @Nullable Object[] {salt, mac, parts.vault().seal(place(mac), key)});
      if (fresh.size() >= BATCH) flush();
      taker.accept(key);
    }

    void flush() throws StorageException, InterruptedException {
      if (fresh.isEmpty()) return;
      parts
          .database()
          .write(tx ->
              tx.runAll(
                  """
                  INSERT INTO registry_digest (salt, mac, sealed) VALUES (?, ?, ?)
                  ON CONFLICT (salt, mac) DO NOTHING
                  """,
                  fresh));
      fresh.clear();
      parts.pause().take();
    }
  }

  private static String place(String snapshot, long n) {
    return "registry_snapshot_piece/" + snapshot + "/" + n;
  }

  /// @return false when another instance was quicker
  private boolean keep(Made made, Basis basis) throws StorageException {
    Registry.SnapshotHead head = made.head();
    String json = new String(Messages.write(head), StandardCharsets.UTF_8);
    return parts
        .database()
        .write(tx -> {
          // one at a time, beside whoever writes
          tx.locked("SELECT salt FROM registry_salt", row -> row.text("salt"));
          long same =
              tx.number(
                  "SELECT COUNT(*) AS n FROM registry_snapshot WHERE basis = ?", basis.text());
          if (same > 0) return false;
          for (int n = 0; n < head.pieces(); n++) {
            int from = n * Registry.PIECE;
            byte[] piece =
                Arrays.copyOfRange(
                    made.table(), from, Math.min(made.table().length, from + Registry.PIECE));
            tx.run(
                "INSERT INTO registry_snapshot_piece (snapshot, n, sealed) VALUES (?, ?, ?)",
                head.id(),
                n,
                parts.vault().seal(place(head.id(), n), piece));
          }
          tx.run(
              "INSERT INTO registry_snapshot (id, made_at, basis, head) VALUES (?, ?, ?, ?)",
              head.id(),
              head.madeAt(),
              basis.text(),
              json);
          forget(tx);
          parts
              .audit()
              .add(
                  tx,
                  new Audit.Entry("REGISTRY_SNAPSHOT", "", "", head.id(), head.rows() + " people"));
          return true;
        });
  }

  private static void forget(Tx tx) throws StorageException {
    List<String> ids =
        tx.all("SELECT id FROM registry_snapshot ORDER BY made_at DESC, id", row -> row.text("id"));
    for (String id : ids.subList(Math.min(KEPT, ids.size()), ids.size())) {
      tx.run("DELETE FROM registry_snapshot_piece WHERE snapshot = ?", id);
      tx.run("DELETE FROM registry_snapshot WHERE id = ?", id);
    }
    tx.run("DELETE FROM registry_digest WHERE salt NOT IN (SELECT salt FROM registry_salt)");
  }

  /// Notes what a window asked, and hands it the next piece it lacks of the newest snapshot.
  ///
  /// @return refused `RIGHT` for anybody but a window clerk, `MALFORMED` for a query without a case
  ///   and without a reason
  public Answer<Registry.SnapshotTold> tell(Caller caller, Registry.SnapshotAsk ask)
      throws StorageException {
    if (!caller.active() || caller.role() != Role.WINDOW_CLERK) return Answer.refused("RIGHT", "");
    if (ask.asked().size() > Registry.ASKED_MAX || !ask.asked().stream().allMatch(Snapshots::sound))
      return Answer.refused("MALFORMED", "");
    long noted =
        ask.asked().isEmpty()
            ? parts.database().read(tx -> noted(tx, caller))
            : parts.database().write(tx -> note(tx, caller, ask.asked()));
    long now = parts.clock().millis();
    Optional<Registry.SnapshotHead> head = parts.database().read(Snapshots::newest);
    if (head.isEmpty()) return Answer.given(new Registry.SnapshotTold(now, noted, null, 0, null));
    boolean same = head.get().id().equals(ask.have());
    long n = same ? Math.max(0, ask.pieces()) : 0;
    if (ask.pieces() < 0 || n >= head.get().pieces())
      return Answer.given(new Registry.SnapshotTold(now, noted, head.get(), n, null));
    return Answer.given(
        new Registry.SnapshotTold(now, noted, head.get(), n, piece(head.get().id(), n)));
  }

  private static boolean sound(Registry.RegistryQuery a) {
    String application = a.application();
    String reason = a.reason();
    if (a.no() <= 0 || !ID.matcher(a.snapshot()).matches()) return false;
    if (application != null && !isId(application)) return false;
    if (reason != null && !REASON.matcher(reason).matches()) return false;
    return application != null || reason != null;
  }

  private static boolean isId(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static long noted(Tx tx, Caller caller) throws StorageException {
    return tx.number(
        "SELECT no AS n FROM registry_asked WHERE staff = ? AND device = ?",
        caller.staff(),
        caller.device());
  }

  private long note(Tx tx, Caller caller, List<Registry.RegistryQuery> asked)
      throws StorageException {
    tx.run(
        """
        INSERT INTO registry_asked (staff, device, no) VALUES (?, ?, 0)
        ON CONFLICT (staff, device) DO NOTHING
        """,
        caller.staff(),
        caller.device());
    long last =
        tx.locked(
                "SELECT no FROM registry_asked WHERE staff = ? AND device = ?",
                row -> row.number("no"),
                caller.staff(),
                caller.device())
            .orElse(0L);
    long highest = last;
    for (Registry.RegistryQuery a : asked) {
      if (a.no() <= highest) continue;
      highest = a.no();
      String reason = a.reason() == null ? "" : a.reason() + " ";
      parts
          .audit()
          .add(
              tx,
              new Audit.Entry(
                  "REGISTRY_ASKED",
                  caller.staff().toString(),
                  caller.device().toString(),
                  a.application() == null ? "" : a.application(),
                  "no "
                      + a.no()
                      + " at "
                      + a.at()
                      + " "
                      + reason
                      + (a.known() ? "known" : "unknown")
                      + " in "
                      + a.snapshot()));
    }
    tx.run(
        "UPDATE registry_asked SET no = ? WHERE staff = ? AND device = ?",
        highest,
        caller.staff(),
        caller.device());
    return highest;
  }

  private static Optional<Registry.SnapshotHead> newest(Tx tx) throws StorageException {
    Optional<String> json =
        tx.one(
            "SELECT head FROM registry_snapshot ORDER BY made_at DESC, id LIMIT 1",
            row -> row.text("head"));
    if (json.isEmpty()) return Optional.empty();
    try {
      byte[] bytes = json.get().getBytes(StandardCharsets.UTF_8);
      return Optional.of(Messages.read(bytes, Registry.SnapshotHead.class));
    } catch (WireException e) {
      throw new StorageException("the head of a snapshot", e);
    }
  }

  private String piece(String id, long n) throws StorageException {
    byte[] sealed =
        parts
            .database()
            .read(tx ->
                tx.one(
                        "SELECT sealed FROM registry_snapshot_piece WHERE snapshot = ? AND n = ?",
                        row -> row.bytes("sealed"),
                        id,
                        n)
                    .orElseThrow(() -> new StorageException("a piece of a snapshot is gone")));
    return Base64.getEncoder().encodeToString(parts.vault().open(place(id, n), sealed));
  }
}
