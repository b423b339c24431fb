package cn.ruhu.casefile.access;

import cn.ruhu.casefile.change.ChangeGuard;
import cn.ruhu.casefile.errand.Leads;
import cn.ruhu.casefile.errand.Moves;
import cn.ruhu.casefile.errand.Referrals;
import cn.ruhu.casefile.flags.XRule;
import cn.ruhu.casefile.linking.Links;
import cn.ruhu.casefile.linking.Signals;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Takeovers;
import cn.ruhu.casefile.process.Transitions;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.ConflictHistory;
import cn.ruhu.casefile.record.FieldSpec;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.spot.SpotVisits;
import cn.ruhu.casefile.urgent.UrgentRules;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may write which section (DOMAIN §2.4 end): window → application, members, declared values,
/// pages; agency pair → visit, verified values; team leader → who of the agency goes; street →
/// opinions, questions, adopted values, assignments; district → decisions, spot-checks. One writer
/// per section.
///
/// Stage, acceptance date, rule set and level of decision are written by no role: they come only
/// with an act ([cn.ruhu.casefile.process.Process]), and so do events.
///
/// Stateless and thread-safe.
public final class Rights {
  /// Fields of APPLICATION that only an act may write.
  private static final Set<String> BY_ACT =
      Set.of("stage", "submitDate", "acceptDate", "ruleSet", "confirmMode");

  private static final Set<Role> STREET =
      Set.of(
          Role.WINDOW_CLERK,
          Role.STREET_REVIEWER,
          Role.STREET_CHIEF,
          Role.SOCIAL_WORKER,
          Role.COMMUNITY_WORKER);

  /// What a clerk may create for another street (收件转办, C7).
  private static final Set<RecordType> RECEIVED =
      EnumSet.of(
          RecordType.HOUSEHOLD,
          RecordType.PERSON,
          RecordType.CARD_READING,
          RecordType.MEMBER,
          RecordType.SUPPORTER,
          RecordType.RELATIVE,
          RecordType.APPLICATION,
          RecordType.ITEM,
          RecordType.PAGE,
          RecordType.DOCUMENT,
          RecordType.GATE_FACT,
          RecordType.LEAD);

  private Rights() {}

  /// What a role writes of one record type.
  ///
  /// @param create whether it may make such a record
  /// @param groups merge groups it may write; `*` for all
  /// @param born merge groups it may fill when it makes the record, besides `groups`
  private record Section(boolean create, Set<String> groups, Set<String> born) {}

  private static final Set<String> ALL = Set.of("*");
  private static final Set<String> NONE = Set.of();

  /// What names an item, whoever finds it.
  private static final Set<String> ITEM_NAME =
      Set.of(
          "application", "member", "kind", "code", "label", "basis", "months", "monthly", "order");

  /// Last of the constants: it is built from the others.
  private static final Map<Role, Map<RecordType, Section>> SECTIONS = sections();

  private static Map<Role, Map<RecordType, Section>> sections() {
    var all = new EnumMap<Role, Map<RecordType, Section>>(Role.class);
    for (Role r : Role.values()) {
      var m = new EnumMap<RecordType, Section>(RecordType.class);
      all.put(r, m);
      switch (r) {
        case WINDOW_CLERK -> window(m);
        case INVESTIGATOR -> pair(m);
        case STREET_REVIEWER -> street(m);
        case STREET_CHIEF -> chief(m);
        case DISTRICT_REVIEWER -> district(m);
        case DISTRICT_INSPECTOR -> inspector(m);
        case COMMUNITY_WORKER -> community(m);
        case SOCIAL_WORKER -> social(m);
        case SYSTEM -> server(m);
        case TEAM_LEADER -> leader(m);
        case AGENCY_MANAGER, EVALUATOR, AUDITOR, ADMIN_SYSTEM, ADMIN_SECURITY, ADMIN_AUDIT -> {}
      }
    }
    return all;
  }

  private static void window(Map<RecordType, Section> m) {
    for (RecordType t :
        Set.of(
            RecordType.HOUSEHOLD,
            RecordType.PERSON,
            RecordType.CARD_READING,
            RecordType.SUPPORTER,
            RecordType.RELATIVE,
            RecordType.PAGE,
            RecordType.DOCUMENT,
            RecordType.GATE_FACT)) make(m, t);
    make(m, RecordType.FORM_ANSWERS);
    make(m, RecordType.LEAD);
    make(m, RecordType.REFERRAL);
    Set<String> born = but(RecordType.CHANGE_REPORT, Set.of("ruling")).groups();
    Set<String> later = Set.of("evidence", "entry", "state", "back"); // what was told stays told
    m.put(RecordType.CHANGE_REPORT, new Section(true, later, born));
    m.put(RecordType.URGENT_AID, but(RecordType.URGENT_AID, Set.of("signed")));
    m.put(RecordType.MEMBER, but(RecordType.MEMBER, Set.of("counted", "uplift")));
    m.put(RecordType.APPLICATION, but(RecordType.APPLICATION, BY_ACT));
    m.put(RecordType.ITEM, but(RecordType.ITEM, Set.of("verified", "adopted")));
    resolve(m);
  }

