package cn.ruhu.desktop.review;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.WholeList;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Cases that are the reviewer's business, the most pressing first. What is known from the last
/// time is shown at once, what changed is judged after that, a stretch at a time. Window thread
/// only; rows are read, ordered and chosen in the background.
final class QueueViewModel {
  private static final String VIEWS = "review-views";

  /// after which rows that came are on the screen
  private static final Duration PAINTED = Duration.ofMillis(600);

  /// after which rows that did not change again are made ready in every order
  private static final Duration SETTLED = Duration.ofSeconds(2);

  /// views that have a key
  static final int VIEWS_MAX = 8;

  private final Desk desk;
  private final QueueRows queue;
  private final SeenCases seen;
  private final Background background;
  private final Latest latest;
  private final Latest arranged;
  private final Runnable there;
  private final QueueOrders orders = new QueueOrders();
  private boolean reading;
  private boolean again;
  private volatile Read last =
      new Read(List.of(), QueueFilter.ALL, List.of(), QueueTotals.NONE, Map.of(), 0, false);

  final WholeList<QueueRow> rows = new WholeList<>();
  final ObjectProperty<QueueFilter> filter = new SimpleObjectProperty<>(QueueFilter.ALL);
  final ObjectProperty<QueueTotals> totals = new SimpleObjectProperty<>(QueueTotals.NONE);
  final ObservableList<QueueFilter.View> views = FXCollections.observableArrayList();
  final IntegerProperty waiting = new SimpleIntegerProperty();
  final IntegerProperty dueToday = new SimpleIntegerProperty();
  final IntegerProperty overdue = new SimpleIntegerProperty();
  final IntegerProperty returned = new SimpleIntegerProperty();
  final IntegerProperty conflicts = new SimpleIntegerProperty();

  /// cases whose row is not made anew yet
  final LongProperty behind = new SimpleLongProperty();

  /// whether the cases were read once: before that nobody knows that there are none
  final BooleanProperty read = new SimpleBooleanProperty();

  /// the grants ran out: nothing is told of the cases until the district was reached again
  final BooleanProperty locked = new SimpleBooleanProperty();

  /// a failure of the disk: code, empty for none
  final StringProperty trouble = new SimpleStringProperty("");

  /// What was read last, and what was made of it.
  ///
  /// @param all by number
  /// @param shown of these by `filter`
  /// @param seen prints of what was seen
  private record Read(
      List<QueueRow> all,
      QueueFilter filter,
      List<QueueRow> shown,
      QueueTotals totals,
      Map<UUID, Long> seen,
      long behind,
      boolean locked) {}

  QueueViewModel(Desk desk, SeenCases seen, Background background) {
    this.desk = desk;
    this.queue = new QueueRows(desk, seen);
    this.seen = seen;
    this.background = background;
    this.latest = new Latest(background);
    this.arranged = new Latest(background);
    this.there = desk.awaited();
    filter.subscribe((_, _) -> arrange());
    background.run(this::kept, views::setAll, this::failed);
  }

  /// Reads the cases again: first what is known, then what changed.
  void refresh() {
    if (reading) again = true;
    else read(read.get() ? QueueRows.STRETCH : 0);
  }

  private void read(int stretch) {
    reading = true;
    QueueFilter now = filter.get();
    latest.read(() -> known(stretch, now), r -> show(r, stretch), this::failed);
  }

  /// What did not change is neither counted nor arranged again: somebody is at work beside it.
  @SuppressWarnings("ReferenceEquality") // rows and prints are the same lists until they change
  private Read known(int stretch, QueueFilter now) throws StoreException {
    QueueRows.Known known = queue.read(stretch);
    Map<UUID, Long> prints = seen.prints();
    Read was = last;
    boolean same = was.all() == known.rows() && was.seen() == prints;
    return new Read(
        known.rows(),
        now,
        same && was.filter().equals(now) ? was.shown() : arranged(known.rows(), now, prints),
        same ? was.totals() : QueueTotals.of(known.rows(), r -> SeenCases.changed(r, prints)),
        prints,
        known.behind(),
        known.locked());
  }

