package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.fail;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.FieldKind;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

/// A household walking from its opening to the reviewer's desk, every step by the rules of the case
/// file; its records are what the district would send. The people are invented.
public final class CaseScenario {
  private static final Actor CLERK = new Actor(TestDesk.CLERK, Role.WINDOW_CLERK, TestDesk.STREET);
  private static final Actor REVIEWER =
      new Actor(TestDesk.REVIEWER, Role.STREET_REVIEWER, TestDesk.STREET);

  public final UUID id;
  private final int base;
  private final Ids ids;
  private final Map<String, String> addresses = new HashMap<>();
  private CaseFile file = CaseFile.of(List.of(standard()));
  private Instant now;
  private String schemes = "DB";
  private String number;

  public CaseScenario(int base, LocalDate start) {
    this.base = base;
    this.id = new UUID(0x0190_0000_0000_7000L + base, 1);
    this.now = start.atTime(9, 10).atZone(Process.ZONE).toInstant();
    this.ids = Ids.seeded(() -> now, new Random(base));
    this.number = "110108007202600" + String.format("%05d", base) + "8";
  }

  /// Walks the Zhang household of four to its finished visit, with differences to look at.
  static CaseScenario zhang() {
    return new CaseScenario(18, LocalDate.of(2026, 11, 9)).family().accepted().visited();
  }

  /// The 低保 standard of these days, as the district enters it; the built-in table ends before.
  public static CaseRecord standard() {
    return CaseRecord.of(
        RecordType.STANDARD,
        new UUID(0x0190_0000_0000_7000L, 900),
        CaseRecord.PUBLIC,
        null,
        Map.of(
            "name", "DIBAO",
            "effective", "2025-07",
            "valueFen", "150000",
            "source", "district",
            "confirmed", "true"));
  }

  UUID member(int n) {
    return new UUID(0x0190_0000_0000_7000L + base, 100 + n);
  }

  private UUID person(int n) {
    return new UUID(0x0190_0000_0000_7000L + base, 200 + n);
  }

  UUID item(int n) {
    return new UUID(0x0190_0000_0000_7000L + base, 300 + n);
  }

  public CaseScenario schemes(String codes) {
    schemes = codes;
    return this;
  }

  /// The file that pages of a kind point at.
  public CaseScenario holding(String slot, String address) {
    addresses.put(slot, address);
    return this;
  }

  public CaseFile file() {
    return file;
  }

  public CaseRecord[] records() {
    return file.records().toArray(CaseRecord[]::new);
  }

  public List<String> files() {
    var all = new TreeSet<String>();
    for (CaseRecord r : file.records())
      for (var f : r.type().fields())
        if (f.kind() == FieldKind.FILE) r.get(f.name()).ifPresent(all::add);
    return List.copyOf(all);
  }

  CaseScenario days(int n) {
    now = now.plus(Duration.ofDays(n));
    return this;
  }

  CaseRecord make(RecordType type, UUID recordId, Map<String, String> fields) {
    CaseRecord r = CaseRecord.of(type, recordId, TestDesk.STREET, id, fields);
    return type.field("application").isPresent() ? r.with("application", id.toString()) : r;
  }

  CaseScenario put(CaseRecord r) {
    var all = new ArrayList<>(file.records());
    all.add(r);
    file = CaseFile.of(all);
    return this;
  }

  private void act(Act act, Actor actor, ActInput input) {
    switch (Process.perform(
        file, act, actor, input.withFiles(java.util.Set.copyOf(files())), now, ids)) {
      case Performed(var changes) -> file = file.with(changes);
      case Ruling.Refused(var why) -> fail(act + ": " + why);
    }
    now = now.plusSeconds(180);
  }

  CaseScenario fact(GateKind kind, UUID by, String subject, String value, String reason) {
    return put(
        make(RecordType.GATE_FACT, ids.next(), Map.of("kind", kind.name()))
            .with("by", by.toString())
            .with("at", now.toString())
            .with("subject", subject)
            .with("value", value)
            .with("reason", reason));
  }

  private void page(String slot, int member, String label, String path) {
    UUID pageId = ids.next();
    String address =
        addresses.getOrDefault(slot, "sha256-" + pageId.toString().replace("-", "").repeat(2));
    CaseRecord page =
        make(RecordType.PAGE, pageId, Map.of("slot", slot, "file", address, "mime", "image/png"))
            .with("label", label)
            .with("path", path)
            .with("takenAt", now.toString())
            .with("by", (path.isEmpty() ? TestDesk.CLERK : TestDesk.FIRST).toString());
    put(member == 0 ? page : page.with("member", member(member).toString()));
  }

  private CaseRecord person(int n, String name, String number, String born) {
    return make(
        RecordType.PERSON,
        person(n),
        Map.of("name", name, "idNumber", number, "birthDate", born, "validTo", "2036-05-01"));
  }

