package cn.ruhu.survey;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.IAnswerData;
import org.jspecify.annotations.Nullable;

/// One form being filled in. Answers go in one by one; each is either taken, with the paths a
/// screen must redraw, or refused with a sentence. Every act goes out as an {@link AnswerEvent}
/// before the method returns, so the caller can make it durable; {@link #replay} brings a session
/// back from any prefix of them.
///
/// Not thread-safe: one thread at a time. Two sessions share nothing.
public final class SurveySession {
  private final FormPackage form;
  private final FormDef def;
  private final String lastSaved;
  private final Wording wording;
  private final Choices choices;
  private final Telling telling;
  private final Marks marks = new Marks();
  private final Marginalia beside = new Marginalia();
  private final SoftRules soft;
  private final Completeness completeness;
  private final Overview overview;
  private final Counts counts;
  private final Rostering rostering;
  private final InstantSource clock;
  private final Consumer<AnswerEvent> log;
  private final SortedMap<String, String> aside = new TreeMap<>();
  private String language;
  private Layout layout;
  private Map<String, Slot.State> states = Map.of();
  private List<String> refusedPrefill = List.of();
  private UUID viewer;
  private @Nullable Instant then; // while a log is played again: when the act at hand was done

  private SurveySession(
      FormPackage form,
      FormDef def,
      String lastSaved,
      String language,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log) {
    this.form = form;
    this.def = def;
    this.lastSaved = lastSaved;
    this.wording = new Wording(def, form::table);
    this.choices = new Choices(wording);
    this.soft = new SoftRules(def);
    this.telling = new Telling(wording, marks, soft);
    this.completeness = new Completeness(def, wording, choices, marks, beside, soft);
    this.overview = new Overview(form, wording, choices, marks, beside, soft);
    this.counts = new Counts(def, form.shape(), aside, marks);
    this.rostering = new Rostering(this, marks, beside, counts);
    this.clock = clock;
    this.log = log;
    this.viewer = viewer;
    this.language = language;
    if (!wording.speak(language)) wording.toDefault();
    this.layout = Layout.of(def, form.shape());
  }

  /// Opens a form for a visit.
  ///
  /// @param viewer the staff record of the person at the keyboard
  /// @param log hears every act, the opening first; what it throws passes through
  public static SurveySession open(
      FormPackage form,
      Opening opening,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log) {
    SurveySession session = start(form, opening, viewer, clock, log);
    session.log(AnswerEvent.Act.OPEN, identity(form), opening.encode());
    Given.of(session).forEach((path, value) -> session.log(AnswerEvent.Act.GIVEN, path, value));
    return session;
  }

  static SurveySession start(
      FormPackage form,
      Opening opening,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log) {
    SurveySession session =
        new SurveySession(
            form,
            Engine.open(form, opening.properties(), opening.lastSaved()),
            opening.lastSaved(),
            opening.language(),
            viewer,
            clock,
            log);
    session.refusedPrefill =
        new Prefill(session.def, form.shape())
            .apply(opening, (slot, origin) -> session.marks.put(slot.node(), origin));
    session.relayout();
    if (!session.counts.settle(session.layout).isEmpty()) session.relayout();
    return session;
  }

  /// Brings a session back from its log (or any prefix of it that holds the opening); the events
  /// themselves are not logged again.
  ///
  /// @throws SurveyException when the log is of another form or an event does not fit
  public static SurveySession replay(
      FormPackage form,
      List<AnswerEvent> events,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log)
      throws SurveyException {
    return Replay.of(form, events, viewer, clock, log);
  }

  static String identity(FormPackage form) {
    return form.id() + " " + form.version() + " " + form.hash();
  }

  /// The form this session fills in.
  public FormPackage form() {
    return form;
  }

  /// Keys of the opening that found no place, no valid value, or are never prefilled.
  public List<String> refusedPrefill() {
    return refusedPrefill;
  }

