package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.desktop.forms.Strokes;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.pages.PageFiles;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Section;
import cn.ruhu.survey.SurveyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One visit from the door to the seal. Window thread only.
final class VisitViewModel {
  private static final Duration COUNT_AFTER = Duration.ofMillis(150);

  private final Desk desk;
  private final Background background;
  private final VisitForms forms;
  private final FieldMachine machine;
  private final Parked parked = new Parked();
  private final VisitAttachments files;
  private final Asking asking;
  private final SpokenLanguage language;
  private boolean counting;

  private Runnable deaf = () -> {};

  final ObjectProperty<@Nullable Visit> visit = new SimpleObjectProperty<>();
  final ObservableList<Station> stations = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable Station> station = new SimpleObjectProperty<>();

  /// what is open in each station, counted a moment after the last answer
  final ObjectProperty<Map<String, Integer>> open = new SimpleObjectProperty<>(Map.of());

  /// warnings in each station
  final ObjectProperty<Map<String, Integer>> warned = new SimpleObjectProperty<>(Map.of());

  /// everything answered is on the disk
  final BooleanProperty kept = new SimpleBooleanProperty(true);

  final BooleanProperty busy = new SimpleBooleanProperty();

  /// the visit is being sealed: what is on the screen can only be read
  final BooleanProperty sealing = new SimpleBooleanProperty();

  private final Partner partner;

  /// the second investigator proved to be here
  final BooleanProperty proven;

  /// what stands in the way of the last act, in words
  final ObservableList<Message> hindrances = FXCollections.observableArrayList();

  /// what would become of the visit under another version of its form, while a person looks at it
  final ObjectProperty<Changeover.@Nullable Look> look = new SimpleObjectProperty<>();

  /// other drafts of the household that lie on this machine
  final ObservableList<OtherDraft> beside = FXCollections.observableArrayList();

  final StringProperty trouble = new SimpleStringProperty("");
  final ObjectProperty<Sealing.@Nullable Sealed> sealed = new SimpleObjectProperty<>();

  VisitViewModel(Desk desk, Background background, VisitForms forms, FieldMachine machine) {
    this.desk = desk;
    this.background = background;
    this.forms = forms;
    this.machine = machine;
    this.partner =
        new Partner(
            desk, background, machine, visit::get, busy, hindrances, this::failed, this::troubled);
    this.proven = partner.proven;
    this.files =
        new VisitAttachments(
            desk,
            background,
            visit::get,
            partner::may,
            hindrances,
            this::troubled,
            parked::arrived);
    this.asking = new Asking(visit::get);
    this.language = new SpokenLanguage(desk, background);
  }

  /// Opens the visit of an assignment, or goes on with it.
  void open(UUID assignment) {
    int made =
        desk.store()
            .record(assignment)
            .flatMap(a -> a.ref("application"))
            .map(c -> Visit.attempts(desk.caseFile(c), assignment))
            .orElse(0);
    String key = VisitDraft.key(assignment, made + 1);
    open(key, () -> Visit.open(desk, forms, assignment));
  }

  /// Goes on with a draft whose assignment may be anybody's by now.
  void openKept(String key) {
    open(key, () -> Visit.openKept(desk, forms, key));
  }

  private void open(String key, Callable<Visit.Ready> from) {
    if (busy.get()) return;
    hindrances.clear();
    sealed.set(null);
    Optional<Visit> again = parked.take(key);
    if (again.isPresent()) {
      show(again.get());
      return;
    }
    busy.set(true);
    background.run(
        from,
        ready -> {
          busy.set(false);
          show(ready.take(background));
        },
        this::failed);
  }

  private void show(Visit opened) {
    opened.survey.onChanged(this::changed);
    opened.survey.names(desk::staffName);
    language.speak(opened.survey, opened.pair.a());
    var draft = opened.draft;
    kept.bind(draft.settled);
    deaf.run();
    var listening = draft.trouble.subscribe(trouble::set);
    deaf = listening::unsubscribe;
    partner.opened(opened);
    look.set(null);
    beside.clear();
    opened.offerWaiting();
    visit.set(opened);
    lookBeside(opened);
    stations.setAll(Station.of(opened.session().sections()));
    count();
    go(opened.entered() && opened.problems().isEmpty() ? stations.getLast() : firstOpen());
  }

  private void lookBeside(Visit opened) {
    background.run(
        () -> OtherDraft.of(desk, forms, opened.application(), opened.draft.key(), opened.pair.a()),
        found -> {
          if (opened.equals(visit.get())) beside.setAll(found);
        },
        this::troubled);
  }

