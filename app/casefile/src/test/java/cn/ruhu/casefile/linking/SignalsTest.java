package cn.ruhu.casefile.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsTest {
  private static final UUID CASE = new UUID(1, 1);
  private static final UUID PERSON = new UUID(2, 1);
  private static final Actor REVIEWER =
      new Actor(new UUID(9, 2), Role.STREET_REVIEWER, "110108007");

  private static CaseFile file(String stage, Map<String, String> told) {
    CaseRecord link =
        CaseRecord.of(RecordType.LINK, new UUID(3, 1), "110108007", CASE, told)
            .with("person", PERSON.toString())
            .with("state", told.getOrDefault("state", "LINKED"));
    return CaseFile.of(
        List.of(
            CaseRecord.of(
                RecordType.APPLICATION,
                CASE,
                "110108007",
                CASE,
                Map.of("stage", stage, "schemes", "DB")),
            link));
  }

  private static List<String> told(CaseFile file) {
    return Signals.of(file, LocalDate.of(2026, 11, 23)).stream()
        .map(s -> s.kind() + " " + s.detail())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "IN_BENEFIT,'01,2020-01-01,,;02,2025-01-01,,',BENEFIT 02",
    "GRADUAL_EXIT,'03,2020-01-01,2026-11-23,',BENEFIT 03",
    "IN_BENEFIT,'03,2020-01-01,2026-11-22,',''",
    "IN_BENEFIT,'07,2020-01-01,,',''",
    "VISITING,'02,2025-01-01,,',''",
    "REJECTED,'02,2025-01-01,,',''"
  })
  void anotherLivingAidIsATaskWhileTheHouseholdReceives(
      String stage, String benefits, String expected) {
    assertEquals(
        expected.isEmpty() ? List.of() : List.of(expected),
        told(file(stage, Map.of("benefits", benefits))));
  }

  @Test
  void aDeathOfWhoIsNoLinkOrNoMoreInTheRegistryIsNone() {
    assertEquals(
        List.of("DEATH 2026-10-02"), told(file("IN_BENEFIT", Map.of("died", "2026-10-02"))));
    assertEquals(
        List.of(), told(file("IN_BENEFIT", Map.of("died", "2026-10-02", "state", "APART"))));
    assertEquals(List.of(), told(file("IN_BENEFIT", Map.of("died", "2026-10-02", "gone", "true"))));
  }

  @ParameterizedTest
  @CsvSource({
    "200000,IN_BENEFIT,'INCOME 200000'",
    "150000,IN_BENEFIT,'INCOME 150000'",
    "149999,IN_BENEFIT,''",
    "200000,VISITING,''"
  })
  void incomeTheCityFoundIsATaskFromTheStandardOn(String fen, String stage, String expected) {
    var records = new ArrayList<CaseRecord>(file(stage, Map.of()).records());
    records.add(
        CaseRecord.of(
            RecordType.STANDARD,
            new UUID(8, 1),
            "pub",
            null,
            Map.of("name", "DIBAO", "effective", "2026-01", "valueFen", "150000", "source", "x")));
    records.add(
        CaseRecord.of(
            RecordType.PERSON, PERSON, "110108007", CASE, Map.of("birthDate", "1980-01-01")));
    records.add(
        CaseRecord.of(
            RecordType.MEMBER,
            new UUID(5, 1),
            "110108007",
            CASE,
            Map.of("person", PERSON.toString(), "relation", "01", "livingTogether", "1")));
    records.add(
        CaseRecord.of(
            RecordType.ITEM,
            new UUID(6, 1),
            "110108007",
            CASE,
            Map.of(
                "member", new UUID(5, 1).toString(),
                "kind", "INCOME",
                "code", "101",
                "basis", "MONTHLY",
                "registry", fen)));
    CaseRecord application = records.getFirst().with("applicant", PERSON.toString());
    records.set(0, application);
    assertEquals(expected.isEmpty() ? List.of() : List.of(expected), told(CaseFile.of(records)));
  }

  @Test
  void anAnswerHasANameATimeAndAReason() {
    CaseRecord open =
        CaseRecord.of(
            RecordType.SIGNAL, new UUID(4, 1), "110108007", CASE, Map.of("state", "OPEN"));
    CaseRecord answered =
        open.with("state", "GROUNDLESS")
            .with("by", REVIEWER.staff().toString())
            .with("at", "2026-11-23T01:30:00Z")
            .with("reason", "x");
    assertTrue(Signals.allows(REVIEWER, answered));
    assertFalse(Signals.allows(REVIEWER, answered.with("reason", null)));
    assertFalse(Signals.allows(REVIEWER, answered.with("by", new UUID(9, 3).toString())));
    assertFalse(Signals.allows(REVIEWER, answered.with("at", null)));
    var clerk = new Actor(REVIEWER.staff(), Role.WINDOW_CLERK, "110108007");
    assertFalse(Signals.allows(clerk, answered));
  }

  @Test
  void theWeightiestWordStandsAndTheOthersStayBesideIt() {
    CaseFile file =
        CaseFile.of(
            List.of(
                CaseRecord.of(
                    RecordType.PERSON,
                    PERSON,
                    "110108007",
                    CASE,
                    Map.of(
                        "name", "\u738b\u82b3",
                        "idNumber", "110199195203070013",
                        "sources", "name=CHIP;idNumber=MANUAL")),
                CaseRecord.of(
                    RecordType.LINK,
                    new UUID(3, 1),
                    "110108007",
                    CASE,
                    Map.of(
                        "person", PERSON.toString(),
                        "state", "LINKED",
                        "name", "\u738b\u65b9",
                        "number", "110199195509120028",
                        "importedOn", "2026-11-01"))));
    Map<String, Authority> standing =
        Map.of("name", Authority.CARD, "idNumber", Authority.REGISTRY);
    for (Survivorship.Standing s : Survivorship.of(file, PERSON)) {
      assertEquals(Optional.of(s.word().authority()), Optional.ofNullable(standing.get(s.field())));
      assertEquals(2, s.words().size());
      assertTrue(s.disputed());
    }
  }
}
