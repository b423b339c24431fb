package cn.ruhu.server.db;

import cn.ruhu.casefile.process.Assignments;
import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.MemoryTables.Assigned;
import cn.ruhu.server.db.MemoryTables.At;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One transaction on [MemoryTables].
final class MemoryRows implements Rows {

  private final MemoryTables tables;
  private final MemoryLedger.Undo undo;
  private final List<UUID> written = new ArrayList<>();

  MemoryRows(MemoryTables tables, MemoryLedger.Undo undo) {
    this.tables = tables;
    this.undo = undo;
  }

  @Override
  public <T> T attempt(Attempt<T> work) throws StorageException {
    int mark = undo.mark();
    boolean done = false;
    try {
      T result = work.run();
      done = true;
      return result;
    } finally {
      if (!done) undo.backTo(mark);
    }
  }

  @Override
  public RecordRows records() {
    return new Records();
  }

  @Override
  public JournalRows journals() {
    return new MemoryJournalRows(tables, undo, written);
  }

  @Override
  public FeedRows feed() {
    return new Commits();
  }

  @Override
  public GrantRows grants() {
    return new MemoryGrantRows(tables);
  }

  @Override
  public FileRows files() {
    return new Files();
  }

  /// Whether a tombstone is out of the feed.
  private boolean isForgotten(Held held) {
    return Long.valueOf(held.seq()).equals(tables.forgotten.get(held.id()));
  }

  private final class Records implements RecordRows {
    @Override
    public Optional<Held> find(UUID id) {
      return Optional.ofNullable(tables.records.get(id));
    }

    @Override
    public Optional<Held> locked(UUID id) {
      return find(id);
    }

    @Override
    public List<Held> ofCase(UUID caseId) {
      var all = new TreeMap<UUID, Held>(MemoryTables.BY_TEXT);
      tables.byCase.getOrDefault(caseId, new TreeMap<>()).values().forEach(h -> all.put(h.id(), h));
      return List.copyOf(all.values());
    }

    @Override
    public List<Held> ofType(String type) {
      return tables.records.values().stream()
          .filter(h -> h.type().equals(type) && !h.deleted())
          .sorted((a, b) -> MemoryTables.BY_TEXT.compare(a.id(), b.id()))
          .toList();
    }

    @Override
    public List<Held> inScope(String scope, long after, long upTo, int limit) {
      return between(tables.byScope.get(scope), after, upTo, limit);
    }

    @Override
    public List<Held> inCase(UUID caseId, long after, long upTo, int limit) {
      return between(tables.byCase.get(caseId), after, upTo, limit);
    }

    @Override
    public List<Point> points(String scope) {
      return tables.records.values().stream()
          .filter(h -> h.scope().equals(scope) && !h.deleted())
          .map(h -> new Point(h.id(), h.seq()))
          .toList();
    }

    @Override
    public List<String> scopes() {
      return tables.records.values().stream().map(Held::scope).distinct().sorted().toList();
    }

    @Override
    public List<UUID> damaged(String scope) {
      return List.of(); // memory does not rot
    }

    @Override
    public boolean mend(UUID id) {
      return false;
    }

    private List<Held> between(@Nullable TreeMap<At, Held> all, long after, long upTo, int limit) {
      if (all == null) return List.of();
      var out = new ArrayList<Held>();
      for (var e : all.tailMap(new At(after + 1, new UUID(0, 0))).entrySet()) {
        if (e.getKey().seq() > upTo || out.size() == limit) break;
        Held held = e.getValue();
        if (!isForgotten(held)) out.add(held);
      }
      return out;
    }

    @Override
    public List<UUID> byIdNumber(String number) {
      return tables.records.values().stream()
          .filter(h -> number.equals(h.fields().get("idNumber")))
          .map(Held::id)
          .sorted(MemoryTables.BY_TEXT)
          .toList();
    }

