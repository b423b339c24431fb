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
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushHeader;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.SigningKey;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
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

  private final Ledger ledger;
  private final Feed feed;
  private final Judge judge;
  private final FollowUps followUps;
  private final InstantSource clock;

  public Inbox(Ledger ledger, Feed feed, Ids ids, InstantSource clock) {
    this(ledger, feed, ids, clock, Merge::onto);
  }

  /// As [#Inbox(Ledger, Feed, Ids, InstantSource)] with another way to merge.
  public Inbox(Ledger ledger, Feed feed, Ids ids, InstantSource clock, Merging merging) {
    this(ledger, feed, ids, clock, merging, Optional.empty());
  }

  /// As [#Inbox(Ledger, Feed, Ids, InstantSource)], and every sealed visit gets a receipt.
  ///
  /// @param district signs them
  public Inbox(Ledger ledger, Feed feed, Ids ids, InstantSource clock, SigningKey district) {
    this(ledger, feed, ids, clock, Merge::onto, Optional.of(district));
  }

  private Inbox(
      Ledger ledger,
      Feed feed,
      Ids ids,
      InstantSource clock,
      Merging merging,
      Optional<SigningKey> district) {
    this.ledger = ledger;
    this.feed = feed;
    this.clock = clock;
    this.followUps = new FollowUps(ids, district);
    this.judge = new Judge(new Desk(new SharedRules(), new Conflicts(ids), merging));
  }

  /// @return the reply, or a refusal `LINEAGE`, `FORK`, `GAP`, `CHAIN`, `JOURNAL`; a refused push
  ///   changed nothing
  public Answer<PushReply> push(Caller caller, PushBody body) throws StorageException {
    return push(caller, body, body::gzip);
  }

  /// As above, for who has the body as it came.
  ///
  /// @param packed [PushBody#gzip]
  public Answer<PushReply> push(Caller caller, PushBody body, Supplier<byte[]> packed)
      throws StorageException {
    var came = new Came(body, packed);
    try {
      return ledger.write(rows -> push(rows, caller, came, false));
    } catch (StorageException e) {
      if (e.kind() != StorageException.Kind.DATA) throw e;
      LOG.warn("a push cannot be kept as it is, each op is tried by itself", e);
    } catch (RuntimeException e) {
      LOG.error("a push could not be judged, each op is tried by itself", e);
    }
    return ledger.write(rows -> push(rows, caller, came, true));
  }

  /// A push that came.
  private record Came(PushBody body, Supplier<byte[]> packed) {}

  private Answer<PushReply> push(Rows rows, Caller caller, Came came, boolean careful)
      throws StorageException {
    PushBody body = came.body();
    PushHeader header = body.header();
    FeedRows.Head seen = feed.head(rows);
    if (!feed.sameLineage(rows, seen, header.witness(), header.cursors()))
      return refused(rows, caller, "LINEAGE");
    JournalRows.Journal journal =
        rows.journals()
            .locked(header.journal())
            .orElseGet(() ->
                new JournalRows.Journal(header.journal(), caller.staff(), caller.device(), 0, ""));
    Map<Long, JournalRows.HeldLine> held = heldLines(rows, journal, body);
    Optional<String> broken = broken(rows, caller, journal, body, held);
    if (broken.isPresent()) return refused(rows, caller, broken.get());
    List<PushBody.Line> news =
        body.lines().stream().filter(l -> l.jseq() > journal.last()).toList();
    List<Line> lines = new ArrayList<>();
    for (PushBody.Line line : body.lines()) {
      JournalRows.HeldLine there = held.get(line.jseq());
      if (there != null) lines.add(Line.stored(line, there.verdict()));
    }
    if (news.isEmpty()) return reply(rows, journal.last(), lines, 0);
    Caller now =
        People.heldCaller(rows, caller.staff(), caller.device()).orElse(caller).within(caller);
    var touched = Touched.lock(rows, news.stream().flatMap(line -> line.op().stream()).toList());
    Optional<FeedRows.Head> early = careful ? Optional.of(feed.lock(rows)) : Optional.empty();
    var work = new Workspace(rows, touched);
    Push push = new Push(work, now, header, early, new LinkedHashMap<>(), known(rows, news));
    for (PushBody.Line line : news) lines.add(answer(push, line));
    List<Settled> settled = retryWaiting(push, touched);
    lines.replaceAll(push::atLast);
    var origin = new Arrivals.Origin(header.journal(), caller.device());
    if (early.isEmpty()) followUps.of(work, origin, clock.instant());
    else followUps.carefully(work, origin, clock.instant(), early.get().seq() + 1);
    FeedRows.Head before = early.isPresent() ? early.get() : feed.lock(rows);
    if (before.seq() != seen.seq()) refuseStale(rows, touched, lines, settled);
    long seq = before.seq() + 1;
    lines.replaceAll(line -> line.told(seq));
    keep(rows, journal, now, lines, seq);
    rows.journals().keepPack(seq, came.packed());
    for (Settled s : settled) keepSettled(rows, s, seq);
    rows.journals().authors(work.authors(), seq);
    feed.commit(
        rows, before, new Feed.Effects(effects(lines, settled, seq), work.changed(), work.exits()));
    return reply(rows, Math.max(journal.last(), lastOf(body)), lines, seq);
  }

  /// A push while its lines are judged.
  ///
  /// @param early the feed's head, when it was locked before judging: each op is tried by itself
  /// @param fresh lines judged so far, by op
  /// @param known ops of these lines that were answered before
  private record Push(
      Workspace work,
      Caller caller,
      PushHeader header,
      Optional<FeedRows.Head> early,
      Map<UUID, Line> fresh,
      Map<UUID, JournalRows.Known> known) {
    Rows rows() {
      return work.rows();
    }

    /// Lines that wait for a record.
    List<Line> deferred() {
      return fresh.values().stream().filter(line -> !line.waits().isEmpty()).toList();
    }

    /// The line as it was judged last.
    Line atLast(Line line) {
      Line now = fresh.get(line.line().opId());
      if (now == null || line.stored().isPresent()) return line;
      return line.onlyHere() ? Line.onlyHere(line.line(), now.taken().orElseThrow()) : now;
    }
  }

  private static Map<Long, JournalRows.HeldLine> heldLines(
      Rows rows, JournalRows.Journal journal, PushBody body) throws StorageException {
    long from = body.header().fromSeq();
    long to = Math.min(journal.last(), lastOf(body));
    if (from > to) return Map.of();
    return rows.journals().lines(journal.id(), from, to).stream()
        .collect(Collectors.toMap(JournalRows.HeldLine::jseq, line -> line));
  }

  private static Map<UUID, JournalRows.Known> known(Rows rows, List<PushBody.Line> lines)
      throws StorageException {
    return rows.journals().ops(lines.stream().map(PushBody.Line::opId).collect(Collectors.toSet()));
  }

  /// Other transactions committed since this one began, and these locks do not keep them out: the
  /// record an op here waits for may have come, or an op that waits for a record made here.
  private static void refuseStale(
      Rows rows, Touched touched, List<Line> lines, List<Settled> settled) throws StorageException {
    var missing = new HashSet<UUID>();
    for (Line line : lines) missing.addAll(line.waits());
    for (Settled s : settled) missing.addAll(s.taken().waits());
    boolean came = !missing.isEmpty() && !rows.records().find(missing).isEmpty();
    boolean waits =
        !touched.waiting().keySet().containsAll(Touched.waitingFor(rows, touched.created()));
    if (came || waits) throw StorageException.again("what an op waits for came meanwhile");
  }

  /// A line of the push and what became of it.
  ///
  /// @param stored verdict given before, as text
  /// @param taken what became of it now
  /// @param onlyHere the verdict belongs to the line, not to the op (its id is somebody else's)
  /// @param told the verdict of `taken` as text, once the commit has its number
  private record Line(
      PushBody.Line line,
      Optional<String> stored,
      Optional<Taken> taken,
      boolean onlyHere,
      Optional<String> told) {
    static Line stored(PushBody.Line line, String verdict) {
      return new Line(line, Optional.of(verdict), Optional.empty(), false, Optional.empty());
    }

    static Line judged(PushBody.Line line, Taken taken) {
      return new Line(line, Optional.empty(), Optional.of(taken), false, Optional.empty());
    }

    static Line onlyHere(PushBody.Line line, Taken taken) {
      return new Line(line, Optional.empty(), Optional.of(taken), true, Optional.empty());
    }

    Set<UUID> waits() {
      return taken.map(Taken::waits).orElse(Set.of());
    }

    /// With its verdict written out: it stands beside the op, in the commit's hash, and at times
    /// beside the line.
    Line told(long seq) {
      return taken.isEmpty()
          ? this
          : new Line(line, stored, taken, onlyHere, Optional.of(verdict(seq)));
    }

    String verdict(long seq) {
      return stored
          .or(() -> told)
          .orElseGet(() ->
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
      Rows rows,
      Caller caller,
      JournalRows.Journal journal,
      PushBody body,
      Map<Long, JournalRows.HeldLine> held)
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
      JournalRows.HeldLine there = held.get(line.jseq());
      if (there == null || !there.hash().equals(line.hash())) return Optional.of("FORK");
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

  private Line answer(Push push, PushBody.Line line) throws StorageException {
    Line twin = push.fresh().get(line.opId());
    if (twin != null) return Line.onlyHere(line, twin.taken().orElseThrow());
    JournalRows.Known known = push.known().get(line.opId());
    if (known != null && known.staff().equals(push.caller().staff()))
      return Line.stored(line, known.verdict());
    if (known != null) return Line.onlyHere(line, rejected("OP_ID"));
    Line judged = Line.judged(line, judged(push, line));
    push.fresh().put(line.opId(), judged);
    return judged;
  }

  private Taken judged(Push push, PushBody.Line line) throws StorageException {
    if (line.op().isEmpty()) return rejected(line.problem().orElse("MALFORMED"));
    Op op = line.op().get();
    Caller caller = push.caller();
    boolean own = op.user().equals(caller.staff()) && op.device().equals(caller.device());
    if (!own) return rejected("IDENTITY");
    PushHeader header = push.header();
    var context = new Context(caller, op, header.journal(), header.cursors(), clock.instant());
    return judged(
        push,
        context,
        (trial, taken) -> {
          long seq = push.early().orElseThrow().seq() + 1;
          long from = header.fromSeq();
          var one = newOp(caller, Line.judged(line, taken), from, seq, context.now());
          push.rows().journals().keepOps(List.of(one), seq);
        });
  }

  private Taken judged(Push push, Context context, Judge.Trial trial) throws StorageException {
    if (push.early().isEmpty()) return judge.judge(push.work(), context);
    long seq = push.early().get().seq() + 1;
    return judge.carefully(
        push.work(),
        context,
        (own, taken) -> {
          trial.keep(own, taken);
          push.rows().journals().authors(own.authors(), seq);
          push.rows().records().put(own.changed(), seq);
        });
  }

  private static Taken rejected(String reason) {
    return Taken.rejected(reason, null, null);
  }

  /// Ops that waited for a record this push brought are judged now, as their authors sent them; so
  /// are lines of the push itself, for which one of those, or a later line, brought it.
  private List<Settled> retryWaiting(Push push, Touched touched) throws StorageException {
    if (touched.waiting().isEmpty() && push.deferred().isEmpty()) return List.of();
    Rows rows = push.rows();
    Map<UUID, Settled> settled = new LinkedHashMap<>();
    Set<UUID> looked = new HashSet<>();
    // one that is through may have made what another waits for
    for (Set<UUID> appeared = changed(push, looked);
        !appeared.isEmpty();
        appeared = changed(push, looked)) {
      looked.addAll(appeared);
      for (UUID opId : Touched.waitingFor(rows, appeared)) {
        Settled before = settled.get(opId);
        if (before == null || before.taken().kind() == Verdict.Kind.DEFERRED)
          retry(push, touched, opId).ifPresent(s -> settled.put(opId, s));
      }
      for (Line line : push.deferred())
        if (!Collections.disjoint(line.waits(), appeared))
          push.fresh().put(line.line().opId(), Line.judged(line.line(), judged(push, line.line())));
    }
    return List.copyOf(settled.values());
  }

  private static Set<UUID> changed(Push push, Set<UUID> besides) {
    return push.work().changed().stream()
        .map(Held::id)
        .filter(id -> !besides.contains(id))
        .collect(Collectors.toSet());
  }

  private Optional<Settled> retry(Push push, Touched touched, UUID opId) throws StorageException {
    Optional<Op> op = touched.waiting().getOrDefault(opId, Optional.empty());
    Optional<JournalRows.Known> known = push.rows().journals().op(opId);
    if (op.isEmpty() || known.isEmpty() || push.fresh().containsKey(opId)) return Optional.empty();
    Optional<Caller> author =
        People.heldCaller(push.rows(), known.get().staff(), known.get().device());
    if (author.isEmpty()) return Optional.empty();
    var context = new Context(author.get(), op.get(), "", Map.of(), clock.instant());
    return Optional.of(new Settled(opId, judged(push, context, (own, taken) -> {})));
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
    long from = lines.getFirst().line().jseq();
    var ops = new ArrayList<JournalRows.NewOp>();
    var kept = new ArrayList<JournalRows.NewLine>();
    for (Line line : lines) {
      if (line.line().jseq() <= journal.last()) continue;
      if (line.taken().isPresent() && !line.onlyHere())
        ops.add(newOp(caller, line, from, seq, now));
      @Nullable String own = line.onlyHere() ? line.verdict(seq) : null;
      kept.add(new JournalRows.NewLine(line.line(), own));
      head = line.line().hash();
      last = line.line().jseq();
    }
    rows.journals().keepOps(ops, seq);
    rows.journals().keepLines(journal.id(), kept);
    rows.journals()
        .keep(new JournalRows.Journal(journal.id(), journal.staff(), journal.device(), last, head));
    for (Line line : lines) {
      Optional<Taken> deferred = line.taken().filter(t -> t.kind() == Verdict.Kind.DEFERRED);
      if (deferred.isPresent() && !line.onlyHere())
        rows.journals().waits(line.line().opId(), deferred.get().waits(), now.toEpochMilli());
    }
  }

  /// @param from number of the push's first line
  private static JournalRows.NewOp newOp(
      Caller caller, Line line, long from, long seq, Instant now) {
    Taken taken = line.taken().orElseThrow();
    UUID opId = line.line().opId();
    long skew = line.line().op().map(op -> op.wall() - now.toEpochMilli()).orElse(0L);
    return new JournalRows.NewOp(
        new JournalRows.Answered(
            opId,
            caller.staff(),
            caller.device(),
            line.line().op().map(Soundness::kind).orElse(""),
            taken.kind().name(),
            line.verdict(seq)),
        new JournalRows.Times(now.toEpochMilli(), skew),
        line.line(),
        Math.toIntExact(line.line().jseq() - from));
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
      if (line.taken().isPresent()) {
        verdicts.add(line.taken().get().verdict(line.line().opId(), seq));
        continue;
      }
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
