package cn.ruhu.casefile.process;

import cn.ruhu.casefile.flags.Flag;
import cn.ruhu.casefile.flags.Flags;
import cn.ruhu.casefile.flags.XRule;
import cn.ruhu.casefile.means.RuleSets.ConfirmMode;
import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Guards of the district's check and of the decision, one per scheme (C2).
final class DecisionGuards {
  private DecisionGuards() {}

  static List<Hindrance> batchDrawn(Situation s) {
    return s.has(GateKind.DRAW_DONE)
        ? List.of()
        : List.of(Hindrance.of("BATCH_NOT_DRAWN", Guard.BATCH_DRAWN.article()));
  }

  /// Policy §13: drawn by lot, or forced: filed relative, complaint, refused visit, H doubt. What
  /// stood in a frozen frame as forced is checked also when its ground went away meanwhile.
  static boolean spotCheckNeeded(Situation s) {
    return s.has(GateKind.DRAWN) || s.has(GateKind.DRAW_DONE, Draw.FORCED) || spotCheckForced(s);
  }

  /// What forces a check without a lot (§6.2).
  static boolean spotCheckForced(Situation s) {
    if (s.has(GateKind.COMPLAINT_OPENED)) return true;
    if (s.application().is("relativeOfOfficial")) return true;
    boolean refused =
        s.file().visits().stream()
            .anyMatch(v -> Set.of("20", "21", "22").contains(v.text("disposition")));
    return refused
        || Flags.of(s.file(), s.today()).stream().map(Flag::level).anyMatch(XRule.Level.H::equals);
  }

  /// The own check of this stage, made and sealed as a visit of two who may check (§6.2).
  static List<Hindrance> ownSpotCheck(Situation s) {
    List<Hindrance> against = Draw.mayCheck(s.file(), s.actor().staff());
    if (!against.isEmpty()) return against;
    Instant since = s.entered(Stage.SPOT_CHECK);
    return s.facts(GateKind.SPOT_CHECK_DONE).stream()
        .filter(f -> !Situation.at(f).isBefore(since))
        .filter(f -> ended(s, f).filter(since::isAfter).isEmpty()) // of an earlier step
        .filter(f -> f.ref("by").filter(s.actor().staff()::equals).isPresent())
        .reduce((_, later) -> later)
        .map(f -> SpotChecks.against(s.file(), f))
        .orElseGet(
            () -> List.of(Hindrance.of("SPOT_CHECK_MISSING", Guard.OWN_SPOT_CHECK.article())));
  }

  private static Optional<Instant> ended(Situation s, CaseRecord done) {
    return done.ref("subject")
        .flatMap(s.file()::record)
        .flatMap(v -> CaseFile.instant(v, "finishedAt"));
  }

  static List<Hindrance> spotCheckIn(Situation s) {
    boolean in =
        s.file().lastEvent(Act.SPOT_FINISH.name()).isPresent() && s.has(GateKind.SPOT_CHECK_DONE);
    return !spotCheckNeeded(s) || in
        ? List.of()
        : List.of(Hindrance.of("SPOT_CHECK_MISSING", Guard.SPOT_CHECK_IN.article()));
  }

  static List<Hindrance> decisionsComplete(Situation s) {
    var found = new ArrayList<Hindrance>();
    String article = Guard.DECISIONS_COMPLETE.article();
    for (CaseRecord d : s.file().all(RecordType.DECISION))
      if (s.carries(d)) {
        found.addAll(OpinionGuards.signedByActor(s, d, article));
        found.addAll(proposed(s, d));
      }
    if (s.schemes().isEmpty()) found.add(Hindrance.of("SCHEME_MISSING", "C2"));
    for (String scheme : s.schemes()) {
      Optional<CaseRecord> d = s.file().decision(scheme).filter(s::fresh);
      if (d.isEmpty()) found.add(Hindrance.of("DECISION_MISSING", article, scheme));
      else found.addAll(sound(s, d.get(), scheme));
    }
    String exit = Stage.GRADUAL_EXIT.name();
    if (s.input().target() == Stage.GRADUAL_EXIT
        && s.standingDecisions().stream().noneMatch(d -> d.text("outcome").equals(exit)))
      found.add(Hindrance.of("FADING_MISSING", Guard.END_NAMED.article()));
    return found;
  }

  /// Nothing is granted beside what is judged here: a scheme nobody applied for and the street gave
  /// no opinion on has no visit, no verification and no notice behind it.
  private static List<Hindrance> proposed(Situation s, CaseRecord decision) {
    String scheme = decision.text("scheme");
    boolean beside = decision.text("outcome").equals("APPROVED") && !s.schemes().contains(scheme);
    return beside ? List.of(Hindrance.of("OPINION_NOT_POSITIVE", "policy §19", scheme)) : List.of();
  }

