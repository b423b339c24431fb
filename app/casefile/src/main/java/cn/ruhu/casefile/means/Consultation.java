package cn.ruhu.casefile.means;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A trial for somebody who asks at the counter (咨询试算): six answers, judged by the rules a case is
/// judged by ([Income], [MoneyLimit], [Standards]) as of a day. Advice, never a decision, and
/// nothing of it is kept: it names nobody.
///
/// What is not asked is not in it: support from relatives outside the household, deductions of the
/// rule sets, who of the household counts.
///
/// Immutable, thread-safe.
///
/// @param asked the answers
/// @param income income by the rules, with every step
/// @param each money a head, exact fen
/// @param limit money allowed a head; empty when the figure of that year was never entered
/// @param figures the figures of the day
/// @param hints one for each scheme, in the order they are looked at
public record Consultation(
    Asked asked,
    Income income,
    Ratio each,
    Optional<Ratio> limit,
    Standards.Day figures,
    List<Hint> hints) {
  /// most people a household is asked about
  public static final int PEOPLE_MAX = 20;

  private static final UUID CASE = new UUID(0, 1);

  public Consultation {
    hints = List.copyOf(hints);
  }

  /// What was answered.
  ///
  /// @param people who live together and would count, 1 to [#PEOPLE_MAX]
  /// @param incomeFen income of all of them a month
  /// @param moneyFen cash, deposits, shares, funds of all of them
  /// @param dwellings owned or rented from the public
  /// @param vehicle code of table `consultVehicle`
  /// @param special code of table `consultSpecial`
  public record Asked(
      int people, long incomeFen, long moneyFen, int dwellings, String vehicle, String special) {
    public Asked {
      if (people < 1 || people > PEOPLE_MAX) throw new IllegalArgumentException("people");
      if (incomeFen < 0 || moneyFen < 0 || dwellings < 0)
        throw new IllegalArgumentException("below zero");
    }
  }

  /// What may come of an application, best first: the worst reason decides.
  public enum Outlook {
    POSSIBLE,
    /// a person has to look: a figure is missing, or the rule leaves it open
    OPEN,
    UNLIKELY
  }

  /// One scheme.
  ///
  /// @param scheme code of table `scheme`: `DB`, `DS`, `TK`
  public record Hint(String scheme, Outlook outlook, List<Reason> reasons) {
    public Hint {
      reasons = List.copyOf(reasons);
    }
  }

  /// Why; the words and the clause are in the bundles under the code.
  ///
  /// @param args figures: fen or fractions of fen, counts, months
  public record Reason(String code, Outlook outlook, List<String> args) {
    public Reason {
      args = List.copyOf(args);
    }

    private static Reason of(String code, Outlook outlook, Object... args) {
      return new Reason(code, outlook, Arrays.stream(args).map(Object::toString).toList());
    }
  }

  /// Judges the answers by the figures of a day.
  public static Consultation of(Asked asked, Standards standards, LocalDate day) {
    Standards.Day figures = standards.at(day);
    Income income = Income.of(household(asked, day), Column.DECLARED);
    Ratio each = Ratio.of(asked.moneyFen()).over(asked.people());
    Optional<Ratio> limit =
        figures.consumptionLastYear().amountIfKnown().map(c -> MoneyLimit.each(c, asked.people()));
    var trial = new Consultation(asked, income, each, limit, figures, List.of());
    return new Consultation(
        asked,
        income,
        each,
        limit,
        figures,
        List.of(
            trial.hint("DB", figures.dibao()),
            trial.hint("DS", figures.lowIncome()),
            trial.extremePoverty()));
  }

  /// The answers as the rules see a household: all of them counted, one line of income.
  private static CaseFile household(Asked asked, LocalDate day) {
    var records = new ArrayList<CaseRecord>();
    records.add(record(RecordType.APPLICATION, CASE, Map.of("applyDate", day.toString())));
    for (int i = 0; i < asked.people(); i++)
      records.add(
          record(
              RecordType.MEMBER,
              new UUID(1, i + 1L),
              i == 0
                  ? Map.of("relation", "01")
                  : Map.of("countedOverride", "true", "countedReason", "asked")));
    records.add(
        record(
            RecordType.ITEM,
            new UUID(2, 1),
            Map.of(
                "kind", "INCOME",
                "code", "901",
                "basis", "MONTHLY",
                "declared", Long.toString(asked.incomeFen()))));
    return CaseFile.of(records);
  }

  private static CaseRecord record(RecordType type, UUID id, Map<String, String> fields) {
    return CaseRecord.of(type, id, CaseRecord.PUBLIC, CASE, fields);
  }

  private Hint hint(String scheme, Figure standard) {
    var reasons = new ArrayList<Reason>();
    reasons.add(incomeAgainst(standard));
    reasons.add(money());
    reasons.add(dwellings());
    reasons.add(vehicle());
    return hint(scheme, reasons);
  }

  private static Hint hint(String scheme, List<Reason> reasons) {
    Outlook worst = Outlook.POSSIBLE;
    for (Reason r : reasons) if (r.outlook().compareTo(worst) > 0) worst = r.outlook();
    return new Hint(scheme, worst, reasons);
  }

  private Reason incomeAgainst(Figure standard) {
    Object each = income.perCapitaMonthly().orElse(Ratio.ZERO);
    return switch (standard) {
      case Figure.Unknown u ->
          Reason.of("STANDARD_UNKNOWN", Outlook.OPEN, each, u.standard(), u.asked());
      case Figure.Known k ->
          income.below(k.amount())
              ? Reason.of("BELOW", Outlook.POSSIBLE, each, k.amount().value())
              : Reason.of("NOT_BELOW", Outlook.UNLIKELY, each, k.amount().value());
    };
  }

  /// Too much money bars aid; for sudden severe illness the district looks case by case (DOMAIN
  /// §2.7).
  private Reason money() {
    if (limit.isEmpty()) return Reason.of("MONEY_UNKNOWN", Outlook.OPEN, each);
    if (each.compareTo(limit.get()) <= 0)
      return Reason.of("MONEY_WITHIN", Outlook.POSSIBLE, each, limit.get());
    return asked.special().equals("ILLNESS")
        ? Reason.of("MONEY_ILLNESS", Outlook.OPEN, each, limit.get())
        : Reason.of("MONEY_ABOVE", Outlook.UNLIKELY, each, limit.get());
  }

  /// Two or more dwellings bar aid unless they are small together: the city's average floor area is
  /// not known here, so a person looks.
  private Reason dwellings() {
    return asked.dwellings() < 2
        ? Reason.of("DWELLING", Outlook.POSSIBLE, asked.dwellings())
        : Reason.of("DWELLINGS", Outlook.OPEN, asked.dwellings());
  }

  private Reason vehicle() {
    return switch (asked.vehicle()) {
      case "NONE" -> Reason.of("NO_VEHICLE", Outlook.POSSIBLE);
      case "DISABILITY" -> Reason.of("DISABILITY_VEHICLE", Outlook.POSSIBLE);
      default -> Reason.of("VEHICLE", Outlook.UNLIKELY);
    };
  }

  /// 特困: unable to work, without a living, without anybody bound to support them.
  private Hint extremePoverty() {
    if (!asked.special().equals("NO_SUPPORT"))
      return hint("TK", List.of(Reason.of("NOT_WITHOUT_SUPPORT", Outlook.UNLIKELY)));
    var reasons = new ArrayList<Reason>();
    reasons.add(Reason.of("WITHOUT_SUPPORT", Outlook.POSSIBLE));
    reasons.addAll(hint("TK", figures.dibao()).reasons());
    return hint("TK", reasons);
  }
}
