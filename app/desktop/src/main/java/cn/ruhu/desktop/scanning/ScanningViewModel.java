package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The tray as its screen sees it: the sheets of one batch, the one in hand with its picture, and
/// what a person says of it. Window thread only; everything on the disk happens elsewhere.
final class ScanningViewModel {
  /// Long files are read a few sheets at a time, so that the first are seen at once.
  static final Duration READING = Duration.ofMinutes(10);

  private final ScanTray tray;
  private final Desk desk;
  private final Background background;
  private final Latest latest;
  private final ScanSource source;
  private final Incoming incoming;
  final Reading reading;
  final Sight sight;
  final Feeding feeding;
  final SlotGuide guide;
  final Doubles doubles;
  final Shaping shaping;
  private final Lookback lookback;
  private final Ending ending;

  final ObservableList<ScanBatch> batches = FXCollections.observableArrayList();
  final ObservableList<TrayRow> rows = FXCollections.observableArrayList();
  final ObservableList<CaseSlots.Line> slots = FXCollections.observableArrayList();

  /// files that could not be taken, newest first
  final ObservableList<Incoming.Refusal> refusals = FXCollections.observableArrayList();

  final ObjectProperty<@Nullable ScanBatch> shown = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable TrayRow> selected = new SimpleObjectProperty<>();
  final ObjectProperty<Ledger> ledger = new SimpleObjectProperty<>(Ledger.EMPTY);

  /// what is missing, double or superseded among the sheets shown
  final ObjectProperty<List<Faults.Fault>> faults = new SimpleObjectProperty<>(List.of());

  /// where the sheets in hand most likely go, see [LastPlace]; null while nobody can know
  final ObjectProperty<Routing.@Nullable Slot> before = new SimpleObjectProperty<>();

  final BooleanProperty busy = new SimpleBooleanProperty();

  /// sheets a person must decide about or may file now, over all open batches
  final IntegerProperty waiting = new SimpleIntegerProperty();

  final IntegerProperty unread = new SimpleIntegerProperty();

  /// raised when a small picture came; the value means nothing
  final IntegerProperty thumbs = new SimpleIntegerProperty();

  /// raised when the source changed
  final IntegerProperty sourceChanged = new SimpleIntegerProperty();

  final ObjectProperty<@Nullable Message> trouble = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();
  final LongSupplier nanos;

  /// what the camera knows of the desk under it
  volatile ScanEye.Plates plates = (_, _) -> Optional.empty();

  /// for photos of other streets' notices
  final BoardWay boards;

  private final Hands hands;
  private final LastPlace last = new LastPlace();

  /// the rows are being replaced: what a list makes of that is nobody's choice
  boolean replacing;

  private final Whole whole = new Whole(this::refresh);
  private boolean stuck;
  private boolean unreadable;

  ScanningViewModel(
      Desk desk, ScanTray tray, Background background, ScanSource source, LongSupplier nanos) {
    this(desk, tray, background, source, ScanDevice.none(), nanos);
  }

  ScanningViewModel(
      Desk desk,
      ScanTray tray,
      Background background,
      ScanSource source,
      ScanDevice device,
      LongSupplier nanos) {
    this.desk = desk;
    this.tray = tray;
    this.background = background;
    this.latest = new Latest(background);
    this.source = source;
    this.doubles = new Doubles(desk, tray, background, this::refresh, this::failed);
    this.sight = new Sight(background, tray, () -> doubles.again(selected.get()), this::failed);
    this.feeding = new Feeding(this, tray, desk, background, device);
    this.guide = new SlotGuide(this, tray);
    this.shaping = new Shaping(this, tray);
    this.lookback = new Lookback(desk, tray.prints(), background, this::lookBack);
    this.ending = new Ending(this, tray, background);
    this.hands = new Hands(this, tray, background);
    this.boards = new BoardWay(this, tray, background, this::failed);
    this.incoming = new Incoming(this, tray, background);
    this.nanos = nanos;
    this.reading =
        new Reading(
            this,
            tray,
            background,
            () -> new ScanEye(desk.pageKeys(), nanos, (w, h) -> plates.of(w, h)));
  }