  private static void pair(Map<RecordType, Section> m) {
    make(m, RecordType.VISIT);
    make(m, RecordType.VISIT_ANSWERS);
    make(m, RecordType.VISIT_DRAFT);
    remark(m);
    make(m, RecordType.PAGE);
    make(m, RecordType.CARD_READING);
    make(m, RecordType.GATE_FACT);
    m.put(RecordType.ITEM, new Section(true, Set.of("verified", "evidence"), ITEM_NAME));
    m.put(RecordType.QUESTION, new Section(false, Set.of("answer", "state"), NONE));
    m.put(RecordType.ASSIGNMENT, new Section(false, Set.of("lease", "state"), NONE));
    resolve(m);
  }

  /// Whom of the own agency a case that was given to it goes to; which agency, and by when, is the
  /// street's word. That the agency is the own one the server asks.
  private static void leader(Map<RecordType, Section> m) {
    m.put(
        RecordType.ASSIGNMENT,
        new Section(false, Set.of("pair", "state", "note", "assignedBy", "assignedAt"), NONE));
  }

  private static void street(Map<RecordType, Section> m) {
    make(m, RecordType.OPINION);
    make(m, RecordType.GATE_FACT);
    make(m, RecordType.PAGE);
    make(m, RecordType.DOCUMENT);
    make(m, RecordType.LEAD);
    make(m, RecordType.REFERRAL);
    m.put(RecordType.CHANGE_REPORT, new Section(false, Set.of("ruling", "state"), NONE));
    m.put(RecordType.MEMBER, new Section(false, Set.of("counted", "uplift"), NONE));
    m.put(RecordType.APPLICATION, new Section(false, Set.of("clerk"), NONE));
    m.put(RecordType.ITEM, new Section(false, Set.of("adopted"), NONE));
    m.put(RecordType.QUESTION, but(RecordType.QUESTION, Set.of("answer")));
    answer(m);
    make(m, RecordType.FORM_ANSWERS);
    m.put(RecordType.ASSIGNMENT, but(RecordType.ASSIGNMENT, Set.of("lease")));
    resolve(m);
    settle(m);
    m.put(RecordType.SIGNAL, new Section(false, Set.of("answer"), NONE));
  }

  private static void chief(Map<RecordType, Section> m) {
    m.put(RecordType.URGENT_AID, new Section(false, Set.of("signed", "state"), NONE));
    make(m, RecordType.DECISION);
    make(m, RecordType.GATE_FACT);
    make(m, RecordType.PAGE);
    make(m, RecordType.DOCUMENT);
    resolve(m);
  }

  private static void district(Map<RecordType, Section> m) {
    make(m, RecordType.DECISION);
    make(m, RecordType.GATE_FACT);
    make(m, RecordType.PAGE);
    make(m, RecordType.DOCUMENT);
    m.put(RecordType.QUESTION, but(RecordType.QUESTION, Set.of("answer")));
    answer(m);
    resolve(m);
    settle(m);
  }

  private static void inspector(Map<RecordType, Section> m) {
    make(m, RecordType.VISIT);
    make(m, RecordType.VISIT_ANSWERS);
    remark(m);
    make(m, RecordType.PAGE);
    make(m, RecordType.GATE_FACT);
    resolve(m);
  }

  private static void community(Map<RecordType, Section> m) {
    make(m, RecordType.GATE_FACT);
    make(m, RecordType.PAGE);
    make(m, RecordType.FORM_ANSWERS);
  }

  private static void social(Map<RecordType, Section> m) {
    make(m, RecordType.PAGE);
    make(m, RecordType.FORM_ANSWERS);
  }

  /// What was said beside the answers of a visit is written once, with it.
  private static void remark(Map<RecordType, Section> m) {
    Set<String> all = but(RecordType.REMARK, NONE).groups();
    m.put(RecordType.REMARK, new Section(true, NONE, all));
  }

