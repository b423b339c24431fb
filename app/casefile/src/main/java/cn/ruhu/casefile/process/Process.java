package cn.ruhu.casefile.process;

import cn.ruhu.casefile.Ids;
import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordChange;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Walks an application through the transition table. The client asks it offline, the server asks
/// it again with the same class before it takes an act in.
///
/// Stateless and thread-safe.
@SuppressWarnings("AvoidCommonTypeNames") // the domain's word; java.lang.Process is not used here
public final class Process {
  /// Days of notices, deadlines and visits are days of this zone.
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final Set<Role> STREET_ROLES =
      Set.of(Role.WINDOW_CLERK, Role.STREET_REVIEWER, Role.STREET_CHIEF);

  private static final Map<Stage, String> PAUSES =
      Map.of(
          Stage.SUPPLEMENT, "SUPPLEMENT",
          Stage.PUBLICITY, "PUBLICITY",
          Stage.PUBLICITY2, "PUBLICITY");

  /// Carried records that an act may change: they were there before it.
  private static final Set<RecordType> MUTABLE =
      Set.of(RecordType.ASSIGNMENT, RecordType.QUESTION, RecordType.CHANGE_REPORT);

  private Process() {}

  /// Where a case stands; empty before it is opened or when a newer program wrote an unknown stage.
  public static Optional<Stage> stage(CaseFile file) {
    return file.application().flatMap(a -> a.get("stage")).flatMap(Process::stage);
  }

  static Optional<Stage> stage(String name) {
    return Arrays.stream(Stage.values()).filter(s -> s.name().equals(name)).findFirst();
  }

  /// Acts the table offers a role at the case's stage, guards not asked.
  public static List<Act> offered(CaseFile file, Role role) {
    Optional<Stage> at = stage(file);
    return Arrays.stream(Act.values())
        .filter(a -> Transitions.find(at, a, role).isPresent())
        .toList();
  }

  /// Whether the table has an act for a role at a stage, which is known without the case being
  /// read.
  ///
  /// @param stage as an APPLICATION names it
  public static boolean acts(String stage, Role role) {
    Optional<Stage> at = stage(stage);
    return at.isPresent()
        && Arrays.stream(Act.values()).anyMatch(a -> Transitions.find(at, a, role).isPresent());
  }

  /// What the program itself does next, as soon as the facts for it are there. Whoever brings the
  /// last of them tries it: the machine of a person, and the server where two machines brought one
  /// each.
  public static Optional<Act> onward(CaseFile file) {
    return switch (stage(file).orElse(Stage.DRAFT)) {
      case VERIFYING, VISITING -> Optional.of(Act.BOTH_DONE);
      case APPROVED -> Optional.of(Act.LETTER);
      case REJECTED ->
          file.lastEvent(Act.REFUSAL_LETTER.name()).isPresent()
              ? Optional.empty()
              : Optional.of(Act.REFUSAL_LETTER);
      // the proofs come from another street: nobody here does the deed that ends it
      case PUBLICITY -> Posting.away(file).map(_ -> Act.PUBLICITY_END);
      case PUBLICITY2 -> Posting.away(file).map(_ -> Act.PUBLICITY2_END);
      default -> Optional.empty();
    };
  }

  /// Whether the act may be done now, and where it leads. All hindrances are named at once.
  ///
  /// @param today day in [#ZONE] by which deadlines and notices are judged
  public static Ruling check(CaseFile file, Act act, Actor actor, ActInput input, LocalDate today) {
    Optional<Stage> from = stage(file);
    if (from.isEmpty() && file.application().isPresent() && act != Act.OPEN)
      return refused(Hindrance.of("STAGE_UNKNOWN", "§2.4"));
    if (from.isPresent() && act == Act.OPEN)
      return refused(Hindrance.of("ACT_NOT_HERE", "§2.4", act, from.get()));
    List<Hindrance> carried = carriedSound(file, act, input);
    if (!carried.isEmpty()) return new Ruling.Refused(carried);
    CaseFile after = file.with(input.carried());
    if (after.application().isEmpty()) return refused(Hindrance.of("NO_APPLICATION", "§2.4"));
    if (Transitions.at(from, act).isEmpty())
      return refused(Hindrance.of("ACT_NOT_HERE", "§2.4", act, from.map(Stage::name).orElse("")));
    Optional<Transition> row = Transitions.find(from, act, actor.role());
    if (row.isEmpty()) return refused(Hindrance.of("ROLE_MAY_NOT", "§2.4", act, actor.role()));
    return judge(row.get(), new Situation(after, from, act, actor, input, today));
  }

  /// Whether a visit may be made by video on this day: the district has switched that on for an
  /// emergency (57号 art 16).
  public static boolean videoAllowed(CaseFile file, LocalDate day) {
    return Gates.emergency(file, day);
  }

