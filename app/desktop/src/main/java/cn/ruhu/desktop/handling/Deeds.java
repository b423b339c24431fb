package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.access.Rights;
import cn.ruhu.casefile.change.ChangeCourse;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.means.RuleSets.ConfirmMode;
import cn.ruhu.casefile.process.Act;
import cn.ruhu.casefile.process.ActInput;
import cn.ruhu.casefile.process.Actor;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.Letter;
import cn.ruhu.casefile.process.Objections;
import cn.ruhu.casefile.process.Posting;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Role;
import cn.ruhu.casefile.process.Round;
import cn.ruhu.casefile.process.Ruling;
import cn.ruhu.casefile.process.SpotChecks;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.spot.SpotComparison;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which deeds a case offers a person. Roles and guards are asked of `casefile`; what stands here
/// is only when it makes sense to show a deed at all. Stateless.
final class Deeds {
  private static final Set<Stage> UNDER_WAY =
      EnumSet.of(
          Stage.ACCEPTED, Stage.VERIFYING, Stage.VISITING, Stage.INVESTIGATED, Stage.REVIEWING);

  /// Stages at which a notice hangs.
  static final Set<Stage> NOTICE = EnumSet.of(Stage.PUBLICITY, Stage.PUBLICITY2);

  private static final Set<Stage> DECIDED =
      EnumSet.of(Stage.APPROVED, Stage.REJECTED, Stage.IN_BENEFIT);

  /// Stages at which aid that was granted is changed, and told of.
  static final Set<Stage> LATER = EnumSet.range(Stage.IN_BENEFIT, Stage.TERMINATED);

  /// What stands before a stop that was called for, beyond what its card asks.
  private static final Set<String> STOP_FIRST = Set.of("MEMBERS_REMAIN", "LETTER_NOT_DELIVERED");

  /// What a case waits for in the course of things, said elsewhere.
  private static final Set<String> AWAITED =
      Set.of(
          "VISIT_MISSING",
          "NOTICE_NOT_SENT",
          "POSTING_AWAITED",
          "POSTING_PHOTO_MISSING",
          "NOTICE_RUNNING",
          "VISIT_OLDER_THAN_RETURN",
          "VERIFICATION_MISSING",
          "LETTER_NOT_ISSUED",
          "LETTER_NOT_DELIVERED");

  private Deeds() {}

  static List<Offer> offered(CaseFile file, Actor actor, LocalDate today) {
    var stage = Process.stage(file);
    if (stage.isEmpty()) return List.of();
    var all = new ArrayList<Offer>();
    List<Act> acts = Process.offered(file, actor.role());
    for (Deed d : Deed.values())
      if (may(file, actor, acts, d) && fits(file, actor, d, stage.get(), today))
        all.add(new Offer(d, blocked(file, actor, d, today)));
    return all;
  }

  private static boolean may(CaseFile file, Actor actor, List<Act> acts, Deed d) {
    String street = file.application().map(CaseRecord::scope).orElse("");
    boolean act = d.act().map(acts::contains).orElse(true);
    boolean fact = d.fact().map(k -> Rights.mayRecord(actor.role(), k)).orElse(true);
    return act && fact && Rights.inReach(actor, street);
  }

  private static boolean fits(CaseFile file, Actor actor, Deed d, Stage stage, LocalDate today) {
    int days = RuleSets.forCase(file).publicityDays();
    return switch (d) {
      case REPORT, NO_RECORD -> UNDER_WAY.contains(stage) && !answered(file);
      case AUTHORIZATION_REFUSED -> UNDER_WAY.contains(stage);
      case FINDING_UNDISPUTED -> UNDER_WAY.contains(stage) && unanswered(file);
      case CONSENT -> UNDER_WAY.contains(stage) && stage != Stage.ACCEPTED;
      case APPRAISE -> !refused(file, actor, Act.APPRAISE, today, "APPRAISAL_NOT_CALLED_FOR");
      case REFUSE_PATH -> !refused(file, actor, Act.REFUSE_PATH, today, "OPINION_POSITIVE");
      case POST, POST_AWAY ->
          away(file) == d.sends() && !refused(file, actor, Act.POST, today, "NOTHING_TO_POST");
      case POST_DISTRICT, POST_DISTRICT_AWAY ->
          away(file) == d.sends()
              && !refused(file, actor, Act.POST_DISTRICT, today, "NO_SECOND_NOTICE");
      case SEND_AGAIN ->
          district(actor, stage) && away(file) && Posting.standing(file, stage).isEmpty();
      case REMIND ->
          district(actor, stage)
              && Posting.standing(file, stage).stream().anyMatch(p -> !p.state(days).isOver());
      case RECALL -> !Posting.running(file, days).isEmpty();
      case SPOT_AFTER -> Draw.checkOwed(file);
      case CHECK_DIFFERS ->
          stage == Stage.IN_BENEFIT && actor.role() == Role.STREET_REVIEWER && differs(file);
      case OTHER_INSPECTOR -> SpotChecks.due(file);
      case POST_AGAIN -> board(actor, file, stage) && !missing(file, today, "START").isEmpty();
      case NOTICE_END -> board(actor, file, stage);
      case LETTER -> letters(file, stage).stream().anyMatch(l -> !l.isIssued());
      case DELIVERED ->
          letters(file, stage).stream().anyMatch(l -> l.isIssued() && !l.isDelivered());
      case FILED -> DECIDED.contains(stage) && entrusted(file) && !has(file, GateKind.FILED);
      case OBJECT_TOO -> stage == Stage.OBJECTION;
      case COMPLAINT -> stage != Stage.DRAFT;
      case COMPLAINT_CLOSE -> !file.openComplaints().isEmpty();
      case RESUME -> stage == Stage.SUSPENDED && actor.role() == Role.STREET_REVIEWER;
      case STOP -> level(file, actor, today) && ChangeCourse.stopCalledBy(file).isPresent();
      case STOP_OTHER -> level(file, actor, today) && ChangeCourse.stopCalledBy(file).isEmpty();
      case APPRAISED, SETTLE, TAKE, SPOT_CHECK, OBJECT, GIVE_UP, WITHDRAW, TRANSFER -> true;
    };
  }

