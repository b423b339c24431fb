package cn.ruhu.journeys.simulation;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.Disk;
import cn.ruhu.store.Enrolment;
import cn.ruhu.store.JournalEntry;
import cn.ruhu.store.LocalStore;
import cn.ruhu.store.Machine;
import cn.ruhu.store.NewOp;
import cn.ruhu.store.SignIn;
import cn.ruhu.store.StoreException;
import cn.ruhu.store.StoreOptions;
import cn.ruhu.sync.StoreAdapter;
import cn.ruhu.sync.SyncStore;
import cn.ruhu.wire.Accounts;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PasswordHash;
import cn.ruhu.wire.SealedBox;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// A data folder of the program with one person's store open.
final class RealMachineDisk implements MachineDisk {
  private static final char[] PASSWORD = "correct horse".toCharArray();
  private static final String LOGIN = "somebody";

  private final RealDisks disks;
  private final UUID staff;
  private final Random random;
  private final Disk disk;
  private long wall = 1_780_000_000_000L;
  private Path home;
  private Machine machine;
  private LocalStore store;
  private SyncStore adapter;

  /// @param home as [#make] made it, or as it was left
  RealMachineDisk(RealDisks disks, UUID staff, Random random, Path home, Disk disk)
      throws StoreException {
    this.disk = disk;
    this.disks = disks;
    this.staff = staff;
    this.random = random;
    this.home = home;
    this.machine = machine(home);
    this.store = signedIn(machine);
    this.adapter = new StoreAdapter(store);
  }

  /// Enrols a new machine and makes its person's vault.
  static void make(UUID staff, Path home) throws StoreException {
    var person = new Accounts.Person(staff, LOGIN, "", "", null);
    String recovery = SealedBox.publicHex(new byte[32]);
    var enrolment =
        new Enrolment("https://127.0.0.1:1", "", "", "", "", recovery, "001", List.of(person));
    try (Machine made =
        machine(home, () -> Instant.EPOCH, new Random(staff.hashCode()), Disk.real())) {
      made.enrolled(enrolment);
      made.createVault(person, PASSWORD.clone(), null);
    }
  }

  private Machine machine(Path folder) throws StoreException {
    return machine(folder, () -> Instant.ofEpochMilli(wall), random, disk);
  }

  private static Machine machine(Path folder, InstantSource clock, Random random, Disk disk)
      throws StoreException {
    return Machine.open(
        folder, clock, random, new StoreOptions("test", () -> 0, PasswordHash.Cost.TINY, disk, 0));
  }

  private static LocalStore signedIn(Machine in) throws StoreException {
    if (in.signIn(LOGIN, PASSWORD.clone()) instanceof SignIn.Opened(LocalStore opened))
      return opened;
    throw new AssertionError("the vault does not open");
  }

  /// The store itself.
  LocalStore local() {
    return store;
  }

  /// Where it lies.
  Path home() {
    return home;
  }

  Path database() {
    return home.resolve("vaults").resolve(staff.toString()).resolve("store.db");
  }

  @Override
  public UUID device() {
    return machine.device();
  }

  @Override
  public SyncStore store() {
    return adapter;
  }

  @Override
  public UUID save(String kind, long at, List<RecordChange> changes, boolean atomic)
      throws StoreException {
    wall = at;
    return store.save(new NewOp(kind, null, atomic, changes, List.of())).opId();
  }

  @Override
  public int differences() {
    return store.sync().ticket().doubts().size();
  }

  @Override
  public Optional<CaseRecord> seen(UUID id) {
    return store.record(id);
  }

  @Override
  public List<WireRecord> held() {
    var held = new ArrayList<WireRecord>();
    for (RecordType type : RecordType.values())
      for (CaseRecord r : store.all(type))
        held.add(new WireRecord(type.name(), r.id(), r.scope(), r.caseId(), 0, false, r.fields()));
    return held;
  }

  @Override
  public Map<UUID, Map<String, String>> copies() throws SQLException {
    var copies = new TreeMap<UUID, Map<String, String>>();
    for (UUID id : kept().keySet())
      copies.put(
          id, store.record(id).<Map<String, String>>map(CaseRecord::fields).orElse(Map.of()));
    return copies;
  }

  /// Pulled copies that are no tombstones, and their commits, as they lie in the database.
  private Map<UUID, Long> kept() throws SQLException {
    return rows("SELECT id, commit_seq FROM record WHERE deleted = 0");
  }

  private Map<UUID, Long> rows(String sql) throws SQLException {
    var rows = new HashMap<UUID, Long>();
    try (Connection look = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = look.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) rows.put(UUID.fromString(row.getString(1)), row.getLong(2));
    }
    return rows;
  }

  @Override
  public Set<UUID> covered() {
    var covered = new HashSet<UUID>();
    for (JournalEntry e : store.journal().entries())
      if (e.verdict() != null && e.verdict().verdict() == Verdict.Kind.DEFERRED)
        e.op().changes().forEach(c -> covered.add(c.id()));
    return covered;
  }

  @Override
  public Optional<Verdict> verdict(UUID opId) {
    return store.journal().entry(opId).map(JournalEntry::verdict);
  }

  @Override
  public boolean keeps(UUID opId) {
    return store.journal().entry(opId).isPresent();
  }

  @Override
  public long copySeq(UUID id) throws SQLException {
    return rows("SELECT id, commit_seq FROM record WHERE id = '" + id + "'").getOrDefault(id, 0L);
  }

  @Override
  public boolean pulledPast(long seq) {
    Map<String, Cursor> cursors = store.sync().cursors();
    return !cursors.isEmpty() && cursors.values().stream().allMatch(c -> c.seq() >= seq);
  }

  @Override
  public void killed() throws Exception {
    Path left = disks.fresh("machine");
    RealDisks.copy(home, left);
    machine.close();
    RealDisks.delete(home);
    home = left;
    machine = machine(home);
    store = signedIn(machine);
    adapter = new StoreAdapter(store);
  }

  @Override
  public Image<MachineDisk> image() throws Exception {
    Path image = disks.fresh("image");
    RealDisks.copy(home, image);
    return () -> new RealMachineDisk(disks, staff, random, image, disk);
  }

  @Override
  public void close() throws StoreException {
    machine.close();
  }

  /// Gives the folder free although the store's database is gone.
  void abandon() {
    try {
      machine.close();
    } catch (StoreException e) {
      // what a dead program could not do any more
    }
  }
}
