package cn.ruhu.desktop.caseload;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Completeness;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.kit.Where;
import cn.ruhu.desktop.work.CardSource;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.desktop.work.ReceivedCase;
import cn.ruhu.desktop.work.Way;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.device.idcard.ReaderListener;
import cn.ruhu.device.idcard.ReaderSnapshot;
import cn.ruhu.device.idcard.Reading;
import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.WireException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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

/// What waits at the window today, read anew whenever the store changes. Window thread only.
final class TodayViewModel {
  private final Desk desk;
  private final Background background;
  private final CardSource cards;
  private boolean reading;
  private boolean again;

  final ObservableList<TodayRow> rows = FXCollections.observableArrayList();

  /// rows that need somebody
  final IntegerProperty count = new SimpleIntegerProperty();

  /// what was done today and how much of it is in the district
  final ObjectProperty<Evening> evening = new SimpleObjectProperty<>(Evening.NONE);

  /// whether the day was read once: before that nobody knows that nothing waits
  final BooleanProperty read = new SimpleBooleanProperty();

  final ObjectProperty<ReaderSnapshot> reader = new SimpleObjectProperty<>();

  /// a failure of the machine: code, empty for none
  final StringProperty trouble = new SimpleStringProperty("");

  TodayViewModel(Desk desk, Background background, CardSource cards) {
    this.desk = desk;
    this.background = background;
    this.cards = cards;
    reader.set(cards.snapshot());
  }

  /// Follows the store and the reader.
  ///
  /// @param laid a card was read: whoever takes people in should come to the front
  /// @return run it to stop
  Runnable follow(Runnable laid) {
    Runnable store = desk.store().onChange(_ -> background.window(this::refresh));
    Runnable reads =
        cards.listen(
            new ReaderListener() {
              @Override
              public void changed(ReaderSnapshot now) {
                background.window(() -> reader.set(now));
              }

              @Override
              public void read(Reading read) {
                if (read instanceof Reading.Card) background.window(laid);
              }
            });
    return () -> {
      store.run();
      reads.run();
    };
  }

