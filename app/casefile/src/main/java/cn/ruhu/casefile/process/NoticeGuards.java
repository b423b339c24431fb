package cn.ruhu.casefile.process;

import cn.ruhu.casefile.means.RuleSet;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Guards of the notices (公示, Policy §19). A notice of n days put up on day d runs through d + n;
/// it may end from d + n + 1.
final class NoticeGuards {
  private NoticeGuards() {}

  static List<Hindrance> somethingToPost(Situation s) {
    boolean positive = s.standingOpinions().stream().anyMatch(o -> o.is("positive"));
    boolean negativeToo = s.rules().filter(RuleSet::publishNegativeOpinion).isPresent();
    return positive || (negativeToo && !s.standingOpinions().isEmpty())
        ? List.of()
        : List.of(Hindrance.of("NOTHING_TO_POST", "C6"));
  }

  static LocalDate lastDay(Situation s) {
    return s.postedOn().plusDays(s.rules().map(RuleSet::publicityDays).orElse(7));
  }

  /// First day whose picture of the removal proves that the notice hung to its end.
  static LocalDate overOn(Situation s) {
    return lastDay(s).plusDays(1);
  }

  static List<Hindrance> withinDays(Situation s) {
    return s.today().isAfter(lastDay(s))
        ? List.of(Hindrance.of("NOTICE_OVER", Guard.WITHIN_DAYS.article(), lastDay(s)))
        : List.of();
  }

  static List<Hindrance> daysOver(Situation s) {
    return s.today().isAfter(lastDay(s))
        ? List.of()
        : List.of(Hindrance.of("NOTICE_RUNNING", Guard.DAYS_OVER.article(), lastDay(s)));
  }

  /// Two proof photos of this notice: of the posting, and of the removal after its last day. A
  /// photo of the removal on the sixth day proves the opposite, whenever it is named.
  static List<Hindrance> noticeProven(Situation s) {
    var found = new ArrayList<Hindrance>();
    for (String which : List.of("START", "END")) {
      LocalDate since = which.equals("START") ? s.postedOn() : overOn(s);
      boolean there =
          s.facts(GateKind.NOTICE_PHOTO, which).stream()
              .filter(f -> !Situation.day(Situation.at(f)).isBefore(since))
              .flatMap(f -> f.ref("page").flatMap(s.file()::record).stream())
              .anyMatch(page -> which.equals("START") || !takenBefore(page, since));
      if (!there)
        found.add(Hindrance.of("NOTICE_PHOTO_MISSING", Guard.NOTICE_PROVEN.article(), which));
    }
    return found;
  }

  /// A page that does not say when it was taken is judged by its fact alone.
  private static boolean takenBefore(CaseRecord page, LocalDate day) {
    return CaseFile.instant(page, "takenAt")
        .filter(at -> Situation.day(at).isBefore(day))
        .isPresent();
  }

  /// C6: the objection is answered in writing and every positive opinion is given anew.
  static List<Hindrance> objectionAnswered(Situation s) {
    var found = new ArrayList<Hindrance>();
    Instant raised = s.done(Act.OBJECT);
    boolean settled =
        s.facts(GateKind.OBJECTION_SETTLED).stream()
            .anyMatch(f -> !Situation.at(f).isBefore(raised) && !f.text("reason").isBlank());
    if (!settled) found.add(Hindrance.of("OBJECTION_UNANSWERED", "C6"));
    found.addAll(OpinionGuards.opinionsComplete(s));
    return found;
  }

  static List<Hindrance> secondNoticeRuled(Situation s) {
    return s.rules().filter(RuleSet::secondNotice).isPresent()
        ? List.of()
        : List.of(Hindrance.of("NO_SECOND_NOTICE", Guard.SECOND_NOTICE_RULED.article()));
  }

  static List<Hindrance> secondNoticeOver(Situation s) {
    boolean ruled = s.rules().filter(RuleSet::secondNotice).isPresent();
    boolean approving =
        s.standingDecisions().stream().anyMatch(d -> d.text("outcome").equals("APPROVED"));
    Optional<CaseRecord> over = s.file().lastEvent(Act.PUBLICITY2_END.name());
    boolean current =
        over.map(Situation::at).filter(at -> !at.isBefore(s.entered(Stage.REPORTED))).isPresent();
    return !ruled || !approving || current
        ? List.of()
        : List.of(Hindrance.of("SECOND_NOTICE_MISSING", Guard.SECOND_NOTICE_OVER.article()));
  }
}
