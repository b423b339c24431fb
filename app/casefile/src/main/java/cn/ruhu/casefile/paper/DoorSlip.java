package cn.ruhu.casefile.paper;

import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.RecordType;
import cn.ruhu.casefile.record.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Numbers of the slips left at a door nobody opened (N08): the end of the application number,
/// which is copied by hand at the door, and the slip's own. Stateless.
public final class DoorSlip {
  private static final int DIGITS = 9;

  /// Slot of the slips, as their codes name it.
  private static final String SLOT = "D19";

  private static final String PAPER = "N08";

  private DoorSlip() {}

  /// What is told of a number, which keeps nobody from going on.
  public enum Told {
    FINE,
    /// it is not this household's
    OTHER_HOUSEHOLD,
    /// no slip of this number stands among those printed for this household, as far as this machine
    /// knows
    NOT_PRINTED,
    /// another attempt left it already
    USED
  }

  /// @param application number of the application
  /// @param slip which of those printed together, from 1: its page; 0 for the sheet the visit is
  ///   signed on and its copy that stays with the household
  public static String number(String application, int slip) {
    return beginning(application) + slip;
  }

  private static String beginning(String application) {
    return application.substring(Math.max(0, application.length() - DIGITS)) + "-";
  }

  /// The number of the slip a code was printed on; empty for a code of another paper or of another
  /// household.
  ///
  /// @param application the household's
  public static Optional<String> number(PageCode code, CaseRecord application) {
    boolean slip = code.use() == PageCode.Use.PAGE && code.docType().equals(SLOT);
    return slip && code.application().equals(application.id())
        ? Optional.of(number(application.text("number"), code.page()))
        : Optional.empty();
  }

  /// Looks at the number an attempt left.
  ///
  /// @param file of the household, with its register of papers as far as it is at hand
  /// @param visit the attempt itself
  public static Told look(CaseFile file, String number, UUID visit) {
    String application = file.application().map(a -> a.text("number")).orElse("");
    String begins = beginning(application);
    if (!number.startsWith(begins)) return Told.OTHER_HOUSEHOLD;
    long slip = Texts.whole(number.substring(begins.length())).orElse(0L);
    List<CaseRecord> printed = printed(file);
    boolean known = printed.stream().anyMatch(d -> slip <= pages(d));
    if (slip < 1 || !known) return Told.NOT_PRINTED;
    // a later printing has the same numbers once more
    Instant since =
        printed.stream()
            .filter(d -> slip <= pages(d))
            .flatMap(d -> CaseFile.instant(d, "at").stream())
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    return used(file, number, visit, since) ? Told.USED : Told.FINE;
  }

  private static List<CaseRecord> printed(CaseFile file) {
    return file.all(RecordType.DOCUMENT).stream()
        .filter(d -> d.text("paper").equals(PAPER))
        .toList();
  }

  private static long pages(CaseRecord document) {
    return Texts.whole(document.text("pages")).orElse(0L);
  }

  private static boolean used(CaseFile file, String number, UUID visit, Instant since) {
    Stream<CaseRecord> visits =
        file.visits().stream()
            .filter(v -> !v.id().equals(visit) && v.text("notice").equals(number))
            .filter(v -> since(v, "finishedAt", since));
    Stream<CaseRecord> facts =
        file.gateFacts(GateKind.NOTICE_LEFT).stream()
            .filter(f -> f.text("value").equals(number))
            .filter(f -> !f.text("subject").equals(visit.toString()))
            .filter(f -> since(f, "at", since));
    return Stream.concat(visits, facts).findAny().isPresent();
  }

  private static boolean since(CaseRecord record, String field, Instant since) {
    return CaseFile.instant(record, field).filter(at -> !at.isBefore(since)).isPresent();
  }
}