  /// Reads everything again, once at a time.
  void refresh() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    background.run(
        () -> {
          List<TodayRow> all = read();
          return new Day(all, Evening.of(desk, of(all, TodayRow.Kind.PARKED)));
        },
        day -> {
          List<TodayRow> found = day.rows();
          read.set(true);
          rows.setAll(found);
          evening.set(day.evening());
          count.set((int) found.stream().filter(r -> r.kind() != TodayRow.Kind.RECEIVED).count());
          finished();
        },
        cause -> {
          trouble.set("");
          trouble.set(Words.troubleCode(cause));
          finished();
        });
  }

  private record Day(List<TodayRow> rows, Evening evening) {}

  private void finished() {
    reading = false;
    if (!again) return;
    again = false;
    refresh();
  }

  private List<TodayRow> read() throws StoreException, WireException {
    var all = new ArrayList<TodayRow>();
    var parked = new HashSet<UUID>();
    for (Drafts.Parked p : desk.store().drafts().parked()) {
      if (!p.key().startsWith(IntakeDraft.PREFIX)) continue;
      Optional<byte[]> bytes = desk.store().drafts().get(p.key());
      if (bytes.isEmpty()) continue;
      IntakeDraft draft = IntakeDraft.read(bytes.get());
      parked.add(draft.application());
      all.add(parked(draft, p.changedAt()));
    }
    for (CaseRecord a : desk.applications())
      if (!parked.contains(a.id()) && a.text("street").equals(desk.actor().street()))
        row(a).ifPresent(all::add);
    all.addAll(new LeadRows(desk).rows());
    for (ReceivedCase r : ReceivedCase.all(desk.store())) received(r).ifPresent(all::add);
    all.addAll(new ReceivedLeads(desk).rows());
    all.sort(
        Comparator.comparing(TodayRow::kind)
            .thenComparingInt(TodayRow::daysLeft)
            .thenComparing(TodayRow::at, Comparator.reverseOrder()));
    return all;
  }

  private static TodayRow parked(IntakeDraft draft, long at) {
    CaseFile file = CaseFile.of(draft.workRecords());
    return new TodayRow(
        draft.application(),
        TodayRow.Kind.PARKED,
        name(file),
        file.application().map(a -> a.text("number")).orElse(""),
        Message.of("caseload.parked." + step(draft.step())),
        TodayRow.NO_DEADLINE,
        at,
        Where.SAVED);
  }

  /// What went to another street today, and whatever of it the district did not take or does not
  /// have yet.
  private Optional<TodayRow> received(ReceivedCase r) {
    Where where = Way.ofActs(desk.store(), r.application());
    boolean today = Show.day(Instant.ofEpochMilli(r.at())).equals(desk.today());
    if (where == Where.ARRIVED && !today) return Optional.empty();
    boolean back = where == Where.REFUSED || where == Where.CONFLICT;
    return Optional.of(
        new TodayRow(
            r.application(),
            back ? TodayRow.Kind.RETURNED : TodayRow.Kind.RECEIVED,
            r.applicant(),
            r.number(),
            Message.of(back ? "caseload.received.back" : "caseload.received", r.streetName()),
            TodayRow.NO_DEADLINE,
            r.at(),
            where));
  }

  /// What was done on this machine for a row, and what the district answered.
  List<String> story(Text text, TodayRow row) {
    return row.kind() == TodayRow.Kind.PARKED
        ? List.of(text.of("caseload.story.parked", Show.minute(Instant.ofEpochMilli(row.at()))))
        : Way.story(desk, text, row.application());
  }

  private static String step(String name) {
    return Set.of("APPLICANT", "MEMBERS", "INCOME", "PROPERTY", "PAPERS").contains(name)
        ? name
        : "APPLICANT";
  }

  private static String name(CaseFile file) {
    return file.applicant().map(p -> p.text("name")).orElse("");
  }

  private Optional<TodayRow> row(CaseRecord application) {
    CaseFile file = desk.caseFile(application.id());
    if (Way.cameBack(desk.store(), application.id()))
      return Optional.of(make(file, TodayRow.Kind.RETURNED, Message.of("caseload.returned"), 0));
    return switch (application.text("stage")) {
      case "DRAFT" -> Optional.of(incomplete(file));
      case "SUBMITTED" -> Optional.of(waiting(file));
      case "SUPPLEMENT" -> Optional.of(supplement(file));
      default ->
          OwedRows.what(file, desk.today())
              .map(o -> make(file, TodayRow.Kind.OWED, o.words(), o.left()));
    };
  }

  private TodayRow make(CaseFile file, TodayRow.Kind kind, Message what, int daysLeft) {
    CaseRecord app = file.application().orElseThrow();
    long at = CaseFile.instant(app, "stageSince").map(Instant::toEpochMilli).orElse(0L);
    return new TodayRow(
        app.id(),
        kind,
        name(file),
        app.text("number"),
        what,
        daysLeft,
        at,
        Way.ofCase(desk.store(), app.id()));
  }

  private TodayRow incomplete(CaseFile file) {
    UUID id = file.application().orElseThrow().id();
    List<Hindrance> missing =
        desk.check(id, Act.SUBMIT, ActInput.NONE) instanceof Ruling.Refused(var found)
            ? found
            : List.of();
    Completeness papers = Completeness.of(file);
    Message what =
        missing.isEmpty()
            ? Message.of("caseload.ready")
            : Message.of("caseload.missing", missing.size(), papers.there(), papers.needed());
    return make(file, TodayRow.Kind.INCOMPLETE, what, TodayRow.NO_DEADLINE);
  }

  private TodayRow waiting(CaseFile file) {
    LocalDate since =
        file.application().flatMap(a -> Texts.date(a.text("submitDate"))).orElse(desk.today());
    int days = WorkingDays.between(since, desk.today());
    return make(
        file,
        TodayRow.Kind.WAITING,
        days == 0 ? Message.of("caseload.waiting.today") : Message.of("caseload.waiting", days),
        -days);
  }

  private TodayRow supplement(CaseFile file) {
    Optional<LocalDate> day =
        file.gateFacts(GateKind.N02_ISSUED).stream()
            .reduce((_, later) -> later)
            .flatMap(f -> Texts.date(f.text("value")));
    if (day.isEmpty())
      return make(
          file, TodayRow.Kind.SUPPLEMENT, Message.of("caseload.supplement"), TodayRow.NO_DEADLINE);
    int left = WorkingDays.remaining(new Due(day.get(), false), desk.today());
    String key =
        left < 0 ? "caseload.due.over" : left == 0 ? "caseload.due.today" : "caseload.due.left";
    return make(
        file,
        TodayRow.Kind.SUPPLEMENT,
        Message.of(key, Math.abs(left), day.get().getMonthValue(), day.get().getDayOfMonth()),
        left);
  }

  /// Number of rows of one kind.
  int of(TodayRow.Kind kind) {
    return of(rows, kind);
  }

  private static int of(List<TodayRow> rows, TodayRow.Kind kind) {
    return (int) rows.stream().filter(r -> r.kind() == kind).count();
  }

  /// Name of the person at this desk.
  String who() {
    return desk.displayName();
  }
}
