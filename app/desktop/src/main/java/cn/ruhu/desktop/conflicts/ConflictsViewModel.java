package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.pages.PageReel;
import cn.ruhu.desktop.pages.PageShelf;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/// Open conflicts this person may see. One is settled in two steps, so that no stray key settles
/// anything: a value is picked, then confirmed. Nothing is thrown away: the values not taken stay
/// in the conflict record for ever. Window thread only.
final class ConflictsViewModel {
  /// Under this name stands the problem of the reason.
  static final String REASON = "reason";

  /// Under this name stands the problem of what is taken over of late work.
  static final String PARTS = "parts";

  private final Desk desk;
  private final Background background;
  private final Latest latest;
  private final Disputes reader;
  private final Settlement settlement;

  final ObservableList<Dispute> disputes = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable Dispute> current = new SimpleObjectProperty<>();

  /// the conflict this person settled last
  private @Nullable UUID last;

  /// the conflict that comes into hand with the next read
  private @Nullable UUID wanted;

  /// what was decided is on its way to the disk
  private boolean writing;

  final IntegerProperty waiting = new SimpleIntegerProperty();

  /// of those that wait, how many are put to this person
  final IntegerProperty mine = new SimpleIntegerProperty();

  final ObjectProperty<Shelf> shelf = new SimpleObjectProperty<>(Shelf.OPEN);
  final StringProperty reason = new SimpleStringProperty("");
  final StringProperty trouble = new SimpleStringProperty("");

  /// what is meant to be done, null before a value is picked
  final ObjectProperty<@Nullable Pick> picked = new SimpleObjectProperty<>();

  /// texts of a third value, by field
  final Map<String, String> typed = new TreeMap<>();

  /// merge groups of late work that are to be taken over
  final ObservableSet<String> parts = FXCollections.observableSet(new TreeSet<>());

  /// of those that wait, how many came too late
  final IntegerProperty late = new SimpleIntegerProperty();

  /// what is wrong with the third value or the reason, by field
  final ObservableMap<String, Message> problems = FXCollections.observableHashMap();

  /// text key of what was just done
  final StringProperty done = new SimpleStringProperty("");

  /// the pages that stand behind the values, one of them open
  final PageReel pages;

  ConflictsViewModel(Desk desk, PageFiles files, Background background, Text text) {
    this.desk = desk;
    this.background = background;
    this.latest = new Latest(background);
    this.reader = new Disputes(desk, text);
    this.settlement = new Settlement(desk);
    this.pages = new PageReel(new PageShelf(desk, files), background, _ -> {}, this::failed);
    files.onChange(pages::changed);
    shelf.subscribe((_, _) -> refresh());
    current.subscribe((was, is) -> {
      if (was == null || is == null || !was.id().equals(is.id())) drop();
    });
  }

  void refresh() {
    Shelf which = shelf.get();
    latest.read(
        () ->
            new Loaded(which, reader.open(), which == Shelf.SETTLED ? reader.settled() : List.of()),
        this::show,
        this::failed);
  }

  /// The clock of the desk, for how long something waits.
  Instant now() {
    return desk.now();
  }

  private record Loaded(Shelf shelf, List<Dispute> open, List<Dispute> settled) {
    List<Dispute> shown() {
      return switch (shelf) {
        case MINE -> open.stream().filter(Dispute::mine).toList();
        case OPEN -> open;
        case SETTLED -> settled;
        case LATE -> open.stream().filter(d -> d.late().isPresent()).toList();
      };
    }
  }

  private void show(Loaded loaded) {
    if (loaded.shelf() != shelf.get()) return; // the list asked for now is on its way
    List<Dispute> found = loaded.shown();
    @Nullable Dispute was = current.get();
    @Nullable UUID stay = wanted != null ? wanted : was == null ? null : was.id();
    disputes.setAll(found);
    waiting.set(loaded.open().size());
    late.set((int) loaded.open().stream().filter(d -> d.late().isPresent()).count());
    mine.set((int) loaded.open().stream().filter(Dispute::mine).count());
    @Nullable Dispute now =
        found.stream()
            .filter(d -> d.id().equals(stay))
            .findFirst()
            .orElse(found.isEmpty() ? null : found.getFirst());
    @Nullable Pick pick = picked.get();
    // drawn anew under the hands of who answers it, the question would take their keyboard away
    boolean same = pick != null && now != null && was != null && now.asksAs(was);
    if (!same) current.set(now);
    @Nullable Dispute is = current.get();
    if (is != null && pick != null && !is.hindrance(pick).isEmpty()) drop();
    if (is == null || !is.id().equals(wanted)) return;
    wanted = null;
    if (is.settled()) pick(Pick.UNDO);
  }

  /// Ctrl+Z: means to take back the settled conflict in hand, else the one this person settled
  /// last; where there is none, the settled ones are listed.
  void takeBack() {
    @Nullable Dispute d = current.get();
    if (d != null && d.settled()) {
      pick(Pick.UNDO);
      return;
    }
    wanted = last;
    if (shelf.get() == Shelf.SETTLED) refresh();
    else shelf.set(Shelf.SETTLED);
  }

