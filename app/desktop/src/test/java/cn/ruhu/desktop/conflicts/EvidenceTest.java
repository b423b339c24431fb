package cn.ruhu.desktop.conflicts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvidenceTest extends ConflictScene {
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
}
