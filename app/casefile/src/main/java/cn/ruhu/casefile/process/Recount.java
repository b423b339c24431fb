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
/// @param standardBefore 低保 standard until then, a person a month
/// @param standard 低保 standard in force
/// @param effective first month of it
/// @param from first month the new amount holds for: never before the aid began
/// @param paidFrom first month that is paid by it: the one after the decision, or of the aid
/// @param back months paid later
/// @param against what has to be looked at singly; empty: the standard alone changes the amount
public record Recount(
    CaseRecord decision,
    Fen before,
    Optional<Fen> after,
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
    back = List.copyOf(back);
    against = List.copyOf(against);
  }

  /// Code of table `scheme`.
  public String scheme() {
    return decision.text("scheme");
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

  private static Optional<Recount> of(CaseFile file, String scheme, LocalDate day) {
    Optional<CaseRecord> decision =
        file.decision(scheme).filter(d -> d.text("outcome").equals("APPROVED"));
    Optional<Fen> before = decision.flatMap(d -> Texts.whole(d.text("monthlyFen"))).map(Fen::new);
    Standards table = Standards.builtIn().with(file.all(RecordType.STANDARD));
    Optional<YearMonth> effective = effective(table.at(day), scheme);
    if (decision.isEmpty() || before.isEmpty() || effective.isEmpty()) return Optional.empty();
    Standards.Day old = table.at(effective.get().minusMonths(1).atDay(1));
    Optional<Fen> was = old.dibao().amountIfKnown();
    Optional<Fen> is = table.at(day).dibao().amountIfKnown();
    if (was.isEmpty() || is.isEmpty()) return Optional.empty();
    Optional<Fen> after = MonthlyAmounts.of(MeansTest.of(file, Column.ADOPTED, day), scheme);
    Optional<Fen> by = byStandards(file, scheme, day, old);
    boolean byOlder =
        older(decision.get(), table.at(day))
            .orElseGet(() ->
                by.equals(before)
                    || Situation.day(Situation.at(decision.get()))
                        .isBefore(effective.get().atDay(1)));
    if (after.equals(before) || !byOlder) return Optional.empty();
    YearMonth from =
        Texts.month(decision.get().text("startMonth"))
            .filter(effective.get()::isBefore)
            .orElse(effective.get());
    var counted =
        new Recount(
            decision.get(),
            before.get(),
            after,
            was.get(),
            is.get(),
            effective.get(),
            from,
            paidFrom(day, from),
            List.of(),
            against(file, scheme, before.get(), after, by));
    return Optional.of(counted.with(Payments.owed(file, counted.draft(day))));
  }

  /// The month after the decision, unless the aid itself begins later.
  private static YearMonth paidFrom(LocalDate day, YearMonth from) {
    YearMonth next = YearMonth.from(day).plusMonths(1);
    return from.isAfter(next) ? from : next;
  }

  /// The amount by older figures, all else as it is on the day.
  private static Optional<Fen> byStandards(
      CaseFile file, String scheme, LocalDate day, Standards.Day figures) {
    Facts facts =
        MeansTest.facts(file, Column.ADOPTED, RuleSets.forCase(file), day, Optional.empty());
    return MonthlyAmounts.of(
        MeansTest.of(file, facts, Policy.at(day), MeansTest.figures(figures)), scheme);
  }

  /// The month from which the figures of a scheme are what they are; 特困 goes by the minimum wage
  /// besides.
  private static Optional<YearMonth> effective(Standards.Day today, String scheme) {
    return Stream.of(today.dibao(), scheme.equals("TK") ? today.minWage() : today.dibao())
        .filter(Figure.Known.class::isInstance)
        .map(f -> ((Figure.Known) f).effective())
        .max(Comparator.naturalOrder());
  }

  /// Whether a decision was made by older figures than those of the day, as it kept them; empty
  /// where it kept none.
  private static Optional<Boolean> older(CaseRecord decision, Standards.Day today) {
    return Snapshot.read(decision.text("computed"))
        .map(kept -> {
          boolean same = said(kept, "S").equals(today.dibao().amountIfKnown());
          boolean care = said(kept, "minWage").equals(today.minWage().amountIfKnown());
          return !same || (!care && decision.text("scheme").equals("TK"));
        });
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
    if (!byOld.equals(Optional.of(before)))
      found.add(
          Hindrance.of(
              "RECOUNT_OTHER",
              ARTICLE,
              scheme,
              before.grouped(),
              byOld.map(Fen::grouped).orElse("-")));
    if (!Rulings.lapsed(file).isEmpty())
      found.add(Hindrance.of("RECOUNT_RULINGS", ARTICLE, Rulings.lapsed(file).size()));
    for (Letter l : Letter.of(file))
      if (!l.isDelivered())
        found.add(Hindrance.of("LETTER_NOT_DELIVERED", Guard.STOP_TOLD.article(), l.paper()));
    int complaints = file.openComplaints().size();
    if (complaints > 0) found.add(Hindrance.of("COMPLAINT_OPEN", "policy §19", complaints));
    return found;
  }

  private Recount with(List<Payments.Lacking> owed) {
    return new Recount(
        decision,
        before,
        after,
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
        .with("paidFrom", paidFrom.toString());
  }
}
