package cn.ruhu.casefile.means;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A household for tests of counting and measuring; members and items by small numbers.
public final class Household {
  private static final UUID CASE = id(1);
  private static final UUID VISIT = id(900);
  private final Map<UUID, CaseRecord> records = new LinkedHashMap<>();
  private int items = 500;

  public Household(String accepted) {
    put(make(RecordType.APPLICATION, CASE, Map.of("street", "110108007", "acceptDate", accepted)));
  }

  static UUID id(int n) {
    return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + n);
  }

  public static UUID member(int n) {
    return id(100 + n);
  }

  static int number(UUID member) {
    return (int) (member.getLeastSignificantBits() & 0xFFFF) - 100;
  }

  public static CaseRecord make(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, "110108007", CASE, fields);
  }

  public Household put(CaseRecord r) {
    records.put(r.id(), r);
    return this;
  }

  public Household member(int n, String relation, String born, Map<String, String> fields) {
    put(make(RecordType.PERSON, id(200 + n), Map.of("name", "人", "birthDate", born)));
    CaseRecord m = make(RecordType.MEMBER, member(n), fields);
    return put(m.with("relation", relation).with("person", id(200 + n).toString()));
  }

  /// Changes a field of a member.
  public Household change(int n, String field, String value) {
    return put(records.get(member(n)).with(field, value));
  }

  public Household person(int n, String field, String value) {
    return put(records.get(id(200 + n)).with(field, value));
  }

  public UUID item(int member, String kind, String code, Map<String, String> fields) {
    UUID id = id(items++);
    CaseRecord i = make(RecordType.ITEM, id, fields).with("kind", kind).with("code", code);
    put(member == 0 ? i : i.with("member", member(member).toString()));
    return id;
  }

  public CaseRecord application() {
    return records.get(CASE);
  }

  /// A finished visit with these answers.
  public Household visited(Map<String, String> answers) {
    put(
        make(
            RecordType.VISIT,
            VISIT,
            Map.of(
                "disposition", "10",
                "startedAt", "2022-03-05T01:00:00Z",
                "finishedAt", "2022-03-05T01:30:00Z",
                "durationSeconds", "1800")));
    return put(make(RecordType.VISIT_ANSWERS, id(901), answers).with("visit", VISIT.toString()));
  }

  public Household visit(String field, String value) {
    return put(records.get(VISIT).with(field, value));
  }

  public static UUID visitId() {
    return VISIT;
  }

  public CaseFile file() {
    return CaseFile.of(records.values());
  }
}
