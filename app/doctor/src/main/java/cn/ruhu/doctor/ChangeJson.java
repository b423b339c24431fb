package cn.ruhu.doctor;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.Amounts;
import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.Facts;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.PropertyTest;
import cn.ruhu.casefile.means.Standards;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What follows from a change: back payment after a standard announced late (`standardChange`),
/// gradual exit (`previousBenefit`), first month of payment (`decisionDate`).
final class ChangeJson {
  private ChangeJson() {}

  /// Everything of a household that depends on time.
  static Map<String, @Nullable Object> of(JsonFields in, Computed household, Assessment now) {
    var out = new LinkedHashMap<String, @Nullable Object>();
    in.date("decisionDate")
        .ifPresent(d -> out.put("startMonth", YearMonth.from(d).plusMonths(1).toString()));
    in.money("previousBenefit")
        .map(r -> new Fen(r.numerator().longValueExact()))
        .filter(_ -> byIncomeAlone(now))
        .ifPresent(last ->
            out.put(
                "exit",
                Amounts.gradualExit(last, now.policy().benefit()).stream()
                    .map(Fen::yuan)
                    .toList()));
    in.one("standardChange", f -> change(f, household, now, out));
    return out;
  }

  /// Who leaves 低保 because the income rose: property, or anything else, ends it at once (57号 art
  /// 33).
  private static boolean byIncomeAlone(Assessment now) {
    return now.dibao().filter(d -> !d).isPresent()
        && now.property().stream().noneMatch(t -> t.result() == PropertyTest.Result.FAIL);
  }

  private static void change(
      JsonFields in, Computed household, Assessment now, Map<String, @Nullable Object> out) {
    Optional<YearMonth> effective = in.month("effective");
    Optional<YearMonth> paid = in.month("paidFrom");
    if (effective.isEmpty() && !in.has("effective")) in.problem("effective", "REQUIRED");
    if (paid.isEmpty() && !in.has("paidFrom")) in.problem("paidFrom", "REQUIRED");
    Optional<Fen> old = in.money("before").map(r -> new Fen(r.numerator().longValueExact()));
    Optional<Fen> fresh = in.money("after").map(r -> new Fen(r.numerator().longValueExact()));
    if (effective.isEmpty() || paid.isEmpty()) return;
    Optional<Fen> before =
        benefit(household, now, old.or(() -> standard(effective.get().minusMonths(1))));
    Optional<Fen> after = benefit(household, now, fresh.or(() -> standard(effective.get())));
    out.put("benefitBefore", before.map(Fen::yuan).orElse(null));
    out.put("benefitAfter", after.map(Fen::yuan).orElse(null));
    if (before.isPresent() && after.isPresent())
      out.putAll(owed(before.get(), after.get(), effective.get(), paid.get()));
  }

  private static Optional<Fen> standard(YearMonth month) {
    LocalDate day = month.atDay(1);
    return Standards.builtIn().at(day).dibao().amountIfKnown();
  }

  private static Optional<Fen> benefit(Computed household, Assessment now, Optional<Fen> standard) {
    if (standard.isEmpty()) return Optional.empty();
    Facts.Figures f = now.figures();
    return MeansTest.of(
            household.file(),
            household.facts(),
            household.policy(),
            new Facts.Figures(standard, f.lowIncome(), f.minWage(), f.consumption()))
        .benefit();
  }

  /// Back payment when the file says from when the standard holds and from when it is paid.
  static Map<String, @Nullable Object> backPay(JsonFields in, Fen before, Fen after) {
    Optional<YearMonth> effective = in.month("effective");
    Optional<YearMonth> paid = in.month("paidFrom");
    if (effective.isPresent() && paid.isPresent())
      return owed(before, after, effective.get(), paid.get());
    var out = new LinkedHashMap<String, @Nullable Object>();
    out.put("backPay", null);
    return out;
  }

  private static Map<String, @Nullable Object> owed(
      Fen before, Fen after, YearMonth effective, YearMonth paidFrom) {
    Amounts.BackPay owed = Amounts.backPay(before, after, effective, paidFrom);
    var out = new LinkedHashMap<String, @Nullable Object>();
    out.put("backPayMonths", owed.months());
    out.put("backPayEach", owed.each().yuan());
    out.put("backPay", owed.sum().yuan());
    return out;
  }
}
