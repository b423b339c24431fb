package cn.ruhu.store;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.wire.Change;
import cn.ruhu.wire.OpCodec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the person sees: server copy ⊕ journal ops that are not reflected yet (SYNC §4.2). Kept in
/// memory, decrypted, with indexes by case and type. An own write stays visible from the moment it
/// is saved until a pulled copy of a newer commit supersedes it (invariant I8). Thread-safe; reads
/// never wait for the disk.
final class View {
  /// A server copy.
  ///
  /// @param held scope it was pulled under
  /// @param caseId null for what belongs to no case
  /// @param record null for a tombstone
  record Copy(UUID id, String held, @Nullable UUID caseId, long seq, @Nullable CaseRecord record) {}

  private record Overlay(JournalEntry entry, RecordChange change) {}

  private final Map<UUID, Copy> copies = new HashMap<>();
  private final Map<UUID, NavigableMap<Long, Overlay>> overlays = new HashMap<>();
  private final Map<UUID, CaseRecord> shown = new HashMap<>();
  private final Map<UUID, TreeSet<UUID>> byCase = new HashMap<>();
  private final Map<RecordType, TreeSet<UUID>> byType = new EnumMap<>(RecordType.class);
  private final Set<UUID> heldCases = new HashSet<>();
  private final Set<RecordType> heldTypes = EnumSet.noneOf(RecordType.class);
  private final Set<RecordType> loading = EnumSet.noneOf(RecordType.class);
  private boolean light;

  synchronized Optional<CaseRecord> record(UUID id) {
    return Optional.ofNullable(shown.get(id));
  }

  synchronized List<CaseRecord> all(RecordType type) {
    return list(byType.get(type));
  }

  synchronized List<CaseRecord> ofCase(UUID caseId) {
    return list(byCase.get(caseId));
  }

  synchronized int size() {
    return shown.size();
  }

  private List<CaseRecord> list(@Nullable Set<UUID> ids) {
    var out = new ArrayList<CaseRecord>();
    if (ids == null) return out;
    for (UUID id : ids) {
      CaseRecord r = shown.get(id);
      if (r != null) out.add(r);
    }
    return out;
  }

  /// Shows a copy; a light view keeps it only if it holds its case or its type.
  synchronized void put(Copy copy) {
    if (keeps(copy)) copies.put(copy.id(), copy);
    else copies.remove(copy.id());
    show(copy.id());
  }

  private boolean keeps(Copy copy) {
    UUID caseId = copy.caseId();
    if (!light || caseId == null || heldCases.contains(caseId)) return true;
    CaseRecord record = copy.record();
    return record != null && (heldTypes.contains(record.type()) || loading.contains(record.type()));
  }

  /// From now on cases nobody writes in are not held; who asks for one reads it from the disk.
  synchronized void lighten() {
    light = true;
    heldTypes.clear();
    loading.clear();
    overlays
        .values()
        .forEach(of ->
            of.values()
                .forEach(o -> {
                  UUID caseId = o.change().caseId();
                  if (caseId != null) heldCases.add(caseId);
                }));
    List<UUID> gone = copies.values().stream().filter(c -> !keeps(c)).map(Copy::id).toList();
    forget(gone);
  }

  synchronized boolean isLight() {
    return light;
  }

  /// Whether every record of the case is here.
  synchronized boolean holds(@Nullable UUID caseId) {
    return caseId == null || !light || heldCases.contains(caseId);
  }

  synchronized boolean holds(RecordType type) {
    return !light || heldTypes.contains(type);
  }

  /// The records of a case; null when they are to be read from the disk.
  synchronized @Nullable List<CaseRecord> whole(UUID caseId) {
    return holds(caseId) ? ofCase(caseId) : null;
  }

  /// All of a type; null when not all of them are here.
  synchronized @Nullable List<CaseRecord> whole(RecordType type) {
    return holds(type) ? all(type) : null;
  }

  /// All of a type: of cases that are held as they are here, of the others as they were read.
  synchronized List<CaseRecord> all(RecordType type, List<Copy> read) {
    var found = new TreeMap<UUID, CaseRecord>();
    for (Copy copy : read) {
      CaseRecord record = copy.record();
      if (record != null && !holds(record.caseId())) found.put(copy.id(), record);
    }
    for (CaseRecord r : all(type)) found.put(r.id(), r);
    return new ArrayList<>(found.values());
  }

  /// Cases that are held although the view is light.
  synchronized List<UUID> heldCases() {
    return List.copyOf(heldCases);
  }

  synchronized void hold(UUID caseId, List<Copy> of) {
    heldCases.add(caseId);
    of.forEach(this::put);
  }

