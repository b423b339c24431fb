package cn.ruhu.desktop.review;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// What this person knows around a case: which state of it was seen, on this machine, and which
/// other cases the same investigators visited. Thread-safe.
final class SeenCases {
  private static final String PRINTS = "review-seen";
  private static final int WIDTH = 24;
  private static final Set<RecordType> HELD_AGAINST =
      EnumSet.of(RecordType.VISIT, RecordType.PAGE, RecordType.VISIT_ANSWERS);

  /// entries at which the list is written anew
  private static final int ENTRIES_MAX = 4_000;

  private final Desk desk;
  private Map<UUID, Long> prints = Map.of();
  private boolean read;
  private volatile Function<UUID, List<UUID>> neighbours = _ -> List.of();
  private volatile Around around = new Around(new UUID(0, 0), List.of());

  private record Around(UUID of, List<CaseRecord> others) {}

  SeenCases(Desk desk) {
    this.desk = desk;
  }

  private static String key(UUID id) {
    return "review-seen:" + id;
  }

  /// @param known other cases of who visited a case, the latest first
  void neighbours(Function<UUID, List<UUID>> known) {
    neighbours = known;
  }

  /// Visits, their answers and pages that a case's own are held against: all of them, or in a large
  /// store those of the cases the same investigators visited last, read once while the case is
  /// open.
  List<CaseRecord> around(UUID id) {
    var found = new ArrayList<CaseRecord>();
    if (!desk.store().isLarge()) {
      for (RecordType type : HELD_AGAINST) found.addAll(desk.store().all(type));
      return found;
    }
    Around now = around;
    if (!now.of().equals(id)) {
      var others = new ArrayList<CaseRecord>();
      for (UUID other : neighbours.apply(id)) add(others, other);
      now = new Around(id, others);
      around = now;
    }
    found.addAll(now.others());
    add(found, id);
    return found;
  }

  private void add(List<CaseRecord> found, UUID of) {
    for (CaseRecord r : desk.store().ofCase(of)) if (HELD_AGAINST.contains(r.type())) found.add(r);
  }

  /// Print of what was seen last, by case. Reads the disk the first time.
  synchronized Map<UUID, Long> prints() throws StoreException {
    if (read) return prints;
    Drafts drafts = desk.store().drafts();
    var all = new HashMap<UUID, Long>();
    var entries = drafts.entries(PRINTS);
    for (byte[] e : entries) {
      if (e.length != WIDTH) continue;
      ByteBuffer in = ByteBuffer.wrap(e);
      all.put(new UUID(in.getLong(), in.getLong()), in.getLong());
    }
    if (entries.size() > ENTRIES_MAX && all.size() < ENTRIES_MAX / 2) {
      drafts.remove(PRINTS);
      for (Map.Entry<UUID, Long> e : all.entrySet())
        drafts.append(PRINTS, entry(e.getKey(), e.getValue()));
    }
    prints = Map.copyOf(all);
    read = true;
    return prints;
  }

  private static byte[] entry(UUID id, long print) {
    return ByteBuffer.allocate(WIDTH)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putLong(print)
        .array();
  }

  /// Whether something came since the case was seen; a case never seen is not changed but new.
  static boolean changed(QueueRow row, Map<UUID, Long> prints) {
    Long was = prints.get(row.application());
    return was != null && was != row.print();
  }

  synchronized boolean changed(QueueRow row) {
    return changed(row, prints);
  }

  /// What was seen of a case, fact by fact; empty for one never seen.
  Optional<Looked> looked(UUID id) throws StoreException {
    return desk.store().drafts().get(key(id)).map(Looked::read);
  }

  /// The case is seen as it is.
  void looked(UUID id, Looked now) throws StoreException {
    desk.store().drafts().put(key(id), now.write());
    print(id, now.print());
  }

  /// These cases are seen as they stand in the queue; which facts changed is told no more.
  void all(Collection<QueueRow> rows) throws StoreException {
    for (QueueRow r : rows) {
      if (!changed(r, prints())) continue;
      desk.store().drafts().remove(key(r.application()));
      print(r.application(), r.print());
    }
  }

  private synchronized void print(UUID id, long print) throws StoreException {
    Long was = prints().get(id);
    if (was != null && was == print) return;
    desk.store().drafts().append(PRINTS, entry(id, print));
    var next = new HashMap<>(prints);
    next.put(id, print);
    prints = Map.copyOf(next);
  }
}
