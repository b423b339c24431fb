package cn.ruhu.casefile.process;

import cn.ruhu.casefile.means.Figure;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.Standards;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Guards of the street's opinion: one per scheme (C2), signed by the one who acts, with reasons.
final class OpinionGuards {
  /// Withdrawal and abortion are no refusals (C3).
  static final Set<String> NO_REFUSAL = Set.of("R13", "R14");

  /// The reason whose article stands in no table.
  private static final String OTHER = "R99";

  /// What an appraisal concludes of the investigation when it does not believe it.
  private static final String DISPUTED = "3";

  /// 《…》第…条, wherever it stands in the reason.
  private static final Pattern ARTICLE =
      Pattern.compile("\u300a[^\u300b]+\u300b[^\u3002]*\u7b2c[^\u3002]+\u6761");

  /// Refusals that need no visit, each with the fact that must stand behind it (C3).
  private static final Map<String, Optional<GateKind>> WITHOUT_VISIT =
      Map.of(
          "R08", Optional.of(GateKind.AUTHORIZATION_REFUSED),
          "R09", Optional.of(GateKind.REFUSAL_DOCUMENTED),
          "R11", Optional.empty());

  /// Refusals a report of the verification is ground for by itself: income, property, aid of the
  /// same kind (57 art 18, 220 art 20). Who conceals, spends or gives up support is told by no
  /// report alone.
  private static final Set<String> BY_REPORT =
      Set.of("R01", "R02", "R03", "R04", "R05", "R06", "R12");

  private OpinionGuards() {}

  static List<Hindrance> opinionsComplete(Situation s) {
    var found = new ArrayList<Hindrance>();
    String article = Guard.OPINIONS_COMPLETE.article();
    for (CaseRecord o : s.file().all(RecordType.OPINION))
      if (s.carries(o)) found.addAll(signedByActor(s, o, article));
    if (s.schemes().isEmpty()) found.add(Hindrance.of("SCHEME_MISSING", "C2"));
    for (String scheme : s.schemes()) {
      Optional<CaseRecord> o = s.file().opinion(scheme).filter(s::fresh);
      if (o.isEmpty()) found.add(Hindrance.of("OPINION_MISSING", article, scheme));
      else found.addAll(sound(s, o.get()));
    }
    if (s.standingOpinions().stream().anyMatch(o -> judges(s, o)))
      found.addAll(RulingGuards.standing(s));
    if (s.investigators().contains(s.actor().staff()))
      found.add(Hindrance.of("INVESTIGATOR_MAY_NOT_JUDGE", Guard.OTHER_PEOPLE.article()));
    return found;
  }

  /// Judges by what was found: a refusal that needs no visit does not.
  private static boolean judges(Situation s, CaseRecord opinion) {
    return opinion.is("positive") || !groundsWithoutVisit(s, opinion.text("reasonCode")).isEmpty();
  }

  static List<Hindrance> signedByActor(Situation s, CaseRecord signed, String article) {
    boolean own = signed.ref("by").filter(s.actor().staff()::equals).isPresent();
    return own ? List.of() : List.of(Hindrance.of("NOT_SIGNED_BY_ACTOR", article));
  }

  private static List<Hindrance> sound(Situation s, CaseRecord opinion) {
    var found = new ArrayList<Hindrance>();
    String scheme = opinion.text("scheme");
    if (!opinion.is("positive")) found.addAll(reasoned(opinion, scheme));
    else found.addAll(standardKnown(s, scheme));
    if (!s.file().schemes().contains(scheme) && !s.has(GateKind.SCHEME_CONSENT, scheme))
      found.add(Hindrance.of("CONSENT_MISSING", "C2", scheme));
    return found;
  }

  /// Nobody is judged by a standard that nobody entered for the day of the case (待确认).
  static List<Hindrance> standardKnown(Situation s, String scheme) {
    LocalDate day = RuleSets.judgedOn(s.file(), s.today());
    Optional<Figure> figure =
        Standards.builtIn().with(s.file().all(RecordType.STANDARD)).at(day).of(scheme);
    return figure.filter(Figure.Unknown.class::isInstance).isPresent()
        ? List.of(Hindrance.of("STANDARD_UNKNOWN", "§2.8", scheme, YearMonth.from(day)))
        : List.of();
  }

  /// Policy §13: a refusal is told in writing with its reason; the letter names the article, which
  /// for any other reason only the one who refuses knows.
  static List<Hindrance> reasoned(CaseRecord refusal, String scheme) {
    var found = new ArrayList<Hindrance>();
    String code = refusal.text("reasonCode");
    if (NO_REFUSAL.contains(code)) found.add(Hindrance.of("NOT_A_REFUSAL", "C3", code));
    if (code.isEmpty() || refusal.text("reasonText").isBlank())
      found.add(Hindrance.of("REFUSAL_REASON_MISSING", "policy §13", scheme));
    else if (code.equals(OTHER) && !ARTICLE.matcher(refusal.text("reasonText")).find())
      found.add(Hindrance.of("REFUSAL_ARTICLE_MISSING", "§2.5", scheme));
    return found;
  }

