package cn.ruhu.desktop.work;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.store.CaseLines;
import cn.ruhu.store.StoreException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a list has of every case. In a small store it is made of each case once and again when the
/// case changed or the day did. In a large one what was made the last time is there at once, from
/// the lines of the store, and only cases whose line is due are opened: in turns, a case at a time
/// ([Desk#inTurn]), those that matter most first, each for all lists that are due for it. While the
/// copies are locked there is nothing. Not for the window's thread; thread-safe.
///
/// @param <T> what the list has of a case
public final class KeptRows<T> {
  /// What a read may take before it is given up: a large district's first one takes minutes.
  public static final Duration DEADLINE = Duration.ofHours(1);

  /// Cases opened before what was made of them is kept.
  static final int STRETCH = 250;

  /// Looks at what is due in one read: what comes later is asked for by whoever follows the store.
  private static final int PASSES_MAX = 3;

  /// What was found is told again when it grew by one in so many.
  private static final int TOLD_PART = 4;

  private final Desk desk;
  private final KeptList<T> list;
  private final PerCase<T> small;
  private final Map<UUID, T> rows = new LinkedHashMap<>();
  private final Set<UUID> given = new HashSet<>();
  private List<T> known = List.of();
  private boolean changed;
  private boolean read;
  private LocalDate day = LocalDate.MIN;
  private int people;
  private String standards = "";
  private long kept;
  private long opened;

  public KeptRows(Desk desk, KeptList<T> list) {
    this.desk = desk;
    this.list = list;
    this.small = new PerCase<>(desk);
  }

