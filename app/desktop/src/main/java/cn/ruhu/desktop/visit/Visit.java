package cn.ruhu.desktop.visit;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.spot.SpotVisits;
import cn.ruhu.desktop.forms.EarlyEvents;
import cn.ruhu.desktop.forms.SurveyModel;
import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.imaging.sheet.PageRecipe;
import cn.ruhu.store.StoreException;
import cn.ruhu.survey.Answer;
import cn.ruhu.survey.FormPackage;
import cn.ruhu.survey.Part;
import cn.ruhu.survey.Problem;
import cn.ruhu.survey.Question;
import cn.ruhu.survey.SurveyException;
import cn.ruhu.survey.SurveySession;
import cn.ruhu.wire.Hashes;
import cn.ruhu.wire.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One attempt at one household's door, open on this machine. Window thread only once it is open.
final class Visit {
  static final String DISPOSITION = "V09D";
  private static final String PROVEN = "b.proven";
  private static final String LATER = "b.later";
  private static final String SIGNED = "signed.";
  static final String PHOTOS = "photos.";

  /// notes of answers to a supervisor's questions, by the question's id
  static final String REPLY = "reply.";

  /// notes of what the pair made of differences, by the flag's key
  static final String DOUBT = "doubt.";

  /// the beginning of the fact a difference's disposition is sealed as
  static final String DISPOSED = "C10";

  /// note with the number of the paper the household keeps
  static final String COPY = "copy";

  private static final String VISIT = "visit";
  private static final Set<String> REVIEW = Set.of("REVIEWING", "REVIEW_DUE");

  final CaseFile file;
  final CaseRecord assignment;
  final Declared.Pair pair;
  final int attempt;
  final FormPackage form;
  final SurveyModel survey;
  final VisitDraft draft;
  final Return back;

  /// how the pair lost the assignment meanwhile; empty while it is theirs
  final Optional<Sent.Lost> lost;

  /// the version a visit that begins now begins with, where it is another than this one's
  final Optional<FormPackage> other;

  private Set<String> problems = Set.of();
  private volatile @Nullable Second second; // read when sealing, off the window's thread

  private Visit(Base base, SurveySession session, VisitDraft draft, Return back) {
    this.other = base.other;
    this.lost = base.lost;
    this.file = base.file;
    this.assignment = base.assignment;
    this.pair = base.pair;
    this.attempt = base.attempt;
    this.form = base.form;
    this.draft = draft;
    this.back = back;
    this.survey = new SurveyModel(session, this::locked);
  }

  private record Base(
      CaseFile file,
      CaseRecord assignment,
      Declared.Pair pair,
      int attempt,
      FormPackage form,
      Optional<FormPackage> other,
      Optional<Sent.Lost> lost) {}

  /// A visit read or begun, not yet on the window's thread.
  interface Ready {
    /// Takes it over on the window's thread; from here each act is written as it happens.
    Visit take(Background background);
  }

  /// Opens the visit of an assignment: the draft where there is one, else a new attempt.
  static Ready open(Desk desk, VisitForms forms, UUID assignmentId)
      throws StoreException, SurveyException {
    Sent sent = Sent.of(desk, assignmentId, VisitDraft.key(assignmentId, 1));
    return open(desk, forms, sent, 1 + attempts(sent.file(), assignmentId));
  }

  /// Opens a draft as it lies on the disk, whatever became of its assignment.
  ///
  /// @param key of [VisitDraft#key(UUID, int)]
  static Ready openKept(Desk desk, VisitForms forms, String key)
      throws StoreException, SurveyException {
    VisitDraft.Name name =
        VisitDraft.name(key).orElseThrow(() -> new SurveyException("survey.damaged", "key"));
    return open(desk, forms, Sent.of(desk, name.assignment(), key), name.attempt());
  }

