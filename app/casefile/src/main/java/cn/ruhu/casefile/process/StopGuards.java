package cn.ruhu.casefile.process;

import cn.ruhu.casefile.Fen;
import cn.ruhu.casefile.assess.MonthlyAmounts;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Guards of suspending, fading out and stopping aid (Policy §5, DOMAIN §2.4–2.6): nobody loses it
/// without a ground on paper, a written reason, a month and a numbered notice.
final class StopGuards {
  private static final Set<String> ENDS = Set.of("SUSPENDED", "GRADUAL_EXIT", "TERMINATED");
  private static final Set<String> GRANTED = Set.of("APPROVED", "SUSPENDED", "GRADUAL_EXIT");

  private static final String FADING = "57 art 33";

  private StopGuards() {}

  /// Whether a decision suspends, fades out or stops what was granted.
  static boolean ends(CaseRecord decision) {
    return ENDS.contains(decision.text("outcome"));
  }

  /// Whether something of this decision is there to be stopped.
  static boolean granted(CaseRecord decision) {
    return GRANTED.contains(decision.text("outcome"));
  }

  /// The decision on the same scheme that stood when this one was made.
  static Optional<CaseRecord> before(CaseFile file, CaseRecord decision) {
    Instant at = Situation.at(decision);
    return file.decisions().stream()
        .filter(d -> d.text("scheme").equals(decision.text("scheme")))
        .filter(d -> !d.id().equals(decision.id()) && Situation.at(d).isBefore(at))
        .reduce((_, later) -> later);
  }

  /// What a paper proves is enough; what has to be found out about income, property or members is
  /// found by a review with its visit. A death ends the aid when nobody is left.
  static List<Hindrance> founded(Situation s) {
    String code = s.input().detail();
    String article = Guard.STOP_FOUNDED.article();
    if (code.isEmpty() || s.stage().filter(x -> x == Stage.GRADUAL_EXIT).isPresent())
      return List.of();
    if (!Stops.BY_PAPER.contains(code))
      return List.of(Hindrance.of("STOP_NEEDS_REVIEW", article, code));
    long left = code.equals(Stops.DEATH) ? Stops.present(s.file()) : 0;
    return left == 0 ? List.of() : List.of(Hindrance.of("MEMBERS_REMAIN", article, left));
  }

  /// Every scheme that is paid has its decision, carried by the act.
  static List<Hindrance> decided(Situation s) {
    if (s.input().target() == null || s.input().detail().isEmpty()) return List.of();
    String article = Guard.STOP_DECIDED.article();
    var found = new ArrayList<Hindrance>();
    for (CaseRecord d : s.file().all(RecordType.DECISION))
      if (s.carries(d)) found.addAll(OpinionGuards.signedByActor(s, d, article));
    for (String scheme : paid(s)) {
      Optional<CaseRecord> d = carried(s, scheme);
      if (d.isEmpty()) found.add(Hindrance.of("STOP_DECISION_MISSING", article, scheme));
      else found.addAll(sound(s, d.get()));
    }
    boolean fades = s.input().target() == Stage.GRADUAL_EXIT;
    if (fades && paid(s).stream().noneMatch(MonthlyAmounts::pays))
      found.add(Hindrance.of("FADING_MISSING", FADING));
    return found;
  }

  private static List<Hindrance> sound(Situation s, CaseRecord d) {
    var found = new ArrayList<Hindrance>();
    String article = Guard.STOP_DECIDED.article();
    String scheme = d.text("scheme");
    boolean agrees =
        s.input().target() != null
            && d.text("outcome").equals(s.input().target().name())
            && d.text("reasonCode").equals(s.input().detail());
    if (!agrees) found.add(Hindrance.of("STOP_DECISION_MISSING", article, scheme));
    if (d.text("reasonText").isBlank())
      found.add(Hindrance.of("DECISION_REASON_MISSING", article, scheme));
    if (d.text("documentNumber").isBlank())
      found.add(Hindrance.of("STOP_NOTICE_MISSING", Guard.STOP_TOLD.article(), scheme));
    if (d.text("outcome").equals(Stage.GRADUAL_EXIT.name()))
      found.addAll(MonthlyAmounts.pays(scheme) ? fades(s, d) : fadingGround(d));
    Optional<YearMonth> month = Texts.month(d.text("startMonth"));
    if (month.isEmpty()) found.add(Hindrance.of("STOP_MONTH_MISSING", article, scheme));
    else if (month.get().isBefore(Stops.earliest(s.input().detail(), s.today())))
      found.add(Hindrance.of("STOP_MONTH_EARLY", article, month.get()));
    return found;
  }

  /// Aid fades out for the grounds the rules know, by the months and parts they give (57号 art 33):
  /// nobody is paid more or less meanwhile because somebody typed it.
  static List<Hindrance> fades(Situation s, CaseRecord d) {
    String scheme = d.text("scheme");
    List<Hindrance> ground = fadingGround(d);
    if (!ground.isEmpty()) return ground;
    Optional<Fen> last =
        stood(s, scheme)
            .filter(b -> b.text("outcome").equals("APPROVED"))
            .flatMap(b -> Texts.whole(b.text("monthlyFen")))
            .filter(f -> f > 0)
            .map(Fen::new);
    if (last.isEmpty()) return List.of(Hindrance.of("GRADUAL_AMOUNT_MISSING", FADING, scheme));
    Optional<YearMonth> from = Texts.month(d.text("startMonth"));
    if (from.isEmpty()) return List.of(); // said by itself
    GradualExit right = GradualExit.of(last.get(), from.get(), s.today());
    boolean as =
        d.text("schedule").equals(right.text())
            && d.text("monthlyFen").equals(right.first().text());
    return as
        ? List.of()
        : List.of(Hindrance.of("GRADUAL_SCHEDULE_WRONG", FADING, scheme, right.first().grouped()));
  }

  /// A scheme that pays no amount a month ends beside one that fades out, on the same ground.
  private static List<Hindrance> fadingGround(CaseRecord d) {
    String code = d.text("reasonCode");
    return GradualExit.GROUNDS.contains(code)
        ? List.of()
        : List.of(Hindrance.of("GRADUAL_NOT_FOR", FADING, code));
  }

  /// A second step waits until the household holds the letter of the first; who died gets none.
  static List<Hindrance> told(Situation s) {
    if (s.input().detail().equals(Stops.DEATH)) return List.of();
    boolean owed =
        s.schemes().stream()
            .flatMap(scheme -> stood(s, scheme).stream())
            .filter(StopGuards::ends)
            .flatMap(d -> Letter.of(s.file(), d).stream())
            .anyMatch(l -> !l.isDelivered());
    return owed
        ? List.of(Hindrance.of("LETTER_NOT_DELIVERED", Guard.STOP_TOLD.article(), "N07"))
        : List.of();
  }

  /// Schemes something is paid for: granted, or never decided here (taken over from paper).
  private static List<String> paid(Situation s) {
    return s.file().judgedSchemes().stream()
        .filter(scheme -> stood(s, scheme).map(StopGuards::granted).orElse(true))
        .toList();
  }

  private static Optional<CaseRecord> carried(Situation s, String scheme) {
    return s.file().decisions().stream()
        .filter(d -> d.text("scheme").equals(scheme) && s.carries(d))
        .findFirst();
  }

  /// The decision that stood before the act.
  private static Optional<CaseRecord> stood(Situation s, String scheme) {
    return s.file().all(RecordType.DECISION).stream()
        .filter(d -> d.text("scheme").equals(scheme) && !s.carries(d))
        .max(Comparator.comparing(Situation::at));
  }
}
