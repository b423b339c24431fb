package cn.ruhu.desktop.questionnaires;

import cn.ruhu.casefile.access.CaseForms;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.SurveyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Cases of the street, the questionnaires of the one in hand, and the one being filled in. Window
/// thread only; reads and writes leave it through the background.
final class QuestionnairesViewModel {
  /// A case.
  record Row(UUID application, String applicant, String number, String address, String stage) {}

  /// A questionnaire that can be filled in for the case in hand.
  ///
  /// @param begun answers lie on this machine
  record Offer(FormPackage form, boolean begun) {}

  /// What stands beside the list for the case in hand.
  ///
  /// @param filled newest first
  /// @param seconds those of `filled` whose second entry was begun here
  record Beside(Row row, List<Offer> offers, List<CaseRecord> filled, Set<UUID> seconds) {}

  private static final int ROWS_MAX = 500;

  private final Desk desk;
  private final Background background;
  private final FormSource forms;
  private final Latest rowsRead;
  private final Latest besideRead;
  private List<Row> all = List.of();
  private @Nullable UUID wanted;

  final ObservableList<Row> rows = FXCollections.observableArrayList();
  final BooleanProperty read = new SimpleBooleanProperty();
  final StringProperty filter = new SimpleStringProperty("");

  /// the case in hand, whose questionnaires are shown or being read
  final ObjectProperty<@Nullable Row> chosen = new SimpleObjectProperty<>();

  final ObjectProperty<@Nullable Beside> beside = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Filling> filling = new SimpleObjectProperty<>();

  /// what keeps the questionnaire from being finished, in words; the question's path first
  final ObjectProperty<@Nullable Problem> hindrance = new SimpleObjectProperty<>();

  /// differences between two entries that wait for a choice
  final ObservableList<SecondEntry.Difference> differences = FXCollections.observableArrayList();

  final BooleanProperty busy = new SimpleBooleanProperty();
  final StringProperty trouble = new SimpleStringProperty("");

  /// a sentence about what could not be done with a file or a form
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();

  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();

  QuestionnairesViewModel(Desk desk, Background background, FormSource forms) {
    this.desk = desk;
    this.background = background;
    this.forms = forms;
    this.rowsRead = new Latest(background);
    this.besideRead = new Latest(background);
    filter.subscribe(_ -> filtered());
  }

  Desk desk() {
    return desk;
  }

  // ---- the list

  void refresh() {
    rowsRead.read(
        () ->
            desk.applications().stream()
                .filter(a -> !a.text("number").isEmpty())
                .map(this::row)
                .sorted(Comparator.comparing(Row::number).reversed())
                .toList(),
        found -> {
          all = found;
          read.set(true);
          if (wanted != null) filter.set("");
          filtered();
          @Nullable Row now = chosen.get();
          UUID which = wanted != null ? wanted : now == null ? null : now.application();
          wanted = null;
          all.stream()
              .filter(r -> r.application().equals(which))
              .findFirst()
              .ifPresent(this::choose);
        },
        this::troubled);
  }

  /// Shows this case when the list is read.
  void want(UUID application) {
    wanted = application;
  }

  private Row row(CaseRecord a) {
    String name =
        a.ref("applicant").flatMap(desk.store()::record).map(p -> p.text("name")).orElse("");
    return new Row(a.id(), name, a.text("number"), a.text("residenceAddress"), a.text("stage"));
  }

  private void filtered() {
    String typed = filter.get().strip().toLowerCase(Locale.ROOT);
    rows.setAll(
        all.stream()
            .filter(r ->
                typed.isEmpty()
                    || r.applicant().contains(typed)
                    || r.number().toLowerCase(Locale.ROOT).contains(typed)
                    || r.address().contains(typed))
            .limit(ROWS_MAX)
            .toList());
  }

  /// A case is in hand: its questionnaires are read.
  void choose(Row row) {
    chosen.set(row);
    besideRead.read(() -> beside(row), beside::set, this::troubled);
  }

  /// Reads the questionnaires of the case in hand again: a form may have arrived.
  void fresh() {
    @Nullable Row row = chosen.get();
    if (row == null || filling.get() != null) return;
    besideRead.read(
        () -> beside(row),
        found -> {
          if (!found.equals(beside.get())) beside.set(found);
        },
        this::troubled);
  }

  private Beside beside(Row row) throws Exception {
    var offers = new ArrayList<Offer>();
    for (FormPackage form : forms.all())
      if (CaseForms.who(form.id()).contains(desk.actor().role()))
        offers.add(
            new Offer(
                form,
                Filling.begun(desk.store().drafts(), Filling.key(row.application(), form.id()))));
    CaseFile file = desk.caseFile(row.application());
    List<CaseRecord> filled =
        file.all(RecordType.FORM_ANSWERS).stream()
            .sorted(Comparator.comparing((CaseRecord r) -> r.text("finishedAt")).reversed())
            .toList();
    var seconds = new HashSet<UUID>();
    for (CaseRecord r : filled)
      if (Filling.begun(desk.store().drafts(), Filling.secondKey(r))) seconds.add(r.id());
    return new Beside(row, offers, filled, seconds);
  }

