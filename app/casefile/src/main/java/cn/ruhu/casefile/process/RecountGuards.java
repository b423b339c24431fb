package cn.ruhu.casefile.process;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The guard of what a new standard changes by itself (DOMAIN §5.5), here and on the server: every
/// scheme that is paid by the older one has its decision, with exactly the amount and the months
/// that come out, and nothing stands against it that a person has to look at.
final class RecountGuards {
  /// Days an act may be on its way to the server.
  private static final int ON_THE_WAY = 31;

  private RecountGuards() {}

  static List<Hindrance> sound(Situation s) {
    var found = new ArrayList<Hindrance>();
    String article = Guard.RECOUNTED.article();
    if (!s.input().detail().equals(Recount.CHANGE))
      found.add(Hindrance.of("CHANGE_CODE_MISSING", article));
    List<CaseRecord> made = s.file().all(RecordType.DECISION).stream().filter(s::carries).toList();
    CaseFile stood =
        CaseFile.of(s.file().records().stream().filter(r -> !made.contains(r)).toList());
    List<Recount> due = Recount.of(stood, day(s, made));
    if (due.isEmpty()) return List.of(Hindrance.of("RECOUNT_NONE", article));
    Set<String> schemes = new HashSet<>();
    for (Recount r : due) {
      schemes.add(r.scheme());
      found.addAll(r.against());
      Optional<CaseRecord> d =
          made.stream().filter(m -> m.text("scheme").equals(r.scheme())).findFirst();
      if (d.isEmpty()) found.add(Hindrance.of("DECISION_MISSING", article, r.scheme()));
      else found.addAll(sound(s, r, d.get()));
    }
    for (CaseRecord d : made)
      if (!schemes.contains(d.text("scheme"))) found.add(Hindrance.of("RECOUNT_NONE", article));
    return found;
  }

  private static List<Hindrance> sound(Situation s, Recount right, CaseRecord d) {
    var found = new ArrayList<>(OpinionGuards.signedByActor(s, d, Guard.RECOUNTED.article()));
    if (d.text("reasonText").isBlank())
      found.add(Hindrance.of("DECISION_REASON_MISSING", Guard.RECOUNTED.article(), right.scheme()));
    if (!right.decided(d).equals(d))
      found.add(
          Hindrance.of(
              "RECOUNT_DIFFERS",
              Guard.RECOUNTED.article(),
              right.scheme(),
              right.after().map(Fen::grouped).orElse("-")));
    return found;
  }

  /// The day it was decided: months are counted from it, also where it comes here later.
  private static LocalDate day(Situation s, List<CaseRecord> made) {
    return made.stream()
        .map(d -> Situation.day(Situation.at(d)))
        .filter(d -> !d.isAfter(s.today()) && d.isAfter(s.today().minusDays(ON_THE_WAY)))
        .findFirst()
        .orElse(s.today());
  }
}