    @Override
    public String put(Held record, long seq) throws StorageException {
      Held before = tables.records.get(record.id());
      if (record.seq() != (before == null ? 0 : before.seq()))
        throw StorageException.again("a record is not what its writer saw");
      if (before != null) unplace(before);
      // type, case and maker are settled when a record is made
      Held now =
          new Held(
              before == null ? record.type() : before.type(),
              record.id(),
              record.scope(),
              before == null ? record.caseId() : before.caseId(),
              seq,
              before == null ? record.madeBy() : before.madeBy(),
              record.journal(),
              record.deleted(),
              record.fields());
      undo.put(tables.records, now.id(), now);
      var at = new At(seq, now.id());
      undo.put(tables.byScope.computeIfAbsent(now.scope(), _ -> new TreeMap<>()), at, now);
      if (now.caseId() != null)
        undo.put(tables.byCase.computeIfAbsent(now.caseId(), _ -> new TreeMap<>()), at, now);
      if (record.type().equals("ASSIGNMENT")) assignment(record);
      Optional<CaseRecord> known = now.caseRecord();
      if (known.isPresent() && !now.deleted()) second(known.get(), now.madeBy());
      names(record);
      return RecordDigest.of(now);
    }

    private void unplace(Held held) {
      var at = new At(held.seq(), held.id());
      TreeMap<At, Held> scope = tables.byScope.get(held.scope());
      if (scope != null) undo.remove(scope, at);
      TreeMap<At, Held> ofCase = held.caseId() == null ? null : tables.byCase.get(held.caseId());
      if (ofCase != null) undo.remove(ofCase, at);
    }

    private void assignment(Held record) {
      for (TreeMap<UUID, Assigned> held : tables.assignments.values()) {
        Assigned was = held.get(record.id());
        if (was != null) undo.put(held, record.id(), new Assigned(was.caseId(), false, false));
      }
      UUID caseId = record.caseId();
      if (caseId == null) return;
      boolean active = !record.deleted() && Assignments.inForce(record.text("state"));
      for (String field : List.of("investigatorA", "investigatorB", "agency")) {
        String who = record.fields().get(field);
        if (who == null) continue;
        String holder = field.equals("agency") ? "agency:" + who : who;
        undo.put(
            tables.assignments.computeIfAbsent(holder, _ -> new TreeMap<>(MemoryTables.BY_TEXT)),
            record.id(),
            new Assigned(caseId, active, false));
      }
    }

    private void second(CaseRecord record, @Nullable UUID maker) throws StorageException {
      UUID caseId = record.caseId();
      boolean visit = record.type() == RecordType.VISIT;
      Optional<SecondSignings.Grant> grant = SecondSignings.grant(record);
      if (caseId == null || (!visit && grant.isEmpty())) return;
      if (visit && !CaseFile.FINISHED.contains(record.text("disposition"))) return;
      Optional<UUID> counts = visit ? counting(caseId) : Optional.empty();
      if (counts.isPresent())
        for (TreeMap<UUID, Assigned> held : tables.assignments.values())
          for (var one : List.copyOf(held.entrySet())) {
            Assigned was = one.getValue();
            boolean another = !one.getKey().equals(counts.get());
            if (another && was.second() && was.caseId().equals(caseId))
              undo.put(held, one.getKey(), new Assigned(caseId, false, true));
          }
      if (grant.isEmpty()) return;
      SecondSignings.Grant g = grant.get();
      if (visit && !grants().mayBeNamed(g.staff(), maker, record.ref("investigatorA"))) return;
      TreeMap<UUID, Assigned> held =
          tables.assignments.computeIfAbsent(
              g.staff().toString(), _ -> new TreeMap<>(MemoryTables.BY_TEXT));
      Assigned was = held.get(g.visit());
      boolean counted = g.open() && counts.equals(Optional.of(g.visit()));
      boolean open = counted && (was == null || was.active());
      undo.put(held, g.visit(), new Assigned(caseId, open, true));
    }

    private Optional<UUID> counting(UUID caseId) {
      return CaseFile.of(
              ofCase(caseId).stream()
                  .filter(h -> h.type().equals(RecordType.VISIT.name()) && !h.deleted())
                  .flatMap(h -> h.caseRecord().stream())
                  .toList())
          .finishedVisit()
          .map(CaseRecord::id);
    }

