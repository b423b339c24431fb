package cn.ruhu.casefile.linking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Finds the people of the cases in a registry that is read once, row by row, and never kept. Who
/// shares no blocking key is never compared (SYNC §2, 3); blocks of the cases larger than
/// [Bounds#blockMax] are passed over and counted.
///
/// A second reading of the rows of [Family#households] finds those whom their family gives away: a
/// child under another name in the household its mother is linked into.
///
/// [#offer] is thread-safe, so that several cores read at once; [#findings] is for afterwards. The
/// result does not depend on the order of the rows.
public final class Linker {
  private static final int OWNER_BITS = 24;
  private static final int START_BITS = 16;
  private static final int PEOPLE_MAX = 1 << OWNER_BITS;

  private final Profile[] people;
  private final Bounds bounds;

  /// upper bits of a key, then who has it; sorted
  private final long[] entries;

  /// where the entries begin whose key has these upper bits
  private final int[] start = new int[(1 << START_BITS) + 1];

  private final Best[] best;
  private final LongAdder compared = new LongAdder();
  private final LongAdder passedOver = new LongAdder();

  /// What bounds the work and the queue.
  ///
  /// @param reviewMin hundredths of a bit from which a person is to look
  /// @param kept findings a person of the cases has at most
  /// @param blockMax people of the cases under one key at most
  public record Bounds(int reviewMin, int kept, int blockMax) {
    /// The working figures (SYNC §2): from 17 bits on a pair is looked at, two for each person.
    public static final Bounds WORKING = new Bounds(1_700, 2, 60);
  }

  /// @param known people of the cases, each once
  /// @throws IllegalArgumentException for more than some sixteen million
  public Linker(Collection<Particulars> known, Bounds bounds) {
    if (known.size() >= PEOPLE_MAX) throw new IllegalArgumentException("too many people");
    this.bounds = bounds;
    people = known.stream().map(Profile::new).toArray(Profile[]::new);
    best = new Best[people.length];
    Arrays.setAll(best, _ -> new Best());
    var all = new long[people.length * 11];
    int size = 0;
    for (int i = 0; i < people.length; i++)
      for (long key : people[i].keys())
        all[size++] = (key & -PEOPLE_MAX) | i; // the lower bits of a key give way to its owner
    entries = Arrays.copyOf(all, size);
    Arrays.parallelSort(entries);
    for (int i = 0, at = 0; i <= 1 << START_BITS; i++) {
      while (at < size && prefix(entries[at]) < i) at++;
      start[i] = at;
    }
  }

  /// Sorted as signed numbers, so the sign comes first.
  private static int prefix(long entry) {
    return (int) ((entry ^ Long.MIN_VALUE) >>> (64 - START_BITS));
  }

  /// The best findings of one person so far. Guarded by itself.
  private static final class Best {
    private @Nullable Finding sure;
    private List<Finding> others = List.of();

    synchronized void add(Finding finding, int kept) {
      if (finding.kind() == LinkKind.AUTO) {
        sure = finding;
        return;
      }
      var more = new ArrayList<>(others);
      more.removeIf(f -> f.row().equals(finding.row()));
      more.add(finding);
      more.sort(Finding.ORDER);
      others = List.copyOf(more.subList(0, Math.min(kept, more.size())));
    }

    synchronized List<Finding> all() {
      return sure == null ? others : List.of(sure);
    }
  }

  /// Compares a row of the registry with everybody it may be.
  public void offer(Particulars row) {
    offer(new Profile(row), Map.of());
  }

  private void offer(Profile row, Map<String, Set<Integer>> family) {
    var met = new HashSet<Integer>();
    for (long key : row.keys()) block(key, met);
    Set<Integer> together = family.getOrDefault(row.household, Set.of());
    met.addAll(together);
    for (int person : met) compare(person, row, together.contains(person));
    compared.add(met.size());
  }

  private void block(long key, Set<Integer> met) {
    long low = key & -PEOPLE_MAX;
    int prefix = prefix(low);
    int at = Arrays.binarySearch(entries, start[prefix], start[prefix + 1], low);
    int from = at < 0 ? -at - 1 : at;
    int end = from;
    while (end < entries.length && (entries[end] & -PEOPLE_MAX) == low) {
      if (++end - from > bounds.blockMax()) {
        passedOver.increment();
        return;
      }
    }
    for (int i = from; i < end; i++) met.add((int) (entries[i] & (PEOPLE_MAX - 1)));
  }

  private void compare(int at, Profile row, boolean together) {
    Profile person = people[at];
    Score score = Weights.of(person, row, together);
    LinkKind kind = LinkKind.CANDIDATE;
    if (score.reasons().contains(Reason.NUMBER_SAME)) {
      boolean compatible =
          score.reasons().contains(Reason.NAME_SAME) || score.reasons().contains(Reason.NAME_SOUND);
      kind = compatible ? LinkKind.AUTO : LinkKind.ALERT;
    }
    if (kind != LinkKind.CANDIDATE || score.weight() >= bounds.reviewMin())
      best[at].add(new Finding(person.key, row.key, row.household, kind, score), bounds.kept());
  }

  /// Households of the registry somebody is linked into whose family is not linked whole: only
  /// their rows need to be offered again.
  public Family family() {
    Map<String, Set<String>> homes = new HashMap<>();
    for (int i = 0; i < people.length; i++)
      for (Finding f : best[i].all())
        if (f.kind() == LinkKind.AUTO && !f.household().isEmpty() && !people[i].household.isEmpty())
          homes.computeIfAbsent(people[i].household, _ -> new HashSet<>()).add(f.household());
    Map<String, Set<Integer>> waiting = new HashMap<>();
    for (int i = 0; i < people.length; i++) {
      boolean sure = best[i].all().stream().anyMatch(f -> f.kind() == LinkKind.AUTO);
      if (sure) continue;
      for (String home : homes.getOrDefault(people[i].household, Set.of()))
        waiting.computeIfAbsent(home, _ -> new HashSet<>()).add(i);
    }
    return new Family(waiting);
  }

  /// The second reading: people not found for certain, by the household of the registry others of
  /// theirs are linked into.
  public final class Family {
    private final Map<String, Set<Integer>> waiting;

    private Family(Map<String, Set<Integer>> waiting) {
      this.waiting = waiting;
    }

    /// Households whose rows are to be offered again.
    public Set<String> households() {
      return Set.copyOf(waiting.keySet());
    }

    /// As [Linker#offer], with what the household says.
    public void offer(Particulars row) {
      if (waiting.containsKey(row.household())) Linker.this.offer(new Profile(row), waiting);
    }
  }

  /// What was found, by person in the order they were handed in.
  public List<Finding> findings() {
    var out = new ArrayList<Finding>();
    for (Best b : best) out.addAll(b.all());
    return out;
  }

  /// Pairs that were compared.
  public long compared() {
    return compared.sum();
  }

  /// How often a block was too large to look at.
  public long passedOver() {
    return passedOver.sum();
  }
}