  private static Ready open(Desk desk, VisitForms forms, Sent sent, int attempt)
      throws StoreException, SurveyException {
    CaseRecord assignment = sent.assignment();
    CaseFile file = sent.file();
    String key = VisitDraft.key(assignment.id(), attempt);
    VisitDraft.Kept kept = VisitDraft.read(desk.store().drafts(), key);
    Declared.Pair pair = Swap.pair(desk, assignment, kept);
    Return back = SpotVisits.is(assignment) ? Return.none() : Return.of(file);
    var sink = new EarlyEvents();
    SurveySession session;
    FormPackage form;
    Optional<FormPackage> other = Optional.empty();
    var notes = kept.notes();
    boolean began = kept.events().isEmpty();
    Instant openedAt =
        Texts.instant(notes.getOrDefault(Knock.OPENED, "")).filter(_ -> !began).orElse(desk.now());
    boolean review = reviews(file) && !back.isReturn() && !SpotVisits.is(assignment);
    LastVisit last = review ? LastVisit.of(file, openedAt) : LastVisit.NONE;
    if (began) {
      form = formFor(file, forms);
      Sent.keep(desk.store().drafts(), key, file);
      notes.putIfAbsent(VISIT, desk.newId().toString());
      notes.putIfAbsent(Knock.OPENED, openedAt.toString());
      notes.putIfAbsent(LastVisit.SUMS, LastVisit.sums(file));
      var earlier = review ? last.prefill() : back.prefill();
      var opening = Declared.opening(file, pair, attempt - 1, openedAt, earlier);
      session = SurveySession.open(form, opening, pair.a(), desk::now, sink);
    } else {
      String[] identity = kept.events().getFirst().path().split(" ", -1);
      form =
          forms
              .of(identity[identity.length - 1])
              .orElseThrow(() -> new SurveyException("survey.other-form", "form not here"));
      session = SurveySession.replay(form, kept.events(), pair.a(), desk::now, sink);
      String here = form.hash();
      String id = form.id();
      other =
          Optional.of(formFor(file, forms))
              .filter(f -> f.id().equals(id) && !f.hash().equals(here));
    }
    var base =
        new Base(file, assignment, pair, attempt, form, other, sent.lost(desk.actor().staff()));
    Origins origins =
        back.isReturn()
            ? Origins.of(file, back.prefill(), file.finishedVisit().flatMap(Visit::ended))
            : Origins.of(file, last.prefill(), last.at());
    return background -> {
      var draft = new VisitDraft(desk.store().drafts(), background, key, notes);
      if (began) draft.note(VISIT, draft.note(VISIT));
      sink.to(draft::append);
      var visit = new Visit(base, session, draft, back);
      visit.survey.origins(q -> origins.of(visit.survey.key(q), q.value()));
      if (!began) Knock.known(visit);
      return visit;
    };
  }

  private static Optional<Instant> ended(CaseRecord visit) {
    return Texts.instant(visit.text("finishedAt"));
  }

  /// Whether a household's visit is one of its periodic review (article 14).
  static boolean reviews(CaseFile file) {
    return file.application().filter(a -> REVIEW.contains(a.text("stage"))).isPresent();
  }

  /// Whether it is the district's check: blind, by two who were drawn, written beside the first
  /// visit.
  boolean isCheck() {
    return SpotVisits.is(assignment);
  }

  private static FormPackage formFor(CaseFile file, VisitForms forms) throws StoreException {
    Optional<FormPackage> own = reviews(file) ? forms.review() : Optional.empty();
    return own.isPresent() ? own.get() : forms.current();
  }

  /// Attempts already made under an assignment since the last return.
  static int attempts(CaseFile file, UUID assignment) {
    return (int)
        file.all(RecordType.VISIT).stream()
            .filter(v -> v.ref("assignment").filter(assignment::equals).isPresent())
            .count();
  }

  SurveySession session() {
    return survey.session();
  }

  UUID id() {
    return UUID.fromString(draft.note(VISIT));
  }

  /// See [Knock].
  Instant startedAt() {
    return Knock.of(this);
  }

  UUID application() {
    return assignment.ref("application").orElseThrow();
  }

  /// A fact's value, empty when there is none.
  String value(String key) {
    return session().pathOf(key).flatMap(session()::question).map(Question::value).orElse("");
  }

  /// The door opened and the survey is made.
  boolean entered() {
    return value(DISPOSITION).equals("1");
  }

  // ---- another version of the form

  /// The version that may be changed over to, unless the person said that this visit goes on as it
  /// is.
  Optional<FormPackage> offered() {
    return other.filter(f -> !draft.note(Changeover.DECLINED).equals(f.hash()));
  }

  /// This visit goes on as it is.
  void decline() {
    other.ifPresent(f -> draft.note(Changeover.DECLINED, f.hash()));
  }

  // ---- the pair

  /// What the second investigator signs with.
  ///
  /// @param badge number of his badge, whose key it is; empty for the key of a sign-in here
  record Second(SigningKey key, Optional<String> badge) {}

  /// Empty while the second investigator is not signed in here.
  Optional<Second> second() {
    return Optional.ofNullable(second);
  }

