package cn.ruhu.journeys.simulation;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.access.ViewTable;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.server.accounts.Answer.Given;
import cn.ruhu.server.accounts.Answer.Refused;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.Enrolments;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.accounts.Scopes;
import cn.ruhu.server.db.FeedRows;
import cn.ruhu.server.db.GrantRows;
import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.feed.Pulls;
import cn.ruhu.server.handout.Handouts;
import cn.ruhu.server.inbox.Inbox;
import cn.ruhu.server.jobs.Tombstones;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.merge.Merge;
import cn.ruhu.server.merge.Merged;
import cn.ruhu.server.merge.Merging;
import cn.ruhu.sync.Answer;
import cn.ruhu.sync.Step;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushHeader;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.Witness;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The real inbox, feed, pulls and handing out over a disk.
final class SimulatedDistrict {
  static final String HERE = "110108007";
  static final String THERE = "110108027";
  static final UUID AGENCY = new UUID(0xA, 0xA);

  /// Records a page of the feed holds at most: small, so that pages end in the middle of a case.
  private final int pageRecords;

  private final Optional<Mutant> mutant;

  private final InstantSource clock;
  private final Ids ids;
  private DistrictDisk disk;
  private Ledger ledger;
  private Feed feed;
  private Pulls pulls;
  private Inbox inbox;
  private Handouts handouts;

  SimulatedDistrict(
      InstantSource clock,
      Random random,
      int pageRecords,
      DistrictDisk disk,
      Optional<Mutant> mutant)
      throws StorageException {
    this.mutant = mutant;
    this.disk = disk;
    this.ledger = disk.ledger();
    this.pageRecords = pageRecords;
    this.clock = clock;
    this.ids = Ids.seeded(clock, random);
    feed = new Feed(clock);
    ledger.write(rows -> {
      if (rows.feed().head().isEmpty()) Feed.begin(rows, "110108", "district", ids.next());
      return true;
    });
    pulls = new Pulls(feed, ViewTable::project, clock);
    inbox = new Inbox(ledger, feed, ids, clock, merging());
    handouts = handouts();
  }

  private boolean is(Mutant m) {
    return mutant.equals(Optional.of(m));
  }

  private Merging merging() {
    if (!is(Mutant.LWW)) return Merge::onto;
    return (current, change, _, journal) -> {
      var after = new TreeMap<>(current.fields());
      change
          .set()
          .forEach((field, pair) -> {
            if (pair.get(1) == null) after.remove(field);
            else after.put(field, pair.get(1));
          });
      Held written = current.withFields(after, change.delete(), journal);
      return new Merged(written, List.of(), false, true);
    };
  }

  private Handouts handouts() {
    return new Handouts(
        new Handouts.Parts(
            ledger, feed, pulls, inbox, (_, _, _) -> {}, new Enrolments.PublicKeys("", ""), clock));
  }

  /// The instance dies and another begins over what was committed.
  void over(DistrictDisk committed) {
    disk.close();
    disk = committed;
    ledger = disk.ledger();
    feed = new Feed(clock);
    pulls = new Pulls(feed, ViewTable::project, clock);
    inbox = new Inbox(ledger, feed, ids, clock, merging());
    handouts = handouts();
  }

  void account(UUID staff, Role role, @Nullable String street, boolean active)
      throws StorageException {
    boolean outside = role == Role.INVESTIGATOR;
    disk.person(new GrantRows.Person(staff, role, street, outside ? AGENCY : null, active));
  }

  DistrictDisk disk() {
    return disk;
  }

  /// A backup.
  ///
  /// @param seq newest commit in it
  record Backup(long seq, Image<DistrictDisk> image) {}

  Backup backup() throws Exception {
    return new Backup(head(), disk.backup());
  }

  /// @param said a restore that begins a new epoch, as `restore-finish` does; else the database of
  ///   yesterday simply answers again
  void restore(Backup backup, boolean said) throws Exception {
    over(backup.image().back());
    if (said) disk.epoch(ids.next());
  }

  boolean sameHistory(@Nullable Witness witness, Map<String, Cursor> cursors)
      throws StorageException {
    return ledger.read(rows -> feed.sameLineage(rows, witness, cursors));
  }

  /// Hashes of the newest commits, as a receipt names them.
  Map<String, String> before() throws StorageException {
    long head = head();
    var out = new TreeMap<String, String>();
    for (long seq = Math.max(1, head - 8); seq < head; seq++) {
      long at = seq;
      out.put(Long.toString(at), ledger.read(rows -> rows.feed().hashAt(at)).orElse(""));
    }
    return out;
  }

  Witness witness() throws StorageException {
    return ledger.read(feed::head).witness();
  }

  /// Gives a case to another street, in one commit.
  void move(UUID caseId, String to) throws StorageException {
    ledger.write(rows -> {
      FeedRows.Head before = feed.lock(rows);
      var moved = new ArrayList<Held>();
      var exits = new ArrayList<Feed.Exit>();
      for (Held record : rows.records().ofCase(caseId)) {
        if (record.scope().equals(to)) continue;
        moved.add(record.movedTo(to));
        exits.add(new Feed.Exit(record.scope(), record.id()));
      }
      if (!moved.isEmpty()) feed.commit(rows, before, new Feed.Effects(List.of(), moved, exits));
      return true;
    });
  }

