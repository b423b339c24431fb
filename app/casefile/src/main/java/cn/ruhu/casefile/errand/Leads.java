package cn.ruhu.casefile.errand;

import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.tables.Tsv;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The life of a lead (线索): what must be known when it is written down, which act a change is, and
/// whether its author may do it. Policy §8 (首问负责), §16 (主动发现、分办、转办).
///
/// Stateless and thread-safe.
public final class Leads {
  private static final Map<String, String> NEEDS = Tsv.pairs(Leads.class, "channelNeeds.tsv");

  private static final Set<String> FIXED =
      Set.of("street", "receivedAt", "by", "receivedFor", "heardAt", "movedFrom", "moveNote");

  private static final Set<String> TOLD = Set.of("number", "community", "reporter", "contactDue");

  private static final List<String> END = List.of("closeReason", "closedBy", "closedAt");

  private Leads() {}

  /// What is still missing of what the way it came asks for: groups of field names, one of each is
  /// enough. `about` is asked for always.
  public static List<List<String>> missing(CaseRecord lead) {
    String needs = "channel about " + NEEDS.getOrDefault(lead.text("channel"), "");
    return Arrays.stream(needs.strip().split(" ", -1))
        .map(group -> List.of(group.split("\\|", -1)))
        .filter(group -> group.stream().allMatch(f -> lead.text(f).isBlank()))
        .toList();
  }

  /// Whether nobody of the street has spoken with whom it is about yet, and somebody must.
  public static boolean awaitsContact(CaseRecord lead) {
    return LeadState.of(lead).filter(LeadState::isOpen).isPresent()
        && lead.get("contactedAt").isEmpty();
  }

  /// The acts that lead from one record to the other; empty when it is none there is.
  static Optional<Set<LeadAct>> acts(CaseRecord before, CaseRecord after) {
    Set<String> changed = changed(before, after);
    if (changed.stream().anyMatch(FIXED::contains)) return Optional.empty();
    var acts = EnumSet.noneOf(LeadAct.class);
    boolean handled = false;
    for (String field : changed) {
      String group = RecordType.LEAD.groupOf(field);
      if (group.equals("told") || TOLD.contains(field)) acts.add(LeadAct.CORRECT);
      else if (group.equals("contact")) acts.add(LeadAct.CONTACT);
      else if (group.equals("handling")) handled = true;
    }
    if (!handled) return Optional.of(acts);
    Optional<LeadAct> step = step(before, after, changed);
    step.ifPresent(acts::add);
    return step.isPresent() ? Optional.of(acts) : Optional.empty();
  }

  private static Set<String> changed(CaseRecord before, CaseRecord after) {
    var names = new TreeSet<>(before.fields().keySet());
    names.addAll(after.fields().keySet());
    names.removeIf(f -> Objects.equals(before.fields().get(f), after.fields().get(f)));
    return names;
  }

  private static Optional<LeadAct> step(CaseRecord before, CaseRecord after, Set<String> changed) {
    Optional<LeadState> from = LeadState.of(before);
    Optional<LeadState> to = LeadState.of(after);
    if (from.isEmpty() || to.isEmpty()) return Optional.empty();
    return switch (to.get()) {
      case NEW ->
          from.get().isOpen()
              ? one(LeadAct.RECALL, from.get() == LeadState.DISPATCHED)
              : Optional.of(LeadAct.REOPEN);
      case DISPATCHED ->
          from.get().isOpen()
              ? one(LeadAct.DISPATCH, from.get() == LeadState.NEW || changed.contains("handler"))
              : Optional.of(LeadAct.REOPEN);
      case MOVED -> one(LeadAct.MOVE, from.get().isOpen());
      case CASE -> one(LeadAct.OPEN_CASE, from.get().isOpen());
      case CLOSED -> one(LeadAct.CLOSE, from.get().isOpen());
    };
  }

  private static Optional<LeadAct> one(LeadAct act, boolean so) {
    return so ? Optional.of(act) : Optional.empty();
  }