  /// C8: supporters' signatures (or recorded refusals) are due before the opinion.
  static List<Hindrance> supportersAsked(Situation s) {
    var found = new ArrayList<Hindrance>();
    for (CaseRecord p : s.file().supporters()) {
      String a = p.text("authorization");
      boolean refused = s.has(GateKind.AUTHORIZATION_REFUSED, p.id().toString());
      if ((a.isEmpty() || a.equals("PENDING")) && !refused)
        found.add(Hindrance.of("SUPPORTER_NOT_ASKED", Guard.SUPPORTERS_ASKED.article(), p.id()));
    }
    return found;
  }

  /// Gates for every 纳入; a refusal needs its reason only.
  static List<Hindrance> gates(Situation s) {
    boolean positive = s.standingOpinions().stream().anyMatch(o -> o.is("positive"));
    if (!positive) return List.of();
    var found = new ArrayList<>(Gates.in(s));
    found.addAll(MeansGuards.known(s));
    return found;
  }

  static List<Hindrance> refusalWithoutVisit(Situation s) {
    var found = new ArrayList<Hindrance>();
    for (CaseRecord o : s.standingOpinions())
      if (o.is("positive")) found.add(Hindrance.of("VISIT_MISSING", "policy §13"));
      else found.addAll(groundsWithoutVisit(s, o.text("reasonCode")));
    return found;
  }

  /// Empty when this refusal may go without a visit (C3). What stands behind it is of this round: a
  /// review asks and visits anew.
  static List<Hindrance> groundsWithoutVisit(Situation s, String code) {
    if (BY_REPORT.contains(code) && undisputed(s)) return List.of();
    Optional<GateKind> fact = WITHOUT_VISIT.get(code);
    if (fact == null) return List.of(Hindrance.of("REFUSAL_NEEDS_VISIT", "C3", code));
    return fact.filter(k -> !s.hasSince(k, s.roundStart())).isPresent()
        ? List.of(Hindrance.of("REFUSAL_NOT_DOCUMENTED", "C3", code))
        : List.of();
  }

  /// Whether the household did not dispute the newest report of this round: a report that came
  /// after its word says something it was never told.
  private static boolean undisputed(Situation s) {
    Instant since = s.roundStart();
    Optional<Instant> report =
        s.facts(GateKind.VERIFICATION_REPORT).stream()
            .map(Situation::at)
            .filter(at -> !at.isBefore(since))
            .max(Comparator.naturalOrder());
    return report.filter(at -> s.hasSince(GateKind.FINDING_UNDISPUTED, at)).isPresent();
  }

  static List<Hindrance> allNegative(Situation s) {
    return s.standingOpinions().stream().anyMatch(o -> o.is("positive"))
        ? List.of(Hindrance.of("OPINION_POSITIVE", Guard.ALL_NEGATIVE.article()))
        : List.of();
  }

  static List<Hindrance> appraisalCalledFor(Situation s) {
    boolean demanded = s.rules().filter(r -> r.appraisalMandatory()).isPresent();
    boolean objected = s.file().lastEvent(Act.OBJECT.name()).isPresent();
    return demanded || objected
        ? List.of()
        : List.of(Hindrance.of("APPRAISAL_NOT_CALLED_FOR", "57 art 19"));
  }

  static List<Hindrance> appraisalRecorded(Situation s) {
    return s.hasSince(GateKind.APPRAISAL_RECORD, s.entered(Stage.APPRAISAL))
        ? List.of()
        : List.of(Hindrance.of("APPRAISAL_MISSING", Guard.APPRAISAL_RECORDED.article()));
  }

  /// An appraisal that finds the investigation in dispute is no ground for an opinion: it is
  /// investigated and appraised again (220 art 24).
  static List<Hindrance> appraisalHeld(Situation s) {
    boolean demanded = s.rules().filter(r -> r.appraisalMandatory()).isPresent();
    if (!demanded) return List.of();
    List<CaseRecord> held = s.facts(GateKind.APPRAISAL_RECORD);
    if (held.isEmpty())
      return List.of(Hindrance.of("APPRAISAL_MISSING", Guard.APPRAISAL_HELD.article()));
    return held.getLast().text("value").equals(DISPUTED)
        ? List.of(Hindrance.of("APPRAISAL_DISPUTED", "220 art 24"))
        : List.of();
  }
}
