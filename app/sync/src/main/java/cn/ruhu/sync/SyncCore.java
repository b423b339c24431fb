package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Protocol;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PullRequest;
import cn.ruhu.wire.PushBody;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Refusal;
import cn.ruhu.wire.Witness;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The protocol, without a socket, a thread or a clock (SYNC §4, SYNC.md beside this module). A
/// round sends the journal, pulls until nothing is left, sends files, pulls once more for their
/// receipts, and fetches what the district published and pages that would be good to have. A page
/// somebody waits for goes before any of it. Ask [#next] what to do, bring what came of it to
/// [#on]; one step is under way at a time. All that must survive lies in the [SyncStore]; this
/// object may be thrown away at any moment.
///
/// While files go out, one more may be on its way beside the step of [#next]: ask [#beside]. What
/// it meets stops the round in nothing but a sign-in that ended; its file is then taken up by
/// whoever is free first.
///
/// Not thread-safe: one thread at a time.
public final class SyncCore {
  private enum Phase {
    PUSH,
    PULL,
    FILES,
    FETCH,
    DONE
  }

  /// Journals renewed one after the other without a push in between before it counts as trouble.
  private static final int FORKS_MAX = 3;

  private final SyncStore store;
  private final BackOff backOff;
  private final FileQueue files;
  private final FileQueue.Lane lane = new FileQueue.Lane();
  private final FileQueue.Lane besideLane = new FileQueue.Lane();
  private final BackOff besideBackOff;
  private final Fetches fetches;

  private Phase phase = Phase.DONE;
  private Step.@Nullable Send underWay;
  private Step.@Nullable Send beside;
  private long besideFrom;
  private @Nullable Trouble trouble;
  private long waitUntil;
  private long pauseMs;
  private boolean waitAsked;
  private boolean receiptsPull;
  private final PushSize pushSize = new PushSize();
  private int forks;
  private long lastSuccess;
  private boolean withFiles = true;

  /// @param random source of the jitter
  public SyncCore(SyncStore store, RandomGenerator random) {
    this(store, random, new Wishes());
  }

  SyncCore(SyncStore store, RandomGenerator random, Wishes wishes) {
    this(store, random, wishes, Protocol.FILE_PART_MAX, Protocol.PARCEL_FILES_MAX);
  }

  /// @param partMax bytes of a file sent at a time
  /// @param togetherMax small files sent together
  SyncCore(SyncStore store, RandomGenerator random, Wishes wishes, int partMax, int togetherMax) {
    this.store = store;
    this.backOff = new BackOff(random);
    this.besideBackOff = new BackOff(random);
    this.files = new FileQueue(store, partMax, new Together(togetherMax));
    this.fetches = new Fetches(store, wishes);
  }

  /// Begins a round, or goes on with the one that waits: a pause of our own ends, one the server
  /// asked for does not.
  public void begin() {
    if (!waitAsked) waitUntil = 0;
    if (phase != Phase.DONE) return;
    fetches.again();
    phase = Phase.PUSH;
    receiptsPull = false;
    beginFiles();
    fetches.begin();
  }

  private void beginFiles() {
    beside = null;
    besideFrom = 0;
    files.begin(lane, besideLane);
  }

  /// Whether files go out in the rounds to come; records always do.
  void withFiles(boolean yes) {
    withFiles = yes;
  }

  /// What to do now. A step that was handed out before and never answered is given up.
  ///
  /// @param nowMs milliseconds since 1970; only differences matter
  public Step next(long nowMs) throws StoreException {
    underWay = null;
    while (phase != Phase.DONE) {
      if (waitUntil - nowMs > pauseMs) waitUntil = nowMs + pauseMs; // the clock was set back
      if (nowMs < waitUntil && trouble != null) return new Step.Wait(waitUntil, trouble);
      waitUntil = 0;
      waitAsked = false;
      Optional<Step.Send> step = fetches.urgent();
      if (step.isEmpty()) step = ofPhase(nowMs);
      if (step.isPresent()) {
        underWay = step.get();
        return step.get();
      }
      nothingLeft(nowMs);
    }
    return new Step.Done();
  }

  private Optional<Step.Send> ofPhase(long nowMs) throws StoreException {
    return switch (phase) {
      case PUSH -> push(nowMs);
      case PULL -> Optional.of(pull());
      case FILES -> withFiles ? files.next(lane, nowMs) : Optional.empty();
      case FETCH -> fetches.next();
      case DONE -> Optional.empty();
    };
  }

