package cn.ruhu.server.accounts;

import cn.ruhu.casefile.access.Administering;
import cn.ruhu.casefile.access.Administering.Power;
import cn.ruhu.server.audit.Audit;
import cn.ruhu.server.audit.AuditCheck;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.Row;
import cn.ruhu.server.db.Storable;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Work;
import cn.ruhu.wire.Admin;
import cn.ruhu.wire.Checkpoint;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The lists administrators look into, page by page: people by login, name, role and home,
/// machines, sessions; and the audit log, for the one kind that watches the others. No telephone,
/// no case. Thread-safe.
public final class Directory {
  private final Database database;
  private final InstantSource clock;
  private final AuditCheck proof;

  /// one walk through the whole log at a time, however many ask
  private final ReentrantLock walking = new ReentrantLock();

  /// @param key the server's public key, hex
  public Directory(Enrolments.Parts parts, String key) {
    this.database = parts.database();
    this.clock = parts.clock();
    this.proof = new AuditCheck(key);
  }

  /// @return `RIGHT` for who administers nothing; `MALFORMED`
  private <T> Answer<T> look(Caller caller, Admin.ListRequest asked, Work<T> page)
      throws StorageException {
    if (!caller.active() || !Administering.may(caller.role(), Power.LOOK))
      return Answer.refused("RIGHT", "");
    if (!Storable.is(after(asked))) return Answer.refused("MALFORMED", "after");
    return Answer.given(database.read(page));
  }

  private static int limit(Admin.ListRequest asked) {
    return Math.clamp(asked.limit(), 1, Admin.PAGE_MAX);
  }

  private static String after(Admin.ListRequest asked) {
    String after = asked.after();
    return after == null ? "" : after;
  }

  private static <T> @Nullable String next(List<T> page, int limit, Function<T, String> key) {
    return page.size() < limit ? null : key.apply(page.getLast());
  }

  /// @return as [#look]
  public Answer<Admin.StaffList> people(Caller caller, Admin.ListRequest asked)
      throws StorageException {
    return look(
        caller,
        asked,
        tx -> {
          Map<UUID, String> badges = WorkBadges.numbers(tx);
          List<Admin.StaffEntry> page =
              StaffRows.page(tx, after(asked), limit(asked)).stream()
                  .map(s -> entry(s, badges.get(s.id())))
                  .toList();
          List<Admin.AgencyEntry> agencies =
              tx.all(
                  "SELECT id, name FROM agency ORDER BY name, id",
                  row -> new Admin.AgencyEntry(row.id("id"), row.text("name")));
          String next = next(page, limit(asked), Admin.StaffEntry::login);
          return new Admin.StaffList(page, agencies, next, clock.millis());
        });
  }

  private static Admin.StaffEntry entry(StaffRows.Staff s, @Nullable String badge) {
    return new Admin.StaffEntry(
        s.id(),
        s.login(),
        s.name(),
        s.role().name(),
        s.street(),
        s.agency(),
        s.active(),
        s.lockedUntil(),
        s.oneTimeUntil(),
        s.seenAt(),
        badge);
  }

  /// @return as [#look]
  public Answer<Admin.MachineList> machines(Caller caller, Admin.ListRequest asked)
      throws StorageException {
    return look(
        caller,
        asked,
        tx -> {
          List<Admin.MachineEntry> page =
              tx.all(
                  """
                  SELECT id, name, block, home, state, enrolled_at, seen_at, wipe_at, wiped_at,
                    wipe_left
                  FROM device WHERE block > ? ORDER BY block LIMIT ?
                  """,
                  Directory::machine,
                  after(asked),
                  limit(asked));
          String next = next(page, limit(asked), Admin.MachineEntry::block);
          return new Admin.MachineList(page, next, clock.millis());
        });
  }

  private static Admin.MachineEntry machine(Row row) throws StorageException {
    return new Admin.MachineEntry(
        row.id("id"),
        row.text("name"),
        row.text("block"),
        row.maybeText("home").orElse(null),
        row.text("state"),
        row.number("enrolled_at"),
        row.number("seen_at"),
        row.number("wipe_at"),
        row.number("wiped_at"),
        row.number("wipe_left"));
  }

  /// Those that are not over; a session's name is the hash of its token, which opens nothing.
  ///
  /// @return as [#look]
  public Answer<Admin.SessionList> sessions(Caller caller, Admin.ListRequest asked)
      throws StorageException {
    return look(
        caller,
        asked,
        tx -> {
          List<Admin.SessionEntry> page =
              tx.all(
                  """
                  SELECT hash, staff, device, since, until FROM token
                  WHERE hash > ? AND until > ? ORDER BY hash LIMIT ?
                  """,
                  row ->
                      new Admin.SessionEntry(
                          row.text("hash"),
                          row.id("staff"),
                          row.id("device"),
                          row.number("since"),
                          row.number("until")),
                  after(asked),
                  clock.millis(),
                  limit(asked));
          String next = next(page, limit(asked), Admin.SessionEntry::id);
          return new Admin.SessionList(page, next, clock.millis());
        });
  }

  private static boolean mayRead(Caller caller) {
    return caller.active() && Administering.may(caller.role(), Power.AUDIT);
  }

  /// Rows of the audit log, newest first.
  ///
  /// @return `RIGHT` for who does not watch the log; `MALFORMED`
  public Answer<Admin.LogPage> log(Caller caller, Admin.LogRequest asked) throws StorageException {
    if (!mayRead(caller)) return Answer.refused("RIGHT", "");
    if (asked.kinds().size() > Admin.KINDS_MAX || !asked.kinds().stream().allMatch(Storable::is))
      return Answer.refused("MALFORMED", "kinds");
    UUID staff = asked.staff();
    var wanted =
        new Audit.Wanted(
            asked.before(),
            staff == null ? "" : staff.toString(),
            asked.kinds(),
            asked.from(),
            asked.until());
    int limit = Math.clamp(asked.limit(), 1, Admin.PAGE_MAX);
    Audit.Found found = database.read(tx -> Audit.find(tx, wanted, limit));
    List<Admin.LogRow> rows = found.rows().stream().map(Directory::row).toList();
    return Answer.given(new Admin.LogPage(rows, found.next(), clock.millis()));
  }

  private static Admin.LogRow row(Audit.Kept kept) {
    Audit.Entry e = kept.entry();
    return new Admin.LogRow(
        kept.seq(), kept.at(), e.what(), e.staff(), e.device(), e.subject(), e.detail());
  }

  /// Walks through the whole log and every checkpoint, also one that was kept elsewhere.
  ///
  /// @return `RIGHT` for who does not watch the log; `BUSY` while another walk is under way
  public Answer<Admin.LogCheck> check(Caller caller, Admin.CheckRequest asked)
      throws StorageException {
    if (!mayRead(caller)) return Answer.refused("RIGHT", "");
    Checkpoint kept = asked.kept();
    List<String> elsewhere = kept == null ? List.of() : List.of(kept.line());
    if (!walking.tryLock()) return Answer.refused("BUSY", "");
    try {
      return Answer.given(
          database.read(tx -> {
            AuditCheck.Outcome outcome = proof.check(tx, elsewhere);
            AuditCheck.Extent extent = AuditCheck.extent(tx);
            return new Admin.LogCheck(
                outcome.fault().map(Enum::name).orElse(null),
                outcome.row(),
                extent.first(),
                extent.last(),
                outcome.checkpoints(),
                extent.newest().orElse(null),
                clock.millis());
          }));
    } finally {
      walking.unlock();
    }
  }
}
