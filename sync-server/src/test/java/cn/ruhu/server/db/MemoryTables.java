package cn.ruhu.server.db;

import cn.ruhu.server.merge.Held;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a [MemoryLedger] holds.
public final class MemoryTables {
  /// In the order of the ids' text, as SQL sorts them.
  static final Comparator<UUID> BY_TEXT =
      (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0
            ? high
            : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
      };

  /// A record's place in the order of commits.
  record At(long seq, UUID id) implements Comparable<At> {
    @Override
    public int compareTo(At other) {
      int bySeq = Long.compare(seq, other.seq);
      return bySeq != 0 ? bySeq : BY_TEXT.compare(id, other.id);
    }
  }

  record Line(UUID opId, String hash, @Nullable String verdict) {}

  @SuppressWarnings("ArrayRecordComponent") // kept as it came, never compared
  record KeptOp(JournalRows.Known known, long seq, byte[] body) {}

  record Wrote(UUID staff, String journal, long at, long seq) {}

  record Assigned(UUID caseId, boolean active, boolean second) {}

  record Offer(String address, UUID caseId) {}

  record Lent(String address, UUID from, UUID to) {}

  /// What a worse database would do: planted to show that the simulator would notice.
  public enum Lie {
    /// knows no op it answered
    FORGETS_OPS,
    /// takes every line for the one it holds
    BELIEVES_LINES,
    /// chains commits over the ids of ops, not over what they did
    HASHES_IDS_ONLY,
    /// does not note that a record left a scope
    FORGETS_EXITS
  }

  final Set<Lie> lies = EnumSet.noneOf(Lie.class);

  /// hashes the push under way claims for lines, by line
  final Map<Long, String> claimed = new HashMap<>();

  FeedRows.@Nullable Head head;
  final List<FeedRows.Link> links = new ArrayList<>();
  final Map<UUID, Held> records = new HashMap<>();
  final Map<String, TreeMap<At, Held>> byScope = new HashMap<>();
  final Map<UUID, TreeMap<At, Held>> byCase = new HashMap<>();
  final Map<String, JournalRows.Journal> journals = new HashMap<>();
  final Map<String, TreeMap<Long, Line>> lines = new HashMap<>();
  final Map<UUID, KeptOp> ops = new HashMap<>();
  final Map<UUID, TreeMap<UUID, Long>> waits = new HashMap<>();
  final Map<UUID, TreeMap<String, Wrote>> authors = new HashMap<>();
  final Map<String, TreeMap<UUID, Long>> exits = new HashMap<>();
  final Map<String, String> sums = new HashMap<>();
  final Map<Long, Long> times = new HashMap<>();

  /// tombstones that are out of the feed, by the commit that made them
  final Map<UUID, Long> forgotten = new HashMap<>();

  final Map<UUID, GrantRows.Person> people = new HashMap<>();
  final Map<String, TreeMap<UUID, Assigned>> assignments = new HashMap<>();
  final Map<String, Long> files = new HashMap<>();
  final Map<String, Boolean> lost = new HashMap<>();
  final Map<Offer, Boolean> offers = new HashMap<>();
  final Map<Lent, Boolean> lent = new HashMap<>();
  final Map<UUID, TreeMap<String, String>> named = new HashMap<>();
  final Map<String, TreeMap<String, FileRows.Use>> uses = new HashMap<>();

  /// Plants a lie.
  public void worsen(Lie lie) {
    lies.add(lie);
  }

  /// What the push under way says its lines hash to.
  public void claim(Map<Long, String> lineHashes) {
    claimed.clear();
    claimed.putAll(lineHashes);
  }

  /// Adds or changes an account, as an administrator does.
  public void person(GrantRows.Person person) {
    people.put(person.id(), person);
  }

  /// Every record, tombstones included.
  public List<Held> records() {
    return List.copyOf(records.values());
  }

  /// Whether an op was answered.
  public boolean answered(UUID opId) {
    return ops.containsKey(opId);
  }

  /// The verdict an op has now; null when it never came.
  public @Nullable String verdictOf(UUID opId) {
    KeptOp op = ops.get(opId);
    return op == null ? null : op.known().verdictKind();
  }

  /// What each op that waits waits for.
  public Map<UUID, Set<UUID>> waiting() {
    var waiting = new HashMap<UUID, Set<UUID>>();
    waits.forEach((op, records) -> waiting.put(op, Set.copyOf(records.keySet())));
    return waiting;
  }

  /// Begins another lineage, as a restore that says so does.
  public void epoch(UUID epoch) {
    FeedRows.Head h = java.util.Objects.requireNonNull(head);
    head =
        new FeedRows.Head(
            h.district(), h.name(), epoch.toString(), h.seq(), h.hash(), h.safeSeq(), h.horizon());
  }

  /// Says up to where every backup reaches.
  public void safe(long seq) {
    FeedRows.Head h = java.util.Objects.requireNonNull(head);
    head =
        new FeedRows.Head(h.district(), h.name(), h.epoch(), h.seq(), h.hash(), seq, h.horizon());
  }

  MemoryTables copy() {
    var copy = new MemoryTables();
    copy.lies.addAll(lies);
    copy.head = head;
    copy.links.addAll(links);
    copy.records.putAll(records);
    deep(byScope, copy.byScope);
    deep(byCase, copy.byCase);
    copy.journals.putAll(journals);
    deep(lines, copy.lines);
    copy.ops.putAll(ops);
    waits.forEach((k, v) -> copy.waits.put(k, new TreeMap<>(v)));
    deep(authors, copy.authors);
    deep(exits, copy.exits);
    copy.sums.putAll(sums);
    copy.times.putAll(times);
    copy.forgotten.putAll(forgotten);
    copy.people.putAll(people);
    deep(assignments, copy.assignments);
    copy.files.putAll(files);
    copy.lost.putAll(lost);
    copy.offers.putAll(offers);
    copy.lent.putAll(lent);
    deep(named, copy.named);
    deep(uses, copy.uses);
    return copy;
  }

  private static <K, A, B> void deep(Map<K, TreeMap<A, B>> from, Map<K, TreeMap<A, B>> to) {
    Function<TreeMap<A, B>, TreeMap<A, B>> copy = TreeMap::new;
    from.forEach((k, v) -> to.put(k, copy.apply(v)));
  }

  /// Sent for this case, or lent to it by a case it was sent for.
  boolean hasFile(String address, UUID caseId) {
    return offers.containsKey(new Offer(address, caseId))
        || lent.keySet().stream()
            .filter(l -> l.address().equals(address) && l.to().equals(caseId))
            .anyMatch(l -> offers.containsKey(new Offer(address, l.from())));
  }

  List<FileRows.Named> namedIn(UUID record) {
    var out = new ArrayList<FileRows.Named>();
    for (var e : this.named.getOrDefault(record, new TreeMap<>()).entrySet())
      out.add(new FileRows.Named(e.getValue(), e.getKey().substring(e.getValue().length() + 1)));
    return out;
  }
}
