package cn.ruhu.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeclaredTest {
  private static final UUID CASE = new UUID(0, 1);
  private static final UUID PERSON = new UUID(0, 2);
  private static final UUID MEMBER = new UUID(0, 3);

  private static CaseRecord make(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, "110108007", CASE, fields).with("application", CASE.toString());
  }

  private static CaseRecord item(Map<String, String> fields) {
    return make(RecordType.ITEM, new UUID(0, fields.hashCode()), fields)
        .with("member", MEMBER.toString());
  }

  private static CaseFile file(CaseRecord... more) {
    var all =
        new java.util.ArrayList<>(
            List.of(
                make(RecordType.APPLICATION, CASE, Map.of("applicant", PERSON.toString())),
                make(RecordType.PERSON, PERSON, Map.of("name", "张三")),
                make(
                    RecordType.MEMBER,
                    MEMBER,
                    Map.of("person", PERSON.toString(), "benefits", "05,07"))));
    all.addAll(List.of(more));
    return CaseFile.of(all);
  }

  @Test
  void aLineSaysWhoseBankWhichPlateAndWhatABillCameTo() {
    assertEquals("农商银行", Declared.note(item(Map.of("code", "P02", "institution", "农商银行"))));
    assertEquals(
        "京N·12345，2012年取得，代步，残疾代步",
        Declared.note(
            item(
                Map.of("plate", "京N·12345", "year", "2012", "use", "6", "vehicleExemption", "1"))));
    assertEquals(
        "总额86,000.00元，报销0.00元，透析",
        Declared.note(item(Map.of("totalFen", "8600000", "declaredNote", "透析"))));
    assertEquals("", Declared.note(item(Map.of("code", "P01"))));
  }

  @Test
  void benefitsSayTheirMonthAndAmountWhereALineDoes() {
    var line =
        item(Map.of("kind", "BENEFIT", "code", "05", "since", "2025-03", "declared", "40000"));
    CaseFile file = file(line);
    assertEquals(
        "困难残疾人生活补贴（2025年3月起，每月400.00元）、高龄或失能养老补贴",
        Declared.benefits(file, file.members().getFirst()));
  }

  @Test
  void everyLineOfOneBenefitIsSaid() {
    var one = item(Map.of("kind", "BENEFIT", "code", "05", "declared", "40000"));
    var two = item(Map.of("kind", "BENEFIT", "code", "05", "declared", "9000", "label", "区级"));
    CaseFile file = file(one, two);
    String said = Declared.benefits(file, file.members().getFirst());
    assertTrue(said.contains("困难残疾人生活补贴（每月400.00元）"), said);
    assertTrue(said.contains("困难残疾人生活补贴（每月90.00元，区级）"), said);
  }

  @Test
  void aHouseWithoutAnAreaWasDeclaredAndWhatAVisitFoundWasNot() {
    assertTrue(Declared.said(item(Map.of("code", "H21", "address", "昌平区某村12号"))));
    CaseRecord dwelling =
        make(RecordType.ITEM, new UUID(0, 7), Map.of("code", "H07", "verified", "524"));
    assertFalse(Declared.said(dwelling));
    assertTrue(Declared.said(dwelling.with("declared", "500")));
  }

  @Test
  void relativesInOfficeStandOneByOneBeforeWhatWasSaidInWords() {
    CaseRecord relative =
        make(
            RecordType.RELATIVE,
            new UUID(0, 9),
            Map.of("member", MEMBER.toString(), "name", "张武", "relation", "73", "post", "委员"));
    assertEquals("张三的弟张武（委员）；已备案", Declared.relatives(file(relative), "已备案"));
    assertEquals("", Declared.relatives(file(), ""));
  }
}
