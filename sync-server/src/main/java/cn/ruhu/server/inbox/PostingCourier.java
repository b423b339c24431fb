package cn.ruhu.server.inbox;

import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.server.db.StorageException;
import cn.ruhu.server.merge.Held;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries notices between the street that handles a case and the street whose board they hang at
/// (Policy §19, DOMAIN §0.2 C12): makes the POSTING there from what the notice shows, takes it
/// back, and writes its proofs and objections into the case. Both ways under ids that follow from
/// what is carried, so that carrying it twice, late or in another order changes nothing (decision
/// 0044).
///
/// Stateless and thread-safe; a call belongs to its transaction.
final class PostingCourier {
  private static final Logger LOG = LoggerFactory.getLogger(PostingCourier.class);

  private static final Set<String> OUT =
      Set.of(
          GateKind.NOTICE_SENT.name(),
          GateKind.NOTICE_RECALLED.name(),
          GateKind.NOTICE_REMINDED.name());

  private static final Set<String> BACK =
      Set.of(
          GateKind.NOTICE_POSTED.name(),
          GateKind.NOTICE_PHOTO.name(),
          GateKind.OBJECTION_RAISED.name());

  /// An application that is over before anybody decided: its notice has nothing to say any more.
  private static final Set<String> OVER =
      Set.of(Stage.WITHDRAWN.name(), Stage.ABORTED.name(), Stage.TRANSFERRED.name());

  /// While a notice may hang, a household that moves takes it along.
  private static final Set<String> HANGING =
      EnumSet.range(Stage.PUBLICITY, Stage.PUBLICITY2).stream()
          .map(Stage::name)
          .collect(Collectors.toUnmodifiableSet());

  /// Of a page, what belongs to the sheet and not to the file it lies in.
  private static final Set<String> OF_ITS_FILE = Set.of("member", "supporter", "visit", "batch");

  void of(Workspace work, Instant now) throws StorageException {
    for (UUID caseId : touched(work)) carry(work, caseId, now);
  }

