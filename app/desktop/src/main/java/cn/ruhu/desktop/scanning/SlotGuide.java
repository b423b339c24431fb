package cn.ruhu.desktop.scanning;

import cn.ruhu.casefile.paper.Routing;
import cn.ruhu.casefile.process.Originals;
import cn.ruhu.casefile.process.Originals.Place;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.imaging.page.Corners;
import cn.ruhu.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Originals without a code, taken in place by place: the next missing place of one household is
/// lit, one key puts the sheet in hand there and brings the next, a digit says whose page it is.
/// The stamp, the split of an open booklet and taking the last act back are one key each.
///
/// Everything said is on the disk as the tray keeps it; which place is lit follows from the case
/// and the tray, so that nothing is to be remembered over a power cut. Window thread only.
final class SlotGuide {
  /// Acts that can be taken back.
  static final int UNDO_MAX = 50;

  private final ScanningViewModel model;
  private final ScanTray tray;

  /// case whose originals are taken in; null for none
  final ObjectProperty<@Nullable UUID> led = new SimpleObjectProperty<>();

  /// where the next sheet goes; null when nothing is missing
  final ObjectProperty<@Nullable Place> lit = new SimpleObjectProperty<>();

  /// every place with what lies there, in the order they are asked for
  final ObservableList<Line> lines = FXCollections.observableArrayList();

  /// members in paper order: the nth answers to the digit n
  final ObservableList<Person> people = FXCollections.observableArrayList();

  private final Deque<Undo> undo = new ArrayDeque<>();
  private final Set<UUID> shots = new HashSet<>();
  private boolean byHand;

  /// what a person lit though nobody asked for it
  private @Nullable Place chosen;

  private long begun;

  /// where pictures go that were taken and not read yet, by their hash; the tray keeps it too
  private final Map<String, Routing.Slot> awaited = new HashMap<>();

  /// A place of the household.
  ///
  /// @param owner name of whose it is, `""` for the household's
  /// @param there pages filed
  /// @param coming pages of the tray, and pictures not read yet, that go there
  record Line(Place place, String owner, int there, int coming) {
    boolean missing() {
      return there + coming == 0;
    }
  }

  /// Somebody a page can be of.
  ///
  /// @param id record id of the member
  record Person(UUID id, String name) {}

  /// Pages as they were, and halves that a split made.
  ///
  /// @param placed their place is taken back; else what was made of them
  private record Undo(List<ScanPage> before, boolean placed, Set<UUID> made) {}

  SlotGuide(ScanningViewModel model, ScanTray tray) {
    this.model = model;
    this.tray = tray;
  }

  boolean on() {
    return led.get() != null;
  }

  /// The case a guide would lead through without asking: of the sheet in hand, else of the sheet
  /// that was last put somewhere.
  Optional<UUID> likely() {
    @Nullable TrayRow row = model.selected.get();
    Optional<UUID> held =
        row == null ? Optional.empty() : row.place().map(Routing.Slot::application).or(row::leads);
    return held.or(() -> model.last().map(Routing.Slot::application)).or(this::newest);
  }

  /// The last sheet of the tray with a place by hand: where somebody was before the power went.
  private Optional<UUID> newest() {
    return model.rows.reversed().stream()
        .filter(r -> r.page().choice().byHand() && r.state() != TrayRow.State.FILED)
        .flatMap(r -> r.place().stream())
        .map(Routing.Slot::application)
        .findFirst();
  }

  /// Begins to lead through a case of this machine.
  void begin(UUID application) {
    if (model.desk().caseFile(application).application().isEmpty()) return;
    led.set(application);
    byHand = false;
    chosen = null;
    begun = model.desk().now().toEpochMilli();
    refresh();
  }

  void end() {
    byHand = false;
    chosen = null;
    led.set(null);
    lit.set(null);
    lines.clear();
    people.clear();
    undo.clear();
  }

  /// Reads case and tray again: places that got a sheet are missing no more.
  void refresh() {
    @Nullable UUID application = led.get();
    if (application == null) return;
    CaseFile file = model.desk().caseFile(application);
    var who = new ArrayList<Person>();
    for (CaseRecord m : file.members()) who.add(new Person(m.id(), Sorting.name(file, m.id())));
    if (!people.equals(who)) people.setAll(who);
    var now = new ArrayList<Line>();
    for (Place p : Originals.of(file, model.desk().today())) now.add(line(file, application, p));
    if (!lines.equals(now)) lines.setAll(now);
    light();
    @Nullable Place p = lit.get();
    if (p != null) came(application, p);
  }

