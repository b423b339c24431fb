package cn.ruhu.survey;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.services.locale.Localizer;
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
  private final Wording wording;
  private final Choices choices;
  private final Marks marks;
  private final Overview overview;
  private final InstantSource clock;
  private final Consumer<AnswerEvent> log;
  private final String language;
  private Layout layout;
  private Map<String, Slot.State> states = Map.of();
  private List<String> refusedPrefill = List.of();
  private UUID viewer;
  private final SortedMap<String, String> aside = new TreeMap<>();

  private SurveySession(
      FormPackage form,
      FormDef def,
      String language,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log) {
    this.form = form;
    this.def = def;
    this.wording = new Wording(def);
    this.choices = new Choices(wording);
    this.marks = new Marks();
    this.overview = new Overview(form.shape(), wording, marks);
    this.clock = clock;
    this.log = log;
    this.viewer = viewer;
    this.language = language;
    Localizer localizer = def.getLocalizer();
    if (localizer != null && localizer.hasLocale(language)) localizer.setLocale(language);
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
    return session;
  }

  private static SurveySession start(
      FormPackage form,
      Opening opening,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log) {
    SurveySession session =
        new SurveySession(form, Engine.open(form), opening.language(), viewer, clock, log);
    session.refusedPrefill =
        new Prefill(session.def, form.shape())
            .apply(opening, (slot, origin) -> session.marks.put(slot.node(), origin));
    session.relayout();
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
    if (events.isEmpty() || events.getFirst().act() != AnswerEvent.Act.OPEN)
      throw new SurveyException("survey.damaged", "no opening");
    if (!events.getFirst().path().equals(identity(form)))
      throw new SurveyException("survey.other-form", events.getFirst().path());
    boolean[] quiet = {true};
    SurveySession session =
        start(
            form,
            Opening.decode(events.getFirst().value()),
            events.getFirst().by(),
            clock,
            event -> {
              if (!quiet[0]) log.accept(event);
            });
    for (int i = 1; i < events.size(); i++) {
      AnswerEvent event = events.get(i);
      session.viewer = event.by();
      if (session.apply(event) instanceof Answer.Rejected(String code, String _))
        throw new SurveyException("survey.damaged", "event " + i + " " + code);
    }
    session.viewer = viewer;
    quiet[0] = false;
    return session;
  }

  private Answer apply(AnswerEvent event) {
    return switch (event.act()) {
      case OPEN -> rejected("survey.damaged");
      case ANSWER -> answer(event.path(), event.value());
      case CONFIRM -> confirm(event.path());
      case CONFIRM_ALL -> confirmAll(event.path());
      case ADD ->
          add(
              event.path(),
              event.value().isEmpty()
                  ? Optional.empty()
                  : Optional.of(UUID.fromString(event.value())));
      case REMOVE -> remove(event.path());
      case ASIDE -> keepAside(event.path(), event.value());
    };
  }

  private static String identity(FormPackage form) {
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

  /// From now on another person is at the keyboard: the other investigator's own section is out of
  /// sight, in questions, counts and answers.
  public void viewAs(UUID staff) {
    viewer = staff;
  }

  /// Answers of an earlier version of the form that this one has no place for, by fact key: shown
  /// beside the form, never among its facts.
  public SortedMap<String, String> aside() {
    return Collections.unmodifiableSortedMap(aside);
  }

  /// Keeps an answer beside the form, durable like any other act.
  Answer keepAside(String key, String value) {
    aside.put(key, value);
    log(AnswerEvent.Act.ASIDE, key, value);
    return new Answer.Answered(List.of());
  }

  FormDef def() {
    return def;
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

  // ---- reading

  /// The sections in the form's order.
  public List<Section> sections() {
    Map<String, List<Slot>> bySection =
        layout.slots.values().stream()
            .filter(this::visible)
            .collect(Collectors.groupingBy(Slot::section));
    return layout.sections.values().stream()
        .map(s -> overview.section(s, bySection.getOrDefault(s.id(), List.of())))
        .toList();
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
    Slot slot = layout.slots.get(path);
    return slot == null || !visible(slot) ? Optional.empty() : Optional.of(overview.question(slot));
  }

  /// The path of a fact's question, e.g. of `M10@<member>`.
  public Optional<String> pathOf(String factKey) {
    var leaf = Facts.leaves(def.getMainInstance().getRoot(), layout).get(factKey);
    return layout.slots.values().stream()
        .filter(s -> s.node().equals(leaf))
        .map(Slot::path)
        .findFirst();
  }

  /// The rosters of a section, outer ones first.
  public List<Roster> rosters(String section) {
    return layout.rosters.values().stream()
        .filter(r -> r.section().equals(section))
        .map(r -> overview.roster(r, viewer))
        .toList();
  }

  private boolean visible(Slot slot) {
    return slot.staff() == null || slot.staff().equals(viewer.toString());
  }

  // ---- acting

  /// Answers a question; an empty value clears it. Values in the text form of its kind.
  public Answer answer(String path, String raw) {
    Slot slot = layout.slots.get(path);
    String value = slot == null ? raw : choices.inOrder(slot, raw);
    if (slot == null) return rejected("survey.unknown");
    if (!visible(slot)) return rejected("survey.unseen");
    if (!slot.relevant()) return rejected("survey.irrelevant");
    if (!slot.asked()) return rejected("survey.readonly");
    IAnswerData data = null;
    if (!value.isEmpty()) {
      switch (AnswerText.parse(slot.kind(), slot.node().getDataType(), value)) {
        case AnswerText.Bad(String code) -> {
          return rejected(code);
        }
        case AnswerText.Value(IAnswerData parsed) -> data = parsed;
      }
      Optional<Answer.Rejected> broken = broken(slot, value, data);
      if (broken.isPresent()) return broken.get();
    }
    def.setValue(data, slot.ref(), slot.node(), true);
    marks.put(slot.node(), data == null ? Question.Origin.EMPTY : Question.Origin.ANSWERED);
    log(AnswerEvent.Act.ANSWER, path, value);
    return changed(List.of());
  }

  private Optional<Answer.Rejected> broken(Slot slot, String value, @Nullable IAnswerData data) {
    if (!choices.hold(slot, value)) return Optional.of(rejected("survey.choice"));
    if (def.evaluateConstraint(slot.ref(), data)) return Optional.empty();
    String message = form.shape().messages().getOrDefault(slot.generic(), "");
    return Optional.of(
        message.isEmpty()
            ? rejected("survey.constraint")
            : new Answer.Rejected("survey.constraint", wording.sentence(message, slot.ref())));
  }

  /// Says yes to one prefilled value.
  public Answer confirm(String path) {
    Slot slot = layout.slots.get(path);
    if (slot == null) return rejected("survey.unknown");
    if (!visible(slot)) return rejected("survey.unseen");
    if (!slot.relevant()) return rejected("survey.irrelevant");
    if (marks.origin(slot) != Question.Origin.PREFILLED) return rejected("survey.noconfirm");
    Optional<Answer.Rejected> broken = valid(slot);
    if (broken.isPresent()) return broken.get();
    marks.put(slot.node(), Question.Origin.CONFIRMED);
    log(AnswerEvent.Act.CONFIRM, path, "");
    return changed(List.of());
  }

  /// Says yes with one key to the prefilled facts of a section (`H`) or a roster instance
  /// (`/M/member[2]`), where the form allows it; must-ask and invalid ones stay open.
  public Answer confirmAll(String sectionOrInstance) {
    List<Slot> confirmed = new ArrayList<>();
    boolean allowed = false;
    for (Slot slot : layout.slots.values()) {
      boolean inside =
          slot.section().equals(sectionOrInstance)
              || slot.path().startsWith(sectionOrInstance + "/");
      Layout.SectionSlot section = layout.sections.get(slot.section());
      if (!inside || section == null || !section.tokens().contains("confirm-section")) continue;
      allowed = true;
      boolean can =
          slot.relevant()
              && visible(slot)
              && !slot.has("must-ask")
              && marks.origin(slot) == Question.Origin.PREFILLED
              && valid(slot).isEmpty();
      if (can) confirmed.add(slot);
    }
    if (!allowed) return rejected("survey.noconfirm");
    confirmed.forEach(s -> marks.put(s.node(), Question.Origin.CONFIRMED));
    log(AnswerEvent.Act.CONFIRM_ALL, sectionOrInstance, "");
    return changed(List.of());
  }

  /// Adds an instance to a roster. A person's goes into every roster of such people; a roster of
  /// lines takes no owner.
  public Answer add(String rosterPath, Optional<UUID> owner) {
    RosterSlot roster = layout.rosters.get(rosterPath);
    if (roster == null) return rejected("survey.unknown");
    if (!roster.parent().isRelevant()) return rejected("survey.irrelevant");
    boolean byPerson = roster.owners().people();
    if (!Overview.canChange(roster) || byPerson != owner.isPresent())
      return rejected("survey.roster.fixed");
    if (roster.instances().size() >= SurveyLimits.ROSTER_MAX)
      return rejected("survey.roster.full", SurveyLimits.ROSTER_MAX);
    String name = owner.map(UUID::toString).orElse("");
    if (byPerson && roster.instances().stream().anyMatch(i -> i.owner().equals(name)))
      return rejected("survey.roster.duplicate");
    List<String> touched = new ArrayList<>();
    for (RosterSlot one : layout.rosters.values()) {
      boolean also = byPerson && one.owners() == roster.owners();
      boolean self = one.path().equals(roster.path());
      if (!self && !also) continue;
      Prefill.add(def, one, owner.map(UUID::toString));
      touched.add(one.path());
    }
    log(AnswerEvent.Act.ADD, rosterPath, name);
    return changed(touched);
  }

  /// Removes an instance by its path; a person's leaves every roster of such people.
  public Answer remove(String instancePath) {
    for (RosterSlot roster : layout.rosters.values()) {
      for (RosterSlot.InstanceSlot instance : roster.instances()) {
        if (!instance.path().equals(instancePath)) continue;
        if (!Overview.canChange(roster)) return rejected("survey.roster.fixed");
        List<String> touched = new ArrayList<>();
        for (RosterSlot one : layout.rosters.values()) {
          boolean also = roster.owners().people() && one.owners() == roster.owners();
          boolean self = one.path().equals(roster.path());
          if (!self && !also) continue;
          one.instances().stream()
              .filter(
                  i -> self ? i.path().equals(instancePath) : i.owner().equals(instance.owner()))
              .forEach(i -> def.deleteRepeat(one.index(def, i.node().getMult())));
          touched.add(one.path());
        }
        log(AnswerEvent.Act.REMOVE, instancePath, "");
        return changed(touched);
      }
    }
    return rejected("survey.unknown");
  }

  // ---- finishing

  /// What still keeps the visit from being finished, in the form's order, both investigators'
  /// sections included.
  public List<Problem> validate() {
    List<Problem> problems = new ArrayList<>();
    for (Slot slot : layout.slots.values()) {
      if (!slot.relevant() || !slot.asked()) continue;
      String value = slot.value();
      if (value.isEmpty()) {
        if (slot.node().isRequired()) problems.add(problem(slot, rejected("survey.required")));
        continue;
      }
      Optional<Answer.Rejected> broken = valid(slot);
      if (broken.isPresent()) problems.add(problem(slot, broken.get()));
      else if (marks.origin(slot) == Question.Origin.PREFILLED)
        problems.add(problem(slot, rejected("survey.confirm")));
    }
    for (RosterSlot roster : layout.rosters.values()) {
      if (!roster.parent().isRelevant() || roster.instances().size() >= roster.minimum()) continue;
      Answer.Rejected few = rejected("survey.roster.few", roster.minimum());
      problems.add(new Problem(roster.path(), roster.section(), few.code(), few.message()));
    }
    return problems;
  }

  private static Problem problem(Slot slot, Answer.Rejected why) {
    return new Problem(slot.path(), slot.section(), why.code(), why.message());
  }

  private Optional<Answer.Rejected> valid(Slot slot) {
    return broken(slot, slot.value(), slot.node().getValue());
  }

  /// All relevant answers by key: `<id>`, `<id>@<member or staff>`, `<id>#<n>`,
  /// `<id>@<member>#<n>`; both investigators' included.
  public SortedMap<String, String> facts() {
    return Facts.of(def.getMainInstance().getRoot(), layout);
  }

  /// A part as text in the form's first language; the door part holds both investigators' sections
  /// and is for sealing and for after it.
  public PartText part(Part part) {
    Localizer localizer = def.getLocalizer();
    String before = localizer == null ? "" : localizer.getLocale();
    if (localizer != null) localizer.setToDefault();
    try {
      return PartWriter.write(form, layout, wording, part);
    } finally {
      if (localizer != null && before != null) localizer.setLocale(before);
    }
  }

  // ---- keeping

  /// The whole state as bytes: the data as instance XML, and what was confirmed.
  public byte[] snapshot() {
    return Snapshot.write(
        identity(form), language, marks.byPath(layout), aside, Engine.instance(def));
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
    FormDef def = Engine.open(form, saved.instanceXml());
    SurveySession session = new SurveySession(form, def, saved.language(), viewer, clock, log);
    for (Slot slot : session.layout.slots.values()) {
      Question.Origin origin = saved.origins().get(slot.path());
      if (origin != null) session.marks.put(slot.node(), origin);
    }
    session.aside.putAll(saved.aside());
    session.states = session.read();
    return session;
  }

  private void relayout() {
    layout = Layout.of(def, form.shape());
    states = read();
  }

  private Answer.Answered changed(Collection<String> rosters) {
    Map<String, Slot.State> before = states;
    if (rosters.isEmpty()) states = read();
    else relayout();
    Set<String> paths = new java.util.LinkedHashSet<>(rosters);
    states.forEach((path, state) -> {
      if (!state.equals(before.get(path))) paths.add(path);
    });
    for (String path : before.keySet()) if (!states.containsKey(path)) paths.add(path);
    return new Answer.Answered(List.copyOf(paths));
  }

  private Map<String, Slot.State> read() {
    Map<String, Slot.State> now = LinkedHashMap.newLinkedHashMap(layout.slots.size());
    layout.slots.forEach((path, slot) -> now.put(path, slot.state(marks.origin(slot))));
    return now;
  }

  private Answer.Rejected rejected(String code, Object... args) {
    return new Answer.Rejected(code, SurveyTexts.of(language, code, args));
  }

  private void log(AnswerEvent.Act act, String path, String value) {
    log.accept(new AnswerEvent(act, path, value, clock.instant(), viewer));
  }
}
