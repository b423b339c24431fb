package cn.ruhu.store;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Kept ops as they stand, found by what is asked of them after every answer of the district: so
/// that an answer costs what it is about, and not a walk over everything that is kept.
///
/// Thread-safe.
final class JournalIndex {
  private final TreeMap<Long, JournalEntry> byNumber = new TreeMap<>();
  private final Map<UUID, Long> byOp = new HashMap<>();
  private final TreeSet<Long> asking = new TreeSet<>();
  private final TreeSet<Long> waiting = new TreeSet<>();
  private long moves;

  /// numbers of answered ops by state and the commit of their verdict
  private final Map<JournalEntry.State, NavigableMap<Long, Set<Long>>> answered =
      new EnumMap<>(JournalEntry.State.class);

  JournalIndex() {
    for (JournalEntry.State state : JournalEntry.State.values())
      answered.put(state, new TreeMap<>());
  }

  /// Takes an op in, in the place of what was known of it.
  synchronized void put(JournalEntry entry) {
    JournalEntry before = byNumber.put(entry.n(), entry);
    if (before != null) leave(before);
    moves++;
    byOp.put(entry.opId(), entry.n());
    if (entry.state() == JournalEntry.State.PENDING) waiting.add(entry.n());
    if (asks(entry)) asking.add(entry.n());
    NavigableMap<Long, Set<Long>> same = place(entry);
    if (same != null && entry.verdict() != null)
      same.computeIfAbsent(entry.verdict().seq(), _ -> new TreeSet<>()).add(entry.n());
  }

  synchronized void remove(JournalEntry entry) {
    JournalEntry before = byNumber.remove(entry.n());
    if (before != null) leave(before);
    moves++;
    byOp.remove(entry.opId());
  }

  private void leave(JournalEntry before) {
    asking.remove(before.n());
    waiting.remove(before.n());
    NavigableMap<Long, Set<Long>> same = place(before);
    if (same == null || before.verdict() == null) return;
    same.computeIfPresent(
        before.verdict().seq(),
        (_, numbers) -> {
          numbers.remove(before.n());
          return numbers.isEmpty() ? null : numbers;
        });
  }

  private static boolean asks(JournalEntry entry) {
    return entry.isDeferred() || entry.asksForNews();
  }

  /// Null while it has no verdict.
  private @Nullable NavigableMap<Long, Set<Long>> place(JournalEntry entry) {
    return entry.verdict() == null ? null : answered.get(entry.state());
  }

  /// Every op, oldest first.
  synchronized List<JournalEntry> all() {
    return List.copyOf(byNumber.values());
  }

  synchronized Optional<JournalEntry> of(UUID opId) {
    Long n = byOp.get(opId);
    return n == null ? Optional.empty() : Optional.ofNullable(byNumber.get(n));
  }

  /// Ops without a verdict, oldest first.
  synchronized List<JournalEntry> waiting() {
    return entries(waiting);
  }

  /// Counts whatever changes.
  synchronized long moves() {
    return moves;
  }

  /// Ops of which something is still to be told, oldest first.
  synchronized List<JournalEntry> asking() {
    return entries(asking);
  }

  /// Ops in a state whose verdict is of a commit up to `upTo`, oldest first.
  synchronized List<JournalEntry> answered(JournalEntry.State state, long upTo) {
    SortedMap<Long, Set<Long>> found =
        answered.getOrDefault(state, new TreeMap<>()).headMap(upTo, true);
    if (found.isEmpty()) return List.of();
    var numbers = new TreeSet<Long>();
    found.values().forEach(numbers::addAll);
    return entries(numbers);
  }

  private List<JournalEntry> entries(SortedSet<Long> numbers) {
    return numbers.stream().map(n -> byNumber.get(n)).toList();
  }
}
