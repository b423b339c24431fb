package cn.ruhu.casefile.process;

import static org.junit.jupiter.api.Assertions.fail;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.MonthlyAmounts;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/// A household on its way, with everything each step needs; tests stop it anywhere and take one
/// fact away. The people are of the unassigned region 110199.
final class Road {
  static final String STREET = "110108007";
  static final UUID CASE = id(1);
  static final UUID APPLICANT = id(2);
  static final UUID MEMBER = id(3);
  static final UUID SUPPORTER = id(4);
  static final Actor CLERK = new Actor(id(101), Role.WINDOW_CLERK, STREET);
  static final Actor REVIEWER = new Actor(id(102), Role.STREET_REVIEWER, STREET);
  static final Actor CHIEF = new Actor(id(103), Role.STREET_CHIEF, STREET);
  static final Actor DISTRICT = new Actor(id(104), Role.DISTRICT_REVIEWER, "");
  static final Actor INSPECTOR = new Actor(id(105), Role.DISTRICT_INSPECTOR, "");
  static final Actor SYSTEM = Actor.system();
  static final UUID SECOND_INSPECTOR = id(106);
  static final UUID PAIR_A = id(201);
  static final UUID PAIR_B = id(202);

  /// What a household answers that owns nothing and rents.
  static final Map<String, String> OWNS_NOTHING =
      Map.of(
          "P01", "0", "P02", "0", "P03", "0", "P04", "0", "P05", "0", "P08", "0", "P11", "false",
          "H04", "3", "H17", "0", "H19", "false");

  CaseFile file = CaseFile.of(List.of());
  Instant now;
  private final Ids ids;
  private final String schemes;

  private Road(LocalDate start, String schemes) {
    this.now = start.atTime(9, 0).atZone(Process.ZONE).toInstant();
    this.schemes = schemes;
    this.ids = Ids.seeded(() -> now, new Random(7));
  }

  /// Entrusted to the street, rule set CN-2021.
  static Road entrusted() {
    return new Road(LocalDate.of(2023, 3, 1), "DB");
  }

  /// Decided by the district, rule set CN-2012.
  static Road district() {
    return new Road(LocalDate.of(2018, 3, 1), "DB");
  }

  static Road of(LocalDate start, String schemes) {
    return new Road(start, schemes);
  }

