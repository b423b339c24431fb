package cn.ruhu.casefile.flags;

import static cn.ruhu.casefile.flags.Flags.about;

import cn.ruhu.casefile.record.Answers;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// X24: since the last decision somebody came into the household or left it, and no report of
/// change says so. What was true then is what the last visit before the decision found of each
/// member; a case decided without such a visit gives nothing. A report counts whatever the street
/// made of it, but not one that was taken back.
final class SizeRule {
  private static final String CAME = "CAME";
  private static final String LEFT = "LEFT";
  private static final Set<String> JOINS = Set.of("BIRTH", "MARRIED_IN");
  private static final Set<String> LEAVES = Set.of("DEATH", "MOVED_OUT");
  private static final Set<String> STAYING = Set.of("", "1", "2", "3", "4");

  private SizeRule() {}

  static List<Flag> of(Subject s) {
    var found = new ArrayList<Flag>();
    Optional<Instant> decided =
        s.file().lastEvent("DECIDE", "CONFIRM").flatMap(e -> CaseFile.instant(e, "at"));
    if (decided.isEmpty()) return found;
    Optional<Answers> then = before(s.file(), decided.get());
    if (then.isEmpty()) return found;
    for (CaseRecord m : s.file().members()) {
      boolean was = then.get().get("M10", m.id()).filter(STAYING::contains).isPresent();
      boolean is = STAYING.contains(now(s, m, decided.get()));
      if (was == is) continue;
      if (!told(s.file(), m, is ? JOINS : LEAVES))
        found.add(about(XRule.X24, m.id(), is ? CAME : LEFT));
    }
    return found;
  }

  /// What a visit after the decision found, else what the window wrote.
  private static String now(Subject s, CaseRecord member, Instant decided) {
    boolean later =
        s.file()
            .finishedVisit()
            .flatMap(v -> CaseFile.instant(v, "finishedAt"))
            .filter(at -> at.isAfter(decided))
            .isPresent();
    if (!later) return member.text("livingTogether");
    boolean dead = s.answers().get("M12", member.id()).filter("6"::equals).isPresent();
    return dead ? "7" : s.fact(member, "M10", "livingTogether");
  }

  /// Answers of the last finished visit before the decision, when it asked who lives here.
  private static Optional<Answers> before(CaseFile file, Instant decided) {
    return file.visits().stream()
        .filter(v -> CaseFile.FINISHED.contains(v.text("disposition")))
        .filter(v -> !v.text("purpose").equals("SPOT_CHECK"))
        .filter(
            v -> CaseFile.instant(v, "finishedAt").filter(at -> !at.isAfter(decided)).isPresent())
        .reduce((_, later) -> later)
        .map(v -> file.answers(v.id()))
        .filter(a -> !a.byWho("M10").isEmpty());
  }

  private static boolean told(CaseFile file, CaseRecord member, Set<String> kinds) {
    String number = file.personOf(member).map(p -> p.text("idNumber")).orElse("");
    return file.all(RecordType.CHANGE_REPORT).stream()
        .filter(r -> kinds.contains(r.text("kind")) && !r.text("state").equals("TAKEN_BACK"))
        .anyMatch(r ->
            r.ref("member").filter(member.id()::equals).isPresent()
                || r.ref("entered").filter(member.id()::equals).isPresent()
                || (!number.isEmpty() && r.text("personNumber").equals(number)));
  }
}