    private void names(Held record) {
      if (record.knownType().isEmpty()) return;
      for (FieldSpec field : record.knownType().get().fields()) {
        if (field.kind() != FieldKind.FILE) continue;
        String address = record.fields().get(field.name());
        if (address == null) continue;
        String use = record.id() + " " + field.name();
        undo.put(
            tables.uses.computeIfAbsent(address, _ -> new TreeMap<>()),
            use,
            new FileRows.Use(record.id(), field.name()));
        undo.put(
            tables.named.computeIfAbsent(record.id(), _ -> new TreeMap<>()),
            address + " " + field.name(),
            address);
      }
    }
  }

  private final class Commits implements FeedRows {
    @Override
    public void begin(Head head) {
      set(head);
    }

    private void set(Head head) {
      Head before = tables.head;
      tables.head = head;
      undo.add(() -> tables.head = before);
    }

    @Override
    public Optional<Head> head() {
      return Optional.ofNullable(tables.head);
    }

    @Override
    public Optional<Head> lockedHead() {
      return head();
    }

    @Override
    public void commit(Link told, long at) throws StorageException {
      Link link = tables.lies.contains(MemoryTables.Lie.HASHES_IDS_ONLY) ? byIds(told) : told;
      if (link.seq() != tables.links.size() + 1) throw new StorageException("seq is taken");
      Head before = head().orElseThrow();
      tables.links.add(link);
      undo.add(tables.links::removeLast);
      set(before.at(link.seq(), link.hash()));
      undo.put(tables.times, link.seq(), at);
    }

    private Link byIds(Link told) {
      String before = tables.head == null ? "" : tables.head.hash();
      String all = before + told.seq() + written;
      return new Link(
          told.seq(), Hashes.sha256Hex(all.getBytes(StandardCharsets.UTF_8)), told.effect());
    }

    @Override
    public Optional<String> hashAt(long seq) {
      if (seq < 1 || seq > tables.links.size()) return Optional.empty();
      return Optional.of(tables.links.get((int) seq - 1).hash());
    }

    @Override
    public List<Link> links() {
      return List.copyOf(tables.links);
    }

    @Override
    public void exit(String scope, UUID id, long seq) {
      if (tables.lies.contains(MemoryTables.Lie.FORGETS_EXITS)) return;
      undo.put(tables.exits.computeIfAbsent(scope, _ -> new TreeMap<>()), id, seq);
    }

    @Override
    public Optional<String> digest(String scope) {
      return Optional.ofNullable(tables.sums.get(scope));
    }

    @Override
    public void digest(String scope, String sum) {
      undo.put(tables.sums, scope, sum);
    }

    @Override
    public int forgetGone(long before) {
      long newest = 0;
      int gone = 0;
      for (Held held : tables.records.values()) {
        if (!held.deleted() || isForgotten(held) || !isOlder(held.seq(), before)) continue;
        undo.put(tables.forgotten, held.id(), held.seq());
        newest = Math.max(newest, held.seq());
        gone++;
      }
      for (TreeMap<UUID, Long> left : tables.exits.values())
        for (var e : List.copyOf(left.entrySet())) {
          if (!isOlder(e.getValue(), before)) continue;
          undo.remove(left, e.getKey());
          newest = Math.max(newest, e.getValue());
          gone++;
        }
      if (gone == 0) return 0;
      Head h = head().orElseThrow();
      set(
          new Head(
              h.district(),
              h.name(),
              h.epoch(),
              h.seq(),
              h.hash(),
              h.safeSeq(),
              Math.max(h.horizon(), newest)));
      return gone;
    }

    private boolean isOlder(long seq, long before) {
      return tables.times.getOrDefault(seq, Long.MAX_VALUE) < before;
    }

    @Override
    public List<Exit> exits(String scope, long after, long upTo) {
      return tables.exits.getOrDefault(scope, new TreeMap<>()).entrySet().stream()
          .filter(e -> e.getValue() > after && e.getValue() <= upTo)
          .map(e -> new Exit(e.getKey(), e.getValue()))
          .sorted((a, b) -> new At(a.seq(), a.id()).compareTo(new At(b.seq(), b.id())))
          .toList();
    }
  }

