package cn.ruhu.desktop.recount;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Snapshot;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Recount;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.KeptRows;
import cn.ruhu.desktop.work.PerCase;
import cn.ruhu.desktop.work.Words;
import cn.ruhu.store.StoreException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/// Households in benefit a new standard concerns (DOMAIN §5.5): from what to what, what is paid
/// later, and who has to be looked at singly. Each is decided by a record of its own, many at a
/// keystroke. Cases are read one by one off the window's thread, those in benefit alone, and again
/// only when one changed or a standard came. Window thread only.
final class RecountViewModel {
  /// Cases between two reports of how far it is.
  private static final int STRETCH = 50;

  private static final Comparator<RecountRow> ORDER =
      Comparator.comparing((RecountRow r) -> !r.harmless()).thenComparing(RecountRow::number);

  private final Desk desk;
  private final Background background;
  private final PerCase<Looked> made;
  private boolean reading;
  private boolean again;

  final ObservableList<RecountRow> rows = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable RecountRow> selected = new SimpleObjectProperty<>();

  /// households that are decided together
  final ObservableSet<UUID> marked = FXCollections.observableSet(new LinkedHashSet<>());

  final IntegerProperty waiting = new SimpleIntegerProperty();

  /// households that are paid and of whom nothing can be computed, for no decision is here
  final IntegerProperty onPaper = new SimpleIntegerProperty();

  /// how far the reading is, empty when it is through
  final ObjectProperty<@Nullable Message> progress = new SimpleObjectProperty<>();

  /// ground of the decisions, printed in each letter
  final StringProperty reason = new SimpleStringProperty("");

  final ObservableList<Message> refused = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable Message> problem = new SimpleObjectProperty<>();
  final ObjectProperty<@Nullable Message> done = new SimpleObjectProperty<>();
  final StringProperty trouble = new SimpleStringProperty("");
  final BooleanProperty busy = new SimpleBooleanProperty();

  RecountViewModel(Desk desk, Background background) {
    this.desk = desk;
    this.background = background;
    this.made = new PerCase<>(desk);
  }

  /// Computes the list anew, or once more when that is under way.
  void refresh() {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    background.run(
        KeptRows.DEADLINE,
        this::read,
        found -> {
          reading = false;
          progress.set(null);
          show(found);
          if (again) {
            again = false;
            refresh();
          }
        },
        cause -> {
          reading = false;
          progress.set(null);
          trouble.set(Words.troubleCode(cause));
        });
  }

  /// @param onPaper households paid without a decision of here
  record Read(List<RecountRow> rows, int onPaper) {}

  /// What is made of a household this person decides on. It is kept though nothing is listed: the
  /// next standard may list it, and what a list has nothing of is not looked at again for that.
  ///
  /// @param row empty where the standard changes nothing
  private record Looked(Optional<RecountRow> row, boolean onPaper) {}

  /// Looks at every household in benefit. Takes as long as reading those that changed; not for the
  /// window's thread.
  Read read() {
    List<CaseRecord> paid =
        desk.applications().stream().filter(a -> Recount.concerns(a.text("stage"))).toList();
    var found = new ArrayList<RecountRow>();
    int onPaper = 0;
    for (int i = 0; i < paid.size(); i++) {
      CaseRecord a = paid.get(i);
      if (i % STRETCH == 0) told(i, paid.size());
      Optional<Looked> looked = made.of(a.id(), () -> looked(a.id()));
      looked.flatMap(Looked::row).ifPresent(found::add);
      if (looked.filter(Looked::onPaper).isPresent()) onPaper++;
    }
    found.sort(ORDER);
    return new Read(found, onPaper);
  }

  private Optional<Looked> looked(UUID application) {
    return desk.store().isLarge() ? desk.inTurn(() -> row(application)) : row(application);
  }

  private void told(int at, int all) {
    background.window(() -> progress.set(Message.of("recount.progress", at, all)));
  }

  /// Made of the case as it is now: what is kept of it must not come from a list read before.
  private Optional<Looked> row(UUID application) {
    CaseFile file = desk.caseFile(application);
    Optional<CaseRecord> now = file.application();
    if (now.isEmpty() || Recount.level(file, desk.today()) != desk.actor().role())
      return Optional.empty();
    CaseRecord a = now.get();
    boolean mine =
        desk.actor().role() != Role.STREET_CHIEF || a.text("street").equals(desk.actor().street());
    if (!mine) return Optional.empty();
    List<Recount> lines = Recount.of(file, desk.today());
    Optional<RecountRow> row =
        Optional.of(lines)
            .filter(l -> !l.isEmpty())
            .map(l ->
                new RecountRow(
                    a.id(),
                    a.text("number"),
                    file.applicant().map(p -> p.text("name")).orElse(""),
                    l));
    return Optional.of(new Looked(row, Recount.onPaper(file)));
  }

