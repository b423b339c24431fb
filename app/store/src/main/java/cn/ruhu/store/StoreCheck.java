package cn.ruhu.store;

import cn.ruhu.wire.Hashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// Looks over a data folder without a password: what is there, how much waits, whether pages, chain
/// and files are sound. Changes nothing, and works while the program has the folder open.
public final class StoreCheck {
  private StoreCheck() {}

  /// @throws StoreException `NO_FILE` when there is no such folder, `IO` when it cannot be read
  public static StoreFacts run(Path home) throws StoreException {
    if (!Files.isDirectory(home))
      throw new StoreException(StoreException.Code.NO_FILE, "no data folder");
    var problems = new ArrayList<String>();
    Optional<MachineFile> machine = Optional.empty();
    boolean enrolled = false;
    try {
      machine = SafeFile.read(home.resolve("machine"), MachineFile.class);
      enrolled = SafeFile.read(home.resolve("enrolment"), Enrolment.class).isPresent();
    } catch (StoreException e) {
      problems.add(e.code().name());
    }
    var vaults = new ArrayList<StoreFacts.VaultFacts>();
    try {
      if (machine.isPresent()) secret(home, machine.get(), problems);
      else if (problems.isEmpty()) problems.add(StoreException.Code.LOST_MACHINE.name());
      Path folder = home.resolve(Machine.VAULTS);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> all = Files.list(folder)) {
          for (Path vault : all.sorted().toList()) vaults.add(vault(vault));
        }
      }
    } catch (IOException e) {
      throw StoreException.of("looking over the data folder", e);
    }
    boolean ok = problems.isEmpty() && vaults.stream().allMatch(v -> v.problems().isEmpty());
    UUID device = machine.map(MachineFile::device).orElse(null);
    return new StoreFacts(ok, device, enrolled, List.copyOf(problems), List.copyOf(vaults));
  }

  /// What the machine of a data folder knows of its server; empty before enrolment. Works while the
  /// program has the folder open.
  ///
  /// @throws StoreException `DAMAGED_FILE` when it is not what was written
  public static Optional<Enrolment> enrolment(Path home) throws StoreException {
    return SafeFile.read(home.resolve("enrolment"), Enrolment.class);
  }

  private static void secret(Path home, MachineFile machine, List<String> problems)
      throws IOException {
    Path file = home.resolve("device.secret");
    if (!Files.exists(file)) problems.add(StoreException.Code.LOST_SECRET.name());
    else if (!Hashes.sha256Hex(Files.readAllBytes(file)).equals(machine.secretCheck()))
      problems.add(StoreException.Code.DAMAGED_FILE.name());
  }

  /// What the database says.
  private static final class Counts {
    long version;
    boolean cleanlyClosed;
    String integrity = "unread";
    boolean chainLinked;
    Map<String, Long> records = Map.of();
    Map<String, Long> states = Map.of();
    Map<String, Long> verdicts = Map.of();
    Map<String, Long> fileStates = Map.of();
    long oldest;
    long drafts;
    long scopes;
    final Map<String, Long> files = new HashMap<>();
    List<Salvaged> salvages = List.of();
  }

  private static StoreFacts.VaultFacts vault(Path folder) throws IOException {
    var problems = new ArrayList<String>();
    UUID person = UUID.fromString(String.valueOf(folder.getFileName()));
    Counts n = new Counts();
    Path database = folder.resolve(Machine.DATABASE);
    try {
      if (SafeFile.read(folder.resolve("vault"), VaultFile.class).isEmpty())
        problems.add(StoreException.Code.NO_FILE.name());
      if (Files.exists(database)) {
        try (Db db = Db.openToLook(database)) {
          n.integrity = db.integrity();
          if (!n.integrity.equals("ok")) problems.add("INTEGRITY");
          db.read("counting", c -> count(c, n));
          if (!n.chainLinked) problems.add("CHAIN");
        }
      } else if (Salvage.isEmptied(folder)) problems.add(StoreException.Code.CORRUPT.name());
    } catch (StoreException e) {
      problems.add(e.code().name());
    }
    long leftOver = files(folder.resolve(Machine.FILES), n.files, problems);
    return new StoreFacts.VaultFacts(
        person,
        List.copyOf(problems),
        n.version,
        n.cleanlyClosed,
        n.integrity,
        n.chainLinked,
        n.records,
        n.states,
        n.verdicts,
        n.oldest,
        n.fileStates,
        leftOver,
        n.drafts,
        n.scopes,
        size(database),
        size(folder.resolve(Machine.DATABASE + "-wal")),
        n.files.values().stream().mapToLong(SealedFile::sealedLength).sum(),
        Salvage.damaged(folder),
        n.salvages);
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  private static boolean count(Connection c, Counts n) throws SQLException {
    n.version = Db.number(c, "PRAGMA user_version");
    n.cleanlyClosed = "0".equals(Db.meta(c, "open"));
    n.records = groups(c, "SELECT type, count(*) FROM record WHERE deleted = 0 GROUP BY type");
    n.states = groups(c, "SELECT state, count(*) FROM journal GROUP BY state");
    n.verdicts =
        groups(
            c,
            "SELECT ack_verdict, count(*) FROM journal WHERE ack_verdict IS NOT NULL"
                + " GROUP BY ack_verdict");
    n.fileStates = groups(c, "SELECT state, count(*) FROM file GROUP BY state");
    n.oldest = Db.number(c, "SELECT min(created_wall) FROM journal WHERE state = 'PENDING'");
    n.drafts = Db.number(c, "SELECT count(*) FROM draft");
    n.scopes = Db.number(c, "SELECT count(*) FROM scope_key");
    n.files.putAll(groups(c, "SELECT name, length FROM file"));
    n.chainLinked = linked(c);
    n.salvages = SalvageCheck.told(c);
    return true;
  }

  private static Map<String, Long> groups(Connection c, String sql) throws SQLException {
    var out = new TreeMap<String, Long>();
    try (PreparedStatement p = c.prepareStatement(sql);
        ResultSet r = p.executeQuery()) {
      while (r.next()) out.put(r.getString(1), r.getLong(2));
    }
    return out;
  }

  private static boolean linked(Connection c) throws SQLException {
    long broken =
        Db.number(
            c,
            """
            SELECT count(*) FROM journal a JOIN journal b ON b.jid = a.jid AND b.jseq = a.jseq + 1
            WHERE b.prev_hash <> a.hash
            """);
    String last =
        Db.text(
            c,
            "SELECT hash FROM journal WHERE jid = (SELECT value FROM meta WHERE name = 'journal')"
                + " AND jseq + 1 = (SELECT CAST(value AS INTEGER) FROM meta"
                + " WHERE name = 'journal.next')");
    return broken == 0 && (last == null || last.equals(Db.meta(c, "journal.hash")));
  }

  /// Compares rows with what lies in the folder; tells how many files no row names.
  private static long files(Path folder, Map<String, Long> rows, List<String> problems)
      throws IOException {
    var there = new HashMap<String, Long>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.list(folder)) {
        for (Path f : all.toList()) there.put(String.valueOf(f.getFileName()), Files.size(f));
      }
    }
    for (Map.Entry<String, Long> row : rows.entrySet()) {
      Long size = there.get(row.getKey());
      if (size == null) problems.add("FILE_MISSING");
      else if (size != SealedFile.sealedLength(row.getValue())) problems.add("FILE_LENGTH");
    }
    var leftOver = new HashSet<>(there.keySet());
    leftOver.removeAll(rows.keySet());
    return leftOver.size();
  }
}
