package cn.ruhu.survey;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.javarosa.core.model.instance.TreeElement;
import org.jspecify.annotations.Nullable;

/// Brings a visit begun with one version of a form to another, by the keys of its facts. What the
/// new form asks differently, does not ask now or does not take is kept beside it ({@link
/// SurveySession#aside()}): no answer is lost. Signatures are over a part of the old form and are
/// among what is carried; their hash no longer fits, so the household signs again.
///
/// A chosen option whose words are others under the same code may mean something else now: it is
/// put there to be confirmed, or kept aside where the form allows no such value. A question of
/// another kind takes an answer only where its text says the same there: a code is no number, fen
/// are no yuan.
public final class CarryOver {
  private static final Set<QuestionKind> CHOICES =
      Set.of(QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTI);
  private static final Set<QuestionKind> WORDS =
      Set.of(QuestionKind.TEXT, QuestionKind.MULTILINE, QuestionKind.BARCODE);

  /// kinds whose text a person would type alike into a field for words
  private static final Set<QuestionKind> TYPED =
      Set.of(QuestionKind.INT, QuestionKind.DECIMAL, QuestionKind.DATE, QuestionKind.DATETIME);

  private final SurveySession from;
  private final SurveySession to;
  private final List<AnswerEvent> events;

  /// what the old form holds, in its order
  private final Map<String, Slot> answers;

  private final Set<String> shared;

  /// the person at the keyboard
  private final UUID viewer;

  /// what was taken of each answer, as the new form writes it
  private final Map<String, String> taken = new HashMap<>();

  /// answers that are not given again, only put there to be confirmed
  private final Set<String> doubtful;

  private @Nullable Layout indexed;
  private Map<String, Slot> places = Map.of();

  private CarryOver(Held held, SurveySession to, List<AnswerEvent> events, Set<String> doubtful) {
    this.viewer = to.viewer();
    this.from = held.from();
    this.to = to;
    this.events = events;
    this.answers = held.answers();
    this.shared = held.shared();
    this.doubtful = doubtful;
  }

  /// Opens `form` with everything `from` holds; `from` stays as it is.
  ///
  /// @param viewer the person at the keyboard afterwards
  /// @param log hears the new session's acts, its opening first
  public static SurveySession to(
      FormPackage form,
      SurveySession from,
      UUID viewer,
      InstantSource clock,
      Consumer<AnswerEvent> log) {
    CarryOver carry = carried(form, from, viewer, clock);
    SurveySession to = carry.again(viewer, clock, log);
    carry.events.forEach(log);
    return to;
  }

  /// The new session as its log brings it back, with what was said beside the answers.
  private SurveySession again(UUID viewer, InstantSource clock, Consumer<AnswerEvent> log) {
    try {
      return SurveySession.replay(to.form(), events, viewer, clock, log);
    } catch (SurveyException e) {
      throw new IllegalStateException(e); // the log is of this very moment
    }
  }

  /// As [#to], with what becomes of each answer, and nothing written: for a person to look at
  /// before they choose.
  public static Carried preview(
      FormPackage form, SurveySession from, UUID viewer, InstantSource clock) {
    CarryOver carry = carried(form, from, viewer, clock);
    int[] unseen = {0};
    List<Carried.Change> changes = carry.changes(unseen);
    SurveySession to = carry.again(viewer, clock, _ -> {});
    return new Carried(to, carry.events, changes, unseen[0]);
  }

