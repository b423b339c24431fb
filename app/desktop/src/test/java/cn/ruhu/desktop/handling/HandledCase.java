package cn.ruhu.desktop.handling;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.MonthlyAmounts;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.review.CaseScenario;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// A household walked on from its visit by the rules, for pictures of the screens after it.
final class HandledCase {
  static final UUID CHIEF = new UUID(9, 11);
  static final UUID DISTRICT = new UUID(9, 12);
  private static final Actor REVIEWER = actor(TestDesk.REVIEWER, Role.STREET_REVIEWER);
  private static final Actor CLERK = actor(TestDesk.CLERK, Role.WINDOW_CLERK);

  final UUID id;
  private final Ids ids;
  private CaseFile file;
  private Instant now;

  HandledCase(int base, LocalDate start, String name, String schemes) {
    CaseScenario scene =
        new CaseScenario(base, start)
            .schemes(schemes)
            .alone(name, "1951-02-03", "皂君庙甲7号院2号楼104室")
            .accepted()
            .quietVisit();
    id = scene.id;
    file = scene.file();
    now = start.plusDays(4).atTime(9, 30).atZone(Process.ZONE).toInstant();
    ids = Ids.seeded(() -> now, new Random(base * 31L));
  }

  private static Actor actor(UUID staff, Role role) {
    return new Actor(staff, role, TestDesk.STREET);
  }

  Instant now() {
    return now;
  }

  CaseRecord[] records() {
    return file.records().toArray(CaseRecord[]::new);
  }

  List<String> files() {
    return List.copyOf(addresses());
  }

  private Set<String> addresses() {
    var all = new java.util.TreeSet<String>();
    for (CaseRecord r : file.records())
      for (String f : List.of("file", "answers", "manifest")) r.get(f).ifPresent(all::add);
    return all;
  }

  private CaseRecord make(RecordType type, Map<String, String> fields) {
    return CaseRecord.of(type, ids.next(), TestDesk.STREET, id, fields)
        .with("application", id.toString());
  }

  CaseRecord fact(GateKind kind, UUID by, Map<String, String> more) {
    var fields = new TreeMap<>(more);
    fields.put("kind", kind.name());
    fields.put("by", by.toString());
    fields.put("at", now.toString());
    return make(RecordType.GATE_FACT, fields);
  }

  CaseRecord page(String slot) {
    UUID page = ids.next();
    return make(
        RecordType.PAGE,
        Map.of(
            "slot",
            slot,
            "file",
            "sha256-" + page.toString().replace("-", "").repeat(2),
            "mime",
            "image/jpeg",
            "takenAt",
            now.toString(),
            "source",
            "SCANNER"));
  }

  UUID member() {
    return file.members().getFirst().id();
  }

  HandledCase put(CaseRecord... more) {
    var all = new ArrayList<>(file.records());
    all.addAll(List.of(more));
    file = CaseFile.of(all);
    return this;
  }

  HandledCase days(int n) {
    now = now.plus(Duration.ofDays(n));
    return this;
  }

  HandledCase act(Act act, Actor actor, CaseRecord... carried) {
    var input = ActInput.because("已核实").carrying(List.of(carried)).withFiles(addresses());
    var outcome = Process.perform(file, act, actor, input, now, ids);
    file = file.with(assertInstanceOf(Performed.class, outcome, outcome::toString).changes());
    now = now.plusSeconds(120);
    return this;
  }

  private CaseRecord judged(RecordType type, UUID by, String scheme, boolean yes) {
    CaseRecord signed = make(type, Map.of("by", by.toString(), "at", now.toString()));
    return judged(signed, file, scheme, yes);
  }

  /// An opinion or a decision on a scheme, granted or refused, with what the rules ask of it.
  static CaseRecord judged(CaseRecord signed, CaseFile file, String scheme, boolean yes) {
    CaseRecord r =
        signed
            .with("scheme", scheme)
            .with("reasonText", yes ? "家庭人均收入低于标准" : "家庭人均收入高于标准")
            .with("reasonCode", yes ? "" : "R01");
    if (r.type() == RecordType.OPINION)
      return r.with("positive", Boolean.toString(yes)).with("reviewClass", yes ? "A" : "");
    CaseRecord d =
        r.with("outcome", yes ? "APPROVED" : "REJECTED").with("startMonth", yes ? "2026-12" : "");
    return yes && MonthlyAmounts.pays(scheme) ? paying(d, file, scheme) : d;
  }

