package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import java.util.Optional;
import java.util.UUID;

/// An ordinary application that follows aid before papers: it begins with what is known already and
/// goes its whole road from there. Window thread only.
final class FromAid {
  private static final String ASKED = "aid:";

  private FromAid() {}

  /// Whether a screen asks for an application that begins so.
  static boolean asked(String argument) {
    return argument.startsWith(ASKED);
  }

  /// Opens what the person's number leads to, or a new application with name, number, phone,
  /// address and what happened.
  static void open(IntakeViewModel model, String argument) {
    UUID id = UUID.fromString(argument.substring(ASKED.length()));
    Optional<CaseRecord> aid =
        model.desk().store().record(id).filter(r -> r.type() == RecordType.URGENT_AID);
    if (aid.isEmpty()) return;
    model.keepThenClose();
    model.look(
        aid.get().text("personNumber"),
        copy -> {
          if (copy.untouched()) fill(model, copy, aid.get());
        });
  }

  private static void fill(IntakeViewModel model, WorkingCopy copy, CaseRecord aid) {
    UUID person = CaseEdits.applicant(copy).orElseThrow();
    UUID application = copy.application();
    leave(model, person, "name", aid.text("personName"));
    leave(model, person, "idNumber", aid.text("personNumber"));
    if (aid.text("personNumber").isEmpty())
      leave(model, person, "idPending", aid.get("personNote").orElse(aid.text("facts")));
    leave(model, application, "phone", aid.text("personPhone"));
    leave(model, application, "residenceAddress", aid.text("address"));
    String cause = CodeTables.label("urgentCause", aid.text("cause"));
    leave(model, application, "reason", cause + "\uFF1A" + aid.text("facts"));
    model.focus.set(
        aid.text("personName").isEmpty()
            ? new Spot(person, "name")
            : new Spot(application, "phone"));
  }

  private static void leave(IntakeViewModel model, UUID record, String field, String text) {
    if (!text.isEmpty()) model.leave(record, field, text);
  }
}