  Desk desk() {
    return desk;
  }

  ScanSource source() {
    return source;
  }

  /// Reads the tray of the last time and begins to watch.
  void start() {
    refresh();
    source.watch(
        new ScanWatch(
            incoming.from("SCANNER"),
            tray::knows,
            tray.marks(),
            () -> sourceChanged.set(sourceChanged.get() + 1)));
  }

  /// Files dropped on the window or chosen.
  void take(List<Path> files) {
    if (files.isEmpty()) return;
    begun();
    background.run(
        READING,
        () -> {
          source.drop(files, incoming.from("FILE"), tray::knows);
          return Boolean.TRUE;
        },
        _ -> refresh(),
        this::failed);
  }

  /// Takes a file once more that was taken before.
  void takeAnyway(Incoming.Refusal refusal) {
    incoming.anyway(refusal);
  }

  /// A picture that was pasted or dropped is larger than is taken: said like a file that is.
  ///
  /// @param size in words
  void tooLarge(String size) {
    incoming.tooLarge(size);
  }

  /// A picture that was pasted or dropped; kept without loss.
  void take(Pixels picture) {
    begun();
    background.run(
        READING,
        () -> {
          Pasted.give(picture, desk.now(), tray::knows, incoming.from("FILE"));
          return Boolean.TRUE;
        },
        _ -> refresh(),
        this::failed);
  }

  /// Reads everything again; the batch shown and the sheet in hand stay.
  void refresh() {
    if (whole.defers()) return;
    @Nullable ScanBatch now = shown.get();
    UUID looked = now == null ? null : now.id();
    latest.read(
        () -> TrayState.read(tray, desk, looked),
        this::show,
        e -> {
          failed(e);
          unreadable = true;
        });
  }

  private void show(TrayState now) {
    whole.run(() -> shows(now));
  }

  private void shows(TrayState now) {
    if (unreadable) begun();
    List<ScanBatch> newest = now.batches().reversed();
    boolean begins = begins(newest);
    if (!batches.equals(newest)) batches.setAll(newest);
    @Nullable ScanBatch was = shown.get();
    Optional<ScanBatch> stays =
        newest.stream().filter(b -> was != null && b.id().equals(was.id())).findFirst();
    boolean ended =
        stays.isPresent() && !stays.get().open() && was != null && (was.open() || begins);
    @Nullable ScanBatch current =
        ended || stays.isEmpty() ? newest.stream().findFirst().orElse(null) : stays.get();
    shown.set(current);
    List<TrayRow> list = current == null ? List.of() : now.of(current.id());
    UUID held = selected.get() == null ? null : selected.get().id();
    int place = held == null ? 0 : place(held);
    replacing = true;
    if (!rows.equals(list)) rows.setAll(list);
    replacing = false;
    ledger.set(current == null ? Ledger.EMPTY : Ledger.of(list, current));
    select(held, place);
    faults.set(now.faults());
    waiting.set(now.waiting());
    unread.set(now.unread());
    guide.refresh();
    guide.resume(list);
    reading.go(now.batches());
    lookBack();
    hands.onward(selected.get());
  }

  /// Whether the newest batch was not there a moment ago: it is what somebody scans now.
  private boolean begins(List<ScanBatch> newest) {
    return !newest.isEmpty()
        && batches.stream().noneMatch(b -> b.id().equals(newest.getFirst().id()));
  }

  private int place(UUID id) {
    for (int i = 0; i < rows.size(); i++) if (rows.get(i).id().equals(id)) return i;
    return 0;
  }

  private void select(@Nullable UUID id, int place) {
    for (TrayRow r : rows)
      if (r.id().equals(id)) {
        hold(r);
        return;
      }
    hold(rows.isEmpty() ? null : rows.get(Math.min(place, rows.size() - 1)));
  }

  /// Shows another batch.
  void open(ScanBatch batch) {
    shown.set(batch);
    refresh();
  }

