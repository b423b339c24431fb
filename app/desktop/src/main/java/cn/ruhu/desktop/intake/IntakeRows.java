package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Message;
import java.util.List;
import java.util.UUID;

/// Rows that come and go in the application on the desk. Window thread only.
final class IntakeRows {
  private final IntakeViewModel model;

  IntakeRows(IntakeViewModel model) {
    this.model = model;
  }

  void addMember() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    UUID member = model.edits.addMember(copy);
    UUID person = copy.get(member).flatMap(m -> m.ref("person")).orElseThrow();
    Spot at = new Spot(person, "idNumber");
    model.touched(at);
    model.focus.set(at);
  }

  void addSupporter() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    Spot at = new Spot(model.edits.addSupporter(copy, "", "", ""), "idNumber");
    model.touched(at);
    model.focus.set(at);
  }

  /// @param kind `INCOME` or `ASSET`
  void addItem(String kind) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    List<CaseRecord> before = copy.file().items(kind);
    String member =
        before.isEmpty()
            ? copy.file().members().getFirst().id().toString()
            : before.getLast().text("member");
    UUID id = model.edits.addItem(copy, kind, member);
    Spot at = new Spot(id, "member");
    model.touched(at);
    model.focus.set(at);
  }

  /// Takes a row away: a member with all that was said of that member, or a line.
  void remove(UUID record) {
    WorkingCopy copy = model.open.get();
    if (copy == null || copy.get(record).isEmpty()) return;
    if (copy.get(record).orElseThrow().type() == RecordType.MEMBER) {
      if (!model.edits.removeMember(copy, record)) {
        model.done.set(Message.of("intake.member.applicant.stays"));
        return;
      }
    } else copy.remove(record);
    model.touched(null);
  }
}