  /// A supervisor comments, answers and settles; what others said stays as they said it.
  private static void answer(Map<RecordType, Section> m) {
    Set<String> all = but(RecordType.REMARK, NONE).groups();
    m.put(RecordType.REMARK, new Section(true, Set.of("answer", "state"), all));
  }

  private static void server(Map<RecordType, Section> m) {
    make(m, RecordType.CONFLICT);
    make(m, RecordType.STAFF);
    make(m, RecordType.AGENCY);
    make(m, RecordType.FORM);
    make(m, RecordType.STANDARD);
    make(m, RecordType.PAGE_KEY);
    make(m, RecordType.BADGE);
    make(m, RecordType.LINK);
    make(m, RecordType.SIGNAL);
    make(m, RecordType.POSTING);
    make(m, RecordType.INQUIRY);
  }

  private static void make(Map<RecordType, Section> m, RecordType type) {
    m.put(type, new Section(true, ALL, NONE));
  }

  private static void resolve(Map<RecordType, Section> m) {
    m.put(RecordType.CONFLICT, new Section(false, Set.of("resolution"), NONE));
  }

  private static void settle(Map<RecordType, Section> m) {
    m.put(RecordType.LINK, new Section(false, Set.of("resolution"), NONE));
  }

  private static Section but(RecordType type, Set<String> left) {
    var groups = new java.util.TreeSet<String>();
    for (FieldSpec f : type.fields()) if (!left.contains(f.group())) groups.add(f.group());
    return new Section(true, Set.copyOf(groups), NONE);
  }

  private static Optional<Section> section(Role role, RecordType type) {
    return Optional.ofNullable(SECTIONS.getOrDefault(role, Map.of()).get(type));
  }

  /// Whether the role may make records of this type (outside an act).
  public static boolean mayCreate(Role role, RecordType type) {
    return section(role, type).filter(Section::create).isPresent();
  }

  /// Whether the role may change this field of an existing record. Append-only types are never
  /// changed by anybody; a field this program does not know goes with the type's whole-section
  /// right.
  public static boolean mayWrite(Role role, RecordType type, String field) {
    if (type.appendOnly()) return false;
    return section(role, type).filter(s -> covers(s.groups(), type, field)).isPresent();
  }

  /// Whether the role may fill this field in a record it makes.
  public static boolean mayWriteNew(Role role, RecordType type, String field) {
    Optional<Section> s = section(role, type).filter(Section::create);
    return s.filter(x -> covers(x.groups(), type, field) || covers(x.born(), type, field))
        .isPresent();
  }

  private static boolean covers(Set<String> groups, RecordType type, String field) {
    return groups.contains("*") || groups.contains(type.groupOf(field));
  }

  /// Whether the role may take records of this type away (a tombstone stays): the window, what it
  /// declared itself. Whether the case still allows it is the caller's question.
  public static boolean mayDelete(Role role, RecordType type) {
    return role == Role.WINDOW_CLERK
        && Set.of(
                RecordType.PERSON,
                RecordType.MEMBER,
                RecordType.SUPPORTER,
                RecordType.RELATIVE,
                RecordType.ITEM,
                RecordType.PAGE)
            .contains(type);
  }

  /// Whether the transition table names the role for this act at any stage.
  public static boolean mayPerform(Role role, Act act) {
    return Transitions.all().stream().anyMatch(t -> t.act() == act && t.roles().contains(role));
  }

  /// Whether the role may record facts of this kind by hand.
  public static boolean mayRecord(Role role, GateKind kind) {
    return recorders(kind).contains(role);
  }