  private CaseRecord member(int n, String relation, Map<String, String> more) {
    return make(RecordType.MEMBER, member(n), more)
        .with("person", person(n).toString())
        .with("relation", relation)
        .with("livingTogether", "1")
        .with("hukouRelation", "1")
        .with("authorization", "SIGNED")
        .with("order", Integer.toString(n));
  }

  private CaseRecord item(
      int n, int member, String kind, String code, String declared, String note) {
    CaseRecord i =
        make(RecordType.ITEM, item(n), Map.of("kind", kind, "code", code))
            .with("declared", declared)
            .with("declaredNote", note)
            .with("order", Integer.toString(n));
    return member == 0 ? i : i.with("member", member(member).toString());
  }

  private CaseRecord application(String address) {
    return make(
            RecordType.APPLICATION,
            id,
            Map.of("street", TestDesk.STREET, "schemes", schemes, "number", number))
        .with("applicant", person(1).toString())
        .with("residenceAddress", address);
  }

  /// Four people, incomes, property, a rented flat.
  public CaseScenario family() {
    var made = new ArrayList<CaseRecord>();
    made.add(application("大慧寺路12号院3号楼2单元501室"));
    made.add(person(1, "张桂兰", "110199196803120025", "1968-03-12"));
    made.add(person(2, "李建国", "110199196407050013", "1964-07-05"));
    made.add(person(3, "李明", "110199200209180012", "2002-09-18"));
    made.add(person(4, "王秀英", "110199194201230024", "1942-01-23"));
    made.add(
        member(
            1, "01", Map.of("marital", "20", "labour", "1", "occupation", "4", "education", "70")));
    made.add(
        member(
            2, "10", Map.of("marital", "20", "labour", "3", "occupation", "7", "education", "70")));
    made.add(
        member(
            3, "20", Map.of("marital", "10", "labour", "1", "occupation", "2", "education", "60")));
    made.add(member(4, "52", Map.of("marital", "30", "labour", "3", "occupation", "9")));
    made.add(item(1, 1, "INCOME", "102", "180000", "保洁，按月领现金").with("months", "12"));
    made.add(item(2, 2, "INCOME", "401", "310000", ""));
    made.add(item(3, 3, "INCOME", "102", "0", "在校，无收入"));
    made.add(item(4, 4, "INCOME", "401", "28000", "福利养老金"));
    made.add(item(5, 0, "ASSET", "P01", "50000", ""));
    made.add(item(6, 0, "ASSET", "P02", "800000", "存折两本"));
    made.add(item(7, 0, "ASSET", "P08", "0", ""));
    made.add(item(8, 0, "HOUSING", "H04", "2", ""));
    made.add(item(9, 0, "HOUSING", "H05", "12000", ""));
    made.add(item(10, 0, "HOUSING", "H07", "52.4", ""));
    made.add(item(11, 0, "HOUSING", "H08", "2", ""));
    made.add(item(12, 0, "EXPENSE", "E08", "960000", "李建国透析自费"));
    act(Act.OPEN, CLERK, ActInput.NONE.carrying(made));
    return this;
  }

  /// One person alone, nothing to compare: fills the queue.
  public CaseScenario alone(String name, String born, String address) {
    var made = new ArrayList<CaseRecord>();
    made.add(application(address));
    made.add(person(1, name, "110199198101010013", born));
    made.add(member(1, "01", Map.of("labour", "3", "marital", "10")));
    made.add(item(1, 1, "INCOME", "401", "90000", ""));
    act(Act.OPEN, CLERK, ActInput.NONE.carrying(made));
    return this;
  }

  public CaseScenario accepted() {
    page("D02", 0, "登记表及声明授权书（签字）", "");
    page("D03", 1, "身份证正反面", "");
    page("D04", 0, "户口簿首页及各页", "");
    page("D06", 1, "家政公司收入证明", "");
    page("D07", 2, "养老金存折", "");
    page("D08", 2, "海淀医院诊断证明", "");
    page("D14", 0, "公房租赁合同", "");
    act(Act.SUBMIT, CLERK, ActInput.NONE);
    fact(GateKind.DECLARATION_SIGNED, TestDesk.CLERK, "", "", "");
    fact(GateKind.N01_ISSUED, TestDesk.CLERK, "", "北下关受字〔2026〕" + base + "号", "");
    act(Act.ACCEPT, CLERK, ActInput.NONE);
    fact(GateKind.VERIFICATION_REQUESTED, TestDesk.CLERK, "", "", "");
    put(
        make(RecordType.ASSIGNMENT, new UUID(0x0190_0000_0000_7000L + base, 400), Map.of())
            .with("state", "ASSIGNED")
            .with("agency", TestDesk.AGENCY.toString())
            .with("investigatorA", TestDesk.FIRST.toString())
            .with("investigatorB", TestDesk.SECOND.toString()));
    act(Act.START, Actor.system(), ActInput.NONE);
    return this;
  }

