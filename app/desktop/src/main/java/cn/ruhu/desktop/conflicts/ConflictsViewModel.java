package cn.ruhu.desktop.conflicts;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.Shown;
import cn.ruhu.desktop.work.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Open conflicts this person may see; two keys settle one. Nothing is thrown away: the value not
/// taken stays in the conflict record for ever. Window thread only.
final class ConflictsViewModel {
  private static final String BASE = "base.";
  private static final String KEPT = "kept.";
  private static final String OFFERED = "offered.";

  private final Desk desk;
  private final Background background;
  private final Latest latest;
  private final Shown shown;

  final ObservableList<Dispute> disputes = FXCollections.observableArrayList();
  final ObjectProperty<@Nullable Dispute> current = new SimpleObjectProperty<>();
  final IntegerProperty waiting = new SimpleIntegerProperty();
  final StringProperty reason = new SimpleStringProperty("");
  final StringProperty trouble = new SimpleStringProperty("");

  /// text key of what was just done
  final StringProperty done = new SimpleStringProperty("");

  ConflictsViewModel(Desk desk, Background background, Shown shown) {
    this.desk = desk;
    this.background = background;
    this.latest = new Latest(background);
    this.shown = shown;
  }

  void refresh() {
    latest.read(this::read, this::show, this::failed);
  }

  private List<Dispute> read() {
    return desk.store().all(RecordType.CONFLICT).stream()
        .filter(c -> !c.text("state").equals("RESOLVED"))
        .map(this::dispute)
        .sorted(Comparator.comparing(Dispute::mine).reversed().thenComparing(Dispute::id))
        .toList();
  }

  private void show(List<Dispute> found) {
    @Nullable Dispute was = current.get();
    disputes.setAll(found);
    waiting.set(found.size());
    current.set(
        found.stream()
            .filter(d -> was != null && d.id().equals(was.id()))
            .findFirst()
            .orElse(found.isEmpty() ? null : found.getFirst()));
  }

  private Dispute dispute(CaseRecord c) {
    UUID application = c.ref("application").orElse(c.id());
    CaseFile file = desk.caseFile(application);
    RecordType type = type(c);
    var fields = new TreeSet<String>();
    c.fields()
        .keySet()
        .forEach(k -> {
          for (String p : List.of(BASE, KEPT, OFFERED))
            if (k.startsWith(p)) fields.add(k.substring(p.length()));
        });
    var lines = new ArrayList<Dispute.Line>();
    for (String f : fields)
      lines.add(
          new Dispute.Line(
              of(file, c) + shown.label(f),
              shown.value(type, f, c.text(BASE + f)),
              shown.value(type, f, c.text(KEPT + f)),
              shown.value(type, f, c.text(OFFERED + f))));
    String kind = c.text("kind");
    return new Dispute(
        c.id(),
        application,
        subject(file, c),
        file.application().map(a -> a.text("number")).orElse(""),
        lines,
        name(c, "keptAuthor"),
        at(c, "keptAt"),
        name(c, "author"),
        at(c, "authoredAt"),
        c.ref("askedOf").map(desk.actor().staff()::equals).orElse(false),
        Rights.mayResolve(desk.actor(), c),
        kind.equals("ATOMIC") || kind.equals("LATE"));
  }

  private static RecordType type(CaseRecord conflict) {
    for (RecordType t : RecordType.values())
      if (t.name().equals(conflict.text("recordType"))) return t;
    return RecordType.CONFLICT;
  }

  /// Whose value it is: the person, the member's person, the item's label, or the applicant.
  private static String subject(CaseFile file, CaseRecord conflict) {
    Optional<CaseRecord> record = conflict.ref("record").flatMap(file::record);
    Optional<CaseRecord> person =
        record.flatMap(r ->
            switch (r.type()) {
              case PERSON -> Optional.of(r);
              case MEMBER -> file.personOf(r);
              case ITEM -> r.ref("member").flatMap(file::record).flatMap(file::personOf);
              default -> Optional.empty();
            });
    return person.or(file::applicant).map(p -> p.text("name")).orElse("");
  }

  /// Which of a member's incomes or belongings it is, before the name of its field.
  private static String of(CaseFile file, CaseRecord conflict) {
    return conflict
        .ref("record")
        .flatMap(file::record)
        .filter(r -> r.type() == RecordType.ITEM)
        .flatMap(i ->
            Stream.of("income", "asset")
                .filter(t -> CodeTables.table(t).has(i.text("code")))
                .map(t -> CodeTables.label(t, i.text("code")) + " \u00b7 ")
                .findFirst())
        .orElse("");
  }

  private String name(CaseRecord c, String field) {
    return c.ref(field).map(desk::staffName).orElse("");
  }

  private static String at(CaseRecord c, String field) {
    return c.get(field).map(t -> Show.minute(Instant.parse(t))).orElse("");
  }

  /// The value that stands stays.
  void keep() {
    settle("KEEP");
  }

  /// The other value is written.
  void take() {
    settle("TAKE");
  }

  private void settle(String choice) {
    @Nullable Dispute d = current.get();
    if (d == null || !d.may()) return;
    background.perform(
        () -> desk.save("resolve", reason.get(), true, changes(d.id(), choice)),
        () -> {
          reason.set("");
          trouble.set("");
          done.set("");
          done.set(choice.equals("KEEP") ? "conflicts.done.kept" : "conflicts.done.taken");
          refresh();
        },
        this::failed);
  }

  private List<RecordChange> changes(UUID conflictId, String choice) {
    CaseRecord conflict = desk.store().record(conflictId).orElseThrow();
    CaseRecord closed =
        conflict
            .with("state", "RESOLVED")
            .with("choice", choice)
            .with("resolvedBy", desk.actor().staff().toString())
            .with("resolvedAt", desk.now().toString())
            .with("resolveReason", reason.get());
    var changes = new ArrayList<>(RecordChange.between(conflict, closed).stream().toList());
    if (choice.equals("TAKE"))
      conflict
          .ref("record")
          .flatMap(desk.store()::record)
          .flatMap(standing -> writing(conflict, standing))
          .ifPresent(changes::add);
    return changes;
  }

  /// Writing the offered values; empty for who may settle but not write this section: then the
  /// district writes them.
  private Optional<RecordChange> writing(CaseRecord conflict, CaseRecord standing) {
    return RecordChange.between(standing, taken(conflict, standing))
        .filter(c -> Rights.mayApply(desk.actor(), c, Optional.of(standing)));
  }

  /// The record with the offered values; a field with a base and no offer was emptied by its
  /// author.
  private static CaseRecord taken(CaseRecord conflict, CaseRecord standing) {
    var fields = new TreeMap<>(standing.fields());
    conflict
        .fields()
        .forEach((k, v) -> {
          if (k.startsWith(OFFERED)) fields.put(k.substring(OFFERED.length()), v);
          if (k.startsWith(BASE) && conflict.get(OFFERED + k.substring(BASE.length())).isEmpty())
            fields.remove(k.substring(BASE.length()));
        });
    return CaseRecord.of(
        standing.type(), standing.id(), standing.scope(), standing.caseId(), fields);
  }

  void next() {
    move(1);
  }

  void previous() {
    move(-1);
  }

  private void move(int by) {
    if (disputes.isEmpty()) return;
    int at = current.get() == null ? 0 : disputes.indexOf(current.get());
    current.set(disputes.get(Math.clamp(at + by, 0, disputes.size() - 1)));
  }

  private void failed(Throwable cause) {
    trouble.set(Words.troubleCode(cause));
  }
}
