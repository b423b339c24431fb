package cn.ruhu.desktop.review;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.CaseLines;
import cn.ruhu.store.StoreException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The rows of the queue. Those of the last time are there at once, from the lines of the store;
/// each is made again when its case changed, or when it was made on another day. A district's
/// hundred thousand households are not judged anew because one of them was touched. Thread-safe.
final class QueueRows {
  /// Cases judged before what is known is shown again.
  static final int STRETCH = 1_000;

  /// Numbers mostly stand as they were given, so little is moved.
  static final Comparator<QueueRow> BY_NUMBER =
      Comparator.comparing(QueueRow::number).thenComparing(QueueRow::application);

  /// Cases of the same investigators a visit is held against.
  private static final int NEIGHBOURS = 60;

  private final Desk desk;
  private final Map<UUID, QueueRow> rows = new LinkedHashMap<>();
  private List<QueueRow> known = List.of();
  private boolean changed;
  private long old;
  private long arrivals = -1;
  private int people;
  private String standards = "";
  private long kept;
  private LocalDate day = LocalDate.MIN;
  private boolean read;
  private long made;

  /// What is known.
  ///
  /// @param rows by number; the same list as long as none of them is another
  /// @param behind cases whose row is to be made again
  /// @param locked the copies are locked because the grants ran out: what is there nobody may know
  record Known(List<QueueRow> rows, long behind, boolean locked) {}

  QueueRows(Desk desk, SeenCases seen) {
    this.desk = desk;
    seen.neighbours(this::neighbours);
  }

  /// Every case that is a reviewer's business, as far as it is known; none while the copies are
  /// locked, which says nothing of the cases. Not for the window's thread.
  ///
  /// @param stretch cases that may be judged for it, 0 to tell what was kept
  synchronized Known read(int stretch) throws StoreException {
    if (desk.store().sync().locked()) return new Known(List.of(), 0, true);
    if (desk.isLeft()) return new Known(known, 0, false); // nobody looks at it any more
    LocalDate today = desk.today();
    if (!read || othersKept()) begin(today);
    renew(today);
    if (stretch > 0) judge(stretch, today);
    if (othersKept()) begin(today);
    look();
    if (changed) order(today);
    long behind = desk.store().lines().behind(CaseLines.Kind.QUEUE);
    return new Known(known, behind == 0 ? old : behind, false);
  }

  /// Rows somebody at another desk over the same store made are due for nobody any more.
  private boolean othersKept() {
    return desk.store().lines().kept(CaseLines.Kind.QUEUE) != kept;
  }

  /// Files arrive without a change of their case.
  @SuppressWarnings("ReferenceEquality") // a row of which nothing arrived is the same object
  private void look() {
    long now = desk.store().sync().arrivals();
    if (now == arrivals) return;
    arrivals = now;
    for (Map.Entry<UUID, QueueRow> e : rows.entrySet()) {
      QueueRow row = e.getValue().looked(desk);
      if (row == e.getValue()) continue;
      e.setValue(row);
      changed = true;
    }
  }

  private void order(LocalDate today) {
    var all = new ArrayList<>(rows.values());
    all.sort(BY_NUMBER);
    known = Collections.unmodifiableList(all);
    old = all.stream().filter(r -> !r.made().equals(today)).count();
    changed = false;
  }

  private void begin(LocalDate today) throws StoreException {
    people = desk.store().all(RecordType.STAFF).hashCode();
    read = false;
    kept = desk.store().lines().kept(CaseLines.Kind.QUEUE);
    arrivals = -1;
    rows.clear();
    var left = new HashMap<Due, Integer>();
    Map<UUID, String> names = desk.names();
    var lines =
        new QueueLine(
            today,
            due -> left.computeIfAbsent(due, d -> WorkingDays.remaining(d, today)),
            pair -> QueueRow.names(pair, id -> names.getOrDefault(id, "")));
    desk.store()
        .lines()
        .read(
            CaseLines.Kind.QUEUE,
            QueueLine.SHAPE + " " + desk.actor().role(),
            (id, line) -> lines.read(id, line).ifPresent(row -> rows.put(id, row)));
    read = !desk.store().sync().locked(); // of locked copies nothing was read
    day = today;
    changed = true;
  }

  /// A colleague's name stands in many rows, a standard behind all of them.
  private void renew(LocalDate today) throws StoreException {
    int named = desk.store().all(RecordType.STAFF).hashCode();
    if (!day.equals(today) || named != people) turn(today);
    people = named;
    String judged = desk.standards();
    if (judged.equals(standards) || desk.store().sync().locked()) return;
    desk.store().lines().dueBy(CaseLines.Kind.QUEUE, judged);
    standards = judged;
  }

  /// Another day, or other names.
  private void turn(LocalDate today) {
    day = today;
    var left = new HashMap<Due, Integer>();
    Map<UUID, String> names = desk.names();
    rows.replaceAll((_, row) ->
        row.on(
            today,
            due -> left.computeIfAbsent(due, d -> WorkingDays.remaining(d, today)),
            id -> names.getOrDefault(id, "")));
    changed = true;
  }

  /// Other cases of who visited this one, those with the latest movement first.
  synchronized List<UUID> neighbours(UUID application) {
    QueueRow row = rows.get(application);
    if (row == null) return List.of();
    return rows.values().stream()
        .filter(r ->
            !r.application().equals(application) && !Collections.disjoint(r.pair(), row.pair()))
        .sorted(Comparator.comparing(QueueRow::since).reversed())
        .limit(NEIGHBOURS)
        .map(QueueRow::application)
        .toList();
  }

  @SuppressWarnings("ThreadPriorityCheck") // others are let through, nothing relies on it
  private void judge(int stretch, LocalDate today) throws StoreException {
    List<CaseLines.Due> due =
        new ArrayList<>(desk.store().lines().due(CaseLines.Kind.QUEUE, stretch));
    if (due.size() < stretch)
      rows.values().stream()
          .filter(r -> !r.made().equals(today))
          .limit(stretch - due.size())
          .forEach(r -> due.add(new CaseLines.Due(r.application(), 0)));
    var lines = new ArrayList<CaseLines.Made>();
    for (CaseLines.Due d : due) {
      if (desk.isLeft()) return;
      Thread.yield(); // another choice of the rows is not to wait for it
      Optional<QueueRow> row = QueueRow.of(desk, desk.caseFile(d.caseId()));
      made++;
      row.ifPresentOrElse(r -> rows.put(d.caseId(), r), () -> rows.remove(d.caseId()));
      changed = true;
      lines.add(new CaseLines.Made(d, row.flatMap(QueueLine::write).orElse(null)));
    }
    if (!lines.isEmpty() && !desk.store().lines().keep(CaseLines.Kind.QUEUE, lines).isEmpty())
      kept++;
  }

  /// How many rows were made from their files so far.
  synchronized long made() {
    return made;
  }
}
