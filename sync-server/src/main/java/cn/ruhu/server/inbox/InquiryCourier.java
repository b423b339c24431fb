package cn.ruhu.server.inbox;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Inquiry;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries requests for help between the street that handles a case and the street its household
/// lives in (异地协查, DOMAIN §0.2 C4), as [PostingCourier] carries notices: makes the INQUIRY there,
/// ends it when the case is over, and writes its answers into the case, each under an id that
/// follows from what is carried. Stateless and thread-safe; a call belongs to its transaction.
final class InquiryCourier {
  private static final Logger LOG = LoggerFactory.getLogger(InquiryCourier.class);

  /// A case at one of these needs no answer any more.
  private static final Set<String> OVER =
      Set.of(
          Stage.WITHDRAWN.name(),
          Stage.ABORTED.name(),
          Stage.TRANSFERRED.name(),
          Stage.REJECTED.name());

  void of(Workspace work, Instant now) throws StorageException {
    for (UUID caseId : touched(work)) carry(work, caseId, now);
  }

  /// As [#of], each file by itself: one that cannot be carried holds up no push.
  ///
  /// @param seq number of the commit
  void carefully(Workspace work, Instant now, long seq) throws StorageException {
    for (UUID caseId : touched(work)) {
      try {
        work.rows()
            .attempt(() -> {
              Workspace own = work.child();
              carry(own, caseId, now);
              Judge.onTrial(work.rows(), () -> work.rows().records().put(own.changed(), seq));
              own.keep();
              return true;
            });
      } catch (StorageException e) {
        if (e.kind() != StorageException.Kind.DATA) throw e;
        LOG.error("a request of {} cannot be carried", caseId, e);
      } catch (RuntimeException e) {
        LOG.error("a request of {} could not be carried", caseId, e);
      }
    }
  }

  private static Set<UUID> touched(Workspace work) throws StorageException {
    var found = new LinkedHashSet<UUID>();
    for (Held changed : List.copyOf(work.changed())) {
      UUID caseId = changed.caseId();
      if (caseId == null || found.contains(caseId)) continue;
      String kind = changed.text("kind");
      boolean concerns =
          switch (changed.type()) {
            case "GATE_FACT" ->
                kind.equals(GateKind.OTHER_PLACE_ASKED.name())
                    || (kind.equals(GateKind.OTHER_PLACE_REPLY.name()) && isInquiry(work, caseId));
            case "APPLICATION" -> OVER.contains(changed.text("stage"));
            default -> false;
          };
      if (concerns) found.add(caseId);
    }
    return found;
  }

  private static boolean isInquiry(Workspace work, UUID caseId) throws StorageException {
    return work.find(caseId).filter(h -> h.type().equals(RecordType.INQUIRY.name())).isPresent();
  }

  private static void carry(Workspace work, UUID caseId, Instant now) throws StorageException {
    Optional<CaseRecord> head = work.find(caseId).flatMap(Held::caseRecord);
    if (head.isEmpty()) return;
    CaseFile file = SharedRules.caseFile(work, caseId);
    if (head.get().type() == RecordType.INQUIRY) back(work, head.get(), file);
    else if (head.get().type() == RecordType.APPLICATION) out(work, head.get(), file, now);
  }

  private static void out(Workspace work, CaseRecord application, CaseFile file, Instant now)
      throws StorageException {
    boolean over = OVER.contains(application.text("stage"));
    for (Inquiry inquiry : Inquiry.all(file)) {
      Optional<CaseRecord> there = work.find(inquiry.id()).flatMap(Held::caseRecord);
      CaseRecord was = there.orElseGet(() -> made(application, file, inquiry));
      boolean ends = over && inquiry.reply().isEmpty() && was.get("overAt").isEmpty();
      CaseRecord then = ends ? was.with("overAt", now.toString()) : was;
      if (there.isEmpty()) work.put(FollowUps.applied(work, RecordChange.create(then)));
      else {
        Optional<RecordChange> change = RecordChange.between(was, then);
        if (change.isPresent()) work.put(FollowUps.applied(work, change.get()));
      }
    }
  }

