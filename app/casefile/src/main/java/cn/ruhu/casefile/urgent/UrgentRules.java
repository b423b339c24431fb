package cn.ruhu.casefile.urgent;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What may be done with aid before papers (先行救助, Policy §8, DOMAIN §0.2 C10): asked by the window
/// before it saves and by the server before it takes in. It never becomes a decision: none of its
/// acts writes one, and an application that follows goes through every gate.
///
/// Stateless and thread-safe.
public final class UrgentRules {
  /// working days for the papers once the emergency is over (国发〔2014〕47号)
  public static final int PAPERS_DAYS = 10;

  private static final String ARTICLE = "policy §8";

  private UrgentRules() {}

  /// The act that makes `after` of `before`; empty when no act does.
  public static Optional<UrgentAct> act(Optional<CaseRecord> before, CaseRecord after) {
    if (before.isEmpty()) return Optional.of(UrgentAct.REGISTER);
    Optional<UrgentState> from = UrgentState.of(before.get());
    Optional<UrgentState> to = UrgentState.of(after);
    if (from.isEmpty() || to.isEmpty()) return Optional.empty();
    Set<String> written = written(before, after);
    for (UrgentAct a : UrgentAct.values()) {
      if (!a.from().contains(from.get())) continue;
      boolean leads = a.to().map(to.get()::equals).orElse(from.equals(to));
      if (leads && a.groups().containsAll(written)) return Optional.of(a);
    }
    return Optional.empty();
  }

  private static Set<String> written(Optional<CaseRecord> before, CaseRecord after) {
    var names = new TreeSet<>(after.fields().keySet());
    before.ifPresent(b -> names.addAll(b.fields().keySet()));
    var groups = new TreeSet<String>();
    for (String n : names)
      if (!Objects.equals(before.flatMap(b -> b.get(n)), after.get(n)))
        groups.add(RecordType.URGENT_AID.groupOf(n));
    return groups;
  }

  /// Why this person may not make `after` of `before`; empty when they may. The ceiling is
  /// [#ceiling]'s question, because the figures of the day are not in the record.
  public static List<Hindrance> hindrances(
      Actor actor, Optional<CaseRecord> before, CaseRecord after) {
    Optional<UrgentAct> act = act(before, after);
    if (act.isEmpty()) return List.of(hindrance("URGENT_ORDER"));
    if (act.get().role() != actor.role()) return List.of(hindrance("URGENT_ROLE"));
    var found = new ArrayList<Hindrance>();
    switch (act.get()) {
      case REGISTER -> registered(actor, after, found);
      case AMEND -> told(after, found);
      case IDENTIFY -> who(after, found);
      case SIGN, REFUSE -> signed(actor, act.get(), after, found);
      case GIVE -> given(actor, after, found);
      case EMERGENCY_OVER -> due(after, found);
      case FILE -> {
        due(after, found);
        need(after, found, "papersAt", "papersNote");
        own(actor, after, "papersBy", found);
      }
      case CLOSE -> {
        need(after, found, "closedAt", "closeReason");
        own(actor, after, "closedBy", found);
      }
      case LINK -> need(after, found, "application");
    }
    return found;
  }

  private static void registered(Actor actor, CaseRecord aid, List<Hindrance> found) {
    if (!aid.id().equals(aid.caseId()) || !aid.text("street").equals(aid.scope()))
      found.add(hindrance("URGENT_PLACE"));
    if (!UrgentAct.REGISTER.groups().containsAll(written(Optional.empty(), aid))
        || UrgentState.of(aid).filter(UrgentState.REGISTERED::equals).isEmpty())
      found.add(hindrance("URGENT_ORDER"));
    need(aid, found, "registeredAt");
    own(actor, aid, "by", found);
    told(aid, found);
  }

  private static void told(CaseRecord aid, List<Hindrance> found) {
    who(aid, found);
    need(aid, found, "cause", "facts", "proposedKind");
    if (fen(aid, "proposedFen") <= 0) found.add(hindrance("URGENT_AMOUNT"));
  }

  /// Somebody without papers, number or a name they can tell is helped all the same: then a
  /// description says who it was.
  private static void who(CaseRecord aid, List<Hindrance> found) {
    boolean named = !aid.text("personName").isBlank();
    boolean described = aid.is("nameUnknown") && !aid.text("personNote").isBlank();
    if (!named && !described) found.add(hindrance("URGENT_WHO"));
  }

