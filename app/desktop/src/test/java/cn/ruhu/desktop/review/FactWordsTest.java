package cn.ruhu.desktop.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.ruhu.casefile.process.VisitAlerts;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FactWordsTest {
  @Test
  void theSignsOfAnAlertAreWordsInBothLanguages() {
    CaseRecord fact =
        fact(
            GateKind.SAME_DAY_ALERT,
            Map.of(
                "value",
                VisitAlerts.text(List.of(VisitAlerts.Sign.FIRE, VisitAlerts.Sign.URGENT_NEED))));
    assertEquals("火患、急难，需先行救助", FactWords.value(Text.chinese(), fact));
    assertEquals(-1, FactWords.value(Text.english(), fact).indexOf("URGENT_NEED"));
  }

  @Test
  void aPaperThatWasSeenIsNamed() {
    assertEquals("申请书", FactWords.subject(fact(GateKind.PAPERS_SEEN, Map.of("subject", "D01"))));
    assertEquals("", FactWords.subject(fact(GateKind.PAPERS_SEEN, Map.of("subject", "NO_SUCH"))));
    assertEquals("", FactWords.subject(fact(GateKind.NOTICE_LEFT, Map.of("subject", "D01"))));
  }

  @Test
  void ofAnyOtherFactTheFirstLineIsShown() {
    CaseRecord fact = fact(GateKind.N01_ISSUED, Map.of("value", "118号\n第二行"));
    assertEquals("118号", FactWords.value(Text.chinese(), fact));
    assertEquals("", FactWords.value(Text.chinese(), fact(GateKind.N01_ISSUED, Map.of())));
  }

  @Test
  void anObjectionIsToldByItsResultAndNeverByAnId() {
    CaseRecord settled = fact(GateKind.OBJECTION_SETTLED, Map.of("value", "3"));
    assertEquals("不成立", FactWords.value(Text.chinese(), settled));
    CaseRecord unknown = fact(GateKind.OBJECTION_SETTLED, Map.of("value", "9"));
    assertEquals("", FactWords.value(Text.chinese(), unknown));
    String complaint = new UUID(3, 4).toString();
    CaseRecord taken = fact(GateKind.OBJECTION_TAKEN, Map.of("value", complaint));
    assertEquals("", FactWords.value(Text.chinese(), taken));
  }

  @Test
  void aRefusedCheckIsToldInWords() {
    CaseRecord refused = fact(GateKind.SPOT_COMPARED, Map.of("value", "REFUSED"));
    assertEquals("本户拒绝抽查", FactWords.value(Text.chinese(), refused));
    CaseRecord made = fact(GateKind.SPOT_COMPARED, Map.of("value", "12/15\nP08\t0\t1\tAPART"));
    assertEquals("12/15", FactWords.value(Text.chinese(), made));
  }

  private static CaseRecord fact(GateKind kind, Map<String, String> more) {
    var fields = new TreeMap<>(more);
    fields.put("kind", kind.name());
    var id = new UUID(1, 2);
    return CaseRecord.of(RecordType.GATE_FACT, id, "street/1", id, fields);
  }
}
