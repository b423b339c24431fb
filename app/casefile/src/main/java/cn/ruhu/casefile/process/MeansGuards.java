package cn.ruhu.casefile.process;

import cn.ruhu.casefile.assess.Assessment;
import cn.ruhu.casefile.assess.MeansTest;
import cn.ruhu.casefile.assess.Outcome;
import cn.ruhu.casefile.assess.Pending;
import cn.ruhu.casefile.assess.PropertyTest;
import cn.ruhu.casefile.means.Column;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The whole means test before somebody is let in (DOMAIN §5.4: what is unknown cannot reach the
/// opinion). The figures advise, a person decides: a result against the household stops nobody
/// here, only what nobody asked or answered does.
final class MeansGuards {
  /// Schemes judged by income and property.
  private static final Set<String> TESTED = Set.of("DB", "DS", "TK", "SN");

  /// Why the test cannot tell although somebody could: nobody said it, how large a dwelling is, or
  /// how many there are. A rule the district has not confirmed is no household's fault.
  private static final Set<String> ANSWERABLE =
      Set.of("NOT_STATED", "AREA_UNKNOWN", "DWELLINGS_NOT_STATED");

  /// What every questionnaire of the home visit asks; large farm machines are told at the window.
  private static final Set<String> ASKED =
      Set.of("MONEY", "VEHICLE", "DWELLING", "NON_RESIDENTIAL", "BUSINESS");

  /// What only the household itself can tell. A supporter who tells nothing stops nobody (C8): that
  /// is a doubt of its own.
  private static final Set<String> OWN =
      Set.of("income", "livingTogether", "relation", "birthDate");

  private MeansGuards() {}

  /// Whether income is what is missing; of 特困 another thing that is missing is said before it.
  private static boolean ofIncome(Assessment a, Outcome o) {
    return o.reasons().contains("INCOME_UNKNOWN")
        || (o.scheme().equals("TK") && a.dibao().isEmpty());
  }

  /// What is missing for every scheme the street proposes to let somebody into.
  static List<Hindrance> known(Situation s) {
    return known(
        s,
        s.standingOpinions().stream()
            .filter(o -> o.is("positive"))
            .map((CaseRecord o) -> o.text("scheme"))
            .toList());
  }

  /// What is missing for these schemes; those that are not judged by means ask for nothing.
  static List<Hindrance> known(Situation s, Collection<String> wanted) {
    List<String> schemes = wanted.stream().filter(TESTED::contains).toList();
    if (schemes.isEmpty() || s.visit().isEmpty()) return List.of(); // the visit is missed first
    Assessment a = MeansTest.of(s.file(), Column.ADOPTED, s.today());
    var found = new ArrayList<Hindrance>();
    boolean open =
        schemes.stream()
            .flatMap(x -> a.outcome(x).stream())
            .anyMatch(o -> o.verdict() == Outcome.Verdict.UNKNOWN && ofIncome(a, o));
    if (open)
      a.pending().stream()
          .map(Pending::what)
          .filter(OWN::contains)
          .distinct()
          .forEach(what -> found.add(Hindrance.of("INCOME_UNKNOWN", "§5.2", what)));
    for (PropertyTest t : a.property())
      if (t.result() == PropertyTest.Result.UNKNOWN
          && ANSWERABLE.contains(t.reason())
          && ASKED.contains(t.kind()))
        found.add(Hindrance.of("PROPERTY_UNKNOWN", "§5.4", "property." + t.kind()));
    return found;
  }
}