  private static List<Hindrance> sound(Situation s, CaseRecord decision, String scheme) {
    if (decision.text("outcome").equals("REJECTED"))
      return OpinionGuards.reasoned(decision, scheme);
    boolean fades = decision.text("outcome").equals(Stage.GRADUAL_EXIT.name());
    if (fades && s.input().target() == Stage.GRADUAL_EXIT) return faded(s, decision, scheme);
    if (fades && s.input().target() == Stage.IN_BENEFIT)
      return List.of(Hindrance.of("FADING_BESIDE", Guard.END_NAMED.article(), scheme));
    if (!decision.text("outcome").equals("APPROVED"))
      return List.of(Hindrance.of("OUTCOME_MISSING", "C2", scheme));
    var found = new ArrayList<Hindrance>();
    boolean proposed = s.file().opinion(scheme).filter(o -> o.is("positive")).isPresent();
    if (!proposed) found.add(Hindrance.of("OPINION_NOT_POSITIVE", "policy §19", scheme));
    found.addAll(OpinionGuards.standardKnown(s, scheme));
    if (decision.text("reasonText").isBlank())
      found.add(Hindrance.of("DECISION_REASON_MISSING", "policy §13", scheme));
    found.addAll(AmountGuards.sound(s, decision, scheme));
    found.addAll(BenefitGuards.startMonth(decision));
    found.addAll(identitiesKnown(s));
    return found;
  }

  /// A review that found income from work ends the aid by and by instead of at once.
  private static List<Hindrance> faded(Situation s, CaseRecord decision, String scheme) {
    var found = new ArrayList<>(StopGuards.fades(s, decision));
    String article = Guard.END_NAMED.article();
    if (decision.text("reasonText").isBlank())
      found.add(Hindrance.of("DECISION_REASON_MISSING", article, scheme));
    if (!decision.text("reasonCode").equals(s.input().detail()))
      found.add(Hindrance.of("STOP_CODE_MISSING", article));
    if (Texts.month(decision.text("startMonth")).isEmpty())
      found.add(Hindrance.of("STOP_MONTH_MISSING", article, scheme));
    return found;
  }

  /// C9: taken in without a number, granted nothing without one.
  private static List<Hindrance> identitiesKnown(Situation s) {
    int pending = PendingIdentity.of(s.file()).size();
    return pending == 0 ? List.of() : List.of(Hindrance.of("IDENTITY_PENDING", "C9", pending));
  }

  /// Approver ≠ preliminary reviewer ≠ investigators.
  static List<Hindrance> otherPeople(Situation s) {
    var found = new ArrayList<Hindrance>();
    String article = Guard.OTHER_PEOPLE.article();
    UUID self = s.actor().staff();
    if (s.investigators().contains(self))
      found.add(Hindrance.of("INVESTIGATOR_MAY_NOT_JUDGE", article));
    if (s.reviewers().contains(self)) found.add(Hindrance.of("REVIEWER_MAY_NOT_DECIDE", article));
    boolean ownReview = s.reviewers().stream().anyMatch(s.investigators()::contains);
    if (ownReview) found.add(Hindrance.of("REVIEWER_INVESTIGATED", article));
    return found;
  }

  static List<Hindrance> rightLevel(Situation s) {
    Role needed =
        s.confirmMode() == ConfirmMode.STREET_ENTRUSTED
            ? Role.STREET_CHIEF
            : Role.DISTRICT_REVIEWER;
    return s.actor().role() == needed
        ? List.of()
        : List.of(Hindrance.of("OTHER_LEVEL_DECIDES", Guard.RIGHT_LEVEL.article(), needed));
  }

  /// APPROVED: gates in, REJECTED: gates in unless C3. A first decision follows an opinion that the
  /// means test stood before; a review may be decided on the opinion of the round before, so there
  /// what nobody asked or answered stops the decision itself.
  static List<Hindrance> gates(Situation s) {
    boolean gated = false;
    var granted = new ArrayList<String>();
    for (CaseRecord d : s.standingDecisions()) {
      boolean free =
          d.text("outcome").equals("REJECTED")
              && OpinionGuards.groundsWithoutVisit(s, d.text("reasonCode")).isEmpty();
      gated |= !free;
      if (d.text("outcome").equals("APPROVED")) granted.add(d.text("scheme"));
    }
    if (!gated) return List.of();
    var found = new ArrayList<>(Gates.in(s));
    found.addAll(RulingGuards.standing(s));
    if (s.stage().filter(x -> x == Stage.REVIEWING).isPresent())
      found.addAll(MeansGuards.known(s, granted));
    return found;
  }
}
