package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Text;
import cn.ruhu.desktop.pages.DistrictDouble;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThirdValueTest extends ConflictScene {
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
            "请用数字写金额，例如 1200 或 1200.50。",
            "1,80",
            "逗号位置不对。请写成 1,200 或 1200。",
            "-5",
            "金额不能是负数。欠债请在“财产”里选“债务”。",
            "1.234",
            "金额最多到分，请写两位小数。",
            "99999999999999",
            "金额太大，请核对位数和单位（元）。",
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

  @Test
  void aQuestionIsNotDrawnAnewWhileItIsAnswered() throws Exception {
    assertTrue(model.pick(Pick.OTHER));
    model.type("declared", "2050");
    Dispute asked = model.current.get();
    at.receive(pages("sha256-" + "a".repeat(64), "sha256-" + "b".repeat(64)));
    model.refresh();
    assertSame(asked, model.current.get(), "a page arrived in the middle of typing");
    assertEquals("2050", model.typed.get("declared"));
    model.drop();
    model.refresh();
    assertEquals(1, model.current.get().evidence().kept().pages().size());
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
    model.shelf.set(Shelf.SETTLED);
    Dispute.Course course = model.current.get().course();
    assertEquals("2,000.00 元", course.left(), "what stands, not what stood");
    assertEquals(List.of("2026-11-23 09:30  周敏（窗口经办）：保留 2,000.00 元"), course.history());
    assertEquals("", course.noUndo());
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
    model.shelf.set(Shelf.SETTLED);
    Dispute.Course course = model.current.get().course();
    assertEquals("删除", course.left());
    assertEquals(List.of("2026-11-23 09:30  周敏（窗口经办）：采用 删除；理由：看过材料"), course.history());
  }

  /// A question about one field of a record that stands as the question says.
  private void ask(CaseRecord standing, String field, String offered) throws Exception {
    var f = new TreeMap<>(conflict());
    f.keySet().removeIf(k -> k.endsWith(".declared"));
    f.put("record", standing.id().toString());
    f.put("recordType", standing.type().name());
    f.put("group", standing.type().groupOf(field));
    if (!standing.text(field).isEmpty()) f.put("kept." + field, standing.text(field));
    f.put("offered." + field, offered);
    at.receive(standing, of(RecordType.CONFLICT, new UUID(1, 6), f));
    model.refresh();
    model.current.set(find(field));
    assertTrue(model.pick(Pick.OTHER));
    model.reason.set("看过材料");
  }

  private String told(String field, String typed) {
    model.type(field, typed);
    return model.settle() ? "" : Text.chinese().of(model.problems.get(field));
  }

  @Test
  void aDayIsCheckedByTheRulesOfDays() throws Exception {
    ask(now(PERSON).with("birthDate", "1952-03-07"), "birthDate", "1952-03-08");
    assertEquals("没有这一天。请核对日期。", told("birthDate", "1952-02-30"));
    assertEquals("日期在今天之后。请核对。", told("birthDate", "2030-01-01"));
    assertEquals("日期太早。请核对年份。", told("birthDate", "1752-01-01"));
    assertEquals("", told("birthDate", "1952-03-09"));
    assertEquals("1952-03-09", now(PERSON).text("birthDate"));
  }

  @Test
  void codesComeFromTheirTables() throws Exception {
    ask(now(MEMBER).with("labour", "1"), "labour", "2");
    assertEquals(Asked.Kind.CHOICE, model.current.get().third().fields().getFirst().kind());
    assertEquals("这个代码不在目录里。请从列表中选择。", told("labour", "77"));
    assertEquals("", told("labour", "3"));
    assertEquals("3", now(MEMBER).text("labour"));
  }

  @Test
  void severalCodesAreEachOfTheTableAndNamedOnce() throws Exception {
    ask(now(MEMBER).with("benefits", "01"), "benefits", "02");
    assertEquals(Asked.Kind.TICKS, model.current.get().third().fields().getFirst().kind());
    assertEquals("这个代码不在目录里。请从列表中选择。", told("benefits", "01,zz"));
    assertEquals("同一选项选了两次。请去掉一个。", told("benefits", "01,01"));
  }

  @Test
  void aNameIsAsLongAsANameMayBeAndHoldsNoLostCharacters() throws Exception {
    ask(now(PERSON), "name", "张桂澜");
    assertEquals("姓名最多 60 个字。请核对是否多录。", told("name", "张".repeat(61)));
    assertEquals("姓名里有换行、问号或丢失的字符。请对照证件重新录入，生僻字可以照原样保留。", told("name", "张?兰"));
    assertEquals("", told("name", "张桂岚"));
    assertEquals("张桂岚", now(PERSON).text("name"));
  }

  @Test
  void aNumberAnotherOfTheHouseholdHasIsRefused() throws Exception {
    at.receive(
        of(
            RecordType.PERSON,
            new UUID(1, 9),
            Map.of("name", "李春生", "idNumber", "11010519491231002X")));
    ask(now(PERSON).with("idNumber", "110101199003077758"), "idNumber", "110101199003071234");
    assertEquals("本户已有人用这个号码。请核对，不要重复登记同一个人。", told("idNumber", "11010519491231002X"));
  }

  @Test
  void aReferenceIsNotTypedHere() throws Exception {
    var f = new TreeMap<>(conflict());
    f.keySet().removeIf(k -> k.endsWith(".declared"));
    f.put("record", CASE.toString());
    f.put("recordType", "APPLICATION");
    f.put("group", "agent");
    f.put("kept.agent", "");
    f.put("offered.agent", new UUID(1, 9).toString());
    at.receive(of(RecordType.CONFLICT, new UUID(1, 6), f));
    model.refresh();
    Dispute d =
        model.disputes.stream()
            .filter(x -> x.id().equals(new UUID(1, 6)))
            .findFirst()
            .orElseThrow();
    assertEquals("conflicts.other.notHere", d.hindrance(Pick.OTHER));
    assertEquals("", d.hindrance(Pick.TAKE));
  }
}