  /// Another person is at the keyboard: the other investigator's own section is out of sight.
  public void viewAs(UUID staff) {
    viewer = staff;
  }

  /// begins the keys of answers aside that wait for their counted instance, before its path
  public static final String COUNTED = "counted:";

  /// Answers of an earlier version that this one has no place for, by fact key, and of instances
  /// that a lowered number took away ({@link #COUNTED}); never facts.
  public SortedMap<String, String> aside() {
    return Collections.unmodifiableSortedMap(aside);
  }

  /// Keeps an answer beside the form, durable like any other act.
  public Answer keepAside(String key, String value) {
    aside.put(key, value);
    log(AnswerEvent.Act.ASIDE, key, value);
    return new Answer.Answered(List.of());
  }

  /// What is said beside the answers: reasons, remarks, how each answer came to be.
  public Margin margin() {
    return new Margin(this, beside);
  }

  FormDef def() {
    return def;
  }

  Overview overview() {
    return overview;
  }

  String language() {
    return language;
  }

  Layout layout() {
    return layout;
  }

  Question.Origin origin(Slot slot) {
    return marks.origin(slot);
  }

  UUID viewer() {
    return viewer;
  }

  Completeness completeness() {
    return completeness;
  }

  /// Whether a rule that asks for a reason is broken.
  boolean unusual(Slot slot) {
    return soft.broken(slot);
  }

  /// Takes a question's answer away.
  void clear(Slot slot) {
    def.setValue(null, slot.ref(), slot.node(), true);
    marks.put(slot.node(), Question.Origin.EMPTY);
  }

  // ---- reading

  /// The sections in the form's order.
  public List<Section> sections() {
    return overview.sections(layout, this::visible);
  }

  /// The questions of a section in the form's order, those not asked now included (marked).
  public List<Question> questions(String section) {
    return layout.slots.values().stream()
        .filter(s -> s.section().equals(section) && visible(s))
        .map(overview::question)
        .toList();
  }

  /// One question as it stands; empty when there is none, or it is another's.
  public Optional<Question> question(String path) {
    return seen(path).map(overview::question);
  }

  /// Whether {@link #question} has something to read there; costs nothing.
  public boolean has(String path) {
    return seen(path).isPresent();
  }

  private Optional<Slot> seen(String path) {
    return Optional.ofNullable(layout.slots.get(path)).filter(this::visible);
  }

  /// The path of a fact's question, e.g. of `M10@<member>`.
  public Optional<String> pathOf(String factKey) {
    return Facts.path(factKey, def.getMainInstance().getRoot(), layout);
  }

  /// The rosters of a section, outer ones first.
  public List<Roster> rosters(String section) {
    return layout.rosters.values().stream()
        .filter(r -> r.section().equals(section))
        .map(r -> overview.roster(r, viewer))
        .toList();
  }

  /// The groups of a section in the form's order, outer ones first.
  public List<Group> groups(String section) {
    return layout.groups.values().stream()
        .filter(g -> g.section().equals(section))
        .map(overview::group)
        .toList();
  }

  /// How far each investigator is with the section that only that one sees, in the form's order;
  /// nothing of what was answered there. Empty when the form has no such section.
  public List<Observer> observers() {
    return Observer.of(layout, marks, beside);
  }

  /// Choices of a question that fit what is typed, the best first; of a list of 100,000 in less
  /// than 50 ms. With nothing typed the first of the list.
  ///
  /// @param max at most so many
  public List<Question.Option> search(String path, String typed, int max) {
    return seen(path).map(slot -> choices.search(slot, typed, max)).orElse(List.of());
  }

  /// Records of shared lists that the answers make or change, as the form declares them.
  public List<EntityRecord> entities() {
    return Entities.of(def.getMainInstance().getRoot(), form.shape());
  }

  /// The languages the form is written in, as it names them; empty when it has one only.
  public List<String> languages() {
    return wording.languages();
  }

