package cn.ruhu.desktop.review;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.MonthlyAmounts;
import cn.ruhu.casefile.assess.Snapshot;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.FactRulings;
import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.GradualExit;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.Stops;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.store.StoreException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What a reviewer writes: each method is one durable op, or a draft of this machine. Called off
/// the window's thread.
final class ReviewWork {
  /// Ground of table `stop` for aid that fades out: the income is above the line.
  private static final String EARNS = "S02";

  private final Desk desk;

  ReviewWork(Desk desk) {
    this.desk = desk;
  }

  Desk desk() {
    return desk;
  }

  private Role role() {
    return desk.actor().role();
  }

  /// A chief or the district decides; a reviewer gives an opinion.
  boolean decides() {
    return role() == Role.STREET_CHIEF || role() == Role.DISTRICT_REVIEWER;
  }

  Act returnAct() {
    return role() == Role.DISTRICT_REVIEWER ? Act.RETURN_TO_STREET : Act.RETURN;
  }

  /// The signing act at this stage.
  Act judgeAct(CaseFile file) {
    List<Act> offered = Process.offered(file, role());
    if (offered.contains(Act.CONFIRM)) return Act.CONFIRM;
    if (!decides() && offered.contains(Act.REFUSE)) return Act.REFUSE;
    return decides() ? Act.DECIDE : Act.OPINION;
  }

  boolean mayAdopt() {
    return Rights.mayWrite(role(), RecordType.ITEM, "adopted");
  }

  boolean mayDispose(Flag flag) {
    return Rights.mayDispose(role(), flag.key());
  }

  boolean mayAsk() {
    return Rights.mayCreate(role(), RecordType.QUESTION);
  }

  boolean mayReturn(CaseFile file) {
    return Process.offered(file, role()).contains(returnAct());
  }

  boolean mayJudge(CaseFile file) {
    return Process.offered(file, role()).contains(judgeAct(file));
  }

  boolean maySettle() {
    return Rights.mayWrite(role(), RecordType.QUESTION, "state");
  }

  /// Rules on the value that counts: in the item, where the fact is one, else as a fact of its own.
  void adopt(CaseFile file, FactRow row, String value, String reason) throws StoreException {
    if (row.item().isEmpty()) {
      UUID by = desk.actor().staff();
      CaseRecord ruling =
          FactRulings.rule(file, desk.newId(), row.key(), value, reason, by, desk.now().toString());
      desk.save("save", "", false, List.of(RecordChange.create(ruling)));
      return;
    }
    CaseRecord before = file.record(row.item().orElseThrow()).orElseThrow();
    desk.edit(before, Rulings.rule(file, before, value, reason, desk.actor().staff()));
  }

  void dispose(CaseFile file, Flag flag, String reason) throws StoreException {
    CaseRecord a = file.application().orElseThrow();
    CaseRecord fact =
        CaseRecord.of(
            RecordType.GATE_FACT,
            desk.newId(),
            a.scope(),
            a.id(),
            Map.of(
                "application", a.id().toString(),
                "kind", GateKind.FLAG_DISPOSED.name(),
                "subject", flag.key(),
                "reason", reason,
                "by", desk.actor().staff().toString(),
                "at", desk.now().toString()));
    desk.save("save", "", false, List.of(RecordChange.create(fact)));
  }

  void settle(CaseRecord question, String state) throws StoreException {
    desk.edit(question, question.with("state", state));
  }

  /// Sends the case back with its questions; the standing assignment goes back with it.
  Outcome sendBack(CaseFile file, List<Asked> asked, String reason) throws StoreException {
    CaseRecord a = file.application().orElseThrow();
    var carried = new ArrayList<RecordChange>();
    long round = file.visits().size();
    for (Asked q : asked) {
      CaseRecord question =
          CaseRecord.of(
                  RecordType.QUESTION,
                  desk.newId(),
                  a.scope(),
                  a.id(),
                  Map.of(
                      "application", a.id().toString(),
                      "path", q.path(),
                      "words", q.words(),
                      "state", "OPEN",
                      "askedBy", desk.actor().staff().toString(),
                      "askedAt", desk.now().toString(),
                      "round", Long.toString(round)))
              .with("sample", q.sample())
              .with("member", q.member().map(UUID::toString).orElse(""))
              .with("visit", file.finishedVisit().map(v -> v.id().toString()).orElse(""));
      carried.add(RecordChange.create(question));
    }
    if (returnAct() == Act.RETURN)
      file.assignments().stream()
          .filter(x -> !x.text("state").equals("WITHDRAWN"))
          .reduce((_, later) -> later)
          .flatMap(x -> RecordChange.between(x, x.with("state", "RETURNED")))
          .ifPresent(carried::add);
    Outcome outcome = desk.act(a.id(), returnAct(), ActInput.because(reason).withCarried(carried));
    if (outcome instanceof Performed) desk.store().drafts().remove(askedKey(a.id()));
    return outcome;
  }

