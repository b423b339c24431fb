package cn.ruhu.server.inbox;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.PostingDuty;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import cn.ruhu.wire.OpCodec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What stands against records about notices at another street's board: in the file of a posting
/// ([PostingDuty]), and where one is sent to. Stateless.
final class Boards {
  private static final Set<String> NOTICES = Set.of("N04", "N04B");

  /// Facts that name the posting whose board they are of.
  private static final Set<String> HEARD =
      Set.of(GateKind.NOTICE_POSTED.name(), GateKind.OBJECTION_RAISED.name());

  private Boards() {}

  static Optional<Hindrance> against(Workspace work, Context context, RecordChange change)
      throws StorageException {
    UUID caseId = change.caseId();
    if (caseId == null || !(change.create() || change.delete())) return Optional.empty();
    Optional<Held> head = work.find(caseId);
    if (head.isPresent() && head.get().type().equals(RecordType.POSTING.name()))
      return inPosting(work, context, caseId, change);
    if (!change.create() || change.type() != RecordType.GATE_FACT) return Optional.empty();
    CaseRecord made = change.applyTo(null);
    boolean sent = made.text("kind").equals(GateKind.NOTICE_SENT.name());
    return sent && !sound(work, head, made)
        ? Optional.of(new Hindrance("POSTING_STREET", "policy §19", List.of()))
        : Optional.empty();
  }

  /// Nothing but its proofs and objections is made in the file of a posting, nothing is taken out,
  /// and what names a page names one of this very file.
  private static Optional<Hindrance> inPosting(
      Workspace work, Context context, UUID caseId, RecordChange change) throws StorageException {
    if (change.delete()) return Optional.of(new Hindrance("POSTING_ONLY", "policy §19", List.of()));
    CaseRecord made = change.applyTo(null);
    CaseFile file = SharedRules.caseFile(work, caseId);
    Optional<Hindrance> first = PostingDuty.against(file, made).stream().findFirst();
    if (first.isPresent() || made.type() != RecordType.GATE_FACT) return first;
    CaseFile withPages = file.with(pages(context, caseId));
    boolean photo = made.text("kind").equals(GateKind.NOTICE_PHOTO.name());
    boolean there =
        made.ref("page")
            .flatMap(withPages::record)
            .filter(p -> p.type() == RecordType.PAGE)
            .isPresent();
    boolean fine = there || (!photo && made.get("page").isEmpty());
    return fine
        ? Optional.empty()
        : Optional.of(new Hindrance("POSTING_PAGE", "policy §19", List.of()));
  }

  /// Pages of that file that come with the op itself.
  private static List<RecordChange> pages(Context context, UUID caseId) {
    return context.op().changes().stream()
        .flatMap(c -> OpCodec.change(c).stream())
        .filter(c -> c.create() && c.type() == RecordType.PAGE && caseId.equals(c.caseId()))
        .toList();
  }

  /// Whether somebody writes into a case what its courier alone writes there: a proof of another
  /// street's board, or an objection heard at it. The own board's facts name no posting.
  static boolean forged(Workspace work, RecordChange change) throws StorageException {
    UUID caseId = change.caseId();
    if (!change.create() || change.type() != RecordType.GATE_FACT || caseId == null) return false;
    CaseRecord fact = change.applyTo(null);
    boolean photo = fact.text("kind").equals(GateKind.NOTICE_PHOTO.name());
    boolean named =
        photo
            ? fact.ref("value").isPresent()
            : HEARD.contains(fact.text("kind")) && fact.ref("subject").isPresent();
    return named
        && work.find(caseId).filter(h -> h.type().equals(RecordType.POSTING.name())).isEmpty();
  }

  /// A notice of this very case, to another street of the district.
  private static boolean sound(Workspace work, Optional<Held> head, CaseRecord sent)
      throws StorageException {
    String to = sent.text("value");
    boolean other = head.filter(h -> !h.scope().equals(to)).isPresent();
    Optional<UUID> subject = sent.ref("subject");
    if (!other || !CodeTables.table("street").has(to) || subject.isEmpty()) return false;
    return work.find(subject.get())
        .filter(d -> d.type().equals(RecordType.DOCUMENT.name()))
        .filter(d -> head.get().id().equals(d.caseId()))
        .filter(d -> NOTICES.contains(d.text("paper")))
        .isPresent();
  }
}
