package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.desktop.kit.Message;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows that come and go in the application on the desk. Window thread only.
final class IntakeRows {
  private final IntakeViewModel model;

  IntakeRows(IntakeViewModel model) {
    this.model = model;
  }

  /// Another row of the kind a step is about; nothing where it has none.
  void add(Step step) {
    switch (step) {
      case MEMBERS -> addMember();
      case SUPPORTERS -> addSupporter();
      case INCOME -> addItem(LineKind.INCOME);
      case PROPERTY -> addItem(LineKind.ASSET);
      case EXPENSES -> addItem(LineKind.EXPENSE);
      case DECLARATION -> addRelative();
      case APPLICANT, PAPERS -> {}
    }
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

  /// Another line; its member is that of the line before, the keyboard goes to its first field.
  void addItem(LineKind kind) {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    List<CaseRecord> before = kind.of(copy.file());
    String member = before.isEmpty() ? first(copy) : before.getLast().text("member");
    UUID id = model.edits.addItem(copy, kind, member);
    Spot at = new Spot(id, "member");
    model.touched(at);
    model.focus.set(at);
  }

  private static String first(WorkingCopy copy) {
    return copy.file().members().getFirst().id().toString();
  }

  void addRelative() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    UUID id = model.edits.addRelative(copy, first(copy));
    copy.set(copy.application(), "relativeOfOfficial", "true");
    Spot at = new Spot(id, "name");
    model.touched(at);
    model.focus.set(at);
  }

  /// The record of a fact of the dwelling, made when there is none yet.
  ///
  /// @param code of table `housing`
  @Nullable UUID fact(String code) {
    WorkingCopy copy = model.open.get();
    return copy == null ? null : model.edits.addDwellingFact(copy, code);
  }

  /// Who came for the household is asked for from now on.
  void addAgent() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    Spot at = new Spot(model.edits.addAgent(copy), "name");
    model.touched(at);
    model.focus.set(at);
  }

  /// Nobody came for the household after all.
  void removeAgent() {
    WorkingCopy copy = model.open.get();
    if (copy == null) return;
    copy.get(copy.application()).flatMap(a -> a.ref("agent")).ifPresent(copy::remove);
    copy.set(copy.application(), "agent", "");
    copy.set(copy.application(), "agentRelation", "");
    if (copy.text(copy.application(), "applyMethod").equals("3"))
      copy.set(copy.application(), "applyMethod", "1");
    model.touched(null);
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
    FieldEdits.benefits(copy);
    model.touched(null);
  }
}