  /// Whether the record says what its state asks for, and nothing of another one: an end has a
  /// reason and a name, an opened case its application, a move another street.
  public static boolean coherent(CaseRecord lead) {
    Optional<LeadState> state = LeadState.of(lead);
    if (state.isEmpty()) return false;
    boolean ended = END.stream().allMatch(f -> !lead.text(f).isBlank());
    boolean open = END.stream().allMatch(f -> lead.get(f).isEmpty());
    boolean elsewhere = lead.get("movedTo").isPresent();
    boolean linked = lead.ref("application").isPresent();
    return switch (state.get()) {
      case NEW -> open && !elsewhere && !linked && lead.get("handler").isEmpty();
      case DISPATCHED -> open && !elsewhere && !linked;
      case MOVED ->
          ended && elsewhere && !linked && !lead.text("movedTo").equals(lead.text("street"));
      case CASE -> linked && !elsewhere && named(lead) && lead.get("closeReason").isEmpty();
      case CLOSED -> ended && !elsewhere && !linked;
    };
  }

  private static boolean named(CaseRecord lead) {
    return lead.ref("closedBy").isPresent() && lead.get("closedAt").isPresent();
  }

  /// Whether the author may make this change of a lead, judged by what was seen.
  ///
  /// @param current the lead as it stands, empty when it is new
  public static boolean allows(Actor actor, RecordChange change, Optional<CaseRecord> current) {
    Optional<CaseRecord> seen = Seen.by(change, current);
    return allows(actor, seen, change.applyTo(seen.orElse(null)));
  }

  /// Whether the author may make this of a lead: an act of the table, in the own name, and what
  /// comes out says what it must.
  ///
  /// @param before the lead as it was seen, empty when it is new
  public static boolean allows(Actor actor, Optional<CaseRecord> before, CaseRecord after) {
    if (!after.id().equals(after.caseId()) || !coherent(after)) return false;
    if (before.isEmpty()) return takenIn(actor, after);
    CaseRecord was = before.get();
    Optional<Set<LeadAct>> acts = acts(was, after);
    Optional<LeadState> state = LeadState.of(was);
    if (acts.isEmpty()) return false;
    for (LeadAct act : acts.get())
      if (!act.allows(actor.role(), state) || !own(actor, act, was, after)) return false;
    return !acts.get().contains(LeadAct.CORRECT) || missing(after).isEmpty();
  }

  private static boolean takenIn(Actor actor, CaseRecord lead) {
    boolean own =
        is(actor, lead, "by")
            && (lead.get("contactedBy").isEmpty() || is(actor, lead, "contactedBy"));
    return LeadAct.TAKE_IN.allows(actor.role(), Optional.empty())
        && own
        && contactWhole(lead)
        && LeadState.of(lead).equals(Optional.of(LeadState.NEW))
        && lead.text("street").equals(lead.scope())
        && missing(lead).isEmpty();
  }

  private static boolean own(Actor actor, LeadAct act, CaseRecord was, CaseRecord after) {
    return switch (act) {
      case CONTACT ->
          contactWhole(after)
              && (was.get("contactedBy").isEmpty() || is(actor, was, "contactedBy"))
              && (after.get("contactedBy").isEmpty() || is(actor, after, "contactedBy"));
      case MOVE, OPEN_CASE, CLOSE -> is(actor, after, "closedBy");
      case REOPEN -> is(actor, was, "closedBy") || actor.role() == Role.STREET_REVIEWER;
      case TAKE_IN, CORRECT, DISPATCH, RECALL -> true;
    };
  }

  /// Time and name of a contact come together, or neither.
  private static boolean contactWhole(CaseRecord lead) {
    boolean some = lead.get("contactedAt").isPresent() || lead.get("contactNote").isPresent();
    return lead.get("contactedBy").isPresent() ? lead.get("contactedAt").isPresent() : !some;
  }

  private static boolean is(Actor actor, CaseRecord record, String field) {
    return record.ref(field).filter(actor.staff()::equals).isPresent();
  }
}