  /// Whom to look for, where, and what is asked; nothing else of the case.
  private static CaseRecord made(CaseRecord application, CaseFile file, Inquiry inquiry) {
    var fields = new TreeMap<String, String>();
    fields.put("street", inquiry.street());
    fields.put("handling", application.scope());
    fields.put("application", application.id().toString());
    fields.put("number", application.text("number"));
    fields.put("applicant", file.applicant().map(p -> p.text("name")).orElse(""));
    fields.put("phone", application.text("phone"));
    fields.put("address", application.text("residenceAddress"));
    fields.put("what", inquiry.asked().text("reason"));
    fields.put("due", inquiry.due().toString());
    fields.put("askedAt", inquiry.at().toString());
    fields.put("by", inquiry.asked().text("by"));
    return CaseRecord.of(RecordType.INQUIRY, inquiry.id(), inquiry.street(), inquiry.id(), fields);
  }

  private static void back(Workspace work, CaseRecord inquiry, CaseFile file)
      throws StorageException {
    Optional<UUID> id = inquiry.ref("application");
    Optional<Held> application = id.isEmpty() ? Optional.empty() : work.find(id.get());
    if (application.isEmpty() || application.get().deleted()) return;
    for (CaseRecord reply : file.gateFacts(GateKind.OTHER_PLACE_REPLY)) {
      UUID here = Inquiry.mirrored(reply.id());
      if (work.find(here).isPresent()) continue;
      var fields = new TreeMap<>(reply.fields());
      fields.put("application", application.get().id().toString());
      fields.put("subject", inquiry.id().toString());
      fields.remove("page");
      CaseRecord copy =
          CaseRecord.of(
              RecordType.GATE_FACT,
              here,
              application.get().scope(),
              application.get().id(),
              fields);
      work.put(FollowUps.applied(work, RecordChange.create(copy)));
    }
  }

  // ---- what stands against records about it

  /// In the file of an inquiry only answers are made; and one is sent to another street of the
  /// district.
  static Optional<Hindrance> against(Workspace work, RecordChange change) throws StorageException {
    UUID caseId = change.caseId();
    if (caseId == null || !(change.create() || change.delete())) return Optional.empty();
    Optional<Held> head = work.find(caseId);
    if (head.filter(h -> h.type().equals(RecordType.INQUIRY.name())).isPresent())
      return change.delete()
          ? Optional.of(new Hindrance("INQUIRY_ONLY", "C4", List.of()))
          : Inquiry.against(change.applyTo(null)).stream().findFirst();
    if (!change.create() || change.type() != RecordType.GATE_FACT) return Optional.empty();
    CaseRecord made = change.applyTo(null);
    if (!made.text("kind").equals(GateKind.OTHER_PLACE_ASKED.name())) return Optional.empty();
    String to = made.text("value");
    boolean fine =
        head.filter(h -> h.type().equals(RecordType.APPLICATION.name()))
                .filter(h -> !h.scope().equals(to))
                .isPresent()
            && CodeTables.table("street").has(to)
            && !made.text("reason").isBlank();
    return fine ? Optional.empty() : Optional.of(new Hindrance("INQUIRY_STREET", "C4", List.of()));
  }

  /// Whether somebody writes into a case what its courier alone writes there: the answer of another
  /// street of the district.
  static boolean forged(Workspace work, RecordChange change) throws StorageException {
    UUID caseId = change.caseId();
    if (!change.create() || change.type() != RecordType.GATE_FACT || caseId == null) return false;
    CaseRecord fact = change.applyTo(null);
    return fact.text("kind").equals(GateKind.OTHER_PLACE_REPLY.name())
        && fact.ref("subject").isPresent()
        && !isInquiry(work, caseId);
  }
}
