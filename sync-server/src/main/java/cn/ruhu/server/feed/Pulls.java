package cn.ruhu.server.feed;

import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.server.db.FeedRows;
import cn.ruhu.server.db.FileRows;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.LateNews;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.ScopeDigest;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Hands out what changed after a client's cursors, scope by scope, cut to what the asking role may
/// see (SYNC §4.5). Thread-safe.
public final class Pulls {
  /// Scopes of investigators: `case:` and the application id.
  public static final String CASE = "case:";

  /// Roles that get types this server does not know yet (whole, since nothing says what to cut).
  private static final Set<Role> WHOLE =
      Set.of(
          Role.WINDOW_CLERK,
          Role.STREET_REVIEWER,
          Role.STREET_CHIEF,
          Role.DISTRICT_REVIEWER,
          Role.DISTRICT_INSPECTOR);

  /// Roles that are shown something of every record there is in a street, and of everything public:
  /// what a scope holds is what they hold of it. The others' digests are reckoned when asked for: a
  /// window's too, which is not told of links and signals.
  public static final Set<Role> EVERY_RECORD =
      Set.of(Role.STREET_REVIEWER, Role.STREET_CHIEF, Role.DISTRICT_REVIEWER);

  /// Digests in one page: each may cost a look at a whole scope.
  private static final int COMPARED_MAX = 4;

  /// What a role sees of a record.
  @FunctionalInterface
  public interface View {
    Optional<CaseRecord> of(CaseRecord record, Role role);
  }

  private final Feed feed;
  private final View view;
  private final InstantSource clock;

  public Pulls(Feed feed, View view, InstantSource clock) {
    this.feed = feed;
    this.view = view;
    this.clock = clock;
  }

  /// What a page brings that does not come from the feed.
  ///
  /// @param wanted addresses of files that are asked for
  /// @param told verdicts of ops that waited
  /// @param late what became of ops that came too late
  public record Besides(List<String> wanted, List<Verdict> told, List<LateNews> late) {}

  /// One page. The caller has checked the lineage in the same transaction.
  ///
  /// @param scopes granted scopes
  public PullReply page(
      Rows rows, PullRequest request, Role role, List<String> scopes, Besides besides)
      throws StorageException {
    FeedRows.Head head = feed.head(rows);
    var out = new Page(new ArrayList<>(), new ArrayList<>(), new TreeSet<>());
    Map<String, Cursor> cursors = new TreeMap<>();
    var resync = new ArrayList<String>();
    var digests = new TreeMap<String, String>();
    boolean more = false;
    int room = request.limit();
    for (String scope : scopes) {
      long from = Optional.ofNullable(request.cursors().get(scope)).map(Cursor::seq).orElse(0L);
      if (room <= 0) {
        cursors.put(scope, new Cursor(from, Feed.hashAt(rows, from)));
        more |= from < head.seq();
        continue;
      }
      if (isTooOld(request, scope, from, head)) {
        resync.add(scope);
        from = 0;
      }
      List<Held> changed = changed(rows, scope, from, head.seq(), room);
      boolean exhausted = changed.size() <= room;
      long to = exhausted ? head.seq() : changed.get(room - 1).seq();
      if (!exhausted) changed = wholeCommits(rows, scope, changed, room);
      Map<UUID, List<FileRows.Named>> files = rows.files().receipts(live(changed));
      for (Held record : changed)
        add(out, scope, record, role, files.getOrDefault(record.id(), List.of()));
      if (from > 0) exits(rows, out, scope, from, to);
      room -= changed.size();
      more |= !exhausted;
      cursors.put(scope, new Cursor(to, Feed.hashAt(rows, to)));
      boolean asked = request.compare().contains(scope) && digests.size() < COMPARED_MAX;
      if (asked && exhausted) digests.put(scope, digest(rows, scope, role, head.seq()));
    }
    return new PullReply(
        out.records(),
        out.exits(),
        cursors,
        scopes,
        List.copyOf(out.receipts()),
        besides.wanted(),
        head.witness(),
        head.safeSeq(),
        clock.millis(),
        more,
        besides.told(),
        resync,
        digests,
        besides.late());
  }

