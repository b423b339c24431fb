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
    List<String> blocking = PaperGuards.blocking(file);
    Set<String> needed = new TreeSet<>(blocking);
    file.gateFacts(GateKind.SHORTFALL_SHEET).stream()
        .map(f -> f.text("subject"))
        .filter(s -> !s.isEmpty())
        .forEach(needed::add);
    Register.newest(file, "N02").ifPresent(d -> needed.addAll(CaseFile.codes(d, "slots")));
    Set<String> owed = Owed.of(file).stream().map(Owed::slot).collect(Collectors.toSet());
    long there =
        needed.stream()
            .filter(s -> !owed.contains(s))
            .filter(s -> !blocking.contains(s) || PaperGuards.seen(file, s))
            .count();
    return new Completeness((int) there, needed.size());
  }

  /// Whole percent, rounded down: a hundred only when nothing is missing.
  public int percent() {
    return needed == 0 ? 100 : there * 100 / needed;
  }
}
