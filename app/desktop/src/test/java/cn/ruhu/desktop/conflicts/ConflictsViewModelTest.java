package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.pages.DistrictDouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictsViewModelTest {
  static final UUID CASE = new UUID(1, 1);
  static final UUID PERSON = new UUID(1, 2);
  static final UUID MEMBER = new UUID(1, 3);
  static final UUID WAGE = new UUID(1, 4);
  static final UUID CONFLICT = new UUID(1, 5);

  @TempDir Path home;
  private TestDesk at;
  private ConflictsViewModel model;

  @BeforeEach
  void open() throws Exception {
    at = TestDesk.clerk(home);
    at.receive(records());
    model =
        new ConflictsViewModel(
            at.desk(), new DistrictDouble(at), Background.inline(), Text.chinese());
    model.refresh();
  }

  @AfterEach
  void close() throws Exception {
    at.close();
  }

  static CaseRecord[] records() {
    return new CaseRecord[] {
      of(
          RecordType.APPLICATION,
          CASE,
          Map.of(
              "number",
              "110108072026001000018",
              "street",
              TestDesk.STREET,
              "applicant",
              PERSON.toString(),
              "stage",
              "VISITING")),
      of(RecordType.PERSON, PERSON, Map.of("name", "张桂兰")),
      of(
          RecordType.MEMBER,
          MEMBER,
          Map.of("application", CASE.toString(), "person", PERSON.toString(), "relation", "01")),
      of(
          RecordType.ITEM,
          WAGE,
          Map.of(
              "application",
              CASE.toString(),
              "member",
              MEMBER.toString(),
              "kind",
              "INCOME",
              "code",
              "101",
              "basis",
              "MONTHLY",
              "declared",
              "180000")),
      of(RecordType.CONFLICT, CONFLICT, conflict()),
    };
  }

  private static Map<String, String> conflict() {
    var f = new TreeMap<String, String>();
    f.put("application", CASE.toString());
    f.put("record", WAGE.toString());
    f.put("recordType", "ITEM");
    f.put("group", "declared");
    f.put("kind", "FIELD");
    f.put("author", TestDesk.FIRST.toString());
    f.put("authoredAt", "2026-11-21T07:20:00Z");
    f.put("keptAuthor", TestDesk.CLERK.toString());
    f.put("keptAt", "2026-11-20T02:05:00Z");
    f.put("askedOf", TestDesk.CLERK.toString());
    f.put("state", "OPEN");
    f.put("base.declared", "150000");
    f.put("kept.declared", "180000");
    f.put("offered.declared", "230000");
    return f;
  }

  private static CaseRecord of(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, TestDesk.STREET, CASE, fields);
  }

  private CaseRecord now(UUID id) {
    return at.store().record(id).orElseThrow();
  }

  @Test
  void bothValuesStandWithTheirAuthors() {
    Dispute d = model.disputes.getFirst();
    assertEquals("张桂兰", d.subject());
    assertEquals("周敏", d.keptBy());
    assertEquals("林晓东", d.offeredBy());
    assertTrue(d.mine());
    assertEquals(
        List.of(new Dispute.Line("工资薪金 · 申报", "1,500.00 元", "1,800.00 元", "2,300.00 元")),
        d.lines());
  }

  @Test
  void takingWritesTheLaterValueAndKeepsTheConflictReadable() {
    model.pick(Pick.TAKE);
    model.reason.set("已看工资单");
    model.settle();
    assertEquals("230000", now(WAGE).text("declared"));
    assertEquals("RESOLVED", now(CONFLICT).text("state"));
    assertEquals("TAKE", now(CONFLICT).text("choice"));
    assertEquals("180000", now(CONFLICT).text("kept.declared"));
    assertEquals("已看工资单", now(CONFLICT).text("resolveReason"));
    assertEquals(0, model.waiting.get());
    assertEquals("resolve", at.store().journal().entries().getLast().op().kind());
  }

  @Test
  void keepingChangesNothingButTheConflict() {
    model.pick(Pick.KEEP);
    model.settle();
    assertEquals("180000", now(WAGE).text("declared"));
    assertEquals("KEEP", now(CONFLICT).text("choice"));
    assertEquals(1, at.store().journal().entries().getLast().op().changes().size());
  }

  @Test
  void theReviewerOfTheStreetSettlesWhatThePersonAskedNoLongerCan(@TempDir Path desk)
      throws Exception {
    try (TestDesk reviewer = TestDesk.reviewer(desk)) {
      reviewer.receive(records());
      var screen =
          new ConflictsViewModel(
              reviewer.desk(), new DistrictDouble(reviewer), Background.inline(), Text.chinese());
      screen.refresh();
      assertFalse(screen.disputes.getFirst().mine());
      assertTrue(screen.disputes.getFirst().may());
      screen.pick(Pick.TAKE);
      screen.settle();
      assertEquals(0, screen.waiting.get());
      var op = reviewer.store().journal().entries().getLast().op();
      assertEquals(
          List.of(CONFLICT.toString()),
          op.changes().stream().map(c -> c.id().toString()).toList(),
          "the declared value is the window's section: the district writes it");
    }
  }

  @Test
  void whoIsNeitherAskedNorAReviewerSettlesNothing(@TempDir Path desk) throws Exception {
    try (TestDesk visitor = TestDesk.investigator(desk)) {
      visitor.receive(records());
      var screen =
          new ConflictsViewModel(
              visitor.desk(), new DistrictDouble(visitor), Background.inline(), Text.chinese());
      screen.refresh();
      assertFalse(screen.disputes.getFirst().may());
      screen.pick(Pick.KEEP);
      screen.settle();
      assertEquals(1, screen.waiting.get());
      assertTrue(visitor.store().journal().entries().isEmpty());
    }
  }

  @Test
  void whatWasSettledSurvivesAPowerCut() throws Exception {
    model.pick(Pick.TAKE);
    model.settle();
    at.restart();
    assertEquals("230000", now(WAGE).text("declared"));
  }

  @Test
  void nothingIsWrittenBeforeThePickIsConfirmed() {
    assertTrue(model.pick(Pick.TAKE));
    assertEquals("180000", now(WAGE).text("declared"));
    assertEquals("OPEN", now(CONFLICT).text("state"));
    model.drop();
    assertFalse(model.settle());
    assertTrue(at.store().journal().entries().isEmpty());
  }

  @Test
  void aThirdValueIsWrittenWithItsReason() {
    assertTrue(model.pick(Pick.OTHER));
    model.type("declared", "2,050.5");
    model.reason.set("十一月工资单");
    assertTrue(model.settle());
    assertEquals("205050", now(WAGE).text("declared"));
    assertEquals("OTHER", now(CONFLICT).text("choice"));
    assertEquals("十一月工资单", now(CONFLICT).text("resolveReason"));
    assertEquals("180000", now(CONFLICT).text("kept.declared"));
    assertEquals("230000", now(CONFLICT).text("offered.declared"));
    assertEquals(2, at.store().journal().entries().getLast().op().changes().size());
    assertEquals("conflicts.done.other", model.done.get());
  }

  @Test
  void aThirdValueIsRefusedBesideItsFieldInWords() {
    var text = Text.chinese();
    model.pick(Pick.OTHER);
    Map<String, String> said = new TreeMap<>();
    for (String typed : List.of("", "两千", "1,80", "-5", "1.234", "99999999999999", "1800", "2300"))
      said.put(typed, refusal(text, typed));
    assertEquals(
        Map.of(
            "",
            "请填写“工资薪金 · 申报”",
            "两千",
            "请用数字写金额，例如 1200 或 1200.50",
            "1,80",
            "逗号位置不对，请写成 1,200 或 1200",
            "-5",
            "金额不能是负数",
            "1.234",
            "金额最多到分，请写两位小数",
            "99999999999999",
            "金额太大，请核对位数和单位（元）",
            "1800",
            "这就是现在的值：要保留它请按 1",
            "2300",
            "这就是后到的值：要采用它请按 2"),
        said);
    assertTrue(at.store().journal().entries().isEmpty());
  }

  private String refusal(Text text, String typed) {
    model.type("declared", typed);
    model.reason.set("有材料");
    assertFalse(model.settle());
    return text.of(model.problems.get("declared"));
  }

  @Test
  void aThirdValueWithoutAReasonIsRefused() {
    model.pick(Pick.OTHER);
    model.type("declared", "2050");
    assertFalse(model.settle());
    assertEquals(
        "另填一个值要写明理由，例如依据哪份材料。", Text.chinese().of(model.problems.get(ConflictsViewModel.REASON)));
    assertTrue(at.store().journal().entries().isEmpty());
  }

  @Test
  void whoDoesNotWriteTheSectionWritesNoThirdValue(@TempDir Path desk) throws Exception {
    try (TestDesk reviewer = TestDesk.reviewer(desk)) {
      reviewer.receive(records());
      var screen =
          new ConflictsViewModel(
              reviewer.desk(), new DistrictDouble(reviewer), Background.inline(), Text.chinese());
      screen.refresh();
      assertFalse(screen.pick(Pick.OTHER));
      assertEquals("conflicts.other.notYours", screen.disputes.getFirst().third().blocked());
    }
  }

  @Test
  void aThirdNumberIsCheckedAndWhatFollowsFromItFollows() throws Exception {
    at.receive(
        of(
            RecordType.PERSON,
            PERSON,
            Map.of("name", "张桂兰", "idNumber", "110101199003077758", "sources", "idNumber=CHIP")),
        identity());
    model.refresh();
    model.current.set(find("idNumber"));
    assertTrue(model.pick(Pick.OTHER));
    model.reason.set("核对了户口簿");
    model.type("idNumber", "110101199003077750");
    assertFalse(model.settle());
    assertEquals("最后一位校验码不符，号码中有一位录错。请逐位核对。", Text.chinese().of(model.problems.get("idNumber")));
    model.type("idNumber", "11010519491231002x");
    assertTrue(model.settle());
    assertEquals("11010519491231002X", now(PERSON).text("idNumber"));
    assertEquals("1949-12-31", now(PERSON).text("birthDate"));
    assertTrue(now(PERSON).text("sources").contains("idNumber=MANUAL"));
  }

  private Dispute find(String field) {
    return model.disputes.stream()
        .filter(d -> d.third().fields().stream().anyMatch(f -> f.name().equals(field)))
        .findFirst()
        .orElseThrow();
  }

  private static CaseRecord identity() {
    var f = new TreeMap<>(conflict());
    f.keySet().removeIf(k -> k.endsWith(".declared"));
    f.put("record", PERSON.toString());
    f.put("recordType", "PERSON");
    f.put("group", "identity");
    f.put("kept.idNumber", "110101199003077758");
    f.put("offered.idNumber", "110101199003071234");
    return of(RecordType.CONFLICT, new UUID(1, 6), f);
  }

  @Test
  void whatWasChangedSinceIsNotWrittenOver() throws Exception {
    at.receive(now(WAGE).with("declared", "200000"));
    model.refresh();
    Dispute d = model.disputes.getFirst();
    assertEquals("2,000.00 元", d.since());
    assertFalse(model.pick(Pick.TAKE));
    assertFalse(model.pick(Pick.OTHER));
    assertTrue(model.pick(Pick.KEEP));
    assertTrue(model.settle());
    assertEquals("200000", now(WAGE).text("declared"));
  }

  /// Two pages of the case that show the wage: one of the counter, one taken at the visit.
  static CaseRecord[] pages(String counter, String visit) {
    return new CaseRecord[] {
      page(new UUID(2, 1), counter, TestDesk.CLERK, "2026-11-20T02:00:00Z"),
      page(new UUID(2, 2), visit, TestDesk.FIRST, "2026-11-21T07:10:00Z"),
      page(new UUID(2, 3), visit, TestDesk.SECOND, "2026-11-21T07:12:00Z"),
    };
  }

  private static CaseRecord page(UUID id, String file, UUID by, String at) {
    return of(
        RecordType.PAGE,
        id,
        Map.of(
            "application",
            CASE.toString(),
            "member",
            MEMBER.toString(),
            "slot",
            "D06",
            "file",
            file,
            "by",
            by.toString(),
            "takenAt",
            at));
  }

  @Test
  void whatStandsBehindEachValueStandsBesideIt() throws Exception {
    at.receive(pages("sha256-" + "a".repeat(64), "sha256-" + "b".repeat(64)));
    at.receive(
        now(WAGE).with("verified", "230000").with("registry", "228000"),
        now(CONFLICT).with("authorDevice", "0000-12345678"));
    model.refresh();
    Evidence e = model.current.get().evidence();
    assertEquals(List.of("来源：登记表申报，窗口经办录入"), e.kept().words());
    assertEquals(List.of("来源：登记表申报，第三方核查员录入", "在另一台机器填写（编号尾号 12345678）"), e.offered().words());
    assertEquals(List.of("2026-11-20  周敏"), made(e.kept().pages()));
    assertEquals(List.of("2026-11-21  林晓东"), made(e.offered().pages()));
    assertEquals(List.of("2026-11-21  孟玉兰"), made(e.pages()));
    assertEquals(
        List.of("申报 1,800.00 元", "入户核实 2,300.00 元", "系统核对 2,280.00 元", "认定 （未填）"),
        e.columns().stream().map(c -> c.column() + " " + c.value()).toList());
    assertEquals("张桂兰", e.names().get(MEMBER));
  }

  private static List<String> made(List<Evidence.Sheet> sheets) {
    return sheets.stream().map(Evidence.Sheet::made).toList();
  }

  @Test
  void theChipOfTheCardSpeaksForOneOfTwoNumbers() throws Exception {
    at.receive(
        of(
            RecordType.PERSON,
            PERSON,
            Map.of(
                "name",
                "张桂兰",
                "idNumber",
                "110101199003077758",
                "sources",
                "idNumber=MANUAL",
                "chipValues",
                "idNumber=110101199003071234")),
        identity());
    model.refresh();
    Evidence e = find("idNumber").evidence();
    assertEquals(List.of("来源：手工录入；芯片读数是 110101199003071234"), e.kept().words());
    assertEquals(List.of("来源：身份证芯片"), e.offered().words());
  }

  @Test
  void theAnswersOfAVisitSayWhichVisitTheyAreOf() throws Exception {
    UUID visit = new UUID(1, 8);
    UUID answers = new UUID(1, 9);
    var f = new TreeMap<>(conflict());
    f.keySet().removeIf(k -> k.endsWith(".declared"));
    f.put("record", answers.toString());
    f.put("recordType", "VISIT_ANSWERS");
    f.put("group", "H01");
    f.put("kept.H01", "1");
    f.put("offered.H01", "2");
    at.receive(
        of(
            RecordType.VISIT,
            visit,
            Map.of(
                "application",
                CASE.toString(),
                "startedAt",
                "2026-11-19T01:00:00Z",
                "finishedAt",
                "2026-11-19T02:00:00Z")),
        of(
            RecordType.VISIT_ANSWERS,
            answers,
            Map.of("application", CASE.toString(), "visit", visit.toString(), "H01", "1")),
        of(RecordType.CONFLICT, new UUID(1, 7), f));
    model.refresh();
    Evidence e =
        model.disputes.stream()
            .filter(d -> d.id().equals(new UUID(1, 7)))
            .findFirst()
            .orElseThrow()
            .evidence();
    assertEquals(List.of("来源：2026-11-19 入户问卷的回答"), e.kept().words());
    assertEquals(e.kept().words(), e.offered().words());
  }

  private void settle(Pick pick) {
    assertTrue(model.pick(pick));
    model.reason.set("看过材料");
    assertTrue(model.settle());
  }

  private List<String> kinds() {
    return at.store().journal().entries().stream().map(e -> e.op().kind()).toList();
  }

  @Test
  void aSettlementIsTakenBackAsAnActOfItsOwnAndTheHistoryTellsBoth() {
    settle(Pick.TAKE);
    at.pass(Duration.ofMinutes(5));
    model.takeBack();
    assertEquals(Shelf.SETTLED, model.shelf.get());
    assertEquals(Pick.UNDO, model.picked.get());
    assertEquals("230000", now(WAGE).text("declared"), "meant is not done");
    model.reason.set("看错了单子");
    assertTrue(model.settle());
    assertEquals("180000", now(WAGE).text("declared"));
    assertEquals("OPEN", now(CONFLICT).text("state"));
    assertEquals("", now(CONFLICT).text("choice"));
    assertEquals(List.of("resolve", "resolve.undo"), kinds());
    assertEquals(Shelf.OPEN, model.shelf.get());
    assertEquals(1, model.waiting.get());
    assertEquals(
        List.of(
            "2026-11-23 09:30  周敏（窗口经办）：采用 2,300.00 元；理由：看过材料",
            "2026-11-23 09:35  周敏（窗口经办）：撤回；理由：看错了单子"),
        model.current.get().course().history());
    settle(Pick.KEEP);
    assertEquals("KEEP", now(CONFLICT).text("choice"));
  }

  @Test
  void aThirdValueIsTakenBackToWhatStoodBefore() {
    model.pick(Pick.OTHER);
    model.type("declared", "2050");
    model.reason.set("工资单");
    model.settle();
    model.takeBack();
    assertEquals("2,050.00 元", model.current.get().course().left());
    assertTrue(model.settle());
    assertEquals("180000", now(WAGE).text("declared"));
  }

  @Test
  void whatWasChangedAfterTheSettlementIsNotTakenBackAndSaysSo() throws Exception {
    settle(Pick.TAKE);
    at.desk().edit(now(WAGE), now(WAGE).with("declared", "240000"));
    model.shelf.set(Shelf.SETTLED);
    Dispute d = model.current.get();
    assertEquals("conflicts.undo.stale", d.hindrance(Pick.UNDO));
    assertFalse(model.pick(Pick.UNDO));
    assertEquals("240000", now(WAGE).text("declared"));
  }

  @Test
  void theReviewerTakesBackWhatTheWindowSettledAndTheDistrictWritesIt(@TempDir Path desk)
      throws Exception {
    try (TestDesk reviewer = TestDesk.reviewer(desk)) {
      settle(Pick.TAKE);
      reviewer.receive(records());
      reviewer.receive(now(WAGE), now(CONFLICT));
      var screen =
          new ConflictsViewModel(
              reviewer.desk(), new DistrictDouble(reviewer), Background.inline(), Text.chinese());
      screen.shelf.set(Shelf.SETTLED);
      screen.takeBack();
      assertTrue(screen.settle());
      var op = reviewer.store().journal().entries().getLast().op();
      assertEquals("resolve.undo", op.kind());
      assertEquals(1, op.changes().size(), "the declared value is the window's section");
    }
  }

  @Test
  void aSettledQuestionIsNotSettledOnceMoreBeforeItIsTakenBack() {
    settle(Pick.KEEP);
    model.shelf.set(Shelf.SETTLED);
    assertFalse(model.pick(Pick.TAKE));
    assertEquals("conflicts.settled", model.current.get().hindrance(Pick.KEEP));
  }

  @Test
  void takingBackWithNothingSettledListsTheSettledOnes() {
    model.takeBack();
    assertEquals(Shelf.SETTLED, model.shelf.get());
    assertEquals(List.of(), model.disputes);
    assertNull(model.picked.get());
  }

  @Test
  void aRecordSomebodyTookAwayIsTakenByTheDistrictNotAsAField() throws Exception {
    var f = new TreeMap<>(conflict());
    f.keySet().removeIf(k -> k.endsWith(".declared") || k.equals("group"));
    f.put("record", PERSON.toString());
    f.put("recordType", "PERSON");
    f.put("kind", "DELETED");
    f.put("offered.deleted", "true");
    at.receive(of(RecordType.CONFLICT, new UUID(1, 6), f));
    model.refresh();
    Dispute d =
        model.disputes.stream()
            .filter(x -> x.id().equals(new UUID(1, 6)))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(new Dispute.Line("这一条记录", "保留", "保留", "删除")), d.lines());
    model.current.set(d);
    assertFalse(model.pick(Pick.OTHER));
    settle(Pick.TAKE);
    assertEquals("", now(PERSON).text("deleted"));
    assertEquals(1, at.store().journal().entries().getLast().op().changes().size());
  }
}
