package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.evidence.Paradata;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Outcome;
import cn.ruhu.casefile.process.Performed;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.SecondSignings;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.spot.SpotVisits;
import cn.ruhu.desktop.pages.PageShape;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.EndedCheck;
import cn.ruhu.store.Seals;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.AnswerEvent;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.QuestionKind;
import cn.ruhu.survey.SurveyException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends an attempt at the door: the visit and its answers as records that are never changed again,
/// sealed ([Seal]), and what follows for items, questions and the assignment, all in one atomic op.
final class Sealing {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
  static final String ALGORITHM = "sha256 ed25519";

  /// A file of the visit.
  ///
  /// @param key fact it answers
  /// @param label words of its question
  /// @param inside taken inside before the visit was broken off: the form asks for it no more
  record Attachment(String key, String label, String address, boolean signature, boolean inside) {}

  /// Everything of the visit as it stood on the screen when the button was pressed.
  ///
  /// @param tableHash hash the household signed, empty when nobody opened
  /// @param replies words for each asked question, by its record
  /// @param remarks what was said beside the answers
  /// @param spots where each question stands, by its path
  /// @param notes of the draft
  /// @param at the moment the button was pressed
  record Content(
      SortedMap<String, String> facts,
      List<Attachment> attachments,
      String tableHash,
      Map<UUID, String> replies,
      List<Remarks.Said> remarks,
      Map<String, Spot> spots,
      SortedMap<String, String> notes,
      Instant at) {}

  /// Where a question stands in the form.
  record Spot(String section, Paradata.Part part) {
    static final Spot NONE = new Spot("", Paradata.Part.NONE);

    static Spot of(Question q) {
      return new Spot(
          q.section(),
          switch (q.part()) {
            case TABLE -> Paradata.Part.TABLE;
            case DOOR -> Paradata.Part.DOOR;
            case SIGNATURES ->
                q.instance().isPresent() ? Paradata.Part.HOUSEHOLD : Paradata.Part.PAIR;
          });
    }
  }

  /// What came of it.
  ///
  /// @param files sealed, answers and manifest included
  /// @param waitsFor what keeps the case from going on, empty when it went on
  /// @param secondUntil until when the second investigator signs on another machine; empty where
  ///   nobody has to
  record Sealed(
      UUID application,
      UUID visit,
      boolean finished,
      int files,
      String sealHash,
      boolean wentOn,
      List<Hindrance> waitsFor,
      Optional<Instant> secondUntil) {}

  private static final Set<String> REFUSED = Set.of("20", "21", "22");

  private final Desk desk;
  private final FieldMachine machine;
  private final Visit visit;
  private final byte[] snapshot;
  private final Content content;
  private final Instant now;
  private final CaseFile file;
  private final List<RecordChange> changes = new ArrayList<>();

  private Sealing(Desk desk, FieldMachine machine, Visit visit, byte[] snapshot, Content content) {
    this.desk = desk;
    this.machine = machine;
    this.visit = visit;
    this.snapshot = snapshot;
    this.content = content;
    this.now = content.at();
    CaseFile here = desk.caseFile(visit.application());
    this.file = here.application().isPresent() ? here : visit.file;
  }

  /// What a visit is sealed with, as it stands now. Window thread.
  static Content content(Visit now, Instant at) {
    var session = now.session();
    var attachments = new ArrayList<Attachment>();
    var spots = new HashMap<String, Spot>();
    for (var section : session.sections())
      for (Question q : session.questions(section.id())) {
        spots.put(q.path(), Spot.of(q));
        boolean signature = q.kind() == QuestionKind.SIGNATURE;
        boolean file = VisitFiles.KINDS.contains(q.kind());
        boolean inside = !q.relevant() && !now.entered() && !q.id().equals(Door.PLATE_PATH);
        if (!file || !(q.relevant() || inside)) continue;
        for (String address : inside ? now.pictures(q.path()) : addresses(q))
          if (!inside || !now.back.has(address)) // of the visit before
          attachments.add(new Attachment(now.survey.key(q), q.label(), address, signature, inside));
      }
    for (String plate : Door.plates(now))
      attachments.add(new Attachment(Door.PLATE_PATH, "", plate, false, false));
    var replies = new LinkedHashMap<UUID, String>();
    now.draft.notes(Visit.REPLY).forEach((id, words) -> replies.put(UUID.fromString(id), words));
    var facts = new TreeMap<>(session.facts());
    now.draft
        .notes(Visit.DOUBT)
        .forEach((flag, code) -> facts.put(Visit.DISPOSED + flag.replace(':', '@'), code));
    return new Content(
        facts,
        attachments,
        now.entered() ? session.part(Part.TABLE).hash() : "",
        replies,
        Remarks.of(now),
        spots,
        now.draft.notes(""),
        at);
  }

