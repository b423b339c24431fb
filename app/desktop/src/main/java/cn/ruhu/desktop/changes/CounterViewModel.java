package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.IdNumber;
import cn.ruhu.casefile.change.ChangeCourse;
import cn.ruhu.casefile.change.ChangeDraft;
import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.change.ChangeProblem;
import cn.ruhu.casefile.change.ChangeRules;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Latest;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.desktop.work.Words;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// The household at the counter and the report being typed for it. Every field is durable when it
/// is left. Window thread only.
final class CounterViewModel {
  private final ReportDesk reports;
  private final Background background;
  private final Latest finding;
  private @Nullable KeptReport next;
  private @Nullable Runnable quiet;
  private boolean writing;
  private boolean busy;

  final ObservableList<FoundHome> hits = FXCollections.observableArrayList();

  /// the household at the counter; none while one is looked for
  final ObjectProperty<@Nullable CaseFile> home = new SimpleObjectProperty<>();

  /// counted up when a household stands at the counter with all that was typed for it
  final IntegerProperty arrived = new SimpleIntegerProperty();

  /// what is reported, null while none is chosen
  final ObjectProperty<@Nullable ChangeKind> kind = new SimpleObjectProperty<>();

  final ObservableMap<String, String> typed = FXCollections.observableHashMap();
  final ObservableMap<String, Message> problems = FXCollections.observableHashMap();

  /// why no household is at the counter
  final ObjectProperty<@Nullable Message> refusal = new SimpleObjectProperty<>();

  /// the household whose declaration is being written: changes belong there
  final ObjectProperty<@Nullable UUID> declaring = new SimpleObjectProperty<>();

  final ObjectProperty<@Nullable CaseRecord> taken = new SimpleObjectProperty<>();
  final StringProperty trouble = new SimpleStringProperty("");

  CounterViewModel(ReportDesk reports, Background background) {
    this.reports = reports;
    this.background = background;
    this.finding = new Latest(background);
  }

  LocalDate today() {
    return reports.desk().today();
  }

  // ---- finding

  void find(String query) {
    finding.read(() -> reports.find(query), hits::setAll, this::failed);
  }

  /// Enter in the search: the only household that answers comes to the counter.
  void findOne(String query) {
    if (query.isBlank()) return;
    finding.read(() -> reports.find(query), this::only, this::failed);
  }

  /// A card finds the household its holder belongs to.
  void ofCard(String number) {
    finding.read(() -> reports.ofNumber(number), this::only, this::failed);
  }

  private void only(List<FoundHome> found) {
    hits.setAll(found);
    refusal.set(found.isEmpty() ? Message.of("changes.find.nobody") : null);
    if (found.size() == 1) open(found.getFirst().application());
  }

  void open(UUID application) {
    refusal.set(null);
    declaring.set(null);
    background.run(() -> reports.open(application), this::opened, this::failed);
  }

  private void opened(ReportDesk.Home found) {
    Optional<UUID> id = found.file().application().map(CaseRecord::id);
    if (id.isEmpty() || !ChangeCourse.open(Process.stage(found.file()))) {
      refusal.set(
          Message.of(
              "changes.find.over",
              CodeTables.label(
                  "stage", found.file().application().map(a -> a.text("stage")).orElse(""))));
      return;
    }
    if (found.declaring()) {
      refusal.set(Message.of("changes.find.declaring"));
      declaring.set(id.get());
      return;
    }
    hits.clear();
    typed.clear();
    problems.clear();
    kind.set(null);
    home.set(found.file());
    found
        .kept()
        .ifPresent(k -> {
          typed.putAll(k.typed());
          kind.set(ChangeKind.of(k.kind()).orElse(null));
        });
    arrived.set(arrived.get() + 1);
  }

  /// The household leaves the counter; what was typed stays on the disk.
  void leave() {
    home.set(null);
    kind.set(null);
    typed.clear();
    problems.clear();
    hits.clear();
  }

  // ---- typing