  // ---- filling in

  /// Begins a questionnaire of the case in hand, or goes on with it.
  void open(FormPackage form) {
    @Nullable Beside now = beside.get();
    if (now != null) open(() -> Filling.open(desk, forms, now.row().application(), form));
  }

  /// Enters a paper a second time.
  void second(CaseRecord first) {
    @Nullable Beside now = beside.get();
    if (now != null) open(() -> Filling.second(desk, forms, now.row().application(), first));
  }

  private void open(Callable<Filling.Ready> from) {
    if (busy.get() || filling.get() != null) return;
    busy.set(true);
    problem.set(null);
    background.run(
        from,
        ready -> {
          busy.set(false);
          Filling opened = ready.take(background);
          opened.survey.names(desk::staffName);
          opened.log.trouble.subscribe(trouble::set);
          hindrance.set(null);
          differences.clear();
          filling.set(opened);
        },
        this::failed);
  }

  /// Back to the list, once the answers lie on this machine; where the disk does not take them
  /// nobody leaves them.
  void leave() {
    @Nullable Filling now = filling.get();
    if (now == null || busy.get()) return;
    if (now.survey.waiting()) {
      problem.set(Message.of("questionnaires.wait.leave"));
      return;
    }
    busy.set(true);
    now.log.whenSettled(
        () -> {
          busy.set(false);
          left();
        },
        () -> busy.set(false));
  }

  private void left() {
    filling.set(null);
    problem.set(null);
    hindrance.set(null);
    differences.clear();
    refresh();
  }

  /// Finishes the questionnaire; what stands in the way is said instead.
  void finish() {
    @Nullable Filling now = filling.get();
    if (now == null || busy.get()) return;
    if (now.survey.waiting()) {
      problem.set(Message.of("questionnaires.wait"));
      return;
    }
    List<Problem> open = now.survey.problems();
    hindrance.set(open.isEmpty() ? null : open.getFirst());
    if (!open.isEmpty()) return;
    if (now.first.isPresent() && differences.isEmpty()) {
      differences.setAll(SecondEntry.differences(now.first.get(), now.session()));
      if (!differences.isEmpty()) return;
    }
    if (differences.stream().anyMatch(d -> d.taken() == SecondEntry.Taken.OPEN)) return;
    save(now);
  }

  /// Back from the differences to the form: something is to be entered otherwise.
  void lookAgain() {
    differences.clear();
  }

  /// Whether a paper was not entered a second time yet.
  boolean once(CaseRecord filled) {
    @Nullable Beside now = beside.get();
    return filled.get("first").isEmpty()
        && now != null
        && now.filled().stream().noneMatch(f -> f.text("first").equals(filled.text("answers")));
  }

  /// Settles a difference between two entries; the answer taken stands in the form.
  void settle(SecondEntry.Difference difference, SecondEntry.Taken taken) {
    @Nullable Filling now = filling.get();
    int at = differences.indexOf(difference);
    if (now == null || at < 0) return;
    differences.set(at, difference.settled(taken));
  }

  private void save(Filling now) {
    busy.set(true);
    now.log.whenSettled(() -> keep(now), () -> busy.set(false));
  }

  /// Everything answered is on the disk; what comes from here on waits for what becomes of it.
  private void keep(Filling now) {
    now.log.hold();
    byte[] snapshot = now.session().snapshot();
    Finished.Content content;
    try {
      content = Finished.content(desk, now, snapshot, differences);
    } catch (SurveyException e) {
      now.log.release();
      failed(e);
      return;
    }
    background.perform(
        () -> Finished.save(desk, now, snapshot, content),
        () -> {
          now.log.close();
          busy.set(false);
          done.set(Message.of("questionnaires.done", now.form.title()));
          left();
        },
        cause -> {
          now.log.release();
          failed(cause);
        });
  }

  // ---- trouble

  private void failed(Throwable cause) {
    busy.set(false);
    troubled(cause);
  }

  /// What goes wrong beside the act in hand does not end it.
  void troubled(Throwable cause) {
    if (cause instanceof SurveyException e)
      problem.set(Message.of("questionnaires.unreadable", e.code()));
    else if (cause instanceof IOException)
      problem.set(Message.of("questionnaires.file.unreadable"));
    else trouble.set(Words.troubleCode(cause));
  }

  /// Differences still open.
  int open() {
    return (int) differences.stream().filter(d -> d.taken() == SecondEntry.Taken.OPEN).count();
  }

  /// Names of whoever filled something in.
  Optional<String> who(CaseRecord filled) {
    return filled.ref("by").map(desk::staffName).filter(n -> !n.isEmpty());
  }
}
