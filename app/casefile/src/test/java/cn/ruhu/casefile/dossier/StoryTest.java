package cn.ruhu.casefile.dossier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static final UUID CASE = id(1);
  private final List<CaseRecord> all = new ArrayList<>();

  private static UUID id(int n) {
    return new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + n);
  }

  private void add(RecordType type, int n, Map<String, String> fields) {
    CaseRecord r = CaseRecord.of(type, id(n), "110108007", CASE, fields);
    all.add(type.field("application").isPresent() ? r.with("application", CASE.toString()) : r);
  }

  private Story story() {
    all.add(
        CaseRecord.of(
            RecordType.APPLICATION,
            CASE,
            "110108007",
            CASE,
            Map.of("street", "110108007", "schemes", "DB", "applicant", id(2).toString())));
    add(
        RecordType.PERSON,
        2,
        Map.of("name", "王某", "idNumber", "110199195203070013", "birthDate", "1952-03-07"));
    add(
        RecordType.MEMBER,
        3,
        Map.of("person", id(2).toString(), "relation", "01", "livingTogether", "1"));
    return Story.of(CaseFile.of(all));
  }

  private void decision(int n, String at, String outcome, String month, String fen) {
    add(
        RecordType.DECISION,
        n,
        Map.of(
            "scheme", "DB",
            "outcome", outcome,
            "startMonth", month,
            "monthlyFen", fen,
            "reasonText", "符合",
            "by", id(90).toString(),
            "at", at));
  }

  @Test
  void whatIsPaidFollowsFromTheDecisionsMonthByMonth() {
    decision(10, "2023-05-23T01:00:00Z", "APPROVED", "2023-06", "186000");
    decision(11, "2023-11-02T01:00:00Z", "APPROVED", "2023-07", "208500");
    decision(12, "2024-02-02T01:00:00Z", "TERMINATED", "2024-03", "");
    List<Story.Benefit> paid = story().benefits();
    assertEquals(Optional.of(YearMonth.of(2023, 6)), paid.get(0).until());
    assertEquals(Optional.of(new Fen(208_500)), paid.get(1).monthly());
    assertEquals(Optional.of(YearMonth.of(2024, 2)), paid.get(1).until());
    assertEquals(Optional.empty(), paid.get(2).monthly());
  }

  @Test
  void whoAccusesIsNotToldAndNumbersAreMasked() {
    for (String kind :
        List.of("COMPLAINT_OPENED", "COMPLAINT_CLOSED", "OBJECTION_RAISED", "SAME_DAY_ALERT"))
      add(
          RecordType.GATE_FACT,
          all.size() + 20,
          Map.of(
              "kind", kind,
              "value", "邻居赵某",
              "reason", "邻居赵某说有房出租",
              "by", id(90).toString(),
              "at", "2023-05-24T01:00:00Z"));
    add(
        RecordType.EVENT,
        60,
        Map.of(
            "act", "OBJECT",
            "to", "OBJECTION",
            "by", id(90).toString(),
            "role", "WINDOW_CLERK",
            "at", "2023-05-24T01:00:00Z",
            "reason", "赵某反映"));
    add(
        RecordType.EVENT,
        63,
        Map.of(
            "act", "SETTLE",
            "to", "PUBLICITY",
            "by", id(90).toString(),
            "role", "STREET_REVIEWER",
            "at", "2023-05-25T01:00:00Z",
            "reason", "赵某的异议不成立"));
    add(
        RecordType.GATE_FACT,
        64,
        Map.of(
            "kind", "OBJECTION_SETTLED",
            "reason", "赵某的异议不成立",
            "by", id(90).toString(),
            "at", "2023-05-25T01:00:00Z"));
    add(RecordType.PAGE, 61, Map.of("slot", "D26", "file", "sha256-" + "0".repeat(64)));
    add(RecordType.PAGE, 62, Map.of("slot", "D03", "file", "sha256-" + "1".repeat(64)));
    Story s = story();
    assertFalse(s.toString().contains("赵某"), s.toString());
    assertTrue(s.toString().contains("异议办结"), "that it was settled is told");
    assertEquals(5, s.leftOut());
    assertEquals(1, s.papers().size());
    assertEquals("110199********0013", s.people().getFirst().number());
    assertTrue(s.people().getFirst().counted());
  }

  @Test
  void anObjectionThatWasSettledIsToldByItsDayNumberAndOutcome() {
    for (int n = 1; n <= 2; n++)
      add(
          RecordType.GATE_FACT,
          64 + n,
          Map.of(
              "kind", "OBJECTION_RAISED",
              "value", "邻居赵某",
              "reason", "有车",
              "by", id(90).toString(),
              "at", "2023-05-2" + n + "T01:00:00Z"));
    add(
        RecordType.GATE_FACT,
        70,
        Map.of(
            "kind", "OBJECTION_SETTLED",
            "subject", id(66).toString(),
            "value", "3",
            "reason", "赵某说的车已报废",
            "by", id(90).toString(),
            "at", "2023-05-25T01:00:00Z"));
    Story s = story();
    assertFalse(s.toString().contains("赵某"), s.toString());
    assertEquals(
        List.of("异议办结", "2023-05-22 第2件 · 不成立"),
        s.moments().stream()
            .map(Story.Moment::parts)
            .map(parts -> parts.stream().filter(w -> !w.isEmpty()).toList())
            .filter(parts -> parts.contains("异议办结"))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void whatTheProgramNotedForItselfIsNotTold() {
    Map<String, String> facts =
        Map.of(
            "TAKEN_OVER", id(91).toString(),
            "VERIFICATION_REQUESTED", id(92).toString(),
            "PAIR_DOUBTED", "RELATIVE_OF_HOUSEHOLD",
            "OTHER_PLACE_REPLY", "钱某,孙某",
            "FILED", "海备〔2026〕8号");
    int n = 20;
    for (Map.Entry<String, String> e : facts.entrySet())
      add(
          RecordType.GATE_FACT,
          n++,
          Map.of(
              "kind", e.getKey(),
              "value", e.getValue(),
              "reason", e.getKey().equals("PAIR_DOUBTED") ? id(93).toString() : "",
              "by", id(90).toString(),
              "at", "2023-05-24T01:00:00Z"));
    String told = story().moments().stream().flatMap(m -> m.parts().stream()).toList().toString();
    for (String kept : List.of("接手", "异地协查回复", "海备〔2026〕8号"))
      assertTrue(told.contains(kept), kept + " in " + told);
    for (String hidden :
        List.of(
            id(91).toString(), id(92).toString(), id(93).toString(), "到访两人须复核", "RELATIVE", "钱某"))
      assertFalse(told.contains(hidden), hidden + " in " + told);
  }

  @Test
  void momentsStandInTheirOrderAndTheProgramIsNobody() {
    decision(10, "2023-05-23T01:00:00Z", "APPROVED", "2023-06", "186000");
    add(
        RecordType.EVENT,
        60,
        Map.of(
            "act", "LETTER",
            "to", "IN_BENEFIT",
            "by", id(90).toString(),
            "role", "SYSTEM",
            "at", "2023-05-24T01:00:00Z"));
    List<Story.Moment> all = story().moments();
    assertEquals(
        List.of(Story.Kind.DECISION, Story.Kind.ACT),
        all.stream().map(Story.Moment::kind).toList());
    assertEquals(List.of("低保", "批准", "1,860.00", "符合"), all.getFirst().parts());
    assertEquals(Optional.empty(), all.getLast().by());
  }

  @Test
  void whatTheDistrictComparedIsToldInNoDossier() {
    add(
        RecordType.GATE_FACT,
        20,
        Map.of(
            "kind", "SPOT_COMPARED",
            "subject", id(21).toString(),
            "value", "REFUSED",
            "by", id(90).toString(),
            "at", "2023-05-23T01:00:00Z"));
    assertEquals(List.of(), story().moments());
  }
}