  private static Ruling judge(Transition row, Situation s) {
    var found = new ArrayList<>(ownStreet(s));
    row.guards().forEach(g -> found.addAll(Guards.check(g, s)));
    Optional<Stage> to = Destination.of(row, s);
    if (to.isEmpty()) found.add(Hindrance.of("TARGET_MISSING", "§2.4", row.to()));
    if (!found.isEmpty()) return new Ruling.Refused(found.stream().distinct().toList());
    return new Ruling.Allowed(to.orElseThrow());
  }

  private static Ruling.Refused refused(Hindrance why) {
    return new Ruling.Refused(List.of(why));
  }

  /// Street roles act on their own street's cases only. A clerk may open and submit a case for
  /// another street (收件转办, C7), when the application says whom it was received for.
  private static List<Hindrance> ownStreet(Situation s) {
    String street = s.application().text("street");
    Actor actor = s.actor();
    if (!STREET_ROLES.contains(actor.role()) || street.equals(actor.street())) return List.of();
    boolean received =
        (s.act() == Act.OPEN || s.act() == Act.SUBMIT)
            && s.application().text("receivedFor").equals(street)
            && s.application().ref("clerk").filter(actor.staff()::equals).isPresent();
    return received ? List.of() : List.of(Hindrance.of("OTHER_STREET", "C7"));
  }

  /// Carried records are new ones (but for [#MUTABLE], which may be changed), of the types the act
  /// is about, of this case, and never the application's stage.
  private static List<Hindrance> carriedSound(CaseFile file, Act act, ActInput input) {
    var found = new ArrayList<Hindrance>();
    Optional<UUID> app = file.application().map(CaseRecord::id);
    for (RecordChange c : input.carried()) {
      boolean mutable = MUTABLE.contains(c.type());
      boolean fits = act.carries().contains(c.type()) && !c.delete() && (c.create() || mutable);
      boolean same = app.isEmpty() || app.get().equals(c.caseId());
      if (!fits || !same) found.add(Hindrance.of("CARRIED_NOT_ALLOWED", "§2.4", act, c.type()));
      else if (c.create() && file.record(c.id()).isPresent())
        found.add(Hindrance.of("CARRIED_NOT_NEW", "§2.4", act, c.type()));
    }
    return found;
  }

  /// Does the act: what it carried, the application with its new stage, and the EVENT record with
  /// who, role, when, reason, from and to. Everything belongs into one atomic op.
  public static Outcome perform(
      CaseFile file, Act act, Actor actor, ActInput input, Instant now, Ids ids) {
    LocalDate today = now.atZone(ZONE).toLocalDate();
    Ruling ruling = check(file, act, actor, input, today);
    return switch (ruling) {
      case Ruling.Refused refused -> refused;
      case Ruling.Allowed(var to) -> new Performed(changes(file, act, actor, input, now, ids, to));
    };
  }

  private static List<RecordChange> changes(
      CaseFile file, Act act, Actor actor, ActInput input, Instant now, Ids ids, Stage to) {
    var all = new ArrayList<RecordChange>();
    for (RecordChange c : input.carried()) if (c.type() != RecordType.APPLICATION) all.add(c);
    CaseFile after = file.with(input.carried());
    CaseRecord app = after.application().orElseThrow();
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    Optional<Stage> from = stage(file);
    CaseRecord moved = move(after, app, act, to, at);
    boolean fresh = file.application().isEmpty();
    if (fresh) all.addFirst(RecordChange.create(moved));
    else RecordChange.between(file.application().orElseThrow(), moved).ifPresent(all::add);
    CaseRecord event =
        CaseRecord.of(RecordType.EVENT, ids.next(), app.scope(), app.id(), Map.of())
            .with("application", app.id().toString())
            .with("act", act.name())
            .with("from", from.map(Stage::name).orElse(""))
            .with("to", to.name())
            .with("by", actor.staff().toString())
            .with("role", actor.role().name())
            .with("at", at.toString())
            .with("reason", input.reason())
            .with("detail", input.detail());
    all.add(RecordChange.create(event));
    return all;
  }

  private static CaseRecord move(CaseFile after, CaseRecord app, Act act, Stage to, Instant now) {
    LocalDate today = now.atZone(ZONE).toLocalDate();
    boolean stays = app.text("stage").equals(to.name());
    CaseRecord moved = app.with("stage", to.name());
    if (!stays) moved = moved.with("stageSince", now.toString());
    if (!stays || act == Act.OTHER_MODE) moved = pause(after, moved, to, today);
    return switch (act) {
      case OPEN -> moved.with("applyDate", app.get("applyDate").orElse(today.toString()));
      case SUBMIT -> moved.with("submitDate", today.toString());
      case ACCEPT -> accepted(after, moved, today);
      default -> moved;
    };
  }

  /// The rule set and the level of decision follow from the day of acceptance and stay with the
  /// case.
  private static CaseRecord accepted(CaseFile after, CaseRecord app, LocalDate today) {
    String rules = RuleSets.of(after, today).map(RuleSet::id).orElse("");
    String level = Situation.confirmMode(after, today).name();
    return app.with("acceptDate", today.toString())
        .with("ruleSet", rules)
        .with("confirmMode", level);
  }