  private static List<String> addresses(Question q) {
    return q.value().isEmpty() ? List.of() : List.of(q.value().split(" ", -1));
  }

  /// Seals and saves; on return everything is on the disk.
  ///
  /// @param snapshot the form as it stands, kept as the visit's answers file
  static Sealed seal(Desk desk, FieldMachine machine, Visit visit, byte[] snapshot, Content content)
      throws StoreException {
    return new Sealing(desk, machine, visit, snapshot, content).seal();
  }

  private String fact(String key) {
    return content.facts().getOrDefault(key, "");
  }

  private boolean finished() {
    return CaseFile.FINISHED.contains(fact("V09"));
  }

  private Sealed seal() throws StoreException {
    Seal.Made made = Seal.of(desk, machine, visit, snapshot, content, file);
    visitRecord(made);
    answersRecord();
    remarks();
    Map<String, UUID> pages = pages();
    if (!visit.isCheck()) gateFacts(pages);
    Alarm.atSeal(desk, visit, content.facts(), now).ifPresent(changes::add);
    if (finished() && !visit.isCheck()) {
      changes.addAll(Findings.of(file, content.facts(), visit.id(), desk::newId));
      questions();
      assignmentDone();
    }
    desk.save("visit.finish", "", true, changes, visit.draft.key());
    noted(made.hash());
    cleared();
    Optional<Outcome> on = visit.isCheck() ? checked() : finished() ? goOn() : Optional.empty();
    return new Sealed(
        visit.application(),
        visit.id(),
        finished(),
        made.files(),
        made.hash(),
        on.filter(Performed.class::isInstance).isPresent(),
        on.orElse(null) instanceof Ruling.Refused(var why) ? why : List.of(),
        finished() && !made.fields().containsKey("signatureB")
            ? Optional.of(now.plus(SecondSignings.OPEN))
            : Optional.empty());
  }

  /// The visit is saved: a machine that cannot note its last seal finds it among the records.
  private void noted(String hash) {
    try {
      desk.store().seals().sealed(new Seals.Last(visit.id(), Seal.oneWay(hash), now));
    } catch (StoreException e) {
      LOG.warn("the last seal is not noted: {}", e.code());
    }
  }

  /// The draft's own entries went with the save; what an earlier version of its form left behind is
  /// only room on the disk.
  private void cleared() {
    try {
      VisitDraft.remove(desk.store().drafts(), visit.draft.key());
    } catch (StoreException e) {
      LOG.warn("a sealed visit's draft is not cleared: {}", e.code());
    }
  }

  private boolean lost(CaseRecord assignment) {
    return new Sent(assignment, file, visit.lost.isPresent())
        .lost(desk.actor().staff())
        .isPresent();
  }

  /// When the city's verification is in as well, the case goes on by itself. The visit is sealed
  /// whatever comes of that: whoever were told otherwise would seal it a second time.
  private Optional<Outcome> goOn() {
    if (visit.lost.isPresent()) return Optional.empty();
    boolean visiting =
        file.application().filter(a -> a.text("stage").equals(Stage.VISITING.name())).isPresent();
    if (!visiting) return Optional.empty();
    try {
      return Optional.of(desk.systemAct(visit.application(), Act.BOTH_DONE, ActInput.NONE));
    } catch (StoreException e) {
      LOG.warn("a sealed visit's case does not go on: {}", e.code());
      return Optional.empty();
    }
  }