  private static CarryOver carried(
      FormPackage form, SurveySession from, UUID viewer, InstantSource clock) {
    Set<String> shared = new HashSet<>(shared(from));
    shared.addAll(shared(SurveySession.open(form, bare(from), viewer, clock, _ -> {})));
    Map<String, Slot> answers = new LinkedHashMap<>();
    SortedMap<String, String> before = new TreeMap<>();
    Map<String, Slot> bySlot = keys(from, shared);
    Facts.leaves(from.def().getMainInstance().getRoot(), from.layout())
        .forEach((key, leaf) -> {
          String value = AnswerText.read(leaf.getValue());
          Slot slot = bySlot.get(key);
          boolean ours = slot == null || !slot.calculated();
          if (value.isEmpty() || !ours || shared.contains(leaf.getName())) return;
          boolean open = slot == null || from.origin(slot) != Question.Origin.ANSWERED;
          if (open && !own(leaf)) before.put(key, value);
        });
    bySlot.forEach((key, slot) -> {
      boolean answer = !slot.calculated() && slot.kind() != QuestionKind.NOTE;
      if (answer && !slot.value().isEmpty()) answers.put(key, slot);
    });
    Held held = new Held(from, answers, before, shared);
    CarryOver first = run(form, held, viewer, clock, Set.of());
    Set<String> doubtful = first.doubts();
    if (doubtful.isEmpty()) return first;
    doubtful.forEach(key -> {
      Slot slot = answers.get(key);
      if (slot == null) return;
      if (first.misfits(key, slot)) before.remove(key);
      else before.put(key, slot.value());
    });
    return run(form, held, viewer, clock, doubtful);
  }

  /// What the old form holds.
  ///
  /// @param answers in its order
  /// @param before what was there before the visit, and is open still
  /// @param shared names that stand for several questions, in one form or the other
  private record Held(
      SurveySession from,
      Map<String, Slot> answers,
      SortedMap<String, String> before,
      Set<String> shared) {}

  /// The people of a visit, and nothing said.
  private static Opening bare(SurveySession from) {
    return new Opening(
        owners(from, Roster.Owners.MEMBER),
        owners(from, Roster.Owners.SUPPORTER),
        owners(from, Roster.Owners.STAFF),
        new TreeMap<>(),
        from.language());
  }

  private static CarryOver run(
      FormPackage form, Held held, UUID viewer, InstantSource clock, Set<String> doubtful) {
    Opening people = bare(held.from());
    Opening opening =
        new Opening(
            people.members(),
            people.supporters(),
            people.observers(),
            held.before(),
            people.language());
    List<AnswerEvent> events = new ArrayList<>();
    SurveySession to = SurveySession.open(form, opening, viewer, clock, events::add);
    CarryOver carry = new CarryOver(held, to, events, doubtful);
    Map<String, Slot> answers = held.answers();
    for (int i = 0; i <= answers.size() && carry.pass(); i++) {}
    carry.rest();
    to.viewAs(viewer);
    carry.margin();
    return carry;
  }

  /// What was said beside the answers goes along as it was said, by whom and when.
  private void margin() {
    List<AnswerEvent> said = new ArrayList<>();
    int[] remarks = {0};
    for (Map.Entry<String, Slot> one : keys(from, shared).entrySet()) {
      Standing standing = from.overview().question(one.getValue()).standing();
      Slot place = place(one.getKey());
      String path = place == null ? "" : place.path();
      standing
          .noAnswer()
          .ifPresent(why -> {
            if (place != null) at(place);
            boolean taken =
                place != null
                    && to.margin().noAnswer(path, Optional.of(why)) instanceof Answer.Answered;
            if (!taken) aside(one.getKey(), why.word());
          });
      standing
          .doubt()
          .map(Standing.Doubt::reason)
          .filter(r -> !r.isEmpty())
          .ifPresent(reason -> {
            if (place != null) at(place);
            boolean taken =
                place != null && to.margin().reason(path, reason) instanceof Answer.Answered;
            if (!taken) aside(one.getKey() + "~reason", reason);
          });
      for (Remark remark : standing.remarks()) {
        if (place == null) aside(one.getKey() + "~remark", words(remark));
        else said.addAll(again(remark, path, ++remarks[0]));
      }
    }
    events.addAll(said);
  }

  private static List<AnswerEvent> again(Remark remark, String path, int number) {
    List<AnswerEvent> said = new ArrayList<>();
    String name = Integer.toString(number);
    said.add(
        new AnswerEvent(AnswerEvent.Act.REMARK, path, remark.text(), remark.at(), remark.by()));
    for (Remark.Reply r : remark.replies())
      said.add(new AnswerEvent(AnswerEvent.Act.REPLY, name, r.text(), r.at(), r.by()));
    if (remark.state() == Remark.State.SETTLED)
      said.add(new AnswerEvent(AnswerEvent.Act.SETTLE, name, "", remark.at(), remark.by()));
    return said;
  }

