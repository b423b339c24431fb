package cn.ruhu.server.inbox;

import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.wire.OpCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What stands against facts that take up or settle an objection to a notice
/// ([Objections#against]): two machines that did not see each other may settle the same one, and
/// the first answer counts. Stateless.
final class HeardObjections {
  private static final Set<String> ABOUT_ONE =
      Set.of(GateKind.OBJECTION_TAKEN.name(), GateKind.OBJECTION_SETTLED.name());

  private static final Set<String> HEARING =
      Set.of("act." + Act.OBJECT.name(), "act." + Act.SETTLE.name());

  private HeardObjections() {}

  static Optional<Hindrance> against(Workspace work, Context context, RecordChange change)
      throws StorageException {
    UUID caseId = change.caseId();
    if (caseId == null || !change.create() || change.type() != RecordType.GATE_FACT)
      return Optional.empty();
    CaseRecord fact = change.applyTo(null);
    if (!ABOUT_ONE.contains(fact.text("kind"))) return Optional.empty();
    CaseFile file = SharedRules.caseFile(work, caseId).with(raised(context, caseId));
    return Objections.against(file, fact, brought(context, caseId)).stream().findFirst();
  }

  /// Whether the op begins or ends the hearing, or records a complaint.
  private static boolean brought(Context context, UUID caseId) {
    return HEARING.contains(context.op().kind())
        || !facts(context, caseId, GateKind.COMPLAINT_OPENED).isEmpty();
  }

  /// Objections that come with the op itself: one that is heard at the window is taken up with it.
  private static List<RecordChange> raised(Context context, UUID caseId) {
    return facts(context, caseId, GateKind.OBJECTION_RAISED);
  }

  private static List<RecordChange> facts(Context context, UUID caseId, GateKind kind) {
    return context.op().changes().stream()
        .flatMap(c -> OpCodec.change(c).stream())
        .filter(c -> c.create() && c.type() == RecordType.GATE_FACT && caseId.equals(c.caseId()))
        .filter(c -> c.applyTo(null).text("kind").equals(kind.name()))
        .toList();
  }
}