  /// Another kind: what was typed for the last one is forgotten, but not who says it.
  void choose(@Nullable ChangeKind now) {
    if (now == kind.get()) return;
    typed.clear();
    problems.clear();
    if (now != null) preset(now);
    kind.set(now);
    keep();
  }

  private void preset(ChangeKind now) {
    @Nullable CaseFile file = home.get();
    if (file == null) return;
    String name = file.applicant().map(p -> p.text("name")).orElse("");
    typed.put("reporter", name);
    if (now == ChangeKind.BANK) {
      String holder = file.application().map(a -> a.text("bankHolder")).orElse("");
      typed.put("bankHolder", holder.isEmpty() ? name : holder);
    }
    List<CaseRecord> members = file.members();
    if (now.asks("member") && members.size() == 1)
      typed.put("member", members.getFirst().id().toString());
  }

  void type(String field, String value) {
    if (value.equals(typed.getOrDefault(field, ""))) return;
    if (value.isEmpty()) typed.remove(field);
    else typed.put(field, value);
    problems.remove(field);
    if (field.equals("member")) notByTheDead(value);
  }

  /// Whoever died did not come to say so.
  private void notByTheDead(String member) {
    boolean said = members().getOrDefault(member, "").equals(typed.get("reporter"));
    if (kind.get() == ChangeKind.DEATH && said) typed.remove("reporter");
  }

  /// A field is left: it goes to the disk, and what is wrong with it stands beside it.
  void left(String field) {
    complete();
    keep();
    check().stream()
        .filter(p -> p.field().equals(field) && !p.code().startsWith("REQUIRED"))
        .findFirst()
        .ifPresentOrElse(p -> problems.put(field, words(p)), () -> problems.remove(field));
  }

  /// What an identity number says of a newcomer goes into the empty fields.
  private void complete() {
    Optional<ChangeDraft> draft = draft();
    if (draft.isEmpty()) return;
    draft.get().completed(today()).typed().forEach(typed::putIfAbsent);
  }

  /// A paper was seen, or not.
  void seen(String paper, boolean yes) {
    var all = new TreeSet<>(Arrays.asList(typed.getOrDefault("evidence", "").split(",", -1)));
    all.remove("");
    if (yes) all.add(paper);
    else all.remove(paper);
    type("evidence", String.join(",", all));
    keep();
  }

  boolean isSeen(String paper) {
    return Arrays.asList(typed.getOrDefault("evidence", "").split(",", -1)).contains(paper);
  }

  /// A card laid down while a newcomer is typed fills them in.
  ///
  /// @return whether it was for a newcomer
  boolean card(String name, String number) {
    @Nullable ChangeKind now = kind.get();
    if (home.get() == null || now == null || !now.joins()) return false;
    type("personName", name);
    type(
        "personNumber",
        IdNumber.parse(number, today()).toOptional().map(IdNumber::text).orElse(number));
    left("personNumber");
    return true;
  }

  Optional<ChangeDraft> draft() {
    @Nullable ChangeKind now = kind.get();
    return now == null ? Optional.empty() : Optional.of(new ChangeDraft(now, Map.copyOf(typed)));
  }

  private List<ChangeProblem> check() {
    @Nullable CaseFile file = home.get();
    Optional<ChangeDraft> draft = draft();
    return file == null || draft.isEmpty()
        ? List.of()
        : ChangeRules.check(file, draft.get(), today());
  }

  /// What happens next, with the month it works from, as it would be said now.
  Optional<Message> next() {
    @Nullable CaseFile file = home.get();
    Optional<ChangeDraft> draft = draft();
    if (file == null || draft.isEmpty()) return Optional.empty();
    CaseRecord report =
        draft.get().report(file, new UUID(0, 0), "", new UUID(0, 0), reports.desk().now());
    return Optional.of(next(file, report, today()));
  }

