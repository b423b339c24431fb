package cn.ruhu.desktop.caseload;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.paper.Owed;
import cn.ruhu.casefile.paper.PendingIdentity;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.desktop.kit.Message;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a case that was taken in still owes and what of it presses: a promised paper, a number that
/// is to follow. Pure.
final class OwedRows {
  /// working days before its day somebody is reminded
  private static final int SOON = 3;

  /// nobody waits for papers of these any more
  private static final Set<String> OVER =
      Set.of("REJECTED", "WITHDRAWN", "ABORTED", "TRANSFERRED", "TERMINATED");

  private OwedRows() {}

  /// @param left working days to the day, negative when it has passed
  record Pressing(Message words, int left) {}

  /// The nearest day, when it is soon or has passed.
  static Optional<Pressing> what(CaseFile file, LocalDate today) {
    if (file.application().filter(a -> OVER.contains(a.text("stage"))).isPresent())
      return Optional.empty();
    List<LocalDate> papers =
        Owed.of(file).stream()
            .filter(o -> o.kind() == Owed.Kind.PROMISED)
            .flatMap(o -> o.due().stream())
            .toList();
    List<LocalDate> numbers =
        PendingIdentity.of(file).stream().flatMap(p -> p.due().stream()).toList();
    Optional<Pressing> paper = pressing("papers", papers, today);
    Optional<Pressing> number = pressing("number", numbers, today);
    if (paper.isEmpty() || number.isEmpty()) return paper.or(() -> number);
    return paper.get().left() <= number.get().left() ? paper : number;
  }

  private static Optional<Pressing> pressing(String what, List<LocalDate> days, LocalDate today) {
    Optional<LocalDate> first = days.stream().min(Comparator.naturalOrder());
    if (first.isEmpty()) return Optional.empty();
    LocalDate day = first.get();
    int left = WorkingDays.remaining(new Due(day, false), today);
    if (left > SOON) return Optional.empty();
    String key = left < 0 ? "over" : left == 0 ? "today" : "left";
    return Optional.of(
        new Pressing(
            Message.of(
                "caseload.owed." + what + "." + key,
                Math.abs(left),
                day.getMonthValue(),
                day.getDayOfMonth()),
            left));
  }
}