  private static Set<Role> recorders(GateKind kind) {
    return switch (kind) {
      case PAPERS_SEEN,
          PRIVACY_NOTICE,
          DECLARATION_SIGNED,
          SHORTFALL_SHEET,
          N01_ISSUED,
          N02_ISSUED,
          WITHDRAWAL_WRITTEN,
          OBJECTION_RAISED,
          SCHEME_CONSENT,
          COPIED_OUT ->
          Set.of(Role.WINDOW_CLERK);
      case VERIFICATION_REQUESTED,
          VERIFICATION_REPORT,
          VERIFICATION_NO_RECORD,
          VERIFICATION_ANSWERED ->
          Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER, Role.SYSTEM);
      case REGISTRY_HIT -> Set.of(Role.WINDOW_CLERK, Role.SYSTEM);
      case FLAG_DISPOSED -> Set.of(Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER);
      case FACT_ADOPTED -> Set.of(Role.STREET_REVIEWER);
      case RESIDENCE_RULING, STREET_PHONED, OBJECTION_SETTLED, FINDING_UNDISPUTED ->
          Set.of(Role.STREET_REVIEWER);
      case AUTHORIZATION_REFUSED -> Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER);
      case REFUSAL_DOCUMENTED -> Set.of(Role.INVESTIGATOR, Role.STREET_REVIEWER);
      case NOTICE_LEFT -> Set.of(Role.INVESTIGATOR, Role.WINDOW_CLERK);
      case OTHER_PLACE_ASKED, OTHER_PLACE_REPLY -> Set.of(Role.STREET_REVIEWER);
      case SECOND_SIGNED -> Set.of(Role.INVESTIGATOR);
      case SAME_DAY_ALERT -> Set.of(Role.INVESTIGATOR, Role.DISTRICT_INSPECTOR);
      case PAIR_DOUBTED, CLOCK_AHEAD, SIGNATURE_DOUBTED, SEAL_RECEIVED, SPOT_COMPARED ->
          Set.of(Role.SYSTEM);
      case ALERT_ANSWERED -> Set.of(Role.STREET_REVIEWER, Role.STREET_CHIEF);
      case EMERGENCY_SWITCH -> Set.of(Role.DISTRICT_REVIEWER);
      case COMPLAINT_OPENED, OBJECTION_TAKEN ->
          Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER);
      case COMPLAINT_CLOSED -> Set.of(Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER);
      case APPRAISAL_RECORD ->
          Set.of(Role.WINDOW_CLERK, Role.COMMUNITY_WORKER, Role.STREET_REVIEWER);
      case NOTICE_POSTED, NOTICE_PHOTO -> // the district posts N04b itself (220 art 25)
          Set.of(
              Role.WINDOW_CLERK,
              Role.COMMUNITY_WORKER,
              Role.STREET_REVIEWER,
              Role.DISTRICT_REVIEWER);
      case NOTICE_SENT, NOTICE_RECALLED, NOTICE_REMINDED ->
          Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER);
      case TAKEN_OVER -> Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER);
      case PAGES_EXPORTED ->
          Set.of(
              Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.STREET_CHIEF, Role.DISTRICT_REVIEWER);
      case FILED -> Set.of(Role.DISTRICT_REVIEWER);
      case DRAW_COMMITTED, INSPECTORS_DRAWN -> Set.of(Role.DISTRICT_REVIEWER);
      case DRAW_DONE, DRAWN -> Set.of(Role.DISTRICT_REVIEWER, Role.SYSTEM);
      case SPOT_CHECK_DONE -> Set.of(Role.DISTRICT_INSPECTOR);
      case LETTER_ISSUED, DELIVERED ->
          Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.DISTRICT_REVIEWER);
    };
  }

  /// Whether the role disposes of a doubt: the street's reviewer of those its own case raises, the
  /// district's of what its check found against the street's visit, and nobody else of that.
  ///
  /// @param flag key of the doubt ([cn.ruhu.casefile.flags.Flag#key])
  public static boolean mayDispose(Role role, String flag) {
    boolean check = flag.split(":", 2)[0].equals(XRule.X28.name());
    return role == (check ? Role.DISTRICT_REVIEWER : Role.STREET_REVIEWER);
  }

  /// Whether a change that belongs to no act is within the writer's section and reach: type,
  /// fields, kind of fact, own signature, own street (or C7).
  ///
  /// @param current the record as it stands, empty when the change makes it
  public static boolean mayApply(Actor actor, RecordChange change, Optional<CaseRecord> current) {
    Role role = actor.role();
    RecordType type = change.type();
    if (type == RecordType.EVENT) return false;
    String scope = current.map(CaseRecord::scope).orElse(change.scope());
    if (change.delete()) return mayDelete(role, type) && inReach(actor, scope);
    boolean making = current.isEmpty();
    boolean arrives = making && change.create() && Moves.arrives(actor, change.applyTo(null));
    if (making && !arrives && !mayCreateIn(actor, type, scope)) return false;
    if (!making && !inReach(actor, scope)) return false;
    for (String field : change.fields().keySet())
      if (!(making ? mayWriteNew(role, type, field) : mayWrite(role, type, field))) return false;
    if (type == RecordType.CONFLICT)
      return current.filter(c -> mayResolve(actor, c) && inOwnName(actor, change, c)).isPresent();
    CaseRecord after = change.applyTo(current.orElse(null));
    return switch (type) {
      case GATE_FACT -> recordable(actor, after);
      case VISIT -> SpotVisits.is(after) == (role == Role.DISTRICT_INSPECTOR);
      case LEAD -> Leads.allows(actor, change, current);
      case REFERRAL -> Referrals.allows(actor, change, current);
      case URGENT_AID -> UrgentRules.hindrances(actor, current, after).isEmpty();
      case LINK -> Links.allows(actor, current, after);
      case SIGNAL -> Signals.allows(actor, after);
      case CHANGE_REPORT -> ChangeGuard.allows(actor, change, current);
      case REMARK -> inOwnName(actor, change, after, making);
      case FORM_ANSWERS ->
          CaseForms.who(after.text("formId")).contains(role)
              && after.ref("by").filter(actor.staff()::equals).isPresent();
      case VISIT_DRAFT, OPINION, DECISION, DOCUMENT ->
          after.ref("by").filter(actor.staff()::equals).isPresent();
      default -> true;
    };
  }

  /// A remark is answered in one's own name; a supervisor's own has no visit and names its author.
  private static boolean inOwnName(
      Actor actor, RecordChange change, CaseRecord after, boolean making) {
    if (making)
      return after.ref("visit").isPresent()
          || after.ref("by").filter(actor.staff()::equals).isPresent();
    boolean answers = change.fields().containsKey("answer");
    return !answers || after.ref("answeredBy").filter(actor.staff()::equals).isPresent();
  }

  private static boolean recordable(Actor actor, CaseRecord fact) {
    boolean own = after(fact, actor);
    if (fact.text("kind").equals(GateKind.TAKEN_OVER.name()) && !Takeovers.complete(fact))
      return false;
    boolean disposal = fact.text("kind").equals(GateKind.FLAG_DISPOSED.name());
    if (disposal && !mayDispose(actor.role(), fact.text("subject"))) return false;
    // at the window the slip itself is filed: its word alone proves nothing that happened outside
    boolean slip = fact.text("kind").equals(GateKind.NOTICE_LEFT.name());
    if (slip && actor.role() == Role.WINDOW_CLERK && fact.ref("page").isEmpty()) return false;
    for (GateKind k : GateKind.values())
      if (k.name().equals(fact.text("kind"))) return own && mayRecord(actor.role(), k);
    return false;
  }

  private static boolean after(CaseRecord fact, Actor actor) {
    return fact.ref("by").filter(actor.staff()::equals).isPresent();
  }

  /// Whether records of this type may be made in this street: one's own, or any for a clerk who
  /// receives a case for another street and reads nothing afterwards (C7).
  public static boolean mayCreateIn(Actor actor, RecordType type, String scope) {
    if (!mayCreate(actor.role(), type)) return false;
    if (inReach(actor, scope)) return true;
    return actor.role() == Role.WINDOW_CLERK && RECEIVED.contains(type);
  }

  /// Whether records of this home scope are the actor's business at all: street roles have their
  /// own street, all others are bounded by the scopes granted to the session.
  public static boolean inReach(Actor actor, String scope) {
    return !STREET.contains(actor.role()) || scope.equals(actor.street());
  }

  private static boolean inOwnName(Actor actor, RecordChange change, CaseRecord conflict) {
    return change.applyTo(conflict).ref("resolvedBy").map(actor.staff()::equals).orElse(true)
        && ConflictHistory.addsOwn(change, actor.staff());
  }

  /// A conflict is closed, and opened again, by whom it asks, and, so that none outlives the person
  /// asked, by the reviewer of its street and by the district's reviewers and inspectors. One that
  /// asks nobody in particular is also closed by whoever may write the disputed group. Late work is
  /// judged by another person than its author, and by nobody but those named first.
  public static boolean mayResolve(Actor actor, CaseRecord conflict) {
    boolean late = conflict.text("kind").equals("LATE");
    if (late && conflict.ref("author").filter(actor.staff()::equals).isPresent()) return false;
    boolean stands =
        switch (actor.role()) {
          case STREET_REVIEWER -> conflict.scope().equals(actor.street());
          case DISTRICT_REVIEWER, DISTRICT_INSPECTOR -> true;
          default -> false;
        };
    if (stands) return true;
    Optional<java.util.UUID> asked = conflict.ref("askedOf");
    if (asked.isPresent()) return asked.get().equals(actor.staff());
    if (late) return false;
    for (RecordType t : RecordType.values()) {
      if (!t.name().equals(conflict.text("recordType"))) continue;
      Optional<Section> s = section(actor.role(), t);
      String group = conflict.text("group");
      return s.filter(x -> x.groups().contains("*") || x.groups().contains(group)).isPresent()
          || (group.isEmpty() && mayDelete(actor.role(), t));
    }
    return false;
  }
}
