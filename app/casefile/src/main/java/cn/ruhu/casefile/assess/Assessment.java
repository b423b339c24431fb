package cn.ruhu.casefile.assess;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.means.Ratio;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The result of the means test for one household: all schemes from one visit, with every step.
/// Advice: a person decides (Policy §13).
///
/// Immutable, thread-safe.
///
/// @param facts what was read
/// @param policy parameters it was judged by
/// @param figures standards of the day
/// @param sums income of the year, exact
/// @param dibao income below 低保 and no property test failed; empty: 待确认
/// @param lowIncome not 低保, below 低收入 and no property test failed; empty: 待确认
/// @param marginal below the 边缘 line, whatever else; empty: 待确认
/// @param benefit 低保金 a month, when `dibao` holds
/// @param property each test
/// @param singles members who may apply alone (单人保)
/// @param illnessSubsidy 重病 subsidy a month of the whole household
/// @param illnessAid 因病致贫 aid of the year, when eligible
/// @param outcomes one for every scheme, in the order they are looked at
/// @param marks what a supervisor has to see, e.g. `ZERO_AMOUNT`
/// @param pending what is 待确认
/// @param trace every step, in order
public record Assessment(
    Facts facts,
    Policy policy,
    Facts.Figures figures,
    Sums sums,
    Optional<Boolean> dibao,
    Optional<Boolean> lowIncome,
    Optional<Boolean> marginal,
    Optional<Fen> benefit,
    List<PropertyTest> property,
    List<Single> singles,
    Optional<Fen> illnessSubsidy,
    Optional<Fen> illnessAid,
    List<Outcome> outcomes,
    List<String> marks,
    List<Pending> pending,
    List<TraceLine> trace) {

  public Assessment {
    property = List.copyOf(property);
    singles = List.copyOf(singles);
    outcomes = List.copyOf(outcomes);
    marks = List.copyOf(marks);
    pending = List.copyOf(pending);
    trace = List.copyOf(trace);
  }

  /// Income of the year, exact fen.
  ///
  /// @param gross before anything is taken off
  /// @param exempt not counted by law
  /// @param contributions social insurance and tax
  /// @param job 就业奖励
  /// @param support owed from outside, a month, before what is counted already
  /// @param supportAdded what support adds to the year
  /// @param byClass 收入核减
  /// @param net never below 0
  public record Sums(
      Ratio gross,
      Ratio exempt,
      Ratio contributions,
      Ratio job,
      Ratio support,
      Ratio supportAdded,
      Ratio byClass,
      Ratio net) {}

  /// A member who may apply alone.
  ///
  /// @param member the member
  /// @param ground `SEVERE_DISABILITY`, `MIND_GRADE_3`, `SEVERE_ILLNESS`, `CLERGY`
  /// @param netYear own income of the year, fen
  /// @param benefit a month; empty when the own income reaches the standard
  public record Single(UUID member, String ground, Ratio netYear, Optional<Fen> benefit) {}

  /// Exact fen a person a month; empty when nobody counts.
  public Optional<Ratio> perCapitaMonthly() {
    int n = facts.counted();
    return n == 0 ? Optional.empty() : Optional.of(sums.net().over(12L * n));
  }

  /// Codes of table `reject` that the figures give against 低保, in the order of the table.
  public List<String> rejects() {
    return outcomes.stream()
        .filter(o -> o.scheme().equals("DB"))
        .flatMap(o -> o.reasons().stream())
        .filter(r -> r.matches("R\\d\\d"))
        .sorted()
        .toList();
  }

  /// The outcome of one scheme.
  public Optional<Outcome> outcome(String scheme) {
    return outcomes.stream().filter(o -> o.scheme().equals(scheme)).findFirst();
  }
}