  private Line line(CaseFile file, UUID application, Place p) {
    int there =
        (int)
            file.pages().stream()
                .filter(x -> x.text("slot").equals(p.slot()))
                .filter(x -> Routing.owner(x).equals(p.owner()))
                .count();
    if (there == 0 && Originals.filled(file, p)) there = 1;
    int coming =
        (int)
            model.rows.stream()
                .filter(r -> !r.settled())
                .flatMap(r -> r.place().stream())
                .filter(s -> s.application().equals(application))
                .filter(s -> s.docType().equals(p.slot()) && s.owner().equals(p.owner()))
                .count();
    for (Routing.Slot s : awaited.values())
      if (s.application().equals(application)
          && s.docType().equals(p.slot())
          && s.owner().equals(p.owner())) coming++;
    return new Line(p, p.owner().map(o -> Sorting.name(file, o)).orElse(""), there, coming);
  }

  /// What a person lit stays lit until a sheet lies there; else the first place that is missing.
  private void light() {
    @Nullable Place now = lit.get();
    boolean there = now != null && lines.stream().anyMatch(l -> l.place().equals(now));
    if (byHand && now != null && (there || now.equals(chosen))) return;
    lit.set(lines.stream().filter(Line::missing).map(Line::place).findFirst().orElse(null));
  }

  /// Lights another place without putting anything: a paper that is not here today.
  ///
  /// @param by 1 for the next, -1 for the one before
  void step(int by) {
    if (!on() || lines.isEmpty()) return;
    @Nullable Place now = lit.get();
    int at = -1;
    for (int i = 0; i < lines.size(); i++) if (lines.get(i).place().equals(now)) at = i;
    int next = at < 0 ? (by > 0 ? 0 : lines.size() - 1) : Math.floorMod(at + by, lines.size());
    byHand = true;
    chosen = null;
    lit.set(lines.get(next).place());
  }

  /// Lights a place, whether it is asked for or not: the next sheet goes there.
  void light(String slot, Optional<UUID> owner) {
    if (!on()) return;
    byHand = true;
    Place p =
        lines.stream()
            .map(Line::place)
            .filter(l -> l.slot().equals(slot) && l.owner().equals(owner))
            .findFirst()
            .orElseGet(() -> new Place(slot, owner, Originals.Why.DECLARED));
    chosen = p;
    lit.set(p);
  }

  /// A picture was taken for this place: the light moves on at once, reading takes its time.
  ///
  /// @return false, and nothing happens, while the very same picture is awaited elsewhere
  boolean await(String sha256, Routing.Slot place) {
    if (awaited.putIfAbsent(sha256, place) != null) return false;
    byHand = false;
    chosen = null;
    refresh();
    return true;
  }

  /// A picture that was taken for a place is not coming: the place is missing again.
  void lost(String sha256) {
    if (awaited.remove(sha256) != null) refresh();
  }

  boolean isAwaiting() {
    return !awaited.isEmpty();
  }

  /// Pictures that were read and carry no code go where they were taken for, one with a code goes
  /// where its code says. Those of the household that is led stay in hand for their stamp.
  void settle(List<TrayRow> rows) {
    boolean any = false;
    for (TrayRow r : rows) {
      if (r.state() == TrayRow.State.READING) continue;
      Routing.@Nullable Slot place = awaited.remove(r.hash());
      if (place == null) continue;
      any = true;
      if (r.state() != TrayRow.State.WAIT) continue;
      if (place.application().equals(led.get())) into(r, place);
      else if (shots.add(r.id())) model.stay(r, place); // nobody looked at it
    }
    if (any) refresh();
  }

  /// Pictures the program ended upon before they were read go where they were taken for, as the
  /// disk remembers.
  void resume(List<TrayRow> rows) {
    for (TrayRow r : rows) {
      if (r.state() != TrayRow.State.WAIT || awaited.containsKey(r.hash())) continue;
      Optional<Routing.Slot> meant = r.page().choice().place();
      if (meant.isPresent() && shots.add(r.id())) model.stay(r, meant.get());
    }
  }

  private void into(TrayRow row, Routing.Slot place) {
    shots.add(row.id()); // taken back by hand, it does not go there by itself again
    ScanPage page = row.page();
    push(List.of(page.with(page.choice().notMeant())), true, Set.of());
    model.hold(row);
    model.stay(row, place);
  }

  /// Puts the sheet in hand into the place that is lit.
  void place() {
    @Nullable Place p = lit.get();
    if (p != null) put(p.slot(), p.owner());
  }

  /// The sheet in hand is of this person and of the kind that is lit; of the kind put last when
  /// nothing is lit.
  ///
  /// @param digit 0 for the household, 1 for the first member
  void whose(int digit) {
    if (!on() || digit > people.size()) return;
    @Nullable Place p = lit.get();
    Optional<String> slot =
        p != null ? Optional.of(p.slot()) : model.last().map(Routing.Slot::docType);
    Optional<UUID> owner = digit == 0 ? Optional.empty() : Optional.of(people.get(digit - 1).id());
    slot.ifPresent(s -> put(s, owner));
  }

