package cn.ruhu.sync;

import cn.ruhu.wire.Cursor;
import cn.ruhu.wire.PullReply;
import cn.ruhu.wire.ScopeDigest;
import cn.ruhu.wire.WireRecord;
import cn.ruhu.wire.Witness;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which scopes of a [MemoryStore] are fetched from the beginning, and how they compare.
final class MemoryScopes {
  private static final long COMPARE_MS = 86_400_000L;

  private final Map<String, Fetching> anew = new TreeMap<>();
  private final Map<String, Long> comparedAt = new TreeMap<>();
  final Set<String> doubts = new TreeSet<>();
  private long serverTime;
  int differences;

  /// @param at commit the server stood at when that began
  /// @param brought by its pages so far
  private record Fetching(long at, Set<UUID> brought) {}

  SyncStore.Place place(@Nullable Witness witness, Map<String, Cursor> cursors, long request) {
    var snapshots = new TreeMap<String, Long>();
    anew.forEach((scope, fetching) -> snapshots.put(scope, fetching.at()));
    return new SyncStore.Place(
        witness, cursors, request, snapshots, due(cursors.keySet()), List.copyOf(doubts));
  }

  private List<String> due(Set<String> held) {
    return held.stream()
        .filter(scope -> !anew.containsKey(scope))
        .filter(scope -> serverTime - comparedAt.getOrDefault(scope, 0L) >= COMPARE_MS)
        .min(Comparator.comparing(scope -> comparedAt.getOrDefault(scope, 0L)))
        .map(List::of)
        .orElse(List.of());
  }

  /// @param held scopes with a cursor
  /// @param deaf does not hear that tombstones are gone
  void begin(PullReply page, Set<String> held, boolean deaf) {
    for (String scope : page.cursors().keySet()) {
      boolean told = page.resync().contains(scope) && !deaf;
      if (held.contains(scope) && !told) continue;
      anew.put(scope, new Fetching(page.witness().seq(), new HashSet<>()));
      comparedAt.put(scope, page.serverTime());
      doubts.remove(scope);
    }
    anew.keySet().retainAll(page.cursors().keySet());
  }

  /// Whether the record belongs to a scope that is fetched anew, where the server's word counts.
  boolean brings(WireRecord r) {
    Fetching fetching = anew.get(r.scope());
    if (fetching != null) fetching.brought().add(r.id());
    return fetching != null;
  }

  /// Ends what this page completes: what no page brought is gone.
  void end(PullReply page, Map<String, Cursor> cursors, Map<UUID, WireRecord> copies) {
    serverTime = Math.max(serverTime, page.serverTime());
    for (String scope : List.copyOf(anew.keySet())) {
      if (!isComplete(page, scope)) continue;
      Fetching done = Objects.requireNonNull(anew.remove(scope));
      copies.values().removeIf(r -> r.scope().equals(scope) && !done.brought().contains(r.id()));
    }
    page.digests()
        .forEach((scope, theirs) -> {
          if (!isComplete(page, scope)) return;
          comparedAt.put(scope, page.serverTime());
          if (digest(scope, copies).equals(theirs)) return;
          differences++;
          cursors.remove(scope);
          doubts.add(scope);
        });
    doubts.retainAll(page.scopes());
  }

  private static boolean isComplete(PullReply page, String scope) {
    Cursor cursor = page.cursors().get(scope);
    return cursor != null && cursor.seq() == page.witness().seq();
  }

  private static String digest(String scope, Map<UUID, WireRecord> copies) {
    ScopeDigest sum = ScopeDigest.empty();
    for (WireRecord r : copies.values())
      if (r.scope().equals(scope) && !r.deleted()) sum.add(r.id(), r.seq());
    return sum.text();
  }

  void clear() {
    anew.clear();
    doubts.clear();
  }

  MemoryScopes copy() {
    var copy = new MemoryScopes();
    anew.forEach((k, v) -> copy.anew.put(k, new Fetching(v.at(), new HashSet<>(v.brought()))));
    copy.comparedAt.putAll(comparedAt);
    copy.doubts.addAll(doubts);
    copy.serverTime = serverTime;
    copy.differences = differences;
    return copy;
  }
}
