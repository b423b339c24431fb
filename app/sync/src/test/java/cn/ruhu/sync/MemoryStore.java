package cn.ruhu.sync;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.Chain;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.FileAddress;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.Op;
import cn.ruhu.wire.OpCodec;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.PushReply;
import cn.ruhu.wire.Verdict;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A [SyncStore] in memory, held to the same contract test as the real one.
public final class MemoryStore implements SyncStore {

  /// What a worse store would do: planted to show that the simulator would notice.
  public enum Flaw {
    /// forgets an op as soon as it has its verdict
    PRUNE_ON_ACK,
    /// keeps its verdicts when the server's history is another one
    KEEP_OLD_ACKS,
    /// takes an op for reflected when the scope it was written in was pulled
    REFLECT_BY_OWN_SCOPE,
    /// throws away what waits for a scope that is gone
    REVOKE_DROPS_OUTBOX,
    /// shows the server's copy again as soon as an op has its verdict
    OVERLAY_DROP_ON_ACK,
    /// shows a record as saved before its op is in the journal
    JOURNAL_NOT_ATOMIC,
    /// goes on where it was although it may have missed what was deleted
    NO_RESYNC
  }

  private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
  private final Random random;
  private final List<JournalEntry> journal = new ArrayList<>();
  private final Map<UUID, WireRecord> copies = new TreeMap<>();
  private final Map<String, Cursor> cursors = new TreeMap<>();
  private MemoryScopes anew = new MemoryScopes();
  private final Map<String, byte[]> files = new TreeMap<>();
  final Map<String, byte[]> fetched = new TreeMap<>();
  private final Set<String> scopes = new TreeSet<>();

  /// the disk has no room for files
  boolean full;

  private final Map<String, UUID> fileCases = new TreeMap<>();
  private final Map<String, Long> sent = new TreeMap<>();
  private final Set<String> receipts = new TreeSet<>();
  private String journalId;
  private long jnext = 1;
  private String head;
  private @Nullable Witness witness;
  private long safeSeq;
  private long request;

  private final UUID user;
  private final UUID device;

  MemoryStore(long seed) {
    this(seed, new UUID(1, 1), new UUID(1, 2));
  }

  /// @param seed of ids and journal names
  /// @param user who works here
  /// @param device on which machine
  public MemoryStore(long seed, UUID user, UUID device) {
    this.user = user;
    this.device = device;
    random = new Random(seed);
    journalId = newJournal();
    head = Chain.start(journalId);
  }

  /// Plants a flaw.
  public void worsen(Flaw flaw) {
    flaws.add(flaw);
  }

  /// The program dies at this moment.
  public void killed() {
    if (!flaws.contains(Flaw.JOURNAL_NOT_ATOMIC) || journal.isEmpty()) return;
    JournalEntry last = journal.getLast();
    if (last.verdict != null || !last.journal.equals(journalId)) return;
    journal.removeLast();
    jnext = last.jseq;
    head = last.prev;
  }

  /// How often copies were not what the server holds.
  public int differences() {
    return anew.differences;
  }

