package cn.ruhu.casefile.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CaseRecordTest {
  private static final UUID CASE = UUID.fromString("01900000-0000-7000-8000-000000000001");

  private static CaseRecord person(Map<String, String> fields) {
    return CaseRecord.of(
        RecordType.PERSON,
        UUID.fromString("01900000-0000-7000-8000-000000000002"),
        "110108007",
        CASE,
        fields);
  }

  @Test
  void aChangeNamesOnlyTheFieldsThatDiffer() {
    CaseRecord before = person(Map.of("name", "王芳", "sex", "2"));
    CaseRecord after = before.with("name", "王方").with("phone", "13800000000").with("sex", null);
    RecordChange change = RecordChange.between(before, after).orElseThrow();
    assertEquals(new FieldChange("王芳", "王方"), change.fields().get("name"));
    assertEquals(new FieldChange(null, "13800000000"), change.fields().get("phone"));
    assertEquals(new FieldChange("2", null), change.fields().get("sex"));
    assertEquals(after, change.applyTo(before));
    assertTrue(RecordChange.between(before, before).isEmpty());
  }

  @Test
  void everyRequiredFieldIsDeclaredAndGroupsAreKnown() {
    for (RecordType type : RecordType.values()) {
      assertFalse(type.fields().isEmpty(), type.name());
      type.fields().forEach(f -> assertFalse(f.group().isBlank(), type + "." + f.name()));
      type.fields()
          .forEach(f ->
              assertEquals(
                  f.kind() == FieldKind.CODE || f.kind() == FieldKind.CODES,
                  !f.table().isEmpty(),
                  type + "." + f.name()));
    }
    assertEquals("identity", RecordType.PERSON.groupOf("birthDate"));
    assertEquals(Sensitivity.S3, RecordType.PERSON.field("idNumber").orElseThrow().sensitivity());
    assertTrue(RecordType.VISIT.field("disposition").orElseThrow().required());
  }
}
