package cn.ruhu.casefile.process;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Guards between acceptance and the end of the investigation.
final class VisitGuards {
  /// Modes a supervisor may send the pair on instead of the door (C4).
  static final Set<String> MODES =
      Set.of("HOME", "HOSPITAL", "INSTITUTION", "OTHER_PLACE", "VIDEO");

  private static final Set<String> SIGNED = Set.of("SIGNED", "GUARDIAN");

  private VisitGuards() {}

  /// 核对 goes out for everybody who signed: one request for all, or one for each (C8).
  static List<Hindrance> verificationAsked(Situation s) {
    var asked = new HashSet<String>();
    for (CaseRecord f : s.facts(GateKind.VERIFICATION_REQUESTED))
      if (!Situation.at(f).isBefore(s.roundStart())) asked.add(f.text("subject"));
    String article = Guard.VERIFICATION_ASKED.article();
    if (asked.isEmpty()) return List.of(Hindrance.of("VERIFICATION_NOT_ASKED", article));
    if (asked.contains("")) return List.of();
    var found = new ArrayList<Hindrance>();
    for (CaseRecord m : s.file().members())
      if (SIGNED.contains(m.text("authorization")) && !asked.contains(m.id().toString()))
        found.add(Hindrance.of("VERIFICATION_NOT_ASKED_FOR", article, m.id()));
    return found;
  }

  static List<Hindrance> visitAssigned(Situation s) {
    String article = Guard.VISIT_ASSIGNED.article();
    Optional<CaseRecord> live =
        s.file().assignments().stream()
            .filter(a -> Set.of("ASSIGNED", "CHECKED_OUT").contains(a.text("state")))
            .reduce((_, later) -> later);
    if (live.isEmpty() && s.visit().isPresent()) return List.of(); // the pair was faster
    if (live.isEmpty()) return List.of(Hindrance.of("VISIT_NOT_ASSIGNED", article));
    Optional<UUID> a = live.get().ref("investigatorA");
    Optional<UUID> b = live.get().ref("investigatorB");
    return a.isEmpty() || b.isEmpty() || a.equals(b)
        ? List.of(Hindrance.of("PAIR_INCOMPLETE", article))
        : List.of();
  }

  /// A sealed visit by two, newer than the last return: an old visit does not answer new questions.
  static List<Hindrance> newVisit(Situation s) {
    Optional<CaseRecord> visit = s.visit();
    if (visit.isEmpty()) return List.of(Hindrance.of("VISIT_MISSING", "policy §13"));
    Instant finished = CaseFile.instant(visit.get(), "finishedAt").orElse(Instant.MIN);
    if (finished.isBefore(s.done(Act.RETURN)))
      return List.of(Hindrance.of("VISIT_OLDER_THAN_RETURN", "policy §18", visit.get().id()));
    return Gates.visitSound(s, visit.get());
  }

  /// Three attempts on three days, one in the evening or at a weekend, N08 left with a photo,
  /// calls.
  static List<Hindrance> attemptsMade(Situation s) {
    String article = Guard.ATTEMPTS_MADE.article();
    Attempts made = Attempts.of(s.file());
    var found = new ArrayList<Hindrance>();
    for (Attempts.Need need : made.needs())
      found.add(
          switch (need) {
            case ANOTHER_DAY ->
                Hindrance.of("ATTEMPTS_TOO_FEW", article, made.days(), Attempts.DAYS_MIN);
            case EVENING_OR_WEEKEND -> Hindrance.of("NO_EVENING_ATTEMPT", article);
            case NOTICE -> Hindrance.of("NOTICE_NOT_LEFT", article);
            case STREET_PHONES -> Hindrance.of("STREET_NOT_PHONED", article);
          });
    return found;
  }

  static List<Hindrance> refusalOnFile(Situation s) {
    boolean written =
        s.facts(GateKind.REFUSAL_DOCUMENTED).stream().anyMatch(f -> !f.text("reason").isBlank());
    return written
        ? List.of()
        : List.of(Hindrance.of("REFUSAL_NOT_DOCUMENTED", Guard.REFUSAL_ON_FILE.article(), "R09"));
  }

  /// C4: the act writes a mode into the running assignment.
  static List<Hindrance> modeNamed(Situation s) {
    String article = Guard.MODE_NAMED.article();
    var modes = new HashSet<String>();
    s.file().assignments().stream().filter(s::carries).forEach(a -> modes.add(a.text("visitMode")));
    if (modes.isEmpty() || !MODES.containsAll(modes))
      return List.of(Hindrance.of("VISIT_MODE_MISSING", article));
    return modes.contains("VIDEO") && !Gates.emergency(s.file(), s.today())
        ? List.of(Hindrance.of("VIDEO_NOT_ALLOWED", "57 art 16", s.today()))
        : List.of();
  }

  static List<Hindrance> questionsNamed(Situation s) {
    boolean named = s.file().questions().stream().anyMatch(s::carries);
    return named
        ? List.of()
        : List.of(Hindrance.of("QUESTIONS_MISSING", Guard.QUESTIONS_NAMED.article()));
  }
}
