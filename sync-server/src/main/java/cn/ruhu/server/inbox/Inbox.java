package cn.ruhu.server.inbox;

import cn.ruhu.casefile.Ids;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.db.FeedRows;
import cn.ruhu.server.db.JournalRows;
import cn.ruhu.server.db.Ledger;
import cn.ruhu.server.db.Rows;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.merge.Held;
import cn.ruhu.server.merge.Merge;
import cn.ruhu.server.merge.Merging;
import cn.ruhu.wire.Messages;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushHeader;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a push in (SYNC §4.3): one transaction holds the ops, their verdicts, the records, their
/// history, conflicts, the journal's head and the feed's head; the reply follows its commit. A push
/// that was taken in before gets the same verdicts, byte for byte. A bad op gets a verdict and
/// never holds up the ops behind it.
///
/// Thread-safe; pushes of one journal queue for its row.
public final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final int TRIES_MAX = 3;

  private final Ledger ledger;
  private final Feed feed;
  private final Desk desk;
  private final FollowUps followUps;
  private final InstantSource clock;

  public Inbox(Ledger ledger, Feed feed, Ids ids, InstantSource clock) {
    this(ledger, feed, ids, clock, Merge::onto);
  }

  /// As [#Inbox(Ledger, Feed, Ids, InstantSource)] with another way to merge.
  public Inbox(Ledger ledger, Feed feed, Ids ids, InstantSource clock, Merging merging) {
    this.ledger = ledger;
    this.feed = feed;
    this.clock = clock;
    this.followUps = new FollowUps(ids);
    this.desk = new Desk(new SharedRules(), new Conflicts(ids), merging);
  }

  /// @return the reply, or a refusal `LINEAGE`, `FORK`, `GAP`, `CHAIN`, `JOURNAL`; a refused push
  ///   changed nothing
  public Answer<PushReply> push(Caller caller, PushBody body) throws StorageException {
    return ledger.write(rows -> push(rows, caller, body));
  }

  private Answer<PushReply> push(Rows rows, Caller caller, PushBody body) throws StorageException {
    PushHeader header = body.header();
    if (!feed.sameLineage(rows, header.witness(), header.cursors()))
      return refused(rows, caller, "LINEAGE");
    JournalRows.Journal journal =
        rows.journals()
            .locked(header.journal())
            .orElseGet(() ->
                new JournalRows.Journal(header.journal(), caller.staff(), caller.device(), 0, ""));
    Optional<String> broken = broken(rows, caller, journal, body);
    if (broken.isPresent()) return refused(rows, caller, broken.get());
    lockRecords(rows, body);
    var work = new Workspace(rows);
    var lines = new ArrayList<Line>();
    Map<UUID, Line> fresh = new LinkedHashMap<>();
    for (PushBody.Line line : body.lines()) {
      Line answered = answer(work, caller, header, line, fresh);
      lines.add(answered);
      if (answered.taken().isPresent() && !answered.onlyHere()) fresh.put(line.opId(), answered);
    }
    boolean news = lines.stream().anyMatch(l -> l.line().jseq() > journal.last());
    if (!news) return reply(rows, journal.last(), lines, 0);
    List<Settled> settled = retryWaiting(work, fresh);
    followUps.of(work, clock.instant());
    long seq = feed.lock(rows);
    keep(rows, journal, caller, lines, seq);
    for (Settled s : settled) keepSettled(rows, s, seq);
    for (JournalRows.Authorship a : work.authors()) rows.journals().author(a, seq);
    feed.commit(
        rows, seq, new Feed.Effects(effects(lines, settled, seq), work.changed(), work.exits()));
    return reply(rows, Math.max(journal.last(), lastOf(body)), lines, seq);
  }

  /// A line of the push and what became of it.
  ///
  /// @param stored verdict given before, as text
  /// @param taken what became of it now
  /// @param onlyHere the verdict belongs to the line, not to the op (its id is somebody else's)
  private record Line(
      PushBody.Line line, Optional<String> stored, Optional<Taken> taken, boolean onlyHere) {
    String verdict(long seq) {
      return stored.orElseGet(() ->
          new String(
              Messages.write(taken.orElseThrow().verdict(line.opId(), seq)),
              StandardCharsets.UTF_8));
    }
  }

  private record Settled(UUID opId, Taken taken) {
    String verdict(long seq) {
      return new String(Messages.write(taken.verdict(opId, seq)), StandardCharsets.UTF_8);
    }
  }

  private static long lastOf(PushBody body) {
    return body.header().fromSeq() + body.lines().size() - 1;
  }

  /// Why the push does not continue this journal; empty when it does or repeats it.
  private Optional<String> broken(
      Rows rows, Caller caller, JournalRows.Journal journal, PushBody body)
      throws StorageException {
    boolean own =
        journal.staff().equals(caller.staff()) && journal.device().equals(caller.device());
    if (!own) return Optional.of("JOURNAL");
    PushHeader header = body.header();
    if (header.fromSeq() > journal.last() + 1) return Optional.of("GAP");
    Optional<String> before = rows.journals().hashBefore(journal.id(), header.fromSeq());
    if (before.isEmpty() || !before.get().equals(header.prevHash()))
      return Optional.of(header.fromSeq() == 1 ? "CHAIN" : "FORK");
    for (PushBody.Line line : body.lines()) {
      if (line.jseq() > journal.last()) break;
      Optional<String> held = rows.journals().lineHash(journal.id(), line.jseq());
      if (held.isEmpty() || !held.get().equals(line.hash())) return Optional.of("FORK");
    }
    return Optional.empty();
  }

  /// Last lines held of every journal of a person on a machine.
  public Map<String, Long> heads(Rows rows, Caller caller) throws StorageException {
    return rows.journals().heads(caller.staff(), caller.device());
  }

  private Answer<PushReply> refused(Rows rows, Caller caller, String code) throws StorageException {
    return new Answer.Refused<>(
        new Refusal(code, "", feed.head(rows).witness(), heads(rows, caller), null, null));
  }

  /// Always in the order of ids, so that two pushes never wait for each other in a ring.
  private void lockRecords(Rows rows, PushBody body) throws StorageException {
    var ids = new TreeSet<UUID>();
    for (PushBody.Line line : body.lines())
      line.op().ifPresent(op -> op.changes().forEach(c -> ids.add(c.id())));
    for (UUID id : ids) rows.records().locked(id);
  }

  private Line answer(
      Workspace work, Caller caller, PushHeader header, PushBody.Line line, Map<UUID, Line> fresh)
      throws StorageException {
    Rows rows = work.rows();
    if (rows.journals().lineHash(header.journal(), line.jseq()).isPresent())
      return new Line(
          line,
          Optional.of(rows.journals().verdict(header.journal(), line.jseq())),
          Optional.empty(),
          false);
    Line twin = fresh.get(line.opId());
    if (twin != null) return new Line(line, Optional.empty(), twin.taken(), true);
    Optional<JournalRows.Known> known = rows.journals().op(line.opId());
    if (known.isPresent() && known.get().staff().equals(caller.staff()))
      return new Line(line, Optional.of(known.get().verdict()), Optional.empty(), false);
    if (known.isPresent())
      return new Line(line, Optional.empty(), Optional.of(rejected("OP_ID")), true);
    if (line.op().isEmpty()) {
      String problem = line.problem().orElse("MALFORMED");
      return new Line(line, Optional.empty(), Optional.of(rejected(problem)), false);
    }
    Op op = line.op().get();
    boolean own = op.user().equals(caller.staff()) && op.device().equals(caller.device());
    Taken taken =
        own
            ? judge(
                work, new Context(caller, op, header.journal(), header.cursors(), clock.instant()))
            : rejected("IDENTITY");
    return new Line(line, Optional.empty(), Optional.of(taken), false);
  }

  private static Taken rejected(String reason) {
    return Taken.rejected(reason, null, null);
  }

  /// An op whose judging breaks is tried three times and then refused with its body kept, so that
  /// it never blocks the journal behind it.
  private Taken judge(Workspace work, Context context) throws StorageException {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.rows()
            .attempt(() -> {
              Workspace own = work.child();
              Taken taken = desk.take(own, context);
              if (taken.kind() != Verdict.Kind.REJECTED && taken.kind() != Verdict.Kind.DEFERRED)
                own.keep();
              return taken;
            });
      } catch (RuntimeException e) {
        LOG.error("op {} could not be judged, try {}", context.op().opId(), attempt, e);
        if (attempt == TRIES_MAX) return rejected("internal");
      }
    }
  }

  /// Ops that waited for a record this push brought are judged now, as their authors sent them.
  private List<Settled> retryWaiting(Workspace work, Map<UUID, Line> fresh)
      throws StorageException {
    var settled = new ArrayList<Settled>();
    Set<UUID> appeared = work.changed().stream().map(Held::id).collect(Collectors.toSet());
    for (UUID opId : work.rows().journals().waitingFor(appeared)) {
      if (fresh.containsKey(opId)) continue;
      Optional<JournalRows.Known> known = work.rows().journals().op(opId);
      if (known.isEmpty()) continue;
      Optional<Caller> author =
          People.caller(work.rows(), known.get().staff(), known.get().device());
      Optional<Op> op = reread(work.rows(), opId);
      if (author.isEmpty() || op.isEmpty()) continue;
      Taken taken = judge(work, new Context(author.get(), op.get(), "", Map.of(), clock.instant()));
      settled.add(new Settled(opId, taken));
    }
    return settled;
  }

  private Optional<Op> reread(Rows rows, UUID opId) throws StorageException {
    try {
      return Optional.of(OpCodec.read(rows.journals().body(opId)));
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  private void keepSettled(Rows rows, Settled s, long seq) throws StorageException {
    rows.journals().settle(s.opId(), s.taken().kind().name(), s.verdict(seq), seq);
    rows.journals().waits(s.opId(), s.taken().waits(), clock.millis());
  }

  private void keep(
      Rows rows, JournalRows.Journal journal, Caller caller, List<Line> lines, long seq)
      throws StorageException {
    Instant now = clock.instant();
    String head = journal.head();
    long last = journal.last();
    for (Line line : lines) {
      if (line.line().jseq() <= journal.last()) continue;
      if (line.taken().isPresent() && !line.onlyHere()) keepOp(rows, caller, line, seq, now);
      @Nullable String own = line.onlyHere() ? line.verdict(seq) : null;
      rows.journals().keepLine(journal.id(), line.line(), own);
      head = line.line().hash();
      last = line.line().jseq();
    }
    rows.journals()
        .keep(new JournalRows.Journal(journal.id(), journal.staff(), journal.device(), last, head));
  }

  private void keepOp(Rows rows, Caller caller, Line line, long seq, Instant now)
      throws StorageException {
    Taken taken = line.taken().orElseThrow();
    UUID opId = line.line().opId();
    long skew = line.line().op().map(op -> op.wall() - now.toEpochMilli()).orElse(0L);
    rows.journals()
        .keepOp(
            new JournalRows.Answered(
                opId,
                caller.staff(),
                caller.device(),
                line.line().op().map(Op::kind).orElse(""),
                taken.kind().name(),
                line.verdict(seq)),
            seq,
            new JournalRows.Times(now.toEpochMilli(), skew),
            line.line().bytes());
    if (taken.kind() == Verdict.Kind.DEFERRED)
      rows.journals().waits(opId, taken.waits(), now.toEpochMilli());
  }

  private static List<Feed.Effect> effects(List<Line> lines, List<Settled> settled, long seq) {
    var effects = new ArrayList<Feed.Effect>();
    for (Line line : lines) {
      if (line.taken().isPresent())
        effects.add(new Feed.Effect(line.line().opId(), line.verdict(seq)));
    }
    for (Settled s : settled) effects.add(new Feed.Effect(s.opId(), s.verdict(seq)));
    return effects;
  }

  private Answer<PushReply> reply(Rows rows, long last, List<Line> lines, long seq)
      throws StorageException {
    var verdicts = new ArrayList<Verdict>();
    for (Line line : lines) {
      try {
        verdicts.add(
            Messages.read(line.verdict(seq).getBytes(StandardCharsets.UTF_8), Verdict.class));
      } catch (WireException e) {
        throw new StorageException("a stored verdict is damaged", e);
      }
    }
    FeedRows.Head head = feed.head(rows);
    return Answer.given(
        new PushReply(verdicts, last, head.witness(), head.safeSeq(), clock.millis(), null));
  }
}