  /// Copies of this type that come are kept from now on. Those that are there are put by the
  /// caller; until [#held] nobody takes them for all.
  synchronized void load(RecordType type) {
    loading.add(type);
  }

  /// Every copy of the type was put.
  ///
  /// @return false when the view let go of them meanwhile
  synchronized boolean held(RecordType type) {
    if (!loading.remove(type)) return false;
    heldTypes.add(type);
    return true;
  }

  /// Not all copies of the type could be put.
  synchronized void release(RecordType type) {
    loading.remove(type);
  }

  synchronized void forget(Collection<UUID> ids) {
    for (UUID id : ids) {
      copies.remove(id);
      show(id);
    }
  }

  /// Drops every copy held under `scope`.
  synchronized Set<UUID> forgetScope(String scope) {
    var gone = new HashSet<UUID>();
    copies
        .values()
        .forEach(c -> {
          if (c.held().equals(scope)) gone.add(c.id());
        });
    forget(gone);
    return gone;
  }

  synchronized void forgetCopies() {
    forget(new ArrayList<>(copies.keySet()));
  }

  /// Takes an op in, or its newer state.
  synchronized void op(JournalEntry entry) {
    var touched = new HashSet<UUID>();
    long key = firstKey(entry);
    for (Change wire : entry.op().changes()) {
      Optional<RecordChange> change = OpCodec.change(wire);
      key++;
      if (change.isEmpty()) continue;
      var of = overlays.computeIfAbsent(wire.id(), _ -> new TreeMap<>());
      boolean newest = of.isEmpty() || of.lastKey() < key;
      of.put(key, new Overlay(entry, change.get()));
      if (newest && entry.state() == JournalEntry.State.PENDING) lay(wire.id(), change.get());
      else touched.add(wire.id());
    }
    touched.forEach(this::show);
  }

  /// Changes lie in the order of ops and, within one, as they stand in it.
  private static long firstKey(JournalEntry entry) {
    return entry.n() << 20;
  }

  /// The op is no longer kept.
  synchronized void forgetOp(JournalEntry entry) {
    for (Change wire : entry.op().changes()) {
      NavigableMap<Long, Overlay> of = overlays.get(wire.id());
      if (of == null) continue;
      of.subMap(firstKey(entry), firstKey(entry) + (1 << 20)).clear();
      if (of.isEmpty()) overlays.remove(wire.id());
      show(wire.id());
    }
  }

  /// Kept ops that touch a record, oldest first.
  synchronized List<JournalEntry> opsOf(UUID id) {
    var of = overlays.get(id);
    if (of == null) return List.of();
    return of.values().stream().map(Overlay::entry).distinct().toList();
  }

  /// The newest change of all goes over what is shown, so a save costs the same however many went
  /// before it.
  private void lay(UUID id, RecordChange change) {
    Copy copy = copies.get(id);
    if (copy != null && copy.record() == null) return;
    CaseRecord now = shown.get(id);
    if (change.delete()) now = null;
    else if (now != null || change.create()) now = change.applyTo(now);
    show(id, now);
  }

  private void show(UUID id) {
    Copy copy = copies.get(id);
    CaseRecord now = copy == null ? null : copy.record();
    long seq = copy == null ? 0 : copy.seq();
    boolean tombstone = copy != null && copy.record() == null;
    NavigableMap<Long, Overlay> of = overlays.get(id);
    if (of != null && !tombstone) {
      for (Overlay o : of.values()) {
        if (!o.entry().overlays(seq)) continue;
        if (o.change().delete()) now = null;
        else if (now != null || o.change().create()) now = o.change().applyTo(now);
      }
    }
    show(id, now);
  }

  private void show(UUID id, @Nullable CaseRecord now) {
    CaseRecord before = now == null ? shown.remove(id) : shown.put(id, now);
    if (before != null && now != null && sameIndex(before, now)) return;
    if (before != null) unindex(before);
    if (now != null) index(now);
  }

  private static boolean sameIndex(CaseRecord a, CaseRecord b) {
    return a.type() == b.type() && java.util.Objects.equals(a.caseId(), b.caseId());
  }

  private void index(CaseRecord r) {
    byType.computeIfAbsent(r.type(), _ -> new TreeSet<>()).add(r.id());
    if (r.caseId() != null) byCase.computeIfAbsent(r.caseId(), _ -> new TreeSet<>()).add(r.id());
  }

  private void unindex(CaseRecord r) {
    TreeSet<UUID> types = byType.get(r.type());
    if (types != null) types.remove(r.id());
    if (r.caseId() == null) return;
    TreeSet<UUID> of = byCase.get(r.caseId());
    if (of == null) return;
    of.remove(r.id());
    if (of.isEmpty()) byCase.remove(r.caseId());
  }
}