  /// With the amount the means test comes to, else one with its ground.
  private static CaseRecord paying(CaseRecord decision, CaseFile file, String scheme) {
    LocalDate day = LocalDate.ofInstant(Instant.parse(decision.text("at")), Process.ZONE);
    Optional<Fen> counted = MonthlyAmounts.of(MeansTest.of(file, Column.ADOPTED, day), scheme);
    CaseRecord paid = decision.with("monthlyFen", counted.map(Fen::text).orElse("100000"));
    return counted.isPresent()
        ? paid.with("computedFen", counted.get().text())
        : paid.with("amountReason", "标准待确认，按会议纪要先行确定");
  }

  /// The inspectors' check, as the first visit found it but for these answers.
  HandledCase checked(Map<String, String> otherwise) {
    CaseRecord first = file.finishedVisit().orElseThrow();
    CaseRecord check = make(RecordType.VISIT, first.fields()).with("purpose", "SPOT_CHECK");
    var said = new TreeMap<>(file.answers().byPath());
    said.putAll(otherwise);
    said.put("visit", check.id().toString());
    return put(
        check
            .with("investigatorA", DISTRICT.toString())
            .with("startedAt", now.toString())
            .with("finishedAt", now.plusSeconds(1800).toString()),
        make(RecordType.VISIT_ANSWERS, said),
        fact(
            GateKind.SPOT_CHECK_DONE,
            DISTRICT,
            Map.of("subject", check.id().toString(), "value", "10")));
  }

  /// @param outcomes by scheme, whether it is granted
  HandledCase opinions(Map<String, Boolean> outcomes) {
    if (file.application().orElseThrow().text("ruleSet").equals("CN-2012")) {
      act(Act.APPRAISE, REVIEWER);
      act(
          Act.APPRAISED,
          REVIEWER,
          fact(GateKind.APPRAISAL_RECORD, TestDesk.REVIEWER, Map.of("value", "1")));
    }
    return act(
        Act.OPINION,
        REVIEWER,
        outcomes.entrySet().stream()
            .map(e -> judged(RecordType.OPINION, TestDesk.REVIEWER, e.getKey(), e.getValue()))
            .toArray(CaseRecord[]::new));
  }

  HandledCase notice() {
    CaseRecord start = page("D20");
    act(Act.POST, CLERK, start, photo("START", start));
    days(8);
    CaseRecord end = page("D20");
    return act(Act.PUBLICITY_END, Actor.system(), end, photo("END", end));
  }

  /// Somebody objects on the second day of the notice, and it is taken up.
  HandledCase objected(String who, String why) {
    CaseRecord start = page("D20");
    act(Act.POST, CLERK, start, photo("START", start));
    days(2);
    CaseRecord raised = raised(who, why);
    return act(Act.OBJECT, CLERK, raised, taken(raised));
  }

  /// Another one while the notice rests for the first.
  HandledCase objectedToo(String who, String why) {
    days(1);
    CaseRecord raised = raised(who, why);
    return put(raised, taken(raised));
  }

  private CaseRecord raised(String who, String why) {
    return fact(GateKind.OBJECTION_RAISED, TestDesk.CLERK, Map.of("value", who, "reason", why));
  }

  private CaseRecord taken(CaseRecord raised) {
    return fact(
        GateKind.OBJECTION_TAKEN, TestDesk.CLERK, Map.of("subject", raised.id().toString()));
  }

  private CaseRecord photo(String which, CaseRecord page) {
    return fact(
        GateKind.NOTICE_PHOTO,
        TestDesk.CLERK,
        Map.of("subject", which, "page", page.id().toString()));
  }

  HandledCase decisions(Map<String, Boolean> outcomes) {
    return act(
        Act.DECIDE,
        actor(CHIEF, Role.STREET_CHIEF),
        outcomes.entrySet().stream()
            .map(e -> judged(RecordType.DECISION, CHIEF, e.getKey(), e.getValue()))
            .toArray(CaseRecord[]::new));
  }
}
