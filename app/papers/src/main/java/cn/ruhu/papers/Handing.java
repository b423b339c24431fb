package cn.ruhu.papers;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.papers.Rendered.Refused;
import cn.ruhu.papers.template.Fields;
import java.util.Optional;

/// Values of the slip that hands somebody's trouble on (N10, DOMAIN §2.5): from whom, to whom, the
/// facts, until when. It tells of the person alone: who reported it, and the person's number, stand
/// on no slip (§6.9, L1 61).
final class Handing {
  private Handing() {}

  private static Optional<CaseRecord> referral(CaseFile file, PaperFacts facts) {
    return Texts.uuid(facts.subject().note())
        .flatMap(file::record)
        .filter(r -> r.type() == RecordType.REFERRAL);
  }

  static Optional<Refused> refusal(CaseFile file, PaperFacts facts) {
    if (facts.number().isBlank()) return refuse("NUMBER_MISSING", Paper.N10.name());
    Optional<CaseRecord> slip = referral(file, facts);
    if (slip.isEmpty() || file.head().isEmpty()) return refuse("REFERRAL_MISSING", "");
    if (slip.get().text("facts").isBlank()) return refuse("FIELD_MISSING", "facts");
    return receiver(slip.get()).isBlank() ? refuse("FIELD_MISSING", "toName") : Optional.empty();
  }

  private static Optional<Refused> refuse(String code, String detail) {
    return Optional.of(new Refused(code, detail));
  }

  /// The department and whom of it, or the one named in words.
  private static String receiver(CaseRecord slip) {
    String department = slip.text("department");
    boolean listed = !department.isEmpty() && !department.equals("99");
    String name = slip.text("toName");
    if (!listed) return name;
    String words = Form.label("department", department);
    return name.isEmpty() ? words : words + "\uFF08" + name + "\uFF09";
  }

  static Fields fields(CaseFile file, PaperFacts facts) {
    CaseRecord slip = referral(file, facts).orElseThrow();
    CaseRecord head = file.head().orElseThrow();
    var office = facts.office();
    var fields = new Fields().put("date", Form.date(facts.date())).put("number", facts.number());
    fields.put("clerk", facts.clerk()).put("office", office.name());
    fields.put("district", office.district()).put("officePhone", office.phone());
    fields.put("officeAddress", office.address());
    fields.put("fileNumber", head.text("number")).put("receiver", receiver(slip));
    fields.put("name", first(slip.text("personName"), head.text("personName")));
    fields.put("phone", first(slip.text("personPhone"), head.text("personPhone")));
    fields.put("address", first(head.text("address"), head.text("residenceAddress")));
    fields.put("facts", slip.text("facts"));
    fields.put("needs", Form.labels("need", slip.text("needs")));
    return fields.put("due", Form.date(slip.text("due")));
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }
}
