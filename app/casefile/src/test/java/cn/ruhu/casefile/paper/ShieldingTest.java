package cn.ruhu.casefile.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShieldingTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
  private static final UUID CASE = new UUID(1, 1);
  private static final UUID PERSON = new UUID(1, 2);
  private static final UUID MEMBER = new UUID(1, 3);
  private static final UUID VISIT = new UUID(1, 4);

  private static CaseRecord record(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, "110108007", CASE, fields);
  }

  private static boolean shielded(
      Map<String, String> member, String birth, String path, String answer) {
    var all =
        new ArrayList<>(
            List.of(
                record(RecordType.APPLICATION, CASE, Map.of("applicant", PERSON.toString())),
                record(RecordType.PERSON, PERSON, Map.of("name", "张小三", "birthDate", birth)),
                record(RecordType.MEMBER, MEMBER, member)));
    if (!path.isEmpty()) {
      all.add(
          record(
              RecordType.VISIT,
              VISIT,
              Map.of("disposition", "10", "finishedAt", "2026-11-01T01:00:00Z")));
      all.add(
          record(
              RecordType.VISIT_ANSWERS,
              new UUID(1, 5),
              Map.of("visit", VISIT.toString(), path + "@" + MEMBER, answer)));
    }
    return Shielding.applies(CaseFile.of(all), "DB", DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "disabilityCategory,6,true",
    "disabilityCategory,5,false",
    "disabilityCertificate,11019919700229005161,true",
    "disabilityCertificate,11019919700229005141,false",
    "disease,重性精神病,true",
    "disease,双相情感障碍,true",
    "disease,艾滋病机会感染,true",
    "disease,hiv,true",
    "disease,F20.0,true",
    "disease,B24,true",
    "disease,白血病,false",
    "disease,C50.9,false",
    "specialIdentity,'1,7',true",
    "specialIdentity,9,false"
  })
  void whoHasAMentalIllnessOrAidsStandsOnNoBoardInFull(
      String field, String value, boolean shielded) {
    assertEquals(shielded, shielded(Map.of(field, value), "1980-01-01", "", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "D02,09,true",
    "D02,11,true",
    "D02,01,false",
    "D11,6,true",
    "D11,4,false",
    "M15,40,false"
  })
  void whatTheVisitFoundShieldsAsWell(String question, String answer, boolean shielded) {
    assertEquals(shielded, shielded(Map.of(), "1980-01-01", question, answer));
  }

  @Test
  void childrenAreShieldedUntilTheyAreEighteen() {
    assertTrue(shielded(Map.of(), "2008-12-01", "", ""));
    assertFalse(shielded(Map.of(), "2008-11-30", "", ""));
  }
}