  /// Whether an op is kept as late work.
  boolean isLate(UUID op) throws StorageException {
    return ledger.read(rows -> rows.journals().ops(Set.of(op))).values().stream()
        .anyMatch(known -> known.verdictKind().equals(Verdict.Kind.LATE.name()));
  }

  /// Takes tombstones out of the feed, as the hourly job does.
  ///
  /// @return how many went
  int sweep(Duration kept) throws StorageException {
    return new Tombstones(ledger, kept, clock).sweep();
  }

  long head() throws StorageException {
    return ledger.read(feed::head).seq();
  }

  boolean chainHolds() throws StorageException {
    if (is(Mutant.HASH_OPIDS_ONLY)) return true; // its chain is another one by itself
    return ledger.read(feed::brokenAt).isEmpty();
  }

  private Caller caller(UUID staff, UUID device) throws StorageException {
    return ledger.read(rows -> People.caller(rows, staff, device)).orElseThrow();
  }

  Answer answer(UUID staff, UUID device, Step.Send step) throws StorageException {
    Caller caller = caller(staff, device);
    if (is(Mutant.SAFE_IS_LATEST_BACKUP)) disk.safe(head());
    return switch (step) {
      case Step.Push push ->
          switch (inbox.push(caller, claimed(bent(push.body())))) {
            case Given<PushReply>(PushReply reply) -> new Answer.Pushed(reply);
            case Refused<PushReply>(Refusal refusal) -> new Answer.Refused(409, refusal);
          };
      case Step.Pull pull ->
          switch (handouts.pull(caller, bent(small(pull.request())))) {
            case Given<PullReply>(PullReply reply) -> new Answer.Pulled(reply);
            case Refused<PullReply>(Refusal refusal) -> new Answer.Refused(409, refusal);
          };
      case Step.FileHead _, Step.FilePatch _, Step.FileParcel _, Step.FileGet _ ->
          throw new AssertionError("no files in this world");
    };
  }

  private PushBody claimed(PushBody body) {
    var claims = new TreeMap<Long, String>();
    claims.put(body.header().fromSeq() - 1, body.header().prevHash());
    for (PushBody.Line line : body.lines()) claims.put(line.jseq(), line.hash());
    disk.claim(claims);
    return body;
  }

  /// The request as a server would understand it that compares less.
  private PushBody bent(PushBody body) throws StorageException {
    PushHeader h = body.header();
    return new PushBody(
        new PushHeader(
            h.protocol(),
            h.alg(),
            h.journal(),
            h.fromSeq(),
            h.prevHash(),
            h.lastHash(),
            h.count(),
            bent(h.witness()),
            bent(h.cursors())),
        body.lines());
  }

  private PullRequest bent(PullRequest r) throws StorageException {
    return new PullRequest(
        r.protocol(),
        bent(r.witness()),
        bent(r.cursors()),
        r.limit(),
        r.waits(),
        r.snapshots(),
        r.compare(),
        r.doubts());
  }

  private @Nullable Witness bent(@Nullable Witness witness) throws StorageException {
    if (witness == null || is(Mutant.NO_WITNESS)) return null;
    boolean blind = is(Mutant.NO_EPOCH_HASH);
    if (!blind && !is(Mutant.SEQ_ONLY_CHECK)) return witness;
    FeedRows.Head now = ledger.read(feed::head);
    String epoch = blind ? now.epoch() : witness.epoch();
    long seq = blind ? Math.min(witness.seq(), now.seq()) : witness.seq();
    return new Witness(epoch, seq, hashOr(seq, witness.hash()));
  }

  private Map<String, Cursor> bent(Map<String, Cursor> cursors) throws StorageException {
    boolean blind = is(Mutant.NO_EPOCH_HASH);
    if (!blind && !is(Mutant.SEQ_ONLY_CHECK)) return cursors;
    var bent = new TreeMap<String, Cursor>();
    long head = head();
    for (var e : cursors.entrySet()) {
      long seq = blind ? Math.min(e.getValue().seq(), head) : e.getValue().seq();
      bent.put(e.getKey(), new Cursor(seq, hashOr(seq, e.getValue().hash())));
    }
    return bent;
  }

  private String hashOr(long seq, String said) throws StorageException {
    return ledger.read(rows -> rows.feed().hashAt(seq)).orElse(said);
  }

  private PullRequest small(PullRequest request) {
    return new PullRequest(
        request.protocol(),
        request.witness(),
        request.cursors(),
        pageRecords,
        request.waits(),
        request.snapshots(),
        request.compare(),
        request.doubts());
  }

  /// What a person's machine should hold when it is up to date: id → fields.
  Map<UUID, Map<String, String>> viewOf(UUID staff, UUID device) throws StorageException {
    Caller caller = caller(staff, device);
    return ledger.read(rows -> view(rows, caller));
  }

  private Map<UUID, Map<String, String>> view(Rows rows, Caller caller) throws StorageException {
    var view = new TreeMap<UUID, Map<String, String>>();
    for (String scope : Scopes.of(rows, caller)) {
      var records =
          scope.startsWith(Pulls.CASE)
              ? rows.records().ofCase(UUID.fromString(scope.substring(Pulls.CASE.length())))
              : rows.records().inScope(scope, 0, Long.MAX_VALUE, Integer.MAX_VALUE);
      for (Held held : records) {
        if (held.deleted()) continue;
        pulls.visible(held, caller.role()).ifPresent(fields -> view.put(held.id(), fields));
      }
    }
    return view;
  }
}