  private List<QueueRow> arranged(List<QueueRow> all, QueueFilter filter, Map<UUID, Long> prints) {
    List<QueueRow> ordered = orders.of(all, filter.order(), filter.down());
    return filter.isAll()
        ? ordered
        : ordered.stream().filter(filter.keeps(r -> SeenCases.changed(r, prints))).toList();
  }

  private void show(Read found, int stretch) {
    reading = false;
    trouble.set("");
    last = found;
    totals.set(found.totals());
    waiting.set(count(QueueFilter.Chip.WAITING));
    returned.set(count(QueueFilter.Chip.RETURNED));
    conflicts.set(count(QueueFilter.Chip.CONFLICTS));
    dueToday.set(found.totals().dueToday());
    overdue.set(found.totals().overdue());
    behind.set(found.behind());
    locked.set(found.locked());
    if (found.filter().equals(filter.get())) put(found.shown());
    else arrange();
    if (found.behind() == 0 || !found.all().isEmpty()) read.set(true);
    if (read.get()) background.after(PAINTED, there);
    boolean more = again || found.behind() > 0 || stretch == 0;
    again = false;
    if (more) read(QueueRows.STRETCH);
    else background.after(SETTLED, () -> ready(found));
  }

  /// While nobody waits: the orders a key away, unless the rows changed meanwhile.
  @SuppressWarnings("ReferenceEquality") // another read with the same rows has the same list
  private void ready(Read of) {
    if (last.all() == of.all())
      background.perform(() -> orders.ready(of.all()), () -> {}, this::failed);
  }

  /// Of what was read last. Whatever is read or chosen meanwhile shows its own rows, so these take
  /// nobody's place then.
  @SuppressWarnings("ReferenceEquality") // another read is another object
  private void arrange() {
    Read of = last;
    QueueFilter now = filter.get();
    arranged.read(
        () -> arranged(of.all(), now, seen.prints()),
        found -> {
          if (last == of && filter.get().equals(now)) put(found);
        },
        this::failed);
  }

  private void put(List<QueueRow> found) {
    if (!same(rows, found)) rows.show(found);
  }

  /// A row that did not change is the same object: a hundred thousand are not compared by content.
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(List<QueueRow> shown, List<QueueRow> found) {
    if (shown.size() != found.size()) return false;
    for (int i = 0; i < found.size(); i++) if (shown.get(i) != found.get(i)) return false;
    return true;
  }

  QueueRows queue() {
    return queue;
  }

  /// How many cases a chip alone would show.
  int count(QueueFilter.Chip which) {
    return totals.get().count(which);
  }

  /// Name of a reviewer.
  String nameOf(UUID reviewer) {
    return desk.staffName(reviewer);
  }

  boolean isChanged(QueueRow row) {
    return seen.changed(row);
  }

  /// Says of these cases that what came was seen; it takes nothing from anybody and is this
  /// person's alone.
  void seen(Collection<QueueRow> cases) {
    List<QueueRow> some = List.copyOf(cases);
    background.perform(() -> seen.all(some), this::refresh, this::failed);
  }

  // saved views

  private List<QueueFilter.View> kept() throws StoreException {
    return desk.store().drafts().get(VIEWS).map(QueueFilter::read).orElse(List.of());
  }

  /// Keeps what is shown now under a name, in the place of another of that name.
  void keepView(String name) {
    var next = new ArrayList<>(views);
    next.removeIf(v -> v.name().equals(name));
    next.add(new QueueFilter.View(name, filter.get()));
    keep(next);
  }

  void dropView(QueueFilter.View view) {
    var next = new ArrayList<>(views);
    next.remove(view);
    keep(next);
  }

  private void keep(List<QueueFilter.View> next) {
    views.setAll(next);
    byte[] bytes = QueueFilter.write(next);
    background.perform(() -> desk.store().drafts().put(VIEWS, bytes), () -> {}, this::failed);
  }

  /// The n-th saved view, from 1; nothing where there is none.
  void view(int n) {
    if (n >= 1 && n <= views.size()) filter.set(views.get(n - 1).filter());
  }

  private void failed(Throwable cause) {
    reading = false;
    there.run();
    trouble.set(Words.troubleCode(cause));
  }
}