  private static String words(Remark remark) {
    StringBuilder words = new StringBuilder(remark.text());
    for (Remark.Reply r : remark.replies()) words.append("\n").append(r.text());
    return words.toString();
  }

  /// The form's own: whose an instance is, its name, the id of a warning.
  private static boolean own(TreeElement leaf) {
    return leaf.getName().equals("uuid")
        || leaf.getName().equals("title")
        || leaf.getName().endsWith("_warn");
  }

  private static List<UUID> owners(SurveySession from, Roster.Owners owners) {
    LinkedHashSet<UUID> ids = new LinkedHashSet<>();
    for (RosterSlot roster : from.layout().rosters.values())
      if (roster.owners() == owners)
        roster.instances().forEach(i -> ids.add(UUID.fromString(i.owner())));
    return List.copyOf(ids);
  }

  /// Questions by the key of their fact, in the form's order; by their path where their name stands
  /// for several questions.
  private static Map<String, Slot> keys(SurveySession session, Set<String> shared) {
    Map<TreeElement, String> names = new HashMap<>();
    Facts.leaves(session.def().getMainInstance().getRoot(), session.layout())
        .forEach((key, leaf) -> names.put(leaf, key));
    Map<String, Slot> keys = new LinkedHashMap<>();
    for (Slot slot : session.layout().slots.values()) {
      String key = shared.contains(slot.id()) ? null : names.get(slot.node());
      keys.put(key == null ? slot.path() : key, slot);
    }
    return keys;
  }

  /// Names that stand for several questions.
  private static Set<String> shared(SurveySession session) {
    Map<String, String> first = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (Slot slot : session.layout().slots.values()) {
      String other = first.putIfAbsent(slot.id(), slot.generic());
      if (other != null && !other.equals(slot.generic())) shared.add(slot.id());
    }
    return shared;
  }

  private @Nullable Slot place(String key) {
    Layout now = to.layout();
    if (indexed != now) {
      places = keys(to, shared);
      indexed = now;
    }
    return places.get(key);
  }

  /// Gives each answer that is not there yet; answers may open further questions.
  private boolean pass() {
    boolean moved = lines();
    for (Map.Entry<String, Slot> one : answers.entrySet()) {
      Slot place = place(one.getKey());
      if (place == null || doubtful.contains(one.getKey())) continue;
      String value = one.getValue().value();
      Question.Origin was = from.origin(one.getValue());
      boolean same = place.value().equals(value);
      if (same && was == to.origin(place)) continue;
      at(place);
      if (was == Question.Origin.CONFIRMED && same)
        moved |= to.confirm(place.path()) instanceof Answer.Answered;
      else if (!same && !place.value().equals(taken.get(one.getKey())))
        moved |= again(one.getKey(), place, value);
    }
    return moved;
  }

  /// Gives an answer again; the new form may write it differently ("007" is the number 7).
  ///
  /// @return whether anything is other than before
  private boolean again(String key, Slot place, String value) {
    String had = place.value();
    if (!(to.answer(place.path(), value) instanceof Answer.Answered)) return false;
    Slot after = place(key);
    if (after == null) return false;
    if (!after.value().isEmpty()) taken.put(key, after.value());
    return !after.value().equals(had);
  }

  /// Each investigator's own section takes answers from its owner alone, all others from the person
  /// at the keyboard.
  private void at(Slot place) {
    String staff = place.staff();
    to.viewAs(staff == null ? viewer : UUID.fromString(staff));
  }

  /// Rosters of lines grow to what they were.
  private boolean lines() {
    boolean moved = false;
    for (RosterSlot old : from.layout().rosters.values()) {
      if (old.owners() != Roster.Owners.LINES) continue;
      for (RosterSlot now : new ArrayList<>(to.layout().rosters.values())) {
        boolean it = now.generic().equals(old.generic()) && now.suffix().equals(old.suffix());
        if (!it) continue;
        for (int n = now.instances().size(); n < old.instances().size(); n++)
          moved |= to.add(now.path(), Optional.empty()) instanceof Answer.Answered;
      }
    }
    return moved;
  }

