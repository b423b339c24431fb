package cn.ruhu.store;

import cn.ruhu.wire.AtRest;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Opens every row that [Salvage] brought over, with its person's keys: what does not open is not
/// what was written and counts as missing. One transaction; a cut before its end begins it anew.
///
/// An act that waits goes into a new journal afterwards ([Journal#restart]) with the op id it
/// always had: the chain of the old one has a hole, and the district takes each op once whatever
/// journal it comes in.
final class SalvageCheck {
  private static final String RESTART = "salvage.restart";

  private final Path folder;
  private final Db db;
  private final Keyring keys;
  private final Map<String, List<Own>> own = new HashMap<>();

  /// An own file that opens.
  private record Own(String name, String caseId) {}

  @SuppressWarnings("ArrayRecordComponent") // a row on its way, never compared
  private record Line(
      long n,
      String opId,
      byte[] body,
      String prev,
      String hash,
      String state,
      byte @Nullable [] ack,
      byte @Nullable [] late) {}

  SalvageCheck(Path folder, Db db, Keyring keys) {
    this.folder = folder;
    this.db = db;
    this.keys = keys;
  }

  /// Nothing when nothing came over unseen.
  void run() throws StoreException {
    String raw = db.read("looking for what was salvaged", c -> Db.meta(c, Salvage.RAW));
    if (raw == null) return;
    SalvagedRows.Found found = read(raw, SalvagedRows.Found.class);
    db.act(
        "checking what was salvaged",
        c -> {
          var lostFiles = new TreeSet<>(found.lostFiles());
          files(c, lostFiles);
          var missing = new TreeSet<>(found.missing());
          int kept = lines(c, missing);
          int entries = found.lostEntries() + entries(c);
          int drafts = found.lostDrafts() + drafts(c);
          RegistryCopy.dropUnreadable(c, keys);
          aside(c, found);
          var told = new ArrayList<>(told(c));
          int waiting = (int) Db.number(c, "SELECT count(*) FROM journal WHERE state = 'PENDING'");
          told.add(
              new Salvaged(
                  found.at(),
                  found.left(),
                  kept,
                  waiting,
                  List.copyOf(missing),
                  found.uncertain(),
                  found.openEnd(),
                  lostFiles.size(),
                  drafts,
                  entries));
          Db.setMeta(c, Salvage.TOLD, text(told.toArray(Salvaged[]::new)));
          Db.setMeta(c, RESTART, "1");
          Db.run(c, "DELETE FROM meta WHERE name = ?", Salvage.RAW);
        });
  }

  static boolean isToRestart(Db db) throws StoreException {
    return db.read("looking for a journal to restart", c -> Db.meta(c, RESTART) != null);
  }

  static void restarted(Db db) throws StoreException {
    db.act("noting the new journal", c -> Db.run(c, "DELETE FROM meta WHERE name = ?", RESTART));
  }

  static List<Salvaged> told(Db db) throws StoreException {
    return db.read("reading what was salvaged", SalvageCheck::told);
  }

  /// Nothing where nobody can read it any more.
  static List<Salvaged> told(Connection c) throws SQLException {
    String json = Db.meta(c, Salvage.TOLD);
    Salvaged[] told = json == null ? null : orNull(() -> read(json, Salvaged[].class));
    return told == null ? List.of() : List.of(told);
  }

  static String text(Object message) {
    return new String(Messages.write(message), StandardCharsets.UTF_8);
  }

