package cn.ruhu.desktop.changes;

import cn.ruhu.casefile.change.ChangeCourse;
import cn.ruhu.casefile.change.ChangeDraft;
import cn.ruhu.casefile.change.ChangeEntry;
import cn.ruhu.casefile.change.ChangeKind;
import cn.ruhu.casefile.change.ChangeProblem;
import cn.ruhu.casefile.change.ChangeRules;
import cn.ruhu.casefile.change.ChangeState;
import cn.ruhu.casefile.names.PeopleIndex;
import cn.ruhu.casefile.paper.DocumentNumber;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Show;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.IntakeDraft;
import cn.ruhu.store.Drafts;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.WireException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this feature reads and writes; each step is one durable op. Work for the background.
final class ReportDesk {
  private static final int HITS_MAX = 8;
  private static final int PEOPLE_MAX = 40;

  /// Word of the numbers on receipts.
  private static final String NUMBERED = "CHANGE";

  /// What came of taking a report in.
  sealed interface Filed {
    record Done(CaseRecord report, boolean written) implements Filed {}

    record Wrong(List<ChangeProblem> problems) implements Filed {}
  }

  /// A household at the counter.
  ///
  /// @param kept what was typed for it before, if anything was left
  /// @param declaring its declaration is being written at the window: changes belong there
  record Home(CaseFile file, Optional<KeptReport> kept, boolean declaring) {}

  private final Desk desk;

  ReportDesk(Desk desk) {
    this.desk = desk;
  }

  Desk desk() {
    return desk;
  }

  boolean judges() {
    return desk.actor().role() == Role.STREET_REVIEWER;
  }

  // ---- reading

  /// Every report of the street, those that wait for this person first, then the newest.
  List<ChangeRow> all() {
    return desk.store().all(RecordType.CHANGE_REPORT).stream()
        .filter(r -> r.scope().equals(desk.actor().street()))
        .flatMap(r -> row(r).stream())
        .sorted(
            Comparator.comparing((ChangeRow r) -> !mine(r))
                .thenComparing(ChangeRow::at, Comparator.reverseOrder())
                .thenComparing(ChangeRow::id))
        .toList();
  }

  /// Whether a report waits for this person.
  boolean mine(ChangeRow row) {
    return judges() ? row.state() == ChangeState.TOLD : row.awaited();
  }

  private Optional<ChangeRow> row(CaseRecord report) {
    Optional<ChangeState> state = ChangeState.of(report);
    Optional<Instant> at = CaseFile.instant(report, "reportedAt");
    if (state.isEmpty() || at.isEmpty() || ChangeKind.of(report.text("kind")).isEmpty())
      return Optional.empty();
    Optional<CaseRecord> app = report.ref("application").flatMap(desk.store()::record);
    return Optional.of(
        new ChangeRow(
            report,
            app.map(this::applicant).orElse(""),
            about(report),
            at.get(),
            report.ref("by").map(desk::staffName).orElse(""),
            state.get(),
            report.get("recordedAt").isPresent(),
            ChangeEntry.awaited(report)));
  }

  private static String about(CaseRecord report) {
    return Stream.of("personName", "newText", "newDelivery", "bankName", "note")
        .map(report::text)
        .filter(t -> !t.isEmpty())
        .findFirst()
        .orElse("");
  }

  private String applicant(CaseRecord application) {
    return application
        .ref("applicant")
        .flatMap(desk.store()::record)
        .map(p -> p.text("name"))
        .orElse("");
  }

  /// Households of the street that answer, best first.
  List<FoundHome> find(String typed) {
    String query = typed.strip();
    if (query.isEmpty()) return List.of();
    return found(desk.people().search(query, PEOPLE_MAX));
  }

  /// Households somebody of exactly this number belongs to.
  List<FoundHome> ofNumber(String number) {
    return found(desk.people().exact(number));
  }

  private List<FoundHome> found(List<PeopleIndex.Hit> hits) {
    return hits.stream()
        .map(PeopleIndex.Hit::household)
        .distinct()
        .flatMap(id -> desk.store().record(id).stream())
        .filter(a -> a.scope().equals(desk.actor().street()))
        .limit(HITS_MAX)
        .map(this::home)
        .toList();
  }

  private FoundHome home(CaseRecord a) {
    String detail =
        Stream.of(
                CodeTables.label("stage", a.text("stage")),
                a.text("residenceAddress"),
                Show.caseNumber(a.text("number")))
            .filter(t -> !t.isEmpty())
            .collect(Collectors.joining(" \u00b7 "));
    return new FoundHome(a.id(), applicant(a), detail);
  }

  Home open(UUID application) throws StoreException, WireException {
    CaseFile file = desk.caseFile(application);
    boolean draft = Process.stage(file).filter(s -> s == Stage.DRAFT).isPresent();
    boolean typing = desk.store().drafts().get(IntakeDraft.key(application)).isPresent();
    Optional<byte[]> kept = desk.store().drafts().get(KeptReport.key(application));
    return new Home(
        file,
        kept.isEmpty() ? Optional.empty() : Optional.of(KeptReport.read(kept.get())),
        draft || typing);
  }

  CaseFile file(UUID application) {
    return desk.caseFile(application);
  }