  /// Everything the list has, in no order; the same list as long as none of it is another.
  ///
  /// @param sofar told what is known while much is still to be opened, in no order, and never that
  ///   nothing is; not after this returned
  /// @throws StoreException the disk; what was made until then is kept
  public List<T> all(Consumer<List<T>> sofar) throws StoreException {
    if (!desk.store().isLarge()) return all();
    try {
      return large(sofar);
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.CLOSED) return List.of(); // who signed out asks no more
      throw e;
    }
  }

  private List<T> large(Consumer<List<T>> sofar) throws StoreException {
    if (isLocked() || !renew()) return List.of();
    List<CaseLines.Due> due = due();
    for (int i = 0; i < PASSES_MAX && !due.isEmpty() && !stops(); i++) {
      pass(due, sofar);
      due = due();
    }
    others();
    return isLocked() ? List.of() : known();
  }

  /// Whether nothing more is to be opened here.
  private boolean stops() {
    return desk.isLeft() || isLocked();
  }

  /// Lines somebody at another desk over the same store made meanwhile are due for nobody any more.
  private synchronized void others() throws StoreException {
    if (stops() || !othersKept()) return;
    begin(desk.today(), applications());
    read = !isLocked();
  }

  private boolean othersKept() {
    return desk.store().lines().kept(list.kind()) != kept;
  }

  private boolean isLocked() {
    return desk.store().sync().locked();
  }

  private List<T> all() {
    var found = new ArrayList<T>();
    for (CaseRecord a : desk.applications())
      if (list.mayList(a)) small.of(a.id(), () -> of(file(a.id()))).ifPresent(found::add);
    return found;
  }

  private CaseFile file(UUID application) {
    return desk.caseFile(application);
  }

  private Optional<T> of(CaseFile file) {
    return file.application().flatMap(a -> list.of(file, a));
  }

  private synchronized List<T> known() {
    if (changed) known = List.copyOf(rows.values());
    changed = false;
    return known;
  }

  /// What is due now; what others hand over from now on is told apart.
  private List<CaseLines.Due> due() throws StoreException {
    synchronized (desk.lists()) {
      synchronized (this) {
        given.clear();
      }
      return desk.store().lines().due(list.kind(), Integer.MAX_VALUE);
    }
  }

  /// How many cases were opened for this list so far.
  synchronized long opened() {
    return opened;
  }

  // ---- what was kept

  /// Lines are read at the first time, on another day and when somebody has another name; standards
  /// stand behind all of them.
  ///
  /// @return false when the copies were locked meanwhile: of those nothing was read
  private boolean renew() throws StoreException {
    int named = state(RecordType.STAFF) * 31 + state(RecordType.AGENCY);
    String judged = list.ofStandards() ? desk.standards() : "";
    Map<UUID, CaseRecord> applications = Map.of();
    synchronized (this) {
      LocalDate today = desk.today();
      boolean first = !read;
      boolean turns = !day.equals(today);
      if (first || turns || named != people || othersKept()) {
        applications = applications();
        begin(today, applications);
      }
      if (isLocked()) return false;
      if (turns) daily(today, applications);
      if (list.ofStandards() && (first || !judged.equals(standards)))
        desk.store().lines().dueBy(list.kind(), judged);
      people = named;
      standards = judged;
      day = today;
      read = true;
    }
    desk.lists().join(this);
    return true;
  }

  private int state(RecordType type) {
    return desk.store().all(type).hashCode();
  }

  private Map<UUID, CaseRecord> applications() {
    var all = new HashMap<UUID, CaseRecord>();
    for (CaseRecord a : desk.applications()) all.put(a.id(), a);
    return all;
  }

  /// While lines are read nothing is asked of the store.
  private void begin(LocalDate today, Map<UUID, CaseRecord> applications) throws StoreException {
    read = false;
    kept = desk.store().lines().kept(list.kind());
    Map<UUID, String> names = desk.names();
    var in = new LineIn(today, id -> names.getOrDefault(id, ""));
    rows.clear();
    changed = true;
    boolean[] damaged = {false};
    desk.store()
        .lines()
        .read(
            list.kind(),
            list.shape(),
            (id, line) -> {
              CaseRecord a = applications.get(id);
              if (a == null) return;
              if (!take(a, in, line)) damaged[0] = true;
            });
    if (damaged[0]) desk.store().lines().dueAll(list.kind());
  }

  private boolean take(CaseRecord a, LineIn in, ByteBuffer line) {
    try {
      in.begin(line);
      rows.put(a.id(), list.read(a, in));
      return true;
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | DateTimeException
        | IllegalArgumentException _) {
      return false;
    }
  }

  private void daily(LocalDate today, Map<UUID, CaseRecord> applications) throws StoreException {
    List<UUID> daily =
        applications.values().stream()
            .filter(a -> list.mayList(a) && list.isDaily(a, rows.containsKey(a.id())))
            .map(CaseRecord::id)
            .sorted()
            .toList();
    desk.store().lines().dueOn(list.kind(), today.toString(), daily);
  }

  // ---- what is due

  /// Opens cases whose lines are due, each for every list that waits for it.
  private void pass(List<CaseLines.Due> due, Consumer<List<T>> sofar) throws StoreException {
    boolean many = due.size() > STRETCH;
    List<CaseLines.Due> ordered = many ? firstFirst(due) : due;
    int told = 0;
    for (int from = 0; from < ordered.size() && !stops(); from += STRETCH) {
      if (many && tells(told)) {
        List<T> until = known();
        told = until.size();
        sofar.accept(until);
      }
      stretch(ordered.subList(from, Math.min(ordered.size(), from + STRETCH)));
    }
  }

  private synchronized boolean tells(int told) {
    return rows.size() > told + told / TOLD_PART;
  }

  private List<CaseLines.Due> firstFirst(List<CaseLines.Due> due) {
    var first = new HashSet<UUID>();
    for (CaseRecord a : desk.applications()) if (list.isFirst(a)) first.add(a.id());
    return due.stream()
        .sorted(Comparator.comparing((CaseLines.Due d) -> !first.contains(d.caseId())))
        .toList();
  }

  private void stretch(List<CaseLines.Due> due) throws StoreException {
    var making = new ArrayList<KeptRows<?>.Making>();
    making.add(new Making());
    for (KeptRows<?> other : desk.lists().begun()) if (other != this) making.add(other.making());
    for (CaseLines.Due d : due) {
      if (desk.isLeft() || isGiven(d.caseId())) continue;
      desk.inTurn(() -> {
        if (!isGiven(d.caseId())) open(d, making);
        return true;
      });
    }
    synchronized (desk.lists()) {
      if (desk.isLeft()) return; // whoever sits here now makes them
      for (KeptRows<?>.Making m : making) m.keep(this);
    }
  }

  private KeptRows<?>.Making making() {
    return new Making();
  }

  private synchronized boolean isGiven(UUID application) {
    return given.contains(application);
  }

  private void open(CaseLines.Due due, List<KeptRows<?>.Making> making) {
    Optional<CaseRecord> application =
        desk.store().record(due.caseId()).filter(r -> r.type() == RecordType.APPLICATION);
    var file = new Once(() -> file(due.caseId()));
    for (KeptRows<?>.Making m : making) if (m.wants(due, this)) m.make(due, application, file);
    if (file.opened) {
      synchronized (this) {
        opened++;
      }
    }
  }

  /// A case that is opened when the first list wants it.
  private static final class Once {
    private final Supplier<CaseFile> open;
    private CaseFile file = CaseFile.of(List.of());
    private boolean opened;

    Once(Supplier<CaseFile> open) {
      this.open = open;
    }

    CaseFile file() {
      if (!opened) file = open.get();
      opened = true;
      return file;
    }
  }

  /// What this list makes of the cases of one stretch.
  private final class Making {
    private final List<CaseLines.Made> lines = new ArrayList<>();
    private final Map<UUID, Optional<T>> made = new HashMap<>();

    boolean wants(CaseLines.Due due, KeptRows<?> whose) {
      return whose == KeptRows.this || due.isFor(list.kind());
    }

    void make(CaseLines.Due due, Optional<CaseRecord> application, Once file) {
      boolean may = application.filter(list::mayList).isPresent();
      Optional<T> row = may ? of(file.file()) : Optional.empty();
      made.put(due.caseId(), row);
      lines.add(new CaseLines.Made(due, row.map(KeptRows.this::written).orElse(null)));
    }

    /// @param by who opened the cases
    void keep(KeptRows<?> by) throws StoreException {
      if (lines.isEmpty()) return;
      synchronized (KeptRows.this) { // or lines read meanwhile were counted twice
        List<CaseLines.Made> done = desk.store().lines().keep(list.kind(), lines);
        if (!done.isEmpty()) kept++;
        for (CaseLines.Made m : done) {
          UUID id = m.due().caseId();
          put(id, Objects.requireNonNullElse(made.get(id), Optional.empty()), by);
        }
      }
    }
  }

  private byte[] written(T row) {
    var out = new LineOut();
    list.write(row, out);
    return out.bytes();
  }

  private synchronized void put(UUID id, Optional<T> row, KeptRows<?> by) {
    if (by != this) given.add(id);
    Optional<T> was = Optional.ofNullable(rows.get(id));
    if (was.equals(row)) return;
    row.ifPresentOrElse(r -> rows.put(id, r), () -> rows.remove(id));
    changed = true;
  }
}
