package cn.ruhu.casefile.process;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.means.RuleSets;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.casefile.record.GateKind;
import cn.ruhu.casefile.record.Texts;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/// The whole limit of a case: 30 working days from acceptance (57 art 31, DOMAIN §2.2), pauses not
/// counted (§2.3). The rules of 2012 know no such limit; special circumstances (45 days) are told
/// by people.
///
/// Stateless and thread-safe.
public final class CaseClock {
  /// Working days from acceptance to the result.
  public static final int WHOLE_DAYS = 30;

  private CaseClock() {}

  /// Last lawful day; empty before acceptance or where the rules set no limit.
  ///
  /// @param today a pause that still runs is counted up to this day
  public static Optional<Due> due(CaseFile file, LocalDate today) {
    Optional<CaseRecord> app = file.application().map(a -> answered(file, a));
    Optional<LocalDate> accepted = app.flatMap(a -> Texts.date(a.text("acceptDate")));
    if (accepted.isEmpty() || RuleSets.forCase(file).equals(RuleSets.CN_2012))
      return Optional.empty();
    long paused = app.flatMap(a -> Texts.whole(a.text("pausedDays"))).orElse(0L);
    Optional<LocalDate> since = app.flatMap(a -> Texts.date(a.text("pausedOn")));
    if (since.isPresent()) paused += Math.max(0, ChronoUnit.DAYS.between(since.get(), today));
    return Optional.of(WorkingDays.due(accepted.get().plusDays(paused), WHOLE_DAYS));
  }

  /// An application as its clock stands: a pause for another place ended on the day the answer was
  /// written, whether or not an act has counted it since (§2.3).
  ///
  /// @param app the application of the file, or what becomes of it
  public static CaseRecord answered(CaseFile file, CaseRecord app) {
    Optional<LocalDate> since = Texts.date(app.text("pausedOn"));
    if (since.isEmpty() || !app.text("pauseReason").equals("OTHER_PLACE")) return app;
    return file.gateFacts(GateKind.OTHER_PLACE_REPLY).stream()
        .map(f -> Situation.day(Situation.at(f)))
        .filter(day -> !day.isBefore(since.get()))
        .min(Comparator.naturalOrder())
        .map(day -> over(app, since.get(), day))
        .orElse(app);
  }

  /// An application whose pause is over.
  static CaseRecord over(CaseRecord app, LocalDate since, LocalDate end) {
    long days = Math.max(0, ChronoUnit.DAYS.between(since, end));
    long before = Texts.whole(app.text("pausedDays")).orElse(0L);
    return app.with("pausedDays", Long.toString(before + days))
        .with("pausedOn", null)
        .with("pauseReason", null);
  }
}