  /// The records a signature would write now.
  ActInput signing(CaseFile file, List<Verdict> verdicts, Set<UUID> opened) {
    CaseRecord a = file.application().orElseThrow();
    String unopened =
        String.join(
            ",",
            file.pages().stream()
                .map(CaseRecord::id)
                .filter(p -> !opened.contains(p))
                .map(UUID::toString)
                .limit(200)
                .toList());
    boolean given = verdicts.stream().anyMatch(Verdict::given);
    String computed = given ? Snapshot.of(file, desk.today()) : "";
    List<CaseRecord> made =
        verdicts.stream()
            .filter(Verdict::given)
            .map(v ->
                Snapshot.keep(
                    (decides() ? decision(file, a, v) : opinion(file, a, v))
                        .with("unopenedEvidence", unopened),
                    computed))
            .toList();
    String reason =
        verdicts.stream().map(Verdict::reasonText).filter(t -> !t.isBlank()).findFirst().orElse("");
    ActInput input = ActInput.because(reason).carrying(made);
    return decides() && judgeAct(file) == Act.CONFIRM ? reviewed(input, verdicts) : input;
  }

  /// Where a review leads: aid goes on while one scheme is granted, else it ends on the ground of
  /// the first refusal.
  private static ActInput reviewed(ActInput input, List<Verdict> verdicts) {
    List<Verdict> given = verdicts.stream().filter(Verdict::given).toList();
    if (given.isEmpty()) return input;
    if (given.stream().anyMatch(Verdict::positive)) return input.to(Stage.IN_BENEFIT);
    if (given.stream().anyMatch(Verdict::fades))
      return input.to(Stage.GRADUAL_EXIT).withDetail(EARNS);
    return input.to(Stage.TERMINATED).withDetail(Stops.ground(given.getFirst().reasonCode()));
  }

  private CaseRecord opinion(CaseFile file, CaseRecord a, Verdict v) {
    return signed(RecordType.OPINION, a, v)
        .with("positive", Boolean.toString(v.positive()))
        .with("visit", file.finishedVisit().map(x -> x.id().toString()).orElse(""))
        .with("reviewClass", v.positive() ? v.reviewClass() : "");
  }

  private CaseRecord decision(CaseFile file, CaseRecord a, Verdict v) {
    String ends =
        judgeAct(file) == Act.CONFIRM
            ? YearMonth.from(desk.today()).plusMonths(1).toString() // this month's list is out
            : "";
    String level = role() == Role.STREET_CHIEF ? "STREET" : "DISTRICT";
    if (v.fades()) { // without its months where it cannot: the guards say why
      Optional<GradualExit> exit = fading(desk, file, v.scheme());
      return signed(RecordType.DECISION, a, v)
          .with("outcome", Stage.GRADUAL_EXIT.name())
          .with("reasonCode", EARNS)
          .with("monthlyFen", exit.map(e -> e.first().text()).orElse(""))
          .with("schedule", exit.map(GradualExit::text).orElse(""))
          .with("startMonth", ends)
          .with("level", level);
    }
    String counted = v.positive() ? counted(file, v.scheme()) : "";
    boolean other =
        v.positive() && MonthlyAmounts.pays(v.scheme()) && !v.monthlyFen().equals(counted);
    return signed(RecordType.DECISION, a, v)
        .with("outcome", v.positive() ? "APPROVED" : "REJECTED")
        .with("computedFen", other ? v.reasonedBeside(counted) : counted)
        .with("amountReason", other ? v.amountReason().strip() : "")
        .with("startMonth", v.positive() ? v.startMonth() : ends)
        .with("level", level);
  }

