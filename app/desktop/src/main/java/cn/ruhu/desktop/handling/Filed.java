package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.StepClock;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.RecordType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Pages that came into the case before anybody opened this screen, by scanner or camera, and wait
/// for the deed they prove. Stateless.
final class Filed {
  /// More would be a list to search; a page further back is found in the case itself.
  private static final int SHOWN = 4;

  private Filed() {}

  /// Pages in the deed's slot that no fact names yet, newest first. What was taken before the deed
  /// could be done (the application itself, the picture of the posting, a notice that still had to
  /// hang) is none of its pages.
  ///
  /// @param today day by which a notice without its own date is judged
  static List<CaseRecord> pages(CaseFile file, Deed deed, LocalDate today) {
    var named =
        file.all(RecordType.GATE_FACT).stream()
            .map(f -> f.text("page"))
            .collect(Collectors.toSet());
    Instant since = since(file, deed, today);
    return file.pages().stream()
        .filter(p -> p.text("slot").equals(deed.slot()))
        .filter(p -> !named.contains(p.id().toString()))
        .filter(p -> !taken(p).isBefore(since))
        .sorted(Comparator.comparing(Filed::taken).reversed())
        .limit(SHOWN)
        .toList();
  }

  private static Instant taken(CaseRecord page) {
    return CaseFile.instant(page, "takenAt").orElse(Instant.MIN);
  }

  private static Instant since(CaseFile file, Deed deed, LocalDate today) {
    Optional<Instant> since =
        deed == Deed.NOTICE_END ? noticeOver(file, today) : Deeds.after(file, deed);
    return since.orElse(Instant.MIN);
  }

  /// A picture taken while the notice still had to hang proves nothing of its end.
  private static Optional<Instant> noticeOver(CaseFile file, LocalDate today) {
    return StepClock.noticeOver(file, today).map(d -> d.atStartOfDay(Process.ZONE).toInstant());
  }
}
