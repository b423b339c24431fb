package cn.ruhu.casefile.spot;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which of a case's visits are the district's checks (区级抽查, DOMAIN §6.2), and what each is held
/// against. A check stands beside the first visit and never in its place.
///
/// Stateless and thread-safe.
public final class SpotVisits {
  /// `purpose` of a VISIT that is a check.
  public static final String PURPOSE = "SPOT_CHECK";

  private static final Set<String> REFUSED = Set.of("20", "21", "22");

  private SpotVisits() {}

  /// Whether a VISIT, the task it is made for, or what was answered, remarked or filed at it, is of
  /// a check.
  public static boolean is(CaseRecord visit) {
    return visit.text("purpose").equals(PURPOSE);
  }

  /// Whether a check ends with this VISIT: its questions were answered, or it was refused, which is
  /// an answer too.
  public static boolean ends(CaseRecord visit) {
    String disposition = visit.text("disposition");
    return is(visit) && (CaseFile.FINISHED.contains(disposition) || REFUSED.contains(disposition));
  }

  /// Checks that ended, first to last.
  public static List<CaseRecord> ended(CaseFile file) {
    return file.visits().stream().filter(SpotVisits::ends).toList();
  }

  /// Checks that count, first to last: those a fact `SPOT_CHECK_DONE` names. Any other was sealed
  /// after others were sent, or by nobody who was, and nothing follows from it.
  public static List<CaseRecord> counted(CaseFile file) {
    Set<String> named =
        file.gateFacts(GateKind.SPOT_CHECK_DONE).stream()
            .map(f -> f.text("subject"))
            .collect(Collectors.toSet());
    return ended(file).stream().filter(v -> named.contains(v.id().toString())).toList();
  }

  /// The visit a check is held against: the last one of the street that was finished before the
  /// check began.
  public static Optional<CaseRecord> checked(CaseFile file, CaseRecord check) {
    Instant began = CaseFile.instant(check, "startedAt").orElse(Instant.MAX);
    return file.visits().stream()
        .filter(v -> !is(v) && CaseFile.FINISHED.contains(v.text("disposition")))
        .filter(v -> CaseFile.instant(v, "finishedAt").filter(at -> !at.isAfter(began)).isPresent())
        .reduce((_, later) -> later);
  }
}