  /// What has to happen first, of those things that the deed itself does not bring.
  private static List<Hindrance> blocked(CaseFile file, Actor actor, Deed d, LocalDate today) {
    return switch (d) {
      case NOTICE_END -> {
        var why =
            new ArrayList<>(of(file, Actor.system(), end(file), today, Set.of("NOTICE_RUNNING")));
        why.addAll(missing(file, today, "START"));
        yield why;
      }
      case TAKE -> of(file, actor, Act.TAKE, today, Set.of("BATCH_NOT_DRAWN"));
      case OBJECT -> of(file, actor, Act.OBJECT, today, Set.of("NOTICE_OVER"));
      case OBJECT_TOO -> tooLate(file, today);
      case SPOT_CHECK, SPOT_AFTER -> SpotChecks.sent(file, actor.staff());
      case STOP -> stopBlocked(file, actor, today);
      default -> List.of();
    };
  }

  /// When what a deed follows was done last, empty where nothing goes before it: no day that is
  /// named for the deed and no page that proves it can be of before.
  static Optional<Instant> after(CaseFile file, Deed d) {
    Set<Act> acts =
        switch (d) {
          case POST, POST_AWAY -> Set.of(Act.OPINION);
          case POST_AGAIN, SEND_AGAIN -> Set.of(Act.OPINION, Act.SETTLE, Act.TAKE, Act.SPOT_FINISH);
          case POST_DISTRICT, POST_DISTRICT_AWAY -> Set.of(Act.TAKE, Act.SPOT_FINISH);
          case DELIVERED -> Set.of(Act.DECIDE, Act.CONFIRM, Act.STOP, Act.ADJUST);
          case WITHDRAW, CONSENT -> Set.of(Act.SUBMIT);
          default -> Set.of();
        };
    return file.lastEvent(acts.stream().map(Act::name).toArray(String[]::new))
        .flatMap(e -> CaseFile.instant(e, "at"));
  }

  /// The act of the program that ends the notice that hangs.
  static Act end(CaseFile file) {
    return Process.stage(file).filter(s -> s == Stage.PUBLICITY2).isPresent()
        ? Act.PUBLICITY2_END
        : Act.PUBLICITY_END;
  }

  /// The own board: where the household lives in another street, that street looks after it.
  private static boolean board(Actor actor, CaseFile file, Stage stage) {
    return !away(file) && district(actor, stage);
  }

  private static boolean away(CaseFile file) {
    return Posting.away(file).isPresent();
  }

  /// The district looks after its own notice only.
  private static boolean district(Actor actor, Stage stage) {
    return NOTICE.contains(stage)
        && (actor.role() != Role.DISTRICT_REVIEWER || stage == Stage.PUBLICITY2);
  }

  /// What keeps the act that follows by itself ([Process#onward]) from being done, beyond the facts
  /// it simply waits for: nothing else on this screen would say it.
  static List<Hindrance> against(CaseFile file, LocalDate today) {
    return Process.onward(file)
        .map(act -> Process.check(file, act, Actor.system(), ActInput.NONE, today))
        .map(r -> r instanceof Ruling.Refused refused ? against(refused) : List.<Hindrance>of())
        .orElse(List.of());
  }

  static List<Hindrance> against(Ruling.Refused refused) {
    return refused.hindrances().stream().filter(h -> !AWAITED.contains(h.code())).toList();
  }

  /// What was heard in time at another board is taken up whenever it comes to be known.
  private static List<Hindrance> tooLate(CaseFile file, LocalDate today) {
    if (!Posting.untaken(file).isEmpty()) return List.of();
    return heardTooLate(file, today);
  }

