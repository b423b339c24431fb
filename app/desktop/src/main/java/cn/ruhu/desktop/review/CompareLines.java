package cn.ruhu.desktop.review;

import cn.ruhu.casefile.compare.Comparison;
import cn.ruhu.casefile.compare.FactRow;
import cn.ruhu.casefile.record.CaseRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The order in which a case is gone through: facts that differ, then the others by topic, then
/// what shows no fact. Stateless.
final class CompareLines {
  private CompareLines() {}

  /// A fact and a page that shows it.
  ///
  /// @param fact empty for a page that shows none
  record Stop(Optional<FactRow> fact, CaseRecord page) {}

  /// Differences first, then every topic with what is left.
  static List<CaseViewModel.Line> of(Comparison comparison) {
    var all = new ArrayList<CaseViewModel.Line>();
    List<FactRow> apart = comparison.differences();
    if (!apart.isEmpty()) {
      all.add(new CaseViewModel.Line.Heading("DIFFERENCES", apart.size()));
      apart.forEach(r -> all.add(new CaseViewModel.Line.Fact(r)));
    }
    for (var g : comparison.groups()) {
      List<FactRow> rest = g.rows().stream().filter(r -> !r.difference().matters()).toList();
      if (rest.isEmpty()) continue;
      all.add(new CaseViewModel.Line.Heading(g.topic().name(), rest.size()));
      rest.forEach(r -> all.add(new CaseViewModel.Line.Fact(r)));
    }
    return all;
  }

  static List<FactRow> facts(List<CaseViewModel.Line> lines) {
    var all = new ArrayList<FactRow>();
    for (CaseViewModel.Line l : lines)
      if (l instanceof CaseViewModel.Line.Fact(FactRow r)) all.add(r);
    return all;
  }

  /// Pages of facts that differ first: they are opened first.
  static List<CaseRecord> byWeight(CaseSheet sheet) {
    var all = new LinkedHashSet<CaseRecord>();
    for (FactRow r : sheet.comparison().differences())
      r.evidence().forEach(p -> sheet.file().record(p).ifPresent(all::add));
    all.addAll(sheet.file().pages());
    return List.copyOf(all);
  }

  /// The next page nobody looked at: of the chosen fact, of those after it, of those before it,
  /// then pages that show no fact. Empty when every page was seen.
  static Optional<Stop> next(
      List<FactRow> facts, @Nullable FactRow chosen, CaseSheet sheet, Set<UUID> opened) {
    int from = Math.max(0, chosen == null ? 0 : facts.indexOf(chosen));
    for (int i = 0; i < facts.size(); i++) {
      FactRow r = facts.get((from + i) % facts.size());
      for (UUID p : r.evidence())
        if (!opened.contains(p) && sheet.file().record(p).isPresent())
          return Optional.of(new Stop(Optional.of(r), sheet.file().record(p).get()));
    }
    return loose(facts, sheet).stream()
        .filter(p -> !opened.contains(p.id()))
        .findFirst()
        .map(p -> new Stop(Optional.empty(), p));
  }

  /// Pages that show no fact: the signed form, the notice of acceptance.
  static List<CaseRecord> loose(List<FactRow> facts, CaseSheet sheet) {
    var shown = new LinkedHashSet<UUID>();
    facts.forEach(r -> shown.addAll(r.evidence()));
    return sheet.file().pages().stream().filter(p -> !shown.contains(p.id())).toList();
  }
}
