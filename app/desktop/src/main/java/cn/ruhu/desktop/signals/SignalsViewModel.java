package cn.ruhu.desktop.signals;

import cn.ruhu.casefile.linking.SignalKind;
import cn.ruhu.casefile.linking.SignalState;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Words;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

/// Tasks the registry raised for this street, each answered with a reason: taken up, or groundless.
/// An answer decides nothing about the aid; it can be taken back. Window thread only.
final class SignalsViewModel {
  private static final Comparator<SignalRow> ORDER =
      Comparator.comparing((SignalRow r) -> !r.open())
          .thenComparing(r -> r.due().orElse(LocalDate.MAX))
          .thenComparing(SignalRow::id);

  private final Desk desk;
  private final Background background;
  private final Latest latest;

  final ObservableList<SignalRow> rows = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable SignalRow> selected = new SimpleObjectProperty<>();
  final IntegerProperty open = new SimpleIntegerProperty();
  final StringProperty reason = new SimpleStringProperty("");
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();
  final StringProperty trouble = new SimpleStringProperty("");
  final BooleanProperty busy = new SimpleBooleanProperty();

  SignalsViewModel(Desk desk, Background background) {
    this.desk = desk;
    this.background = background;
    this.latest = new Latest(background);
  }

  void refresh() {
    latest.read(
        this::read,
        found -> {
          @Nullable SignalRow was = selected.get();
          if (!rows.equals(found)) rows.setAll(found);
          open.set((int) found.stream().filter(SignalRow::open).count());
          choose(
              found.stream()
                  .filter(r -> was != null && r.id().equals(was.id()))
                  .findFirst()
                  .orElse(found.isEmpty() ? null : found.getFirst()));
        },
        this::failed);
  }

  private List<SignalRow> read() {
    return desk.store().all(RecordType.SIGNAL).stream()
        .filter(s -> !s.is("gone") || !s.text("state").equals(SignalState.OPEN.name()))
        .flatMap(this::row)
        .sorted(ORDER)
        .toList();
  }

  private Stream<SignalRow> row(CaseRecord signal) {
    Optional<SignalState> state = SignalState.of(signal);
    Optional<SignalKind> kind =
        Stream.of(SignalKind.values())
            .filter(k -> k.name().equals(signal.text("kind")))
            .findFirst();
    Optional<CaseRecord> application = signal.ref("application").flatMap(desk.store()::record);
    if (state.isEmpty() || kind.isEmpty() || application.isEmpty()) return Stream.empty();
    Optional<LocalDate> due = Texts.date(signal.text("due"));
    boolean late = state.get() == SignalState.OPEN && due.filter(desk.today()::isAfter).isPresent();
    boolean other = kind.get() == SignalKind.BENEFIT;
    return Stream.of(
        new SignalRow(
            signal,
            Show.caseNumber(application.get().text("number")),
            signal.ref("person").flatMap(desk.store()::record).map(p -> p.text("name")).orElse(""),
            kind.get(),
            state.get(),
            other ? CodeTables.label("benefit", signal.text("detail")) : "",
            due,
            late,
            signal.ref("by").map(desk::staffName).orElse("")));
  }

  /// Another task is looked at: words begun for the last one are forgotten.
  void choose(@Nullable SignalRow row) {
    @Nullable SignalRow was = selected.get();
    boolean same = was != null && row != null && was.id().equals(row.id());
    if (!same) {
      reason.set("");
      problem.set(null);
    }
    selected.set(row);
  }

  /// Answers the task in hand, or takes the answer back.
  ///
  /// @return false when something is missing; [#problem] says what
  boolean answer(SignalState state) {
    @Nullable SignalRow row = selected.get();
    if (row == null || busy.get() || row.state() == state) return false;
    problem.set(null);
    String why = reason.get().strip();
    if (why.isEmpty() && state != SignalState.OPEN) {
      problem.set(Message.of("signals.problem.reason"));
      return false;
    }
    CaseRecord after =
        row.signal()
            .with("state", state.name())
            .with("by", desk.actor().staff().toString())
            .with("at", desk.now().toString())
            .with("reason", why);
    busy.set(true);
    background.perform(
        () ->
            desk.save(
                "signal", why, false, RecordChange.between(row.signal(), after).stream().toList()),
        () -> {
          busy.set(false);
          @Nullable SignalRow now = selected.get();
          if (now != null && now.id().equals(row.id())) reason.set("");
          trouble.set("");
          done.set(Message.of("signals.done." + state, row.name()));
          refresh();
        },
        cause -> {
          busy.set(false);
          failed(cause);
        });
    return true;
  }

  private void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }
}