  /// Takes a sheet in hand: its picture and its case come into sight.
  void hold(@Nullable TrayRow row) {
    whole.run(() -> holds(row));
  }

  private void holds(@Nullable TrayRow row) {
    sight.of(row);
    doubles.of(row);
    before.set(last.of(rows, hands.of(rows, row)).orElse(null));
    selected.set(row);
    slotsOf(row);
  }

  private void slotsOf(@Nullable TrayRow row) {
    Optional<UUID> application =
        Optional.ofNullable(row).flatMap(TrayRow::place).map(Routing.Slot::application);
    slots.setAll(
        application
            .map(id -> CaseSlots.of(desk.caseFile(id), List.copyOf(rows), desk.today()))
            .orElse(List.of()));
  }

  /// The sheets acts are for: those marked in the strip, else the one in hand.
  void choose(List<TrayRow> marked) {
    hands.choose(marked);
    before.set(last().orElse(null));
  }

  /// Rows of all sheets marked, or of the one in hand.
  List<TrayRow> inHand() {
    return hands.of(rows, selected.get());
  }

  // ---- what a person says

  /// The signature line of the sheet in hand was looked at: only with its picture in sight.
  void signed(boolean yes) {
    @Nullable TrayRow row = selected.get();
    if (row == null || sight.picture.get() == null || row.page().choice().filed()) return;
    boolean asked =
        row.place().filter(p -> Sorting.asksSignature(p, desk.actor().role())).isPresent();
    if (!asked) return;
    var seen = yes ? ScanChoice.Signed.YES : ScanChoice.Signed.NO;
    hands.say(Set.of(row.id()), c -> c.signed(seen), this::nextProblem);
  }

  /// Older pages are looked at while nothing else is to be read.
  private void lookBack() {
    if (unread.get() == 0) lookback.go();
  }

  /// The place proposed is right, whatever speaks against it.
  ///
  /// @param replace it takes the place of the page that is there
  void agree(boolean replace) {
    if (!sight.told.get()) return;
    @Nullable TrayRow held = selected.get();
    if (!replace && held != null && inHand().stream().noneMatch(TrayRow::asks)) {
      both(held);
      return;
    }
    var said = new HashMap<UUID, UnaryOperator<ScanChoice>>();
    for (TrayRow r : inHand()) {
      if (!r.asks() || r.place().isEmpty()) continue;
      if (replace && r.other().isEmpty()) continue;
      Routing.Slot s = r.place().get();
      String other = replace ? r.other().map(UUID::toString).orElse("") : "";
      boolean told = r.equals(held) && doubles.found.get() != null; // others were not looked at
      said.put(
          r.id(),
          c -> {
            ScanChoice there = into(c, s, other).signed(c.signed());
            return told ? there.both() : there;
          });
    }
    hands.say(said, this::nextProblem);
  }

  /// The same sheet lies elsewhere, and both pages are wanted.
  private void both(TrayRow row) {
    Runnable then = row.state() == TrayRow.State.TWIN ? this::nextProblem : () -> {};
    if (doubles.found.get() != null) hands.say(Set.of(row.id()), ScanChoice::both, then);
  }

  private static ScanChoice into(ScanChoice c, Routing.Slot s, String replaces) {
    return c.into(
        s.application().toString(),
        s.docType(),
        s.owner().map(UUID::toString).orElse(""),
        replaces);
  }

  /// These sheets belong there.
  ///
  /// @param sheets of [#inHand], which may be another while a card asks
  void put(List<TrayRow> sheets, Routing.Slot place) {
    put(sheets, place, "");
  }

  /// As [#put(List, Routing.Slot)].
  ///
  /// @param replaces id of a filed page whose place the sheet takes; `""` for none
  void put(List<TrayRow> sheets, Routing.Slot place, String replaces) {
    last.put(place);
    // with its picture before their eyes; the others marked with it nobody looked at
    @Nullable TrayRow held = sight.picture.get() == null ? null : selected.get();
    var said = new HashMap<UUID, UnaryOperator<ScanChoice>>();
    for (UUID id : Hands.open(sheets)) {
      boolean seen = held != null && held.id().equals(id);
      said.put(id, c -> seen ? into(c, place, replaces).seen() : into(c, place, replaces));
    }
    hands.say(said, this::nextProblem);
  }