  /// The months by which aid fades out when the review that is decided here found income from work;
  /// empty where this is no decision of a review or no amount is paid.
  static Optional<GradualExit> fading(Desk desk, CaseFile file, String scheme) {
    Role role = desk.actor().role();
    boolean decides = role == Role.STREET_CHIEF || role == Role.DISTRICT_REVIEWER;
    if (!decides || !Process.offered(file, role).contains(Act.CONFIRM)) return Optional.empty();
    YearMonth next = YearMonth.from(desk.today()).plusMonths(1); // this month's list is out
    return GradualExit.of(file, scheme, next, desk.today());
  }

  private CaseRecord signed(RecordType type, CaseRecord a, Verdict v) {
    return CaseRecord.of(
            type,
            desk.newId(),
            a.scope(),
            a.id(),
            Map.of(
                "application", a.id().toString(),
                "scheme", v.scheme(),
                "by", desk.actor().staff().toString(),
                "at", desk.now().toString()))
        .with("reasonText", v.reasonText())
        .with("reasonCode", v.positive() ? "" : v.reasonCode())
        .with("monthlyFen", v.positive() ? v.monthlyFen() : "");
  }

  Outcome sign(CaseFile file, List<Verdict> verdicts, Set<UUID> opened) throws StoreException {
    UUID id = file.application().orElseThrow().id();
    Outcome outcome = desk.act(id, judgeAct(file), signing(file, verdicts, opened));
    if (outcome instanceof Performed) desk.store().drafts().remove(verdictKey(id));
    return outcome;
  }

  // drafts of this machine

  private static String askedKey(UUID id) {
    return "review-asked:" + id;
  }

  private static String verdictKey(UUID id) {
    return "review-verdict:" + id;
  }

  private static String openedKey(UUID id) {
    return "review-opened:" + id;
  }

  private static String reasonKey(UUID id) {
    return "review-reason:" + id;
  }

  List<Asked> asked(UUID id) throws StoreException {
    return desk.store().drafts().get(askedKey(id)).map(Asked::read).orElse(List.of());
  }

  void keepAsked(UUID id, List<Asked> all) throws StoreException {
    if (all.isEmpty()) desk.store().drafts().remove(askedKey(id));
    else desk.store().drafts().put(askedKey(id), Asked.write(all));
  }

  String returnReason(UUID id) throws StoreException {
    return desk.store()
        .drafts()
        .get(reasonKey(id))
        .map(b -> DraftText.read(b, 1))
        .filter(r -> !r.isEmpty())
        .map(r -> r.getFirst().getFirst())
        .orElse("");
  }

  void keepReturnReason(UUID id, String words) throws StoreException {
    if (words.isEmpty()) desk.store().drafts().remove(reasonKey(id));
    else desk.store().drafts().put(reasonKey(id), DraftText.write(List.of(List.of(words))));
  }

  /// What the means test pays a month for a scheme now; empty where it comes to no amount.
  private String counted(CaseFile file, String scheme) {
    return MonthlyAmounts.of(MeansTest.of(file, Column.ADOPTED, desk.today()), scheme)
        .map(Fen::text)
        .orElse("");
  }

  /// One verdict a scheme, blank where nothing was written.
  List<Verdict> verdicts(CaseFile file) throws StoreException {
    UUID id = file.application().orElseThrow().id();
    List<Verdict> kept =
        desk.store().drafts().get(verdictKey(id)).map(Verdict::read).orElse(List.of());
    return file.judgedSchemes().stream()
        .map(s ->
            kept.stream().filter(v -> v.scheme().equals(s)).findFirst().orElse(Verdict.blank(s)))
        .toList();
  }

  void keepVerdicts(UUID id, List<Verdict> all) throws StoreException {
    desk.store().drafts().put(verdictKey(id), Verdict.write(all));
  }

  Set<UUID> opened(UUID id) throws StoreException {
    var all = new LinkedHashSet<UUID>();
    for (byte[] e : desk.store().drafts().entries(openedKey(id)))
      DraftText.read(e, 1).forEach(r -> all.add(UUID.fromString(r.getFirst())));
    return all;
  }

  /// Remembers that a page was looked at.
  void looked(UUID id, CaseRecord page) throws StoreException {
    desk.store()
        .drafts()
        .append(openedKey(id), DraftText.write(List.of(List.of(page.id().toString()))));
  }
}