  private final class Files implements FileRows {
    @Override
    public void finished(String address, @Nullable UUID caseId, long length, long at) {
      boolean own = tables.files.containsKey(address) && isOwn(address);
      if (caseId != null && !own)
        undo.put(tables.offers, new MemoryTables.Offer(address, caseId), true);
      if (caseId == null)
        for (MemoryTables.Offer offer : List.copyOf(tables.offers.keySet()))
          if (offer.address().equals(address)) undo.remove(tables.offers, offer);
      undo.put(tables.files, address, length);
      undo.put(tables.lost, address, false);
    }

    @Override
    public void lend(String address, UUID from, UUID to) {
      undo.put(tables.lent, new MemoryTables.Lent(address, from, to), true);
    }

    private boolean isOwn(String address) {
      return tables.offers.keySet().stream().noneMatch(o -> o.address().equals(address));
    }

    private boolean isThere(String address) {
      return tables.files.containsKey(address) && !tables.lost.getOrDefault(address, false);
    }

    @Override
    public long length(String address) {
      return isThere(address) ? tables.files.getOrDefault(address, 0L) : 0;
    }

    @Override
    public boolean belongs(String address, UUID caseId) {
      return isThere(address) && (tables.hasFile(address, caseId) || isOwn(address));
    }

    @Override
    public List<UUID> namedBy(String address) {
      var ids = new TreeSet<UUID>(MemoryTables.BY_TEXT);
      tables.uses.getOrDefault(address, new TreeMap<>()).values().forEach(u -> ids.add(u.record()));
      return List.copyOf(ids);
    }

    @Override
    public List<Use> uses(String address) {
      if (!isThere(address)) return List.of();
      return List.copyOf(tables.uses.getOrDefault(address, new TreeMap<>()).values());
    }

    @Override
    public Map<UUID, List<Named>> receipts(Collection<UUID> records) {
      var out = new HashMap<UUID, List<Named>>();
      for (UUID id : records) {
        Optional<UUID> caseId = Optional.ofNullable(tables.records.get(id)).map(Held::caseId);
        var named = new ArrayList<>(namedIn(id));
        named.removeIf(n -> caseId.isPresent() && !belongs(n.address(), caseId.get()));
        if (!named.isEmpty()) out.put(id, named);
      }
      return out;
    }

    private List<Named> namedIn(UUID record) {
      return tables.namedIn(record).stream().filter(n -> isThere(n.address())).toList();
    }

    @Override
    public Set<String> ofCase(UUID caseId) {
      var out = new HashSet<String>();
      for (Held held : tables.byCase.getOrDefault(caseId, new TreeMap<>()).values())
        for (Named n : namedIn(held.id())) if (belongs(n.address(), caseId)) out.add(n.address());
      return out;
    }

    @Override
    public List<Whole> whole(String after, String below, int max) {
      return tables.files.entrySet().stream()
          .filter(e -> isThere(e.getKey()))
          .filter(e -> e.getKey().compareTo(after) > 0 && e.getKey().compareTo(below) < 0)
          .map(e -> new Whole(e.getKey(), e.getValue()))
          .sorted(Comparator.comparing(Whole::address))
          .limit(max)
          .toList();
    }

    @Override
    public void lose(String address) {
      if (isThere(address)) undo.put(tables.lost, address, true);
    }

    @Override
    public void askForTheRest() {
      for (String address : tables.uses.keySet())
        if (!isThere(address)) undo.put(tables.lost, address, true);
    }

    @Override
    public List<Lost> lost(
        Collection<String> scopes, Collection<UUID> cases, String from, int max) {
      var out = new TreeSet<>(Lost.ORDER);
      for (var e : tables.lost.entrySet()) {
        if (!e.getValue() || e.getKey().compareTo(from) < 0) continue;
        for (Use use : tables.uses.getOrDefault(e.getKey(), new TreeMap<>()).values()) {
          Held held = tables.records.get(use.record());
          if (held == null || held.deleted()) continue;
          UUID of = held.caseId();
          if (scopes.contains(held.scope()) || (of != null && cases.contains(of)))
            out.add(new Lost(e.getKey(), use.record(), use.field()));
        }
      }
      return out.stream().limit(max).toList();
    }
  }
}