  private void show(Read read) {
    List<RecountRow> found = read.rows();
    onPaper.set(read.onPaper());
    trouble.set("");
    @Nullable RecountRow was = selected.get();
    var there = new HashSet<UUID>();
    found.stream().filter(RecountRow::harmless).forEach(r -> there.add(r.application()));
    marked.removeIf(id -> !there.contains(id));
    if (!rows.equals(found)) rows.setAll(found);
    waiting.set(found.size());
    selected.set(
        found.stream()
            .filter(r -> was != null && r.application().equals(was.application()))
            .findFirst()
            .orElse(found.isEmpty() ? null : found.getFirst()));
  }

  /// Marks a household to be decided with the others; one that has to be looked at singly stays
  /// unmarked.
  void mark(RecountRow row, boolean on) {
    if (on && row.harmless()) marked.add(row.application());
    else marked.remove(row.application());
  }

  /// Marks every household only the standard changes, or none when all are.
  void markAll() {
    List<UUID> all =
        rows.stream().filter(RecountRow::harmless).map(RecountRow::application).toList();
    if (marked.containsAll(all)) marked.clear();
    else marked.addAll(all);
  }

  /// More a month, and what is paid later, of all that is marked; fen.
  Fen[] sums() {
    List<RecountRow> in = rows.stream().filter(r -> marked.contains(r.application())).toList();
    return new Fen[] {
      Fen.sum(in.stream().map(RecountRow::difference).toList()),
      Fen.sum(in.stream().map(RecountRow::backPay).toList())
    };
  }

  /// Decides every marked household, each by its own record with its own amount.
  void decide() {
    if (busy.get()) return;
    problem.set(null);
    String why = reason.get().strip();
    Set<UUID> chosen = Set.copyOf(marked);
    if (chosen.isEmpty()) {
      problem.set(Message.of("recount.problem.marked"));
      return;
    }
    if (why.isEmpty()) {
      problem.set(Message.of("recount.problem.reason"));
      return;
    }
    List<RecountRow> all = rows.stream().filter(r -> chosen.contains(r.application())).toList();
    busy.set(true);
    background.run(
        KeptRows.DEADLINE,
        () -> decide(all, why),
        this::decided,
        cause -> {
          busy.set(false);
          progress.set(null);
          trouble.set(Words.troubleCode(cause));
          refresh(); // those before it are decided
        });
  }

  private record Came(int done, List<Message> refused) {}

  private Came decide(List<RecountRow> all, String why) throws StoreException {
    int done = 0;
    var refused = new ArrayList<Message>();
    for (RecountRow row : all) {
      if (done % STRETCH == 0) told(done, all.size());
      switch (decide(row, why)) {
        case Ruling.Refused(List<Hindrance> found) ->
            refused.add(Message.of("recount.refused", row.applicant(), Words.of(found.getFirst())));
        default -> done++;
      }
    }
    return new Came(done, refused);
  }

  /// Of the case as it is now: what comes to something else than whoever signs has read is refused.
  private Outcome decide(RecountRow row, String why) throws StoreException {
    CaseFile file = desk.caseFile(row.application());
    CaseRecord a = file.application().orElseThrow();
    List<Recount> now = Recount.of(file, desk.today());
    Optional<Recount> other =
        row.lines().stream().filter(l -> now.stream().noneMatch(n -> n.pays(l))).findFirst();
    if (other.isPresent() || now.size() != row.lines().size()) return differs(row, other, now);
    String computed = Snapshot.of(file, desk.today());
    String level = desk.actor().role() == Role.STREET_CHIEF ? "STREET" : "DISTRICT";
    List<CaseRecord> made =
        now.stream()
            .map(r ->
                r.decided(
                    CaseRecord.of(
                            RecordType.DECISION,
                            desk.newId(),
                            a.scope(),
                            a.id(),
                            Map.of("application", a.id().toString()))
                        .with("reasonText", why)
                        .with("computed", computed)
                        .with("level", level)
                        .with("by", desk.actor().staff().toString())
                        .with("at", desk.now().truncatedTo(ChronoUnit.MILLIS).toString())))
            .toList();
    return desk.act(
        a.id(), Act.ADJUST, ActInput.because(why).withDetail(Recount.CHANGE).carrying(made));
  }

  private static Ruling.Refused differs(
      RecountRow row, Optional<Recount> other, List<Recount> now) {
    String scheme = other.orElse(row.lines().getFirst()).scheme();
    String amount =
        now.stream()
            .filter(n -> n.scheme().equals(scheme))
            .flatMap(n -> n.after().stream())
            .map(Fen::grouped)
            .findFirst()
            .orElse("-");
    return new Ruling.Refused(
        List.of(new Hindrance("RECOUNT_DIFFERS", "", List.of(scheme, amount))));
  }

  private void decided(Came came) {
    busy.set(false);
    progress.set(null);
    refused.setAll(came.refused());
    marked.clear();
    if (came.done() > 0) done.set(Message.of("recount.done", came.done()));
    refresh();
  }
}