  /// The clock stands still while papers are completed, a notice hangs, or another place is asked
  /// (DOMAIN §2.3). `pausedDays` adds up the calendar days of all pauses that ended.
  private static CaseRecord pause(CaseFile after, CaseRecord app, Stage to, LocalDate today) {
    CaseRecord open = CaseClock.answered(after, app);
    Optional<LocalDate> since = Texts.date(open.text("pausedOn"));
    if (since.isPresent()) open = CaseClock.over(open, since.get(), today);
    String reason = pauseReason(after, to, today);
    return reason.isEmpty()
        ? open
        : open.with("pauseReason", reason).with("pausedOn", today.toString());
  }

  private static String pauseReason(CaseFile after, Stage to, LocalDate today) {
    boolean notice = to == Stage.PUBLICITY || to == Stage.PUBLICITY2;
    if (notice && RuleSets.of(after, today).filter(RuleSet::publicityPausesClock).isEmpty())
      return "";
    if (to != Stage.VISITING) return PAUSES.getOrDefault(to, "");
    boolean elsewhere =
        after.assignments().stream()
            .reduce((_, later) -> later)
            .filter(a -> a.text("visitMode").equals("OTHER_PLACE"))
            .isPresent();
    return elsewhere ? "OTHER_PLACE" : "";
  }

  /// Checks an act that arrives as an op: the changes must be exactly what [#perform] would have
  /// made of them, and the act must be allowed on the case as it stands here. This is what the
  /// server asks; nothing the client says about stage, roles or people is taken on trust.
  ///
  /// @param before the case before the op
  /// @param actor the session's person and role; for acts of [Role#SYSTEM] the caller hands in that
  ///   role with the session's person
  /// @param changes every change of the op
  /// @param filesThere addresses of files that have arrived
  public static Ruling recheck(
      CaseFile before,
      Act act,
      Actor actor,
      List<RecordChange> changes,
      Set<String> filesThere,
      LocalDate today) {
    List<RecordChange> events = changes.stream().filter(c -> c.type() == RecordType.EVENT).toList();
    if (events.size() != 1 || !events.getFirst().create())
      return refused(Hindrance.of("EVENT_MISSING", "policy §18"));
    CaseRecord event = events.getFirst().applyTo(null);
    var carried = new ArrayList<RecordChange>();
    for (RecordChange c : changes)
      if (c.type() != RecordType.EVENT && (c.type() != RecordType.APPLICATION || c.create()))
        carried.add(c.type() == RecordType.APPLICATION ? withoutStage(c) : c);
    Optional<Stage> target = stage(event.text("to"));
    ActInput input =
        new ActInput(
            event.text("reason"), event.text("detail"), carried, filesThere, target.orElse(null));
    Ruling ruling = check(before, act, actor, input, today);
    if (!(ruling instanceof Ruling.Allowed(var to))) return ruling;
    var found = new ArrayList<>(eventTrue(event, before, act, actor, to));
    found.addAll(stageTrue(before, changes, to));
    return found.isEmpty() ? ruling : new Ruling.Refused(found);
  }

  private static RecordChange withoutStage(RecordChange c) {
    return RecordChange.create(c.applyTo(null).with("stage", null).with("stageSince", null));
  }

  private static List<Hindrance> eventTrue(
      CaseRecord event, CaseFile before, Act act, Actor actor, Stage to) {
    boolean fits =
        event.text("act").equals(act.name())
            && event.text("from").equals(stage(before).map(Stage::name).orElse(""))
            && event.text("to").equals(to.name())
            && event.text("by").equals(actor.staff().toString())
            && event.text("role").equals(actor.role().name())
            && CaseFile.instant(event, "at").isPresent();
    return fits ? List.of() : List.of(Hindrance.of("EVENT_FALSE", "policy §18", act));
  }

  private static List<Hindrance> stageTrue(CaseFile before, List<RecordChange> changes, Stage to) {
    var mayChange = new HashSet<>(Set.of("applyDate", "submitDate", "acceptDate"));
    mayChange.addAll(Set.of("ruleSet", "confirmMode"));
    String stands = stage(before).map(Stage::name).orElse("");
    for (RecordChange c : changes) {
      if (c.type() != RecordType.APPLICATION) continue;
      if (c.fields().containsKey("stage"))
        stands = Optional.ofNullable(c.fields().get("stage").after()).orElse("");
      boolean stageOnly =
          c.fields().keySet().stream()
              .allMatch(f -> c.type().groupOf(f).equals("stage") || mayChange.contains(f));
      if (c.delete() || (!c.create() && !stageOnly))
        return List.of(Hindrance.of("CARRIED_NOT_ALLOWED", "§2.4", c.type()));
    }
    return stands.equals(to.name())
        ? List.of()
        : List.of(Hindrance.of("EVENT_FALSE", "policy §18", to));
  }
}