  private String newJournal() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    return Hashes.hex(id);
  }

  UUID save(List<RecordChange> changes, boolean atomic, List<String> named) {
    return save("save", 0, changes, atomic, named);
  }

  /// Keeps an op.
  ///
  /// @param wall the machine's clock, milliseconds since 1970
  /// @param named files it needs
  public UUID save(
      String kind, long wall, List<RecordChange> changes, boolean atomic, List<String> named) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    Op op =
        new Op(
            id,
            1,
            user,
            device,
            "test",
            1,
            kind,
            null,
            wall,
            0,
            0,
            atomic,
            changes.stream().map(OpCodec::change).toList(),
            named);
    var e = new JournalEntry(journalId, jnext++, head, op);
    head = e.hash;
    journal.add(e);
    return id;
  }

  String put(byte[] content, UUID caseId) {
    String address = FileAddress.of(content).text();
    files.put(address, content.clone());
    fileCases.put(address, caseId);
    sent.putIfAbsent(address, 0L);
    return address;
  }

  public Optional<Verdict> verdict(UUID opId) {
    return journal.stream()
        .filter(e -> e.op.opId().equals(opId))
        .map(e -> e.verdict)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /// Whether an op is still in the journal.
  public boolean keeps(UUID opId) {
    return journal.stream().anyMatch(e -> e.op.opId().equals(opId));
  }

  int kept() {
    return journal.size();
  }

  String journalId() {
    return journalId;
  }

  boolean received(String address) {
    return receipts.contains(address);
  }

  public Map<UUID, Map<String, String>> copies() {
    var out = new TreeMap<UUID, Map<String, String>>();
    copies.forEach((k, r) -> {
      if (!r.deleted()) out.put(k, r.fields());
    });
    return out;
  }

  /// Commit of the copy of a record, 0 when there is none.
  public long copySeq(UUID id) {
    WireRecord copy = copies.get(id);
    return copy == null ? 0 : copy.seq();
  }

  /// Whether every scope was pulled up to a commit.
  public boolean pulledPast(long seq) {
    return !cursors.isEmpty() && cursors.values().stream().allMatch(c -> c.seq() >= seq);
  }

  /// Every live copy as it came.
  public List<WireRecord> held() {
    return copies.values().stream().filter(r -> !r.deleted()).toList();
  }

  /// Server copy ⊕ ops not reflected.
  public Optional<CaseRecord> seen(UUID id) {
    WireRecord copy = copies.get(id);
    CaseRecord now =
        copy == null || copy.deleted()
            ? null
            : CaseRecord.of(
                OpCodec.type(copy.type()).orElseThrow(),
                id,
                copy.scope(),
                copy.caseId(),
                copy.fields());
    for (JournalEntry e : journal) {
      if (!overlays(e, copy == null ? 0 : copy.seq())) continue;
      for (Change c : e.op.changes()) {
        if (!c.id().equals(id)) continue;
        RecordChange change = OpCodec.change(c).orElseThrow();
        if (change.delete()) now = null;
        else if (now != null || change.create()) now = change.applyTo(now);
      }
    }
    return Optional.ofNullable(now);
  }

  private boolean overlays(JournalEntry e, long copySeq) {
    if (e.verdict == null) return true;
    if (flaws.contains(Flaw.OVERLAY_DROP_ON_ACK) || reflected(e)) return false;
    return switch (e.verdict.verdict()) {
      case APPLIED, MERGED, DEFERRED -> copySeq < e.verdict.seq();
      case CONFLICT -> !e.op.atomic() && copySeq < e.verdict.seq();
      case LATE, REJECTED -> false;
    };
  }

  private boolean reflected(JournalEntry e) {
    if (e.verdict == null || cursors.isEmpty() || !cursors.keySet().containsAll(anew.doubts))
      return false;
    if (flaws.contains(Flaw.REFLECT_BY_OWN_SCOPE)) {
      Cursor own = cursors.get(e.op.changes().getFirst().scope());
      return own == null || own.seq() >= e.verdict.seq();
    }
    for (Cursor c : cursors.values()) if (c.seq() < e.verdict.seq()) return false;
    return true;
  }

  private void prune() {
    if (flaws.contains(Flaw.PRUNE_ON_ACK)) journal.removeIf(e -> e.verdict != null);
    journal.removeIf(
        e -> e.verdict != null && !deferred(e) && reflected(e) && e.verdict.seq() <= safeSeq);
  }

  private static boolean deferred(JournalEntry e) {
    return e.verdict != null && e.verdict.verdict() == Verdict.Kind.DEFERRED;
  }

  /// A verdict for an op that waits neither here nor at the server is an echo.
  private void take(List<Verdict> verdicts) {
    for (Verdict v : verdicts)
      for (JournalEntry e : journal)
        if (e.op.opId().equals(v.opId()) && (e.verdict == null || deferred(e))) e.verdict = v;
  }

  @Override
  public List<UUID> deferred() {
    return journal.stream().filter(MemoryStore::deferred).map(e -> e.op.opId()).toList();
  }

  @Override
  public Place ask() {
    return anew.place(witness, cursors, ++request);
  }

  private boolean current(Place asked, Witness answer) {
    return (witness == null || witness.epoch().equals(answer.epoch())) && current(asked);
  }

  private boolean current(Place asked) {
    if (asked.request() != request
        || !Objects.equals(asked.witness(), witness)
        || !asked.cursors().equals(cursors)) return false;
    request++;
    return true;
  }

  @Override
  public Optional<Batch> pending(int maxOps, int maxBytes) {
    var lines = new ArrayList<byte[]>();
    var ids = new ArrayList<UUID>();
    JournalEntry first = null;
    JournalEntry last = null;
    long bytes = 0;
    for (JournalEntry e : journal) {
      if (e.verdict != null) {
        if (first != null) break;
        continue;
      }
      if (last != null && (!e.journal.equals(last.journal) || e.jseq != last.jseq + 1)) break;
      bytes += e.line.length;
      if (!lines.isEmpty() && (lines.size() >= maxOps || bytes > maxBytes)) break;
      if (first == null) first = e;
      last = e;
      lines.add(e.line);
      ids.add(e.op.opId());
    }
    if (first == null) return Optional.empty();
    return Optional.of(new Batch(first.journal, first.jseq, first.prev, lines, ids));
  }

  @Override
  public boolean acknowledge(Place asked, Batch batch, PushReply reply) {
    if (!current(asked, reply.witness())) return false;
    take(reply.verdicts());
    see(reply.witness(), reply.safeSeq());
    return true;
  }

  private void see(Witness now, long safe) {
    if (witness == null || now.seq() >= witness.seq()) witness = now;
    safeSeq = safe;
    prune();
  }

  @Override
  public boolean apply(Place asked, PullReply page) {
    if (!current(asked, page.witness())) return false;
    anew.begin(page, cursors.keySet(), flaws.contains(Flaw.NO_RESYNC));
    for (WireRecord r : page.records()) {
      WireRecord have = copies.get(r.id());
      if (anew.brings(r) || have == null || have.seq() <= r.seq()) copies.put(r.id(), r);
    }
    for (PullReply.Exit x : page.exits()) {
      WireRecord have = copies.get(x.id());
      if (have != null && have.scope().equals(x.scope()) && have.seq() <= x.seq())
        copies.remove(x.id());
    }
    cursors.clear();
    cursors.putAll(page.cursors());
    cursors.keySet().retainAll(page.scopes());
    anew.end(page, cursors, copies);
    var granted = new HashSet<>(page.scopes());
    scopes.clear();
    scopes.addAll(granted);
    copies.values().removeIf(r -> !granted.contains(r.scope()));
    if (flaws.contains(Flaw.REVOKE_DROPS_OUTBOX))
      journal.removeIf(
          e -> e.verdict == null && !granted.contains(e.op.changes().getFirst().scope()));
    receipts.addAll(page.receipts());
    for (String wanted : page.wantFiles()) {
      receipts.remove(wanted);
      sent.put(wanted, 0L);
    }
    take(page.told());
    see(page.witness(), page.safeSeq());
    return true;
  }

  @Override
  public boolean resetLineage(Place asked, Witness now) {
    if (!current(asked)) return false;
    witness = now;
    safeSeq = 0;
    copies.clear();
    cursors.clear();
    anew.clear();
    receipts.clear();
    sent.replaceAll((_, _) -> 0L);
    if (!flaws.contains(Flaw.KEEP_OLD_ACKS)) for (JournalEntry e : journal) e.verdict = null;
    return true;
  }

  @Override
  public boolean fork(Place asked) {
    if (!current(asked)) return false;
    journalId = newJournal();
    head = Chain.start(journalId);
    jnext = 1;
    for (JournalEntry e : journal) {
      if (e.verdict != null) continue;
      e.place(journalId, jnext++, head, e.op);
      head = e.hash;
    }
    return true;
  }

  @Override
  public List<PendingFile> pendingFiles() {
    var named = new TreeSet<String>();
    for (JournalEntry e : journal) {
      if (e.verdict != null && e.verdict.verdict() != Verdict.Kind.REJECTED)
        named.addAll(e.op.files());
    }
    var out = new ArrayList<PendingFile>();
    for (var f : files.entrySet()) {
      if (!named.contains(f.getKey()) || receipts.contains(f.getKey())) continue;
      out.add(
          new PendingFile(
              f.getKey(),
              Objects.requireNonNull(fileCases.get(f.getKey())),
              f.getValue().length,
              100,
              sent.getOrDefault(f.getKey(), 0L)));
    }
    return out;
  }

  @Override
  public byte[] part(PendingFile file, long offset, int max) {
    byte[] all = Objects.requireNonNull(files.get(file.address()));
    return Arrays.copyOfRange(all, (int) offset, (int) Math.min(all.length, offset + max));
  }

  @Override
  public void fileAt(PendingFile file, long offset) {
    sent.put(file.address(), offset);
  }

  @Override
  public List<WantedFile> wanted() {
    var seen = new TreeSet<String>();
    return copies.values().stream()
        .filter(r -> r.type().equals("FORM") && "PUBLISHED".equals(r.fields().get("state")))
        .sorted(java.util.Comparator.comparing(WireRecord::id).reversed())
        .map(r ->
            new WantedFile(
                String.valueOf(r.fields().get("file")),
                r.id(),
                r.scope(),
                "application/octet-stream"))
        .filter(f -> !fetched.containsKey(f.address()) && seen.add(f.address()))
        .toList();
  }

  @Override
  public Taken fetched(WantedFile file, InputStream content) throws StoreException {
    byte[] bytes;
    try {
      bytes = content.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    if (full) throw new StoreException(StoreException.Code.DISK_FULL, "no room");
    if (!scopes.contains(file.scope())) return Taken.NO_SCOPE;
    if (!FileAddress.of(bytes).text().equals(file.address())) return Taken.OTHER_BYTES;
    fetched.put(file.address(), bytes);
    return Taken.KEPT;
  }

  @Override
  public void filesVerified(List<PendingFile> files) {
    for (PendingFile file : files) receipts.add(file.address());
  }

  @Override
  public Waiting waiting() {
    List<JournalEntry> ops = journal.stream().filter(e -> e.verdict == null).toList();
    List<String> left = files.keySet().stream().filter(f -> !receipts.contains(f)).toList();
    long bytes = ops.stream().mapToLong(e -> e.line.length).sum();
    for (String f : left)
      bytes += Objects.requireNonNull(files.get(f)).length - sent.getOrDefault(f, 0L);
    return new Waiting(ops.size(), left.size(), bytes);
  }

  public MemoryStore image() {
    var copy = new MemoryStore(random.nextLong(), user, device);
    copy.flaws.addAll(flaws);
    copy.journal.clear();
    for (JournalEntry e : journal) {
      var x = new JournalEntry(e.journal, e.jseq, e.prev, e.op);
      x.verdict = e.verdict;
      copy.journal.add(x);
    }
    copy.copies.putAll(copies);
    copy.cursors.putAll(cursors);
    copy.anew = anew.copy();
    copy.files.putAll(files);
    copy.fileCases.putAll(fileCases);
    copy.sent.putAll(sent);
    copy.receipts.addAll(receipts);
    copy.journalId = journalId;
    copy.jnext = jnext;
    copy.head = head;
    copy.witness = witness;
    copy.safeSeq = safeSeq;
    copy.request = request;
    return copy;
  }
}