  /// Into this place; the sheet stays in hand.
  void stay(TrayRow sheet, Routing.Slot place) {
    last.put(place);
    hands.say(Set.of(sheet.id()), c -> into(c, place, ""), () -> {});
  }

  /// Something is made of a sheet: a cut, a stamp, a split; its small picture is drawn anew.
  void make(Background.Act act, UUID sheet) {
    begun();
    background.perform(
        act,
        () -> {
          reading.forget(sheet);
          refresh();
        },
        this::failed);
  }

  /// Where the sheets in hand most likely go, see [LastPlace].
  Optional<Routing.Slot> last() {
    return last.of(rows, inHand());
  }

  /// Into the place of the sheet before, which the screen names: [#before].
  void same() {
    Routing.@Nullable Slot place = before.get();
    List<TrayRow> sheets = inHand().stream().filter(TrayRow::follows).toList();
    if (place != null && !sheets.isEmpty() && sight.told.get()) put(sheets, place);
  }

  /// Nothing but specks, or not so after all. A sheet whose place is known is not blank.
  void blank() {
    @Nullable TrayRow row = selected.get();
    if (row == null || !sight.told.get()) return;
    if (row.state() != TrayRow.State.WAIT && row.state() != TrayRow.State.BLANK) return;
    var mark =
        row.state() == TrayRow.State.BLANK ? ScanChoice.Mark.NOT_BLANK : ScanChoice.Mark.BLANK;
    var same = new HashSet<UUID>();
    for (TrayRow r : inHand()) if (r.state() == row.state()) same.add(r.id());
    hands.say(same, c -> c.with(mark), this::nextProblem);
  }

  /// Will not be filed.
  ///
  /// @param sheets of [#inHand], which may be another while a card asks
  /// @param reason in words, not blank
  void aside(List<TrayRow> sheets, String reason) {
    hands.say(Hands.open(sheets), c -> c.aside(reason), this::nextProblem);
  }

  /// Back into the tray, whatever was said.
  void restore() {
    hands.say(Hands.open(inHand()), _ -> ScanChoice.NONE, () -> {});
  }

  /// F8: the next sheet that needs a person, around the end.
  void nextProblem() {
    @Nullable TrayRow row = selected.get();
    int from = row == null ? -1 : place(row.id());
    for (int step = 1; step <= rows.size(); step++) {
      TrayRow r = rows.get(Math.floorMod(from + step, rows.size()));
      if (r.problem()) {
        hold(r);
        return;
      }
    }
  }

  /// Files every sheet that is ready.
  void file() {
    ending.file();
  }

  /// Ends the batch shown; its sheets are all settled.
  void close() {
    ending.close();
  }

  /// A small picture of a sheet, when it was drawn already; else it is drawn soon.
  Optional<Pixels> thumb(TrayRow row) {
    return reading.thumb(row.page());
  }

  void thumbCame() {
    thumbs.set(thumbs.get() + 1);
  }

  /// A file could not be kept: it lies where the scanner put it and is offered again on demand.
  void stuck(StoreException e) {
    stuck = true;
    trouble.set(Message.of("work.trouble." + Words.troubleCode(e)));
  }

  /// Tries again what could not be kept.
  void again() {
    stuck = false;
    trouble.set(null);
    source.again();
  }

  /// What went wrong last time is over; what could not be kept is not.
  void begun() {
    unreadable = false;
    if (!stuck) trouble.set(null);
  }

  boolean isStuck() {
    return stuck;
  }

  /// Stays in sight until the next act, or until what could not be read is read.
  void failed(Throwable cause) {
    unreadable = false;
    trouble.set(Message.of("work.trouble." + Words.troubleCode(cause)));
  }
}