  /// The language the form speaks now, as it names it; empty when it has one only.
  public String spoken() {
    return wording.spoken();
  }

  /// Speaks another language from now on, in every text; answers stay. Not an act: another person
  /// may read the same visit in another language.
  ///
  /// @param name one of {@link #languages()}, or `zh` or `en`
  /// @return whether the form has it
  public boolean speak(String name) {
    boolean spoken = wording.speak(name);
    if (spoken || languages().isEmpty()) language = name;
    else wording.speak(language);
    choices.forget();
    return spoken;
  }

  boolean visible(Slot slot) {
    return slot.staff() == null || slot.staff().equals(viewer.toString());
  }

  // ---- acting

  /// Answers a question; an empty value clears it. Values in the text form of its kind.
  public Answer answer(String path, String raw) {
    Slot slot = layout.slots.get(path);
    String value = slot == null ? raw : choices.inOrder(slot, raw);
    Optional<Answer.Rejected> closed = closed(slot);
    if (slot == null || closed.isPresent())
      return closed.orElseGet(() -> rejected("survey.unknown"));
    IAnswerData data = null;
    if (!value.isEmpty()) {
      switch (AnswerText.parse(slot.kind(), slot.node().getDataType(), value)) {
        case AnswerText.Bad(String code) -> {
          return rejected(code);
        }
        case AnswerText.Value(IAnswerData parsed) -> data = parsed;
      }
      Optional<Answer.Rejected> broken =
          again() ? Optional.empty() : completeness.broken(slot, value, data);
      if (broken.isPresent()) return broken.get();
    }
    String before = slot.value();
    Optional<Answer.Rejected> failed = completeness.put(slot, data);
    if (failed.isPresent()) return failed.get();
    marks.put(slot.node(), data == null ? Question.Origin.EMPTY : Question.Origin.ANSWERED);
    if (data != null) beside.noAnswer(slot, null);
    beside.changed(slot, before, value, viewer, now());
    log(AnswerEvent.Act.ANSWER, path, value);
    return changed(List.of());
  }

  /// Why a person cannot do anything to a question now.
  Optional<Answer.Rejected> closed(@Nullable Slot slot) {
    if (slot == null) return Optional.of(rejected("survey.unknown"));
    if (!visible(slot)) return Optional.of(rejected("survey.unseen"));
    if (again()) return Optional.empty();
    if (!slot.relevant()) return Optional.of(rejected("survey.irrelevant"));
    return slot.asked() ? Optional.empty() : Optional.of(rejected("survey.readonly"));
  }

  /// Says yes to one prefilled value.
  public Answer confirm(String path) {
    return confirming().one(path);
  }

  /// Says yes with one key to the prefilled facts of a section (`H`) or a roster instance
  /// (`/M/member[2]`), where the form allows it; must-ask and invalid ones stay open.
  public Answer confirmAll(String sectionOrInstance) {
    return confirming().all(sectionOrInstance);
  }

  Confirming confirming() {
    return new Confirming(this, marks);
  }

  /// Adds an instance to a roster. A person's goes into every roster of such people; a roster of
  /// lines takes no owner.
  public Answer add(String rosterPath, Optional<UUID> owner) {
    return rostering.add(rosterPath, owner);
  }

  /// Removes an instance by its path; a person's leaves every roster of such people.
  public Answer remove(String instancePath) {
    return rostering.remove(instancePath);
  }

  /// Puts back the instance that was removed last: at the end of its roster, with its answers and
  /// what was said beside them.
  public Answer putBack() {
    return rostering.putBack();
  }

  /// Whether {@link #putBack} has something to put back.
  public boolean canPutBack() {
    return rostering.canPutBack();
  }

  /// What still keeps the visit from being finished, in the form's order, of both investigators.
  public List<Problem> validate() {
    return completeness.problems(layout);
  }