  private UUID visit(String disposition) {
    UUID visit = ids.next();
    Instant from = now;
    now = now.plusSeconds(2100);
    put(
        make(RecordType.VISIT, visit, Map.of("disposition", disposition, "visitMode", "HOME"))
            .with("purpose", "FIRST")
            .with("startedAt", from.toString())
            .with("finishedAt", now.toString())
            .with("investigatorA", TestDesk.FIRST.toString())
            .with("investigatorB", TestDesk.SECOND.toString())
            .with("interviewee", member(1).toString())
            .with("signatureA", "a")
            .with("signatureB", "b")
            .with("durationSeconds", "2100")
            .with("sealHash", "sha256-9f2c41d0a7be55c8e0134b7d6a92f3e1" + "0".repeat(32)));
    return visit;
  }

  /// What was not told otherwise: the household owns nothing and rents.
  private void answers(UUID visit, Map<String, String> told) {
    var answers = new HashMap<>(told);
    for (String none : List.of("P01", "P02", "P03", "P04", "P05", "P08", "H17"))
      answers.putIfAbsent(none, "0");
    for (String no : List.of("P11", "H19")) answers.putIfAbsent(no, "false");
    answers.putIfAbsent("H04", "3");
    put(make(RecordType.VISIT_ANSWERS, ids.next(), answers).with("visit", visit.toString()));
  }

  private void verified(int n, String value, String note, String registry) {
    CaseRecord i = file.record(item(n)).orElseThrow();
    put(i.with("verified", value).with("verifiedNote", note).with("registry", registry));
  }

  private Map<String, String> found() {
    var a = new HashMap<String, String>();
    for (int n = 1; n <= 4; n++) {
      a.put("M10@" + member(n), "1");
      a.put("M12@" + member(n), n == 3 ? "5" : "1");
      a.put("M17@" + member(n), List.of("4", "7", "3", "9").get(n - 1));
    }
    a.put("M16@" + member(1), "1");
    a.put("M16@" + member(2), "2");
    a.put("H01", "1");
    a.put("H04", "2");
    a.put("H05", "12000");
    a.put("H06", "1");
    a.put("H07", "52.4");
    a.put("H08", "2");
    a.put("P01", "50000");
    a.put("P02", "1200000");
    a.put("P08", "0");
    return a;
  }

  /// The visit finds more than was declared; the report adds to it. Both halves are in.
  public CaseScenario visited() {
    days(2);
    UUID visit = visit("11");
    answers(visit, found());
    verified(1, "230000", "工资条三张，每月 2300 元", "");
    verified(2, "310000", "", "326000");
    verified(3, "60000", "快递站兼职，本人未在场", "");
    verified(4, "28000", "", "28000");
    verified(6, "1200000", "出示存折三本", "2365000");
    page("D19", 0, "客厅", "H06");
    page("D06", 1, "工资条", "I01@" + member(1));
    page("D18", 0, "核对报告", "");
    fact(GateKind.VERIFICATION_REPORT, TestDesk.CLERK, "", "京核〔2026〕118834", "");
    act(Act.BOTH_DONE, Actor.system(), ActInput.NONE);
    return this;
  }

  /// A visit that finds what was declared.
  public CaseScenario quietVisit() {
    days(2);
    UUID visit = visit("10");
    answers(visit, Map.of("M10@" + member(1), "1", "M12@" + member(1), "1", "H04", "1"));
    verified(1, "90000", "", "90000");
    page("D19", 0, "居室", "H06");
    fact(GateKind.VERIFICATION_REPORT, TestDesk.CLERK, "", "京核〔2026〕" + base, "");
    act(Act.BOTH_DONE, Actor.system(), ActInput.NONE);
    return this;
  }

  /// The reviewer sends it back with a question; the answer of the investigators is in.
  CaseScenario returned() {
    CaseRecord q =
        make(RecordType.QUESTION, ids.next(), Map.of("path", "M12@" + member(1)))
            .with("member", member(1).toString())
            .with("words", "请当面核实本人")
            .with("askedBy", TestDesk.REVIEWER.toString())
            .with("askedAt", now.toString())
            .with("state", "OPEN");
    act(Act.RETURN, REVIEWER, ActInput.because("需补充核实").carrying(List.of(q)));
    return this;
  }

  /// The opinion of a colleague is in; the case waits for its notice.
  CaseScenario judged(UUID by) {
    var actor = new Actor(by, Role.STREET_REVIEWER, TestDesk.STREET);
    CaseRecord o =
        make(
                RecordType.OPINION,
                ids.next(),
                Map.of("scheme", schemes.split(",", -1)[0], "positive", "true"))
            .with("reasonText", "家庭人均收入低于标准，情况属实")
            .with("reviewClass", "B")
            .with("by", by.toString())
            .with("at", now.toString());
    act(Act.OPINION, actor, ActInput.because("情况属实").carrying(List.of(o)));
    return this;
  }
}