  private static <T> T read(String json, Class<T> type) throws StoreException {
    try {
      return Messages.read(json.getBytes(StandardCharsets.UTF_8), type);
    } catch (WireException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "what was salvaged", e);
    }
  }

  /// What an earlier salvage left to be looked at; null when it cannot be read.
  static SalvagedRows.@Nullable Found found(String json) {
    return orNull(() -> read(json, SalvagedRows.Found.class));
  }

  /// What of a row could not be made into what it stands for.
  private interface Opening<T> {
    T open() throws StoreException, WireException;
  }

  private static <T> @Nullable T orNull(Opening<T> opening) {
    try {
      return opening.open();
    } catch (StoreException | WireException | IllegalArgumentException _) {
      return null;
    }
  }

  private void files(Connection c, Set<String> lost) throws SQLException {
    try (PreparedStatement p = c.prepareStatement("SELECT name, case_id, sealed FROM file");
        ResultSet r = p.executeQuery()) {
      while (r.next()) {
        String name = r.getString(1);
        String caseId = r.getString(2);
        byte[] sealed = r.getBytes(3);
        String address =
            orNull(() -> {
              byte[] aad = AtRest.file(name, UUID.fromString(caseId), null);
              return AtRest.FileFacts.of(keys.open(aad, sealed)).address().text();
            });
        if (address == null) lost.add(name);
        else own.computeIfAbsent(address, _ -> new ArrayList<>()).add(new Own(name, caseId));
      }
    }
    for (String name : lost) {
      Db.run(c, "DELETE FROM journal_file WHERE name = ?", name);
      Db.run(c, "DELETE FROM file WHERE name = ?", name);
    }
  }

  private int lines(Connection c, Set<Long> missing) throws SQLException {
    var lines = new ArrayList<Line>();
    try (PreparedStatement p =
            c.prepareStatement(
                "SELECT n, op_id, body, prev_hash, hash, state, ack, late FROM journal ORDER BY n");
        ResultSet r = p.executeQuery()) {
      while (r.next())
        lines.add(
            new Line(
                r.getLong(1),
                r.getString(2),
                r.getBytes(3),
                r.getString(4),
                r.getString(5),
                r.getString(6),
                r.getBytes(7),
                r.getBytes(8)));
    }
    int kept = 0;
    for (Line line : lines) {
      if (line(c, line)) kept++;
      else missing.add(line.n());
    }
    return kept;
  }

  private boolean line(Connection c, Line line) throws SQLException {
    byte[] bytes = orNull(() -> keys.open(AtRest.line(UUID.fromString(line.opId())), line.body()));
    Op op = bytes == null ? null : orNull(() -> OpCodec.read(bytes));
    if (bytes == null || op == null || !op.opId().toString().equals(line.opId())) {
      Db.run(c, "DELETE FROM journal WHERE n = ?", line.n());
      return false;
    }
    boolean linked = Chain.next(line.prev(), bytes).equals(line.hash());
    byte[] ack = line.ack();
    boolean answered =
        ack != null
            && orNull(() ->
                Messages.read(keys.open(Keyring.aad("ack", op.opId()), ack), Verdict.class))
                != null;
    if (!line.state().equals("PENDING") && !(linked && answered))
      Db.run(
          c,
          "UPDATE journal SET state = 'PENDING', ack_verdict = NULL, ack_seq = 0, ack = NULL,"
              + " late = NULL WHERE n = ?",
          line.n());
    else late(c, line, op);
    names(c, line.n(), op);
    return true;
  }

  private void late(Connection c, Line line, Op op) throws SQLException {
    byte[] late = line.late();
    if (late == null) return;
    LateNews news =
        orNull(
            () -> Messages.read(keys.open(Keyring.aad("late", op.opId()), late), LateNews.class));
    if (news == null) Db.run(c, "UPDATE journal SET late = NULL WHERE n = ?", line.n());
  }

  /// Ties the line to its files again, should that row have been lost.
  private void names(Connection c, long n, Op op) throws SQLException {
    var cases = new HashSet<String>();
    op.changes().forEach(ch -> cases.add(String.valueOf(ch.caseId())));
    for (String address : op.files()) {
      List<Own> rows = own.getOrDefault(address, List.of());
      if (rows.isEmpty()) continue;
      Own best =
          rows.stream().filter(o -> cases.contains(o.caseId())).findFirst().orElse(rows.getFirst());
      Db.run(c, "INSERT OR IGNORE INTO journal_file VALUES (?, ?)", n, best.name());
    }
  }

  private int entries(Connection c) throws SQLException {
    var lost = new ArrayList<Object[]>();
    try (PreparedStatement p = c.prepareStatement("SELECT id, n, sealed FROM draft_entry");
        ResultSet r = p.executeQuery()) {
      while (r.next()) {
        String id = r.getString(1);
        long n = r.getLong(2);
        byte[] sealed = r.getBytes(3);
        if (orNull(() -> keys.open(Drafts.entryAad(id, n), sealed)) == null)
          lost.add(new Object[] {id, n});
      }
    }
    for (Object[] key : lost) Db.run(c, "DELETE FROM draft_entry WHERE id = ? AND n = ?", key);
    return lost.size();
  }

  private int drafts(Connection c) throws SQLException {
    var lost = new ArrayList<String>();
    try (PreparedStatement p = c.prepareStatement("SELECT id, sealed FROM draft");
        ResultSet r = p.executeQuery()) {
      while (r.next()) {
        String id = r.getString(1);
        byte[] sealed = r.getBytes(2);
        if (orNull(() -> keys.open(Drafts.aad(id), sealed)) == null) lost.add(id);
      }
    }
    for (String id : lost) {
      long entries = Db.number(c, "SELECT count(*) FROM draft_entry WHERE draft_entry.id = ?", id);
      if (entries == 0) Db.run(c, "DELETE FROM draft WHERE id = ?", id);
      else Db.run(c, "UPDATE draft SET sealed = ? WHERE id = ?", Drafts.nameless(keys, id), id);
    }
    return lost.size();
  }

  /// Sealed files that no row names go beside the damaged database, before the folder is swept;
  /// copies of the district are left to the sweep.
  private void aside(Connection c, SalvagedRows.Found found) throws SQLException, StoreException {
    var named = new HashSet<String>(found.fetched());
    try (PreparedStatement p = c.prepareStatement("SELECT name FROM file");
        ResultSet r = p.executeQuery()) {
      while (r.next()) named.add(r.getString(1));
    }
    Path files = folder.resolve(Machine.FILES);
    if (!Files.isDirectory(files)) return;
    Path aside = Salvage.filesAside(folder, found.left());
    try (DirectoryStream<Path> all = Files.newDirectoryStream(files)) {
      for (Path file : all) {
        String name = String.valueOf(file.getFileName());
        if (named.contains(name) || name.endsWith(".tmp")) continue;
        Permissions.folder(aside);
        Files.move(file, aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
      if (Files.isDirectory(aside)) Permissions.forceFolder(aside);
    } catch (IOException e) {
      throw StoreException.of("putting files aside", e);
    }
  }
}