  /// What stands against hearing another objection at the own window today.
  static List<Hindrance> heardTooLate(CaseFile file, LocalDate today) {
    return Objections.heardUntil(file, today)
        .filter(today::isAfter)
        .map(last -> List.of(new Hindrance("NOTICE_OVER", "C6", List.of(last.toString()))))
        .orElse(List.of());
  }

  /// A proof picture of the notice that hangs, as the act that ends it misses it.
  private static List<Hindrance> missing(CaseFile file, LocalDate today, String which) {
    return of(file, Actor.system(), end(file), today, Set.of("NOTICE_PHOTO_MISSING")).stream()
        .filter(h -> h.args().contains(which))
        .toList();
  }

  /// Whether this level decides on the case.
  private static boolean level(CaseFile file, Actor actor, LocalDate today) {
    return !refused(file, actor, Act.STOP, today, "OTHER_LEVEL_DECIDES");
  }

  /// A death is written into the file first, and the letter of an earlier step is delivered first.
  private static List<Hindrance> stopBlocked(CaseFile file, Actor actor, LocalDate today) {
    String code =
        ChangeCourse.stopCalledBy(file).flatMap(r -> ChangeCourse.stops(file, r)).orElse("");
    return Process.check(file, Act.STOP, actor, ActInput.NONE.withDetail(code), today)
            instanceof Ruling.Refused(List<Hindrance> why)
        ? why.stream().filter(h -> STOP_FIRST.contains(h.code())).toList()
        : List.of();
  }

  /// Letters are owed from the decision until the last of them was delivered.
  static boolean decided(Stage stage) {
    return stage == Stage.APPROVED || stage == Stage.REJECTED;
  }

  /// Letters a case is handled for: those of its decision, and afterwards what tells of a change.
  static List<Letter> letters(CaseFile file, Stage stage) {
    if (decided(stage)) return Letter.of(file);
    return LATER.contains(stage)
        ? Letter.of(file).stream().filter(l -> l.paper().equals("N07")).toList()
        : List.of();
  }

  private static boolean refused(
      CaseFile file, Actor actor, Act act, LocalDate today, String code) {
    return !of(file, actor, act, today, Set.of(code)).isEmpty();
  }

  private static List<Hindrance> of(
      CaseFile file, Actor actor, Act act, LocalDate today, Set<String> codes) {
    return Process.check(file, act, actor, ActInput.NONE, today)
            instanceof Ruling.Refused(List<Hindrance> why)
        ? why.stream().filter(h -> codes.contains(h.code())).toList()
        : List.of();
  }

  private static boolean has(CaseFile file, GateKind kind) {
    return !file.gateFacts(kind).isEmpty();
  }

  /// Whether the newest check of this round found otherwise than the first visit (§6.2).
  private static boolean differs(CaseFile file) {
    Instant since =
        file.lastEvent(Act.CHANGE.name())
            .flatMap(e -> CaseFile.instant(e, "at"))
            .orElse(Instant.MIN);
    return file.gateFacts(GateKind.SPOT_CHECK_DONE).stream()
        .filter(f -> CaseFile.instant(f, "at").orElse(Instant.MIN).isAfter(since))
        .reduce((_, later) -> later)
        .filter(f -> differs(file, f))
        .isPresent();
  }

  private static boolean differs(CaseFile file, CaseRecord done) {
    if (done.ref("subject").isPresent())
      return CheckCard.compared(file, done).filter(SpotComparison::differs).isPresent();
    SpotCheck typed = SpotCheck.compared(file, done.text("value"));
    return typed.same() < typed.seen();
  }

  private static boolean answered(CaseFile file) {
    // of this round: a review asks the city anew
    Instant since = Round.start(file);
    return Stream.of(GateKind.VERIFICATION_REPORT, GateKind.VERIFICATION_NO_RECORD)
        .flatMap(k -> file.gateFacts(k).stream())
        .anyMatch(f -> !CaseFile.instant(f, "at").orElse(Instant.MIN).isBefore(since));
  }

  /// Whether the household has not said yet that it does not dispute the newest report of this
  /// round: its word on an earlier one says nothing of this.
  private static boolean unanswered(CaseFile file) {
    Instant round = Round.start(file);
    Optional<Instant> report =
        newest(file, GateKind.VERIFICATION_REPORT).filter(at -> !at.isBefore(round));
    return report
        .filter(at ->
            newest(file, GateKind.FINDING_UNDISPUTED).filter(said -> !said.isBefore(at)).isEmpty())
        .isPresent();
  }

  private static Optional<Instant> newest(CaseFile file, GateKind kind) {
    return file.gateFacts(kind).stream()
        .map(f -> CaseFile.instant(f, "at").orElse(Instant.MIN))
        .max(Comparator.naturalOrder());
  }

  static boolean entrusted(CaseFile file) {
    return file.application()
        .filter(a -> a.text("confirmMode").equals(ConfirmMode.STREET_ENTRUSTED.name()))
        .isPresent();
  }
}