  static Message next(CaseFile file, CaseRecord report, LocalDate today) {
    ChangeKind of = ChangeKind.of(report.text("kind")).orElse(ChangeKind.OTHER);
    ChangeCourse.Next next = ChangeCourse.next(of, Process.stage(file));
    String month = ChangeCourse.month(report, today, today).toString();
    boolean alone = ChangeRules.nobodyLeft(file, report);
    boolean paid = next == ChangeCourse.Next.REVIEW || next == ChangeCourse.Next.UNDER_REVIEW;
    if (of == ChangeKind.DEATH && paid)
      return Message.of(alone ? "changes.next.DEATH_ALONE" : "changes.next.DEATH", month);
    return Message.of("changes.next." + next.name(), month);
  }

  // ---- filing

  /// Takes the report in.
  ///
  /// @return false when something is missing; [#problems] says what
  boolean file() {
    @Nullable CaseFile file = home.get();
    Optional<ChangeDraft> draft = draft();
    if (file == null || draft.isEmpty() || busy) return false;
    complete();
    List<ChangeProblem> wrong = check();
    if (!wrong.isEmpty()) {
      say(wrong);
      return false;
    }
    busy = true;
    next = null;
    UUID application = file.application().orElseThrow().id();
    ChangeDraft full = draft().orElseThrow();
    whenQuiet(() -> send(application, full));
    return true;
  }

  private void send(UUID application, ChangeDraft full) {
    background.run(
        () -> reports.take(application, full),
        filed -> {
          busy = false;
          switch (filed) {
            case ReportDesk.Filed.Wrong(var problems1) -> say(problems1);
            case ReportDesk.Filed.Done(var report, var _) -> taken.set(report);
          }
        },
        this::failed);
  }

  private void say(List<ChangeProblem> wrong) {
    problems.clear();
    for (ChangeProblem p : wrong) problems.putIfAbsent(p.field(), words(p));
  }

  static Message words(ChangeProblem p) {
    Object[] args =
        p.args().stream()
            .map(a -> CodeTables.table("docType").has(a) ? CodeTables.label("docType", a) : a)
            .toArray();
    return Message.of("changes.wrong." + p.code(), args);
  }

  /// The receipt is out of the way: the next person.
  void receipted() {
    taken.set(null);
    leave();
  }

  // ---- keeping

  /// Puts the newest state on the disk, one write at a time and never an older one over a newer.
  private void keep() {
    @Nullable CaseFile file = home.get();
    if (file == null || busy) return;
    @Nullable ChangeKind now = kind.get();
    var kept =
        new KeptReport(
            file.application().orElseThrow().id(),
            now == null ? "" : now.name(),
            Map.copyOf(typed));
    if (writing) next = kept;
    else write(kept);
  }

  private void write(KeptReport kept) {
    writing = true;
    background.perform(
        () -> reports.keep(kept),
        this::written,
        cause -> {
          failed(cause);
          written();
        });
  }

  private void written() {
    writing = false;
    @Nullable KeptReport newer = next;
    next = null;
    if (newer != null) {
      write(newer);
      return;
    }
    @Nullable Runnable due = quiet;
    quiet = null;
    if (due != null) due.run();
  }

  /// Runs when no write is on its way: what is filed must not come back as a draft.
  private void whenQuiet(Runnable act) {
    if (writing) quiet = act;
    else act.run();
  }

  /// What was typed is thrown away, because the person says so.
  void discard() {
    @Nullable CaseFile file = home.get();
    if (file == null) return;
    UUID application = file.application().orElseThrow().id();
    next = null;
    leave();
    whenQuiet(() -> background.perform(() -> reports.forget(application), () -> {}, this::failed));
  }

  private void failed(Throwable cause) {
    busy = false;
    trouble.set("");
    trouble.set(Words.troubleCode(cause));
  }

  /// Names of the members by id, for the choices of a form.
  Map<String, String> members() {
    @Nullable CaseFile file = home.get();
    if (file == null) return Map.of();
    return file.members().stream()
        .collect(
            Collectors.toMap(
                m -> m.id().toString(),
                m -> file.personOf(m).map(p -> p.text("name")).orElse(""),
                (a, _) -> a,
                TreeMap::new));
  }
}
