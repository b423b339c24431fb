package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.names.Pinyin;
import cn.ruhu.casefile.process.Attempts;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.SpotChecks;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Choice;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.printing.NoticePress;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.KeptRows;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Cases that wait for a step between the visit and the filed decision, what each offers this
/// person, and the batches to draw. Window thread only.
final class HandlingViewModel {
  private record Read(List<HandlingRow> rows, List<Batch> batches, List<Drawn> drawn) {}

  /// The rows of the last read, and what they were made of.
  ///
  /// @param alone without a case somebody stands at the counter about
  private record Arranged(List<HandlingList.Of> found, boolean alone, List<HandlingRow> rows) {}

  /// Which cases the list shows.
  enum Chip {
    ALL,
    MINE,
    /// decided, not delivered (C11)
    UNDELIVERED;

    boolean holds(HandlingRow row) {
      return switch (this) {
        case ALL -> true;
        case MINE -> row.mine();
        case UNDELIVERED -> row.undelivered();
      };
    }
  }

  private final HandlingWork work;
  private final DrawWork draws;
  private final KeptRows<HandlingList.Of> kept;
  private final Background background;

  private List<HandlingRow> all = List.of();
  private volatile Arranged arranged = new Arranged(List.of(), true, List.of());
  private @Nullable UUID asked;

  /// asked for and not chosen yet
  private @Nullable UUID wanted;

  private boolean reading;
  private boolean again;

  /// those the chip shows
  final ObservableList<HandlingRow> rows = FXCollections.observableArrayList();

  final ObjectProperty<Chip> chip = new SimpleObjectProperty<>(Chip.ALL);

  /// whether the cases were read once: before that nobody knows that there is none
  final BooleanProperty known = new SimpleBooleanProperty();

  /// counted up whenever the cases were read, for numbers that no list shows
  final IntegerProperty read = new SimpleIntegerProperty();

  final ObservableList<Batch> batches = FXCollections.observableArrayList();

  /// draws that were made, newest first
  final ObservableList<Drawn> drawn = FXCollections.observableArrayList();

  /// the draw just made, to be looked at
  final ObjectProperty<@Nullable Drawn> result = new SimpleObjectProperty<>();

  final ObjectProperty<@Nullable HandlingRow> selected = new SimpleObjectProperty<>();
  final IntegerProperty waiting = new SimpleIntegerProperty();
  final BooleanProperty busy = new SimpleBooleanProperty();

  /// a failure of the disk: code, empty for none
  final StringProperty trouble = new SimpleStringProperty("");

  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  /// @param press registers the notices that go to another street
  HandlingViewModel(Desk desk, Background background, NoticePress press) {
    this.work = new HandlingWork(desk, press);
    this.draws = new DrawWork(desk);
    this.kept = new KeptRows<>(desk, new HandlingList(desk));
    this.background = background;
    chip.subscribe(this::filter);
  }

  Desk desk() {
    return work.desk();
  }

