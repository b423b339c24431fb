package cn.ruhu.desktop.intake;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.store.StoreException;
import cn.ruhu.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// An ordinary application that follows aid before papers: it begins with what is known already and
/// goes its whole road from there. Window thread only.
final class FromAid {
  private static final String ASKED = "aid:";

  /// what the keys of the notes begin with that say which application an aid began
  private static final String BEGUN = "begun-by-aid:";

  private FromAid() {}

  /// Whether a screen asks for an application that begins so.
  static boolean asked(String argument) {
    return argument.startsWith(ASKED);
  }

  /// Opens the application this aid began before, what the person's number leads to, or a new
  /// application with name, number, phone, address and what happened.
  static void open(IntakeViewModel model, String argument) {
    UUID id = UUID.fromString(argument.substring(ASKED.length()));
    Optional<CaseRecord> aid =
        model.desk().store().record(id).filter(r -> r.type() == RecordType.URGENT_AID);
    if (aid.isEmpty()) return;
    model.keepThenClose();
    model
        .background()
        .run(
            () -> begun(model, id),
            found ->
                found.ifPresentOrElse(a -> model.bring(a, () -> {}), () -> begin(model, aid.get())),
            model::failed);
  }

  /// The application this aid began on this machine, while its draft or its case is here: somebody
  /// without a number is found by nothing else.
  private static Optional<UUID> begun(IntakeViewModel model, UUID aid)
      throws StoreException, WireException {
    Optional<byte[]> kept = model.desk().store().drafts().get(BEGUN + aid);
    if (kept.isEmpty()) return Optional.empty();
    Optional<UUID> application = Texts.uuid(new String(kept.get(), StandardCharsets.US_ASCII));
    if (application.isEmpty()) return Optional.empty();
    return model.finder().byId(application.get()) instanceof CaseFinder.Nobody
        ? Optional.empty()
        : application;
  }

  private static void begin(IntakeViewModel model, CaseRecord aid) {
    model.look(
        aid.text("personNumber"),
        copy -> {
          if (!copy.untouched()) return;
          String key = BEGUN + aid.id();
          byte[] begun = copy.application().toString().getBytes(StandardCharsets.US_ASCII);
          model.keeper.write(key, () -> model.desk().store().drafts().put(key, begun));
          fill(model, copy, aid);
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
