package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.Draw;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.process.StepClock;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import cn.ruhu.desktop.work.LineIn;
import cn.ruhu.desktop.work.LineOut;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// A case that waits for its draw (C5, DOMAIN §6.2).
///
/// @param street its street's code
/// @param moved when its stage began; what a street decided before the last two months is drawn no
///   more
/// @param since the day it was reported, or decided by its street
/// @param afterwards an entrusted street decided it: its check comes after
/// @param forced it is checked whatever the lot says
record Lot(
    UUID application,
    String street,
    Instant moved,
    LocalDate since,
    boolean afterwards,
    boolean forced) {
  /// How far back decisions of streets are drawn.
  private static final Duration LATELY = Duration.ofDays(62);

  private static final Set<Stage> DECIDED =
      EnumSet.of(Stage.APPROVED, Stage.REJECTED, Stage.IN_BENEFIT);

  private static final int MONTH = 7;

  /// Whether the stage says that it may wait for a draw.
  static boolean mayBe(CaseRecord application) {
    return isReported(application)
        || DECIDED.stream().anyMatch(s -> s.name().equals(application.text("stage")));
  }

  private static boolean isReported(CaseRecord application) {
    return application.text("stage").equals(Stage.REPORTED.name());
  }

  /// The lot of a case, empty when it waits for no draw. Whether it is of these days is asked when
  /// batches are made ([#batches]).
  static Optional<Lot> of(Desk desk, CaseFile file, CaseRecord a) {
    if (!mayBe(a) || !Draw.awaits(file)) return Optional.empty();
    return Optional.of(
        new Lot(
            a.id(),
            a.text("street"),
            moved(a),
            since(desk, file, a),
            Draw.afterwards(file),
            Draw.forced(file, desk.today())));
  }

  /// What is reported waits however long it does.
  private static Instant moved(CaseRecord a) {
    return isReported(a) ? Instant.MAX : CaseFile.instant(a, "stageSince").orElse(Instant.MIN);
  }

  /// When a case was reported, or decided by its street.
  private static LocalDate since(Desk desk, CaseFile file, CaseRecord a) {
    Instant at =
        Draw.afterwards(file)
            ? file.lastEvent("DECIDE").flatMap(e -> CaseFile.instant(e, "at")).orElse(desk.now())
            : CaseFile.instant(a, "stageSince").orElse(desk.now());
    return LocalDate.ofInstant(at, desk.zone());
  }

  void write(LineOut out) {
    out.day(since);
    out.flag(afterwards);
    out.flag(forced);
  }

  static Lot read(CaseRecord a, LineIn in) {
    return new Lot(a.id(), a.text("street"), moved(a), in.day(), in.flag(), in.flag());
  }

  /// Reported ones, and those a street decided lately: what is older was drawn, or was decided
  /// before anybody drew. A review renews the stage of a case, not the decision its street is
  /// checked for.
  private boolean isLate(Instant from, LocalDate day) {
    return !moved.isAfter(from) || (afterwards && since.isBefore(day));
  }

  /// The batches that are open, by street and month; nobody froze them.
  static List<Batch> batches(Desk desk, List<Lot> lots) {
    record Key(String street, String month) {}
    Instant lately = desk.now().minus(LATELY);
    LocalDate day = LocalDate.ofInstant(lately, desk.zone());
    LocalDate today = desk.today();
    var open =
        lots.stream()
            .filter(l -> !l.isLate(lately, day))
            .sorted(Comparator.comparing(Lot::application))
            .collect(
                Collectors.groupingBy(
                    l -> new Key(l.street, l.since.toString().substring(0, MONTH)),
                    () ->
                        new TreeMap<Key, List<Lot>>(
                            Comparator.comparing(Key::street).thenComparing(Key::month)),
                    Collectors.toList()));
    return open.entrySet().stream()
        .map(e -> {
          List<UUID> cases = e.getValue().stream().map(Lot::application).toList();
          var forced = new LinkedHashSet<UUID>();
          for (Lot l : e.getValue()) if (l.forced) forced.add(l.application);
          LocalDate first =
              e.getValue().stream().map(Lot::since).min(Comparator.naturalOrder()).orElse(today);
          Due due = StepClock.draw(first);
          return new Batch(
              e.getKey().street(),
              e.getKey().month(),
              cases,
              forced,
              due,
              WorkingDays.remaining(due, today));
        })
        .toList();
  }
}
