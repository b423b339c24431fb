package cn.ruhu.casefile.process;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Facts;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.MonthlyAmounts;
import cn.ruhu.casefile.assess.Policy;
import cn.ruhu.casefile.assess.Snapshot;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.Rulings;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Aid that is paid by an older standard than the one in force: what it comes to now, and what is
/// paid later where the standard was announced late (DOMAIN §5.5: standard change → automatic
/// recomputation list and back pay from the effective month). The household is not visited for it:
/// only what the standard alone changes is decided so, everything else is a review.
///
/// Immutable, thread-safe.
///
/// @param decision the one the aid is paid by
/// @param before amount a month now
/// @param after by the standard in force; empty while the test cannot tell
/// @param earlier months before the last of several new standards, each by its own
/// @param standardBefore 低保 standard the decision was made by, a person a month
/// @param standard 低保 standard in force
/// @param effective first month of other figures than the decision's
/// @param from first month the new amount holds for: never before the amount was paid
/// @param paidFrom first month that is paid by it: the one after the decision, or of the aid
/// @param back months paid later
/// @param against what has to be looked at singly; empty: the standard alone changes the amount
public record Recount(
    CaseRecord decision,
    Fen before,
    Optional<Fen> after,
    List<GradualExit.Paid> earlier,
    Fen standardBefore,
    Fen standard,
    YearMonth effective,
    YearMonth from,
    YearMonth paidFrom,
    List<Payments.Lacking> back,
    List<Hindrance> against) {
  /// Code of table `change` for it.
  public static final String CHANGE = "C05";

  private static final String ARTICLE = "§5.5";
  private static final Set<Stage> PAID = EnumSet.of(Stage.IN_BENEFIT, Stage.REVIEW_DUE);

  public Recount {
    earlier = List.copyOf(earlier);
    back = List.copyOf(back);
    against = List.copyOf(against);
  }

  /// Code of table `scheme`.
  public String scheme() {
    return decision.text("scheme");
  }

  /// Whether another comes to the same for the same scheme: amount, months and what is paid later.
  public boolean pays(Recount other) {
    return scheme().equals(other.scheme())
        && after.equals(other.after)
        && from.equals(other.from)
        && paidFrom.equals(other.paidFrom)
        && back.equals(other.back);
  }

  /// All that is paid later.
  public Fen backPay() {
    return Fen.sum(back.stream().map(Payments.Lacking::by).toList());
  }

  /// Whether cases at this stage are recounted: aid is paid, and no review runs that will say so.
  public static boolean concerns(String stage) {
    return PAID.stream().anyMatch(s -> s.name().equals(stage));
  }

  /// Who decides on it: the level that decides on the case (C1).
  public static Role level(CaseFile file, LocalDate day) {
    return Situation.confirmMode(file, day) == RuleSets.ConfirmMode.STREET_ENTRUSTED
        ? Role.STREET_CHIEF
        : Role.DISTRICT_REVIEWER;
  }

  /// What the standard in force changes for a case, a line a scheme; none where nothing is paid by
  /// an older one.
  ///
  /// @param day the decision's
  public static List<Recount> of(CaseFile file, LocalDate day) {
    if (!concerns(file.application().map(a -> a.text("stage")).orElse(""))) return List.of();
    return Stops.paid(file).stream()
        .filter(MonthlyAmounts::pays)
        .flatMap(scheme -> of(file, scheme, day).stream())
        .toList();
  }

  /// Whether a household is paid a monthly amount no decision here names: aid taken over from
  /// paper.
  public static boolean onPaper(CaseFile file) {
    return Stops.paid(file).stream()
        .anyMatch(s -> MonthlyAmounts.pays(s) && file.decision(s).isEmpty());
  }

  private static Optional<Recount> of(CaseFile file, String scheme, LocalDate day) {
    Optional<CaseRecord> found =
        file.decision(scheme).filter(d -> d.text("outcome").equals("APPROVED"));
    if (found.isEmpty()) return Optional.empty();
    CaseRecord decision = found.get();
    Fen before = Texts.whole(decision.text("monthlyFen")).map(Fen::new).orElse(Fen.ZERO);
    Standards table = Standards.builtIn().with(file.all(RecordType.STANDARD));
    Standards.Day today = table.at(day);
    Optional<YearMonth> latest = effective(today, scheme);
    Optional<Fen> is = today.dibao().amountIfKnown();
    if (latest.isEmpty() || is.isEmpty()) return Optional.empty();
    Optional<Facts.Figures> kept = Snapshot.read(decision.text("computed")).map(Recount::figures);
    Facts.Figures made = kept.orElseGet(() -> made(table, decision, latest.get(), scheme));
    if (same(made, MeansTest.figures(today), scheme)) return Optional.empty();
    Optional<Fen> by = byStandards(file, scheme, day, made);
    boolean older = true;
    if (kept.isEmpty() && !Situation.day(Situation.at(decision)).isBefore(latest.get().atDay(1)))
      older = by.equals(Optional.of(before)); // nobody kept what it was made by
    Optional<Fen> after = MonthlyAmounts.of(MeansTest.of(file, Column.ADOPTED, day), scheme);
    if (!older || after.equals(Optional.of(before))) return Optional.empty();
    YearMonth effective = since(table, made, latest.get(), scheme);
    YearMonth from = Payments.since(file, decision, effective);
    var against = new ArrayList<>(against(file, scheme, before, after, by));
    Optional<Fen> held = Payments.granted(file, decision, from.minusMonths(1));
    if (from.isAfter(effective) && held.filter(h -> !h.equals(before)).isPresent())
      other(against, scheme, held.get(), by);
    if (unconfirmed(today, scheme))
      against.add(Hindrance.of("RECOUNT_UNCONFIRMED", ARTICLE, scheme));
    var counted =
        new Recount(
            decision,
            before,
            after,
            after.isEmpty() ? List.of() : earlier(file, scheme, day, from, after.get()),
            made.standard().orElse(is.get()),
            is.get(),
            effective,
            from,
            paidFrom(day, from),
            List.of(),
            against);
    return Optional.of(counted.with(Payments.owed(file, counted.draft(day))));
  }

  /// The figures of the day of a decision that kept none; where those of the day are in force
  /// still, those before: it may have been made before they were announced.
  private static Facts.Figures made(
      Standards table, CaseRecord decision, YearMonth latest, String scheme) {
    Facts.Figures then = MeansTest.figures(table.at(Situation.day(Situation.at(decision))));
    boolean in = same(then, MeansTest.figures(table.at(latest.atDay(1))), scheme);
    return in ? MeansTest.figures(table.at(latest.minusMonths(1).atDay(1))) : then;
  }

  private static Facts.Figures figures(Snapshot kept) {
    return new Facts.Figures(
        said(kept, "S"), said(kept, "L"), said(kept, "minWage"), said(kept, "C"));
  }

  /// Whether a scheme goes by the same figures; 特困 goes by the minimum wage besides.
  private static boolean same(Facts.Figures a, Facts.Figures b, String scheme) {
    return a.standard().equals(b.standard())
        && (!scheme.equals("TK") || a.minWage().equals(b.minWage()));
  }

  /// The first month since which other figures than a decision's are in force without a break; the
  /// month of the latest where the table does not know the decision's any more.
  private static YearMonth since(
      Standards table, Facts.Figures made, YearMonth latest, String scheme) {
    for (Optional<YearMonth> step = Optional.of(latest); step.isPresent(); ) {
      Standards.Day before = table.at(step.get().minusMonths(1).atDay(1));
      if (same(MeansTest.figures(before), made, scheme)) return step.get();
      step = effective(before, scheme).filter(step.get()::isAfter);
    }
    return latest;
  }

  /// Months paid later that lie before the last of several new standards, as long as they come to
  /// another amount than it.
  private static List<GradualExit.Paid> earlier(
      CaseFile file, String scheme, LocalDate day, YearMonth from, Fen after) {
    Standards table = Standards.builtIn().with(file.all(RecordType.STANDARD));
    Facts.Figures last = MeansTest.figures(table.at(day));
    var months = new ArrayList<GradualExit.Paid>();
    for (YearMonth m = from; m.isBefore(paidFrom(day, from)); m = m.plusMonths(1)) {
      Facts.Figures then = MeansTest.figures(table.at(m.atDay(1)));
      if (same(then, last, scheme)) continue;
      Fen amount = byStandards(file, scheme, day, then).orElse(Fen.ZERO);
      if (!amount.equals(after)) months.add(new GradualExit.Paid(m, amount));
    }
    return months;
  }

  private static boolean unconfirmed(Standards.Day today, String scheme) {
    return Stream.of(today.dibao(), scheme.equals("TK") ? today.minWage() : today.dibao())
        .anyMatch(f -> f instanceof Figure.Known k && !k.confirmed());
  }

  /// The month after the decision, unless the aid itself begins later.
  private static YearMonth paidFrom(LocalDate day, YearMonth from) {
    YearMonth next = YearMonth.from(day).plusMonths(1);
    return from.isAfter(next) ? from : next;
  }

  /// The amount by older figures, all else as it is on the day.
  private static Optional<Fen> byStandards(
      CaseFile file, String scheme, LocalDate day, Facts.Figures figures) {
    Facts facts =
        MeansTest.facts(file, Column.ADOPTED, RuleSets.forCase(file), day, Optional.empty());
    return MonthlyAmounts.of(MeansTest.of(file, facts, Policy.at(day), figures), scheme);
  }

  /// The month from which the figures of a scheme are what they are; 特困 goes by the minimum wage
  /// besides.
  private static Optional<YearMonth> effective(Standards.Day today, String scheme) {
    return Stream.of(today.dibao(), scheme.equals("TK") ? today.minWage() : today.dibao())
        .filter(Figure.Known.class::isInstance)
        .map(f -> ((Figure.Known) f).effective())
        .max(Comparator.naturalOrder());
  }

  private static Optional<Fen> said(Snapshot kept, String name) {
    return Fen.parse(kept.values().getOrDefault(name, "")).toOptional();
  }

  private static List<Hindrance> against(
      CaseFile file, String scheme, Fen before, Optional<Fen> after, Optional<Fen> byOld) {
    var found = new ArrayList<Hindrance>();
    if (after.isEmpty()) found.add(Hindrance.of("RECOUNT_UNCOUNTED", ARTICLE, scheme));
    else if (after.get().compareTo(before) < 0)
      found.add(
          Hindrance.of("RECOUNT_LESS", ARTICLE, scheme, before.grouped(), after.get().grouped()));
    if (!byOld.equals(Optional.of(before))) other(found, scheme, before, byOld);
    if (!Rulings.lapsed(file).isEmpty())
      found.add(Hindrance.of("RECOUNT_RULINGS", ARTICLE, Rulings.lapsed(file).size()));
    for (Letter l : Letter.of(file))
      if (!l.isDelivered())
        found.add(Hindrance.of("LETTER_NOT_DELIVERED", Guard.STOP_TOLD.article(), l.paper()));
    int complaints = file.openComplaints().size();
    if (complaints > 0) found.add(Hindrance.of("COMPLAINT_OPEN", "policy §19", complaints));
    int told = told(file);
    if (told > 0) found.add(Hindrance.of("RECOUNT_TOLD", ARTICLE, told));
    return found;
  }

  /// What the household or the registry said and nobody has judged.
  private static int told(CaseFile file) {
    Stream<CaseRecord> waiting =
        Stream.concat(
            file.all(RecordType.CHANGE_REPORT).stream().filter(r -> r.text("state").equals("TOLD")),
            file.all(RecordType.SIGNAL).stream().filter(r -> r.text("state").equals("OPEN")));
    return (int) waiting.count();
  }

  private static void other(List<Hindrance> found, String scheme, Fen before, Optional<Fen> byOld) {
    found.add(
        Hindrance.of(
            "RECOUNT_OTHER",
            ARTICLE,
            scheme,
            before.grouped(),
            byOld.map(Fen::grouped).orElse("-")));
  }

  private Recount with(List<Payments.Lacking> owed) {
    return new Recount(
        decision,
        before,
        after,
        earlier,
        standardBefore,
        standard,
        effective,
        from,
        paidFrom,
        owed,
        against);
  }

  private CaseRecord draft(LocalDate day) {
    return decided(decision)
        .with("at", day.plusDays(1).atStartOfDay(Process.ZONE).toInstant().toString());
  }

  /// A decision with the new amount and its months; who signs, when and why is the caller's.
  ///
  /// @param fresh a DECISION of this case
  public CaseRecord decided(CaseRecord fresh) {
    String amount = after.map(Fen::text).orElse("");
    return fresh
        .with("scheme", scheme())
        .with("outcome", "APPROVED")
        .with("monthlyFen", amount)
        .with("computedFen", amount)
        .with("startMonth", from.toString())
        .with("schedule", GradualExit.text(earlier))
        .with("paidFrom", paidFrom.toString());
  }
}
