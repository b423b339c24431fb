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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /// Policy §19, C12: where the household lives in another street, the notice of every scheme that
  /// is granted goes to that street's board.
  static List<Hindrance> rightBoard(Situation s) {
    Optional<String> away = Posting.away(s.application());
    if (away.isEmpty()) return List.of();
    Stage next = s.act() == Act.POST_DISTRICT ? Stage.PUBLICITY2 : Stage.PUBLICITY;
    Instant since = s.done(Act.OPINION, Act.SETTLE, Act.TAKE, Act.SPOT_FINISH);
    Set<String> sent =
        Posting.all(s.file()).stream()
            .filter(p -> p.notice().text("paper").equals(Posting.paper(next)))
            .filter(p -> p.street().equals(away.get()) && p.recalled().isEmpty())
            .filter(p -> !Situation.at(p.sent()).isBefore(since))
            .map(Posting::scheme)
            .collect(Collectors.toSet());
    boolean all =
        s.standingOpinions().stream()
            .filter(o -> o.is("positive"))
            .allMatch(o -> sent.contains(o.text("scheme")));
    return all
        ? List.of()
        : List.of(Hindrance.of("NOTICE_NOT_SENT", Guard.RIGHT_BOARD.article(), away.get()));
  }

  /// Whether the days of the notice have begun: at the own board with the act, at another street's
  /// with its proof.
  static boolean begun(Situation s) {
    return notBegun(s).isEmpty();
  }

  /// What keeps the days of a notice at another street's board from having begun.
  private static List<Hindrance> notBegun(Situation s) {
    Optional<String> away = Posting.away(s.application());
    if (away.isEmpty()) return List.of();
    List<Posting> standing = s.postings();
    String article = Guard.RIGHT_BOARD.article();
    if (standing.isEmpty()) return List.of(Hindrance.of("NOTICE_NOT_SENT", article, away.get()));
    return standing.stream().allMatch(p -> p.posted().isPresent())
        ? List.of()
        : List.of(Hindrance.of("POSTING_AWAITED", article, away.get()));
  }

  /// An objection that was heard at another street's board, at whichever notice of this paper and
  /// round, and that this street has not taken up.
  private static List<CaseRecord> heardElsewhere(Situation s) {
    String paper = Posting.paper(s.stage().orElse(Stage.DRAFT));
    return Posting.untaken(s.file(), p -> p.notice().text("paper").equals(paper));
  }

  /// Objections heard elsewhere that this very act takes up.
  private static Stream<CaseRecord> takenNow(Situation s) {
    return s.facts(GateKind.OBJECTION_TAKEN).stream()
        .filter(s::carries)
        .flatMap(f -> f.ref("subject").flatMap(s.file()::record).stream())
        .filter(f -> f.ref("subject").isPresent()); // the POSTING it was heard at
  }

  static LocalDate lastDay(Situation s) {
    return s.postedOn().plusDays(s.rules().map(RuleSet::publicityDays).orElse(7));
  }

  /// First day whose picture of the removal proves that the notice hung to its end.
  static LocalDate overOn(Situation s) {
    return lastDay(s).plusDays(1);
  }

  static List<Hindrance> withinDays(Situation s) {
    LocalDate last = lastDay(s);
    // heard in time at another board, and known here later; one that is raised here now is not
    boolean here =
        s.facts(GateKind.OBJECTION_RAISED).stream()
            .anyMatch(f -> s.carries(f) && f.ref("subject").isEmpty());
    boolean inTime =
        Stream.concat(here ? Stream.empty() : heardElsewhere(s).stream(), takenNow(s))
            .anyMatch(f -> !Situation.day(Situation.at(f)).isAfter(last));
    return s.today().isAfter(last) && !inTime
        ? List.of(Hindrance.of("NOTICE_OVER", Guard.WITHIN_DAYS.article(), last))
        : List.of();
  }

  static List<Hindrance> daysOver(Situation s) {
    List<Hindrance> before = notBegun(s);
    if (!before.isEmpty()) return before;
    if (!heardElsewhere(s).isEmpty())
      return List.of(Hindrance.of("OBJECTION_HEARD_ELSEWHERE", "C6"));
    return s.today().isAfter(lastDay(s))
        ? List.of()
        : List.of(Hindrance.of("NOTICE_RUNNING", Guard.DAYS_OVER.article(), lastDay(s)));
  }

  /// Two proof photos of this notice: of the posting, and of the removal after its last day. A
  /// photo of the removal on the sixth day proves the opposite, whenever it is named.
  static List<Hindrance> noticeProven(Situation s) {
    if (Posting.away(s.application()).isPresent()) return boardProven(s);
    var found = new ArrayList<Hindrance>();
    for (String which : List.of("START", "END")) {
      LocalDate since = which.equals("START") ? s.postedOn() : overOn(s);
      boolean there =
          s.facts(GateKind.NOTICE_PHOTO, which).stream()
              .filter(f -> f.ref("value").isEmpty()) // of the own board
              .filter(f -> !Situation.day(Situation.at(f)).isBefore(since))
              .flatMap(f -> f.ref("page").flatMap(s.file()::record).stream())
              .anyMatch(page -> which.equals("START") || !takenBefore(page, since));
      if (!there)
        found.add(Hindrance.of("NOTICE_PHOTO_MISSING", Guard.NOTICE_PROVEN.article(), which));
    }
    return found;
  }

  /// As [#noticeProven], of the other street's board; nothing where the household lives here.
  static List<Hindrance> boardProven(Situation s) {
    var found = new ArrayList<Hindrance>();
    int days = s.rules().map(RuleSet::publicityDays).orElse(7);
    for (Posting p : s.postings()) {
      Optional<LocalDate> up = p.postedOn();
      if (up.isEmpty()) continue; // its days have not begun: said by the guard of the days
      for (String which : List.of("START", "END")) {
        LocalDate since = which.equals("START") ? up.get() : up.get().plusDays(days).plusDays(1);
        boolean there =
            p.photos(which, since)
                .flatMap(f -> f.ref("page").flatMap(s.file()::record).stream())
                .anyMatch(page -> which.equals("START") || !takenBefore(page, since));
        if (!there)
          found.add(
              Hindrance.of(
                  "POSTING_PHOTO_MISSING", Guard.NOTICE_PROVEN.article(), p.street(), which));
      }
    }
    return List.copyOf(found);
  }

  /// A page that does not say when it was taken is judged by its fact alone.
  private static boolean takenBefore(CaseRecord page, LocalDate day) {
    return CaseFile.instant(page, "takenAt")
        .filter(at -> Situation.day(at).isBefore(day))
        .isPresent();
  }

  /// C6: every objection is answered in writing, and every positive opinion is given anew.
  static List<Hindrance> objectionAnswered(Situation s) {
    var found = new ArrayList<Hindrance>();
    if (!Objections.answered(s.file())) found.add(Hindrance.of("OBJECTION_UNANSWERED", "C6"));
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