  private Station firstOpen() {
    for (Station s : stations) if (open.get().getOrDefault(s.id(), 0) > 0) return s;
    return stations.getFirst();
  }

  /// Back to the day; the draft lies on the disk.
  void leave() {
    deaf.run();
    deaf = () -> {};
    kept.unbind();
    kept.set(true);
    @Nullable Visit now = visit.get();
    if (now != null && sealed.get() == null) parked.park(now);
    visit.set(null);
    station.set(null);
    sealed.set(null);
    look.set(null);
    hindrances.clear();
  }

  void go(Station to) {
    if (look.get() != null) return;
    hindrances.clear();
    @Nullable Visit now = visit.get();
    if (now != null && !to.equals(station.get())) now.survey.viewAs(now.pair.a());
    station.set(to);
  }

  /// The next station that has something to do, else the next one.
  void next() {
    int at = stations.indexOf(station.get());
    if (at >= 0 && at + 1 < stations.size()) go(stations.get(at + 1));
  }

  void previous() {
    int at = stations.indexOf(station.get());
    if (at > 0) go(stations.get(at - 1));
  }

  private void changed(cn.ruhu.desktop.forms.SurveyModel.Changed changed) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    if (changed.paths().stream().anyMatch(p -> p.endsWith("/" + Visit.DISPOSITION)))
      Knock.said(now, desk.now());
    now.carry();
    if (counting) return;
    counting = true;
    background.after(
        COUNT_AFTER,
        () -> {
          counting = false;
          count();
        });
  }

  /// Counts what is open and warned, by station.
  void count() {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    List<Section> sections = now.session().sections();
    var stationsNow = Station.of(sections);
    if (!stationsNow.equals(stations)) {
      stations.setAll(stationsNow);
      called();
    }
    Map<String, Part> parts = Station.parts(sections);
    var counts = new LinkedHashMap<String, Integer>();
    for (Problem p : now.problems()) {
      Part part = parts.getOrDefault(p.section(), Part.TABLE);
      for (Station s : stations) if (s.holds(part, p)) counts.merge(s.id(), 1, Integer::sum);
    }
    var warnings = new LinkedHashMap<String, Integer>();
    for (Section s : sections) if (s.warned() > 0) warnings.put(s.id(), s.warned());
    open.set(counts);
    warned.set(warnings);
  }

  /// The station in hand is the same one, whatever it is called in another language.
  private void called() {
    @Nullable Station at = station.get();
    if (at == null || stations.contains(at)) return;
    stations.stream().filter(s -> s.id().equals(at.id())).findFirst().ifPresent(station::set);
  }

  // ---- another version of the form

  /// Looks at what would become of this visit under the version that is published now.
  void lookAtChange() {
    @Nullable Visit now = visit.get();
    if (now == null || busy.get() || now.offered().isEmpty()) return;
    if (waits(now, "visit.change.wait")) return;
    hindrances.clear();
    busy.set(true);
    now.draft.whenSettled(() ->
        background.run(
            () ->
                Changeover.look(
                    desk, now.form, now.offered().orElseThrow(), now.draft.key(), now.pair.a()),
            found -> {
              busy.set(false);
              if (now.equals(visit.get())) look.set(found);
            },
            this::failed));
  }

  /// Files under way still write to the draft as it is.
  private boolean waits(Visit now, String words) {
    boolean waits = now.survey.waiting();
    if (waits) hindrances.setAll(Message.of(words));
    return waits;
  }

  /// Takes over what was looked at; the visit closes and goes on under the new version.
  void change(Text text) {
    Changeover.@Nullable Look wanted = look.get();
    @Nullable Visit now = visit.get();
    if (wanted == null || now == null || busy.get()) return;
    if (waits(now, "visit.change.wait")) return;
    busy.set(true);
    background.run(
        () -> Changeover.take(desk, wanted, text),
        taken -> {
          busy.set(false);
          if (!now.equals(visit.get())) return;
          if (taken) {
            leave(); // an answer or a note now would go to the draft as it was
            parked.forget(now);
            openKept(now.draft.key());
          } else {
            look.set(null);
            lookAtChange();
          }
        },
        this::failed);
  }

  /// Back to the visit as it is; asked again next time.
  void lookAway() {
    look.set(null);
    hindrances.clear();
  }

  /// This visit goes on with the form it began with.
  void stay() {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    now.decline();
    look.set(null);
  }

  // ---- the second investigator

  /// See [Partner].
  Partner partner() {
    return partner;
  }

  /// See [Partner#prove].
  void prove(char[] secret) {
    partner.prove(secret);
  }

  /// The second investigator takes the keyboard for the own observations; needs the sign-in.
  void observeAs(UUID staff) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    if (staff.equals(now.pair.b()) && !partner.may()) {
      hindrances.setAll(Message.of("visit.second.first", now.pair.nameB()));
      return;
    }
    hindrances.clear();
    now.survey.viewAs(staff);
    language.speak(now.survey, staff);
  }

  /// Keeps the language a person chose for the form; the next visit begins in it.
  void spoke(String name) {
    @Nullable Visit now = visit.get();
    if (now != null) language.keep(now.survey.viewer().orElse(now.pair.a()), name);
  }

  // ---- files

  /// Pictures, files and signatures of this visit.
  VisitAttachments files() {
    return files;
  }

  /// See [VisitAttachments#photos].
  void photos(String path, List<Path> chosen) {
    files.photos(path, chosen);
  }

  /// See [VisitAttachments#pictures].
  List<String> pictures(String path) {
    return files.pictures(path);
  }

  /// See [VisitAttachments#sign].
  void sign(String path, Strokes strokes, Consumer<String> kept) {
    files.sign(path, strokes, kept);
  }

  /// What a supervisor asked and said.
  Asking asking() {
    return asking;
  }

  // ---- the end

  /// Seals the visit; what stands in the way is said instead, and shown.
  void finish() {
    @Nullable Visit now = visit.get();
    if (now == null || busy.get() || look.get() != null || hindered(now)) return;
    busy.set(true);
    Door.tick(now, desk.now()); // a clock may have been set since the last answer
    now.draft.whenSettled(() -> {
      if (hindered(now)) busy.set(false); // answered otherwise while the disk was slow
      else if (now.entered()) disposed(now);
      else seal(now);
    });
  }

  /// Every difference as it is now has what the pair made of it; who has not seen one is shown it.
  private void disposed(Visit now) {
    sealing.set(true);
    var content = Sealing.content(now, Door.ended(now, desk.now()));
    background.run(
        () -> SealPreview.doubts(desk, now, content),
        doubts -> {
          boolean there = now.equals(visit.get());
          boolean asItWas = there && now.draft.settled.get();
          List<Message> open = Unfinished.undisposed(now, doubts);
          if (asItWas && open.isEmpty() && !hindered(now)) {
            seal(now);
            return;
          }
          sealing.set(false);
          busy.set(false);
          if (there && !open.isEmpty()) showLook(open);
          else if (there && !asItWas) finish(); // waits until it is written, and looks again
        },
        cause -> {
          sealing.set(false);
          failed(cause);
        });
  }

  private void showLook(List<Message> open) {
    count();
    station.set(null); // what it shows of the visit is from before
    station.set(stations.getLast());
    hindrances.setAll(open);
  }

  private boolean hindered(Visit now) {
    if (waits(now, "visit.finish.wait")) return true;
    now.survey.viewAs(now.pair.a());
    hindrances.setAll(hindrancesNow(now));
    return !hindrances.isEmpty();
  }

  /// Everything said is on the disk; what comes from here on waits for what becomes of the seal.
  private void seal(Visit now) {
    sealing.set(true);
    now.draft.hold();
    byte[] snapshot = now.session().snapshot();
    var content = Sealing.content(now, Door.ended(now, desk.now()));
    background.run(
        () -> Sealing.seal(desk, machine, now, snapshot, content),
        done -> {
          now.draft.close();
          sealing.set(false);
          busy.set(false);
          sealed.set(done);
        },
        cause -> {
          sealing.set(false);
          now.draft.release();
          failed(cause);
        });
  }

  private List<Message> hindrancesNow(Visit now) {
    List<Problem> problems = now.problems();
    if (!problems.isEmpty()) {
      count();
      Station.of(stations, now.session(), problems.getFirst()).ifPresent(station::set);
    }
    return Unfinished.of(now, problems, partner);
  }

  /// What the sealed case waits for, in words.
  static List<Message> words(List<Hindrance> hindrances) {
    return hindrances.stream().map(Words::of).toList();
  }

  Desk desk() {
    return desk;
  }

  /// Signs visits that were sealed elsewhere.
  ///
  /// @param district where sealed files come from
  SecondViewModel second(Optional<PageFiles> district) {
    return new SecondViewModel(desk, background, forms, machine, district);
  }

  FieldMachine machine() {
    return machine;
  }

  private void failed(Throwable cause) {
    busy.set(false);
    if (cause instanceof SurveyException e)
      hindrances.setAll(Message.of("visit.draft.unreadable", e.code()));
    else troubled(cause);
  }

  /// What goes wrong beside the act in hand does not end it.
  private void troubled(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }
}