  /// A check that was answered, or refused, ends: the case goes on to the district's desk, or,
  /// where the check came after the decision, nothing waits for it. What was found is set beside
  /// the first visit where both are seen, never written into the case's items. The check is sealed
  /// whatever comes of this; its case's screen does it again.
  private Optional<Outcome> checked() {
    if (visit.lost.isPresent()) return Optional.empty();
    try {
      Optional<CaseRecord> sealed = desk.store().record(visit.id()).filter(SpotVisits::ends);
      return sealed.isPresent() ? EndedCheck.end(desk, sealed.get()) : Optional.empty();
    } catch (StoreException e) {
      LOG.warn("a sealed check's case does not go on: {}", e.code());
      return Optional.empty();
    }
  }

  private CaseRecord made(RecordType type, UUID id, Map<String, String> fields) {
    CaseRecord app = file.application().orElseThrow();
    return CaseRecord.of(type, id, app.scope(), app.id(), fields)
        .with("application", app.id().toString());
  }

  private void visitRecord(Seal.Made made) {
    var f = new TreeMap<>(made.fields());
    f.put("assignment", visit.assignment.id().toString());
    f.put("attempt", Integer.toString(visit.attempt));
    f.put("purpose", purpose(visit, file));
    f.put("visitMode", visit.assignment.get("visitMode").orElse("HOME"));
    f.put("startedAt", visit.startedAt().toString());
    f.put("finishedAt", now.toString());
    f.put("disposition", fact("V09"));
    f.put("dispositionNote", fact("V10"));
    f.put("investigatorA", visit.pair.a().toString());
    f.put("investigatorB", visit.pair.b().toString());
    Door.record(visit, content.facts(), plates(content), f);
    f.put("interviewee", fact("V15M"));
    f.put("companions", fact("V08").replace(' ', ','));
    f.put("formId", visit.form.id());
    f.put("formVersion", visit.form.version());
    f.put("formHash", "sha256-" + visit.form.hash());
    f.put("sealAlgorithm", ALGORITHM);
    f.putAll(told(visit, made.told(), now));
    if (finished()) f.put("statement", Statement.origin(visit));
    if (finished()) f.put("declared", content.notes().getOrDefault(LastVisit.SUMS, ""));
    f.put("householdCopy", content.notes().getOrDefault(Visit.COPY, ""));
    if (made.fields().containsKey("correction"))
      file.finishedVisit().ifPresent(v -> f.put("supersedes", v.id().toString()));
    changes.add(RecordChange.create(made(RecordType.VISIT, visit.id(), f)));
  }

  /// How a visit was made, as its record has it.
  static SortedMap<String, String> told(Visit visit, Paradata.Told told, Instant now) {
    var f = new TreeMap<String, String>();
    Instant end = visit.tableSignedAt().orElse(now);
    long seconds = Math.max(0, Duration.between(visit.startedAt(), end).toSeconds());
    f.put("durationSeconds", Long.toString(seconds));
    f.put("sections", Paradata.text(told.sections()));
    f.put("answered", Integer.toString(told.answered()));
    f.put("fast", Integer.toString(told.fast()));
    f.put("changedAfter", Integer.toString(told.changedAfter()));
    return f;
  }

  /// Door-plate photos the form did not ask for.
  static List<String> plates(Content content) {
    boolean asked = content.facts().containsKey(Door.PLATE_PATH);
    return content.attachments().stream()
        .filter(a -> !asked && a.key().equals(Door.PLATE_PATH))
        .map(Attachment::address)
        .toList();
  }

  /// What a visit is for, as its record has it.
  static String purpose(Visit visit, CaseFile file) {
    if (visit.isCheck()) return SpotVisits.PURPOSE;
    if (visit.back.isReturn()) return "RETURN";
    return Visit.reviews(file) ? "REVIEW" : "FIRST";
  }

  /// What a check leaves behind says so itself: the pair that visits again is handed none of it.
  private CaseRecord of(CaseRecord left) {
    return visit.isCheck() ? left.with("purpose", SpotVisits.PURPOSE) : left;
  }

  private void answersRecord() {
    var fields = new TreeMap<>(content.facts());
    fields.put("visit", visit.id().toString());
    changes.add(RecordChange.create(of(made(RecordType.VISIT_ANSWERS, desk.newId(), fields))));
  }

