package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.forms.Strokes;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.imaging.ImageProbe;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.SurveyException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private boolean counting;

  /// files on their way to the disk, whose answers are still to come
  private int keeping;

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

  /// the second investigator proved to be here
  final BooleanProperty proven = new SimpleBooleanProperty();

  /// what stands in the way of the last act, in words
  final ObservableList<Message> hindrances = FXCollections.observableArrayList();

  /// what would become of the visit under another version of its form, while a person looks at it
  final ObjectProperty<Changeover.@Nullable Look> look = new SimpleObjectProperty<>();

  final StringProperty trouble = new SimpleStringProperty("");
  final ObjectProperty<Sealing.@Nullable Sealed> sealed = new SimpleObjectProperty<>();

  VisitViewModel(Desk desk, Background background, VisitForms forms, FieldMachine machine) {
    this.desk = desk;
    this.background = background;
    this.forms = forms;
    this.machine = machine;
  }

  /// Opens the visit of an assignment, or goes on with it.
  void open(UUID assignment) {
    if (busy.get()) return;
    busy.set(true);
    hindrances.clear();
    sealed.set(null);
    background.run(
        () -> Visit.open(desk, forms, assignment),
        ready -> {
          busy.set(false);
          show(ready.take(background));
        },
        this::failed);
  }

  private void show(Visit opened) {
    opened.survey.onChanged(this::changed);
    var draft = opened.draft;
    kept.bind(draft.settled);
    deaf.run();
    var listening = draft.trouble.subscribe(trouble::set);
    deaf = listening::unsubscribe;
    proven.set(opened.secondKey().isPresent());
    look.set(null);
    visit.set(opened);
    stations.setAll(Station.of(opened.session()));
    count();
    go(opened.entered() && opened.problems().isEmpty() ? stations.getLast() : firstOpen());
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
    var stationsNow = Station.of(now.session());
    if (!stationsNow.equals(stations)) stations.setAll(stationsNow);
    var counts = new LinkedHashMap<String, Integer>();
    for (Problem p : now.problems())
      for (Station s : stations)
        if (s.holds(now.session(), p)) counts.merge(s.id(), 1, Integer::sum);
    var warnings = new LinkedHashMap<String, Integer>();
    for (Station s : stations) {
      int n =
          (int)
              s.questions(now.session()).stream()
                  .filter(q -> q.relevant() && !q.warnings().isEmpty())
                  .count();
      if (n > 0) warnings.put(s.id(), n);
    }
    open.set(counts);
    warned.set(warnings);
  }

  // ---- another version of the form

  /// Looks at what would become of this visit under the version that is published now.
  void lookAtChange() {
    @Nullable Visit now = visit.get();
    if (now == null || busy.get() || now.offered().isEmpty()) return;
    if (waits(now)) return;
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
  private boolean waits(Visit now) {
    boolean waits = keeping > 0 || now.survey.waiting();
    if (waits) hindrances.setAll(Message.of("visit.change.wait"));
    return waits;
  }

  /// Takes over what was looked at; the visit closes and goes on under the new version.
  void change(Text text) {
    Changeover.@Nullable Look wanted = look.get();
    @Nullable Visit now = visit.get();
    if (wanted == null || now == null || busy.get() || waits(now)) return;
    busy.set(true);
    background.run(
        () -> Changeover.take(desk, wanted, text),
        taken -> {
          busy.set(false);
          if (!now.equals(visit.get())) return;
          if (taken) {
            leave(); // an answer or a note now would go to the draft as it was
            open(now.assignment.id());
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

  /// Signs the second investigator in on this machine for this visit.
  void prove(char[] secret) {
    @Nullable Visit now = visit.get();
    if (now == null || busy.get()) return;
    busy.set(true);
    background.run(
        () -> {
          try {
            return machine.prove(now.pair.b(), secret);
          } finally {
            Arrays.fill(secret, '\0');
          }
        },
        proof -> {
          busy.set(false);
          answered(now, proof);
        },
        this::failed);
  }

  private void answered(Visit now, FieldMachine.Proof proof) {
    switch (proof) {
      case FieldMachine.Proof.Here(var key) -> {
        now.prove(key, desk.now());
        proven.set(true);
        hindrances.clear();
      }
      case FieldMachine.Proof.Wrong(int left) ->
          hindrances.setAll(Message.of("visit.second.wrong", left));
      case FieldMachine.Proof.LockedOut(var until) ->
          hindrances.setAll(
              Message.of("visit.second.locked", cn.ruhu.desktop.kit.Show.clock(until)));
      case FieldMachine.Proof.NeverHere() ->
          hindrances.setAll(Message.of("visit.second.never", now.pair.nameB()));
    }
  }

  /// The second investigator takes the keyboard for the own observations; needs the sign-in.
  void observeAs(UUID staff) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    if (staff.equals(now.pair.b()) && !proven.get()) {
      hindrances.setAll(Message.of("visit.second.first", now.pair.nameB()));
      return;
    }
    hindrances.clear();
    now.survey.viewAs(staff);
  }

  // ---- files

  /// Keeps pictures chosen from disk and adds them to the answer of a question; what is no picture
  /// is refused in words.
  void photos(String path, List<Path> chosen) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    for (Path file : chosen)
      keep(
          now,
          () -> VisitFiles.photo(desk.store(), now.application(), file),
          kept -> {
            switch (kept) {
              case VisitFiles.Kept.Photo(var address, var print) ->
                  now.addPhoto(path, address, print);
              case VisitFiles.Kept.Not(ImageProbe.Reason why) ->
                  hindrances.setAll(Message.of("visit.photo." + why.name()));
            }
          },
          "visit.photo.UNREADABLE");
  }

  /// Keeps a file chosen from disk and makes it the answer of a question.
  void file(String path, Path chosen) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    keep(
        now,
        () -> VisitFiles.keep(desk.store(), now.application(), chosen),
        kept -> {
          if (kept.isEmpty()) hindrances.setAll(Message.of("visit.file.large"));
          else {
            now.draft.note(VisitFiles.NAME + kept.get(), String.valueOf(chosen.getFileName()));
            now.survey.answer(path, kept.get());
          }
        },
        "visit.file.unreadable");
  }

  /// Brings a file to the disk; until it is there its answer is still to come.
  ///
  /// @param unread what is said when the file cannot be read; empty for what has no file to read
  private <T> void keep(Visit now, Callable<T> work, Consumer<T> then, String unread) {
    keeping++;
    Runnable ended = now.survey.await();
    background.run(
        work,
        made -> {
          keeping--;
          ended.run();
          then.accept(made);
        },
        cause -> {
          keeping--;
          ended.run();
          if (cause instanceof IOException && !unread.isEmpty())
            hindrances.setAll(Message.of(unread));
          else failed(cause);
        });
  }

  /// What a kept file was called; empty when nobody knows.
  String fileName(String address) {
    @Nullable Visit now = visit.get();
    return now == null ? "" : now.draft.note(VisitFiles.NAME + address);
  }

  void removePhoto(String path, String address) {
    @Nullable Visit now = visit.get();
    if (now != null) now.removePhoto(path, address);
  }

  List<String> pictures(String path) {
    @Nullable Visit now = visit.get();
    return now == null ? List.of() : now.pictures(path);
  }

  /// The bytes of a kept file.
  void bytes(String address, Consumer<byte[]> read) {
    background.run(() -> desk.store().files().bytes(address), read, this::failed);
  }

  /// A signature over the text that is shown now.
  void sign(String path, Strokes strokes, Consumer<String> kept) {
    @Nullable Visit now = visit.get();
    if (now == null) return;
    Question q = now.session().question(path).orElseThrow();
    if (q.id().equals("R10") && !proven.get()) {
      hindrances.setAll(Message.of("visit.second.first", now.pair.nameB()));
      return;
    }
    String hash = now.textHash(q);
    String about =
        String.join(
            "\n",
            "ruhu-signature-1",
            now.id().toString(),
            now.survey.key(q),
            hash,
            desk.now().toString());
    keep(
        now,
        () -> desk.store().files().put(strokes.png(about), now.application(), "image/png"),
        address -> {
          now.signed(q, hash, desk.now());
          kept.accept(address);
        },
        "");
  }

  // ---- a supervisor's questions

  List<CaseRecord> asked(Question question) {
    @Nullable Visit now = visit.get();
    return now == null ? List.of() : now.back.about(now.survey.key(question), question);
  }

  String reply(UUID question) {
    @Nullable Visit now = visit.get();
    return now == null ? "" : now.draft.note(Visit.REPLY + question);
  }

  void reply(UUID question, String words) {
    @Nullable Visit now = visit.get();
    if (now != null) now.draft.note(Visit.REPLY + question, words.strip());
  }

  // ---- the end

  /// Seals the visit; what stands in the way is said instead, and shown.
  void finish() {
    @Nullable Visit now = visit.get();
    if (now == null || busy.get() || look.get() != null) return;
    now.survey.viewAs(now.pair.a());
    List<Message> why = hindrancesNow(now);
    hindrances.setAll(why);
    if (!why.isEmpty()) return;
    busy.set(true);
    now.draft.whenSettled(() -> {
      byte[] snapshot = now.session().snapshot();
      var content = Sealing.content(now, desk.now());
      background.run(
          () -> Sealing.seal(desk, machine, now, snapshot, content),
          done -> {
            busy.set(false);
            sealed.set(done);
          },
          this::failed);
    });
  }

  private List<Message> hindrancesNow(Visit now) {
    var why = new ArrayList<Message>();
    List<Problem> problems = now.problems();
    if (!problems.isEmpty()) {
      count();
      Problem first = problems.getFirst();
      String label = now.session().question(first.path()).map(Question::label).orElse("");
      why.add(
          label.isEmpty()
              ? Message.of("visit.finish.open", problems.size(), first.message())
              : Message.of("visit.finish.open.at", problems.size(), label, first.message()));
      for (Station s : stations)
        if (s.holds(now.session(), problems.getFirst())) {
          station.set(s);
          break;
        }
    }
    if (!now.entered()) return why;
    for (CaseRecord asked : now.back.asked())
      if (reply(asked.id()).isEmpty())
        why.add(Message.of("visit.finish.reply", asked.text("words")));
    if (!now.stale().isEmpty()) why.add(Message.of("visit.finish.stale", now.stale().size()));
    if (!proven.get()) why.add(Message.of("visit.finish.second", now.pair.nameB()));
    return why;
  }

  /// What the sealed case waits for, in words.
  static List<Message> words(List<Hindrance> hindrances) {
    return hindrances.stream().map(Words::of).toList();
  }

  Desk desk() {
    return desk;
  }

  FieldMachine machine() {
    return machine;
  }

  private void failed(Throwable cause) {
    busy.set(false);
    if (cause instanceof SurveyException e)
      hindrances.setAll(Message.of("visit.draft.unreadable", e.code()));
    else trouble.set(Words.troubleCode(cause));
  }
}
