package cn.ruhu.server.inbox;

import cn.ruhu.casefile.Ids;
import cn.ruhu.server.accounts.Answer;
import cn.ruhu.server.accounts.Caller;
import cn.ruhu.server.accounts.People;
import cn.ruhu.server.db.Database;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.db.Tx;
import cn.ruhu.server.db.Vault;
import cn.ruhu.server.feed.Feed;
import cn.ruhu.server.feed.RecordRows;
import cn.ruhu.server.merge.Held;
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

  private final Database database;
  private final Feed feed;
  private final RecordRows records;
  private final JournalRows journals;
  private final People people;
  private final Desk desk;
  private final FollowUps followUps;
  private final InstantSource clock;

  /// What the inbox works with.
  public record Parts(
      Database database,
      Feed feed,
      RecordRows records,
      Vault vault,
      People people,
      Ids ids,
      InstantSource clock) {}

  public Inbox(Parts parts) {
    this.database = parts.database();
    this.feed = parts.feed();
    this.records = parts.records();
    this.journals = new JournalRows(parts.vault());
    this.people = parts.people();
    this.clock = parts.clock();
    this.followUps = new FollowUps(parts.ids());
    this.desk = new Desk(new SharedRules(), new Conflicts(parts.ids()), journals);
  }

  /// @return the reply, or a refusal `LINEAGE`, `FORK`, `GAP`, `CHAIN`, `JOURNAL`; a refused push
  ///   changed nothing
  public Answer<PushReply> push(Caller caller, PushBody body) throws StorageException {
    return database.write(tx -> push(tx, caller, body));
  }

  private Answer<PushReply> push(Tx tx, Caller caller, PushBody body) throws StorageException {
    PushHeader header = body.header();
    if (!feed.sameLineage(tx, header.witness(), header.cursors()))
      return refused(tx, caller, "LINEAGE");
    JournalRows.Journal journal =
        journals
            .locked(tx, header.journal())
            .orElseGet(() ->
                new JournalRows.Journal(header.journal(), caller.staff(), caller.device(), 0, ""));
    Optional<String> broken = broken(tx, caller, journal, body);
    if (broken.isPresent()) return refused(tx, caller, broken.get());
    lockRecords(tx, body);
    var work = new Workspace(tx, records);
    var lines = new ArrayList<Line>();
    Map<UUID, Line> fresh = new LinkedHashMap<>();
    for (PushBody.Line line : body.lines()) {
      Line answered = answer(work, caller, header, line, fresh);
      lines.add(answered);
      if (answered.taken().isPresent() && !answered.onlyHere()) fresh.put(line.opId(), answered);
    }
    boolean news = lines.stream().anyMatch(l -> l.line().jseq() > journal.last());
    if (!news) return reply(tx, journal.last(), lines, 0);
    List<Settled> settled = retryWaiting(work, fresh);
    followUps.of(work, clock.instant());
    long seq = feed.lock(tx);
    keep(tx, journal, caller, lines, seq);
    for (Settled s : settled) keepSettled(tx, s, seq);
    for (Workspace.Authorship a : work.authors()) journals.author(tx, a, seq);
    feed.commit(
        tx, seq, new Feed.Effects(effects(lines, settled, seq), work.changed(), work.exits()));
    return reply(tx, Math.max(journal.last(), lastOf(body)), lines, seq);
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
  private Optional<String> broken(Tx tx, Caller caller, JournalRows.Journal journal, PushBody body)
      throws StorageException {
    boolean own =
        journal.staff().equals(caller.staff()) && journal.device().equals(caller.device());
    if (!own) return Optional.of("JOURNAL");
    PushHeader header = body.header();
    if (header.fromSeq() > journal.last() + 1) return Optional.of("GAP");
    Optional<String> before = journals.hashBefore(tx, journal.id(), header.fromSeq());
    if (before.isEmpty() || !before.get().equals(header.prevHash()))
      return Optional.of(header.fromSeq() == 1 ? "CHAIN" : "FORK");
    for (PushBody.Line line : body.lines()) {
      if (line.jseq() > journal.last()) break;
      Optional<String> held = journals.lineHash(tx, journal.id(), line.jseq());
      if (held.isEmpty() || !held.get().equals(line.hash())) return Optional.of("FORK");
    }
    return Optional.empty();
  }

  /// Last lines held of every journal of a person on a machine.
  public Map<String, Long> heads(Tx tx, Caller caller) throws StorageException {
    return JournalRows.heads(tx, caller.staff(), caller.device());
  }

  private Answer<PushReply> refused(Tx tx, Caller caller, String code) throws StorageException {
    return new Answer.Refused<>(
        new Refusal(code, "", feed.head(tx).witness(), heads(tx, caller), null, null));
  }

  /// Always in the order of ids, so that two pushes never wait for each other in a ring.
  private void lockRecords(Tx tx, PushBody body) throws StorageException {
    var ids = new TreeSet<UUID>();
    for (PushBody.Line line : body.lines())
      line.op().ifPresent(op -> op.changes().forEach(c -> ids.add(c.id())));
    for (UUID id : ids) records.locked(tx, id);
  }

  private Line answer(
      Workspace work, Caller caller, PushHeader header, PushBody.Line line, Map<UUID, Line> fresh)
      throws StorageException {
    Tx tx = work.tx();
    if (journals.lineHash(tx, header.journal(), line.jseq()).isPresent())
      return new Line(
          line,
          Optional.of(journals.verdict(tx, header.journal(), line.jseq())),
          Optional.empty(),
          false);
    Line twin = fresh.get(line.opId());
    if (twin != null) return new Line(line, Optional.empty(), twin.taken(), true);
    Optional<JournalRows.Known> known = journals.op(tx, line.opId());
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
        return work.tx()
            .savepoint(tx -> {
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
    for (UUID opId : journals.waitingFor(work.tx(), appeared)) {
      if (fresh.containsKey(opId)) continue;
      Optional<JournalRows.Known> known = journals.op(work.tx(), opId);
      if (known.isEmpty()) continue;
      Optional<Caller> author = people.caller(work.tx(), known.get().staff(), known.get().device());
      Optional<Op> op = reread(work.tx(), opId);
      if (author.isEmpty() || op.isEmpty()) continue;
      Taken taken = judge(work, new Context(author.get(), op.get(), "", Map.of(), clock.instant()));
      settled.add(new Settled(opId, taken));
    }
    return settled;
  }

  private Optional<Op> reread(Tx tx, UUID opId) throws StorageException {
    try {
      return Optional.of(OpCodec.read(journals.body(tx, opId)));
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  private void keepSettled(Tx tx, Settled s, long seq) throws StorageException {
    journals.settle(tx, s.opId(), s.taken().kind().name(), s.verdict(seq), seq);
    journals.waits(tx, s.opId(), s.taken().waits(), clock.millis());
  }

  private void keep(Tx tx, JournalRows.Journal journal, Caller caller, List<Line> lines, long seq)
      throws StorageException {
    Instant now = clock.instant();
    String head = journal.head();
    long last = journal.last();
    for (Line line : lines) {
      if (line.line().jseq() <= journal.last()) continue;
      if (line.taken().isPresent() && !line.onlyHere()) keepOp(tx, caller, line, seq, now);
      @Nullable String own = line.onlyHere() ? line.verdict(seq) : null;
      journals.keepLine(tx, journal.id(), line.line(), own);
      head = line.line().hash();
      last = line.line().jseq();
    }
    journals.keep(
        tx, new JournalRows.Journal(journal.id(), journal.staff(), journal.device(), last, head));
  }

  private void keepOp(Tx tx, Caller caller, Line line, long seq, Instant now)
      throws StorageException {
    Taken taken = line.taken().orElseThrow();
    UUID opId = line.line().opId();
    long skew = line.line().op().map(op -> op.wall() - now.toEpochMilli()).orElse(0L);
    journals.keepOp(
        tx,
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
      journals.waits(tx, opId, taken.waits(), now.toEpochMilli());
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

  private Answer<PushReply> reply(Tx tx, long last, List<Line> lines, long seq)
      throws StorageException {
    var verdicts = new ArrayList<Verdict>();
    for (Line line : lines) {
      try {
        verdicts.add(Messages.read(JournalRows.bytes(line.verdict(seq)), Verdict.class));
      } catch (WireException e) {
        throw new StorageException("a stored verdict is damaged", e);
      }
    }
    Feed.Head head = feed.head(tx);
    return Answer.given(
        new PushReply(verdicts, last, head.witness(), head.safeSeq(), clock.millis(), null));
  }
}