  /// What was said beside the answers can be read and answered wherever the case is reviewed.
  private void remarks() throws StoreException {
    if (content.remarks().isEmpty()) return;
    List<AnswerEvent> log;
    try {
      log = VisitDraft.read(desk.store().drafts(), visit.draft.key()).events();
    } catch (SurveyException e) {
      throw new StoreException(StoreException.Code.CORRUPT, "entries of the visit's draft", e);
    }
    for (Remarks.Said said : content.remarks())
      changes.add(
          RecordChange.create(
              of(
                  made(
                      RecordType.REMARK,
                      desk.newId(),
                      Remarks.fields(said, visit.id(), log, visit.pair.a(), now)))));
  }

  /// A page for each picture and signature; the first page of each question by its key.
  private Map<String, UUID> pages() {
    var first = new TreeMap<String, UUID>();
    int order = 0;
    for (Attachment a : content.attachments()) {
      var f = new TreeMap<String, String>();
      UUID id = desk.newId();
      first.putIfAbsent(a.key(), id);
      f.put("visit", visit.id().toString());
      f.put("label", a.label());
      f.put("file", a.address());
      desk.store()
          .files()
          .file(a.address())
          .ifPresent(k -> {
            f.put("length", Long.toString(k.length()));
            f.put("mime", k.mime());
            f.put("takenAt", Instant.ofEpochMilli(k.madeAt()).toString());
          });
      VisitPaper paper = VisitPaper.of(a, content.facts(), f.getOrDefault("mime", ""));
      f.put("slot", paper.slot());
      paper.member().ifPresent(m -> f.put("member", m.toString()));
      f.put("by", visit.pair.a().toString());
      f.put("source", "VISIT");
      f.put("path", a.key());
      f.put("print", content.notes().getOrDefault(VisitFiles.PRINT + a.address(), ""));
      f.put("order", Integer.toString(++order));
      f.put("flaws", content.notes().getOrDefault(VisitFiles.FLAWS + a.address(), ""));
      changes.add(RecordChange.create(shown(of(made(RecordType.PAGE, id, f)), a.address())));
    }
    return first;
  }

  /// With how the pair saw it: a photo of a paper is shown between its edges, its bytes stay. One
  /// of the visit before is shown as it was.
  private CaseRecord shown(CaseRecord page, String address) {
    String note = content.notes().getOrDefault(VisitFiles.RECIPE + address, "");
    return VisitFiles.recipe(note, file, address).map(r -> PageShape.of(r).on(page)).orElse(page);
  }

  private void gateFacts(Map<String, UUID> pages) {
    UUID notice = pages.get("V13P");
    if (notice != null && !fact("V13").isEmpty())
      gate(GateKind.NOTICE_LEFT, Map.of("value", fact("V13"), "page", notice.toString()));
    if (REFUSED.contains(fact("V09")) && !fact("V10").isEmpty())
      gate(GateKind.REFUSAL_DOCUMENTED, Map.of("reason", fact("V10")));
  }

  private void gate(GateKind kind, Map<String, String> more) {
    var f = new TreeMap<>(more);
    f.put("kind", kind.name());
    f.put("subject", visit.id().toString());
    f.put("by", desk.actor().staff().toString());
    f.put("at", now.toString());
    changes.add(RecordChange.create(made(RecordType.GATE_FACT, desk.newId(), f)));
  }

  private void questions() {
    for (CaseRecord asked : visit.back.asked()) {
      CaseRecord after =
          asked
              .with("answer", content.replies().getOrDefault(asked.id(), ""))
              .with("answeredBy", desk.actor().staff().toString())
              .with("answeredAt", now.toString())
              .with("answerVisit", visit.id().toString())
              .with("state", "ANSWERED");
      RecordChange.between(asked, after).ifPresent(changes::add);
    }
  }

  /// An assignment that is no longer this pair's is left to those who took it.
  private void assignmentDone() {
    CaseRecord now = desk.store().record(visit.assignment.id()).orElse(visit.assignment);
    if (lost(now)) return;
    RecordChange.between(now, now.with("state", "DONE")).ifPresent(changes::add);
  }
}