  /// One more file, or parcel, beside the step of [#next], or empty: none is left, nothing may be
  /// sent now, or one is under way there already.
  ///
  /// @param nowMs as of [#next]
  Optional<Step.Send> beside(long nowMs) throws StoreException {
    if (beside != null || phase != Phase.FILES || !withFiles) return Optional.empty();
    if (nowMs < besideFrom || (nowMs < waitUntil && trouble != null)) return Optional.empty();
    Optional<Step.Send> step = files.next(besideLane, nowMs);
    beside = step.orElse(null);
    return step;
  }

  /// Whether a file is on its way beside and nothing else is to do: [#next] would give it up and go
  /// on with it by itself.
  boolean restsBeside() throws StoreException {
    if (beside == null || phase != Phase.FILES) return false;
    return withFiles && fetches.urgent().isEmpty() && !files.hasNext(lane);
  }

  private Optional<Step.Send> push(long nowMs) throws StoreException {
    Optional<SyncStore.Batch> batch = store.pending(pushSize.asked(nowMs), Protocol.PUSH_BYTES_MAX);
    if (batch.isEmpty()) return Optional.empty();
    SyncStore.Batch b = batch.get();
    SyncStore.Place asked = store.ask();
    PushBody body = PushBody.of(b.ready(), asked.witness(), asked.cursors());
    return Optional.of(new Step.Push(asked, b, body));
  }

  private Step.Send pull() throws StoreException {
    List<UUID> waits = store.deferred();
    SyncStore.Place asked = store.ask();
    return new Step.Pull(
        asked,
        new PullRequest(
            Protocol.VERSION,
            asked.witness(),
            asked.cursors(),
            Protocol.PULL_RECORDS_MAX,
            waits.subList(0, Math.min(waits.size(), Protocol.WAITS_MAX)),
            asked.snapshots(),
            asked.compare(),
            asked.doubts()));
  }

  private void nothingLeft(long nowMs) throws StoreException {
    switch (phase) {
      case PUSH -> phase = Phase.PULL;
      case FILES -> {
        if (beside != null) {
          giveBack();
          return;
        }
        if (files.sentSome()) {
          receiptsPull = true;
          phase = Phase.PULL;
        } else fetch();
      }
      case FETCH -> finish(nowMs);
      case PULL, DONE -> throw new AssertionError("a pull is always possible");
    }
  }

  private void giveBack() {
    beside = null;
    files.giveBack(besideLane);
  }

  private void finish(long nowMs) throws StoreException {
    if (store.pending(1, 1).isPresent()) {
      phase = Phase.PUSH;
      return;
    }
    phase = Phase.DONE;
    trouble = files.trouble().or(fetches::trouble).orElse(null);
    lastSuccess = nowMs;
  }

  /// Takes what came of a step. An answer to a step that is no longer under way is dropped: an
  /// answer counts once.
  ///
  /// @return false when it was dropped
  @SuppressWarnings("ReferenceEquality") // an equal step is another request
  public boolean on(Step.Send step, Answer answer, long nowMs) throws StoreException {
    if (beside != null && step == beside) {
      onBeside(answer, nowMs);
      return true;
    }
    if (underWay == null || step != underWay) return false;
    underWay = null;
    switch (answer) {
      case Answer.Failed f when step instanceof Step.FileGet get ->
          fetches.unanswered(get, f.trouble());
      case Answer.Failed f when isDamagedHere(step, f) -> files.unsure(lane);
      case Answer.Failed f -> {
        if (step instanceof Step.Push) pushSize.failed();
        files.unsure(lane);
        fail(f.trouble(), f.retryAfterMs(), nowMs);
      }
      case Answer.Refused r -> refused(step, r, nowMs);
      case Answer.Pushed p when step instanceof Step.Push push -> pushed(push, p.reply(), nowMs);
      case Answer.Pulled p when step instanceof Step.Pull pull -> pulled(pull, p.reply(), nowMs);
      case Answer.FileAt at
          when step instanceof Step.FileHead || step instanceof Step.FilePatch -> {
        succeeded();
        fileAt(lane, at, nowMs);
      }
      case Answer.FilesAt at when fits(lane, at) -> {
        succeeded();
        files.arrived(lane, at.files(), nowMs);
      }
      case Answer.FileContent c when step instanceof Step.FileGet get -> {
        succeeded();
        fetches.got(get, c);
        // what was saved meanwhile does not wait for pages
        if (phase == Phase.FETCH && store.pending(1, 1).isPresent()) phase = Phase.PUSH;
      }
      default -> fail(protocol("answer to another question"), 0, nowMs);
    }
    return true;
  }

  private void fileAt(FileQueue.Lane of, Answer.FileAt at, long nowMs) throws StoreException {
    if (at.verified()) files.verified(of, nowMs);
    else files.at(of, at.offset());
  }

