package cn.ruhu.desktop.handling;

import cn.ruhu.casefile.calendar.Due;
import cn.ruhu.casefile.calendar.WorkingDays;
import cn.ruhu.casefile.process.CaseClock;
import cn.ruhu.casefile.process.Process;
import cn.ruhu.casefile.process.Stage;
import cn.ruhu.casefile.record.CaseFile;
import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.work.Desk;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A case in hand, with what it offers this person.
///
/// @param due last lawful day of the whole case, empty where the rules set none
/// @param daysLeft working days until then
/// @param positive at least one opinion proposes assistance
record HandlingRow(
    UUID application,
    String number,
    String applicant,
    List<String> schemes,
    Stage stage,
    Optional<Due> due,
    int daysLeft,
    boolean positive,
    List<Offer> offers) {
  private static final Set<Stage> LISTED = EnumSet.range(Stage.ACCEPTED, Stage.IN_BENEFIT);

  HandlingRow {
    schemes = List.copyOf(schemes);
    offers = List.copyOf(offers);
  }

  /// The row of a case, empty when nothing of it is this desk's business.
  static Optional<HandlingRow> of(Desk desk, CaseRecord a) {
    if (LISTED.stream().noneMatch(s -> s.name().equals(a.text("stage")))) return Optional.empty();
    CaseFile file = desk.caseFile(a.id());
    Stage stage = Process.stage(file).orElse(Stage.DRAFT);
    LocalDate today = desk.today();
    List<Offer> offers = Deeds.offered(file, desk.actor(), today);
    boolean running = stage.compareTo(Stage.PRELIM) >= 0 && stage != Stage.IN_BENEFIT;
    if (offers.stream().allMatch(o -> o.deed().anyTime()) && !running) return Optional.empty();
    Optional<Due> due =
        stage.compareTo(Stage.APPROVED) < 0 ? CaseClock.due(file, today) : Optional.empty();
    return Optional.of(
        new HandlingRow(
            a.id(),
            a.text("number"),
            file.applicant().map(p -> p.text("name")).orElse(""),
            file.judgedSchemes(),
            stage,
            due,
            due.map(d -> WorkingDays.remaining(d, today)).orElse(0),
            file.opinions().stream().anyMatch(o -> o.is("positive")),
            offers));
  }

  /// Key of the words for whom it waits.
  String waits() {
    String key = "handling.waits." + stage.name();
    return stage == Stage.PRELIM && !positive ? key + ".NO" : key;
  }

  /// Something can be done by this person now.
  boolean mine() {
    return offers.stream().anyMatch(o -> !o.deed().anyTime() && o.blocked().isEmpty());
  }
}