  /// Whether something went from the scope that the client cannot be told any more. While a client
  /// fetches from the beginning it needs no tombstone from before it began.
  private static boolean isTooOld(
      PullRequest request, String scope, long from, FeedRows.Head head) {
    long began = request.snapshots().getOrDefault(scope, 0L);
    return from > 0 && Math.max(from, began) < head.horizon();
  }

  /// What the role's copies of the scope should sum up to.
  private String digest(Rows rows, String scope, Role role, long head) throws StorageException {
    if (EVERY_RECORD.contains(role) && !scope.startsWith(CASE)) return ScopeSums.of(rows, scope);
    ScopeDigest sum = ScopeDigest.empty();
    for (Held held : changed(rows, scope, 0, head, Integer.MAX_VALUE - 1))
      if (!held.deleted() && visible(held, role).isPresent()) sum.add(held.id(), held.seq());
    return sum.text();
  }

  private record Page(List<WireRecord> records, List<PullReply.Exit> exits, Set<String> receipts) {}

  /// One more than `limit` tells that there is more.
  private List<Held> changed(Rows rows, String scope, long from, long to, int limit)
      throws StorageException {
    if (!scope.startsWith(CASE)) return rows.records().inScope(scope, from, to, limit + 1);
    UUID caseId = UUID.fromString(scope.substring(CASE.length()));
    return rows.records().inCase(caseId, from, to, limit + 1);
  }

  /// The records that have room, and those behind them of the commit the last one is of: a commit
  /// is told whole or not at all.
  ///
  /// @param found one more than have room, in the order of commits
  private List<Held> wholeCommits(Rows rows, String scope, List<Held> found, int room)
      throws StorageException {
    long last = found.get(room - 1).seq();
    if (found.get(room).seq() > last) return found.subList(0, room);
    var whole = new ArrayList<Held>();
    for (Held record : found) if (record.seq() < last) whole.add(record);
    whole.addAll(changed(rows, scope, last - 1, last, Integer.MAX_VALUE - 1));
    return whole;
  }

  private static List<UUID> live(List<Held> records) {
    return records.stream().filter(r -> !r.deleted()).map(Held::id).toList();
  }

  private void add(Page page, String scope, Held record, Role role, List<FileRows.Named> files) {
    Optional<Map<String, String>> fields = visible(record, role);
    if (fields.isEmpty()) return;
    page.records()
        .add(
            new WireRecord(
                record.type(),
                record.id(),
                scope,
                record.caseId(),
                record.seq(),
                record.deleted(),
                fields.get()));
    if (record.deleted()) return;
    for (FileRows.Named file : files)
      if (fields.get().containsKey(file.field())) page.receipts().add(file.address());
  }

  /// Whether a file that a record names was sent for the record's case, or is the district's own:
  /// who knows a file's name opens it to nobody by writing it into a case of their own.
  public boolean belongs(Rows rows, Held record, String address) throws StorageException {
    return record.caseId() == null || rows.files().belongs(address, record.caseId());
  }

  /// What a role sees of a record; empty when it must not know of it. A tombstone shows no fields.
  public Optional<Map<String, String>> visible(Held record, Role role) {
    if (record.knownType().isEmpty()) {
      if (!WHOLE.contains(role)) return Optional.empty();
      return Optional.of(record.deleted() ? Collections.emptySortedMap() : record.fields());
    }
    return record
        .caseRecord()
        .flatMap(r -> view.of(r, role))
        .map(r -> record.deleted() ? Collections.<String, String>emptySortedMap() : r.fields());
  }

  private static void exits(Rows rows, Page page, String scope, long from, long to)
      throws StorageException {
    for (FeedRows.Exit exit : rows.feed().exits(scope, from, to))
      page.exits().add(new PullReply.Exit(scope, exit.id(), exit.seq()));
  }
}