  /// Opens a page that stands behind one of the values; the others are leafed through.
  ///
  /// @param page null for the first
  /// @return false when there is none
  boolean openPage(@Nullable CaseRecord page) {
    @Nullable Dispute d = current.get();
    List<CaseRecord> all = d == null ? List.of() : d.evidence().all();
    if (all.isEmpty()) return false;
    pages.open(all, page == null ? all.getFirst() : page);
    return true;
  }

  /// Means to settle the conflict in hand so; nothing is written yet.
  ///
  /// @return whether it may be settled so
  boolean pick(Pick pick) {
    @Nullable Dispute d = current.get();
    if (d == null || !d.hindrance(pick).isEmpty()) return false;
    if (picked.get() != pick) {
      problems.clear();
      typed.clear();
      parts.clear();
      if (pick == Pick.OTHER) typed.putAll(ThirdValue.start(d.third()));
      picked.set(pick);
    }
    return true;
  }

  /// Nothing is meant any more.
  void drop() {
    picked.set(null);
    typed.clear();
    parts.clear();
    problems.clear();
    reason.set("");
  }

  /// A text of the third value as it stands in its field.
  void type(String field, String text) {
    typed.put(field, text);
    problems.remove(field);
  }

  /// Means to take these values of late work over, or to leave them.
  void take(String group, boolean yes) {
    if (yes) parts.add(group);
    else parts.remove(group);
    problems.remove(PARTS);
  }

  /// What is wrong with a text by itself.
  Optional<Message> wrong(Asked.Field field, String text) {
    return standing().flatMap(s -> ThirdValue.wrong(s.type(), field, text, desk.today()));
  }

  /// Writes what was picked.
  ///
  /// @return false when something is missing; [#problems] says what
  boolean settle() {
    @Nullable Dispute d = current.get();
    @Nullable Pick pick = picked.get();
    if (d == null || pick == null || writing || !d.hindrance(pick).isEmpty()) return false;
    problems.clear();
    if (pick == Pick.OTHER) problems.putAll(missing(d));
    if (d.late().isPresent() && pick != Pick.UNDO) problems.putAll(missingOfLate(d, pick));
    if (!problems.isEmpty()) return false;
    String why = reason.get().strip();
    var texts = Map.copyOf(typed);
    var groups = Set.copyOf(parts);
    writing = true;
    background.perform(
        () -> {
          if (pick == Pick.PART) settlement.takeOver(d, why, groups);
          else settlement.settle(d, pick, why, texts);
        },
        () -> {
          writing = false;
          settled(d, pick);
        },
        cause -> {
          writing = false;
          failed(cause);
        });
    return true;
  }

  private Map<String, Message> missingOfLate(Dispute d, Pick pick) {
    var found = new TreeMap<String, Message>();
    if (pick == Pick.PART && parts.isEmpty()) found.put(PARTS, Message.of("conflicts.part.none"));
    else if (pick == Pick.PART)
      desk.store()
          .record(d.id())
          .flatMap(c -> LateWork.problem(c, standing(), LateWork.values(c, parts), desk.today()))
          .ifPresent(m -> found.put(PARTS, m));
    if (reason.get().isBlank()) found.put(REASON, Message.of("conflicts.reason.late"));
    return found;
  }

  private Map<String, Message> missing(Dispute d) {
    CaseFile file = desk.caseFile(d.application());
    var found = new TreeMap<String, Message>();
    standing()
        .ifPresent(s ->
            found.putAll(
                ThirdValue.problems(file, s, d.third(), typed, desk.actor(), desk.today())));
    if (reason.get().isBlank()) found.put(REASON, Message.of("conflicts.reason.missing"));
    return found;
  }

  private Optional<CaseRecord> standing() {
    @Nullable Dispute d = current.get();
    if (d == null) return Optional.empty();
    return desk.store()
        .record(d.id())
        .filter(c -> c.type() == RecordType.CONFLICT)
        .flatMap(c -> c.ref("record"))
        .flatMap(desk.store()::record);
  }

  private void settled(Dispute d, Pick pick) {
    drop();
    trouble.set("");
    done.set("");
    done.set(
        switch (pick) {
          case KEEP -> "conflicts.done.kept";
          case TAKE -> "conflicts.done.taken";
          case OTHER -> "conflicts.done.other";
          case PART -> "conflicts.done.part";
          case UNDO -> "conflicts.done.undone";
        });
    if (pick == Pick.UNDO) {
      last = null;
      wanted = d.id();
      shelf.set(Shelf.OPEN);
    } else {
      last = d.id();
      refresh();
    }
  }

  void next() {
    move(1);
  }

  void previous() {
    move(-1);
  }

  private void move(int by) {
    wanted = null;
    if (disputes.isEmpty()) return;
    current.set(disputes.get(Math.clamp(Math.max(0, at()) + by, 0, disputes.size() - 1)));
  }

  /// Where the question in hand stands in the list; -1 for nowhere.
  int at() {
    @Nullable Dispute d = current.get();
    for (int i = 0; i < disputes.size(); i++)
      if (d != null && disputes.get(i).id().equals(d.id())) return i;
    return -1;
  }

  private void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }
}
