package cn.ruhu.casefile.process;

import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the street that hangs another street's notice has to do, and what it may record. Asked by
/// that street's window and again by the server.
///
/// Policy §19, DOMAIN §0.2 C12. Stateless and thread-safe.
public final class PostingDuty {
  private static final String ARTICLE = "policy §19";

  /// All that is recorded in the file of a posting.
  private static final Set<String> KINDS =
      Set.of(
          GateKind.NOTICE_POSTED.name(),
          GateKind.NOTICE_PHOTO.name(),
          GateKind.OBJECTION_RAISED.name());

  /// The photo of a notice, and what somebody handed in who objects.
  private static final Set<String> SLOTS = Set.of("D20", "D26");

  private PostingDuty() {}

  /// What is to be done next.
  public enum Task {
    /// put it up and photograph it
    PUT_UP,
    /// it hangs its days
    HANGS,
    /// its days are over: take it down and photograph that
    TAKE_DOWN,
    /// called back while it hangs: take it down now
    TAKE_BACK,
    /// nothing any more
    DONE;

    /// Whether somebody has to do something.
    public boolean isOpen() {
      return this == PUT_UP || this == TAKE_DOWN || this == TAKE_BACK;
    }
  }

  /// The POSTING of a file, empty when the file is another.
  public static Optional<CaseRecord> posting(CaseFile file) {
    return file.all(RecordType.POSTING).stream().findFirst();
  }

  /// Day it went up, empty while it does not hang.
  public static Optional<LocalDate> postedOn(CaseFile file) {
    return file.gateFacts(GateKind.NOTICE_POSTED).stream()
        .findFirst()
        .map(Situation::at)
        .map(Situation::day);
  }

  /// Last day it has to hang, empty while it does not.
  public static Optional<LocalDate> lastDay(CaseFile file) {
    return postedOn(file).map(d -> d.plusDays(days(file)));
  }

  private static long days(CaseFile file) {
    return posting(file).flatMap(p -> Texts.whole(p.text("days"))).orElse(7L);
  }

  private static boolean recalled(CaseFile file) {
    return posting(file).filter(p -> p.get("recalledAt").isPresent()).isPresent();
  }

  private static boolean removed(CaseFile file) {
    boolean any = recalled(file);
    Optional<LocalDate> last = lastDay(file);
    return file.gateFacts(GateKind.NOTICE_PHOTO).stream()
        .filter(f -> f.text("subject").equals("END"))
        .map(f -> Situation.day(Situation.at(f)))
        .anyMatch(day -> any || last.filter(day::isAfter).isPresent());
  }

  /// What is to be done, by what is recorded so far.
  ///
  /// @param today day at the office
  public static Task task(CaseFile file, LocalDate today) {
    boolean hangs = postedOn(file).isPresent();
    if (removed(file)) return Task.DONE;
    if (recalled(file)) return hangs ? Task.TAKE_BACK : Task.DONE;
    if (!hangs) return Task.PUT_UP;
    return lastDay(file).filter(today::isAfter).isPresent() ? Task.TAKE_DOWN : Task.HANGS;
  }

  /// Day by which [#task] is to be done; while it hangs, its last day; empty when nothing is.
  public static Optional<LocalDate> due(CaseFile file, LocalDate today) {
    return switch (task(file, today)) {
      case PUT_UP -> posting(file).flatMap(p -> Texts.date(p.text("postDue")));
      case HANGS -> lastDay(file);
      case TAKE_DOWN -> lastDay(file).map(d -> WorkingDays.due(d, 1).date());
      case TAKE_BACK ->
          posting(file)
              .flatMap(p -> CaseFile.instant(p, "recalledAt"))
              .map(at -> WorkingDays.due(Situation.day(at), 1).date());
      case DONE -> Optional.empty();
    };
  }

  /// What stands against recording a fact or a page in the file of a posting. What was done at the
  /// board before a recall came to know is taken in all the same: nothing that happened is lost.
  ///
  /// @param file the posting's, without the new record
  public static List<Hindrance> against(CaseFile file, CaseRecord made) {
    Optional<CaseRecord> posting = posting(file);
    if (posting.isEmpty()) return List.of();
    if (made.type() == RecordType.PAGE)
      return SLOTS.contains(made.text("slot")) ? List.of() : one("POSTING_ONLY");
    if (made.type() != RecordType.GATE_FACT || !KINDS.contains(made.text("kind")))
      return one("POSTING_ONLY");
    Instant at = Situation.at(made);
    LocalDate day = Situation.day(at);
    LocalDate sent = Situation.day(CaseFile.instant(posting.get(), "sentAt").orElse(Instant.MIN));
    var found = new ArrayList<Hindrance>();
    if (day.isBefore(sent)) found.add(Hindrance.of("POSTED_BEFORE_NOTICE", ARTICLE, sent));
    boolean down = made.text("subject").equals("END");
    boolean photo = made.text("kind").equals(GateKind.NOTICE_PHOTO.name());
    if (photo && down) found.addAll(againstRemoval(file, day));
    if (made.text("kind").equals(GateKind.OBJECTION_RAISED.name()))
      lastDay(file)
          .filter(day::isAfter)
          .ifPresent(last -> found.add(Hindrance.of("NOTICE_OVER", "57 art 19", last)));
    return List.copyOf(found);
  }

  private static List<Hindrance> againstRemoval(CaseFile file, LocalDate day) {
    if (postedOn(file).isEmpty()) return recalled(file) ? List.of() : one("POSTING_NOT_UP");
    if (recalled(file)) return List.of();
    LocalDate last = lastDay(file).orElseThrow();
    return day.isAfter(last)
        ? List.of()
        : List.of(Hindrance.of("REMOVED_TOO_EARLY", ARTICLE, last, last.plusDays(1)));
  }

  private static List<Hindrance> one(String code) {
    return List.of(Hindrance.of(code, ARTICLE));
  }
}