  /// Households a report was begun for and not finished, the newest first.
  List<FoundHome> begun() throws StoreException, WireException {
    var all = new ArrayList<FoundHome>();
    for (Drafts.Parked p : desk.store().drafts().parked()) {
      if (!p.key().startsWith(KeptReport.PREFIX)) continue;
      Optional<byte[]> bytes = desk.store().drafts().get(p.key());
      if (bytes.isEmpty()) continue;
      KeptReport kept = KeptReport.read(bytes.get());
      String kind = CodeTables.label("changeKind", kept.kind());
      desk.store()
          .record(kept.application())
          .ifPresent(
              a -> all.add(new FoundHome(a.id(), applicant(a), kept.kind().isEmpty() ? "" : kind)));
    }
    return all;
  }

  // ---- writing

  void keep(KeptReport report) throws StoreException {
    desk.store().drafts().put(KeptReport.key(report.application()), report.toBytes());
  }

  void forget(UUID application) throws StoreException {
    desk.store().drafts().remove(KeptReport.key(application));
  }

  /// Takes a report in, with what it writes at once.
  Filed take(UUID application, ChangeDraft draft) throws StoreException {
    CaseFile file = desk.caseFile(application);
    LocalDate today = desk.today();
    List<ChangeProblem> wrong = ChangeRules.check(file, draft, today);
    if (!wrong.isEmpty()) return new Filed.Wrong(wrong);
    String street = file.application().orElseThrow().text("street");
    String number =
        desk.store()
            .nextDocumentNumber(DocumentNumber.wordFor(street, NUMBERED), today.getYear())
            .text();
    CaseRecord report = draft.report(file, desk.newId(), number, me(), desk.now());
    boolean writes = ChangeEntry.atOnce(draft.kind(), Process.stage(file));
    List<RecordChange> changes =
        writes
            ? ChangeEntry.changes(file, report, desk::newId, me(), desk.now())
            : List.of(RecordChange.create(report));
    desk.save("change.report", "", true, changes, KeptReport.key(application));
    return new Filed.Done(report, writes);
  }

  /// Judges a report; a review the case is not in yet begins in the same step.
  ///
  /// @return what stands against it, empty when it is done
  List<Hindrance> rule(ChangeRow row, ChangeState to, String words) throws StoreException {
    CaseRecord before = desk.store().record(row.id()).orElse(row.report());
    CaseFile file = desk.caseFile(row.application());
    LocalDate said = Show.day(row.at());
    CaseRecord after =
        before
            .with("state", to.name())
            .with("ruling", words)
            .with("ruledBy", me().toString())
            .with("ruledAt", at())
            .with(
                "effectiveMonth",
                to == ChangeState.CLOSED
                    ? ""
                    : ChangeCourse.month(before, said, desk.today()).toString());
    List<RecordChange> change = RecordChange.between(before, after).stream().toList();
    if (to == ChangeState.REVIEW && ChangeCourse.moves(Process.stage(file))) {
      String code = ChangeKind.of(before.text("kind")).flatMap(ChangeKind::changeCode).orElse("");
      Outcome outcome =
          desk.act(
              row.application(),
              Act.CHANGE,
              ActInput.because(words).withDetail(code).withCarried(change));
      return outcome instanceof Ruling.Refused(List<Hindrance> why) ? why : List.of();
    }
    desk.save("change.rule", words, true, change);
    return List.of();
  }

  void takeBack(ChangeRow row, String words) throws StoreException {
    CaseRecord before = desk.store().record(row.id()).orElse(row.report());
    CaseRecord after =
        before.with("state", ChangeState.TAKEN_BACK.name()).with("takeBackReason", words);
    desk.save("change.back", words, true, RecordChange.between(before, after).stream().toList());
  }

  /// Writes a judged report into the file.
  void enter(ChangeRow row) throws StoreException {
    CaseFile file = desk.caseFile(row.application());
    CaseRecord report = file.record(row.id()).orElse(row.report());
    desk.save(
        "change.enter", "", true, ChangeEntry.changes(file, report, desk::newId, me(), desk.now()));
  }

  /// A paper that was missing is brought.
  void paper(ChangeRow row, String paper) throws StoreException {
    CaseRecord before = desk.store().record(row.id()).orElse(row.report());
    String seen = before.text("evidence");
    CaseRecord after = before.with("evidence", seen.isEmpty() ? paper : seen + "," + paper);
    desk.save("change.paper", "", true, RecordChange.between(before, after).stream().toList());
  }

  /// Names the case that was opened for whoever stands for the household now (停旧建新).
  ///
  /// @return false when no case of the street has this number
  boolean followedBy(ChangeRow row, String number) throws StoreException {
    String plain = number.replaceAll("[\\s-]", "").toUpperCase(java.util.Locale.ROOT);
    Optional<CaseRecord> next =
        desk.applications().stream()
            .filter(a -> a.text("number").equals(plain) && !a.id().equals(row.application()))
            .findFirst();
    if (next.isEmpty()) return false;
    CaseRecord before = desk.store().record(row.id()).orElse(row.report());
    CaseRecord after = before.with("nextCase", next.get().id().toString());
    desk.save("change.follow", "", true, RecordChange.between(before, after).stream().toList());
    return true;
  }

  private UUID me() {
    return desk.actor().staff();
  }

  private String at() {
    return desk.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /// The day a report was made on, at the office.
  static LocalDate saidOn(CaseRecord report) {
    return Texts.instant(report.text("reportedAt")).map(Show::day).orElse(LocalDate.EPOCH);
  }
}
