package cn.ruhu.desktop.work;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A new application with an empty applicant, as the window begins it: nothing is saved. Stateless.
public final class FreshCase {
  private FreshCase() {}

  /// APPLICATION, HOUSEHOLD, PERSON and MEMBER of the applicant, in this order.
  ///
  /// @param number application number, `""` when none could be given yet
  public static List<CaseRecord> records(Desk desk, String number) {
    UUID id = desk.newId();
    UUID household = desk.newId();
    UUID person = desk.newId();
    String street = desk.actor().street();
    return List.of(
        make(RecordType.APPLICATION, id, street, id)
            .with("number", number)
            .with("street", street)
            .with("household", household.toString())
            .with("applicant", person.toString())
            .with("applyDate", desk.today().toString())
            .with("applyMethod", "1")
            .with("paperProfile", "BJ-2020")
            .with("clerk", desk.actor().staff().toString()),
        make(RecordType.HOUSEHOLD, household, street, id)
            .with("street", street)
            .with("head", person.toString())
            .with("currentApplication", id.toString()),
        make(RecordType.PERSON, person, street, id),
        make(RecordType.MEMBER, desk.newId(), street, id)
            .with("application", id.toString())
            .with("person", person.toString())
            .with("relation", "01")
            .with("livingTogether", "1")
            .with("authorization", "PENDING")
            .with("order", "1"));
  }

  private static CaseRecord make(RecordType type, UUID id, String street, UUID application) {
    return CaseRecord.of(type, id, street, application, Map.of());
  }
}