  private static void signed(Actor actor, UrgentAct act, CaseRecord aid, List<Hindrance> found) {
    need(aid, found, "approvedAt");
    own(actor, aid, "approvedBy", found);
    if (aid.ref("by").filter(actor.staff()::equals).isPresent())
      found.add(hindrance("URGENT_REGISTRAR"));
    if (act == UrgentAct.REFUSE) {
      if (!aid.text("approved").equals("false") || aid.get("approvedFen").isPresent())
        found.add(hindrance("URGENT_ORDER"));
      need(aid, found, "approveReason");
      return;
    }
    if (!aid.is("approved")) found.add(hindrance("URGENT_ORDER"));
    need(aid, found, "ceilingFen");
    if (fen(aid, "approvedFen") <= 0) found.add(hindrance("URGENT_AMOUNT"));
    else if (aid.get("ceilingFen").isPresent() && fen(aid, "approvedFen") > fen(aid, "ceilingFen"))
      found.add(hindrance("URGENT_CEILING", aid.text("ceilingFen")));
  }

  private static void given(Actor actor, CaseRecord aid, List<Hindrance> found) {
    need(aid, found, "givenAt", "givenKind", "receiver");
    own(actor, aid, "givenBy", found);
    if (fen(aid, "givenFen") <= 0) found.add(hindrance("URGENT_AMOUNT"));
    else if (fen(aid, "givenFen") > fen(aid, "approvedFen"))
      found.add(hindrance("URGENT_SIGNED", aid.text("approvedFen")));
    due(aid, found);
  }

  private static void due(CaseRecord aid, List<Hindrance> found) {
    Optional<LocalDate> right = papersDue(aid).map(Due::date);
    if (right.isEmpty() || !right.get().toString().equals(aid.text("papersDue")))
      found.add(hindrance("URGENT_DUE"));
  }

  /// The last day for the papers: ten working days after the emergency is over, or after the aid
  /// while nobody said that it is; never before the aid itself. Empty before aid was given.
  public static Optional<Due> papersDue(CaseRecord aid) {
    Optional<LocalDate> given = day(aid, "givenAt");
    Optional<LocalDate> over = Texts.date(aid.text("emergencyOver"));
    return given.map(g -> WorkingDays.due(over.filter(g::isBefore).orElse(g), PAPERS_DAYS));
  }

  /// What stands against signing by the figures of the day it is signed on; empty for any other
  /// act.
  public static List<Hindrance> ceiling(
      Optional<CaseRecord> before, CaseRecord after, Standards standards) {
    if (act(before, after).filter(UrgentAct.SIGN::equals).isEmpty()) return List.of();
    Optional<LocalDate> day = day(after, "approvedAt");
    if (day.isEmpty()) return List.of(hindrance("URGENT_FIELD", "approvedAt"));
    return switch (standards.at(day.get()).urgentCeiling()) {
      case Figure.Unknown _ -> List.of(hindrance("URGENT_CEILING_UNKNOWN"));
      case Figure.Known k -> {
        long most = k.amount().value();
        boolean within = fen(after, "ceilingFen") <= most && fen(after, "approvedFen") <= most;
        yield within ? List.of() : List.of(hindrance("URGENT_CEILING", most));
      }
    };
  }

  /// Other aid before papers to the same number, newest first; none where no number is known.
  ///
  /// @param all of the street
  public static List<CaseRecord> earlier(List<CaseRecord> all, CaseRecord aid) {
    Optional<String> number = aid.get("personNumber");
    if (number.isEmpty()) return List.of();
    return all.stream()
        .filter(r -> !r.id().equals(aid.id()) && r.get("personNumber").equals(number))
        .sorted(java.util.Comparator.comparing((CaseRecord r) -> r.text("registeredAt")).reversed())
        .toList();
  }

  /// The day at the office of an instant field.
  public static Optional<LocalDate> day(CaseRecord aid, String field) {
    return CaseFile.instant(aid, field).map(at -> LocalDate.ofInstant(at, Process.ZONE));
  }

  private static void need(CaseRecord aid, List<Hindrance> found, String... fields) {
    for (String f : fields) if (aid.text(f).isBlank()) found.add(hindrance("URGENT_FIELD", f));
  }

  private static void own(Actor actor, CaseRecord aid, String field, List<Hindrance> found) {
    if (aid.ref(field).filter(actor.staff()::equals).isEmpty())
      found.add(hindrance("URGENT_OWN_NAME", field));
  }

  private static long fen(CaseRecord aid, String field) {
    return Texts.whole(aid.text(field)).orElse(0L);
  }

  private static Hindrance hindrance(String code, Object... args) {
    return new Hindrance(
        code, ARTICLE, java.util.Arrays.stream(args).map(Object::toString).toList());
  }
}