  private boolean fits(FileQueue.Lane of, Answer.FilesAt at) {
    return files.parcelSize(of) > 0 && files.parcelSize(of) == at.files().size();
  }

  /// A parcel broke off at a file that cannot be read here. The line is as good as before; each of
  /// its files goes by itself, and the damaged one is told.
  private static boolean isDamagedHere(Step.Send step, Answer.Failed failed) {
    return step instanceof Step.FileParcel && failed.trouble().kind() == Trouble.Kind.STORAGE;
  }

  /// What the file beside met concerns it alone. One that got no answer, or is to come later, is
  /// given back; this lane then rests for a while.
  private void onBeside(Answer answer, long nowMs) throws StoreException {
    beside = null;
    switch (answer) {
      case Answer.FileAt at -> {
        besideBackOff.succeeded();
        fileAt(besideLane, at, nowMs);
      }
      case Answer.FilesAt at when fits(besideLane, at) -> {
        besideBackOff.succeeded();
        files.arrived(besideLane, at.files(), nowMs);
      }
      case Answer.Refused r -> besideRefused(r.refusal(), nowMs);
      case Answer.Failed f -> besideRests(f.retryAfterMs(), nowMs);
      default -> besideRests(0, nowMs);
    }
  }

  private void besideRefused(Refusal r, long nowMs) {
    switch (r.code()) {
      case "TOKEN", "SIGNATURE", "DEVICE", "LOCKED", "MACHINE", "WIPE" -> {
        files.giveBack(besideLane);
        String what = r.code().equals(Trouble.WIPE) ? Trouble.WIPE_NOW : r.code();
        stop(new Trouble(Trouble.Kind.SIGN_IN, what));
      }
      case "BUSY", "TOO_MANY", "SLOW", "DISK", "INTERNAL", "CUT", "REPLAY" ->
          besideRests(r.retryAfterMs() == null ? 0 : r.retryAfterMs(), nowMs);
      default -> fileRefused(besideLane, r.code());
    }
  }

  private void fileRefused(FileQueue.Lane of, String code) {
    if (files.parcelSize(of) > 0) files.notTogether(of);
    else files.refused(of, code);
  }

  private void besideRests(long askedMs, long nowMs) {
    files.giveBack(besideLane);
    besideFrom = nowMs + besideBackOff.next(askedMs);
  }

  private void pushed(Step.Push step, PushReply reply, long nowMs) throws StoreException {
    Optional<String> wrong = wrong(step, reply);
    if (wrong.isPresent()) {
      fail(protocol(wrong.get()), 0, nowMs);
      return;
    }
    succeeded();
    forks = 0;
    pushSize.answered(reply.verdicts().size(), nowMs);
    store.acknowledge(step.asked(), step.batch(), reply);
    if (reply.retryAfterMs() != null && reply.retryAfterMs() > 0)
      pause(new Trouble(Trouble.Kind.BUSY, "asked to slow down"), reply.retryAfterMs(), nowMs);
  }

  private static Optional<String> wrong(Step.Push step, PushReply reply) {
    if (reply.verdicts().size() != step.batch().opIds().size())
      return Optional.of("verdicts missing");
    for (int i = 0; i < reply.verdicts().size(); i++) {
      var line = step.body().lines().get(i);
      if (!reply.verdicts().get(i).opId().equals(line.opId()))
        return Optional.of("verdict for another op");
    }
    return wentBack(step.asked(), reply.witness());
  }

  private static Optional<String> wentBack(SyncStore.Place asked, Witness now) {
    Witness seen = asked.witness();
    if (seen == null) return Optional.empty();
    if (!seen.epoch().equals(now.epoch())) return Optional.of("lineage changed unsaid");
    if (now.seq() < seen.seq()) return Optional.of("history went back unsaid");
    if (now.seq() == seen.seq() && !now.hash().equals(seen.hash()))
      return Optional.of("history differs unsaid");
    return Optional.empty();
  }

  private void pulled(Step.Pull step, PullReply reply, long nowMs) throws StoreException {
    Optional<String> wrong = wentBack(step.asked(), reply.witness());
    if (wrong.isEmpty() && stuck(step, reply)) wrong = Optional.of("page without progress");
    if (wrong.isPresent()) {
      fail(protocol(wrong.get()), 0, nowMs);
      return;
    }
    succeeded();
    boolean taken = store.apply(step.asked(), reply);
    if (taken && !reply.more()) endOfPull();
  }

  /// More is promised but no cursor moved: pulling again would never end.
  private static boolean stuck(Step.Pull step, PullReply reply) {
    return reply.more()
        && reply.resync().isEmpty()
        && reply.cursors().equals(step.asked().cursors());
  }