  static UUID id(int n) {
    return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + n);
  }

  LocalDate today() {
    return now.atZone(Process.ZONE).toLocalDate();
  }

  Road days(int n) {
    now = now.plus(Duration.ofDays(n));
    return this;
  }

  CaseRecord make(RecordType type, UUID id, Map<String, String> fields) {
    CaseRecord r = CaseRecord.of(type, id, STREET, CASE, fields);
    boolean of = type.field("application").isPresent();
    return of ? r.with("application", CASE.toString()) : r;
  }

  CaseRecord make(RecordType type, Map<String, String> fields) {
    return make(type, ids.next(), fields);
  }

  Road put(CaseRecord r) {
    var all = new ArrayList<>(file.records());
    all.add(r);
    file = CaseFile.of(all);
    return this;
  }

  Road drop(Predicate<CaseRecord> which) {
    file = CaseFile.of(file.records().stream().filter(which.negate()).toList());
    return this;
  }

  Road drop(GateKind kind) {
    return drop(r -> r.type() == RecordType.GATE_FACT && r.text("kind").equals(kind.name()));
  }

  /// Changes a field of every record of a type.
  Road set(RecordType type, String field, String value) {
    for (CaseRecord r : file.all(type)) put(r.with(field, value));
    return this;
  }

  CaseRecord fact(GateKind kind, Actor by, String subject, String value, String reason) {
    return make(RecordType.GATE_FACT, Map.of("kind", kind.name()))
        .with("by", by.staff().toString())
        .with("at", now.toString())
        .with("subject", subject)
        .with("value", value)
        .with("reason", reason);
  }

  Road record(GateKind kind, Actor by, String subject, String value, String reason) {
    return put(fact(kind, by, subject, value, reason));
  }

  UUID page(String slot) {
    UUID id = ids.next();
    put(make(RecordType.PAGE, id, Map.of("slot", slot, "file", address(id))));
    return id;
  }

  static String address(UUID id) {
    return "sha256-" + id.toString().replace("-", "").repeat(2);
  }

  ActInput input() {
    return ActInput.because("because").withFiles(Gates.files(file));
  }

  Ruling ask(Act act, Actor actor, ActInput input) {
    return Process.check(file, act, actor, input, today());
  }

  Road act(Act act, Actor actor, ActInput input) {
    switch (Process.perform(file, act, actor, input, now, ids)) {
      case Performed(var changes) -> file = file.with(changes);
      case Ruling.Refused(var why) -> fail(act + " by " + actor.role() + ": " + why);
    }
    now = now.plusSeconds(60);
    return this;
  }

  List<RecordChange> changesOf(Act act, Actor actor, ActInput input) {
    return switch (Process.perform(file, act, actor, input, now, ids)) {
      case Performed(var changes) -> changes;
      case Ruling.Refused(var why) -> fail(act + ": " + why);
    };
  }

  List<CaseRecord> firstRecords() {
    CaseRecord app =
        make(RecordType.APPLICATION, CASE, Map.of("street", STREET, "schemes", schemes))
            .with("applicant", APPLICANT.toString());
    CaseRecord person =
        make(
            RecordType.PERSON,
            APPLICANT,
            Map.of("name", "申请人", "idNumber", "110199198101010013", "birthDate", "1980-01-01"));
    CaseRecord member =
        make(
            RecordType.MEMBER,
            MEMBER,
            Map.of("person", APPLICANT.toString(), "relation", "01", "livingTogether", "1"));
    return List.of(app, person, member.with("authorization", "SIGNED"));
  }

  Road opened() {
    return act(Act.OPEN, CLERK, input().carrying(firstRecords()));
  }

  Road submittable() {
    opened();
    for (String slot : List.of("D02", "D03", "D04")) page(slot);
    return this;
  }

  Road submitted() {
    return submittable().act(Act.SUBMIT, CLERK, input());
  }

  Road readyToAccept() {
    submitted();
    record(GateKind.DECLARATION_SIGNED, CLERK, "", "", "");
    return record(GateKind.N01_ISSUED, CLERK, "", "N01-1", "");
  }

  Road supplement() {
    submitted();
    record(GateKind.N02_ISSUED, CLERK, "", today().plusDays(10).toString(), "D06, D08");
    return act(Act.ASK_PAPERS, CLERK, input());
  }

  Road accepted() {
    return readyToAccept().act(Act.ACCEPT, CLERK, input());
  }

  Road readyToStart() {
    accepted();
    record(GateKind.VERIFICATION_REQUESTED, CLERK, "", "", "");
    return put(
        make(
            RecordType.ASSIGNMENT,
            id(301),
            Map.of(
                "state", "ASSIGNED",
                "investigatorA", PAIR_A.toString(),
                "investigatorB", PAIR_B.toString())));
  }

  Road visiting() {
    return readyToStart().act(Act.START, SYSTEM, input());
  }

  /// A finished, sealed visit of the pair, begun now.
  CaseRecord visit() {
    UUID id = ids.next();
    Instant from = now;
    now = now.plusSeconds(1800);
    put(make(RecordType.VISIT_ANSWERS, OWNS_NOTHING).with("visit", id.toString()));
    return make(
            RecordType.VISIT,
            id,
            Map.of(
                "disposition", "10",
                "startedAt", from.toString(),
                "finishedAt", now.toString(),
                "investigatorA", PAIR_A.toString(),
                "investigatorB", PAIR_B.toString()))
        .with("visitMode", "HOME")
        .with("purpose", "FIRST")
        .with("signatureA", "a")
        .with("signatureB", "b")
        .with("durationSeconds", "1800")
        .with("manifest", address(id))
        .with("sealHash", address(id));
  }

  /// The district's check, sealed now, with the fact that it was made; as the first visit found but
  /// for these answers.
  CaseRecord checked(Map<String, String> otherwise) {
    now = now.plusSeconds(3600);
    CaseRecord check =
        visit()
            .with("purpose", "SPOT_CHECK")
            .with("investigatorA", INSPECTOR.staff().toString())
            .with("investigatorB", SECOND_INSPECTOR.toString());
    for (CaseRecord a : file.all(RecordType.VISIT_ANSWERS)) {
      CaseRecord answers = a;
      if (!a.text("visit").equals(check.id().toString())) continue;
      for (var o : otherwise.entrySet()) answers = answers.with(o.getKey(), o.getValue());
      put(answers);
    }
    put(check);
    record(GateKind.SPOT_CHECK_DONE, INSPECTOR, check.id().toString(), "10", "");
    return check;
  }

  Road halvesIn() {
    visiting();
    days(1);
    put(visit());
    return record(GateKind.VERIFICATION_REPORT, CLERK, "", "K-1", "");
  }

  Road investigated() {
    return halvesIn().act(Act.BOTH_DONE, SYSTEM, input());
  }

  CaseRecord opinion(String scheme, boolean positive, String reasonCode) {
    return make(RecordType.OPINION, Map.of("scheme", scheme, "reasonText", "seen and judged"))
        .with("positive", Boolean.toString(positive))
        .with("reasonCode", reasonCode)
        .with("reviewClass", "C")
        .with("by", REVIEWER.staff().toString())
        .with("at", now.toString());
  }

  CaseRecord decision(Actor by, String scheme, String outcome, String reasonCode) {
    CaseRecord made =
        make(
                RecordType.DECISION,
                Map.of("scheme", scheme, "outcome", outcome, "reasonText", "decided"))
            .with("reasonCode", reasonCode)
            .with("startMonth", "2023-05")
            .with("by", by.staff().toString())
            .with("at", now.toString());
    return outcome.equals("APPROVED") && MonthlyAmounts.pays(scheme) ? paying(made) : made;
  }

  /// With the amount the means test comes to, else one with its ground.
  private CaseRecord paying(CaseRecord decision) {
    Optional<Fen> counted =
        MonthlyAmounts.of(MeansTest.of(file, Column.ADOPTED, today()), decision.text("scheme"));
    return counted.isPresent()
        ? decision
            .with("monthlyFen", counted.get().text())
            .with("computedFen", counted.get().text())
        : decision.with("monthlyFen", "100000").with("amountReason", "by hand");
  }

  ActInput opinions(CaseRecord... opinions) {
    return input().carrying(List.of(opinions));
  }

  /// Appraised too where the rule set demands it.
  Road readyToJudge() {
    investigated();
    if (today().isBefore(LocalDate.of(2021, 7, 1))) {
      act(Act.APPRAISE, REVIEWER, input());
      record(GateKind.APPRAISAL_RECORD, CLERK, "", "1", "");
      act(Act.APPRAISED, REVIEWER, input());
    }
    return this;
  }

  Road prelim() {
    readyToJudge();
    return act(Act.OPINION, REVIEWER, opinions(opinion("DB", true, "")));
  }

  Road publicity() {
    return prelim().act(Act.POST, CLERK, input());
  }

  Road noticeOver() {
    publicity();
    return proven();
  }

  Road proven() {
    put(fact(GateKind.NOTICE_PHOTO, CLERK, "START", "", "").with("page", page("D20").toString()));
    days(8);
    return put(
        fact(GateKind.NOTICE_PHOTO, CLERK, "END", "", "").with("page", page("D20").toString()));
  }

  /// STREET_CONFIRM or REPORTED, by the mode of the case.
  Road onward() {
    return noticeOver().act(Act.PUBLICITY_END, SYSTEM, input());
  }

  Road districtReview() {
    onward();
    record(GateKind.DRAW_DONE, DISTRICT, "", "2018-03", "drawn by hand");
    return act(Act.TAKE, DISTRICT, input());
  }

  /// At the district, the second notice of CN-2012 behind it.
  Road districtReady() {
    districtReview();
    act(Act.POST_DISTRICT, DISTRICT, input());
    days(8);
    return act(Act.PUBLICITY2_END, SYSTEM, input());
  }

  /// At the district's desk with one scheme, under a rule set without appraisal.
  Road districtFor(String scheme) {
    investigated();
    act(Act.OPINION, REVIEWER, opinions(opinion(scheme, true, "")));
    act(Act.POST, CLERK, input());
    proven();
    act(Act.PUBLICITY_END, SYSTEM, input());
    record(GateKind.DRAW_DONE, DISTRICT, "", "b", "by hand");
    return act(Act.TAKE, DISTRICT, input());
  }

  Road approved() {
    onward();
    return act(Act.DECIDE, CHIEF, opinions(decision(CHIEF, "DB", "APPROVED", "")));
  }

  Road readyToLetter() {
    approved();
    record(GateKind.LETTER_ISSUED, CLERK, "N05", "N05-1", "");
    return record(GateKind.DELIVERED, CLERK, "N05", "", "");
  }

  Road inBenefit() {
    return readyToLetter().act(Act.LETTER, SYSTEM, input());
  }
}
