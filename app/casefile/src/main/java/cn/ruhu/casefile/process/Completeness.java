package cn.ruhu.casefile.process;

import cn.ruhu.casefile.paper.Owed;
import cn.ruhu.casefile.paper.Register;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.GateKind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How many of the papers a case needs are there. It needs what its profile asks of everybody, what
/// was asked for in writing and what was promised; never what data sharing gives (DOMAIN §0.2 C9).
///
/// Immutable, thread-safe.
///
/// @param there papers that are on file or were seen
/// @param needed papers that are needed
public record Completeness(int there, int needed) {

  /// Counts the papers of a case.
  public static Completeness of(CaseFile file) {
    Set<String> needed = needed(file);
    return new Completeness(needed.size() - missing(file, needed).size(), needed.size());
  }

  /// Document types of the papers that are needed and not there, in the order of their codes.
  public static List<String> missing(CaseFile file) {
    return missing(file, needed(file));
  }

  private static Set<String> needed(CaseFile file) {
    Set<String> needed = new TreeSet<>(PaperGuards.blocking(file));
    file.gateFacts(GateKind.SHORTFALL_SHEET).stream()
        .map(f -> f.text("subject"))
        .filter(s -> !s.isEmpty())
        .forEach(needed::add);
    Register.newest(file, "N02").ifPresent(d -> needed.addAll(CaseFile.codes(d, "slots")));
    return needed;
  }

  private static List<String> missing(CaseFile file, Set<String> needed) {
    List<String> blocking = PaperGuards.blocking(file);
    Set<String> owed = Owed.of(file).stream().map(Owed::slot).collect(Collectors.toSet());
    return needed.stream()
        .filter(s -> owed.contains(s) || (blocking.contains(s) && !PaperGuards.seen(file, s)))
        .toList();
  }

  /// Whole percent, rounded down: a hundred only when nothing is missing.
  public int percent() {
    return needed == 0 ? 100 : there * 100 / needed;
  }
}