  /// All relevant answers by key: `<id>`, `<id>@<member or staff>`, `<id>#<n>`,
  /// `<id>@<member>#<n>`; both investigators' included.
  public SortedMap<String, String> facts() {
    return Facts.of(def.getMainInstance().getRoot(), layout);
  }

  /// A part as text in the form's first language; the door part holds both investigators' sections
  /// and is for sealing and for after it.
  public PartText part(Part part) {
    return wording.inDefault(() -> PartWriter.write(form, layout, wording, part));
  }

  /// The whole state as bytes: the data as instance XML, and what was confirmed.
  public byte[] snapshot() {
    return new Snapshot(
            identity(form),
            language,
            marks.byPath(layout),
            aside,
            beside.lines(layout),
            lastSaved,
            new String(Engine.instance(def), StandardCharsets.UTF_8))
        .write();
  }

  /// The answers as instance XML, as the form standard hands them in: without what is not asked.
  /// Nodes the form wants filled in at the end are.
  public byte[] submission() {
    def.postProcessInstance();
    return Engine.submission(def);
  }

  /// Brings a session back from a snapshot.
  ///
  /// @throws SurveyException when the bytes are damaged or of another form
  public static SurveySession restore(
      FormPackage form,
      byte[] snapshot,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log)
      throws SurveyException {
    Snapshot saved = Snapshot.read(snapshot);
    if (!saved.identity().equals(identity(form)))
      throw new SurveyException("survey.other-form", saved.identity());
    FormDef def = Engine.open(form, saved.instanceXml(), saved.lastSaved());
    SurveySession session =
        new SurveySession(form, def, saved.lastSaved(), saved.language(), viewer, clock, log);
    session.marks.take(saved.origins(), session.layout);
    session.aside.putAll(saved.aside());
    session.beside.take(saved.beside(), session.layout);
    session.states = session.telling.states(session.layout);
    return session;
  }

  /// Lays the form out as it stands, before what changed is told.
  void lay() {
    layout = Layout.of(def, form.shape());
  }

  private void relayout() {
    lay();
    states = telling.states(layout);
  }

  Answer.Answered changed(Collection<String> rosters) {
    Map<String, Slot.State> before = states;
    if (!rosters.isEmpty()) layout = Layout.of(def, form.shape());
    List<String> counted = counts.settle(layout);
    if (!counted.isEmpty()) layout = Layout.of(def, form.shape());
    counts.close(
        layout, wording, (slot, was) -> beside.changed(slot, was, slot.value(), viewer, now()));
    if (again()) return new Answer.Answered(List.of()); // nobody watches a log being played
    states = telling.states(layout);
    Set<String> paths = new LinkedHashSet<>(rosters);
    paths.addAll(counted);
    states.forEach((path, state) -> {
      if (!state.equals(before.get(path))) paths.add(path);
    });
    for (String path : before.keySet()) if (!states.containsKey(path)) paths.add(path);
    return new Answer.Answered(List.copyOf(paths));
  }

  /// What was said beside an answer is not part of its state.
  Answer.Answered changedAnd(Slot slot) {
    Set<String> paths = new LinkedHashSet<>(changed(List.of()).changedPaths());
    paths.add(slot.path());
    return new Answer.Answered(List.copyOf(paths));
  }

  Answer.Rejected rejected(String code, Object... args) {
    return completeness.rejected(code, args);
  }

  void log(AnswerEvent.Act act, String path, String value) {
    log.accept(new AnswerEvent(act, path, value, now(), viewer));
  }

  /// While a log is played again: when the act at hand was done; null afterwards.
  void at(@Nullable Instant moment) {
    then = moment;
    if (moment == null) states = telling.states(layout);
  }

  /// Whether a log is played again: what was taken once is taken, whatever the clock says now.
  boolean again() {
    return then != null;
  }

  Instant now() {
    return then == null ? clock.instant() : then;
  }
}