  /// Reads the cases again, now or as soon as those being read are there: in a large store a read
  /// may take minutes, and a second one beside it makes both slower. The selected one stays
  /// selected.
  void refresh() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    @Nullable UUID counter = asked;
    background.run(
        KeptRows.DEADLINE,
        () -> read(counter),
        now -> {
          reading = false;
          show(now);
          if (isWanted(counter)) choose(counter);
          readAgain();
        },
        cause -> {
          reading = false;
          if (isWanted(counter)) wanted = null; // no later read moves the choice
          trouble.set(Words.troubleCode(cause));
          readAgain();
        });
  }

  private void readAgain() {
    if (!again) return;
    again = false;
    refresh();
  }

  private boolean isWanted(@Nullable UUID counter) {
    return wanted != null && wanted.equals(counter);
  }

  private void choose(@Nullable UUID application) {
    wanted = null;
    rows.stream()
        .filter(r -> r.application().equals(application))
        .findFirst()
        .ifPresent(selected::set);
  }

  /// Somebody stands at the counter about a case: it is listed whatever its stage, and chosen.
  void ask(UUID application) {
    asked = application;
    wanted = application;
    chip.set(Chip.ALL);
    refresh();
  }

  private Read read(@Nullable UUID counter) throws StoreException {
    Desk desk = work.desk();
    Optional<HandlingRow> inHand = inHand(counter);
    List<HandlingList.Of> found =
        kept.all(sofar -> {
          List<HandlingRow> until = rows(sofar, counter, inHand);
          background.window(() -> showSofar(until));
        });
    boolean may = Rights.mayRecord(desk.actor().role(), GateKind.DRAW_DONE);
    var open = new ArrayList<Batch>();
    if (may) for (Batch b : batches(desk, found)) open.add(b.frozen(draws.frozen(b.name())));
    return new Read(rows(found, counter, inHand), open, may ? Drawn.all(desk) : List.of());
  }

  /// The case somebody stands at the counter about is listed whatever its stage.
  private Optional<HandlingRow> inHand(@Nullable UUID counter) {
    if (counter == null) return Optional.empty();
    CaseFile file = work.desk().caseFile(counter);
    return file.application().flatMap(a -> HandlingRow.of(work.desk(), file, a, true));
  }

  @SuppressWarnings("ReferenceEquality") // the same list says the same
  private List<HandlingRow> rows(
      List<HandlingList.Of> found, @Nullable UUID counter, Optional<HandlingRow> inHand) {
    Arranged was = arranged;
    if (was.found() == found && inHand.isEmpty() && was.alone()) return was.rows();
    Stream<HandlingRow> others =
        found.stream().flatMap(o -> o.row().stream()).filter(r -> !r.application().equals(counter));
    var rows = HandlingRow.ordered(Stream.concat(inHand.stream(), others));
    arranged = new Arranged(found, inHand.isEmpty(), rows);
    return rows;
  }

  private static List<Batch> batches(Desk desk, List<HandlingList.Of> found) {
    return Lot.batches(desk, found.stream().flatMap(o -> o.lot().stream()).toList());
  }

  /// What the first look of a large store found until now; batches come with its end.
  private void showSofar(List<HandlingRow> found) {
    if (reading) show(new Read(found, List.copyOf(batches), List.copyOf(drawn)));
  }

  private void show(Read now) {
    trouble.set("");
    known.set(true);
    all = now.rows();
    if (!batches.equals(now.batches())) batches.setAll(now.batches());
    if (!drawn.equals(now.drawn())) drawn.setAll(now.drawn());
    waiting.set(count(Chip.MINE) + now.batches().size());
    filter(chip.get());
    read.set(read.get() + 1);
  }

  private void filter(Chip which) {
    @Nullable HandlingRow was = selected.get();
    List<HandlingRow> found = all.stream().filter(which::holds).toList();
    if (!rows.equals(found)) rows.setAll(found);
    selected.set(
        found.stream()
            .filter(r -> was != null && r.application().equals(was.application()))
            .findFirst()
            .orElse(found.isEmpty() ? null : found.getFirst()));
  }

  int count(Chip which) {
    return (int) all.stream().filter(which::holds).count();
  }

  /// The chosen case as it stands, empty when none is.
  Optional<CaseFile> file() {
    return Optional.ofNullable(selected.get()).map(r -> desk().caseFile(r.application()));
  }

  /// Pages filed already that could prove this deed, newest first.
  List<CaseRecord> filed(UUID application, Deed deed) {
    return Filed.pages(desk().caseFile(application), deed, desk().today());
  }

  /// The draw a case was in.
  Optional<Drawn> draw(UUID application) {
    return drawn.stream().filter(d -> d.cases().contains(application)).findFirst();
  }

  /// The task of this person's check of a case, empty when they were not sent, or sealed it already
  /// and only the case did not go on.
  Optional<UUID> check(UUID application) {
    CaseFile file = desk().caseFile(application);
    UUID me = desk().actor().staff();
    if (SpotChecks.unnamed(file, me).isPresent()) return Optional.empty();
    return SpotChecks.open(file, me).map(CaseRecord::id);
  }

  /// What a deed asks for on a case.
  List<Ask> asks(UUID application, Deed deed) {
    List<Choice> inspectors =
        deed == Deed.OTHER_INSPECTOR ? inspectors(desk(), application) : List.of();
    return Asks.of(deed, desk().caseFile(application), desk().today(), inspectors);
  }

  /// What is paid while aid fades out, by what is typed so far; empty where it does not fade out.
  List<Message> exit(UUID application, Map<String, String> values) {
    return Stopping.exit(desk().caseFile(application), values, desk().today());
  }

  /// What whoever decides without a visit has to know of the attempts; empty for nothing.
  Optional<Message> attempts(UUID application, Deed deed) {
    if (deed != Deed.GIVE_UP) return Optional.empty();
    CaseFile file = desk().caseFile(application);
    int alone = Attempts.signedByOne(file);
    return alone == 0
        ? Optional.empty()
        : Optional.of(Message.of("handling.attempts.alone", Attempts.of(file).count(), alone));
  }

  /// Who was drawn, and whom the district may send instead: nobody of the first pair and no
  /// relative.
  private static List<Choice> inspectors(Desk desk, UUID application) {
    var people = new LinkedHashMap<String, String>();
    for (String id : Draw.inspectors(desk.caseFile(application)))
      Texts.uuid(id).ifPresent(p -> people.put(id, desk.staffName(p)));
    var barred = DrawWork.visited(desk, application, desk.now()).barred();
    for (CaseRecord s : desk.staff(Role.DISTRICT_INSPECTOR))
      if (!barred.contains(s.id().toString()))
        people.putIfAbsent(s.id().toString(), s.text("name"));
    return people.entrySet().stream()
        .map(e -> new Choice(e.getKey(), e.getValue(), Pinyin.of(e.getValue()).initials()))
        .toList();
  }

  /// Does a deed.
  ///
  /// @param application the case its card was opened for: what came down meanwhile may have moved
  ///   the choice to another
  /// @param asker told what came of it
  void perform(
      UUID application,
      Deed deed,
      Map<String, String> values,
      Map<String, Path> photos,
      Asker asker) {
    if (busy(asker)) return;
    background.run(
        () -> work.perform(application, deed, values, photos),
        result -> {
          busy.set(false);
          switch (result) {
            case HandlingWork.Result.Done(List<Hindrance> against) -> {
              asker.done();
              Message words = Message.of("handling.done." + deed.name());
              done.set(
                  against.isEmpty()
                      ? words
                      : Message.of("handling.done.but", words, Words.of(against.getFirst())));
              refresh();
            }
            case HandlingWork.Result.Refused(List<Hindrance> why) ->
                asker.refused(why.stream().map(Words::of).toList());
            case HandlingWork.Result.BadFile(var reason) ->
                asker.refused(List.of(Message.of("handling.file." + reason.name())));
            case HandlingWork.Result.NoPaper(Message why) -> asker.refused(List.of(why));
            case HandlingWork.Result.PageGone() ->
                asker.refused(List.of(Message.of("handling.file.gone")));
          }
        },
        this::failed);
  }

  /// Freezes the list of a batch and publishes a commitment.
  ///
  /// @param source which public number will be taken
  void freeze(Batch batch, String source, Asker asker) {
    if (busy(asker)) return;
    background.run(
        () -> draws.freeze(batch, source),
        frozen -> {
          busy.set(false);
          if (frozen.isEmpty()) {
            asker.refused(List.of(Message.of("handling.freeze.before")));
            refresh();
            return;
          }
          asker.done();
          done.set(Message.of("handling.done.FREEZE", batch.cases().size()));
          refresh();
        },
        this::failed);
  }

  /// Draws the frozen list of a batch with the public number.
  void reveal(Batch batch, Frozen frozen, String number, Asker asker) {
    drawn(
        batch, frozen.commitment().seed(number), () -> draws.reveal(batch, frozen, number), asker);
  }

  /// Draws a batch by hand (C5), with the public seed and the reason.
  ///
  /// @param asker told what came of it
  void draw(Batch batch, String seed, String reason, Asker asker) {
    drawn(batch, seed, () -> draws.draw(batch, seed, reason), asker);
  }

  private void drawn(Batch batch, String seed, Callable<Optional<Draw>> act, Asker asker) {
    if (busy(asker)) return;
    record Made(Optional<Draw> draw, Optional<Drawn> kept) {}
    background.run(
        () ->
            new Made(
                act.call(),
                Drawn.all(desk()).stream()
                    .filter(d -> d.batch().equals(batch.name()) && d.seed().equals(seed))
                    .findFirst()),
        made -> {
          busy.set(false);
          if (made.draw().isEmpty()) {
            asker.refused(List.of(Message.of("handling.draw.changed")));
            refresh();
            return;
          }
          Draw draw = made.draw().get();
          asker.done();
          int size = draw.byLot().size();
          int listed = made.kept().map(d -> d.cases().size()).orElse(batch.cases().size());
          done.set(Message.of("handling.done.DRAW", listed, size, draw.forced().size()));
          result.set(made.kept().orElse(null));
          refresh();
        },
        this::failed);
  }

  /// One deed after the other; who comes too early is told so.
  private boolean busy(Asker asker) {
    if (busy.get()) {
      asker.refused(List.of(Message.of("handling.busy")));
      return true;
    }
    busy.set(true);
    return false;
  }

  private void failed(Throwable cause) {
    busy.set(false);
    trouble.set(Words.troubleCode(cause));
  }
}