  private void rest() {
    answers.forEach((key, slot) -> {
      if (!there(key, slot.value())) aside(key, slot.value());
    });
    from.aside().forEach(this::aside);
  }

  private boolean there(String key, String value) {
    Slot place = place(key);
    return place != null && place.value().equals(value);
  }

  /// Beside the form nothing overwrites anything: what was there under the same key stays.
  private void aside(String key, String value) {
    String free = key;
    for (int n = 2; to.aside().containsKey(free); n++) {
      if (value.equals(to.aside().get(free))) return;
      free = key + "~" + n;
    }
    to.keepAside(free, value);
  }

  /// Chosen options that are said in other words under the same code, and answers whose question is
  /// of a kind now in which their text would say something else.
  private Set<String> doubts() {
    Set<String> found = new HashSet<>();
    answers.forEach((key, slot) -> {
      Slot place = place(key);
      if (place == null) return;
      boolean chosen = CHOICES.contains(slot.kind()) && CHOICES.contains(place.kind());
      boolean other = chosen && !words(from, slot).equals(words(to, place));
      if (other || misfits(key, slot)) found.add(key);
    });
    return found;
  }

  private boolean misfits(String key, Slot slot) {
    Slot place = place(key);
    return place != null && !fits(slot.kind(), place.kind());
  }

  private static boolean fits(QuestionKind was, QuestionKind now) {
    if (was == now) return true;
    if (WORDS.contains(was)) return WORDS.contains(now) || TYPED.contains(now);
    if (TYPED.contains(was)) return WORDS.contains(now) || (number(was) && number(now));
    return was == QuestionKind.SELECT_ONE && now == QuestionKind.SELECT_MULTI;
  }

  private static boolean number(QuestionKind kind) {
    return kind == QuestionKind.INT || kind == QuestionKind.DECIMAL;
  }

  /// What the codes of a choice say; codes whose list is not open now say nothing.
  private List<String> words(SurveySession session, Slot slot) {
    List<String> codes = Arrays.asList(slot.value().split(" ", -1));
    return session.overview().question(slot).options().stream()
        .filter(o -> codes.contains(o.code()))
        .map(o -> o.code() + " " + o.label().strip())
        .toList();
  }

  // ---- what became of it

  private List<Carried.Change> changes(int[] unseen) {
    List<Carried.Change> changes = new ArrayList<>();
    answers.forEach((key, slot) -> {
      Optional<Question> was = from.question(slot.path());
      if (was.isEmpty()) unseen[0]++;
      else changes.add(change(key, slot, was.get()));
    });
    for (Map.Entry<String, Slot> one : keys(to, shared).entrySet()) {
      Slot slot = one.getValue();
      boolean fresh = slot.asked() && slot.relevant() && !asked(one.getKey());
      if (fresh)
        to.question(slot.path())
            .ifPresent(q ->
                changes.add(
                    new Carried.Change(
                        Carried.Kind.NEW, one.getKey(), Optional.empty(), Optional.of(q))));
    }
    return changes;
  }

  private Carried.Change change(String key, Slot slot, Question was) {
    Slot place = place(key);
    Optional<Question> after = place == null ? Optional.empty() : to.question(place.path());
    Carried.Kind kind = Carried.Kind.KEPT;
    if (!there(key, slot.value())) kind = Carried.Kind.ASIDE;
    else if (was.relevant() && after.filter(Question::relevant).isEmpty())
      kind = Carried.Kind.UNASKED;
    else if (after.filter(q -> !saysTheSame(was, q)).isPresent()) kind = Carried.Kind.REWORDED;
    return new Carried.Change(kind, key, Optional.of(was), after);
  }

  private boolean saysTheSame(Question was, Question now) {
    return was.label().equals(now.label())
        && was.kind() == now.kind()
        && (was.origin() == now.origin() || was.origin() == Question.Origin.PREFILLED);
  }

  private @Nullable Map<String, Slot> old;

  /// Whether the old form asks this as well, answered or not.
  private boolean asked(String key) {
    Map<String, Slot> known = old;
    if (known == null) {
      known = keys(from, shared);
      old = known;
    }
    Slot slot = known.get(key);
    return slot != null && slot.relevant();
  }
}
