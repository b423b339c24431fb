package cn.ruhu.desktop.review;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.MonthlyAmounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The amount a verdict begins with is what the means test comes to, and goes with it while values
/// are ruled on; one a person wrote stays. Window thread only.
final class CountedAmounts {
  /// what each verdict was last given, by case and scheme
  private final Map<String, String> given = new HashMap<>();

  /// Fen text of what the test pays a month for a scheme; empty where it comes to no amount.
  static String of(CaseSheet sheet, String scheme) {
    return MonthlyAmounts.of(sheet.assessment(), scheme).map(Fen::text).orElse("");
  }

  /// The verdicts with the amounts of the case as it stands now.
  List<Verdict> follow(CaseSheet sheet, List<Verdict> verdicts) {
    return verdicts.stream().map(v -> follow(sheet, v)).toList();
  }

  /// What is kept of the verdicts of a case: an amount nobody wrote is made anew when it is opened.
  List<Verdict> kept(UUID id, List<Verdict> verdicts) {
    return verdicts.stream()
        .map(v -> v.monthlyFen().equals(given.get(id + v.scheme())) ? v.with("monthlyFen", "") : v)
        .toList();
  }

  private Verdict follow(CaseSheet sheet, Verdict verdict) {
    String now = of(sheet, verdict.scheme());
    String before = given.put(sheet.id() + verdict.scheme(), now);
    boolean untouched = verdict.monthlyFen().isEmpty() || verdict.monthlyFen().equals(before);
    return untouched ? verdict.with("monthlyFen", now) : verdict;
  }
}