  private void put(String slot, Optional<UUID> owner) {
    @Nullable UUID application = led.get();
    List<TrayRow> sheets =
        model.inHand().stream().filter(r -> r.state() != TrayRow.State.FILED).toList();
    if (application == null || sheets.isEmpty() || !model.sight.told.get()) return;
    byHand = false;
    chosen = null;
    remember(sheets, true, Set.of());
    model.put(sheets, new Routing.Slot(application, slot, owner, 0, 0, 0));
  }

  /// A camera shot nobody said a place for goes to the one that is lit, and stays in hand for its
  /// stamp. What a scanner or a folder brings waits for a key, it may be anything.
  private void came(UUID application, Place p) {
    Optional<TrayRow> shot =
        model.rows.stream()
            .filter(r -> r.page().source().equals(ScanEye.CAMERA) && r.page().takenAt() >= begun)
            .filter(r -> !awaited.containsKey(r.hash()))
            .filter(r -> r.state() == TrayRow.State.WAIT && r.page().look().legible())
            .filter(r -> shots.add(r.id()))
            .findFirst();
    if (shot.isEmpty()) return;
    byHand = false;
    chosen = null;
    into(shot.get(), new Routing.Slot(application, p.slot(), p.owner(), 0, 0, 0));
  }

  /// The sheet in hand was compared with the paper, or not after all: only with its picture in
  /// sight.
  void stamp() {
    @Nullable TrayRow row = seen();
    if (row == null) return;
    remember(List.of(row), false, Set.of());
    UUID by = model.desk().actor().staff();
    long at = model.desk().now().toEpochMilli();
    model.make(
        () -> tray.make(row.id(), m -> m.stamped() ? m.unchecked() : m.checked(by, at)), row.id());
  }

  /// The sheet in hand is an open booklet: two pages, each with its own place. Split where the
  /// picture is longer.
  void split() {
    @Nullable TrayRow row = seen();
    @Nullable Pixels picture = model.sight.picture.get();
    if (row == null || picture == null || row.page().make().half()) return;
    ScanPage p = row.page();
    int turns = p.recipe().turns();
    boolean wide = picture.width() >= picture.height();
    List<Corners> halves = p.corners().halves(wide == (turns % 2 == 0), turns);
    Set<UUID> made = ConcurrentHashMap.newKeySet();
    remember(List.of(row), false, made);
    model.make(
        () -> tray.split(p.id(), halves.getFirst(), halves.getLast()).ifPresent(made::add), p.id());
  }

  /// The sheet in hand is a copy of an identity card: each side that was found becomes a page of
  /// its own, upright and in its true shape, the front first.
  void cards() {
    @Nullable TrayRow row = seen();
    if (row == null || row.page().make().half()) return;
    UUID id = row.id();
    List<CardSide> sides = CardSide.of(row.page().look().cards());
    if (!CardSide.pair(sides)) return;
    Set<UUID> made = ConcurrentHashMap.newKeySet();
    remember(List.of(row), false, made);
    model.make(
        () ->
            tray.split(
                    id, p -> p.make().card(sides.getFirst()), p -> p.make().card(sides.getLast()))
                .ifPresent(made::add),
        id);
  }

  /// Bytes of a sheet's file as they came; touches the disk.
  byte[] bytes(ScanPage page) throws StoreException {
    return tray.bytes(page);
  }

  /// The sheet in hand, if its picture is in sight and it is not filed.
  @Nullable TrayRow seen() {
    @Nullable TrayRow row = model.selected.get();
    boolean open = row != null && row.state() != TrayRow.State.FILED;
    return open && model.sight.told.get() && model.sight.picture.get() != null ? row : null;
  }

  /// Before an act that Z takes back.
  ///
  /// @param placed their place is what changes; else what is made of them
  /// @param made halves the act makes
  void remember(List<TrayRow> rows, boolean placed, Set<UUID> made) {
    push(rows.stream().map(TrayRow::page).toList(), placed, made);
  }

  private void push(List<ScanPage> before, boolean placed, Set<UUID> made) {
    undo.push(new Undo(before, placed, made));
    while (undo.size() > UNDO_MAX) undo.removeLast();
  }

  boolean canUndo() {
    return !undo.isEmpty();
  }

  /// Takes the last act on sheets back; the sheet it was done to comes into hand. What was filed
  /// meanwhile stays filed.
  void undo() {
    if (undo.isEmpty()) return;
    Undo last = undo.pop();
    byHand = false;
    UUID first = last.before().getFirst().id();
    model.make(() -> tray.back(last.before(), last.placed(), Set.copyOf(last.made())), first);
    model.rows.stream().filter(r -> r.id().equals(first)).findFirst().ifPresent(model::hold);
  }
}