  private void endOfPull() {
    if (receiptsPull) {
      receiptsPull = false;
      fetch();
    } else phase = Phase.FILES;
  }

  /// The district answers: who waited in vain at the beginning of the round gets another try.
  private void fetch() {
    phase = Phase.FETCH;
    fetches.again();
  }

  private void refused(Step.Send step, Answer.Refused answer, long nowMs) throws StoreException {
    Refusal r = answer.refusal();
    long retry = r.retryAfterMs() == null ? 0 : r.retryAfterMs();
    SyncStore.Place asked = asked(step);
    switch (r.code()) {
      case "LINEAGE" -> {
        if (asked == null || r.witness() == null)
          fail(protocol("LINEAGE without a witness"), retry, nowMs);
        else {
          store.resetLineage(asked, r.witness());
          beginFiles();
          receiptsPull = false;
          phase = Phase.PUSH;
        }
      }
      case "FORK", "GAP", "CHAIN", "JOURNAL" -> {
        if (!(step instanceof Step.Push push) || ++forks > FORKS_MAX)
          fail(new Trouble(Trouble.Kind.REFUSED, r.code()), retry, nowMs);
        else store.fork(push.asked());
      }
      case "TOKEN", "SIGNATURE", "DEVICE", "LOCKED", "MACHINE" -> {
        var what = new Trouble(Trouble.Kind.SIGN_IN, r.code());
        if (step instanceof Step.FileGet get) fetches.unanswered(get, what);
        stop(what);
      }
      case "WIPE" -> { // work goes first, unless even that is refused
        if (step instanceof Step.Pull) {
          files.report(new Trouble(Trouble.Kind.SIGN_IN, Trouble.WIPE));
          endOfPull();
        } else stop(new Trouble(Trouble.Kind.SIGN_IN, Trouble.WIPE_NOW));
      }
      case "VERSION" -> {
        if (step instanceof Step.Pull) {
          files.report(new Trouble(Trouble.Kind.UPGRADE, r.code()));
          endOfPull();
        } else fail(new Trouble(Trouble.Kind.UPGRADE, r.code()), retry, nowMs);
      }
      case "BUSY", "TOO_MANY", "SLOW", "DISK", "INTERNAL", "CUT", "REPLAY" -> {
        files.unsure(lane);
        if (step instanceof Step.Push) pushSize.later(r.code());
        if (step instanceof Step.FileGet get)
          fetches.unanswered(get, new Trouble(Trouble.Kind.BUSY, r.code()));
        fail(new Trouble(Trouble.Kind.BUSY, r.code()), retry, nowMs);
      }
      default -> {
        if (isOfAFile(step)) fileRefused(lane, r.code());
        else if (step instanceof Step.FileGet get) fetches.failed(get, r.code());
        else {
          if (step instanceof Step.Push) pushSize.refused(r.code());
          fail(new Trouble(Trouble.Kind.REFUSED, r.code()), retry, nowMs);
        }
      }
    }
  }

  private static boolean isOfAFile(Step.Send step) {
    return step instanceof Step.FileHead
        || step instanceof Step.FilePatch
        || step instanceof Step.FileParcel;
  }

  private static SyncStore.@Nullable Place asked(Step.Send step) {
    return switch (step) {
      case Step.Push p -> p.asked();
      case Step.Pull p -> p.asked();
      case Step.FileHead _, Step.FilePatch _, Step.FileParcel _, Step.FileGet _ -> null;
    };
  }

  private void fail(Trouble what, long askedMs, long nowMs) {
    if (what.kind() == Trouble.Kind.SIGN_IN) stop(what);
    else {
      trouble = what;
      pauseMs = backOff.next(askedMs);
      waitUntil = nowMs + pauseMs;
      waitAsked = askedMs > 0;
    }
  }

  private void pause(Trouble what, long askedMs, long nowMs) {
    trouble = what;
    pauseMs = askedMs;
    waitUntil = nowMs + pauseMs;
    waitAsked = true;
  }

  private void stop(Trouble what) {
    trouble = what;
    phase = Phase.DONE;
    waitUntil = 0;
    waitAsked = false;
  }

  private void succeeded() {
    backOff.succeeded();
    if (phase != Phase.DONE) trouble = null; // else it is what stopped the round
  }

  private static Trouble protocol(String detail) {
    return new Trouble(Trouble.Kind.PROTOCOL, detail);
  }

  /// What stands in the way, if anything.
  public Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  /// End of the last round that went through, milliseconds since 1970, 0 for none in this run.
  public long lastSuccess() {
    return lastSuccess;
  }

  /// Failures in a row.
  public int attempts() {
    return backOff.attempts();
  }
}