  Optional<Instant> proven() {
    return draft.note(PROVEN).isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.parse(draft.note(PROVEN)));
  }

  /// The second investigator signs with this key until the visit is left; it is never written down,
  /// so whoever goes on later signs in again.
  void prove(Second by, Instant at) {
    second = by;
    draft.note(PROVEN, at.toString());
    draft.note(LATER, "");
  }

  /// When it was said that the second investigator signs on another machine; empty while he is
  /// expected to sign in here.
  Optional<Instant> later() {
    return Texts.instant(draft.note(LATER));
  }

  void later(Instant at) {
    draft.note(LATER, at.toString());
  }

  // ---- returned visits

  private boolean locked(Question q) {
    return back.locks(survey.key(q), q) && !problems.contains(q.path());
  }

  /// Brings the answers of the visit before into this one, once the door is open; the questions
  /// asked again stay to be answered.
  void carry() {
    if (!back.isReturn() || !entered() || !draft.note("carried").isEmpty()) return;
    draft.note("carried", "true");
    back.carry(survey, pair);
    survey.viewAs(pair.a());
    back.disposed()
        .forEach((fact, code) -> {
          String flag = fact.substring(DISPOSED.length()).replace('@', ':');
          boolean asked = session().pathOf(fact).isPresent();
          if (!asked && disposition(flag).isEmpty()) dispose(flag, code);
        });
  }

  List<Problem> problems() {
    List<Problem> found = survey.problems();
    var paths = new HashSet<String>();
    found.forEach(p -> paths.add(p.path()));
    problems = paths;
    return found;
  }

  /// Something outside the door is still to be answered; until then neither investigator reads the
  /// other's observations.
  boolean doorOpen() {
    var sections = new HashSet<String>();
    for (var s : session().sections()) if (s.part() == Part.DOOR) sections.add(s.id());
    for (Problem p : survey.problems())
      if (sections.contains(p.section()) && p.part() == Part.DOOR) return true;
    return false;
  }

  // ---- differences

  /// What the pair made of a difference the form does not ask about: 1 explained, 2 to be asked in
  /// writing, 3 true; empty when nothing yet.
  String disposition(String flag) {
    return draft.note(DOUBT + flag);
  }

  void dispose(String flag, String code) {
    draft.note(DOUBT + flag, code);
  }

  // ---- pictures

  /// Pictures of a question: its answer, or what waits until the form takes it.
  List<String> pictures(String path) {
    String waiting = draft.note(PHOTOS + path);
    String value = session().question(path).map(Question::value).orElse("");
    String all = waiting.isEmpty() ? value : waiting;
    return all.isEmpty() ? List.of() : List.of(all.split(" ", -1));
  }

  void addPhoto(String path, String address, String print) {
    draft.note(VisitFiles.PRINT + address, print);
    var all = new ArrayList<>(pictures(path));
    if (!all.contains(address)) all.add(address);
    pictures(path, all);
  }

  /// How a photo of the camera is shown, and what is hard to read of it.
  void shown(String address, ShotEye.Taken photo) {
    if (!photo.recipe().equals(PageRecipe.AS_IS))
      draft.note(VisitFiles.RECIPE + address, photo.recipe().text());
    if (!photo.flaws().isEmpty()) draft.note(VisitFiles.FLAWS + address, photo.flaws().text());
  }

  void removePhoto(String path, String address) {
    var all = new ArrayList<>(pictures(path));
    all.remove(address);
    pictures(path, all);
  }

  /// A form may want at least two pictures: the first waits in the notes until the second is here.
  private void pictures(String path, List<String> all) {
    String value = String.join(" ", all);
    draft.note(PHOTOS + path, value);
    if (survey.answer(path, value) instanceof Answer.Answered) draft.note(PHOTOS + path, "");
  }

  /// Offers the form again whatever waits: a program may have ended between a photo and its answer,
  /// or before it noted that nothing waits any more.
  void offerWaiting() {
    draft
        .notes(PHOTOS)
        .forEach((path, waits) -> {
          if (!waits.isEmpty()) offerPictures(path);
        });
  }

  /// Offers the form what waits for a question it did not ask before.
  void offerPictures(String path) {
    pictures(path, pictures(path));
  }

  // ---- signatures

  /// Hash a signature of this question is bound to: the household's over the table part, the
  /// investigators' over both parts.
  String textHash(Question signature) {
    String table = session().part(Part.TABLE).hash();
    if (signature.instance().isPresent()) return table;
    String door = session().part(Part.DOOR).hash();
    return Hashes.sha256Hex((table + "\n" + door).getBytes(StandardCharsets.US_ASCII));
  }

  void signed(Question question, String hash, Instant at) {
    draft.note(SIGNED + survey.key(question), hash + " " + at);
  }

  /// Signatures made over a text that has changed since, or over none.
  List<Question> stale() {
    var found = new ArrayList<Question>();
    for (var section : session().sections())
      for (Question q : session().questions(section.id())) {
        boolean mine = q.kind() == cn.ruhu.survey.QuestionKind.SIGNATURE && q.relevant();
        if (!mine || q.part() != Part.SIGNATURES || q.value().isEmpty()) continue;
        if (!draft.note(SIGNED + survey.key(q)).startsWith(textHash(q))) found.add(q);
      }
    return found;
  }

  /// When the household signed last; the table part ended then.
  Optional<Instant> tableSignedAt() {
    return draft.notes(SIGNED).entrySet().stream()
        .filter(e -> e.getKey().contains("@"))
        .map(e -> Instant.parse(e.getValue().split(" ", -1)[1]))
        .max(Instant::compareTo);
  }
}