  /// As [#of], each file by itself: one whose notice cannot be carried holds up no push. It is
  /// tried again with the next record.
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
        LOG.error("a notice of {} cannot be carried", caseId, e);
      } catch (RuntimeException e) {
        LOG.error("a notice of {} could not be carried", caseId, e);
      }
    }
  }

  /// Files whose change may concern a board: facts of notices, an application that is over or whose
  /// notice may hang, and what is filed in a posting. Most pushes touch none.
  private static Set<UUID> touched(Workspace work) throws StorageException {
    var found = new LinkedHashSet<UUID>();
    for (Held changed : List.copyOf(work.changed())) {
      UUID caseId = changed.caseId();
      if (caseId == null || found.contains(caseId)) continue;
      boolean concerns =
          switch (changed.type()) {
            case "GATE_FACT" ->
                OUT.contains(changed.text("kind"))
                    || (BACK.contains(changed.text("kind")) && isPosting(work, caseId));
            case "PAGE" -> isPosting(work, caseId);
            case "APPLICATION" ->
                OVER.contains(changed.text("stage")) || HANGING.contains(changed.text("stage"));
            default -> false;
          };
      if (concerns) found.add(caseId);
    }
    return found;
  }

  private static boolean isPosting(Workspace work, UUID caseId) throws StorageException {
    return work.find(caseId).filter(PostingCourier::isPosting).isPresent();
  }

  private static boolean isPosting(Held head) {
    return head.type().equals(RecordType.POSTING.name());
  }

  private static void carry(Workspace work, UUID caseId, Instant now) throws StorageException {
    Optional<CaseRecord> head = work.find(caseId).flatMap(Held::caseRecord);
    if (head.isEmpty()) return;
    CaseFile file = SharedRules.caseFile(work, caseId);
    if (head.get().type() == RecordType.POSTING) back(work, head.get(), file);
    else out(work, head.get(), file, now);
  }

  // ---- to the other street

  private static void out(Workspace work, CaseRecord application, CaseFile file, Instant now)
      throws StorageException {
    List<Posting> all = Posting.all(file);
    int days = RuleSets.forCase(file).publicityDays();
    for (Posting p : all) {
      Optional<CaseRecord> there = work.find(p.id()).flatMap(Held::caseRecord);
      if (there.isEmpty() && p.street().equals(application.scope())) continue;
      CaseRecord was = there.orElseGet(() -> made(application, file, p));
      CaseRecord then = called(application, all, p, reminded(was, p), days, now);
      if (there.isPresent() && then.equals(was)) continue;
      work.rows().files().lend(p.notice().text("file"), application.id(), p.id());
      put(work, was, then, there.isEmpty());
    }
  }

  private static CaseRecord made(CaseRecord application, CaseFile file, Posting p) {
    CaseRecord notice = p.notice();
    var fields = new TreeMap<String, String>();
    for (String same : List.of("paper", "scheme", "file", "length", "mime", "pages"))
      fields.put(same, notice.text(same));
    fields.put("number", notice.text("documentNumber"));
    fields.put("notice", notice.id().toString());
    fields.put("application", application.id().toString());
    fields.put("street", p.street());
    fields.put("handling", application.scope());
    fields.put("community", application.text("residenceCommunity"));
    fields.put("days", Integer.toString(RuleSets.forCase(file).publicityDays()));
    fields.put("postDue", p.postDue().toString());
    fields.put("sentAt", p.sent().text("at"));
    fields.put("by", p.sent().text("by"));
    return CaseRecord.of(RecordType.POSTING, p.id(), p.street(), p.id(), fields);
  }

  private static CaseRecord reminded(CaseRecord posting, Posting p) {
    return p.reminded()
        .map(f -> posting.with("remindedAt", f.text("at")).with("remindNote", f.text("reason")))
        .orElse(posting);
  }

  /// With why it comes down, said once: whoever called it back first.
  private static CaseRecord called(
      CaseRecord application,
      List<Posting> all,
      Posting p,
      CaseRecord posting,
      int days,
      Instant now) {
    if (posting.get("recalledAt").isPresent()) return posting;
    if (p.recalled().isPresent())
      return posting
          .with("recalledAt", p.recalled().get().text("at"))
          .with("recallWhy", "RECALLED")
          .with("recallNote", p.recalled().get().text("reason"));
    boolean over = OVER.contains(application.text("stage"));
    boolean replaced = Posting.superseded(all, p);
    // moved to where no board of another street counts: into this street, or out of the district
    boolean moved = Posting.away(application).isEmpty() && !p.state(days).isOver();
    if (!over && !replaced && !moved) return posting;
    return posting
        .with("recalledAt", now.toString())
        .with("recallWhy", over ? "CASE_CLOSED" : replaced ? "REPLACED" : "MOVED");
  }

  private static void put(Workspace work, CaseRecord was, CaseRecord now, boolean fresh)
      throws StorageException {
    Optional<RecordChange> change =
        fresh ? Optional.of(RecordChange.create(now)) : RecordChange.between(was, now);
    if (change.isPresent()) work.put(FollowUps.applied(work, change.get()));
  }

  // ---- and back into the case, whatever became of it meanwhile

  private static void back(Workspace work, CaseRecord posting, CaseFile file)
      throws StorageException {
    Optional<UUID> id = posting.ref("application");
    Optional<Held> application = id.isEmpty() ? Optional.empty() : work.find(id.get());
    if (application.isEmpty() || application.get().deleted()) return;
    for (CaseRecord page : file.all(RecordType.PAGE)) {
      work.rows().files().lend(page.text("file"), posting.id(), application.get().id());
      mirror(work, application.get(), page, sheet(page));
    }
    for (CaseRecord fact : file.all(RecordType.GATE_FACT))
      if (BACK.contains(fact.text("kind")))
        mirror(work, application.get(), fact, proof(fact, posting));
  }

  private static Map<String, String> sheet(CaseRecord page) {
    var fields = new TreeMap<>(page.fields());
    fields.keySet().removeAll(OF_ITS_FILE);
    page.ref("replacedBy")
        .map(Posting::mirrored)
        .ifPresent(r -> fields.put("replacedBy", r.toString()));
    return fields;
  }

  /// The fact as the case's own street would record it, marked with the posting it proves.
  private static Map<String, String> proof(CaseRecord fact, CaseRecord posting) {
    var fields = new TreeMap<>(fact.fields());
    fact.ref("page").map(Posting::mirrored).ifPresent(p -> fields.put("page", p.toString()));
    boolean photo = fact.text("kind").equals(GateKind.NOTICE_PHOTO.name());
    fields.put(photo ? "value" : "subject", posting.id().toString());
    return fields;
  }

  /// Of a page that came back before, only its replacement is carried: what this street wrote on it
  /// since is this street's.
  private static boolean replacedThereAlone(CaseRecord copy, CaseRecord here) {
    return copy.type() == RecordType.PAGE
        && copy.get("replacedBy").isPresent()
        && here.get("replacedBy").isEmpty()
        && here.get("replacedWay").isEmpty();
  }

  private static void mirror(
      Workspace work, Held application, CaseRecord there, Map<String, String> fields)
      throws StorageException {
    UUID id = Posting.mirrored(there.id());
    Optional<CaseRecord> here = work.find(id).flatMap(Held::caseRecord);
    CaseRecord copy =
        CaseRecord.of(there.type(), id, application.scope(), application.id(), fields)
            .with("application", application.id().toString());
    if (here.isEmpty()) put(work, copy, copy, true);
    else if (replacedThereAlone(copy, here.get()))
      put(work, here.get(), here.get().with("replacedBy", copy.text("replacedBy")), false);
  }
}
